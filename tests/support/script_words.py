"""The words of the scripts: what the catalogue's maker finds in them, and a made-up language of them."""

from __future__ import annotations

import io
import re
import warnings
from functools import cache
from pathlib import Path

from babel.messages.extract import extract
from built import ROOT

FOLDER = ROOT / "docs" / "assets" / "js"
SCRIPTS = sorted(FOLDER.rglob("*.js"))
KEYWORDS = {"_": None, "ngettext": (1, 2)}
NAME = re.compile(r"(\{\w+\})")
WIDE = {
    ord(letter): ord(letter) - 0x21 + 0xFF01
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
}
NARROW = {wide: letter for letter, wide in WIDE.items()} | {ord("⟦"): None, ord("⟧"): None}


@cache
def messages(script: Path) -> list:
    """What Babel finds in a script: (line, message or (one, many))."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return [
            (line, message)
            for line, message, *_ in extract(
                "javascript", io.BytesIO(script.read_bytes()), KEYWORDS, options={"jsx": False}
            )
        ]


def strange(text: str) -> str:
    """An English phrase in the made-up language: wide letters between brackets, and the {names} as they
    are."""
    return (
        "⟦"
        + "".join(each if at % 2 else each.translate(WIDE) for at, each in enumerate(NAME.split(text)))
        + "⟧"
    )


def english(text: str) -> str:
    """Text in the made-up language as it would be in English."""
    return text.translate(NARROW)


@cache
def dictionary() -> dict:
    """Every phrase of the scripts in the made-up language."""
    found = {}
    for script in SCRIPTS:
        for _, message in messages(script):
            if isinstance(message, str):
                found[message] = strange(message)
            else:
                found[message[0]] = [strange(each) for each in message]
    return found


def left(text: str) -> set[str]:
    """The English words in text that should have none: two letters or more."""
    return set(re.findall(r"[A-Za-z][A-Za-z’']*[a-z]", text))
