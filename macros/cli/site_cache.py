"""The cache of ``handbook build``: the site that was built last from the same handbook, edition and kind of
copy, in ``.cache/site``, and what its pages were made from.

It stands outside of the site, and what is in it is not believed without its digest
(:mod:`macros.base.archive`): where anything is wrong with it, pages are rendered as if it were not there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import Any

from macros.addresses.git import GitRefuses
from macros.base.archive import Archive, ArchiveWriter, read_archive, writing
from macros.base.days import read_today
from macros.base.variables import PACKS, is_on
from macros.cli.site_inputs import digest_all, digest_ground, digest_program, guess_layers

FOLDER = ".cache/site"  # In the handbook's folder; git ignores it.


class SiteCache:
    """The cache of the site of ``root`` with an ``edition``, made as a copy to be used ``offline`` or not,
    and with all ``exports`` or those that need no further packages. With ``is_ignored`` it is written and not
    read. All that a site is made from is looked at here, before the build reads it: what changes meanwhile
    counts as changed in the next build."""

    def __init__(
        self, root: Path, edition: Path | None, offline: bool, exports: bool = False, is_ignored: bool = False
    ):
        self.root = root
        question = f"{root}\n{edition and edition.resolve()}\n{offline}\n{exports}\n{is_on(PACKS)}".encode(
            "utf-8", "surrogatepass"
        )
        self.file = root / FOLDER / f"{blake2b(question, digest_size=8).hexdigest()}.archive"
        program = digest_program()
        self._program = program.code
        archive = None if is_ignored else read_archive(self.file)
        self.archive = archive if archive and archive.index.get("program") == self._program else None
        self._day = str(read_today())
        self._layers = self._guess_layers(edition)
        self._inputs = ""  # Where git refuses, that is said in each build.
        with suppress(GitRefuses):
            self._inputs = digest_all(program, root, self._layers)
        self._ground = digest_ground(program, root, self._layers, {"offline": offline})

    def _guess_layers(self, edition: Path | None) -> list[Path]:
        """The folders of the edition and of those below it, as they were in the build before."""
        layers: list[str] = self.archive.index["layers"] if self.archive else []
        return [*map(Path, layers)] or guess_layers(edition)

    def is_current(self) -> bool:
        """Whether nothing has changed that the last site was made from, and all of that is here."""
        if not self.archive or not self._inputs or self.archive.index["inputs"] != self._inputs:
            return False
        if self._has_a_day_come(self.archive):
            return False
        files = self.archive.index["files"].items()
        return all(_is_inside(place) and self.archive.read(piece) is not None for place, piece in files)

    def _has_a_day_come(self, archive: Archive) -> bool:
        """Whether a day that pages of the last site looked at has come since that was built."""
        facts = (name.partition(": ") for name, _ in archive.index["pages"].get("facts", ()))
        days = (day for name, _, day in facts if name == "day")
        return any((day <= archive.index["day"]) != (day <= self._day) for day in days)

    def restore_site(self, folder: Path) -> int | None:
        """Put the last site into ``folder``, as it was. Gives the number of its pages."""
        store = SiteStore(self.archive, None, folder, self._ground)
        for place, piece in (self.archive.index["files"] if self.archive else {}).items():
            store.restore(place, piece)
        return count_pages(folder)

    @contextmanager
    def open_store(self, folder: Path, layers: Iterable[Path]) -> Iterator[SiteStore | None]:
        """Yield the store for a build into ``folder``, of an edition with these ``layers``. It is written
        where the body ends well and has called :meth:`SiteStore.finish`."""
        is_known = list(layers) == self._layers
        with writing(self.file) as archive:
            if archive is None:
                yield None
                return
            ground = self._ground if is_known else os.urandom(8).hex()
            store = SiteStore(self.archive, archive, folder, ground)
            yield store
            if store.pages_after is not None:
                archive.index = {
                    "program": self._program,
                    "layers": list(map(str, layers)),
                    "inputs": self._inputs if is_known else "",
                    "day": self._day,
                    "pages": store.pages_after,
                    "files": store.keep_site(),
                }


def count_pages(folder: Path) -> int:
    """The number of pages of a site, without its embeds, which repeat them."""
    pages = 0
    for path, folders, names in os.walk(folder):
        if path == str(folder):
            folders[:] = [name for name in folders if name != "embed"]
        pages += sum(name.endswith(".html") for name in names)
    return pages


class SiteStore:
    """What one build reads from the cache, and writes to it. ``ground`` is the digest of what no page is
    noted to have read."""

    has_fixed_names = False

    def __init__(self, before: Archive | None, after: ArchiveWriter | None, folder: Path, ground: str):
        self.before, self.after, self.folder, self.ground = before, after, folder, ground
        self.pages_after: Mapping[str, Any] | None = None
        self._folders: set[str] = set()

    @property
    def pages(self) -> Mapping[str, Any]:
        """What was known of the pages of the build before."""
        pages: Mapping[str, Any] = self.before.index.get("pages", {}) if self.before else {}
        return pages

    def holds(self, piece: Any) -> bool:
        """Whether a file is in the cache as it was put in."""
        return self.before is not None and self.before.read(piece) is not None

    def restore(self, place: str, piece: Any) -> Any:
        """Put a kept file to ``place`` in the site, and into the next cache; returns what it is known by
        there. Its digest was looked at before (:meth:`holds`)."""
        if not self.before or not _is_inside(place):
            raise ValueError(place)
        content = self.before.take(piece)
        target = os.path.join(self.folder, place)
        if (folder := os.path.dirname(target)) not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        with open(target, "wb") as file:
            file.write(content)
        return self.after.copy(content, piece[2]) if self.after else piece

    def keep(self, place: str, content: bytes) -> Any:
        """Put a file into the next cache; returns what it is known by there."""
        return self.after.add(content) if self.after else None

    def put_off(
        self, make: Callable[[], Mapping[str, str | bytes]], beginnings: tuple[str, ...] = ("",)
    ) -> bool:
        """A site that is written has all its files."""
        return False

    def is_in_place(self, place: str, made_of: object) -> bool:
        """Each site is written anew."""
        return False

    def finish(self, pages: Mapping[str, Any]) -> None:
        """Take what is known of the pages of this build, which has ended well."""
        self.pages_after = pages

    def keep_site(self) -> dict[str, Any]:
        """Put all files of the site into the next cache; returns them by their places."""
        if not self.after:
            return {}
        of_pages = (files for files, _, _ in (self.pages_after or {}).get("pages", {}).values())
        pieces = {place: piece for files in of_pages for place, piece in files.items()}
        for path, folders, names in os.walk(self.folder):
            folders.sort()
            for name in sorted(names):
                file = os.path.join(path, name)
                place = os.path.relpath(file, self.folder).replace(os.sep, "/")
                if place not in pieces:
                    pieces[place] = self.after.add(Path(file).read_bytes())
        return pieces


def _is_inside(place: str) -> bool:
    """Whether a place in a site is that of a file in it."""
    path = PurePosixPath(place)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\\" not in place
