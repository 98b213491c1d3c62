"""The check looks at whatever a build needs: settings, theme, and what the disk does not give."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from macros.base.file_digests import digest_files
from macros.checks import theme_templates
from macros.checks.rules.settings_are_sound import OWN_THEME, check_presence
from macros.cli import site_inputs
from macros.cli.check import examine
from macros.cli.site_inputs import Program, digest_content

THEME = Path(__file__).parents[2] / OWN_THEME
MAIN = (THEME / "main.html").read_text("utf-8")
HEADER_LINE = MAIN[: MAIN.index('"partials/header.html"')].count("\n") + 1


@pytest.fixture(scope="module")
def themed(tmp_path_factory):
    """A folder that holds nothing but the handbook's theme."""
    folder = tmp_path_factory.mktemp("themed")
    shutil.copytree(THEME, folder / OWN_THEME)
    return folder


def test_settings_that_are_not_there_are_told(tmp_path):
    (problem,) = check_presence(tmp_path)
    assert str(problem) == (
        "mkdocs.yml:1:1: file: there is no such file; put it back; no site can be built without it"
    )
    (tmp_path / "mkdocs.yml").symlink_to("elsewhere.yml")
    (problem,) = check_presence(tmp_path)
    assert str(problem) == "mkdocs.yml:1:1: file: is a link that leads nowhere; put the file itself there"
    (tmp_path / "elsewhere.yml").write_text("site_name: Small\n", "utf-8")
    assert check_presence(tmp_path) == []


def test_check_and_build_say_it_from_one_place(small):
    problems, result = examine(small)
    assert [problem.describe() for problem in problems] == [
        "mkdocs.yml:1:1: file: there is no such file; put it back; no site can be built without it"
        " [settings-are-sound]"
    ]
    assert result is None


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "404.html",
            b"{% block content %}",
            "404.html:1:1: template: is no template that Jinja can read (Unexpected end of template. Jinja"
            " was looking for the following tags: 'endblock'. The innermost block that needs to be closed"
            " is 'block'); put back what was taken out or changed",
        ),
        ("404.html", b"a\n\xe9", "404.html:2:1: template: byte 0xe9 is not UTF-8; save the file as UTF-8"),
        (
            "404.html",
            b'{% extends "mian.html" %}',
            "404.html:1:13: template: names the template 'mian.html', which is not there; put it"
            " back into macros/mkdocs_site/theme, or write the name of one that is there",
        ),
        (
            "partials/header.html",
            None,
            f"main.html:{HEADER_LINE}:46: template: names the template 'partials/header.html', which is not"
            " there; put it back into macros/mkdocs_site/theme, or write the name of one that is there",
        ),
    ],
)
def test_a_theme_that_cannot_be_read_is_told(themed, name, content, sentence):
    file = themed / OWN_THEME / name
    before = file.read_bytes()
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    told = list(map(str, theme_templates.check(themed, OWN_THEME)))
    file.write_bytes(before)
    assert told == [f"{OWN_THEME}/{sentence}"]
    assert list(theme_templates.check(themed, OWN_THEME)) == []


def test_what_the_disk_does_not_give_is_neither_empty_nor_missing(tmp_path, monkeypatch):
    folder, file = tmp_path / "modules", tmp_path / "modules/a.yml"
    digests = [digest_files([folder])]
    folder.mkdir()
    digests.append(digest_files([folder]))
    file.write_bytes(b"")
    digests.append(digest_files([folder]))
    real = os.scandir

    def refuse(place):
        if os.fspath(place) == str(folder):
            raise PermissionError(13, "Permission denied", str(folder))
        return real(place)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refuse)
        digests.append(digest_files([folder]))
    (tmp_path / "loop").symlink_to("loop")
    digests += [digest_files([tmp_path / "loop"]), digest_files([tmp_path / "none"])]
    assert len(set(digests)) == len(digests)


def test_a_changed_theme_is_a_changed_input(themed):
    program = Program("", "")
    before = digest_content(program, themed, ())
    file = themed / OWN_THEME / "404.html"
    text = file.read_bytes()
    file.write_bytes(b"{% block content %}")
    after = digest_content(program, themed, ())
    file.write_bytes(text)
    assert after != before == digest_content(program, themed, ())
    assert site_inputs.THEME == OWN_THEME
