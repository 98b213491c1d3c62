"""``mkdocs.yml`` can be wrong in every way, and is met with a sentence: by the check, before anything is
built, and never with exit code 70."""

from __future__ import annotations

import copy
import errno
import os
import random
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from places import ROOT

from macros.checks.rules import settings_are_sound
from macros.cli import main
from macros.records.handbook import Handbook

SMALL = ROOT / "tests" / "small"

FOOTER = "  footer_links:\n    - {title: About, url: about/index.md}\n"
NAV = (
    "nav:\n  - Home: index.md\n  - Do:\n      - Below: about/index.md\n      - Elsewhere:"
    " https://other.example/\n"
)
FIRST = "# The site. What depends on where it stands is set by environment variables or here, once.\n"


def cut(text: str) -> str:
    """The real settings, of a site of two pages."""
    head, _, rest = text.partition("  footer_links:\n")
    rest = rest[rest.index("not_in_nav:") :]
    return f"{head}{FOOTER}\n{NAV}\n{rest}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A handbook of few records and two hand-written pages, with the real program and the real settings."""
    folder = tmp_path_factory.mktemp("settings") / "root"
    shutil.copytree(SMALL, folder)
    shutil.copytree(ROOT / "docs" / "assets", folder / "docs" / "assets")
    (folder / "macros").symlink_to(ROOT / "macros")
    for path, words in (
        ("index", '---\ndrafted: 2026-11-22\n---\n# Welcome\n\n{{ ref("small") }}\n'),
        ("about/index", "---\ndrafted: 2026-11-22\n---\n# About\n"),
        ("404", "---\ndrafted: 2026-11-22\n---\n# Gone\n"),
    ):
        (folder / "docs" / path).parent.mkdir(exist_ok=True)
        (folder / "docs" / f"{path}.md").write_text(words)
    return folder


