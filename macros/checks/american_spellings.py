"""American spellings of words, and how the same words are spelt in Britain.

Words in -ize and -yze are told by their endings, the others are listed by stem. What is right on both sides,
as 'judgment', 'inquiry' and 'specialty', is not among them, nor what is another word in Britain, as
'license'.
"""

from __future__ import annotations

import re

# Stems of American words with the endings that each may have, and the British stem. A dash is no ending.
_FORMS = (
    ("behavior", "behaviour", "- s al ally ist ists"),
    ("color discolor", "colour discolour", "- s ed ing ful less"),
    ("favor flavor", "favour flavour", "- s ed ing able ably ite ites itism ful"),
    ("unfavor", "unfavour", "able ably"),
    ("honor dishonor", "honour dishonour", "- s ed ing able ably"),
    ("humor rumor harbor armor", "humour rumour harbour armour", "- s ed ing less"),
    ("labor", "labour", "- s ed ing er ers"),
    ("neighbor", "neighbour", "- s ing ly hood hoods"),
    ("endeavor savor", "endeavour savour", "- s ed ing"),
    ("vigor candor tumor", "vigour candour tumour", "- s"),
    ("center theater fiber caliber liter milliliter centimeter kilometer meager somber",
     "centre theatre fibre calibre litre millilitre centimetre kilometre meagre sombre", "- s"),
    ("center", "centr", "ed ing"),
    ("program catalog dialog", "programme catalogue dialogue", "- s"),
    ("defense offense pretense", "defence offence pretence", "- s less"),
    ("skeptic", "sceptic", "- s al ally ism"),
    ("gray mold plow", "grey mould plough", "- s ed ing ish y"),
    ("anesthe", "anaesthe", "sia tic tics tist tists"),
    ("pediatr orthoped", "paediatr orthopaed", "ic ics ician icians"),
    ("gynecolog hematolog", "gynaecolog haematolog", "y ical ist ists"),
    ("hemorrhag", "haemorrhag", "e es ed ing ic"),
    ("anemi leukemi ischemi septicemi", "anaemi leukaemi ischaemi septicaemi", "a as c"),
    ("edema hemoglobin estrogen diarrhea", "oedema haemoglobin oestrogen diarrhoea", "- s"),
    ("maneuver", "manoeuvr", "ed ing"),
    ("maneuver", "manoeuvre", "- s"),
    ("practic", "practis", "ed ing"),
    ("skillful willful", "skilful wilful", "- ly"),
    ("fulfill enroll instill distill installment enrollment fulfillment",
     "fulfil enrol instil distil instalment enrolment fulfilment", "- s"),
    ("counselor traveler", "counsellor traveller", "- s"),
    ("aluminum aging gotten jewelry marvelous celiac airplane donut",
     "aluminium ageing got jewellery marvellous coeliac aeroplane doughnut", "-"),
    ("travel label model cancel counsel signal level fuel channel total marshal equal quarrel funnel pedal",
     "travell labell modell cancell counsell signall levell fuell channell totall marshall equall quarrell"
     " funnell pedall", "ed ing"),
)  # fmt: skip
_BRITISH = {
    american + ending.strip("-"): british + ending.strip("-")
    for americans, stems, endings in _FORMS
    for american, british in zip(americans.split(), stems.split(), strict=True)
    for ending in endings.split()
}
_KNOWN = frozenset(_BRITISH) | {word.capitalize() for word in _BRITISH}
_IZE = re.compile(r"([a-z]{2,})iz(e|ed|es|er|ers|ing|able|ation|ations|ational|ement)")
_YZE = re.compile(r"([a-z]+l)yz(e|ed|es|er|ers|ing)")
_WITH_Z = re.compile(
    r"(?:re|down|up|out|over|under|super|mid|half|cap|as|ap)?siz.*|(?:ap|re)?priz.*|seiz.*|maize|baize"
    r"|citizen.*"
)
_WORD = re.compile(r"[A-Za-z]+")
_LONG_WORD = re.compile(r"[A-Za-z]{4,}")  # No word of the table is shorter.
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?:]['”’)]?\s+|\n\s*(?:- )?)$")
# Somebody's own words, a name with its capitals, an address: these are spelt as they are.
_AS_WRITTEN = re.compile(
    r"“[^”]*”|\"[^\"\n]*\"|(?<!\w)‘[^’]*’(?!\w)|(?<!\w)'[^'\n]*'(?!\w)|`[^`]*`|\]\([^)]*\)|\{\{.*?\}\}"
    r"|\b\S+[/@]\S+"
)


def spell_in_britain(word: str) -> str:
    """How a ``word`` in small letters is spelt in Britain, where it is spelt the American way; empty where it
    is not."""
    if british := _BRITISH.get(word):
        return british
    if "z" in word and not _WITH_Z.fullmatch(word):
        for form, middle in ((_IZE, "is"), (_YZE, "ys")):
            if ending := form.fullmatch(word):
                return f"{ending[1]}{middle}{ending[2]}"
    return ""


def find_american_words(text: str) -> list[tuple[int, str, str]]:
    """The words of ``text`` that are spelt the American way, each as (offset, the word, how it is spelt in
    Britain). Quotations are left out, and what has a capital within a sentence, as names have."""
    if "iz" not in text and "yz" not in text and _KNOWN.isdisjoint(_LONG_WORD.findall(text)):
        return []
    text = _AS_WRITTEN.sub(lambda quotation: " " * len(quotation[0]), text)
    american = []
    for match in _WORD.finditer(text):
        word = match[0]
        if british := spell_in_britain(word.lower()):
            if word.islower() and not _is_in_name(text, match):
                american.append((match.start(), word, british))
            elif word.istitle() and _begins_sentence(text, match):
                american.append((match.start(), word, british.capitalize()))
    return american


def _is_in_name(text: str, match: re.Match[str]) -> bool:
    """Whether a word is a part of a longer one that is a name: ``x-color``, ``color.js``."""
    return text[match.end() : match.end() + 1] in ("_", "=") or text[match.start() - 1 : match.start()] in (
        "_",
        ".",
        "$",
    )


def _begins_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether a word with a capital has it because a sentence begins, and goes on as no name does."""
    following = text[match.end() : match.end() + 12].split()
    next_word = following[0] if following else ""
    return (
        _SENTENCE_ENDS.search(text, max(0, match.start() - 4), match.start()) is not None
        and next_word.islower()
        and next_word not in ("for", "of", "and", "on")
    )
