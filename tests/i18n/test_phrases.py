"""The interface in a second language: phrases, marks, days and numbers, translated records, and what language
each word is in."""

from __future__ import annotations

import datetime
import json
import re
import subprocess
import sys
from dataclasses import replace
from types import SimpleNamespace

import html5lib
import jinja2
import pytest
from built import ROOT, edition
from markupsafe import Markup

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.base import language_marks
from macros.base.language_marks import strip
from macros.editions.reading import read_edition
from macros.i18n import catalogue, phrases
from macros.i18n.catalogue import ENGLISH, Catalogue, read_catalogue
from macros.i18n.phrases import format_day, format_number, ngettext
from macros.i18n.translated_records import translate_handbook
from macros.records.edition_file import TitleTranslation
from macros.records.loader import load_handbook
from macros.rendering.page_macros import Library
from macros.rendering.record_pages import Redirect
from macros.rendering.renderer import Renderer
from macros.search.documents import list_documents
from macros.search.words import split_words

_ = phrases._
MARKS = re.compile("[\ue000-\ue003]")
DAY = datetime.date(2026, 11, 22)

CATALOGUE = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=6;\
 plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;\\n"

msgid "Sources"
msgstr "Ffynonellau"

msgid "Coverage of %(framework)s by module"
msgstr "Cwmpas %(framework)s fesul modiwl"

msgid "It's %(what)s & <b>bold</b>"
msgstr "Mae'n %(what)s & <b>drwm</b>"

msgid "<b>Kept</b>"
msgstr "<script>Nid</script>"

#, fuzzy
msgid "Guessed"
msgstr "Dyfalwyd"

msgid "%(num)s dog"
msgid_plural "%(num)s dogs"
msgstr[0] "dim cŵn"
msgstr[1] "un ci"
msgstr[2] "dau gi"
msgstr[3] "tri chi"
msgstr[4] "chwe chi"
msgstr[5] "%(num)s ci"

#: docs/assets/js/shell/i18n.js
msgid "Save </script>"
msgstr "Cadw </script>\u2028"

