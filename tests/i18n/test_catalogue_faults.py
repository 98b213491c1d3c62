"""A slip in a catalogue is said by the check, at its line and with what would be right; no page is blamed for
it."""

from __future__ import annotations

import errno
import os
import re
import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from places import ROOT

from macros.base.languages import LANGUAGES
from macros.checks.run import check_cached, check_edition, check_handbook
from macros.cli import main
from macros.i18n import catalogue
from macros.i18n.catalogue_faults import check_catalogues, find_catalogue_faults, list_exact_forms, list_fuzzy
from macros.i18n.po_files import list_in_use, read_phrases
from macros.i18n.translation_faults import find_faults

PATH = "macros/i18n/locale/cy.po"
LOCALE = ROOT / "macros/i18n/locale"
MERGED = "a merge has left its mark here; choose one of the two versions and delete the lines of <, = and >"
SOUND = r"""# Welsh.
msgid ""
msgstr ""
"Language: cy\n"
"Plural-Forms: nplurals=6; plural=((n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5);\n"
"Content-Type: text/plain; charset=utf-8\n"

msgid "Sources"
msgstr "Ffynonellau"

#, python-format
msgid " (%(low)s to %(high)s)"
msgstr " (%(low)s hyd %(high)s)"

#: docs/assets/js/a.js
msgid ""
"Saved on {day}, "
"at \"{time}\"."
msgstr ""
"Cadwyd ar {day}, "
"am \"{time}\"."

msgid "Read <b>this</b> by <a href=\"%(href)s\">%(who)s</a>."
msgstr "Darllenwch <b>hyn</b> gan <a href=\"%(href)s\">%(who)s</a>."

msgid "One dog"
msgid_plural "%(num)s dogs"
msgstr[0] "dim cŵn"
msgstr[1] "un ci"
msgstr[2] "dau gi"
msgstr[3] "tri chi"
msgstr[4] "chwe chi"
msgstr[5] "%(num)s ci"

msgid "Not translated, {n} %(num)s <b>"
msgstr ""

#~ msgid "Gone with {day}"
#~ msgstr "Wedi mynd"
"""
CASES = {  # What stands in the place of what in the sound catalogue, and what is said of it.
    "a place of a script renamed": (
        "ar {day}", "ar {dydd}",
        ["20:12: catalogue, 'Saved on {day}, at \"{time}\".': holds '{dydd}' where {day} belongs; write"
         " {day}"]),
    "a place of Python renamed": (
        "hyd %(high)s", "hyd %(highx)s",
        ["13:23: catalogue, '(%(low)s to %(high)s)': holds '%(highx)s' where %(high)s belongs; write"
         " %(high)s"]),
    "a place left out": (
        "(%(low)s hyd %(high)s)", "(hyd %(high)s)",
        ["13:1: catalogue, '(%(low)s to %(high)s)': lacks %(low)s, where the handbook puts something in;"
         " write %(low)s where it belongs"]),
    "a place made up": (
        "Ffynonellau", "Ffynonellau {day}",
        ["9:21: catalogue, 'Sources': holds '{day}', which the English has not; take it out"]),
    "two places exchanged for others": (
        "(%(low)s hyd %(high)s)", "(%(isel)s hyd %(uchel)s)",
        ["13:1: catalogue, '(%(low)s to %(high)s)': lacks %(high)s, where the handbook puts something in;"
         " write %(high)s where it belongs",
         "13:1: catalogue, '(%(low)s to %(high)s)': lacks %(low)s, where the handbook puts something in;"
         " write %(low)s where it belongs",
         "13:11: catalogue, '(%(low)s to %(high)s)': holds '%(isel)s', which the English has not; did you"
         " mean '%(low)s'?",
         "13:24: catalogue, '(%(low)s to %(high)s)': holds '%(uchel)s', which the English has not; did you"
         " mean '%(low)s'?"]),
    "a place of another kind": (
        "%(low)s hyd", "%(low)d hyd",
        ["13:11: catalogue, '(%(low)s to %(high)s)': holds '%(low)d' where %(low)s belongs; write %(low)s"]),
    "a place without its last letter": (
        "hyd %(high)s", "hyd %(high)",
        ["13:23: catalogue, '(%(low)s to %(high)s)': holds '%(high)' where %(high)s belongs; write"
         " %(high)s"]),
    "a place without its brackets": (
        "hyd %(high)s", "hyd %high",
        ["13:23: catalogue, '(%(low)s to %(high)s)': holds '%' where %(high)s belongs; write %(high)s"]),
    "a place without its closing brace": (
        "ar {day},", "ar {day,",
        ["20:12: catalogue, 'Saved on {day}, at \"{time}\".': holds '{day' where {day} belongs; write"
         " {day}"]),
    "a place of a template": (
        "Ffynonellau", "{{ sources }}",
        ["9:9: catalogue, 'Sources': holds '{{ sources }}', which the English has not; take it out"]),
    "a place by its order": (
        "Ffynonellau", "Ffynonellau %s",
        ["9:21: catalogue, 'Sources': holds a '%' that is part of no place to fill in; say it in words"]),
    "a per cent sign": (
        "Ffynonellau", "100% o ffynonellau",
        ["9:12: catalogue, 'Sources': holds a '%' that is part of no place to fill in; say it in words"]),
    "a brace": (
        "Ffynonellau", "Ffynonellau}",
        ["9:20: catalogue, 'Sources': holds a '}' that is part of no place to fill in; take it out"]),
    "a number that a form needs": (
        '[5] "%(num)s ci"', '[5] "ci"',
        ["33:1: catalogue, 'One dog': msgstr[5] lacks %(num)s, where the handbook puts something in; write"
         " %(num)s where it belongs"]),
    "a place renamed in one form": (
        '[3] "tri chi"', '[3] "%(rhif)s chi"',
        ["31:12: catalogue, 'One dog': msgstr[3] holds '%(rhif)s', which the English has not; the phrase has"
         " %(num)s"]),
    "a form that is empty": (
        "dau gi", "",
        ["30:1: catalogue, 'One dog': msgstr[2] is empty; fill in all 6 forms, or none"]),
    "a form that is missing": (
        'msgstr[5] "%(num)s ci"\n', "",
        ["32:1: catalogue, 'One dog': msgstr[5] is missing; fill in all 6 forms, or none"]),
    "a form too many": (
        'msgstr[5] "', 'msgstr[6] "saith"\nmsgstr[5] "',
        ["33:1: catalogue, 'One dog': msgstr[6] is one form too many; delete it; the language has the forms 0"
         " to 5"]),
    "a tag lost": (
        "<b>hyn</b>", "hyn</b>",
        ["24:1: catalogue, 'Read <b>this</b> by <a href=\"%(href)s\">…': lacks the tag '<b>'; write <b>"
         " where it belongs"]),
    "a tag made up": (
        "Ffynonellau", "<script>Ffynonellau",
        ["9:9: catalogue, 'Sources': holds the tag '<script>', which the English has not so often; take it"
         " out"]),
    "a tag never ended": (
        "hyn</b>", "hyn</b",
        ["24:1: catalogue, 'Read <b>this</b> by <a href=\"%(href)s\">…': lacks the tag '</b>'; write </b>"
         " where it belongs"]),
    "a tag turned round": (
        "<b>hyn</b>", "</b>hyn<b>",
        ["24:1: catalogue, 'Read <b>this</b> by <a href=\"%(href)s\">…': closes a tag before it opens it,"
         " or in another order; put them around the words"]),
    "a sign of a tag": (
        "Ffynonellau", "Ffynonellau > 5",
        ["9:21: catalogue, 'Sources': holds a '>' that is part of no tag; write &gt;"]),
    "a space lost": (
        '" (%(low)s hyd', '"(%(low)s hyd',
        ["13:1: catalogue, '(%(low)s to %(high)s)': begins without a space; let it begin with one, as the"
         " English does"]),
    "a space at the end": (
        "Ffynonellau", "Ffynonellau ",
        ["9:1: catalogue, 'Sources': ends with a space; let it end without one, as the English does"]),
    "a private character": (
        "Ffynonellau", "Ffynon\ue000ellau",
        ["9:15: catalogue, 'Sources': holds the private character U+E000; delete it"]),
    "the English changed": (
        'msgid "Sources"', 'msgid "Source"',
        ["1:1: catalogue: lacks the phrase 'Sources'; put it back, without a translation if need be; python"
         " scripts/translations.py does so",
         "8:1: catalogue, 'Source': is no phrase of the interface; did you mean 'Sources'?"]),
    "the English plural changed": (
        '"%(num)s dogs"', '"dogs"',
        ["26:1: catalogue, 'One dog': is no phrase of the interface; write both as they were, and change only"
         " what follows msgstr",
         "33:12: catalogue, 'One dog': msgstr[5] holds '%(num)s', which the English has not; take it out"]),
    "phrases deleted": (
        'msgid "Sources"\nmsgstr "Ffynonellau"\n\n#, python-format\nmsgid " (%(low)s to %(high)s)"\nmsgstr "'
        ' (%(low)s hyd %(high)s)"\n',
        "",
        ["1:1: catalogue: lacks the phrase 'Sources' and 1 more; put it back, without a translation if need"
         " be; python scripts/translations.py does so"]),
    "a phrase twice": (
        'msgid "Sources"\nmsgstr "Ffynonellau"\n',
        'msgid "Sources"\nmsgstr "Ffynonellau"\n\nmsgid "Sources"\nmsgstr "Ffynonellau"\n',
        ["11:1: catalogue, 'Sources': stands twice; keep one of the two"]),
    "a context": (
        'msgid "Sources"', 'msgctxt "menu"\nmsgid "Sources"',
        ["8:1: catalogue, 'Sources': has a context, as no phrase of the interface has; delete this line"]),
    "another rule for plurals": (
        "(n==6) ? 4 : 5", "(n==6) ? 5 : 4",
        ["5:2: catalogue, head: Plural-Forms is 'nplurals=6; plural=((n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 :"
         ' …\'; write "Plural-Forms: nplurals=6; plural=((n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 :'
         ' (n==6) ? 4 : 5);\\n"']),
    "a rule for plurals that is none": (
        "plural=((n==0)", "plural=import os; ((n==0)",
        ["5:2: catalogue, head: Plural-Forms is 'nplurals=6; plural=import os; ((n==0) ? 0 : (n==1) ? 1 :"
         " (n…'; write \"Plural-Forms: nplurals=6; plural=((n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3)"
         ' ? 3 : (n==6) ? 4 : 5);\\n"']),
    "another encoding": (
        "charset=utf-8", "charset=iso-8859-14",
        ["6:2: catalogue, head: Content-Type is 'text/plain; charset=iso-8859-14'; write \"Content-Type:"
         ' text/plain; charset=utf-8\\n"']),
    "another language": (
        "Language: cy", "Language: de",
        ["4:2: catalogue, head: Language is 'de'; write \"Language: cy\\n\""]),
    "no encoding": (
        '"Content-Type: text/plain; charset=utf-8\\n"\n', "",
        ["3:1: catalogue, head: there is no Content-Type; write \"Content-Type: text/plain;"
         ' charset=utf-8\\n"']),
    "a merge": (
        'msgstr "Ffynonellau"\n',
        '<<<<<<< HEAD\nmsgstr "Ffynonellau"\n=======\nmsgstr "Ffynhonnell"\n>>>>>>> branch\n',
        [f"9:1: catalogue: {MERGED}"]),
    "quotes never closed": (
        'msgstr "Ffynonellau"', 'msgstr "Ffynonellau',
        ['9:8: catalogue: the quotes that open here are never closed; put " at the end of the line, and \\"'
         " for one inside the text"]),
    "quotes inside": (
        'msgstr "Ffynonellau"', 'msgstr "Y "ffynonellau"',
        ["9:12: catalogue: 'ffynonellau\"' stands behind the closing quotes; write \\\" for a quotation mark"
         " inside the text"]),
    "a backslash": (
        "Ffynonellau", "Ffynon\\ellau",
        ["9:15: catalogue: holds '\\e'; write \\\\ for a backslash"]),
    "a keyword misspelt": (
        'msgstr "Ffynonellau"', 'msgstrr "Ffynonellau"',
        ["8:1: catalogue: has no msgstr; write msgstr \"\" below it, and the translation in it",
         "9:1: catalogue: 'msgstrr \"Ffynonellau\"' is neither a comment nor a text of a phrase; write msgid,"
         ' msgid_plural or msgstr, a space, and the text in quotes, as msgstr "Ie"']),
    "a text without its keyword": (
        'msgstr "Ffynonellau"', '"Ffynonellau"',
        ["8:1: catalogue: has no msgstr; write msgstr \"\" below it, and the translation in it"]),
    "a phrase without its keyword": (
        'msgid "Sources"', '"Sources"',
        ["9:1: catalogue: msgstr stands twice; keep one of them, or write the msgid above it that is"
         " missing"]),
    "a text without a phrase": (
        "# Welsh.", '# Welsh.\n"Words"',
        ["2:1: catalogue: a text in quotes stands by itself; write msgid, msgid_plural or msgstr, a space,"
         ' and the text in quotes, as msgstr "Ie"']),
    "a translation without its phrase": (
        'msgid " (%(low)s to %(high)s)"\n', "",
        ["12:1: catalogue: msgstr stands without a msgid above it; write the phrase in English above it"]),
    "a translation twice": (
        'msgstr "Ffynonellau"', 'msgstr "Ffynonellau"\nmsgstr "Ffynhonnell"',
        ["10:1: catalogue: msgstr stands twice; keep one of them, or write the msgid above it that"
         " is missing"]),
    "a number where nothing is counted": (
        'msgstr "Ffynonellau"', 'msgstr[0] "Ffynonellau"',
        ["8:1: catalogue: has no msgstr; write msgstr \"\" below it, and the translation in it",
         "9:1: catalogue: msgstr[0] has a number, and the phrase counts nothing; write msgstr"]),
    "no number where something is counted": (
        'msgstr[1] "un ci"', 'msgstr "un ci"',
        ["29:1: catalogue: msgstr has no number, and the phrase counts something; write msgstr[0], msgstr[1]"
         " and so on"]),
    "words": (
        "# Welsh.", "Welsh.",
        ["1:1: catalogue: 'Welsh.' is neither a comment nor a text of a phrase; write msgid, msgid_plural or"
         ' msgstr, a space, and the text in quotes, as msgstr "Ie"']),
    "broken lines that are no longer used": (
        '#~ msgstr "Wedi mynd"', '#~ msgstr "Wedi mynd',
        ['39:11: catalogue: the quotes that open here are never closed; put " at the end of the line, and \\"'
         " for one inside the text"]),
    "a phrase that is not settled": ("#, python-format\n", "#, python-format, fuzzy\n", []),
    "a slip in a phrase that is not settled": (
        '#, python-format\nmsgid " (%(low)s to %(high)s)"\nmsgstr " (%(low)s',
        '#, fuzzy\nmsgid " (%(low)s to %(high)s)"\nmsgstr " (%(isel)s', []),
    "a phrase no longer translated": ("Ffynonellau", "", []),
    "places in another order, and more than once": (
        "%(low)s hyd %(high)s", "%(high)s, %(low)s, %(low)s", []),
    "two texts in one": ('msgstr "Ffynonellau"', 'msgstr ""\n"Ffynon"\n\n"ellau"', []),
    "Windows": ("\n", "\r\n", []),
    "another way to write the rule": ("plural=((n==0) ? 0 : (n==1)", "plural=(n==0?0:(n==1)", []),
}  # fmt: skip


