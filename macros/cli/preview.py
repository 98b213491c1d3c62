"""The site while it is being written: each build in a fresh folder, the last good one shown.

A page is read whole, from the folder that is shown at that moment, and folders change between two such
readings. So no request waits for a build, meets a half-built site or looks into a folder that is gone,
however a build ends.
"""

from __future__ import annotations

import posixpath
import re
import shutil
import sys
import threading
import time
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from wsgiref.simple_server import WSGIRequestHandler

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from macros.base.garbage_collection import collect_all
from macros.base.problems import Problem, show
from macros.base.reading import ABSENT, describe_refusal
from macros.base.variables import DEBUG, is_on
from macros.cli.check import examine, report
from macros.cli.console import complain, count, say
from macros.cli.failures import BuildFailed, describe_error, find_failure
from macros.cli.mkdocs_build import build_site
from macros.cli.preview_store import PreviewMemory, PreviewStore

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_RELOADING = re.compile(r"/livereload/([0-9]{1,20})\.js")
SECONDS_BETWEEN_LOOKS = 0.15  # At the files that are watched.
SECONDS_OF_QUIET = 0.05  # After a change, before a build: editors write several files at once.
KEPT = "; the preview shows the last good pages"


class Preview:
    """Builds the site of ``root``, with an ``edition`` laid over it, into folders under ``base``, to be read
    at ``address``."""

    def __init__(self, root: Path, base: Path, address: str, edition: Path | None = None):
        self.root, self.base, self.address, self.edition = root, base, address, edition
        self.folder: Path | None = None
        self.config: MkDocsConfig | None = None
        self.layers: tuple[Path, ...] = ()  # The folders of the edition last built.
        self._number = 0
        self._last_problems: list[Problem] = []  # What was wrong with the last build that was told.
        self._memory = PreviewMemory()
        self._store: PreviewStore | None = None  # Of the build whose pages are shown.
        self._folder_lock = threading.Lock()  # Held while a page is read, and while ``folder`` changes.

    def build(self) -> bool:
        """Build once; gives whether it worked. After a failure ``folder`` is still the last good one, and the
        reason has been printed. Raises nothing but ``KeyboardInterrupt``."""
        self._number += 1
        new = self.base / str(self._number)
        try:
            is_built = self._build(new)
        except Exception as error:
            is_built = False
            complain(_describe_failure(error, KEPT if self.folder else "", self.base))
            if is_on(DEBUG):
                traceback.print_exception(error)
        if not is_built:
            shutil.rmtree(new, ignore_errors=True)
        return is_built

    def clear_up(self) -> None:
        """Let go of what the last build has left in memory, and of the files that are shown no more, once its
        pages are shown."""
        collect_all()
        files = set(self._store.earlier_files.values()) if self._store else set()
        for folder in (folder for folder in self.base.iterdir() if folder != self.folder):
            for file in folder.rglob("*"):
                if file not in files and file.is_file():
                    file.unlink(missing_ok=True)
            if not any(file.is_relative_to(folder) for file in files):
                shutil.rmtree(folder, ignore_errors=True)

    def read(self, path: str) -> bytes | None:
        """The file at ``path`` (with forward slashes) of the pages that are shown, or ``None`` where there is
        none. Where the disk does not give one, that is printed."""
        with self._folder_lock:
            if self.folder is None or self._store is None:
                return None
            store, file = self._store, self._store.find(path)
            try:
                is_ours = path in store.earlier_files or file.resolve().is_relative_to(self.folder.resolve())
                if not is_ours or file.is_file():
                    return file.read_bytes() if is_ours else None
            except ValueError:  # No file can be called that.
                return None
            except OSError as error:
                if error.errno not in ABSENT:
                    complain(f"{file} {describe_refusal(error).wrong}.")
                return None
        return store.make(path)  # Which takes a while, and needs no folder.

    def _build(self, new: Path) -> bool:
        edition = self.edition.parent if self.edition and self.edition.is_file() else self.edition
        layers = self.layers or ([edition] if edition else [])
        with self._memory.use(self.root, layers) as ground:
            problems, result = examine(self.root, self.edition, has_memory=True)
        if result is None:
            consequence = KEPT if self.folder else ""
            if problems == self._last_problems:
                complain(
                    f"What was wrong before is wrong still: {count(len(problems), 'problem')}{consequence}."
                )
            else:
                report(self.root, problems, consequence=consequence)
            self._last_problems = problems
            return False
        self._last_problems = []
        overlaid = result.edition if self.edition else None
        self.layers = overlaid.folders if overlaid else ()
        if list(self.layers) != list(layers):
            ground = f"{ground} {self._number}"  # It was of other folders.
        store = PreviewStore(new, ground, self._store)
        self.config = build_site(self.root, new, strict=False, store=store, site_url=self.address)
        store.before = None
        with self._folder_lock:
            self.folder, self._store = new, store
        return True


