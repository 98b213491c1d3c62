"""Nothing dead in the style sheets: every class they name is on a page of a built site or is set by a script,
and every custom property they define is used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import pytest
import tinycss2
from babel.messages.jslexer import tokenize
from built import ROOT, edition, site

from macros.hand_written.front_matter import FrontMatter
from macros.hand_written.markdown_conversion import Converter

SHEETS = sorted((ROOT / "docs" / "assets" / "css").rglob("*.css"))
SCRIPTS = sorted([*(ROOT / "docs" / "assets" / "js").rglob("*.js"), *(ROOT / "docs" / "embed").glob("*.js")])
# What a page written by hand may hold, though today none does: columns of a table that stand to the right or
# in the middle.
BY_HAND = "| Item | Days | Rank |\n| --- | ---: | :---: |\n| Rounds | 12 | 3 |\n"
# What front matter may ask for, ``hide: [navigation]``, though today no page does.
BY_FRONT_MATTER = {"hb-page--no-nav"}
BETWEEN = re.compile(r"[\s\"'`.<>=,:()\[\]]+|\$\{[^}]*\}")  # What parts words in the texts of a script.
PREFIX = re.compile(
    r"[a-z]+-[\w-]+(--?|__)$"
)  # "hb-button--", to which a script adds the rest; never "hb-" alone.


# ---- What style sheets name --------------------------------------------------------------------------------


def parsed(css: str) -> list:
    """The rules of a style sheet, those inside ``@media`` and its like included."""
    found, left = [], tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    while left:
        rule = left.pop()
        assert rule.type != "error", f"line {rule.source_line}: {rule.message}"
        if rule.type == "qualified-rule":
            found.append(rule)
        elif rule.lower_at_keyword in ("media", "supports", "layer", "container"):
            left += tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
    return found


def nested(tokens: Iterable) -> Iterator[list]:
    """A list of tokens, and every list inside its brackets and functions."""
    tokens = list(tokens)
    yield tokens
    for token in tokens:
        inside = getattr(token, "arguments", None) or getattr(token, "content", None)
        if isinstance(inside, list):
            yield from nested(inside)


def classes(rules: Iterable) -> set[str]:
    """The classes that the selectors of ``rules`` name."""
    return {
        name.value
        for rule in rules
        for tokens in nested(rule.prelude)
        for dot, name in zip(tokens, tokens[1:], strict=False)
        if dot == "." and name.type == "ident"
    }


def declarations(rules: Iterable) -> Iterator:
    """Each ``property: value`` of ``rules``."""
    for rule in rules:
        yield from (
            part for part in tinycss2.parse_blocks_contents(rule.content) if part.type == "declaration"
        )


def properties_in(tokens: Iterable) -> set[str]:
    """The custom properties that a value uses by ``var()``."""
    return {
        token.arguments[0].value
        for part in nested(tokens)
        for token in part
        if token.type == "function" and token.lower_name == "var"
    }


def unused_properties(rules: Iterable, elsewhere: str) -> set[str]:
    """The custom properties that only define others, or nothing: neither a property that browsers know, nor
    the text of scripts and pages in ``elsewhere`` comes to them."""
    defined: dict[str, set[str]] = {}
    used: set[str] = set()
    for declaration in declarations(rules):
        names = properties_in(declaration.value)
        if declaration.name.startswith("--"):
            defined.setdefault(declaration.name, set()).update(names - {declaration.name})
        else:
            used |= names
    used |= {name for name in defined if re.search(rf"{name}(?![\w-])", elsewhere)}
    waiting = list(used)
    while waiting:
        more = defined.get(waiting.pop(), set()) - used
        used |= more
        waiting += more
    return defined.keys() - used


# ---- What is used ------------------------------------------------------------------------------------------


# The classes of an element, in HTML that was built: no value of an attribute before them holds < or >, and
# words to read that look like a tag are escaped.
CLASS = re.compile(r'<[a-z][^<>]*? class="([^"<>]*)"')


@cache
def pages() -> tuple[str, ...]:
    """The HTML of every page of the four sites: for a server, for a disk, and of both editions."""
    examples = [
        edition(folder.name)
        for folder in sorted(file.parent for file in (ROOT / "editions").glob("*/edition.yml"))
    ]
    assert len(examples) == 2
    files = [file for built in (site(), site(offline=True), *examples) for file in built.rglob("*.html")]
    return tuple(file.read_text("utf-8") for file in files)


@cache
def classes_of_pages() -> frozenset[str]:
    values = {
        value for html in (*pages(), Converter().convert(BY_HAND).text) for value in CLASS.findall(html)
    }
    return frozenset({name for value in values for name in value.split()} | BY_FRONT_MATTER)


def literals(script: str) -> list[str]:
    """The texts that a script writes out: its strings, and the pieces of its templates."""
    return [
        token.value for token in tokenize(script, jsx=False) if token.type in ("string", "template_string")
    ]


def can_be_put_together(name: str, words: set[str], ends: set[str]) -> bool:
    """Whether a class is a word that is the beginning of one, and another word or name of the code after it
    (``{ danger: true }``)."""
    halves = ((name[:place], name[place:]) for place in range(1, len(name)))
    return any(start in words and PREFIX.match(start) and end in ends for start, end in halves)


def unused_classes(rules: Iterable, html_classes: Iterable[str], scripts: Iterable[str]) -> set[str]:
    """The classes that selectors name and neither pages nor scripts have."""
    scripts = [*scripts]  # Each alone: in one text, the tokenizer reads on behind a regular expression.
    words = {word for script in scripts for text in literals(script) for word in BETWEEN.split(text)}
    # One script may hand another the end of a class.
    names = (token for script in scripts for token in tokenize(script, jsx=False) if token.type == "name")
    ends = words | {token.value for token in names}
    return {
        name
        for name in classes(rules) - set(html_classes) - words
        if not can_be_put_together(name, words, ends)
    }


@cache
def every_rule() -> tuple:
    return tuple(rule for sheet in SHEETS for rule in parsed(sheet.read_text("utf-8")))


# ---- The tests ---------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_every_class_of_the_style_sheets_is_on_a_page_or_set_by_a_script():
    assert (
        sorted(
            unused_classes(every_rule(), classes_of_pages(), [file.read_text("utf-8") for file in SCRIPTS])
        )
        == []
    )


def test_front_matter_still_asks_for_what_is_counted_as_used():
    assert FrontMatter(hide=["navigation"]).hide == ["navigation"]
    template = (ROOT / "macros" / "mkdocs_site" / "theme" / "main.html").read_text("utf-8")
    assert all(f"'navigation' in hide %}} {name}{{%" in template for name in BY_FRONT_MATTER)


@pytest.mark.slow
def test_every_custom_property_is_used():
    pieces = {piece for html in pages() for piece in re.findall(r"var\(--[\w-]+", html)}
    elsewhere = "\n".join([*pieces, *(file.read_text("utf-8") for file in SCRIPTS)])
    assert sorted(unused_properties(every_rule(), elsewhere)) == []


def test_every_custom_property_that_is_used_is_defined_or_has_something_in_its_place():
    defined = {each.name for each in declarations(every_rule()) if each.name.startswith("--")}
    bare = {
        token.arguments[0].value
        for each in declarations(every_rule())
        for tokens in nested(each.value)
        for token in tokens
        if token.type == "function" and token.lower_name == "var" and len(token.arguments) == 1
    }
    assert sorted(bare - defined) == []


DEAD = """
:root { --used: red; --through: var(--used); --dead: var(--dead-too); --dead-too: 1px; --script: 2px }
@media (min-width: 40em) { .on-page:is(.by-script, :not(.gone)) > .put-together--left,\
 .put-together--right { color: var(--through) } }
@supports (color: red) { .gone-too::before { content: ".not-a-class" } }
/* .in-a-comment { color: red } */
"""
SCRIPT = (
    'make("p", "by-script x"); element.className = "put-together--" + ({ left: 1 }).left; //'
    ' "gone"\nstyle.getPropertyValue("--script");'
)


def test_what_is_dead_is_found_and_what_is_alive_is_not():
    rules = parsed(DEAD)
    assert unused_classes(rules, ["on-page"], [SCRIPT]) == {"gone", "gone-too", "put-together--right"}
    assert unused_properties(rules, SCRIPT) == {"--dead", "--dead-too"}
    assert unused_classes(rules, ["on-page"], ['"put-"']) == {
        "gone",
        "gone-too",
        "by-script",
        "put-together--left",
        "put-together--right",
    }


def test_a_style_sheet_that_cannot_be_read_is_no_style_sheet():
    with pytest.raises(AssertionError, match="line 1"):
        parsed(".a { color: red } .b")


def test_scripts_are_read_by_their_tokens():
    assert literals("const a = `hb-${b} c`; // 'd'") == ["`hb-${b} c`"]