@pytest.fixture
def locale(tmp_path, monkeypatch) -> Path:
    """A folder with a catalogue of a few phrases, and with the list of these, in place of the real one."""
    folder = tmp_path / "locale"
    folder.mkdir()
    (folder / "cy.po").write_text(SOUND, "utf-8")
    phrases = SOUND.partition("#~")[0].split("\n\n", 1)[1]
    (folder / "handbook.pot").write_text(re.sub(r'(?m)^(msgstr.*) ".*"', r'\1 ""', phrases), "utf-8")
    monkeypatch.setattr(catalogue, "LOCALE", folder)
    return folder


def said() -> list[str]:
    return [str(problem).removeprefix(f"{PATH}:") for problem in sorted(check_catalogues())]


def test_the_sound_catalogue_is_one(locale):
    assert said() == [] and catalogue.read_catalogue("cy").find_phrase("Sources") == "Ffynonellau"


def test_the_catalogues_of_the_handbook_are_sound():
    assert said() == []


@pytest.mark.parametrize("name", CASES)
def test_a_slip_of_a_translator_is_a_sentence_at_its_line(locale, name):
    old, new, sentences = CASES[name]
    assert old in SOUND
    (locale / "cy.po").write_bytes(SOUND.replace(old, new).encode())
    assert said() == sentences