#: docs/assets/js/shell/i18n.js
msgid "{n} goal"
msgid_plural "{n} goals"
msgstr[0] "dim nodau"
msgstr[1] "{n} nod"
msgstr[2] "{n} nod"
msgstr[3] "{n} nod"
msgstr[4] "{n} nod"
msgstr[5] "{n} nod"
"""


@pytest.fixture
def welsh(tmp_path, monkeypatch):
    """A catalogue of a few phrases, which is spoken."""
    (tmp_path / "cy.po").write_text(CATALOGUE, "utf-8")
    monkeypatch.setattr(catalogue, "LOCALE", tmp_path)
    few = read_catalogue("cy")
    with phrases.use_catalogue(few):
        yield few


@pytest.fixture(scope="module")
def whole():
    """The whole Welsh catalogue."""
    return read_catalogue("cy")


# -- phrases


def test_english_is_what_the_source_says():
    assert _("Sources") == "Sources"
    assert _("%(a)s and 100%%", a="b") == "b and 100%"
    assert [ngettext("%(num)s dog", "%(num)s dogs", n) for n in (0, 1, 2)] == ["0 dogs", "1 dog", "2 dogs"]


def test_english_reads_no_catalogue():
    said = (
        "import sys, macros.rendering.renderer, macros.rendering.page_macros, macros.rendering.record_pages;"
        " from macros.i18n.phrases import _, format_day; import datetime; _('Sources');"
        " format_day(datetime.date.today()); print('babel' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "False"


def test_a_language_that_there_is_not_is_refused():
    with pytest.raises(KeyError):
        read_catalogue("fr")


def test_a_translated_phrase_is_marked_and_so_is_the_english_in_it(welsh):
    assert _("Sources") == "\ue000Ffynonellau\ue001"
    assert (
        _("Coverage of %(framework)s by module", framework="MLCF")
        == "\ue000Cwmpas \ue002MLCF\ue003 fesul modiwl\ue001"
    )
    assert _("Coverage of %(framework)s by module", framework=5) == "\ue000Cwmpas 5 fesul modiwl\ue001"
    assert (
        _("Coverage of %(framework)s by module", framework=_("Sources"))
        == "\ue000Cwmpas Ffynonellau fesul modiwl\ue001"
    )


def test_a_phrase_without_a_translation_stays_english_and_unmarked(welsh):
    assert _("Nothing like it") == "Nothing like it"
    assert _("Guessed") == "Guessed" and "Guessed" not in welsh.phrases
    assert ngettext("%(num)s cat", "%(num)s cats", 2) == "2 cats"


def test_a_translation_with_other_tags_than_the_phrase_is_not_used(welsh):
    assert _("<b>Kept</b>") == "<b>Kept</b>"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "dim cŵn"),
        (1, "un ci"),
        (2, "dau gi"),
        (3, "tri chi"),
        (4, "4 ci"),
        (6, "chwe chi"),
        (7, "7 ci"),
        (100, "100 ci"),
        (2.5, "dau gi"),
    ],
)
def test_plurals_are_those_of_the_language(welsh, number, said):
    assert strip(ngettext("%(num)s dog", "%(num)s dogs", number)) == said


def environment(catalogue: Catalogue, marked: bool = True) -> jinja2.Environment:
    env = jinja2.Environment(autoescape=True)
    phrases.install_in_templates(env, catalogue, marked)
    return env


PAGE = (
    '<p title="{{ _(\'Sources\') }}">{{ _("It\'s %(what)s & <b>bold</b>", what=what) }}</p>'
    "{% trans what %}It's {{ what }} & <b>bold</b>{% endtrans %}"
)


def test_a_template_counts_in_english_as_the_source_does():
    template = environment(ENGLISH).from_string("{{ ngettext('One <b>dog</b>', '%(num)s <b>dogs</b>', n) }}")
    assert [template.render(n=n) for n in (0, 1, 2)] == ["0 <b>dogs</b>", "One <b>dog</b>", "2 <b>dogs</b>"]


def test_a_template_says_english_as_it_stands_and_escapes_what_fills_it_in():
    assert (
        environment(ENGLISH).from_string(PAGE).render(what="<i>")
        == """<p title="Sources">It's &lt;i&gt; & <b>bold</b></p>It's &lt;i&gt; & <b>bold</b>"""
    )


def test_a_template_says_welsh_marked(welsh):
    made = environment(welsh).from_string(PAGE).render(what="<i>a")
    assert made == (
        """<p title="\ue000Ffynonellau\ue001">\ue000Mae'n \ue002&lt;i&gt;a\ue003 & <b>drwm</b>\ue001</p>"""
        """\ue000Mae'n \ue002&lt;i&gt;a\ue003 & <b>drwm</b>\ue001"""
    )


def test_the_theme_marks_what_is_not_translated(welsh):
    env = environment(welsh, marked=False)
    assert (
        env.from_string(
            "{{ _('Sources') }} {{ _('Other') }} {{ translate_title('Sources') }}"
            " {{ translate_title('Guessed') }} {{ translate_title('50% <i>') }}"
        ).render()
        == "Ffynonellau \ue002Other\ue003 Ffynonellau \ue002Guessed\ue003 50% &lt;i&gt;"
    )


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("about/privacy.md", "about/privacy/"),
        ("local/index.md", "local/"),
        ("https://north.example/a.md", "https://north.example/a.md"),
    ],
)
def test_a_page_of_the_theme_links_to_pages_by_their_place_and_elsewhere_as_it_is_written(address, href):
    env = jinja2.Environment(loader=jinja2.FileSystemLoader(ROOT / "macros" / "mkdocs_site" / "theme"))
    env.filters["url"] = lambda path: path
    shell = env.get_template("partials/shell.html").make_module({"config": {"use_directory_urls": True}})
    assert str(shell.href(address)) == href


def test_a_title_in_english_may_hold_anything():
    assert (
        environment(ENGLISH, marked=False).from_string("{{ translate_title('50% <off> %(x)s') }}").render()
        == "50% &lt;off&gt; %(x)s"
    )


# -- marks


