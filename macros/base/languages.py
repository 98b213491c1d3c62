"""The languages that an interface may have, once: all that names one reads it here."""

from __future__ import annotations

from typing import NamedTuple


class Language(NamedTuple):
    """A language of the interface.

    ``name`` is what it is called in English; ``tag`` what stands in ``<html lang>`` (BCP 47); ``plurals`` the
    rule at the head of its catalogue by which gettext chooses the form of a phrase that counts, which is that
    of the CLDR. English, in which phrases are written, has no catalogue and needs no rule.
    """

    name: str
    tag: str
    plurals: str = ""


SOURCE = "en"  # The language that phrases and records are written in.
LANGUAGES = {
    SOURCE: Language("English", "en-GB"),
    "cy": Language(
        "Welsh",
        "cy",
        "nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5",
    ),
}
TRANSLATED = {code: language for code, language in LANGUAGES.items() if code != SOURCE}
