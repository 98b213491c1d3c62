"""What a preview keeps from one build to the next while it runs: the folder of the pages that are shown, and
what these and the last check rest on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from macros.checks.run import MEMORY
from macros.cli.check_cache import CheckMemory
from macros.cli.site_inputs import digest_ground, digest_program


class PreviewStore:
    """The store of one build into ``folder``. ``before`` is the store of the build whose pages are shown, if
    any; a page that is kept is the same file in both folders, where the disk can do that.

    A file is known by its place. Style sheets and scripts are called what they are called in ``docs``, so
    that pages stay as they are when one of these changes.
    """

    has_fixed_names = True

    def __init__(self, folder: Path, ground: str, before: PreviewStore | None = None):
        self.folder, self.ground, self.before = folder, ground, before
        self.pages_after: Mapping[str, Any] = {}
        self._folders: set[str] = set()

    @property
    def pages(self) -> Mapping[str, Any]:
        """What was known of the pages that are shown."""
        return self.before.pages_after if self.before else {}

    def holds(self, piece: Any) -> bool:
        """Whether a file is in the folder that is shown."""
        return self.before is not None and (self.before.folder / piece).is_file()

    def restore(self, place: str, piece: Any) -> Any:
        """Put a file of the folder that is shown into the new one."""
        if self.before is None:
            raise ValueError(place)
        source, target = os.path.join(self.before.folder, piece), os.path.join(self.folder, place)
        if (folder := os.path.dirname(target)) not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        try:
            os.link(source, target)
        except OSError:
            shutil.copyfile(source, target)
        return place

    def keep(self, place: str, content: bytes) -> Any:
        """mkdocs writes the file to ``place``, by which it is known."""
        return place

    def finish(self, pages: Mapping[str, Any]) -> None:
        """Take what the next build is to know."""
        self.pages_after = pages


class PreviewMemory:
    """What the checks of a preview keep from one to the next."""

    def __init__(self) -> None:
        self._index: Mapping[str, Any] = {}

    @contextmanager
    def use(self, root: Path, layers: Iterable[Path]) -> Iterator[str]:
        """Let a check, while the body runs, take from what is kept and give to it. Yields the digest of what
        no page is noted to have read."""
        ground = digest_ground(digest_program(), root, layers, {})
        memory = CheckMemory(self._index, ground)
        token = MEMORY.set(memory)
        try:
            yield ground
        finally:
            MEMORY.reset(token)
        if memory.pages_after is not None:
            self._index = {"pages": memory.pages_after, "read": memory.read_after}
