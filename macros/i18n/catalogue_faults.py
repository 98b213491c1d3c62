"""What is wrong with a catalogue: a file that is of no sound form, or a translation that the interface cannot
use. Each fault has its line, so that no page is blamed for it."""

from __future__ import annotations

import gettext
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from macros.base.languages import TRANSLATED, Language
from macros.base.problems import Fault, Guess, Problem, did_you_mean, show
from macros.base.reading import Unreadable, decode, read_bytes
from macros.i18n import catalogue
from macros.i18n.po_files import FUZZY, Misplaced, Phrase, Text, list_in_use, read_phrases
from macros.i18n.translation_faults import find_faults

PATH = "macros/i18n/locale"  # Of the folder with the catalogues, as problems name it.
TEMPLATE = "handbook.pot"
MOST_BYTES = 4 * 1024 * 1024
GATHER = "python scripts/translations.py"
_MOST_COUNTED = 1000  # Numbers for which the rule for plurals is tried.
_HEAD_LINE = re.compile(r"([\w-]+): *(.*)")


def check_catalogues() -> Iterator[Problem]:
    """Yield a problem for every fault of the catalogues of all languages that the interface may have."""
    template = _read_template(catalogue.LOCALE / TEMPLATE)
    for code, language in TRANSLATED.items():
        path = f"{PATH}/{code}.po"
        try:
            raw = read_bytes(catalogue.LOCALE / f"{code}.po", MOST_BYTES)
            text = decode(raw)
        except Unreadable as refused:
            yield Problem(path, refused.line, refused.column, "catalogue", *refused.fault)
            continue
        for fault, where in _judge(text, code, language, template):
            yield Problem(path, fault.line, fault.column, where, *fault.fault)


@lru_cache(maxsize=2 * len(TRANSLATED))
def _judge(text: str, code: str, language: Language, template: str) -> tuple[tuple[Misplaced, str], ...]:
    """The faults of the ``text`` of a catalogue beside that of the ``template``: kept by both, as the preview
    checks again after every change of a record."""
    return tuple(find_catalogue_faults(text, code, language, _list_phrases(template)))


def list_fuzzy(code: str) -> list[Phrase]:
    """The phrases that a translator has marked as not settled in the catalogue of the language ``code``,
    which has no faults: the interface says them in English."""
    text = decode(read_bytes(catalogue.LOCALE / f"{code}.po", MOST_BYTES))
    if FUZZY not in text:  # All is settled, and the phrases need not be read.
        return []
    return [phrase for phrase in list_in_use(read_phrases(text)[0]) if phrase.is_fuzzy]


def _read_template(file: Path) -> str:
    """The text of the file with the phrases of the interface; nothing where it cannot be read, which tests of
    the source say."""
    try:
        return decode(read_bytes(file, MOST_BYTES))
    except Unreadable:
        return ""


def _list_phrases(template: str) -> dict[str, str | None] | None:
    """The phrases of the interface, each with its plural where it counts something; ``None`` where the
    ``template`` is of no sound form."""
    phrases, faults = read_phrases(template)
    if faults or not phrases:
        return None
    return {
        phrase.id.words: phrase.plural.words if phrase.plural else None for phrase in list_in_use(phrases)
    }


def find_catalogue_faults(
    text: str, code: str, language: Language, template: dict[str, str | None] | None = None
) -> Iterator[tuple[Misplaced, str]]:
    """Yield each fault of the ``text`` of the catalogue of a ``language`` (``code``), with what it is of, in
    a translator's words. ``template`` has the phrases of the interface, each with its plural or ``None``."""
    phrases, faults = read_phrases(text)
    if faults:  # What else would be said of the file follows from these.
        yield from ((fault, "catalogue") for fault in faults)
        return
    if not phrases:
        right = "get it back, for example with: git checkout -- macros"
        yield _create_fault(1, 1, "is empty", right), "catalogue"
        return
    yield from ((fault, "catalogue, head") for fault in _find_head_faults(phrases[0], code, language))
    exact_forms = list_exact_forms(language.plurals)
    seen: set[str] = set()
    for phrase in list_in_use(phrases):
        words = phrase.id.words
        where = f"catalogue, {show(words, 40)}"
        if words in seen:
            yield _create_fault(*phrase.id.locate(), "stands twice", "keep one of the two"), where
        seen.add(words)
        yield from ((fault, where) for fault in _find_phrase_faults(phrase, exact_forms, template))
    if missing := [words for words in template or () if words not in seen]:
        more = f" and {len(missing) - 1:,} more" if len(missing) > 1 else ""
        right = f"put it back, without a translation if need be; {GATHER} does so"
        yield _create_fault(1, 1, f"lacks the phrase {show(missing[0])}{more}", right), "catalogue"


