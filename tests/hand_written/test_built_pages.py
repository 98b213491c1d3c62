"""What ``check`` passes of hand-written pages builds, and what is built is sound: pages are damaged in seeded
ways, and those that pass are built together.

300 mutants in an ordinary run; 20,000 in a long one (``handbook test --long``).
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import html5lib
import pytest
import small_site
from built_pages import faults_in
from escapes import FRONT, TEXTS
from places import ROOT
from runs import MUTANTS
from search_files import read_entries

from macros.checks.rules import pages_say_when_drafted
from macros.checks.run import check_handbook
from macros.cli import main
from macros.records.loader import load_handbook

BATCH = 60
REAL = sorted(file.relative_to(ROOT / "docs").as_posix() for file in (ROOT / "docs").rglob("*.md"))
SOUND = """---
title: A page
description: What a page may hold.
drafted: 2026-11-22
search: {exclude: false}
hide: [toc]
keywords: [page, mutant]
---

# A page {: #top }

Words with *emphasis*, **weight**, `code` and {{ ref("small-talk") }}, by {{ cite("kotter-1996") }} and\
 {{ term("stakeholder") }}.

## A list

- [a page](index.md), [a place](#top), [a record](cases/small-ward.md), [a part](cases/small-ward.md#top)
- [elsewhere](https://example.org/a?b=1&c=2), <office@example.org>
    - within

1. one
2. two

| Left | Right |
|:-----|------:|
| a    | b     |

> A quotation.

{{ card("small-talk") }}

<div class="wide" markdown>

Words in a box.

</div>

<details>
<summary>More</summary>
<p>Words.</p>
</details>

```yaml
id: x
```

{% raw %}{{ shown }}{% endraw %} &amp; &copy; {{ link("theories/small-steps", "Steps") }}
"""
LINES = [  # What a careless or a hostile hand may put on a line of its own.
    *(text for text in TEXTS.values() if len(text) < 200 and "\n" not in text),
    "[x](nothing.md)", "[x](index.md#nowhere)", "[x](#top)", "[x]()", "[x](<index.md>)",
    "[x](index.md 'why')", "[x][y]", "[y]: index.md", "[x](../index.md)", "[x](./index.md)",
    "[x](%69ndex.md)", "[x](javascript:alert(1))", "[x](java&#10;script:alert(1))", "[x](//x.example)",
    "[x](/index.md)", "[x](https://[::1)", "[x](https://x.example:99999)", "[x](mailto:)", "[x](tel:)",
    "[x](HTTPS://X.EXAMPLE)", "[x](data:text/html,x)", "[x](?a)", "[x](index.md?a=b)", "[x](index.md?a=\"b)",
    "[x](a:b)", "[x](C:\\x)", "![x](x.png)", "![x](https://x.example/x.png)",
    "<https://example.org/?a=b&c=d>", "<javascript:x>", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<a href='javascript:x'>x</a>", "<a href=\"#top\">x</a>",
    "<a href=\"index.md\">x</a>", "<svg onload=x>", "<iframe src=x></iframe>", "<style>p{}</style>", "<div>",
    "</div>", "</p>", "<p>", "<b>", "</b>", "<b><i></b></i>", "<br>", "<br/>", "<hr>", "<p><div></div></p>",
    "<table><tr><td>x</td></tr></table>", "<ul><p>x</p></ul>", "<li>x</li>", "<div/>", "<span>x",
    "<div id=top>x</div>", "<div id=\"hb-main\">x</div>", "<div id=''>x</div>", "<div id='a b'>x</div>",
    "<div data-aside=\"0\"></div>", "<p style='color:red'>x</p>", "<p class=a class=b>x</p>",
    "<p title='\">'>x</p>", "<!-- x -->", "<!-- x", "-->", "<!x>", "<?x?>", "<![CDATA[x]]>", "<", ">", "< b",
    "a<b", "<1>", "</", "&", "&#0;", "&#x1b;", "&#128;", "&nosuch;", "&amp", "&copy", "&#xE000;", "&", "<b",
    "<b title=\"", "<b title='x", "# A page", "## A list", "## A list {: #top }", "## Trust", "# {: #x }",
    "##", "#", "=====", "-----", "***", "```", "~~~", "``` html", "``` { .x onclick=y }", "    code",
    "\tcode", "> > > x", "- - - x", "1. 1. 1. x", "*x*{: onclick=x }", "*x*{: .a #b }", "*x*{: #top }",
    "x\n{: #y .z }", "x\n{: id=\"y\" }", "{: #y }", "*", "**", "_", "`", "``", "[", "]", "![", "](", "\\",
    "\\[x](y)", "\x00", "\x1b[31m", "\ue000", "\ue020" + "0\ue021", "\u202e", "\u2028", "\ufeff", "\x85",
    '{{ card("small-ward") }}', '{{ card("small-talk") }}', '{{ cards("case") }}', '{{ glossary() }}',
    '{{ sources() }}', '{{ index("skill") }}', '{{ blank("small-form") }}', '{{ blank("small-talk") }}',
    '{{ record("small-talk") }}', '{{ tool("plan") }}', '{{ tool("x") }}', '{{ explorer() }}',
    '{{ embed_builder() }}', '{{ matrix("small") }}', '{{ diagram("small-steps") }}', '{{ counts() }}',
    '{{ fields() }}', '{{ search_button("x") }}', '{{ local_home() }}', '- {{ card("small-ward") }}',
    '> {{ cards("theory") }}', 'x {{ cards("theory") }} y', '| {{ card("small-ward") }} |',
    '    {{ card("small-ward") }}', '`{{ ref("small-ward") }}`', '# {{ ref("small-ward") }}',
    '<p>{{ cards("case") }}</p>', '[{{ ref("small-ward") }}](index.md)', '[x]({{ link("index", "y") }})',
    '<a title="{{ ref("small-ward") }}">x</a>', '{{ link("index#top", "[x](javascript:y)") }}',
    '{{ link("index", "<b>x</b>") }}', '{{ term("stakeholder") }}{: onclick=x }', "<<<<<<< HEAD", "=======",
    ">>>>>>> x", "---", "...", "title: x", "{% raw %}", "{% endraw %}", "{{", "}}", "{%", "%}", "{#", "#}",
]  # fmt: skip


def put_in(chance: random.Random, lines: list[str]) -> None:
    for _ in range(chance.choice((1, 1, 2, 3))):
        line = chance.choice(LINES)
        place = chance.randrange(len(lines) + 1)
        lines[place:place] = chance.choice(
            ([line], ["", line, ""], [f"Words {line} and words."], [f"    {line}"])
        )


def take_out(chance: random.Random, lines: list[str]) -> None:
    del lines[chance.randrange(len(lines))]


def swap(chance: random.Random, lines: list[str]) -> None:
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]


def join(chance: random.Random, lines: list[str]) -> None:
    place = chance.randrange(len(lines))
    lines[place : place + 2] = ["".join(lines[place : place + 2])]


def cut(chance: random.Random, lines: list[str]) -> None:
    place = chance.randrange(len(lines))
    if lines[place]:
        at = chance.randrange(len(lines[place]))
        lines[place] = lines[place][:at] + lines[place][at + chance.choice((1, 1, 2, 5)) :]


def insert(chance: random.Random, lines: list[str]) -> None:
    place = chance.randrange(len(lines))
    at = chance.randrange(len(lines[place]) + 1)
    lines[place] = (
        lines[place][:at]
        + chance.choice(
            list("<>&\"'`*_[](){}#!|\\:;=%-~^$@/ \t") + ["{{", "}}", "](", "{: ", "&#", "<a ", "</"]
        )
        + lines[place][at:]
    )


def change_front(chance: random.Random, lines: list[str]) -> None:
    lines[1:1] = chance.choice(
        [front.split("\n") for front in FRONT.values()]
        + [
            ["title:"],
            ["title: 5"],
            ["drafted: x"],
            ["search: x"],
            ["hide: 5"],
            ["hide: [x]"],
            ["section: x"],
            ["embed: x"],
            ["scripts: x"],
            ["lang: cy"],
            ["keywords: x"],
        ]
    )
    if chance.random() < 0.5:
        lines[:] = [
            line
            for place, line in enumerate(lines)
            if place < 2 or line.partition(":")[0] != lines[1].partition(":")[0]
        ]


MUTATORS: list[Callable] = [put_in, put_in, put_in, take_out, swap, join, cut, insert, insert, change_front]


def mutants() -> Iterator[tuple[str, str]]:
    """Damaged pages, each with what it is called."""
    for turn in range(MUTANTS):
        chance = random.Random(f"pages {turn}")
        lines = SOUND.split("\n")
        for _ in range(chance.choice((1, 1, 2))):
            chance.choice(MUTATORS)(chance, lines)
        yield f"turn {turn}", "\n".join(lines)


class Site:
    """A small site to which pages are added."""

    def __init__(self, root: Path):
        self.root, self.folder = root, root.parent / "site"

    def passes(self, pages: list[tuple[str, str]]) -> set[str]:
        """Those of ``pages`` in which the check finds nothing, by name; all lie there together."""
        self._put(pages)
        faulty = {problem.path for problem in check_handbook(self.root).problems}
        self._take(pages)
        return {name for name, _ in pages if f"docs/mutant-{name.split()[1]}.md" not in faulty}

    def faults(self, pages: list[tuple[str, str]]) -> list[str]:
        """What is wrong with the site that is built with ``pages`` in it."""
        self._put(pages)
        code = main(["--root", str(self.root), "build", "--quiet", "--site-dir", str(self.folder)])
        self._take(pages)
        if code:
            return [f"the build ended with {code}"]
        built = [f"mutant-{name.split()[1]}/index.html" for name, _ in pages]
        return [
            *faults_in(self.folder, built),
            *(fault for page in built for fault in self._html_faults(page)),
        ]

    def _html_faults(self, page: str) -> Iterator[str]:
        parser = html5lib.HTMLParser()
        parser.parse((self.folder / page).read_text("utf-8"))
        yield from (f"{page}: {place}: {code}" for place, code, _ in parser.errors)

    def guilty(self, pages: list[tuple[str, str]]) -> list[str]:
        """The pages that make a broken site, each with what is wrong: they are halved until they stand
        alone."""
        if not (found := self.faults(pages)):
            return []
        if len(pages) == 1:
            return [f"{pages[0][0]}: {found[:3]}\n{pages[0][1]}"]
        half = len(pages) // 2
        return self.guilty(pages[:half]) + self.guilty(pages[half:])

    def _put(self, pages: list[tuple[str, str]]) -> None:
        for name, text in pages:
            (self.root / f"docs/mutant-{name.split()[1]}.md").write_text(text, "utf-8")

    def _take(self, pages: list[tuple[str, str]]) -> None:
        for name, _ in pages:
            (self.root / f"docs/mutant-{name.split()[1]}.md").unlink()


@pytest.fixture(scope="module")
def site(tmp_path_factory, monkeypatch_module) -> Site:
    monkeypatch_module.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch_module.setenv("HANDBOOK_REPOSITORY", "https://forge.example/x")
    # These pages are about what stands on them, and have no day.
    monkeypatch_module.setattr(pages_say_when_drafted, "check", lambda root, pages: ())
    return Site(small_site.write(tmp_path_factory.mktemp("pages") / "root"))


@pytest.fixture(scope="module")
def monkeypatch_module():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.mark.slow
@pytest.mark.heavy
def test_what_check_passes_builds_and_is_sound(site, capfd):
    sound, guilty, passed = [("turn 999999", SOUND)], [], 0
    assert site.passes(sound) == {"turn 999999"} and site.faults(sound) == []
    drawn = list(mutants())
    for start in range(0, len(drawn), BATCH):
        batch = drawn[start : start + BATCH]
        good = site.passes(batch)
        passed += len(good)
        guilty += site.guilty([page for page in batch if page[0] in good]) if good else []
    assert guilty == []
    assert MUTANTS / 5 < passed < MUTANTS  # Mutants that are all refused, or none, would show nothing.


HOSTILE = {  # Sound to the check, and once changed into something else by a later step.
    "a tag in an attribute": (
        """<p title="a > stakeholder <script src=x.js></script><img src=x onerror=alert(1)>">x</p>"""
    ),
    "a term in an attribute": """Words <span title="stakeholder > stakeholder">of a stakeholder</span>.""",
    "a link in an attribute": (
        '<p><a title=\'a href="../cases/small-ward/"><img src=x onerror=alert(1)>\' href="#hb-main">w</a></p>'
    ),
    "an address in an attribute": """<p><a title='x href="y">z' href="https://x.example">w</a></p>""",
    "a form's own mark": """<p title='<form class="hb-builder" data-builder data-root="x">'>w</p>""",
    "a whole record": """{{ record("small-steps") }}""",
    "a whole form": """{{ blank("small-form") }}""",
}


@pytest.mark.slow
def test_nothing_that_is_judged_is_read_otherwise_later(site):
    pages = [(f"turn {number}", f"# Page\n\n{text}\n") for number, text in enumerate(HOSTILE.values())]
    assert site.passes(pages) == {name for name, _ in pages}
    assert site.faults(pages) == []


TITLES = [
    "Small *steps*{: onclick=alert(1) }",
    "Small ![x](https://evil.example/x.png){: onerror=alert(1) }",
    "Small [x](coaching){: href=javascript:alert(1) }",
    "[unclosed](coaching",
    "Small `steps` _and_ **more** &lt;b&gt;",
    "Small \\*steps\\* | and | more",
]
NAMING = """# Page

By {{ ref("small-steps") }}, {{ term("stakeholder") }} and {{ cite("kotter-1996") }};\
 *{{ ref("small-steps") }}*.

- {{ ref("small-steps") }}

| {{ ref("small-steps") }} | {{ term("stakeholder") }} |
|---|---|
| {{ cite("kotter-1996") }} | {{ link("theories/small-steps", "[x](javascript:alert(1))") }} |

{{ card("small-steps") }}
"""


@pytest.mark.slow
@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_only_words_wherever_a_page_names_it(site, title):
    """What check refuses of a title is no matter here; what it takes never becomes an element."""
    theory, terms = site.root / "framework/theories/small-steps.yml", site.root / "framework/glossary.yml"
    before = theory.read_text("utf-8"), terms.read_text("utf-8")
    quoted = "'" + title + "'"
    theory.write_text(before[0].replace("title: Small steps", f"title: {quoted}", 1), "utf-8")
    terms.write_text(before[1].replace("term: Stakeholder", f"term: {quoted}", 1), "utf-8")
    (site.root / "docs/naming.md").write_text(NAMING, "utf-8")
    refused = [
        problem for problem in check_handbook(site.root).problems if problem.path.startswith("framework/")
    ]
    faults = [] if refused else site.faults([]) or faults_in(site.folder)
    html = "" if refused else (site.folder / "naming/index.html").read_text("utf-8")
    (site.root / "docs/naming.md").unlink()
    theory.write_text(before[0], "utf-8")
    terms.write_text(before[1], "utf-8")
    assert faults == []
    assert refused or html.count(escape(title, quote=False)) >= 5


FRONT_MATTER = {  # Titles that YAML would make something else of.
    "number": "2026",
    "truth": "NO",
    "time": "22:22",
    "fraction": "1.10",
    "day": "2026-11-22",
    "notation": "0x1F",
    "nothing": ".nan",
}


@pytest.mark.slow
def test_front_matter_is_text_for_all_that_reads_it(site):
    """The head of the page, its trail, the menu of an edition and the search."""
    folder = site.root / "docs/number"
    folder.mkdir()
    for name, title in FRONT_MATTER.items():
        text = f"---\ntitle: {title}\ndescription: {title}\nkeywords: [2026, 1.10, yes]\n---\n\nWords.\n"
        (folder / f"{'index' if name == 'number' else name}.md").write_text(text, "utf-8")
    assert site.faults([]) == []
    shutil.rmtree(folder)
    entries = read_entries(site.folder)
    for name, title in FRONT_MATTER.items():
        place = "number/" if name == "number" else f"number/{name}/"
        html = (site.folder / place / "index.html").read_text("utf-8")
        assert f"<title>{title} – " in html and f'<meta name="description" content="{title}">' in html
        assert name == "number" or '<a href="../">2026</a>' in html
        assert entries[place] == (title, ["2026", "1.10", "yes"])


@pytest.mark.slow
def test_what_editors_leave_behind_is_not_published(site):
    left = [
        "~$x.html",
        "~$v.js",
        "w.js.bak",
        "z.html~",
        "#y#",
        "assets/~$d.svg",
        "Thumbs.db",
        "desktop.ini",
        "guide.md.orig",
        "guides~/guide.md",
        "__MACOSX/plan.pdf",
        "@eaDir/plan.pdf",
        "assets/css/handbook.css.bak",
        "assets/js/tools/plan/#page.js#",
        "THUMBS.DB",
        "guide_BACKUP_4711.md",
        ".~lock.plan.odt#",
        "Icon\r",
    ]
    for name in left:
        (site.root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (site.root / "docs" / name).write_text("<script>alert(1)</script>", "utf-8")
    assert site.faults([]) == []
    for name in left:
        (site.root / "docs" / name).unlink()
    assert [name for name in left if (site.folder / name).exists()] == []
    assert [path for path in site.folder.rglob("*guide*") if "guides" not in path.parts] == []


def test_the_sound_page_is_one(small):
    (small / "docs").mkdir()
    (small / "docs/guide.md").write_text(SOUND.replace("[a page](index.md)", "[a page](guide.md)"), "utf-8")
    assert check_handbook(small).problems == [] and load_handbook(small)[1] == []