@pytest.mark.parametrize(("marked", "html"), [
    ("<p>plain</p>", "<p>plain</p>"),
    ("<p>\ue000Ie\ue001</p>", '<p lang="cy">Ie</p>'),
    ("<p>1 \ue000Ie\ue001</p>", '<p>1 <span lang="cy">Ie</span></p>'),
    ("<p>\ue000Ie \ue002yes\ue003\ue001</p>", '<p lang="cy">Ie <span lang="en-GB">yes</span></p>'),
    ("<p>\ue000Ie \ue002<a href='x'>yes</a>\ue003\ue001.</p>",
     "<p><span lang=\"cy\">Ie <span lang=\"en-GB\"><a href='x'>yes</a></span></span>.</p>"),
    ('<a title="\ue000Ie \ue002yes\ue003\ue001" href="x">y</a>', '<a title="Ie yes" href="x">y</a>'),
    ("<option>\ue000Ie\ue001</option>", '<option lang="cy">Ie</option>'),
    ("<option>1 \ue000Ie\ue001</option>", "<option>1 Ie</option>"),
    ("<title>\ue000Ie \ue002yes\ue003\ue001</title>", '<title lang="cy">Ie yes</title>'),
    ('<title lang="en-GB">\ue000Coetsio\ue001 – Site</title>', '<title lang="cy">Coetsio – Site</title>'),
    ('<a lang="en-GB">\ue000Ie\ue001</a>', '<a lang="cy">Ie</a>'),
    ('<p lang="en-GB">Oh \ue000Ie\ue001</p>', '<p lang="en-GB">Oh <span lang="cy">Ie</span></p>'),
    ("<desc>\ue002Yes\ue003 \ue000ie\ue001</desc>", '<desc lang="en-GB">Yes ie</desc>'),
    ('<script>a="\ue000Ie\ue001"</script><p>\ue000Ie\ue001</p><script>1</script>',
     '<script>a="Ie"</script><p lang="cy">Ie</p><script>1</script>'),
    ('<p>\ue000Ie\ue001</p><input\nplaceholder="\ue000Ie\ue001"\n>',
     '<p lang="cy">Ie</p><input\nplaceholder="Ie"\n>'),
    ('<script>\nif (1 < 2) a = "\ue000Ie\ue001";\n</script>\n<p>\ue000Ie\ue001</p>',
     '<script>\nif (1 < 2) a = "Ie";\n</script>\n<p lang="cy">Ie</p>'),
    ('<style>\na::before { content: "\ue000Ie\ue001" }\n</style>',
     '<style>\na::before { content: "Ie" }\n</style>'),
    ('<option value="a">\n\ue000Ie\ue001\n</option>', '<option value="a" lang="cy">\nIe\n</option>'),
    ("<textarea>\n1 \ue000Ie\ue001</textarea>", "<textarea>\n1 Ie</textarea>"),
    ("<p>\ue000Ie,\nie\ue001</p>", '<p lang="cy">Ie,\nie</p>'),
    ('<meta name="description" lang="en-GB" content="\ue000Ie\ue001">',
     '<meta lang="cy" name="description" content="Ie">'),
    ('<meta name="description" lang="en-GB" content="Yes">',
     '<meta name="description" lang="en-GB" content="Yes">'),
    ("\ue000Ie\ue001", '<span lang="cy">Ie</span>'),
])  # fmt: skip
def test_marks_become_the_language_of_an_element(marked, html):
    assert language_marks.resolve(marked, "cy") == html


def test_text_alone_in_an_element_says_its_language(welsh):
    assert phrases.split_language("\ue000Ie \ue002yes\ue003\ue001") == ("Ie yes", "cy")
    assert phrases.split_language("plain") == ("plain", None)


def test_marks_are_taken_out_of_data():
    assert language_marks.strip_all({"\ue000a\ue001": ["\ue002b\ue003", 3, None, ("c",)]}) == {
        "a": ["b", 3, None, ["c"]]
    }


def test_only_words_are_marked_as_english():
    assert [
        language_marks.mark_content(each)
        for each in (5, "12.5", "–", "\ue000Ie\ue001", Markup('<a href="x">'), None)
    ] == [5, "12.5", "–", "Ie", '<a href="x">', None]
    assert language_marks.mark_content(Markup("<b>yes</b>")) == Markup(
        "\ue002<b>yes</b>\ue003"
    ) and isinstance(language_marks.mark_content(Markup("<b>yes</b>")), Markup)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("word " * 40, "word " * 35 + "word …"),
        ("\ue000" + "gair " * 40 + "\ue001", "\ue000" + "gair " * 35 + "gair …\ue001"),
        ("\ue000Ie\ue001", "\ue000Ie\ue001"),
    ],
)
def test_a_phrase_that_is_cut_stays_one(text, short):
    assert language_marks.cut(text) == short


def test_accents_can_be_left_out():
    assert (
        language_marks.strip_accents("\ue000Dŵr, tŷ, tân, gêm, sêr, môr, îs, û\ue001")
        == "Dwr, ty, tan, gem, ser, mor, is, u"
    )


