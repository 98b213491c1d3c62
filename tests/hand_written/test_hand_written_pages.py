"""Hand-written pages: every fault that a build would meet is a sentence of the check, and what macros give is
never read as Markdown."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from PIL import Image

from macros.base.problems import Fault
from macros.checks.run import check_handbook
from macros.hand_written.calls import Call, read_calls
from macros.hand_written.markdown_conversion import Converter, format_mark, mark_calls
from macros.hand_written.pages import PageMemory, read_page, read_pages
from macros.hand_written.pictures import read_size_attributes
from macros.images import logo_files
from macros.quality.parts import QUALITY_PARTS
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS
from macros.rendering.anchors import _ID_PATTERNS, Anchors, Preview, find_ids
from macros.rendering.page_macros import MACROS


def put(root: Path, path: str, content: str | bytes) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())


def report(root: Path) -> list[str]:
    return [str(problem) for problem in check_handbook(root).problems]


def front(lines: str) -> str:
    return f"---\n{lines}\n---\n\n# A page\n"


MACRO = 'only call macros, with words in quotes: card("an-id")'
ADDRESS = "link to a page, or to an http, https, mailto or tel address"
GIVE = 'give it an id of its own: {: #another } behind a heading, id="another" in HTML'
KEEP = "keep to prose, lists, tables, pictures and links"
MERGE = "# A\n\n<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch\n"
MERGED = (
    "page: a merge has left its mark here; choose one of the two versions and delete the lines of <, = and >"
)
SHOWN = (
    "front matter: 'title: A page' is shown as words of the page; put it at the very top, between two lines"
    " of '---', with nothing above them"
)
TOML, JSON, CALLED = "title = 'A page'", '"title": "A page"', '{{ ref("small-talk") }}'
CASES = {  # What stands in docs/guide.md, and what is said of it behind 'docs/guide.md:'.
    # Front matter is text until the model has typed it.
    "an empty title": (front("title:"), []),
    "a list for a title": (
        front("title: [a]"),
        ["2:1: front matter, title: is a list and should be text; write what the page is called, in plain"
         " words"]),
    "a number for a title": (front("title: 2026"), []),
    "a truth for a title": (front("title: true"), []),
    "a time for a title": (front("title: 22:22"), []),
    "a day for a title": (front("title: 2026-11-22"), []),
    "a day that is none": (
        front("drafted: 2026-13-45"),
        ["2:1: front matter, drafted: '2026-13-45' is not a day of the calendar; write year-month-day, as"
         " 2026-11-22"]),
    "yesterday": (
        front("drafted: yesterday"),
        ["2:1: front matter, drafted: 'yesterday' is not a day of the calendar; write year-month-day, as"
         " 2026-11-22"]),
    "a number for a day": (
        front("drafted: 5"),
        ["2:1: front matter, drafted: '5' is not a day of the calendar; write year-month-day, as"
         " 2026-11-22"]),
    "a list for a day": (
        front("drafted: [a]"),
        ["2:1: front matter, drafted: is a list and should be a day; write the day the text was drafted or"
         " last rewritten, as 2026-11-22"]),
    "a word for the search": (
        front("search: exclude"),
        ["2:1: front matter, search: is 'exclude' and should be keys with values; give it the keys exclude"]),
    "a list for the search": (
        front("search: [a]"),
        ["2:1: front matter, search: is a list and should be keys with values; give it the keys exclude"]),
    "a maybe for the search": (
        front("search: {exclude: perhaps}"),
        ["2:10: front matter, search, exclude: 'perhaps' is neither true nor false; write true or false"]),
    "a number to hide": (
        front("hide: 5"),
        ["2:1: front matter, hide: is '5' and should be a list; write the lists beside the page to leave out:"
         " toc, navigation (each on a line of its own, behind '- ')"]),
    "something unknown to hide": (
        front("hide: [everything]"),
        ["2:8: front matter, hide 1: 'everything' does not fit; write the lists beside the page to leave out:"
         " toc, navigation"]),
    "scripts that are not there": (
        front("scripts: evil"),
        ["2:1: front matter, scripts: 'evil' does not fit; write the tool whose scripts it needs:"
         " self-assessment, plan, my-handbook or edit"]),
    "a call in a comment": (
        front("title: =\n# {{ x }}"),
        ["3:3: front matter: holds '{{', with which a macro call begins; take it out; call macros in the"
         " page's text only"]),
    "HTML in a title": (front("title: '&lt;b>'"), ["2:1: front matter: holds HTML; write plain words"]),
    "front matter below an empty line": (
        "\n---\ntitle: A page\n---\n\n# A page\n",
        ["1:1: front matter: stands below an empty line, and would be shown as text; begin the page with its"
         " line of '---'"]),
    "front matter behind a space": (
        " ---\ntitle: A page\n---\n\n# A page\n",
        ["1:1: front matter: stands behind a space, and would be shown as text; begin the page with its line"
         " of '---'"]),
    "front matter behind a second mark of the byte order": (
        "\ufeff\ufeff" + front("title: A page"),
        ["1:1: page: holds the invisible character U+FEFF (zero width no-break space); delete it"]),
    "front matter below a heading": ("# A\n\n" + front("title: A page"), [f"4:1: {SHOWN}"]),
    "front matter below words": ("Words.\n" + front("title: A page"), [f"3:1: {SHOWN}"]),
    "front matter below words and an empty line": (
        "Words.\n\n" + front("title: A page"), [f"4:1: {SHOWN}"]),
    "front matter a second time": (
        "---\ndescription: A page.\n---\n" + front("title: A page"), [f"5:1: {SHOWN}"]),
    "front matter below its last line": (
        front("title: A page").replace("\n\n", "\ntitle: A page\n\n"), [f"4:1: {SHOWN}"]),
    "front matter behind a space without width": (
        "\u200b---\ntitle: A page\ndescription: Words.\n---\n\n# A\n",
        ["1:1: page: holds the invisible character U+200B (zero width space); delete it"]),
    "front matter behind a letter": (
        "x---\ntitle: A page\ndescription: Words.\n---\n\n# A\n", [f"2:1: {SHOWN}"]),
    "front matter with a comment beside its dashes": (
        "--- # About\ntitle: A page\n---\n\n# A\n", [f"2:1: {SHOWN}"]),
    "front matter between other dashes": ("———\ntitle: A page\n———\n\n# A\n", [f"2:1: {SHOWN}"]),
    "front matter between four dashes": ("----\ntitle: A page\n----\n\n# A\n", [f"2:1: {SHOWN}"]),
    "front matter between stars": ("***\ntitle: A page\n***\n\n# A\n", [f"2:1: {SHOWN}"]),
    "front matter in a sample of code": ("```yaml\ntitle: A page\n```\n\n# A\n", [f"2:1: {SHOWN}"]),
    "front matter as a document of YAML": (
        "%YAML 1.1\n---\ntitle: A page\n---\n\n# A\n", [f"3:1: {SHOWN}"]),
    "front matter of TOML": (
        "+++\ntitle = 'A page'\n+++\n\n# A\n", [f"2:1: {SHOWN.replace('title: A page', TOML)}"]),
    "front matter of JSON": (
        '{\n"title": "A page"\n}\n\n# A\n', [f"2:1: {SHOWN.replace('title: A page', JSON)}"]),
    "front matter without dashes": ("\ntitle: A page\n\n# A\n", [f"2:1: {SHOWN}"]),
    "front matter with a call": (
        '# A\n\ntitle: {{ ref("small-talk") }}\ndescription: Words.\n',
        [f"3:1: {SHOWN.replace('A page', CALLED)}"]),
    "keys in words and in samples": (
        "# A\n\nTitle: its name.\n\n## Search: how\n\nFill in\ntitle: its name.\n\n- title:"
        " x\n- hide: y\n\n**Title**: x\n**Section**: y\n\n    title: x\n    hide: y\n\n```yaml\ntitle: x\n"
        "hide: y\n```\n",
        []),
    "front matter that ends with dots": ("---\ntitle: A page\n...\n\n# A\n", []),
    "front matter between dashes and spaces": ("--- \t\r\ntitle: A page\r\n---  \r\n\r\n# A\r\n", []),
    "a list for the scripts": (
        front("scripts: [plan]"),
        ["2:1: front matter, scripts: is a list and should be text; write the tool whose scripts it needs:"
         " self-assessment, plan, my-handbook or edit"]),
    "a merge that is not settled": (MERGE, [f"3:1: {MERGED}"]),
    "a merge that shows what was before": (
        "# A\n\nours\n||||||| 4711\nbefore\n=======\ntheirs\n", [f"4:1: {MERGED}"]),
    "a merge of which the end is left": ("# A\n\ntheirs\n>>>>>>> branch\n", [f"4:1: {MERGED}"]),
    "a merge of which the middle is left": ("# A\n\n=======\n\ntheirs\n", [f"3:1: {MERGED}"]),
    "a merge on Windows": (MERGE.replace("\n", "\r\n"), [f"3:1: {MERGED}"]),
    "a merge in front matter": (
        front("<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> branch"), [f"2:1: {MERGED}"]),
    "what looks like a merge": (
        "# A\n\nA heading\n=======\n\n> > > > > > > Words.\n\n    <<<<<<< HEAD\n\n<<<<<<<<\n", []),
    # Macro calls.
    "a form of what has none": (
        '{{ blank("small-talk") }}',
        ["1:1: macro call: 'small-talk' is a component; give the id of a framework or instrument"]),
    "an unknown tool": (
        '{{ tool("plans") }}',
        ["1:1: macro call: 'plans' is not something tool knows; did you mean 'plan'?"]),
    "a call in a code block": (
        '# A\n\n    {{ card("small-talk") }}\n',
        ["3:1: page: calls card inside a sample of code, where it would be shown as HTML; write {% raw %}"
         " before and {% endraw %} after the sample, or begin the line at the margin"]),
    "a call in code": (
        '`{{ ref("small-talk") }}`',
        ["1:1: page: calls ref inside a sample of code, where it would be shown as HTML; write {% raw %}"
         " before and {% endraw %} after the sample, or begin the line at the margin"]),
    "a call in a heading": (
        '# About {{ ref("small-talk") }}\n',
        ["1:1: page: calls ref inside a heading; write the words out there"]),
    "a call in a link": (
        '[see {{ ref("small-talk") }}](guide.md)',
        ["1:1: page: calls ref inside a link; write the words out there"]),
    "a block in a sentence": (
        'Words {{ cards("case") }} and words.',
        ["1:1: page: calls cards inside a sentence, and it gives a block; put it on a line of its own at the"
         " margin, with an empty line above and below"]),
    "a call where a link leads": (
        '[x]({{ link("guide", "x") }})',
        ["1:1: page: calls a macro inside an HTML tag; call macros between tags, or write the address out"]),
    "a comment of macros": (
        "# {# a\nb #}\n",
        ["1:3: macro call: a comment of macros stands here; take it out; only the file's readers would see"
         " it"]),
    "rows of brackets": (
        "{{ ref(" + "(" * 3000 + "'a'" + ")" * 3000 + ") }}",
        ["1:1: macro call: ref is called with something that is not a constant; give plain words in quotes"]),
    "a link in a link": (
        '<p><a href="#one"><em><a href="#one">x</a></em></a></p>\n\n# One\n',
        ["1:1: page: holds a link inside a link; let one of them be"]),
    "a page as a folder": (
        "[x](cases/small-ward.md/)",
        ["1:5: page: links to 'cases/small-ward.md/', and no such page or file is there; did you mean"
         " 'cases/small-ward.md'?"]),
    "a thing given twice": (
        '{{ link(path="guide", words="x", words="y") }}',
        [f"1:1: macro call: link is given the same thing twice; {MACRO}"]),
    "the same cards twice": (
        '{{ cards("case") }}\n\n{{ cards("case") }}\n',
        ["3:1: macro call: gives the id 'card-small-ward', as cards in line 1 does; take one of the two calls"
         " out"]),
    "a place that a macro's page does not have": (
        '{{ link("guide#nowhere", "x") }}',
        ["1:1: macro call: links to 'guide#nowhere', and that page has no place 'nowhere'; take the '#' and"
         " what follows out"]),
    # Links and pictures.
    "a link to no file": (
        "[x](nothing.md)",
        ["1:5: page: links to 'nothing.md', and no such page or file is there; give the place of a page, as"
         " '../about/index.md'"]),
    "a link nearly right": (
        "[x](guid.md)",
        ["1:5: page: links to 'guid.md', and no such page or file is there; did you mean 'guide.md'?"]),
    "a link to a page by its address": (
        "[x](cases/small-ward/)",
        ["1:5: page: links to 'cases/small-ward/', and no such page or file is there; did you mean"
         " 'cases/small-ward.md'?"]),
    "a link from the root": (
        "[x](/cases/small-ward/)",
        ["1:5: page: links to '/cases/small-ward/', which is lost where the site stands under a path or on a"
         " disk; did you mean 'cases/small-ward.md'?"]),
    "a link to no place here": (
        "# A\n\n[x](#nowhere)",
        ["3:5: page: links to '#nowhere', and that page has no place 'nowhere'; take the '#' and what follows"
         " out"]),
    "a link to no place on a record's page": (
        "[x](cases/small-ward.md#nowhere)",
        ["1:5: page: links to 'cases/small-ward.md#nowhere', and that page has no place 'nowhere'; take the"
         " '#' and what follows out"]),
    "a link to nothing": (
        "[x]()", ["1:3: page: links to '', which leads nowhere; write where it leads, or plain words"]),
    "a second link that is dead": (
        "[x](guide.md) [x](guide.md#nowhere)",
        ["1:19: page: links to 'guide.md#nowhere', and that page has no place 'nowhere'; take the '#' and"
         " what follows out"]),
    "a script for an address": (
        "[x](javascript:alert(1))", [f"1:5: page: links to 'javascript:alert(1)'; {ADDRESS}"]),
    "data for an address": ("[x](data:text/html,x)", [f"1:5: page: links to 'data:text/html,x'; {ADDRESS}"]),
    "an address of no host": ("[x](https://[::1)", [f"1:5: page: links to 'https://[::1'; {ADDRESS}"]),
    "a host alone": ("[x](//evil.example)", [f"1:5: page: links to '//evil.example'; {ADDRESS}"]),
    "a picture from elsewhere": (
        "![x](https://evil.example/x.png)",
        ["1:6: page: loads 'https://evil.example/x.png' from elsewhere; put the picture into this folder's"
         " docs"]),
    "a picture that is not there": (
        "![x](x.png)",
        ["1:6: page: shows 'x.png', and no such picture is there; give the place of a picture, as"
         " '../assets/images/ward.png'"]),
    # HTML.
    "a script": (
        "<script>alert(1)</script>",
        [f"1:1: page: holds the element 'script', which a page may not; {KEEP}"]),
    "a script from a file": (
        '<script src="evil.js"></script>',
        [f"1:1: page: holds the element 'script', which a page may not; {KEEP}"]),
    "a handler in an attribute list": (
        "*x*{: onclick=alert(1) }",
        ["1:1: page: gives an element the attribute 'onclick' in braces, where only ids and classes may"
         " stand; take it out"]),
    "an address in an attribute list": (
        "[x](guide.md){: href=javascript:alert(1) }",
        ["1:1: page: gives an element the attribute 'href' in braces, where only ids and classes may stand;"
         " take it out"]),
    "a handler": (
        '<p onclick="x">y</p>',
        ["1:1: page: gives 'p' the attribute 'onclick', which a page may not; take it out"]),
    "an address where none is followed": (
        '<p href="https://x.example/">y</p>',
        ["1:1: page: gives 'p' the attribute 'href', which a page may not; take it out"]),
    "the program's own mark": (
        '<div data-aside="0"></div>',
        ["1:1: page: gives 'div' the attribute 'data-aside', which a page may not; take it out"]),
    "a tag never closed": (
        "<div>\n\nx\n", ["1:1: page: opens <div> and never closes it; close it with </div>"]),
    "tags closed too often": (
        "x\n\n</div></article>\n",
        ["3:1: page: closes '</article>', which is not open; take it out, or open it above",
         "3:1: page: closes '</div>', which is not open; take it out, or open it above"]),
    "an id twice": (
        "# A {: #x }\n\n## B {: #x }\n",
        ["3:9: page: has the id 'x' twice; give it an id of its own: {: #another } behind a heading,"
         " id=\"another\" in HTML"]),
    "an id that a macro gives": (
        '# A {: #card-small-ward }\n\n{{ cards("case") }}\n',
        ["1:8: page: has the id 'card-small-ward', which cards on this page gives too; give it an id of its"
         " own: {: #another } behind a heading, id=\"another\" in HTML"]),
    "an id of the page around": (
        "# A\n\n## Trust\n",
        ["3:1: page: has the id 'trust', which the page around the text uses; give it an id of its own:"
         " {: #another } behind a heading, id=\"another\" in HTML"]),
    "an entity of nothing": (
        "a &nosuch; b", ["1:1: page: holds '&nosuch;', which is no character's name; write &amp; for '&'"]),
    "half a table": (
        "<table><p>x</p></table>",
        ["1:1: page: holds <p> right inside <table>; put <caption> or <colgroup> or <thead> or <tbody> or"
         " <tfoot> around it"]),
    "an address in HTML": (
        '<p><a href="guide.md">x</a></p>',
        ["1:1: page: links to 'guide.md' in HTML, where nothing looks for it; write [words](its place) in"
         " Markdown, outside of HTML"]),
    "a place in HTML that is not here": (
        '<p><a title="x" href="#nowhere">x</a></p>',
        ["1:23: page: links to '#nowhere', and that page has no place 'nowhere'; take the '#' and what"
         " follows out"]),
    "an id in other quotes": (
        "# A {: #x }\n\n<div title='a>b' ID = 't&#111;p'>y</div>\n\n<div id=top>z</div>\n",
        [f"1:1: page: has the id 'top' twice; {GIVE}"]),
    "no id at all": (
        "<p title=' id=\"nope\"'>x</p>\n\n[x](#nope)",
        ["3:5: page: links to '#nope', and that page has no place 'nope'; take the '#' and what follows"
         " out"]),
    "a script that closes itself": (
        "<script/>", [f"1:1: page: holds the element 'script', which a page may not; {KEEP}"]),
    "half a declaration": (
        "<div>\n<![*x*](y)\n</div>", ["2:1: page: holds an HTML declaration; take it out",
         "2:7: page: holds '<![*x*](y)', which does not become a link; write [words](place or address),"
         " without spaces inside the round brackets"]),
    "a comment": ("<!-- x -->", ["1:1: page: holds an HTML comment; take it out"]),
    "a card in a table": (
        '<table>\n{{ card("small-ward") }}\n<tbody><tr><td>x</td></tr></tbody></table>',
        ["2:1: page: calls a macro right inside <table>; put <caption> or <colgroup> or <thead> or <tbody> or"
         " <tfoot> around it"]),
    "a word in a table": (
        "<table>&copy;<tbody><tr><td>x</td></tr></tbody></table>",
        ["1:1: page: holds words right inside <table>; put <caption> or <colgroup> or <thead> or <tbody> or"
         " <tfoot> around them"]),
    "a no-break space in a table": (
        "<table>\u00a0<tbody><tr><td>x</td></tr></tbody></table>",
        ["1:1: page: holds words right inside <table>; put <caption> or <colgroup> or <thead> or <tbody> or"
         " <tfoot> around them"]),
    "a meaning in a meaning": (
        "<dl><dt>a</dt><dd>x<div><dd>y</dd></div></dd></dl>",
        ["1:1: page: holds <dd> outside of <dl> or <div>; put it into <dl> or <div>"]),
    "a link in a picture's words": (
        '![**[**x**](index.md "q")**](guide.md)',
        ["1:1: page: holds marks within the words of a picture or link that Markdown leaves half read; write"
         " plain words between '![' and ']'"]),
    "a picture that is a page": (
        "![x](guide)",
        ["1:6: page: shows 'guide', and no such picture is there; give the place of a picture, as"
         " '../assets/images/ward.png'"]),
    "a script of the program": (
        "[x](assets/js/tools/plan/page.js)",
        ["1:5: page: links to 'assets/js/tools/plan/page.js', and no such page or file is there; give the"
         " place of a page, as '../about/index.md'"]),
    "a section that is none": (
        front("section: ../../etc/passwd"),
        ["2:1: front matter: 'section' names no page ('../../etc/passwd'); give the place of a page, as"
         " 'guides/index.md'"]),
    "a bell in a title": (
        front('title: "a\\x07b"'), ["2:8: front matter: holds the invisible character U+0007; delete it"]),
    "brackets without end": (
        "[" * 50_000, ["1:1: page: holds more than 2,000 of '['; split it into several pages"]),
    "tags without end": (
        "<a " * 20_000, ["1:1: page: holds more than 2,000 of '<'; split it into several pages"]),
    "headings without end": (
        "# A\n" * 2_000, ["1:1: page: holds more than 1,000 of '#'; split it into several pages"]),
    "a page that is a book": (
        "words " * 20_000, ["1:1: page: is larger than 64 KB; split it into several pages"]),
    # Characters.
    "a null character": ("a\0b", ["1:2: page: holds the invisible character U+0000; delete it"]),
    "a bell": ("# A\n\na\x07b", ["3:2: page: holds the invisible character U+0007; delete it"]),
    "a private character": (
        "a\ue0200\ue021b",
        ["1:2: page: holds the private character U+E020; delete it",
         "1:4: page: holds the private character U+E021; delete it"]),
    "a private character as an entity": (
        "a&#xE020;0&#57377;b",
        ["1:2: page: holds the private character U+E020; delete it",
         "1:11: page: holds the private character U+E021; delete it"]),
    "a null character as an entity": (
        "a&#0;b", ["1:2: page: holds the invisible character U+0000; delete it"]),
    "quotations within quotations": ("> " * 2000 + "x", []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_fault_of_a_page_is_a_sentence(small, name):
    text, sentences = CASES[name]
    put(small, "docs/guide.md", text)
    assert report(small) == [f"docs/guide.md:{sentence}" for sentence in sentences]


SOUND = """---
title: 1.10
description: All that may stand here.
drafted: 2026-11-22
search: {exclude: true}
hide: [toc, navigation]
keywords: [one, 2026, yes]
---

