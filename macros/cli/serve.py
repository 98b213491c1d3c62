"""``handbook serve``: a preview that rebuilds while you write and keeps the last good pages."""

from __future__ import annotations

import errno
import socket
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import click

from macros.base.input_folders import find_overlap
from macros.cli import interruptions
from macros.cli.console import (
    add_edition_option,
    check_variables,
    complain,
    pass_root,
    say,
    show_stages,
)
from macros.cli.environment import set_environment


@click.command("serve", help="Preview the site, and rebuild it whenever a file changes.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to serve at."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to serve at.")
@add_edition_option
@pass_root
def command(root: Path, port: int, host: str, edition: Path | None) -> int:
    """Serve the site of ``root``, with an edition laid over it, until Ctrl-C, and return 0; 1 when it cannot
    be begun."""
    check_variables(root, edition)
    if trouble := find_port_trouble(host, port):
        complain(trouble)
        return 1
    temporary = tempfile.gettempdir()
    if find_overlap(root, Path(temporary, "handbook").resolve()):
        complain(
            f"The preview cannot be kept in {temporary}, the folder for temporary files, because it would"
            " come among what a handbook is made from; set TMPDIR to another folder."
        )
        return 1
    with (
        interruptions.hold(),
        tempfile.TemporaryDirectory(prefix="handbook-") as folder,
        interruptions.allow(),
    ):
        return _serve(root, Path(folder), host, port, edition and edition.absolute())


def find_port_trouble(host: str, port: int) -> str | None:
    """Why nothing can be served at ``host`` and ``port``, as a sentence; ``None`` if it can."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            other = port + 1 if port < 65535 else 8000
            return f"Port {port} is in use by another program; choose another, for example --port {other}."
        if error.errno == errno.EACCES:
            return f"Port {port} may be used by the administrator only; choose one above 1023."
        return f"{host} is not an address of this machine; use --host 127.0.0.1, or leave it out."
    return None


def _serve(root: Path, folder: Path, host: str, port: int, edition: Path | None) -> int:
    from macros.cli.mkdocs_build import explain_refusal
    from macros.cli.preview import Preview, create_server

    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    preview = Preview(root, folder, address, edition)
    with set_environment(root, edition=edition):
        with show_stages() as stage, stage("Building the first preview"):
            is_built = preview.build()
        if not is_built:
            return 1
        if preview.config and (sentence := explain_refusal(root, preview.config)):
            complain(sentence)
        server = create_server(preview, host, port)
        try:
            with suppress(KeyboardInterrupt):
                server.serve()  # type: ignore[no-untyped-call]  # mkdocs'.
        finally:
            server.shutdown()
    say("\nStopped." if sys.stdout.isatty() else "Stopped.")  # A terminal has just shown "^C".
    return 0