# -- days and numbers


def test_days_and_numbers_in_english():
    assert format_day(DAY) == "22 November 2026"
    assert [format_number(4000), format_number(0.5), format_number(-1234.5, 2)] == [
        "4,000",
        "0.5",
        "-1,234.50",
    ]


def test_days_and_numbers_in_welsh(welsh):
    assert strip(format_day(DAY)) == "22 Tachwedd 2026" and format_day(DAY) != strip(format_day(DAY))
    assert [strip(format_day(DAY.replace(month=month, day=1))).split()[1] for month in range(1, 13)] == [
        "Ionawr",
        "Chwefror",
        "Mawrth",
        "Ebrill",
        "Mai",
        "Mehefin",
        "Gorffennaf",
        "Awst",
        "Medi",
        "Hydref",
        "Tachwedd",
        "Rhagfyr",
    ]
    assert [format_number(4000), format_number(0.5), format_number(-1234.5, 2)] == [
        "4,000",
        "0.5",
        "-1,234.50",
    ]


# -- the scripts' phrases


def test_the_dictionary_holds_what_scripts_say_and_nothing_that_could_end_one(welsh):
    made = welsh.build_dictionary()
    assert "</script>" not in made and "\u2028" not in made
    said = json.loads(made[made.index("=", made.index("dictionary")) + 1 : made.rindex(";")])
    assert said == {
        "Save </script>": "Cadw </script>\u2028",
        "{n} goal": ["dim nodau", "{n} nod", "{n} nod", "{n} nod", "{n} nod", "{n} nod"],
    }


def test_what_awaits_review_is_known(welsh, tmp_path):
    assert welsh.awaits_review
    text = (
        CATALOGUE.replace('\n\nmsgid "', '\n\n# Reviewed 2027-03-02, translator\nmsgid "')
        .replace("\n\n#, ", "\n\n# Reviewed 2027-03-02, translator\n#, ")
        .replace("\n\n#: ", "\n\n# Reviewed 2027-03-02, translator\n#: ")
    )
    (tmp_path / "cy.po").write_text(text, "utf-8")
    assert not read_catalogue("cy").awaits_review


# -- records


TRANSLATION = "translations: [{language: cy, title: Y ward fach, summary: Cymerodd y ward gamau bach.}]\n"


@pytest.fixture
def book(small):
    """The small handbook with one case and one item translated by the record."""
    file = small / "modules/cases/small-ward.yml"
    file.write_text(file.read_text("utf-8").replace("drafted:", TRANSLATION + "drafted:", 1), "utf-8")
    found, problems = load_handbook(small)
    assert problems == []
    return found


def given(*translations: tuple[str, str | None, str | None]):
    """What of an edition translation needs."""
    said = [
        TitleTranslation.model_validate({"for": id, "title": title, "summary": summary})
        for id, title, summary in translations
    ]
    return SimpleNamespace(translations=said, get_language=lambda said: "cy")


def test_english_leaves_the_handbook_alone(book):
    assert translate_handbook(book, ENGLISH) is book


def test_a_record_is_called_by_its_own_translation_first_and_then_by_the_editions(whole, book):
    framework, term = book.records["framework"][0], book.terms[0]
    item = book.list_children(framework)[0]
    asked = given(
        ("small-ward", "Nid hwn", "Nid hwn"),
        (framework.id, "Fframwaith", None),
        (item.id, "Eitem", "Crynodeb"),
        (term.id, "Rhanddeiliad", None),
    )
    found = translate_handbook(book, whole, asked)
    case = found.resolve("small-ward")
    assert (case.title, case.summary) == (
        "\ue000Y ward fach\ue001",
        "\ue000Cymerodd y ward gamau bach.\ue001",
    )
    assert "The small ward" in case.node.keywords
    assert (
        found.resolve(framework.id).title == "\ue000Fframwaith\ue001"
        and found.resolve(framework.id).summary == framework.summary
    )
    assert (found.resolve(item.id).title, found.resolve(item.id).summary) == (
        "\ue000Eitem\ue001",
        "\ue000Crynodeb\ue001",
    )
    assert (
        found.term_by_id[term.id].title == "\ue000Rhanddeiliad\ue001"
        and term.title in found.term_by_id[term.id].node.also
    )
    assert found.resolve(item.id).parent is found.resolve(framework.id)
    assert book.resolve("small-ward").title == "The small ward"