class Requests(WSGIRequestHandler):
    """Answers requests, and prints only those that failed."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Print a request that was answered with an error (400 and above)."""
        if str(code).startswith(("4", "5")):
            complain(f"{show(self.requestline, 200)} was answered with {code}.")

    def log_message(self, format: str, *arguments: object) -> None:
        """Print nothing: what matters is printed elsewhere."""


class Server(LiveReloadServer):
    """mkdocs' own live-reload server, which says where it is once it listens, and shows the pages of a
    ``preview``."""

    def __init__(self, preview: Preview, **options: Any):
        super().__init__(root=str(preview.folder), **options)
        self.preview = preview
        self.RequestHandlerClass = Requests
        self.error_handler = lambda code: preview.read(f"{code}.html")

    def server_activate(self) -> None:
        """Begin to listen."""
        super().server_activate()
        say(f"The handbook is at {self.url} - press Ctrl-C to stop.")

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """The page ``content`` with the reload script linked as a file. mkdocs would write the script into
        the page, where the page's policy forbids it."""
        head, body, rest = content.rpartition(b"</body>")
        return (
            b'%b<script src="/livereload/%d.js"></script>%b%b' % (head, epoch, body, rest)
            if body
            else content
        )

    def show_new_pages(self) -> None:
        """Have browsers load the pages of the build that has just ended."""
        with self._epoch_cond:
            self._visible_epoch = self._wanted_epoch
            self._epoch_cond.notify_all()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print what went wrong with a request, unless the browser only went away."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def _serve_request(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes] | None:
        """A page or file as it stands now; ``None`` where there is none. mkdocs answers for live reload."""
        if reload_request := _RELOADING.fullmatch(environ["PATH_INFO"]):
            epoch = int(reload_request[1])
            script = super()._inject_js_into_html(b"", epoch)  # type: ignore[no-untyped-call]  # mkdocs'.
            start_response("200 OK", [("Content-Type", "text/javascript"), ("Cache-Control", "no-store")])
            return [script.removeprefix(b"<script>").removesuffix(b"</script>")]
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace") or "/"
        if path.startswith("/livereload/"):
            return super()._serve_request(environ, start_response)
        epoch = (
            self._visible_epoch
        )  # Before the page is read: a page that is newer is at worst loaded once more.
        place = posixpath.normpath("/" + path).lstrip("/")
        name = posixpath.join(place, "index.html") if path.endswith("/") else place
        content = self.preview.read(name)
        if (
            content is None
            and not path.endswith("/")
            and self.preview.read(f"{place}/index.html") is not None
        ):
            query = environ.get("QUERY_STRING")
            start_response("302 Found", [("Location", quote(f"/{place}/") + (f"?{query}" if query else ""))])
            return []
        if content is None:
            return None
        if name.endswith(".html"):
            content = self._inject_js_into_html(content, epoch)
        kind = self._guess_type(name)  # type: ignore[no-untyped-call]  # mkdocs'.
        size = str(len(content))
        # Style sheets and scripts keep their names when they change.
        headers = [("Content-Type", kind), ("Content-Length", size), ("Cache-Control", "no-store")]
        start_response("200 OK", headers)
        return [content]


def create_server(preview: Preview, host: str, port: int) -> Server:
    """A server showing ``preview``, which has been built, and watching what it is made from."""

    def rebuild() -> None:
        began = time.monotonic()
        if preview.build():
            watch_edition()
            say(f"Rebuilt in {time.monotonic() - began:.1f} s.")
        server.show_new_pages()
        preview.clear_up()

    def watch_edition() -> None:
        for folder in (folder for folder in preview.layers if str(folder) not in watched_folders):
            watched_folders.add(str(folder))
            server.watch(str(folder))

    watched_folders: set[str] = set()
    server = Server(preview, builder=rebuild, host=host, port=port, polling_interval=SECONDS_BETWEEN_LOOKS)
    server.build_delay = SECONDS_OF_QUIET
    config = preview.config
    if config is None:
        raise ValueError("the preview was not built")
    config.plugins.on_serve(server, config=config, builder=rebuild)
    for path in (config.docs_dir, config.config_file_path, *config.watch):
        server.watch(path)
    watch_edition()
    return server


def _describe_failure(error: Exception, consequence: str, base: Path) -> str:
    """The sentence on a build into a folder of ``base`` that ended with ``error``; ``consequence`` follows
    it, as ``; the preview shows the last good pages``."""
    if isinstance(error, BuildFailed):
        return f"{error}{consequence}."
    if failure := find_failure(error, base):
        return f"{failure.what}{consequence}. {failure.remedy}."
    return f"The site was not built, because of something unexpected ({describe_error(error)}){consequence}."
