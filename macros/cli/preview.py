"""The site while it is being written: each build in a fresh folder, the last good one shown."""

from __future__ import annotations

import os
import re
import shutil
import time
import traceback
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from macros.cli.check import examine, report
from macros.cli.console import complain, say
from macros.cli.mkdocs_build import BuildFailed, build_site

_RELOADING = re.compile(r"/livereload/([0-9]{1,20})\.js")
KEPT = "; the preview shows the last good pages"


class Preview:
    """Builds the site of ``root``, with an ``edition`` laid over it, into folders under ``base``, to be read at ``address``."""

    def __init__(self, root: Path, base: Path, address: str, edition: Path | None = None):
        self.root, self.base, self.address, self.edition = root, base, address, edition
        self.folder: Path | None = None
        self.config: MkDocsConfig | None = None
        self.layers: tuple[Path, ...] = ()  # The folders of the edition last built.
        self._number = 0

    def build(self) -> bool:
        """Build once; whether it worked. After a failure ``folder`` is the last good one, and
        what was wrong has been printed: nothing is raised but an interruption."""
        problems, checked = examine(self.root, self.edition)
        kept = KEPT if self.folder else ""
        if problems:
            report(problems, then=kept)
            return False
        self.layers = checked.edition.folders if self.edition else ()
        self._number += 1
        new = self.base / str(self._number)
        try:
            self.config = build_site(self.root, new, strict=False, site_url=self.address)
        except Exception as error:
            shutil.rmtree(new, ignore_errors=True)
            complain(f"{_reason(error)}{kept}.")
            if os.environ.get("HANDBOOK_DEBUG"):
                traceback.print_exception(error)
            return False
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)
        self.folder = new
        return True


class Server(LiveReloadServer):
    """mkdocs' own live-reload server, which says where it is once it listens."""

    def server_activate(self) -> None:
        """Begin to listen."""
        super().server_activate()
        say(f"The handbook is at {self.url} - press Ctrl-C to stop.")

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """A page that loads as a file what reloads it: its policy lets no script stand in it, where mkdocs would write it."""
        head, body, rest = content.rpartition(b"</body>")
        return b'%b<script src="/livereload/%d.js"></script>%b%b' % (head, epoch, body, rest) if body else content

    def _serve_request(self, environ, start_response):
        if asked := _RELOADING.fullmatch(environ["PATH_INFO"]):
            script = super()._inject_js_into_html(b"", int(asked[1]))
            start_response("200 OK", [("Content-Type", "text/javascript"), ("Cache-Control", "no-store")])
            return [script.removeprefix(b"<script>").removesuffix(b"</script>")]
        return super()._serve_request(environ, start_response)


def server_for(preview: Preview, host: str, port: int) -> Server:
    """A server showing ``preview`` and watching what it is made from."""

    def rebuild() -> None:
        began = time.monotonic()
        if preview.build():
            server.root = str(preview.folder)
            watch_edition()
            say(f"Rebuilt in {time.monotonic() - began:.1f} s.")

    def watch_edition() -> None:
        for folder in (folder for folder in preview.layers if str(folder) not in seen):
            seen.add(str(folder))
            server.watch(str(folder))

    seen: set[str] = set()
    server = Server(builder=rebuild, host=host, port=port, root=str(preview.folder))
    server.error_handler = lambda code: _error_page(preview, code)
    config = preview.config
    server = config.plugins.on_serve(server, config=config, builder=rebuild) or server
    for path in (config.docs_dir, config.config_file_path, *config.watch):
        server.watch(path)
    watch_edition()
    return server


def _error_page(preview: Preview, code: int) -> bytes | None:
    page = preview.folder / f"{code}.html"
    return page.read_bytes() if page.is_file() else None


def _reason(error: Exception) -> str:
    if isinstance(error, BuildFailed):
        return str(error)
    what = " ".join(f"{type(error).__name__}: {error}".split()).rstrip(". ")
    return f"The site was not built, because of something unexpected ({what})"