def renamed(book, **of_the_term: str):
    """``book`` with a term that has the id of its theory."""
    theory, term = book.records["theory"][0], book.terms[0]
    node = term.node.model_copy(update={"id": theory.id, **of_the_term})
    return replace(book, terms=[replace(term, id=theory.id, node=node, title=node.term)]), theory


def test_a_term_of_a_record_s_id_takes_its_title_and_keeps_its_meaning(whole, book):
    book, theory = renamed(book, term=book.records["theory"][0].title.upper())
    found = translate_handbook(book, whole, given((theory.id, "Camau bach", "Crynodeb")))
    term = found.terms[0]
    assert (found.resolve(theory.id).title, found.resolve(theory.id).summary) == (
        "\ue000Camau bach\ue001",
        "\ue000Crynodeb\ue001",
    )
    assert (
        term.title == "\ue000Camau bach\ue001"
        and term.node.means == "Anyone who affects a change or is affected by it."
    )
    assert Renderer(found, Urls(True), Repository(), catalogue=whole).term_linker.list_terms_about(
        found.resolve(theory.id)
    ) == [term]


def test_a_term_of_a_record_s_id_that_is_called_otherwise_is_left_alone(whole, book):
    book, theory = renamed(book)
    assert translate_handbook(book, whole, given((theory.id, "Camau bach", "Crynodeb"))).terms == book.terms


def test_records_and_terms_stand_in_the_order_of_their_translated_titles(whole, real_book):
    entries = real_book.records["component"]
    last, first = entries[-1], entries[0]
    found = translate_handbook(
        real_book, whole, given((last.id, "Âb", None), (first.id, "Zz", None), ("stakeholder", "Âb", None))
    )
    assert [entry.id for entry in found.records["component"]] == [
        last.id,
        *(entry.id for entry in entries[1:-1]),
        first.id,
    ]
    assert [entry.id for entry in found.records["pathway"]] == [
        entry.id for entry in real_book.records["pathway"]
    ]
    assert [entry.id for entry in found.records["module"]] == [
        entry.id for entry in real_book.records["module"]
    ]
    library = Library(
        Renderer(found, Urls(True), Repository(), catalogue=whole), lambda: "reference/glossary"
    )
    library.glossary()
    assert (
        re.findall(r'<div id="([\w-]+)" data-words', library.renderer.set_aside_html[-1])[0] == "stakeholder"
    )


def test_closed_lists_and_their_words_are_called_as_in_the_catalogue(whole, real_book):
    """All of them, in Welsh; what a word means stays English, and so does the list that rules and schemas
    read."""
    welsh = translate_handbook(real_book, whole)
    assert strip(welsh.vocabularies["setting"].title) == "Lleoliad"
    assert welsh.find_word("confidence", "high").title == language_marks.mark_phrase("Uchel")
    for name, before in real_book.vocabularies.items():
        for one, other in zip(
            (before, *before.terms), (welsh.vocabularies[name], *welsh.vocabularies[name].terms), strict=True
        ):
            in_welsh = whole.phrases.get(one.title)  # Not of a word that is new; the check asks for it.
            assert other.title == (language_marks.mark_phrase(in_welsh) if in_welsh else one.title)
            assert (other.id, other.description) == (one.id, one.description)
    assert real_book.find_word("confidence", "high").title == "High"


def test_what_has_no_translation_stays_itself(whole, book):
    found = translate_handbook(book, whole)
    theory = book.records["theory"][0]
    assert found.resolve(theory.id) is theory


def test_a_translation_is_no_part_of_what_a_record_takes_to_read(book, small_book):
    from macros.curriculum.durations import count_words

    assert count_words(book.resolve("small-ward")) == count_words(small_book.resolve("small-ward"))


def test_a_translated_title_is_found_by_it_and_by_the_english_one(whole, book):
    theory = book.records["theory"][0]
    found = translate_handbook(book, whole, given((theory.id, "Camau tŷ bach", None)))
    document = next(one for one in list_documents(found, (), (), Urls(True)) if theory.path in one.address)
    assert document.title == "Camau tŷ bach" and theory.title in document.names
    assert split_words("Camau tŷ bach") == split_words("camau ty BACH")


# -- layers in different languages

LAYER = (
    "id: {id}\nname: {id}\nshort: {id}\nlanguage: {language}\ncontacts: [{{for: small-start, title: 'Of"
    " {id}', note: A note.}}]\nnotes: [{{for: small-start/s1, text: 'Said by {id}.'}}]\n"
)


