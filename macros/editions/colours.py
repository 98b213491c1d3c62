"""The colours of an edition: whether they can be read, the nearest that can, and the style sheet that puts them in place.

A deanery gives at most four colours. Everything else (tints, the ramp of the coverage matrix, chart lines) follows from
them: each national colour is given the new hue at its own luminance, and since contrast depends on luminance alone, every
pair that holds in ``tokens.css`` holds again.

Contrast and its limits: WCAG 2.2, "contrast ratio" and "relative luminance" (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio),
success criterion 1.4.3 (4.5:1 for text; 1.4.11 asks 3:1 of lines and focus, which a colour of 4.5:1 has). The nearest
colour is the nearest in OKLCH lightness; see :mod:`macros.editions.oklch`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from macros.base.problems import show
from macros.editions.oklch import from_oklch, luminance, oklab, oklch, tinted

TOKENS = Path(__file__).parents[2] / "docs" / "assets" / "css" / "tokens.css"
TEXT = 4.5  # The least contrast of text, to 1.
ROLES = ("accent", "warm")  # Each with a "dark_" of its own.
DARK = '[data-md-color-scheme="slate"]'

_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.I)
_TOKEN = re.compile(r"--hb-([\w-]+): (#[0-9a-f]{6});")
_GROUNDS = {  # What each colour is read on; its own soft tint besides.
    "accent": ("paper", "surface", "sunken", "warm-soft", "good-soft", "bad-soft"),
    "warm": ("paper", "surface", "sunken"),
}
_TINTED = {  # Which national colours take the hue of each.
    "accent": ("accent-ink", "accent-soft", *(f"heat-{n}" for n in range(1, 5)), *(f"heat-ink-{n}" for n in range(2, 5))),
    "warm": ("warm-soft",),
}
_STRONGER = {"light": -0.075, "dark": 0.085}  # How far accent-strong is from accent, in OKLCH lightness.
_CHART_LINES = {"light": ("12", "26"), "dark": ("10", "24")}  # How opaque the lines of chart paper are.
_APART = 0.1  # How far apart two chart colours must be, in OKLab.

FORM = 'write # and three or six hexadecimal digits, in quotation marks, such as "#005eb8"'


class Scheme(NamedTuple):
    """One of the two schemes: its name and the national colours by token, without ``--hb-``."""

    name: str
    tokens: Mapping[str, str]

    def key(self, role: str) -> str:
        """What ``role`` is called in ``edition.yml``: ``accent`` or ``dark_accent``."""
        return role if self.name == "light" else f"dark_{role}"


def schemes(css: str) -> tuple[Scheme, Scheme]:
    """The light and the dark scheme of ``tokens.css``, given as text."""
    light, _, dark = css.partition(DARK)
    return Scheme("light", dict(_TOKEN.findall(light))), Scheme("dark", dict(_TOKEN.findall(dark)))


@cache
def national() -> tuple[Scheme, Scheme]:
    """The two schemes of the national handbook."""
    return schemes(TOKENS.read_text("utf-8"))


def parse(text: str) -> str | None:
    """A colour as ``#rrggbb`` in small letters, or ``None`` for whatever is not ``#rgb`` or ``#rrggbb``."""
    if not isinstance(text, str) or not _COLOUR.fullmatch(text):
        return None
    digits = text[1:].lower()
    return "#" + ("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def grounds(colour: str, role: str, scheme: Scheme) -> dict[str, str]:
    """What ``colour`` is read on where it stands for ``role``, by token; with the soft tint that is made from it."""
    own = tinted(scheme.tokens[f"{role}-soft"], colour, scheme.tokens[role])
    return {**{name: scheme.tokens[name] for name in _GROUNDS[role]}, f"{role}-soft": own}


def worst(colour: str, role: str, scheme: Scheme) -> tuple[float, str]:
    """The least contrast of ``colour`` with what it is read on, and the name of that token."""
    return min((contrast(colour, ground), name) for name, ground in grounds(colour, role, scheme).items())


def passes(colour: str, role: str, scheme: Scheme) -> bool:
    """Whether text in ``colour`` can be read wherever ``role`` is used."""
    return worst(colour, role, scheme)[0] >= TEXT


def nearest(colour: str, role: str, scheme: Scheme) -> str:
    """The passing colour of the same hue that is nearest to ``colour`` in OKLCH lightness, in steps of 0.001; itself where it
    passes. Its chroma is the same too, unless a screen cannot show as much at that lightness."""
    if passes(colour, role, scheme):
        return colour
    lightness, chroma, hue = oklch(colour)
    for step in range(1, 1001):
        for other in (lightness - step / 1000, lightness + step / 1000):
            if 0 <= other <= 1 and passes(found := from_oklch(other, chroma, hue), role, scheme):
                return found
    raise AssertionError("black passes on every light ground and white on every dark one")  # pragma: no cover


def faults(colours: Mapping[str, str | None]) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """What is wrong with an edition's ``colours``: the route below ``edition.yml``, what is wrong, what would be right."""
    for scheme in national():
        for role in ROLES:
            key = scheme.key(role)
            if (given := colours.get(key)) is None:
                continue
            if (colour := parse(given)) is None:
                yield ("colours", key), f"{show(given)} is not a colour", FORM
            elif not passes(colour, role, scheme):
                ratio, ground = worst(colour, role, scheme)
                wrong = f"'{colour}' is too {'faint' if scheme.name == 'light' else 'dark'} for text in the {scheme.name} scheme: {_ratio(ratio)} on '--hb-{ground}', where WCAG 2.2 (1.4.3) asks {TEXT}:1"
                yield ("colours", key), wrong, f"the nearest of the same hue that can is '{nearest(colour, role, scheme)}'"


def _ratio(ratio: float) -> str:
    """A ratio as it is read, never rounded up to what it has not reached."""
    return f"{int(ratio * 100) / 100:.2f}:1"


def resolved(colours: Mapping[str, str | None]) -> list[tuple[Scheme, dict[str, str]]]:
    """For each scheme the colour of each role that is given or follows: a dark one that is left out is the nearest to the
    light one that passes in the dark."""
    found = []
    for scheme in national():
        own: dict[str, str] = {}
        for role in ROLES:
            light, given = parse(colours.get(role) or ""), parse(colours.get(scheme.key(role)) or "")
            if given or light:
                own[role] = given or nearest(light, role, scheme)
        found.append((scheme, own))
    return found


def tokens(scheme: Scheme, own: Mapping[str, str]) -> dict[str, str]:
    """Every token of ``scheme`` that ``own`` colours change, with its new value."""
    new: dict[str, str] = {}
    for role, colour in own.items():
        new |= {role: colour} | {name: tinted(scheme.tokens[name], colour, scheme.tokens[role]) for name in _TINTED[role]}
    if accent := own.get("accent"):
        lightness, chroma, hue = oklch(accent)
        new["accent-strong"] = from_oklch(min(1.0, max(0.0, lightness + _STRONGER[scheme.name])), chroma, hue)
        new["data-1"] = accent if all(_apart(accent, scheme.tokens[f"data-{n}"]) for n in range(2, 6)) else scheme.tokens["data-1"]
        for name, opacity in zip(("chart-line", "chart-line-strong"), _CHART_LINES[scheme.name], strict=True):
            new[name] = accent + opacity
    return new


def _apart(one: str, other: str) -> bool:
    """Whether two colours in one chart can be told apart."""
    return sum((a - b) ** 2 for a, b in zip(oklab(one), oklab(other), strict=True)) ** 0.5 >= _APART


def style_sheet(colours: Mapping[str, str | None]) -> str:
    """The style sheet to load after ``tokens.css``; empty where no colour is given. Print has the light scheme, as there.

    ``colours`` have no :func:`faults`. What is set in the light scheme is set in the dark one too, since both rules weigh
    the same and the later wins.
    """
    light, dark = (tokens(scheme, own) for scheme, own in resolved(colours))
    text = _rule(":root", light) if light else ""
    if dark:
        inner = "".join(f"  {line}\n" for line in _rule(DARK, dark).splitlines())
        text += f"@media screen {{\n{inner}}}\n"
    return "/* The edition's colours, made from edition.yml */\n" + text if text else ""


def _rule(selector: str, new: Mapping[str, str]) -> str:
    lines = "".join(f"  --hb-{name}: {value};\n" for name, value in sorted(new.items()))
    return f"{selector} {{\n{lines}}}\n"