def _create_fault(line: int, column: int, wrong: str, right: str) -> Misplaced:
    return Misplaced(line, column, Fault(wrong, right))


def _find_head_faults(head: Phrase, code: str, language: Language) -> Iterator[Misplaced]:
    """Yield the faults of the head: by it programs know the language, its plural forms and the encoding."""
    if head.id.words or 0 not in head.forms:
        yield _create_fault(
            head.id.line, 1, "is missing", 'begin the file with msgid "", and the head in its msgstr'
        )
        return
    lines = dict(_HEAD_LINE.findall(head.forms[0].words))
    encoding = re.search(r"charset=(\S*)", lines.get("Content-Type", ""))
    if not encoding or encoding[1].lower() not in ("utf-8", "utf8"):
        yield _head_fault(head.forms[0], lines, "Content-Type", "text/plain; charset=utf-8")
    if not _are_same_plurals(lines.get("Plural-Forms", ""), language.plurals):
        number, _, rule = language.plurals.partition("; plural=")
        yield _head_fault(head.forms[0], lines, "Plural-Forms", f"{number}; plural=({rule});")
    if lines.get("Language", code) != code:
        yield _head_fault(head.forms[0], lines, "Language", code)


def _head_fault(text: Text, lines: dict[str, str], name: str, value: str) -> Misplaced:
    wrong = f"{name} is {show(lines[name])}" if name in lines else f"there is no {name}"
    return _create_fault(*text.locate(f"{name}:"), wrong, f'write "{name}: {value}\\n"')


def _are_same_plurals(rule: str, own_rule: str) -> bool:
    """Whether two rules for plurals give the same form for every number."""
    is_same_number = rule.split(";")[0].strip() == own_rule.split(";")[0].strip()
    return is_same_number and _list_forms(rule) == _list_forms(own_rule)


def _list_forms(rule: str) -> list[int] | None:
    """The number of the form that a rule for plurals chooses for 0, 1, 2 and so on; ``None`` where it is no
    rule."""
    expression = re.fullmatch(r"\s*nplurals\s*=\s*\d+\s*;\s*plural\s*=\s*(.*?)\s*;?\s*", rule, re.DOTALL)
    try:
        choose = gettext.c2py(expression[1]) if expression else None
        return [choose(number) for number in range(_MOST_COUNTED)] if choose else None
    except (ValueError, RecursionError, ArithmeticError):
        return None


def list_exact_forms(rule: str) -> tuple[bool, ...]:
    """For each plural form of a language, by its rule, whether it is that of one number alone."""
    forms = Counter(_list_forms(rule) or [0])
    return tuple(forms[form] == 1 for form in range(max(forms) + 1))


def _find_phrase_faults(
    phrase: Phrase, exact_forms: Sequence[bool], template: dict[str, str | None] | None
) -> Iterator[Misplaced]:
    english = phrase.id.words
    plural = phrase.plural.words if phrase.plural else None
    if template is not None and (english not in template or template[english] != plural):
        right: str | Guess = "write both as they were, and change only what follows msgstr"
        if english not in template:
            right = did_you_mean(english, template, "write it as it was, and change only what follows msgstr")
        yield Misplaced(*phrase.id.locate(), Fault("is no phrase of the interface", right))
    if phrase.context:
        yield _create_fault(
            phrase.context.line, 1, "has a context, as no phrase of the interface has", "delete this line"
        )
    forms = {number: text for number, text in phrase.forms.items() if text.words}
    if not forms or phrase.is_fuzzy:  # Said in English.
        return
    numbers = range(len(exact_forms) if plural is not None else 1)
    for number in (number for number in numbers if number not in forms):
        line = (
            phrase.forms[number].line if number in phrase.forms else max(text.line for text in forms.values())
        )
        wrong = f"msgstr[{number}] is {'empty' if number in phrase.forms else 'missing'}"
        yield _create_fault(line, 1, wrong, f"fill in all {len(numbers)} forms, or none")
    for number, text in forms.items():
        if number not in numbers:
            right = f"delete it; the language has the forms 0 to {len(numbers) - 1}"
            yield _create_fault(text.line, 1, f"msgstr[{number}] is one form too many", right)
            continue
        may_omit_number = plural is not None and exact_forms[number]
        for words, fault in find_faults(
            (english, plural) if plural else (english,), text.words, may_omit_number
        ):
            wrong = f"msgstr[{number}] {fault.wrong}" if plural is not None else fault.wrong
            yield Misplaced(*text.locate(words), Fault(wrong, fault.right))