@pytest.fixture
def layers(small):
    """Three layers over the small handbook: in Welsh, with a summary and a translation, in English, in
    Welsh."""
    more = {
        "one": "summary: Crynodeb.\ntranslations: [{for: small-start, title: Dechrau}]\n",
        "two": "over: ../one\ntranslations: [{for: small-start, title: Not this}]\n",
        "three": "over: ../two\n",
    }
    for (id, said), language in zip(more.items(), ("cy", "en", "cy")):
        (small.parent / id).mkdir()
        (small.parent / id / "edition.yml").write_text(LAYER.format(id=id, language=language) + said, "utf-8")
    return {id: read_edition(small.parent / id, small) for id in more}


def test_what_a_layer_says_is_in_its_language(layers):
    top = layers["three"]
    assert [top.get_language(each) for each in (*top.contacts, *top.notes, *top.translations)] == [
        "cy",
        "en",
        "cy",
        "cy",
        "en",
        "cy",
        "cy",
        "en",
    ]
    assert [each.summary_language for each in layers.values()] == ["cy"] * 3
    less = top.omit(["small-way"])
    assert [less.get_language(each) for each in less.contacts] == ["cy", "en", "cy"]


def test_a_layer_without_a_language_speaks_that_of_the_layer_below(layers, small):
    (small.parent / "four").mkdir()
    (small.parent / "four/edition.yml").write_text(
        LAYER.format(id="four", language="cy").replace("language: cy\n", "") + "over: ../one\n", "utf-8"
    )
    found = read_edition(small.parent / "four", small)
    assert [found.get_language(each) for each in found.contacts] == ["cy", "cy"]


@pytest.mark.parametrize(("id", "language"), [("two", "en"), ("three", "cy")])
def test_every_word_of_a_layer_says_its_language_on_a_page(layers, small_book, id, language):
    edition = layers[id]
    phrases = read_catalogue(language)
    book = translate_handbook(small_book, phrases, edition)
    renderer = Renderer(book, Urls(True), Repository(), edition=edition, catalogue=phrases)
    said = words(renderer.finish(renderer.view("x").render_local(book.resolve("small-start"))))
    expected = {
        ("cy", "Of one"),
        ("en-GB", "Of two"),
        ("cy", "Said by one."),
        ("en-GB", "Said by two."),
        ("en-GB", "One hour"),
    }
    assert expected <= set(said) and (("cy", "Of three") in said) == (id == "three")
    assert book.resolve("small-start").title == (
        "A small start" if language == "en" else "\ue000Dechrau\ue001"
    )


@pytest.mark.parametrize(
    ("title", "said"), [(None, ("en-GB", "The small ward")), ("Y ward", ("cy", "Y ward"))]
)
def test_a_redirect_says_its_languages(whole, small_book, title, said):
    book = translate_handbook(small_book, whole, given(("small-ward", title, "Crynodeb.")))
    renderer = Renderer(book, Urls(True), Repository(), catalogue=whole)
    redirect = Redirect("cases/old", "cases/small-ward", book.resolve("small-ward").title, {})
    html = renderer.finish(
        renderer.render_template("redirect", renderer.view("cases/old"), redirect=redirect)
    )
    found = words(html, whole=True)
    assert html.startswith('<!doctype html>\n<html lang="cy">') and found.count(said) == 3
    assert [text for lang, text in found if lang == "cy" and text not in ("Y ward", ".")] == [
        "Mae'r dudalen hon bellach yn"
    ]


# -- which language each word is in


def words(html: str, whole: bool = False) -> list[tuple[str, str]]:
    """Every text of a page with its language by the nearest ``lang``; raises for HTML that is not as it
    should be."""
    parser = html5lib.HTMLParser(strict=whole, namespaceHTMLElements=False)
    top = parser.parse(html) if whole else parser.parseFragment(html)
    found: list[tuple[str, str]] = []

    def walk(element, lang):
        lang = element.get("lang") or lang
        if element.tag in ("script", "style", "code"):
            return
        for text, of in ((element.text, lang), *((child.tail, lang) for child in element)):
            if text and any(letter.isalpha() for letter in text):
                found.append((of, " ".join(text.split())))
        for child in element:
            walk(child, lang)

    walk(top, "en-GB")
    return found


