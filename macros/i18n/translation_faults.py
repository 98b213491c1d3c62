"""What is wrong with a translation of a phrase: a place to fill in that is lost or made up, other tags than
the English has, signs that cannot be shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from macros.base.html import find_tags, read_tag_name
from macros.base.odd_characters import find_refused
from macros.base.problems import Fault, did_you_mean, show

NUMBERS = frozenset(
    {"%(num)s", "{n}"}
)  # The places of what is counted, which a form for one number may leave out.
# A place to fill in, as Python and as scripts write it; a '%' or a brace that is part of none is a slip.
_PLACE = re.compile(r"%\(\w+\)s|\{\w+\}")
_SIGN = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|%%|%\([^)\s]*\)?[a-zA-Z]?|%|\{[^{}]*\}|\{\w*|\}")
_MARKED = re.compile(r"[%{}<>]")
_VOID = frozenset({"br", "hr", "img", "wbr"})

# A fault, and the words of the translation that begin where it is; empty where it is one of all of it.
Placed = tuple[str, Fault]


def find_faults(
    english: tuple[str, ...], translation: str, may_omit_number: bool = False
) -> Iterator[Placed]:
    """Yield the faults of ``translation``, which is not empty, as one of a phrase that is ``english``: its
    singular and its plural, or one text. ``may_omit_number`` says that this is the form for one number alone,
    which may be said in a word."""
    if _MARKED.search(f"{english[-1]}{translation}"):
        yield from _find_place_faults(english, translation, may_omit_number)
        yield from _find_tag_faults(english[-1], translation)
    yield from ((translation[offset:], fault) for offset, fault in find_refused(translation))
    if english[-1][0].isspace() != translation[0].isspace():
        yield "", _space_fault("begin", english[-1][0])
    if english[-1][-1].isspace() != translation[-1].isspace():
        yield "", _space_fault("end", english[-1][-1])


def _space_fault(verb: str, sign: str) -> Fault:
    """The fault of a translation that does not begin or end as the English, which does so with ``sign``."""
    wrong, right = ("without", "with") if sign.isspace() else ("with", "without")
    return Fault(f"{verb}s {wrong} a space", f"let it {verb} {right} one, as the English does")


def _find_place_faults(english: tuple[str, ...], translation: str, may_omit_number: bool) -> Iterator[Placed]:
    """Yield a fault for every place that is lost or made up, and for signs with which one would begin."""
    known = {sign for text in english for sign in _SIGN.findall(text)}
    places = sorted(sign for sign in known if _PLACE.fullmatch(sign))
    lost = [
        place
        for place in dict.fromkeys(_PLACE.findall(english[-1]))
        if place not in translation and not (may_omit_number and place in NUMBERS)
    ]
    made_up = {sign[0]: translation[sign.start() :] for sign in _SIGN.finditer(translation)}
    made_up = {sign: words for sign, words in made_up.items() if sign not in known}
    if len(lost) == 1 and len(made_up) == 1:
        ((sign, words),) = made_up.items()
        yield words, Fault(f"holds {show(sign)} where {lost[0]} belongs", f"write {lost[0]}")
        return
    for place in lost:
        wrong = f"lacks {place}, where the handbook puts something in"
        yield "", Fault(wrong, f"write {place} where it belongs")
    for sign, words in made_up.items():
        if len(sign) > 2:
            right = f"the phrase has {', '.join(places)}" if places else "take it out"
            wrong = f"holds {show(sign)}, which the English has not"
            yield words, Fault(wrong, did_you_mean(sign, places, right))
        else:
            right = "say it in words" if "%" in sign else "take it out"
            yield words, Fault(f"holds a '{sign}' that is part of no place to fill in", right)


def _find_tag_faults(english: str, translation: str) -> Iterator[Placed]:
    tags, own_tags = Counter(find_tags(english)), Counter(find_tags(translation))
    for tag in (tags - own_tags).elements():
        yield "", Fault(f"lacks the tag {show(tag)}", f"write {tag} where it belongs")
    for tag in (own_tags - tags).elements():
        right = did_you_mean(tag, tags, f"the phrase has {', '.join(tags)}" if tags else "take it out")
        yield tag, Fault(f"holds the tag {show(tag)}, which the English has not so often", right)
    if tags == own_tags:
        rest, own_rest = (re.sub(r"<[^<>]*>", "", text) for text in (english, translation))
        if sign := next((sign for sign in "<>" if sign in own_rest and sign not in rest), None):
            yield (
                sign,
                Fault(
                    f"holds a '{sign}' that is part of no tag", f"write {'&lt;' if sign == '<' else '&gt;'}"
                ),
            )
        elif _are_nested(english) and not _are_nested(translation):
            yield (
                "",
                Fault("closes a tag before it opens it, or in another order", "put them around the words"),
            )


def _are_nested(text: str) -> bool:
    """Whether each tag of a text is closed after it was opened, the last one first."""
    opened: list[str] = []
    for tag in find_tags(text):
        name = read_tag_name(tag)
        if tag.startswith("</"):
            if not opened or opened.pop() != name:
                return False
        elif name not in _VOID and not tag.endswith("/>"):
            opened.append(name)
    return not opened