# All that may stand here {: #top .wide }

| Left | Right |
|:-----|------:|
| a    | {{ ref("small-talk") }} |

- [here](#top), [there](cases/small-ward.md), [far](https://far.example/a?b=1&c=2#d), <office@far.example>,\
 [ring](tel:+441632960101)
- 3 < 5 & 7 > 4, `<script>`, &amp; &copy; &#8230;

{{ card("small-talk") }}

<details markdown="1">
<summary>More</summary>

Words of {{ cite("kotter-1996") }}. {% raw %}{{ nothing }}{% endraw %}

</details>

```html
<script>alert("{% raw %}{{ x }}{% endraw %}")</script>
```
"""


def test_what_may_stand_on_a_page(small):
    put(small, "docs/guide.md", SOUND)
    assert report(small) == []


FILES = {  # A file in docs, and what is said of it.
    "docs/evil.js": (
        "file: is of the kind '.js', which docs does not publish; keep to pages (.md), pictures and"
        " documents, such as .png, .svg, .pdf, .docx and .csv"
    ),
    "docs/evil.html": (
        "file: is of the kind '.html', which docs does not publish; keep to pages (.md), pictures and"
        " documents, such as .png, .svg, .pdf, .docx and .csv"
    ),
    "docs/assets/js/evil.html": (
        "file: is of the kind '.html', which docs does not publish; keep to pages (.md), pictures and"
        " documents, such as .png, .svg, .pdf, .docx and .csv"
    ),
    "docs/guides/evil.css": (
        "file: is of the kind '.css', which docs does not publish; keep to pages (.md), pictures and"
        " documents, such as .png, .svg, .pdf, .docx and .csv"
    ),
    "docs/guides/README.md": (
        "file: would become the page of its whole folder; name it index.md, if that is meant"
    ),
    "docs/404.md": "file: lies where the handbook puts files of its own; choose another name or folder",
    "docs/embed/x.md": "file: lies where the handbook puts files of its own; choose another name or folder",
    "docs/guides/INDEX.md": "file: has the name of a folder's own page in other letters; name it index.md",
    "docs/guide.markdown": (
        "file: ends in '.markdown', and would be published as it is written; name it guide.md"
    ),
    "docs/templates/x.md": "file: lies in a folder that is never published; choose another folder",
    "docs/a.html/x.md": (
        "file: lies in the folder 'a.html', which has the name of a file; name the folder without that ending"
    ),
    "docs/a.pdf.md": "file: would have an address that ends in '.pdf', as a file has; name it a.md",
    "docs/sitemap.xml.md": (
        "file: would have an address that ends in '.xml', as a file has; name it sitemap.md"
    ),
    "docs/404.markdown": "file: lies where the handbook puts files of its own; choose another name or folder",
    "docs/templates/x.png": "file: lies in a folder that is never published; choose another folder",
    f"docs/{'a' * 120}.md": (
        f"file: has the name '{'a' * 20}…', which is longer than 100 bytes; choose a shorter one"
    ),
    "docs/theories/little-steps/index.md": (
        "page: has an address that leads on to a record of another name; name the page otherwise"
    ),
    "docs/tools/blanks/small-form/index.md": (
        "page: has the same address as the record's page tools/blanks/small-form; name the page otherwise"
    ),
    "docs/cases/small-ward/index.md": (
        "page: has the same address as the record's page cases/small-ward; name the page otherwise"
    ),
    "docs/theories/little-steps.md": (
        "page: has an address that leads on to a record of another name; name the page otherwise"
    ),
    "docs/cases/Small-Ward.md": (
        "page: differs from the record's page cases/small-ward in capitals alone; name it in small letters"
    ),
}


@pytest.mark.parametrize("path", FILES)
def test_a_file_that_has_no_place_in_docs(small, path):
    put(small, path, "# Words\n")
    assert report(small) == [f"{path}:1:1: {FILES[path]}"]


def test_a_drawing_that_runs(small):
    put(
        small,
        "docs/assets/evil.svg",
        '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    )
    (said,) = report(small)
    assert said.startswith("docs/assets/evil.svg:1:1: file: 'evil.svg' ")


def test_two_pages_of_one_address(small):
    put(small, "docs/guides.md", "# One\n")
    put(small, "docs/guides/index.md", "# Two\n")
    put(small, "docs/Guides.md", "# Three\n")
    assert report(small) == [
        "docs/guides.md:1:1: page: has the same address as docs/Guides.md; name one of them otherwise",
        "docs/guides/index.md:1:1: page: has the same address as docs/Guides.md; name one of them otherwise",
    ]


MERGED_FILES = {  # A file with the marks of a merge, and the line of the first.
    "assets/css/own.css": ("a {}\n", 2),
    "assets/js/own.js": ("// é\r\n\r\n", 3),
    "assets/data/own.json": ("{\n", 2),
    "schemas/own.json": ("", 1),
    "embed/own.js": ("", 1),
    "ward.svg": ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">\n', 2),
    "list.csv": ("", 1),
    "notes.txt": ("Words.\n", 2),
}


@pytest.mark.parametrize("name", MERGED_FILES)
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_a_file_of_a_merge_that_is_not_settled(small, name, encoding):
    before, line = MERGED_FILES[name]
    is_own = name.endswith((".css", ".js", ".json", ".svg"))
    put(small, f"docs/{name}", before.encode() + MERGE.encode(encoding)[5:])
    if encoding == "latin-1":
        put(small, f"docs/{name}", before.encode() + "caf\xe9\n".encode(encoding))
    sentence = f"{line}:1: {MERGED.replace('page', 'file')}"
    if encoding == "latin-1":
        sentence = f"{line}:4: file: byte 0xe9 is not UTF-8; save the file as UTF-8"
    assert report(small) == ([f"docs/{name}:{sentence}"] if encoding == "utf-8" or is_own else [])


def test_a_logo_of_a_merge_that_is_not_settled(tmp_path):
    put(tmp_path, "logo.svg", MERGED_FILES["ward.svg"][0] + MERGE[5:])
    assert logo_files.fault(tmp_path / "logo.svg") == Fault(
        "'logo.svg' a merge has left its mark here",
        "choose one of the two versions and delete the lines of <, = and >",
    )


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("[x](plan.docx~)", "plan.docx~"),
        ("[x](~$plan.docx)", "~$plan.docx"),
        ("[x](.plan.pdf)", ".plan.pdf"),
        ("[x](guides~/plan.md)", "guides~"),
        ("[x](guides/.old/plan.md#top)", ".old"),
        ("![x](ward.png.bak)", "ward.png.bak"),
        ("[x](__MACOSX/ward.png)", "__MACOSX"),
        ("[x](Thumbs.db)", "Thumbs.db"),
    ],
)
def test_a_link_to_what_is_never_published_says_so(small, link, name):
    """It may lie there all the same."""
    address = link.partition("(")[2][:-1]
    put(small, f"docs/{address.partition('#')[0]}", "x")
    put(small, "docs/guide.md", f"{link}\n")
    does = "shows" if link.startswith("!") else "links to"
    assert report(small) == [
        f"docs/guide.md:1:{link.index('(') + 2}: page: {does} '{address}', and what is called '{name}' is"
        " never published; choose another name, without a sign of hidden files, backups or temporary files"
    ]


def test_a_link_to_a_draft_of_an_unknown_kind_is_said_at_the_draft(small):
    for name in ("ward.psd", "plan.pages", "ward.ai", "notes.old", "plan"):
        put(small, f"docs/{name}", "x")
        put(small, "docs/guide.md", f"[x]({name})\n")
        kind = f"of the kind '.{name.partition('.')[2]}'" if "." in name else "of no kind"
        assert report(small) == [
            f"docs/{name}:1:1: file: is {kind}, which docs does not publish; keep to pages (.md), pictures"
            " and documents, such as .png, .svg, .pdf, .docx and .csv"
        ]
        (small / f"docs/{name}").unlink()


def test_what_editors_leave_behind_is_no_page_and_no_fault(small):
    for name in (
        "guides~/guide.md",
        "__MACOSX/._guide.md",
        ".obsidian/app.json",
        "assets/css/handbook.css.orig",
        "assets/js/.#own.js",
        "guide.md~",
        "#guide.md#",
        "guide.md.bak",
        "guide.md.orig",
        "guide.md.rej",
        "guide.md.swp",
        "guide.md.tmp",
        "Thumbs.db",
        "desktop.ini",
        "~$plan.docx",
        ".guide.md.swp",
    ):
        put(small, f"docs/{name}", "{{ evil }}")
    assert report(small) == []


@pytest.mark.parametrize("macro", ["matrix", "diagram", "blank"])
def test_a_framework_without_items_is_not_shown_by_them(small, macro):
    bare = (small / "framework/competencies/small.yml").read_text("utf-8").partition("ranks:\n")[0]
    for old, new in (
        ("id: small", "id: bare"),
        ("title: Small", "title: Bare"),
        ("two domains", "no domain"),
        ("To be tested.", "To be bare."),
    ):
        bare = bare.replace(old, new)
    put(small, "framework/competencies/bare.yml", bare)
    put(small, "docs/guide.md", f'# A\n\n{{{{ ref("bare") }}}}\n\n{{{{ {macro}("bare") }}}}\n')
    assert report(small) == [
        f"docs/guide.md:5:1: macro call: 'bare' lists no items for {macro} to show; give the id of a"
        " framework that lists some"
    ]


def test_a_page_may_be_as_large_as_is_said(small):
    for more, faults in (
        ("", []),
        ("s", ["docs/guide.md:1:1: page: is larger than 64 KB; split it into several pages"]),
    ):
        put(small, "docs/guide.md", "# A\n\n" + "word " * 13_106 + "x" + more)
        assert report(small) == faults
    assert (small / "docs/guide.md").stat().st_size == 64 * 1024 + 1


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("index.md", "Words.\n", "Home"),
        ("local/on_call-rota.md", "Words.\n", "On call rota"),
        ("local/The_North.md", "## Below\n", "The North"),
        ("local/rota.md", "# The *rota* & more\n", "The rota & more"),
        ("local/rota.md", front("title: Our rota"), "Our rota"),
    ],
)
def test_what_a_page_is_called(tmp_path, name, text, title):
    put(tmp_path, name, text)
    page, problems = read_page(tmp_path / name, name, f"docs/{name}", Converter())
    assert (page.title, problems) == (title, [])


def refuse(monkeypatch, name: str, error: OSError) -> None:
    """Let the disk refuse to give the file ``name``."""

    def open_or_refuse(self, *arguments, **more):
        if self.name == name:
            raise error
        return opened(self, *arguments, **more)

    opened = Path.open
    monkeypatch.setattr(Path, "open", open_or_refuse)


@pytest.mark.parametrize(
    ("number", "right"),
    [
        (errno.EACCES, "make it a readable file"),
        (errno.ENOENT, "make it a readable file"),
        (errno.EIO, "see to the disk, and run the command again"),
        (errno.EMFILE, "close other programs, and run the command again"),
    ],
)
def test_a_page_that_cannot_be_read(small, monkeypatch, number, right):
    """It may go, or be refused, after it was listed. What links to it is not called dead."""
    put(small, "docs/guide.md", "# A\n")
    put(small, "docs/index.md", "# B\n\n[to a place](guide.md#nowhere)\n")
    refuse(monkeypatch, "guide.md", OSError(number, os.strerror(number)))
    assert report(small) == [
        f"docs/guide.md:1:1: page: cannot be read ({os.strerror(number)}); {right}",
    ]


@pytest.mark.parametrize("name", ["assets/css/own.css", "ward.png", "plan.pdf", "ward.svg"])
def test_a_file_that_cannot_be_read(small, monkeypatch, name):
    """It is published as it is, so the check is the one to say it."""
    put(small, f"docs/{name}", "x")
    refuse(monkeypatch, name.rpartition("/")[2], PermissionError(13, "Permission denied"))
    assert report(small) == [
        f"docs/{name}:1:1: file: cannot be read (Permission denied); make it a readable file"
    ]


@pytest.mark.parametrize(
    "folder", ["docs", "docs/guides", "framework", "framework/theories", "modules/cases", "docs/guides/deep"]
)
@pytest.mark.parametrize("right", ["to list it", "to enter it"])
def test_a_folder_that_cannot_be_looked_into_is_all_that_is_said(small, monkeypatch, folder, right):
    """What is in it is not called missing."""
    put(small, "docs/guides/deep/guide.md", "# A\n")
    refused, scandir, access = str(small / folder), os.scandir, os.access

    def list_or_refuse(path):
        if str(path) == refused:
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    if right == "to list it":
        monkeypatch.setattr(os, "scandir", list_or_refuse)
    else:
        monkeypatch.setattr(os, "access", lambda path, mode: str(path) != refused and access(path, mode))
    assert report(small) == [
        f"{folder}:1:1: folder: cannot be read (Permission denied); make it a readable folder"
    ]


@pytest.mark.parametrize(
    "content",
    [b"# Caf\xe9\n", MERGE.encode(), b"[" * 50_000],
    ids=["not UTF-8", "a merge", "too much of a sign"],
)
def test_a_page_that_gives_no_text_is_said_once(small, content):
    """Links to it are not called dead beside it, nor places on it missing."""
    put(small, "docs/guides/guide.md", content)
    links = "[a](guide.md) [b](../guides/guide.md?x#y) {{ link('guides/guide#y', 'c') }}\n"
    put(small, "docs/guides/index.md", f"---\nsection: guides/guide.md\n---\n# A\n\n{links}")
    assert [said.split(":")[0] for said in report(small)] == ["docs/guides/guide.md"]


def test_all_that_is_wrong_with_a_page_is_said_at_once(small):
    put(
        small,
        "docs/guide.md",
        '---\ntitel: A\n---\n# A\n\n{{ crad("x") }} {% set x %} [x](nothing.md)'
        " <script>\n\n</script>\n\na&#0;",
    )
    assert [said.split(":")[1] for said in report(small)] == ["2", "6", "6", "6", "6", "10"]


# -- calls


def test_a_page_is_its_words_and_its_calls():
    text = 'One {{ ref("a b") }} two {% raw %}{{ three }}{% endraw %}{{link(path=\'x#y\', words="z")}}\n'
    pieces, faults = read_calls(text)
    assert faults == []
    assert pieces == [
        "One ",
        Call("ref", ("a b",), (), 4, 1),
        " two ",
        "{{ three }}",
        Call("link", (), (("path", "x#y"), ("words", "z")), 57, 1),
        "\n",
    ]
    assert mark_calls(pieces) == "One \ue0200\ue021 two {{ three }}\ue0201\ue021\n"


def test_what_a_macro_gives_is_never_read_as_markdown():
    html = Converter().convert(
        f"*a* {format_mark(0, 'ref')} _b_\n\n{format_mark(1, 'card')}\n\n- {format_mark(2, 'cite')}\n"
    )
    given = ["<a>*x*{: onclick=y }</a>", "<div>**z**\n\n    code</div>", "![x](y){: onerror=z }"]
    assert (
        html.fill(given, lambda link: {})
        == f"<p><em>a</em> {given[0]} <em>b</em></p>\n{given[1]}\n\n<ul>\n<li>{given[2]}</li>\n</ul>"
    )


# -- ids


def calls_of(handbook: Handbook):
    """A call of every macro with every word and some ids that it may be given."""
    entry = {"framework": "mlcf", "theory": "lewin", "case": "bristol"}
    yield from (Call("cards", (kind,), (), 0, 1) for kind in KINDS)
    yield from (Call("table", (kind,), (), 0, 1) for kind in KINDS)
    yield from (Call("index", (by,), (), 0, 1) for by in ("skill", "setting", "stage", "tension"))
    yield from (Call("tool", (name,), (), 0, 1) for name in ("self-assessment", "plan", "my-handbook"))
    yield from (Call("card", (record.id,), (), 0, 1) for record in handbook.list_records())
    yield from (
        Call("diagram", (record.id,), (), 0, 1)
        for kind in ("framework", "theory", "tension")
        for record in handbook.records[kind]
        if kind != "framework" or record.node.items
    )
    yield from (Call("quality", (part,), (), 0, 1) for part in QUALITY_PARTS)
    yield Call("matrix", (entry["framework"],), (), 0, 1)
    yield from (Call("drawing", (drawing.id,), (), 0, 1) for drawing in handbook.drawings)
    yield Call("rule", ("hours-add-up",), (), 0, 1)
    known = {
        "cards",
        "table",
        "index",
        "tool",
        "card",
        "diagram",
        "matrix",
        "quality",
        "drawing",
        "record",
        "session",
        "ref",
        "cite",
        "finding",
        "dated",
        "term",
        "link",
        "blank",
        "rule",
        "search_button",
        "fields",
        "changed_pages",  # No release has a list yet; it gives no ids.
    }
    yield from (Call("fields", (name,), (), 0, 1) for name in ("case", "sources", "verbs"))
    yield from (Call(name, (), (), 0, 1) for name in MACROS if name not in known)


def test_the_ids_of_macros_are_known_without_rendering_them(real_book, real_pages):
    """Those that are listed are all there are; those that are told by how they begin begin so."""
    preview, page = Preview(real_book), real_pages["index.md"]
    anchors = Anchors(real_book, real_pages, preview)
    for call in calls_of(real_book):
        given = find_ids(preview.call_macro(page, call))
        if (listed := anchors._list_known_macro_ids(call)) is not None:
            assert set(given) <= listed, call
        elif call.name in _ID_PATTERNS:
            assert [id for id in given if not anchors.may_give(call, id)] == [], call


def test_a_page_that_is_read_twice_is_the_same(tmp_path):
    put(tmp_path, "guide.md", SOUND)
    converter = Converter()
    one, two = (read_page(tmp_path / "guide.md", "guide.md", "docs/guide.md", converter) for _ in range(2))
    assert one[1] == two[1] == []
    assert (one[0].html, one[0].pieces, one[0].front) == (two[0].html, two[0].pieces, two[0].front)


def test_a_former_address_of_a_page_may_be_no_other_s(small):
    pages = {
        "old.md": "# Old\n",
        "new.md": (
            "---\naliases: [gone, old, cases/small-ward, theories/little-steps, embed/theory/x]\n---\n\n"
            "# New\n"
        ),
        "newer.md": "---\naliases: [gone, Old]\n---\n\n# Newer\n",
        "newest.md": "---\naliases: [gone]\n---\n\n# Newest\n",
    }
    for name, text in pages.items():
        (small / "docs").mkdir(exist_ok=True)
        (small / "docs" / name).write_text(text, "utf-8")
    taken = "is the address of something else; take it out"
    assert [str(problem) for problem in check_handbook(small).problems] == [
        f"docs/new.md:2:17: front matter, aliases 2: 'old' {taken}",
        f"docs/new.md:2:22: front matter, aliases 3: 'cases/small-ward' {taken}",
        f"docs/new.md:2:40: front matter, aliases 4: 'theories/little-steps' {taken}",
        f"docs/new.md:2:63: front matter, aliases 5: 'embed/theory/x' {taken}",
        "docs/newer.md:2:17: front matter, aliases 2: 'Old' is not of the right form; write the places in the"
        " site that it had before, as guides/old-name; each goes on leading here",
        f"docs/newest.md:2:11: front matter, aliases 1: 'gone' {taken}",
    ]


def test_a_page_is_read_again_once_its_file_has_changed(tmp_path):
    put(tmp_path, "docs/guide.md", SOUND)
    file, first = tmp_path / "docs/guide.md", PageMemory()
    pages, _ = read_pages(tmp_path, memory=first)
    second = PageMemory(first.after)
    assert read_pages(tmp_path, memory=second)[0]["guide.md"] is pages["guide.md"]
    file.write_text(f"{SOUND}\nOne more line.\n", "utf-8")
    third = PageMemory(second.after)
    changed = read_pages(tmp_path, memory=third)[0]["guide.md"]
    assert "One more line." in changed.html.text and len(third.after) == 1
    file.write_text("---\nnonsense: 1\n---\n", "utf-8")
    for _ in range(2):
        third = PageMemory(third.after)
        assert len(read_pages(tmp_path, memory=third)[1]) == 1


def test_only_readers_of_pictures_for_the_web_see_a_picture(tmp_path):
    sizes = {}
    for name, format in {
        "a.png": "PNG",
        "b.jpg": "JPEG",
        "c.gif": "GIF",
        "d.png": "TIFF",
        "e.jpg": "PPM",
        "f.gif": "EPS",
        "g.png": "BMP",
    }.items():
        Image.new("RGB", (3, 2)).save(tmp_path / name, format)
        sizes[name] = read_size_attributes(tmp_path / name)
    size = {"width": "3", "height": "2", "loading": "lazy"}
    assert sizes == {
        "a.png": size,
        "b.jpg": size,
        "c.gif": size,
        "d.png": {},
        "e.jpg": {},
        "f.gif": {},
        "g.png": {},
    }