def test_every_word_of_a_translated_page_says_its_language(welsh, book):
    renderer = Renderer(translate_handbook(book, welsh), Urls(True), Repository(), catalogue=welsh)
    html = renderer.finish(renderer.render_record(renderer.book.resolve("small-ward")))
    assert not MARKS.search(html)
    said = words(html)
    assert ("cy", "Y ward fach") in said and ("cy", "Cymerodd y ward gamau bach.") in said
    assert ("cy", "Ffynonellau") in said or not renderer.book.resolve("small-ward").node.sources
    assert ("en-GB", "Beds were late.") in said
    assert ("cy", "22 Tachwedd 2026") in said


def test_a_page_says_how_far_it_is_translated(welsh, book):
    renderer = Renderer(translate_handbook(book, welsh), Urls(True), Repository(), catalogue=welsh)
    assert "What this page is called is translated; the rest of it is in English." in renderer.render_record(
        renderer.book.resolve("small-ward")
    )
    assert "This page has not been translated: it is in English only." in renderer.render_record(
        renderer.book.records["theory"][0]
    )


def test_an_english_page_says_nothing_of_it(book):
    renderer = Renderer(book, Urls(True), Repository())
    html = renderer.finish(renderer.render_record(book.resolve("small-ward")))
    assert "hb-language" not in html and "lang=" not in html


# -- the whole site of the example in Welsh


@pytest.fixture(scope="module")
def site():
    return edition("enghraifft-cymru")


@pytest.mark.slow
def test_no_mark_is_left_anywhere_in_a_site(site):
    for file in site.rglob("*"):
        if file.suffix in (".html", ".json", ".js", ".xml", ".txt", ".css", ".svg"):
            text = file.read_text("utf-8")
            assert not MARKS.search(text) and "\\ue00" not in text.lower().replace("\\ue000-", ""), file


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "404.html",
        "components/coaching/index.html",
        "frameworks/mlcf/index.html",
        "frameworks/mlcf/1.1/index.html",
        "cases/bristol/index.html",
        "theories/force-field/index.html",
        "coverage/index.html",
        "tools/plan/index.html",
        "tools/blanks/mlcf/index.html",
    ],
)
def test_every_word_of_the_site_says_its_language(whole, site, path):
    html = (site / path).read_text("utf-8")
    assert '<html lang="cy"' in html
    messages = whole.phrases
    said = words(html, whole=True)
    plain = {
        text
        for text in messages.values()
        if isinstance(text, str) and len(text) > 12 and not re.search("[%<]", text)
    }
    welsh = plain - set(messages)
    english = set(messages) - welsh
    assert not [(lang, text) for lang, text in said if text in welsh and lang != "cy"]
    assert not [
        (lang, text)
        for lang, text in said
        if text in english and len(text) > 12 and lang == "cy" and text not in welsh
    ]
    record = {"coaching": "Coetsio", "mlcf": "Fframwaith Cymwyseddau Arweinyddiaeth Feddygol"}.get(
        path.split("/")[-2] if "/" in path else ""
    )
    assert not record or path.startswith("tools") or ("cy", record) in said


@pytest.mark.slow
def test_a_term_keeps_its_meaning_where_a_record_of_its_id_is_translated(site):
    html = (site / "reference/glossary/index.html").read_text("utf-8")
    entry = html[html.index('id="coaching"') :].partition("</div>")[0]
    assert "Coetsio" in entry and "Conversations in which somebody helps you" in entry


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "lang"),
    [
        ("components/coaching/index.html", "cy"),
        ("cases/bristol/index.html", "en-GB"),
        ("about/privacy/index.html", "en-GB"),
    ],
)
def test_what_a_page_says_to_search_engines_is_in_a_language(site, path, lang):
    (meta,) = re.findall(
        '<meta [^>]*name="description"[^>]*>|<meta name="description"[^>]*>', (site / path).read_text("utf-8")
    )
    assert f'lang="{lang}"' in meta


@pytest.mark.slow
def test_scripts_are_given_their_phrases_before_they_run(site):
    html = (site / "index.html").read_text("utf-8")
    dictionary, first = (
        re.search(r"assets/js/dictionary\.\w+\.js", html),
        re.search(r"assets/js/shell/i18n\.\w+\.js", html),
    )
    assert dictionary and first and dictionary.start() < first.start()
    assert (site / dictionary[0]).read_text("utf-8").startswith("(window.handbook=")
