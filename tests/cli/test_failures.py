"""What stops a command from outside the program, the disk above all, is a sentence with exit code 1, and
leaves nothing half-written."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from types import SimpleNamespace

import pytest
import small_site
from places import ROOT
from ports import free_port

from macros.base.problems import Problem
from macros.cli import failures, main

AGAIN = "Make room and run the command again."


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A handbook of two pages with a hook that writes a file, whose site has been built."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("---\ndrafted: 2026-11-22\n---\n# Welcome\n")
    (tmp_path / "docs" / "a.txt").write_text("Plain words.")
    (tmp_path / "hook.py").write_text(
        "from pathlib import Path\ndef on_post_page(output, page, config):\n    Path(config.site_dir,"
        " 'embed.html').write_text('x')\n    return output\n"
    )
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Tiny\nsite_url: ''\ntheme: {name: mkdocs, locale: en}\nplugins: [search]\nhooks:"
        " [hook.py]\n"
    )
    found = SimpleNamespace(problems=[], handbook=SimpleNamespace(count_entries=dict))
    monkeypatch.setattr("macros.checks.run.check_handbook", lambda root: found)
    monkeypatch.delenv("HANDBOOK_DEBUG", raising=False)
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--quiet"]) == 0
    return tmp_path


def run(capfd, *arguments):
    code = main([str(each) for each in arguments])
    return code, *capfd.readouterr()


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


WRITERS = {  # Where a build writes: mkdocs' pages, its copies, its search index and the handbook's own hooks.
    "pages": ("mkdocs.utils.write_file", "The disk is full"),
    "copies": ("mkdocs.utils.shutil.copyfile", "The disk is full"),
    "hooks": ("pathlib.Path.write_text", "The disk is full"),
    "the working folder": ("pathlib.Path.mkdir", None),
}


@pytest.mark.parametrize("writer", WRITERS)
def test_a_full_disk_is_one_sentence_wherever_it_is_met(project, monkeypatch, capfd, writer):
    before, (name, said) = files(project), WRITERS[writer]

    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/disk/file")

    with monkeypatch.context() as patched:
        patched.setattr(name, full)
        code, out, err = run(capfd, "build")
    whole = (
        f"{said}: /disk/file; site is as it was. {AGAIN}\n"
        if said
        else f"The site could not be put into {project / 'site'}: the disk is full. {AGAIN}\n"
    )
    assert (code, out, err) == (1, "", whole)
    assert files(project) == before


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EDQUOT, f"The disk quota is used up: /disk/file; site is as it was. {AGAIN}\n"),
        (
            errno.EROFS,
            (
                "The disk is read-only: /disk/file; site is as it was. Make it one that can be written to, or"
                " choose another place, for example with --site-dir.\n"
            ),
        ),
        (
            errno.EIO,
            (
                "The disk does not answer as it should: /disk/file; site is as it was. See to the disk, and"
                " run the command again.\n"
            ),
        ),
        (
            errno.EMFILE,
            (
                "Too many files are open: /disk/file; site is as it was. Raise the limit (ulimit -n) and run"
                " the command again.\n"
            ),
        ),
        (
            errno.EACCES,
            (
                "A file may not be read or written: /disk/file; site is as it was. See to the rights of that"
                " file, or of the folder it is in, and run the command again.\n"
            ),
        ),
        (
            errno.ENAMETOOLONG,
            (
                "The system did not do what it was asked (File name too long): /disk/file; site is as it was."
                " See to that and run the command again.\n"
            ),
        ),
    ],
)
def test_each_refusal_of_the_disk_has_its_own_sentence(project, monkeypatch, capfd, number, sentence):
    before = files(project)

    def refuse(*_, **__):
        raise OSError(number, os.strerror(number), "/disk/file")

    with monkeypatch.context() as patched:
        patched.setattr("mkdocs.utils.write_file", refuse)
        assert run(capfd, "build") == (1, "", sentence)
    assert files(project) == before


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_disk_that_fills_up_while_a_file_is_written_is_named_by_the_site(
    project, monkeypatch, capfd, number
):
    """The system names no file then; where it does, as when one is made, that is in the working folder."""
    sentence = f"{failures.DISK[number][0]}: {project / 'site'}; site is as it was. {AGAIN}\n"
    within = []

    def fill(content, path):
        within.append(path)
        raise OSError(number, os.strerror(number), *([path] if len(within) > 1 else []))

    monkeypatch.setattr("mkdocs.utils.write_file", fill)
    assert [run(capfd, "build") for _ in range(2)] == [(1, "", sentence)] * 2
    assert all(".site.handbook-" in path for path in within)


def test_a_full_disk_is_named_by_the_preview_too(project, monkeypatch, capfd):
    def fill(content, path):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("mkdocs.utils.write_file", fill)
    monkeypatch.setattr("tempfile.mkdtemp", lambda *_, **__: str(project / "previews"))
    (project / "previews").mkdir()
    assert run(capfd, "serve", "--port", free_port()) == (
        1, "", f"The disk is full: {project / 'previews'}. {AGAIN}\n")  # fmt: skip


@pytest.mark.parametrize("number", [errno.EROFS, errno.ENOSPC, errno.EDQUOT])
def test_a_disk_that_takes_no_site_is_named_before_anything_is_built(project, monkeypatch, capfd, number):
    def refuse(self, *_, **__):
        raise OSError(number, os.strerror(number), str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    what, remedy = failures.DISK[number]
    assert run(capfd, "build", "--site-dir", "deep/er") == (
        1, "", f"The site could not be put into {project / 'deep/er'}: t{what[1:]}. {remedy}.\n")  # fmt: skip


def test_a_full_disk_met_while_something_else_is_handled_is_still_a_full_disk():
    try:
        try:
            raise OSError(errno.ENOSPC, "No space left on device")
        except OSError:
            raise KeyError("page")  # noqa: B904 - as a library does that does not know of the disk
    except KeyError as error:
        assert failures.find_failure(error) == ("The disk is full", "Make room and run the command again")


def test_without_room_for_temporary_files_nothing_is_served(project, monkeypatch, capfd):
    def full(*_, **__):
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp', '/var/tmp']")

    monkeypatch.setattr("tempfile.mkdtemp", full)
    said = (
        "The system did not do what it was asked (No usable temporary directory found in ['/tmp',"
        " '/var/tmp']). See to that and run the command again.\n"
    )
    assert run(capfd, "serve", "--port", free_port()) == (1, "", said)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has /dev/full")
def test_what_cannot_be_said_is_a_sentence_too(project):
    """The site is built; only the last word goes to a full disk."""
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "macros.cli", "--help"],
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert (done.returncode, done.stderr) == (1, f"The disk is full. {AGAIN}\n")


def test_what_a_library_only_calls_an_error_of_the_system_is_a_fault_of_the_program(monkeypatch):
    from jinja2 import TemplateNotFound

    assert isinstance(error := TemplateNotFound("main.html"), OSError)
    assert failures.find_failure(error) is None


# -- the Python environment


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """A virtual environment with a package of its own, and links to all those of this one."""
    folder = tmp_path_factory.mktemp("environment") / ".venv"
    venv.create(folder, symlinks=os.name != "nt")
    (packages,) = folder.glob("lib/python3*/site-packages")
    (here,) = (
        Path(each) for each in sys.path if each.endswith("site-packages") and each.startswith(sys.prefix)
    )
    for each in here.iterdir():
        (packages / each.name).symlink_to(each)
    return folder, packages


@pytest.fixture
def damaged(environment, tmp_path):
    """Copies a package into the environment to be damaged, and says what ``check`` then says."""
    folder, packages = environment
    changed = []

    def own(name):
        target = (packages / name).resolve()
        changed.append((packages / name, target))
        (packages / name).unlink()
        (shutil.copytree if target.is_dir() else shutil.copy)(target, packages / name)
        return packages / name

    def take_out(link):
        changed.append((link, link.resolve()))
        link.unlink()

    def check():
        (tmp_path / "mkdocs.yml").write_text("site_name: Tiny\n")
        command = [folder / "bin" / "python", "-B", "-m", "macros.cli", "--root", str(tmp_path), "check"]
        variables = {
            key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "HANDBOOK"))
        }
        return subprocess.run(
            command, cwd=tmp_path, env={**variables, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True
        )

    yield SimpleNamespace(folder=folder, packages=packages, own=own, take_out=take_out, check=check)
    for link, target in changed:
        if link.is_dir() and not link.is_symlink():
            shutil.rmtree(link)
        link.unlink(missing_ok=True)
        link.symlink_to(target)


def said_of(damaged, what):
    return (
        1,
        "",
        (
            f"The Python environment in {damaged.folder} is damaged: {what}. Delete that folder and run the"
            " command again: python3 scripts/handbook makes it anew.\n"
        ),
    )


def result(damaged):
    done = damaged.check()
    return done.returncode, done.stdout, done.stderr


needs_links = pytest.mark.skipif(os.name == "nt", reason="links are for the administrator there")


@pytest.mark.slow
@needs_links
@pytest.mark.parametrize(
    ("package", "inside", "change", "what"),
    [
        ("click", "", "take out", "click/__init__.py of the package click is missing"),
        ("click", "", "take all out", "the package 'click' is missing"),
        ("yaml", "", "take all out", "the package 'yaml' is missing"),
        ("yaml", "", "empty", "yaml/__init__.py of the package PyYAML is missing"),
        ("pydantic", "main.py", "cut", "pydantic/main.py of the package pydantic is not as it was installed"),
        (
            "pydantic_core",
            "_pydantic_core*.so",
            "spoil",
            "a package cannot be loaded (ImportError: {file}: invalid ELF header)",
        ),
    ],
)
def test_a_damaged_environment_is_a_sentence(damaged, package, inside, change, what):
    place = damaged.own(package)
    (file,) = place.glob(inside) if inside else (place,)
    if change == "take all out":
        for installed in damaged.packages.glob(
            "click-*.dist-info" if package == "click" else "[Pp][Yy][Yy][Aa][Mm][Ll]-*.dist-info"
        ):
            damaged.take_out(installed)
    if change in ("take out", "take all out", "empty"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()
    if change == "empty":
        file.mkdir()
    if change == "cut":
        file.write_text(file.read_text()[:2000])
    if change == "spoil":
        file.write_bytes(b"x" * file.stat().st_size)
    assert result(damaged) == said_of(damaged, what.format(file=file))


@pytest.mark.parametrize(
    ("module", "words", "what"),
    [
        ("click/__init__.py", "raise ImportError('made for another program')", "made for another program"),
        ("click.py", "", "module 'click' has no attribute"),
    ],
)
def test_a_package_that_another_program_puts_first_is_named_with_its_folder(tmp_path, module, words, what):
    (tmp_path / "other" / module).parent.mkdir(parents=True)
    (tmp_path / "other" / module).write_text(words)
    path = os.pathsep.join([str(ROOT), str(tmp_path / "other")])
    program = "import sys; from macros.cli import main; sys.exit(main(['--version']))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        f"Something was taken from {tmp_path / 'other'}, which PYTHONPATH names, and not from the handbook's"
        " own environment ("
    )
    assert what in done.stderr and done.stderr.endswith(
        "). Unset PYTHONPATH, or run python3 scripts/handbook, which passes it over.\n"
    )


def test_the_environment_of_these_tests_is_whole():
    """Else every fault of the program would be laid at its door."""
    assert failures._find_changed_package() is None


def test_a_missing_part_of_the_program_is_not_laid_at_the_environment_s_door(monkeypatch):
    monkeypatch.setattr(failures, "_find_changed_package", lambda: None)
    error = ModuleNotFoundError("No module named 'macros.records.loader'", name="macros.records.loader")
    assert failures.find_failure(error) == (
        "A part of the program is missing: macros.records.loader",
        "Get it back, for example with: git checkout -- macros",
    )


def test_outside_an_environment_no_folder_is_to_be_deleted(monkeypatch):
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    assert (
        failures._advise_reinstall()
        == "Install the packages again: pip install --force-reinstall --require-hashes -r requirements.lock"
    )


def test_a_record_that_broke_after_the_check_is_said_line_by_line(tmp_path, monkeypatch, capfd):
    """Between the check and mkdocs' own reading somebody goes on writing."""
    from macros.cli.environment import set_environment
    from macros.cli.failures import BuildFailed
    from macros.cli.mkdocs_build import build_site

    root = small_site.write(tmp_path / "root")
    broken = [
        Problem("modules/a.yml", line, 1, "module a, hours", "'900' is too long", "give at most 40")
        for line in range(1, 204)
    ]
    monkeypatch.setattr(
        "macros.mkdocs_site.plugin.check_cached", lambda root, edition: SimpleNamespace(problems=broken)
    )
    with set_environment(root), pytest.raises(BuildFailed) as caught:
        build_site(root, tmp_path / "new", strict=True)
    assert str(caught.value) == "The site was not built, for the reason above"
    said = [*map(str, broken[:200]), "modules/a.yml: and 3 more in this file."]
    assert capfd.readouterr() == ("", "".join(f"{line}\n" for line in said))