def test_each_golden_case_without_a_sentence_is_read_for_use_too(locale):
    for old, new, sentences in CASES.values():
        if not sentences:
            (locale / "cy.po").write_bytes(SOUND.replace(old, new).encode())
            assert catalogue.read_catalogue("cy").find_phrase("Sources") in ("Ffynonellau", None)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "1:1: catalogue: is empty; get it back, for example with: git checkout -- macros"),
        (SOUND.encode("utf-16"), "1:1: catalogue: is written in UTF-16 or UTF-32; save the file as UTF-8"),
        (SOUND.encode("iso-8859-14"), "28:17: catalogue: byte 0xf0 is not UTF-8; save the file as UTF-8"),
    ],
)
def test_a_file_that_is_no_catalogue(locale, content, sentence):
    (locale / "cy.po").write_bytes(content)
    assert said() == [sentence]


def test_a_catalogue_that_begins_with_a_mark_of_the_byte_order_is_read(locale):
    (locale / "cy.po").write_bytes(b"\xef\xbb\xbf" + SOUND.encode())
    assert said() == [] and catalogue.read_catalogue("cy").find_phrase("Sources") == "Ffynonellau"


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOENT])
def test_a_catalogue_that_the_disk_does_not_give(locale, monkeypatch, number):
    opened = Path.open

    def refuse(self, *arguments, **options):
        if self.name == "cy.po":
            raise OSError(number, os.strerror(number))
        return opened(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    assert said() == [f"1:1: catalogue: cannot be read ({os.strerror(number)}); make it a readable file"]


# -- where it is said


SENTENCE = f"{PATH}:{CASES['a place of Python renamed'][2][0]}"


def spoil(locale: Path) -> None:
    old, new, _ = CASES["a place of Python renamed"]
    (locale / "cy.po").write_text(SOUND.replace(old, new), "utf-8")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_check_says_it_with_and_without_an_edition(small, locale, language):
    north = small.parent / "north"
    north.mkdir()
    (north / "edition.yml").write_text(f"id: north\nname: North\nshort: North\nlanguage: {language}\n")
    spoil(locale)
    assert [str(problem) for problem in check_handbook(small).problems] == [SENTENCE]
    assert [str(problem) for problem in check_edition(small, north).problems] == [SENTENCE]


@pytest.mark.parametrize("command", ["check", "build"])
def test_the_commands_say_it_before_any_page_is_made(small, locale, monkeypatch, capfd, command):
    north = small.parent / "north"
    north.mkdir()
    (north / "edition.yml").write_text("id: north\nname: North\nshort: North\nlanguage: cy\n")
    (small / "mkdocs.yml").write_text("site_name: Small\n")
    (small / "docs").mkdir(exist_ok=True)
    spoil(locale)
    monkeypatch.chdir(small)
    assert main([command, "--edition", str(north)]) == 1
    unbuilt = "; the site was not built" if command == "build" else ""
    out, err = capfd.readouterr()
    assert (out, err.splitlines()[:2]) == (
        "",
        [f"{SENTENCE} [catalogues-are-sound]", f"1 problem in 1 file{unbuilt}."],
    )


def test_a_result_of_before_the_slip_is_not_used_again(small, locale):
    assert check_cached(small).problems == []
    spoil(locale)
    assert [str(problem) for problem in check_cached(small).problems] == [SENTENCE]


def test_the_check_tells_of_phrases_that_are_not_settled(small, locale, monkeypatch, capfd):
    (small / "mkdocs.yml").write_text("site_name: Small\n")
    (small / "docs").mkdir(exist_ok=True)
    monkeypatch.chdir(small)
    assert main(["check"]) == 0 and len(capfd.readouterr().out.splitlines()) == 1
    (locale / "cy.po").write_text(SOUND.replace("#, python-format", "#, fuzzy"), "utf-8")
    shutil.rmtree(small / ".cache")  # What the last check said holds as long as the program is the same.
    assert main(["check"]) == 0
    assert capfd.readouterr().out.splitlines()[1:] == [
        f"Welsh: 1 phrase is marked as fuzzy and said in English; the first is in {PATH}, line 12."
    ]
    assert [phrase.id.words for phrase in list_fuzzy("cy")] == [" (%(low)s to %(high)s)"]


# -- the parts


def test_a_catalogue_says_the_same_to_the_check_as_to_those_who_use_it():
    phrases, faults = read_phrases((LOCALE / "cy.po").read_text("utf-8"))
    with (LOCALE / "cy.po").open("rb") as file:
        messages = read_po(file, locale="cy")
    assert faults == []
    assert {
        (phrase.id.words, phrase.plural.words) if phrase.plural else phrase.id.words: tuple(
            phrase.forms[number].words for number in sorted(phrase.forms)
        )
        for phrase in list_in_use(phrases)
    } == {
        message.id: message.string if isinstance(message.string, tuple) else (message.string,)
        for message in messages
        if message.id
    }


def test_the_former_english_of_a_phrase_is_a_comment():
    text = SOUND.replace('msgid "Sources"', '#| msgid "Source\nmsgid "Sources"').replace(
        "#~ msgid", '#~| msgid "Gone\n#~ msgid'
    )
    phrases, faults = read_phrases(text)
    assert faults == [] and len(phrases) == len(read_phrases(SOUND)[0]) == 8


def test_forms_for_one_number_alone_are_known_by_the_rule():
    assert list_exact_forms(LANGUAGES["cy"].plurals) == (True, True, True, True, True, False)
    assert list_exact_forms("nplurals=2; plural=n != 1") == (True, False)
    assert list_exact_forms("nplurals=2; plural=n > 1") == (False, False)


def test_a_void_tag_needs_no_end_and_a_tag_in_words_no_partner():
    assert list(find_faults(("One<br>two",), "Un<br>dau")) == []
    assert list(find_faults(("such as <b>; leave",), "fel <b>; gadewch")) == []


def test_without_the_list_of_phrases_the_rest_is_judged_all_the_same(locale):
    (locale / "handbook.pot").unlink()
    (locale / "cy.po").write_text(SOUND.replace('msgid "Sources"', 'msgid "Source"'), "utf-8")
    assert said() == []


def test_no_text_makes_it_fall_over():
    for cut in range(0, len(SOUND), 7):
        for text in (
            SOUND[:cut],
            SOUND[cut:],
            SOUND[:cut] + '"\\' + SOUND[cut:],
            SOUND[:cut] + SOUND[cut + 5 :],
        ):
            for fault, _where in find_catalogue_faults(text, "cy", LANGUAGES["cy"]):
                assert 1 <= fault.line <= text.count("\n") + 1 and fault.column >= 1