@pytest.fixture
def root(folder, monkeypatch):
    for name in ("HANDBOOK_SITE_URL", "HANDBOOK_FOLDERS", "HANDBOOK_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    (folder / "mkdocs.yml").write_text(cut((ROOT / "mkdocs.yml").read_text("utf-8")))
    return folder


@pytest.fixture
def says(root, small_book):
    """What is said of settings in which one text stands in the place of another."""

    def says(old: str, new: str) -> list[str]:
        text = (root / "mkdocs.yml").read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        (root / "mkdocs.yml").write_text(text.replace(old, new), "utf-8")
        return [str(each) for each in settings_are_sound.check(small_book, root)]

    return says


def test_the_real_settings_are_sound_and_so_are_those_cut_short(root, real_book, small_book):
    assert settings_are_sound.check(real_book, ROOT) == []
    assert settings_are_sound.check(small_book, root) == []


def test_there_is_nothing_to_say_without_settings(small_book):
    assert settings_are_sound.check(small_book, SMALL) == []


MISTAKES = [
    (
        "site_name: Clinical Leadership Handbook\n",
        "site_name: [a]\n",
        "mkdocs.yml:2:1: settings, site_name: is a list and should be text; write the name of the site",
    ),
    (
        "site_name: Clinical Leadership Handbook\n",
        "site_name: 5\n",
        "mkdocs.yml:2:1: settings, site_name: is '5' and should be text; write the name of the site",
    ),
    (
        "site_name: Clinical Leadership Handbook\n",
        "site_name:\n",
        "mkdocs.yml:2:1: settings, site_name: is empty and should be text; write the name of the site",
    ),
    (
        "site_name: Clinical Leadership Handbook\n",
        "",
        (
            "mkdocs.yml:2:1: settings: has no 'site_name'; write the settings as 'key: value', and"
            " 'site_name' among them"
        ),
    ),
    (
        "site_name: Clinical",
        "sitename: Clinical",
        "mkdocs.yml:2:1: settings, sitename: the key 'sitename' is not known here; did you mean 'site_name'?",
    ),
    (
        'site_url: !ENV [HANDBOOK_SITE_URL, ""]',
        "site_url: handbook.example",
        (
            "mkdocs.yml:4:1: settings, site_url: 'handbook.example' does not fit; write the address of the"
            " site, as https://handbook.example/, or '' for none"
        ),
    ),
    (
        'site_url: !ENV [HANDBOOK_SITE_URL, ""]',
        "site_url: 'https://[::1'",
        (
            "mkdocs.yml:4:1: settings, site_url: 'https://[::1' does not fit; write the address of the site,"
            " as https://handbook.example/, or '' for none"
        ),
    ),
    (
        'site_url: !ENV [HANDBOOK_SITE_URL, ""]',
        "site_url: !ENV {a: b}",
        (
            "mkdocs.yml:4:11: file: names no environment variable; write '!ENV NAME', or '!ENV [NAME, what"
            " holds without it]'"
        ),
    ),
    (
        'site_url: !ENV [HANDBOOK_SITE_URL, ""]',
        "site_url: !ENV [[a], b]",
        (
            "mkdocs.yml:4:11: file: names no environment variable; write '!ENV NAME', or '!ENV [NAME, what"
            " holds without it]'"
        ),
    ),
    (
        'site_url: !ENV [HANDBOOK_SITE_URL, ""]',
        "site_url: !EVN [HANDBOOK_SITE_URL]",
        (
            "mkdocs.yml:4:11: file: carries the tag '!EVN'; remove it; a text that begins with ! stands in"
            " quotes"
        ),
    ),
    (
        "use_directory_urls: !ENV [HANDBOOK_FOLDERS, true]",
        "use_directory_urls: !ENV [HANDBOOK_FOLDERS, perhaps]",
        (
            "mkdocs.yml:5:1: settings, use_directory_urls: is 'perhaps' and should be true or false; write"
            " true or false"
        ),
    ),
    (
        "strict: true",
        "strict: 'true'",
        "mkdocs.yml:6:1: settings, strict: is 'true' and should be true or false; write true or false",
    ),
    (
        "strict: true",
        "strict: true\nstrict: true",
        "mkdocs.yml:7:1: file: the key 'strict' stands twice; keep one of them",
    ),
    (
        "strict: true",
        "strict: true\n5: true",
        "mkdocs.yml:7:1: file: the key '5' is read as something other than text; put it in quotes",
    ),
    (
        "strict: true",
        "docs_dir: pages",
        (
            "mkdocs.yml:6:1: settings, docs_dir: 'pages' does not fit; write docs, the folder of the pages,"
            " or take it out"
        ),
    ),
    (
        "strict: true",
        "copyright: 2026-13-45",
        (
            "mkdocs.yml:6:12: file: '2026-13-45' is neither text nor a number, a day or a yes or no; put it"
            " in quotes, if it is text"
        ),
    ),
    (
        "strict: true",
        "strict: !!python/object/apply:os.getcwd []",
        (
            "mkdocs.yml:6:9: file: carries the tag '!!python/object/apply:os.getcwd'; remove it; a text that"
            " begins with ! stands in quotes"
        ),
    ),
    ("strict: true", "strict: [", None),
    ("strict: true", "INHERIT: other.yml", None),
    (
        "  name: material",
        "  name: materiel",
        (
            "mkdocs.yml:9:3: settings, theme, name: the theme 'materiel' is not known to the handbook; did"
            " you mean 'material'?"
        ),
    ),
    (
        "  custom_dir: macros/mkdocs_site/theme",
        "  custom_dir: macros/mkdocs_site/them",
        (
            "mkdocs.yml:11:3: settings, theme, custom_dir: 'macros/mkdocs_site/them' does not fit; name a"
            " folder that is there, as macros/mkdocs_site/theme"
        ),
    ),
    (
        "theme:\n  name: material\n  language: en\n  custom_dir: macros/mkdocs_site/theme\n  font: false\n",
        "theme: []\n",
        (
            "mkdocs.yml:8:1: settings, theme: is a list and should be keys with values; write {name:"
            " material, custom_dir: macros/mkdocs_site/theme}"
        ),
    ),
    (
        "theme:\n  name: material\n  language: en\n  custom_dir: macros/mkdocs_site/theme\n  font: false\n",
        "",
        (
            "mkdocs.yml:2:1: settings, theme: is not the handbook's own; write {name: material, custom_dir:"
            " macros/mkdocs_site/theme}"
        ),
    ),
    (
        "  branch: main",
        "  drafted: 2026-11-22",
        (
            "mkdocs.yml:16:3: settings, extra, drafted: is for each page to say; take it out, and write"
            " 'drafted' in its front matter"
        ),
    ),
    (
        "  html_lang: en-GB",
        "  html_lang: [en]",
        (
            "mkdocs.yml:17:3: settings, extra, html_lang: is a list and should be text; write it as text, in"
            " quotes where it could be read as a number"
        ),
    ),
    (
        "  html_lang: en-GB",
        "  edition: text",
        (
            "mkdocs.yml:17:3: settings, extra, edition: is for an edition to say; take it out, and lay an"
            " edition over the handbook with --edition"
        ),
    ),
    (
        "    [document/days, ",
        "    [document/days, document/day, ",
        (
            "mkdocs.yml:21:21: settings, extra, tool_scripts 2: there is no document/day.js in"
            " docs/assets/js/tools; take it out"
        ),
    ),
    (
        "    [document/days, ",
        "    [document/days, document/days, ",
        "mkdocs.yml:21:21: settings, extra, tool_scripts 2: 'document/days' stands twice; keep the first",
    ),
    (
        "    [document/days, document/lengths,",
        "    [document/days,",
        (
            "mkdocs.yml:20:3: settings, extra, tool_scripts: document/lengths.js is in docs/assets/js/tools"
            " and not in the list; put it in the place where it is to run"
        ),
    ),
    (
        "    [document/days, ",
        "    [5, document/days, ",
        (
            "mkdocs.yml:21:6: settings, extra, tool_scripts 1: is '5' and should be text; name a script of"
            " docs/assets/js/tools, without '.js'"
        ),
    ),
    (
        "    - {title: About, url: about/index.md}",
        "    about",
        (
            "mkdocs.yml:40:3: settings, extra, footer_links: is 'about' and should be a list; list the links,"
            " each as {title: its words, url: about/index.md}"
        ),
    ),
    (
        "    - {title: About, url: about/index.md}",
        "    - {title: About}",
        (
            "mkdocs.yml:41:7: settings, extra, footer_links 1: has no 'url'; write {title: its words, url:"
            " about/index.md}"
        ),
    ),
    (
        "    - {title: About, url: about/index.md}",
        "    - {title: About, url: about.md}",
        (
            "mkdocs.yml:41:22: settings, extra, footer_links 1, url: 'about.md' does not fit; name a page in"
            " docs, as about/index.md, or an address that begins with https://"
        ),
    ),
    (
        "  - Home: index.md",
        "  - Home: home.md",
        (
            "mkdocs.yml:44:5: settings, nav 1, Home: 'home.md' does not fit; name a page in docs, as"
            " about/index.md, or an address that begins with https://"
        ),
    ),
    (
        "  - Home: index.md",
        "  - {Home: index.md, About: about/index.md}",
        (
            "mkdocs.yml:44:5: settings, nav 1: is keys with values and should be one page or section; write"
            " each page as 'Its title: its/place.md', and each section as 'Its title:' with a list below it"
        ),
    ),
    (
        "  - Home: index.md",
        "  - Home:",
        (
            "mkdocs.yml:44:5: settings, nav 1, Home: is empty and should be text; name a page in docs, as"
            " about/index.md, or an address that begins with https://"
        ),
    ),
    (
        "  - macros/mkdocs_site/hooks.py",
        "  - macros/hoks.py",
        (
            "mkdocs.yml:56:5: settings, hooks 2: 'macros/hoks.py' does not fit; name a file, as"
            " macros/mkdocs_site/hooks.py"
        ),
    ),
    (
        (
            "hooks:\n  - macros/mkdocs_site/edition_hooks.py\n  - macros/mkdocs_site/hooks.py\n  -"
            " macros/mkdocs_site/theme_hooks.py\n"
        ),
        "hooks: macros/mkdocs_site/hooks.py\n",
        (
            "mkdocs.yml:54:1: settings, hooks: is 'macros/mkdocs_site/hooks.py' and should be a list; list"
            " the files, as macros/mkdocs_site/hooks.py"
        ),
    ),
    (
        "  - macros:\n      module_name: macros\n      on_undefined: strict\n      on_error_fail: true\n",
        "  - macros: [a]\n",
        (
            "mkdocs.yml:60:5: settings, plugins 1, macros: is a list and should be keys with values; write"
            " the options of the macros as 'key: value', as 'module_name: macros'"
        ),
    ),
    (
        "  - macros:\n      module_name: macros",
        "  - macros:\n      module: macros",
        (
            "mkdocs.yml:61:7: settings, plugins 1, macros, module: the key 'module' is not known here; did"
            " you mean 'module_name'?"
        ),
    ),
    (
        "  - macros:\n      module_name: macros",
        "  - macros:\n      module_name: nowhere",
        (
            "mkdocs.yml:61:7: settings, plugins 1, macros, module_name: 'nowhere' does not fit; write macros,"
            " the folder of the handbook's program"
        ),
    ),
    (
        "  - macros:\n",
        "  - macro:\n",
        (
            "mkdocs.yml:60:5: settings, plugins 1, macro: the plugin 'macro' is not known to the handbook;"
            " did you mean 'macros'?"
        ),
    ),
    (
        "  - macros:\n",
        "  - search\n  - macros:\n",
        (
            "mkdocs.yml:60:5: settings, plugins 1: the plugin 'search' is not known to the handbook; those"
            " known are macros"
        ),
    ),
    (
        "  - macros:\n",
        "  - tags\n  - macros:\n",
        (
            "mkdocs.yml:60:5: settings, plugins 1: the plugin 'tags' is not known to the handbook; those"
            " known are macros"
        ),
    ),
    (
        "  /404.md\n",
        "  /404.md\\\n",
        (
            "mkdocs.yml:49:1: settings, not_in_nav: '/about/ /404.md\\ /search.md' does not fit; write one"
            " pattern a line, as '/about/'"
        ),
    ),
    (
        "  /404.md\n",
        "  a[z-a]\n",
        (
            "mkdocs.yml:49:1: settings, not_in_nav: '/about/ a[z-a] /search.md' does not fit; write one"
            " pattern a line, as '/about/'"
        ),
    ),
    *[
        (
            "strict: true",
            f"{key}: '{value}'",
            (
                f"mkdocs.yml:6:1: settings, {key}: is not used by the handbook; take it out; a file that is"
                " not to be published stands outside of docs"
            ),
        )
        for key in ("exclude_docs", "draft_docs")
        for value in ("*", "index.md", "assets", "a[z-a]")
    ],
    *[
        (
            "strict: true",
            f"dev_addr: '{value}'",
            (
                "mkdocs.yml:6:1: settings, dev_addr: is not used by the handbook; serve with"
                " 'python3 scripts/handbook serve', which has a --port of its own"
            ),
        )
        for value in ("nohost:80", "127.0.0.1:1")
    ],
    *[
        (
            "  language: en",
            f"  {key}: 5",
            (
                f"mkdocs.yml:10:3: settings, theme, {key}: is not used by the handbook; take it out; the"
                " colours, the logo and the icons are the handbook's own, or its edition's"
            ),
        )
        for key in ("palette", "icon", "logo", "favicon")
    ],
    *[
        (
            "  html_lang: en-GB",
            f"  {key}: {value}",
            f"mkdocs.yml:17:3: settings, extra, {key}: is not used by the handbook; take it out",
        )
        for key, value in (
            ("consent", "{cookies: 5}"),
            ("analytics", "5"),
            ("version", "[a]"),
            ("social", "5"),
            ("alternate", "5"),
        )
    ],
    *[
        (
            "strict: true",
            f"validation: {value}",
            (
                "mkdocs.yml:6:1: settings, validation: is not used by the handbook; take it out;"
                " 'python3 scripts/handbook check' judges links and pages, whatever it says"
            ),
        )
        for value in ("{nav: null}", "{nav: {not_found: info}}", "5")
    ],
    (
        "  branch: main",
        "  branch: 0x" + 9000 * "f",
        (
            f"mkdocs.yml:16:11: file: '0x{57 * 'f'}…' is a number of 9,002 signs; put it in quotes, if it is"
            " text"
        ),
    ),
    (
        "  branch: main",
        "  free: 1" + 3000 * ":1",
        f"mkdocs.yml:16:9: file: '1{29 * ':1'}…' is a number of 6,001 signs; put it in quotes, if it is text",
    ),
    (
        "  branch: main",
        "  free: [{a: -0" + 9000 * "7" + "}]",
        (
            f"mkdocs.yml:16:14: file: '-0{57 * '7'}…' is a number of 9,002 signs; put it in quotes, if it is"
            " text"
        ),
    ),
    (
        "site_name: Clinical Leadership Handbook\n",
        "site_name: " + 9000 * "9" + "\n",
        f"mkdocs.yml:2:12: file: '{59 * '9'}…' is a number of 9,000 signs; put it in quotes, if it is text",
    ),
    (
        "  - Home: index.md",
        "  - Home: 'https://[::1'",
        (
            "mkdocs.yml:44:5: settings, nav 1, Home: 'https://[::1' does not fit; name a page in docs, as"
            " about/index.md, or an address that begins with https://"
        ),
    ),
    (
        "{title: About, url: about/index.md}",
        "{title: About, url: 'https://[::1'}",
        (
            "mkdocs.yml:41:22: settings, extra, footer_links 1, url: 'https://[::1' does not fit; name a page"
            " in docs, as about/index.md, or an address that begins with https://"
        ),
    ),
    (
        "strict: true",
        "repo_url: 'https://forge.example:99999/'",
        (
            "mkdocs.yml:6:1: settings, repo_url: 'https://forge.example:99999/' does not fit; write an"
            " address, as https://forge.example/handbook"
        ),
    ),
    (
        "strict: true",
        "site_dir: docs/site",
        (
            "mkdocs.yml:6:1: settings, site_dir: 'docs/site' does not fit; name a folder outside of what the"
            " handbook is made from, as site"
        ),
    ),
    (
        "  branch: main",
        "  forge: subversion",
        (
            "mkdocs.yml:16:3: settings, extra, forge: 'subversion' does not fit; write what its host runs:"
            " github, gitlab, bitbucket, gitea, azure"
        ),
    ),
    (
        '  repository: ""',
        "  repository: https://user:secret@",
        (
            "mkdocs.yml:15:3: settings, extra, repository: is no address of a repository on the web; write"
            " its address, as https://github.com/owner/name, or nothing for no links"
        ),
    ),
    (
        '  report_to: ""',
        "  report_to: someone@nowhere",
        (
            "mkdocs.yml:19:3: settings, extra, report_to: 'someone@nowhere' is no address of a mailbox; write"
            " a mail address, as handbook@north.example, or one that begins with https://"
        ),
    ),
    (
        '  report_to: ""',
        "  report_to: javascript:alert(1)",
        (
            "mkdocs.yml:19:3: settings, extra, report_to: 'javascript:alert(1)' does not begin with http://"
            " or https://; write a mail address, as handbook@north.example, or one that begins with https://"
        ),
    ),
    (
        "  language: en",
        "  features: [what?, next]",
        "mkdocs.yml:10:18: file: a '?' stands in a text between brackets; put the text in quotes",
    ),
    (
        "  branch: main",
        "  branch:\tmain",
        "mkdocs.yml:16:10: file: a tab stands between words; write a space",
    ),
    (
        "  language: en",
        "  language: zz",
        "mkdocs.yml:10:3: settings, theme, language: 'zz' does not fit; write en; an edition says another",
    ),
    (
        "  - macros/mkdocs_site/theme_hooks.py",
        "  - macros/mkdocs_site/theme_hooks.py\n  - mkdocs.yml",
        (
            "mkdocs.yml:58:5: settings, hooks 4: 'mkdocs.yml' does not fit; name a file, as"
            " macros/mkdocs_site/hooks.py"
        ),
    ),
    (
        "  - macros/mkdocs_site/theme_hooks.py\n",
        "",
        (
            "mkdocs.yml:54:1: settings, hooks: are not the three of the handbook's program, in their order;"
            " list macros/mkdocs_site/edition_hooks.py, macros/mkdocs_site/hooks.py and"
            " macros/mkdocs_site/theme_hooks.py"
        ),
    ),
    (
        "  - Home: index.md",
        "  - '{{ x }}': index.md",
        (
            "mkdocs.yml:44:5: settings, nav 1, {{ x }}: the title '{{ x }}' holds what could be taken for a"
            " macro; write plain words"
        ),
    ),
    ("  - attr_list", "  - atr_list", None),
    (
        "  - toc:\n      permalink: false",
        "  - toc: text",
        (
            "mkdocs.yml:69:5: settings, markdown_extensions 4, toc: is 'text' and should be keys with values;"
            " list each extension, as '- tables', with its options as keys below '- toc:'"
        ),
    ),
    ("  - toc:\n      permalink: false", "  - toc:\n      permalinks: false", None),
    (
        "  - assets/css/handbook.css",
        "  - assets/css/book.css",
        (
            "mkdocs.yml:73:5: settings, extra_css 1: 'assets/css/book.css' does not fit; name a file in docs,"
            " as assets/css/handbook.css"
        ),
    ),
    (
        "  - {path: assets/js/pages/list_filter.js, defer: true}",
        "  - {defer: true}",
        (
            "mkdocs.yml:78:5: settings, extra_javascript 3: has no 'path'; write {path: assets/js/name.js,"
            " defer: true}"
        ),
    ),
    (
        "watch:\n  - framework\n  - modules\n  - macros\n",
        "watch:\n",
        "mkdocs.yml:{line}:1: settings, watch: is empty and should be a list; list files and folders",
    ),
    (
        "  - framework\n",
        "  - frameworks\n",
        "mkdocs.yml:{line}:5: settings, watch 1: 'frameworks' does not fit; name a file or folder that is"
        " there",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    MISTAKES,
    ids=[
        f"{number}: {new.strip().splitlines()[0] if new.strip() else 'nothing'}"
        for number, (_, new, _) in enumerate(MISTAKES)
    ],
)
def test_a_mistake_is_a_sentence_with_its_place(says, root, old, new, sentence):
    before = (root / "mkdocs.yml").read_text("utf-8").partition(old)[0]
    sentence = sentence and sentence.replace("{line}", str(before.count("\n") + 1))  # The menu above grows.
    said = says(old, new)
    assert said == [sentence] if sentence else len(said) == 1 and said[0].startswith("mkdocs.yml:"), said


# -- mutants


WRONG = [
    None,
    [],
    {},
    "",
    "x",
    "<b>",
    "{{ x }}",
    "5",
    5,
    -1,
    1.5,
    True,
    False,
    date(2026, 11, 22),
    [[]],
    [None],
    [5],
    ["x"],
    {"a": 1},
    [{"a": None, "b": 2}],
    {"a": {"b": []}},
    "\x00",
    "a" * 300,
]
LINES = [
    "site_url: !ENV {a: b}",
    "!ENV",
    "strict: !ENV [[a], b]",
    "- x",
    "\tx: y",
    "<<: {a: b}",
    "x: *a",
    "x: !!python/name:os.system",
    "? [a]",
    "extra: {",
    "5: x",
    "=: =",
    "---",
    "site_name: 'a",
    "copyright: 2026-13-45",
    "copyright: 0b_",
    "docs_dir: .",
    "INHERIT: mkdocs.yml",
]


def routes(data, route=()):
    """Every place in the settings, each by the keys and indexes that lead to it."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in items:
        yield (*route, step)
        yield from routes(value, (*route, step))


def mutant(draw: random.Random, text: str) -> bytes:
    """The settings with one thing in them changed: a value, a key, or a line."""
    kind = draw.random()
    lines = text.splitlines(keepends=True)
    at = draw.randrange(len(lines))
    if kind < 0.1:
        return "".join([*lines[:at], draw.choice(LINES) + "\n", *lines[at:]]).encode()
    if kind < 0.2:
        return "".join(
            [
                *lines[:at],
                *draw.choice([[], [lines[at]] * 2, [" " + lines[at]], [lines[at].replace(":", "", 1)]]),
                *lines[at + 1 :],
            ]
        ).encode()
    if kind < 0.23:
        raw = text.encode()
        where = draw.randrange(len(raw))
        return (
            raw[:where] + draw.choice([b"\xe9", b"\x00", b"]", b"}", b'"', b":", b"\n", b"#"]) + raw[where:]
        )
    data = yaml.safe_load(text.replace("!ENV ", ""))
    data["site_url"], data["use_directory_urls"] = "", True
    at = draw.choice([*[(each,) for each in data], *routes(data)])
    holder = data
    for step in at[:-1]:
        holder = holder[step]
    if kind < 0.3:
        del holder[at[-1]]
    elif kind < 0.36 and isinstance(holder, dict):
        holder[draw.choice(["x", "name", "INHERIT", "repo_url", "edit_uri", "modules"])] = holder.pop(at[-1])
    else:
        holder[at[-1]] = copy.deepcopy(draw.choice(WRONG))
    return yaml.safe_dump(data, sort_keys=False).encode()


@pytest.mark.slow
def test_no_mutant_ends_in_a_crash_and_what_the_check_passes_builds(root, small_book, capfd, monkeypatch):
    """So many of them: HANDBOOK_MUTANTS, where a longer run is wanted."""
    draw, text, built = random.Random(10), (root / "mkdocs.yml").read_text("utf-8"), 0
    monkeypatch.setattr(
        "macros.checks.run._judge_records",
        lambda handbook, root, *_: iter(settings_are_sound.check(handbook, root)),
    )
    for number in range(int(os.environ.get("HANDBOOK_MUTANTS", "40"))):
        raw = mutant(draw, text)
        (root / "mkdocs.yml").write_bytes(raw)
        wrong = settings_are_sound.check(small_book, root)
        assert all(each.path == "mkdocs.yml" and each.line >= 1 for each in wrong)
        if wrong:
            continue
        code = main(["--root", str(root), "build", "--quiet", "--site-dir", str(root.parent / "site")])
        out, err = capfd.readouterr()
        assert (code, out, err) == (
            0,
            "",
            "",
        ), f"mutant {number}: {[line for line in raw.decode().splitlines() if line not in text]}"
        built += 1
    assert built


@pytest.mark.slow
@pytest.mark.parametrize("command", ["check", "build"])
def test_the_command_says_it_without_mkdocs(root, command):
    """Where keys belong there is a list: once a crash of mkdocs-macros."""
    path = root / "mkdocs.yml"
    path.write_text(
        path.read_text("utf-8").replace(
            "  - macros:\n      module_name: macros\n      on_undefined: strict\n      on_error_fail: true\n",
            "  - macros: [module_name]\n",
        )
    )
    program = (
        "import sys; from macros.cli import main; code = main(sys.argv[1:]); sys.exit(9 if 'mkdocs' in"
        " sys.modules else code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "--root", str(root), command],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        "mkdocs.yml:60:5: settings, plugins 1, macros: is a list and should be keys with values; write the"
        " options of the macros as 'key: value', as 'module_name: macros' [settings-are-sound]\n"
        in done.stderr
    )


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (
            errno.EACCES,
            "A file may not be read or written: {theme}. See to the rights of that file, or of the folder it"
            " is in, and run the command again.\n",
        ),
        (
            errno.EIO,
            "The disk does not answer as it should: {theme}. See to the disk, and run the command again.\n",
        ),
    ],
)
def test_what_the_disk_does_not_tell_is_not_called_missing(root, monkeypatch, capfd, number, sentence):
    is_dir, theme = Path.is_dir, root / "macros/mkdocs_site/theme"

    def refuse(path):
        if path == theme:
            raise OSError(number, os.strerror(number), str(path))
        return is_dir(path)

    monkeypatch.setattr(Path, "is_dir", refuse)
    assert main(["--root", str(root), "check"]) == 1
    assert capfd.readouterr() == ("", sentence.format(theme=theme))


def test_a_name_that_no_file_can_have_is_missing(root):
    for name in ("a" * 300, "a/" * 3000):
        text = (root / "mkdocs.yml").read_text("utf-8").replace("  - modules\n", f"  - {name}\n")
        (root / "mkdocs.yml").write_text(text)
        (problem,) = settings_are_sound.check(Handbook(), root)
        assert (
            problem.wrong.endswith(" does not fit") and problem.right == "name a file or folder that is there"
        )
        (root / "mkdocs.yml").write_text(text.replace(f"  - {name}\n", "  - modules\n"))
