"""A real nginx and a real Apache on a free port of the loopback, serving a folder with the files that the
build wrote.

Each gets as little more than these files as it starts with, so that what it does comes from them.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ports import free_port
from waiting import until

BESIDE_PATH = ("/usr/sbin", "/usr/local/sbin", "/sbin")
MODULES = (
    "/usr/lib/apache2/modules",
    "/usr/libexec/apache2",
    "/usr/lib64/httpd/modules",
    "/usr/lib/httpd/modules",
    "/opt/homebrew/lib/httpd/modules",
    "/usr/local/lib/httpd/modules",
)
IN_USE = "Address already in use"
TRIES = 5  # Of a port that is free when it is looked for and may be another's a moment later.
NEEDED = (
    "authz_core",
    "mime",
    "dir",
    "headers",
    "filter",
    "deflate",
    "expires",
    "unixd",
    "mpm_event",
)  # What a2enmod has on, or the guide asks for.
NGINX = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/errors warn;
events {{}}
http {{
    default_type application/x-other; access_log off;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
{server}
}}
"""
APACHE = """
ServerRoot "{folder}"
DefaultRuntimeDir "{folder}"
PidFile "{folder}/pid"
ErrorLog "{folder}/errors"
Listen 127.0.0.1:{port}
ServerName 127.0.0.1
{modules}
{user}
TypesConfig /dev/null
<VirtualHost 127.0.0.1:{port}>
    DocumentRoot "{root}"
    <Directory "{root}">
        Require all granted
    </Directory>
{own}
    Include "{site}/hosting/apache.conf"
</VirtualHost>
"""


def program(variable: str, *names: str) -> str:
    """The server that the test command found, or the machine's own. Without one the test fails."""
    path = os.pathsep.join([os.environ.get("PATH", ""), *BESIDE_PATH])
    found = os.environ.get(variable) or next(
        filter(None, (shutil.which(name, path=path) for name in names)), None
    )
    assert found, (
        f"This test needs {names[0]}: run it by 'python3 scripts/handbook test', or install it and set"
        f" {variable}."
    )
    return found


@contextmanager
def nginx(site: Path, prefix: str = "", own: str = "", files: Iterable[str] = ()) -> Iterator[str]:
    """Serve ``site`` under ``prefix`` with nginx; yields its address, without a slash at its end.

    ``own`` stands in the server block, as an operator's lines would; ``files``, from the root, are another
    application's.
    """
    with _folder(site, prefix, files) as (folder, root):

        def write(port: int) -> list[str]:
            server = (site / "hosting/nginx-server.conf").read_text("utf-8")
            for there, here in (
                ("listen 80;", f"listen 127.0.0.1:{port};"),
                ("root /srv/handbook;", f"root {root}; {own}"),
                ("/etc/nginx/handbook.conf", f"{site}/hosting/nginx.conf"),
            ):
                assert there in server
                server = server.replace(there, here)
            (folder / "conf").write_text(NGINX.format(folder=folder, server=server), "utf-8")
            return [
                program("HANDBOOK_NGINX", "nginx"),
                "-p",
                f"{folder}/",
                "-e",
                f"{folder}/errors",
                "-c",
                f"{folder}/conf",
            ]

        with _running(write, folder) as address:
            yield address


@contextmanager
def apache(site: Path, prefix: str = "", own: str = "", files: Iterable[str] = ()) -> Iterator[str]:
    """The same with Apache; ``own`` stands in the virtual host."""
    with _folder(site, prefix, files) as (folder, root):
        modules = next(filter(Path.is_dir, map(Path, MODULES)))
        user = "User #65534\nGroup #65534" if os.geteuid() == 0 else ""  # Apache refuses to answer as root.
        loads = "\n".join(
            f"LoadModule {name}_module {modules}/mod_{name}.so"
            for name in NEEDED
            if (modules / f"mod_{name}.so").exists()
        )

        def write(port: int) -> list[str]:
            text = APACHE.format(
                folder=folder, port=port, modules=loads, user=user, root=root, site=site, own=own
            )
            (folder / "conf").write_text(text, "utf-8")
            return [
                program("HANDBOOK_APACHE", "apache2", "httpd"),
                "-d",
                str(folder),
                "-f",
                f"{folder}/conf",
                "-D",
                "FOREGROUND",
            ]

        with _running(write, folder) as address:
            yield address


@contextmanager
def _folder(site: Path, prefix: str, files: Iterable[str]) -> Iterator[tuple[Path, Path]]:
    """A folder for a server's own files, and the folder it is to serve, in which a copy of the site stands at
    ``prefix``."""
    with tempfile.TemporaryDirectory(prefix="handbook-server-") as name:
        folder, root = Path(name), Path(name) / "root"
        folder.chmod(
            0o755
        )  # Apache's helpers are nobody, and the site's own folder is not ours to open to them.
        shutil.copytree(site, root / prefix.strip("/"))
        for path in files:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(path, "utf-8")
        yield folder, root


@contextmanager
def _running(write: Callable[[int], list[str]], folder: Path) -> Iterator[str]:
    """Run the server of which ``write`` says the command, having written its settings for a port."""
    process, port = _start(write, folder)
    with process:
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(20)
    said = _errors(folder)
    assert not re.search(r"\[(emerg|alert|crit|warn)\]|:(emerg|alert|crit|warn)\]", said), said


def _start(write: Callable[[int], list[str]], folder: Path) -> tuple[subprocess.Popen, int]:
    """The server and its port, once it answers; fails with its own words when it does not."""
    said = ""
    for _ in range(TRIES):
        port = free_port()
        process = subprocess.Popen(
            write(port), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        if _answers(process, port, folder):
            return process, port
        process.kill()
        said = process.communicate()[0] + _errors(folder)
        (folder / "errors").unlink(missing_ok=True)
        if IN_USE not in said:
            break
    raise AssertionError(f"The server did not start: {said}")


def _answers(process: subprocess.Popen, port: int, folder: Path) -> bool:
    """Whether the server comes to answer. Both write ``pid`` once the port is theirs: till then another may
    answer there."""

    def heard() -> bool:
        with socket.socket() as probe:
            return (folder / "pid").exists() and probe.connect_ex(("127.0.0.1", port)) == 0

    def ended() -> bool:
        return process.poll() is not None or IN_USE in _errors(folder)

    until(lambda: ended() or heard(), "a server that answers or ends")
    return not ended()


def _errors(folder: Path) -> str:
    errors = folder / "errors"
    return errors.read_text("utf-8", "replace") if errors.exists() else ""
