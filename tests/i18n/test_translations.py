"""The catalogues hold what the source says, and nothing that the interface says is outside them."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.pofile import read_po
from places import ROOT

from macros.base.languages import TRANSLATED
from macros.curriculum.trust import OWN_WORK
from macros.i18n import catalogue

LOCALE = ROOT / "macros" / "i18n" / "locale"
_NAMED = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
_TAGS = re.compile(r"<[^>]*>")


@cache
def script():
    """``scripts/translations.py`` as a module."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "scripts" / "translations.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def gathered():
    return script().gather_phrases()


@cache
def welsh():
    with (LOCALE / "cy.po").open("rb") as file:
        return read_po(file, locale="cy")


def forms(message) -> list[str]:
    return [
        form for form in (message.string if isinstance(message.string, tuple) else (message.string,)) if form
    ]


def ids(message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


def translated() -> list:
    return [message for message in welsh() if message.id and forms(message)]


# -- up to date


def test_the_template_is_what_the_source_says():
    assert (LOCALE / "handbook.pot").read_text("utf-8") == script().format_template(gathered()), (
        "run python scripts/translations.py"
    )


def test_the_welsh_catalogue_has_every_phrase():
    assert {ids(message)[0] for message in welsh() if message.id} == {
        ids(message)[0] for message in gathered() if message.id
    }, "run python scripts/translations.py"


def test_gathering_changes_nothing_that_a_translator_wrote(tmp_path):
    file = tmp_path / "cy.po"
    file.write_text(script().merge_catalogue(gathered(), "cy", tmp_path), "utf-8")
    first = file.read_text("utf-8")
    assert 'msgid "Sources"\nmsgstr ""' in first
    written = first.replace(
        'msgid "Sources"\nmsgstr ""',
        '# Reviewed 2027-03-02, translator\nmsgid "Sources"\nmsgstr "Ffynonellau"',
    )
    file.write_text(written + '\nmsgid "A phrase of last year"\nmsgstr "Ymadrodd y llynedd"\n', "utf-8")
    again = script().merge_catalogue(gathered(), "cy", tmp_path)
    assert "# Reviewed 2027-03-02, translator" in again and 'msgid "Sources"\nmsgstr "Ffynonellau"' in again
    assert '#~ msgstr "Ymadrodd y llynedd"' in again
    file.write_text(again, "utf-8")
    assert script().merge_catalogue(gathered(), "cy", tmp_path) == again


def test_the_rule_for_plurals_stands_at_the_head_of_the_catalogue(tmp_path, monkeypatch):
    forms = "".join(f'msgstr[{number}] "{number}"\n' for number in range(6))
    head = (LOCALE / "cy.po").read_text("utf-8").partition("\n\n")[0]
    (tmp_path / "cy.po").write_text(f'{head}\n\nmsgid "one"\nmsgid_plural "many"\n{forms}', "utf-8")
    monkeypatch.setattr(catalogue, "LOCALE", tmp_path)
    welsh = catalogue.read_catalogue("cy")
    assert [welsh.find_form("one", "many", number) for number in (0, 1, 2, 3, 4, 6, 7)] == list("0123545")
    assert set(TRANSLATED) == {file.stem for file in LOCALE.glob("*.po")} == {"cy"}


def test_the_files_say_nothing_of_when_and_on_which_line():
    for name in ("handbook.pot", "cy.po"):
        text = (LOCALE / name).read_text("utf-8")
        assert not re.search(r"^#: .*:\d", text, re.M), name
        assert "Generated-By" not in text, name


def test_what_stands_elsewhere_is_gathered_too():
    """Kinds of records, headings of links, the menu, the foot, and what a page says of itself."""
    found = {ids(message)[0] for message in gathered() if message.id}
    assert {
        "Case study",
        "Case studies",
        "Superseded by",
        "workplace task",
        "Development plan",
        "Licence",
        *OWN_WORK.values(),
    } <= found


# -- what translators wrote


def test_the_file_says_that_it_awaits_review():
    head = (LOCALE / "cy.po").read_text("utf-8").split("msgid", 1)[0]
    assert "EVERYTHING IN THIS FILE IS AWAITING REVIEW BY A WELSH SPEAKER." in head


def test_plural_forms_are_those_of_the_cldr():
    assert (
        "Plural-Forms: nplurals=6; plural=((n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4"
        " : 5);" in (LOCALE / "cy.po").read_text("utf-8")
    )
    for message in welsh():
        if message.id and message.pluralizable:
            assert len(message.string) == 6, message.id
            assert len(forms(message)) in (0, 6), f"{message.id}: fill in all six forms, or none"


def test_every_place_of_a_phrase_is_in_its_translation():
    """Nothing that is to be filled in is lost or made up. A plural form for one exact number may leave the
    number out."""
    for message in translated():
        wanted = set(_NAMED.findall(ids(message)[-1]))
        for place, form in enumerate(forms(message)):
            found = set(_NAMED.findall(form))
            allowed = {("num", ""), ("", "n")} if message.pluralizable and place < 5 else set()
            assert wanted - allowed <= found <= wanted | set(_NAMED.findall(ids(message)[0])), (
                f"{message.id!r}: {form!r}"
            )


def test_every_translation_can_be_filled_in():
    for message in translated():
        if any(place.endswith(".js") for place, _line in message.locations):
            continue
        given = dict.fromkeys((first for text in ids(message) for first, _other in _NAMED.findall(text)), "x")
        for form in forms(message):
            assert form % given is not None, message.id


def test_tags_are_those_of_the_english_phrase():
    for message in translated():
        for form in forms(message):
            assert sorted(_TAGS.findall(form)) == sorted(_TAGS.findall(ids(message)[-1])), message.id


def test_no_translation_holds_a_mark():
    assert not re.search("[\ue000-\ue003]", (LOCALE / "cy.po").read_text("utf-8"))


# -- nothing outside the catalogue

# Words in templates that are not translated, and why.
KEPT = {
    "slides.html": "the name of a file",
    "slides.pptx": "the same",
    "ISBN .": "a name",
    "Atom": "the name of a format",
    "JSON Feed": "the same",
    'data-file=" " data-edit=" " data-line=" "': "attributes, which a macro writes",
}
SPOKEN = {"aria-label", "alt", "title", "placeholder", "data-label", "label"}


class Literals(HTMLParser):
    """The words of a template that are neither expressions nor inside ``{% trans %}``."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in SPOKEN and value]

    def handle_data(self, data):
        self.found.append(data)


def literals(text: str) -> list[str]:
    """What a reader would see or hear of a template that is not in the catalogue."""
    text = re.sub(r"{#.*?#}|<!--.*?-->", " ", text, flags=re.S)
    text = re.sub(r"{%-?\s*trans\b.*?endtrans\s*-?%}", " ", text, flags=re.S)
    text = re.sub(r"{%.*?%}|{{.*?}}", " ", text, flags=re.S)
    text = re.sub(r"<(script|style|code)\b.*?</\1>", " ", text, flags=re.S)
    parser = Literals()
    parser.feed(text)
    return [" ".join(found.split()) for found in parser.found if re.search(r"[^\W\d_]{2}", found)]


TEMPLATES = sorted((ROOT / "macros").rglob("*.html"))


def test_a_template_says_nothing_outside_the_catalogue():
    assert [
        f"{file.name}: {found}"
        for file in TEMPLATES
        for found in literals(file.read_text("utf-8"))
        if found not in KEPT
    ] == []
    assert len(TEMPLATES) > 50


def test_the_test_above_finds_words_outside_the_catalogue():
    assert literals(
        '<p title="Close it">Hello {{ name }}</p><p>{{ _("Hi") }}</p>{% trans %}So{% endtrans %}'
    ) == ["Close it", "Hello"]


def test_no_string_in_a_template_is_words_outside_the_catalogue():
    """Strings in expressions that are words: with a capital and a space, and not the argument of a call that
    translates."""
    assert [f"{file.name}: {words}" for file in TEMPLATES for words in list_strings_left(file)] == []


def list_strings_left(file: Path) -> list[str]:
    text = re.sub(r"{#.*?#}", " ", file.read_text("utf-8"), flags=re.S)
    inside = " ".join(re.findall(r"{[{%](.*?)[}%]}", text, flags=re.S))
    inside = re.sub(r"""(_|ngettext)\(\s*("[^"]*"|'[^']*')(,\s*("[^"]*"|'[^']*'))?""", " ", inside)
    return [
        found[0]
        for found in re.findall(r"""["']([A-Z][a-z]+( [^"']*)?)["']""", inside)
        if found[0] not in KEPT_STRINGS
    ]


KEPT_STRINGS = {
    "How others held it": "a heading of links between records, by which they are found",
    "Related theories": "the same",
    "Taught in": "the same",
    "Practised in": "the same",
    "The same in other frameworks": "the same",
    "Without a counterpart in": "the same",
}
