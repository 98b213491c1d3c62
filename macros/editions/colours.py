"""The colours of an edition: whether they can be read, the nearest that can, and the style sheet with them.

A deanery gives at most four colours. Everything else (tints, the ramp of the coverage matrix, chart lines)
follows from them: each national colour is given the new hue at its own luminance, and since contrast depends
on luminance alone, every pair that holds in ``tokens.css`` holds again.

Colours are text, ``#rrggbb`` in small letters. ``coloraide`` reads and converts them, as CSS Color 4 does; it
is imported when the first colour is judged. Contrast and its limits: WCAG 2.2, "contrast ratio" and "relative
luminance" (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio), success criterion 1.4.3 (4.5:1 for text; 1.4.11
asks 3:1 of lines and focus, which a colour of 4.5:1 has). OKLCH has a lightness from 0 to 1, a chroma from 0
to about 0.32 and a hue in degrees.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from macros.base.problems import Fault, Route, show

if TYPE_CHECKING:
    from coloraide import Color

TOKENS = Path(__file__).parents[2] / "docs" / "assets" / "css" / "tokens.css"
TEXT = 4.5  # The least contrast of text, to 1.
ROLES = ("accent", "warm")  # Each with a "dark_" of its own.
DARK = '[data-md-color-scheme="slate"]'

_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.I)
_TOKEN = re.compile(r"--hb-([\w-]+): (#[0-9a-f]{6});")
_GROUNDS = {  # What each colour is read on; its own soft tint besides.
    "accent": ("paper", "surface", "sunken", "warm-soft", "bad-soft"),
    "warm": ("paper", "surface", "sunken"),
}
_TINTED = {  # Which national colours take the hue of each.
    "accent": (
        "accent-ink",
        "accent-soft",
        *(f"heat-{n}" for n in range(1, 5)),
        *(f"heat-ink-{n}" for n in range(2, 5)),
    ),
    "warm": ("warm-soft",),
}
_STRONGER = {"light": -0.075, "dark": 0.085}  # How far accent-strong is from accent, in OKLCH lightness.
_CHART_LINES = {"light": ("12", "26"), "dark": ("10", "24")}  # How opaque the lines of chart paper are.
_APART = 0.1  # How far apart two chart colours must be, in OKLab.
_MOST_CHROMA = 1.8  # How much more colourful than the national one a tint may become.
_UNSEEN = 0.0005  # How far, in OKLab, a colour may be from its likeness on a screen and count as shown.
_HALVINGS = 12  # Of the range of lightness, in the search for a luminance: to within 1/4096.

FORM = 'write # and three or six hexadecimal digits, in quotation marks, such as "#005eb8"'


class Scheme(NamedTuple):
    """One of the two schemes: its name and the national colours by token, without ``--hb-``."""

    name: str
    tokens: Mapping[str, str]

    def key(self, role: str) -> str:
        """What ``role`` is called in ``edition.yml``: ``accent`` or ``dark_accent``."""
        return role if self.name == "light" else f"dark_{role}"


@lru_cache(16)
def schemes(css: str) -> tuple[Scheme, Scheme]:
    """The light and the dark scheme of ``tokens.css``, given as text."""
    light, _, dark = css.partition(DARK)
    return Scheme("light", dict(_TOKEN.findall(light))), Scheme("dark", dict(_TOKEN.findall(dark)))


def national() -> tuple[Scheme, Scheme]:
    """The two schemes of the national handbook."""
    return schemes(TOKENS.read_text("utf-8"))


def parse(text: str) -> str | None:
    """A colour as ``#rrggbb``, or ``None`` for whatever is not ``#rgb`` or ``#rrggbb``."""
    if not isinstance(text, str) or not _COLOUR.fullmatch(text):
        return None
    digits = text[1:].lower()
    return "#" + ("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits)


# -- one colour


@lru_cache(4096)
def luminance(colour: str) -> float:
    """Relative luminance, from 0 (black) to 1 (white)."""
    amount: float = _color(colour).luminance()
    return amount


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(4096)
def oklch(colour: str) -> tuple[float, float, float]:
    """Lightness, chroma and hue in OKLCH; a grey has the hue 0."""
    lightness, chroma, hue = _color(colour).convert("oklch").coords(nans=False)
    return lightness, chroma, hue


def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """The colour with as much of the chroma as a screen can show at this lightness."""
    colour = _color("oklch", (lightness, chroma, hue))
    shown: str = colour.fit("srgb", method="oklch-chroma", jnd=_UNSEEN).convert("srgb").to_string(hex=True)
    return shown


def _color(*arguments: Any) -> Color:
    """``coloraide.Color`` of the arguments."""
    from coloraide import Color

    return Color(*arguments)


@lru_cache(4096)
def tinted(colour: str, hue_of: str, instead_of: str) -> str:
    """``colour`` in the hue of ``hue_of`` and at its own luminance.

    Its chroma grows or shrinks as ``hue_of`` is more or less colourful than ``instead_of``, whose place
    ``hue_of`` takes.
    """
    if hue_of == instead_of:
        return colour
    _, chroma, hue = oklch(hue_of)
    growth = min(_MOST_CHROMA, chroma / oklch(instead_of)[1])
    return _with_luminance(luminance(colour), oklch(colour)[1] * growth, hue)


def _with_luminance(wanted: float, chroma: float, hue: float) -> str:
    """The colour of this hue and chroma, as far as a screen shows it, of the luminance nearest ``wanted``."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if luminance(from_oklch(middle, chroma, hue)) < wanted:
            low = middle
        else:
            high = middle
    around = (from_oklch(lightness, chroma, hue) for lightness in (low, high))
    return min(around, key=lambda colour: abs(luminance(colour) - wanted))


# -- what is read on what


def _contrasts(colour: str, role: str, scheme: Scheme) -> Iterator[tuple[float, str]]:
    """The contrast of ``colour``, standing for ``role``, with each ground it is read on, and that ground's
    token; last with the soft tint that is made from it, which takes longest."""
    for token in _GROUNDS[role]:
        yield contrast(colour, scheme.tokens[token]), token
    soft = f"{role}-soft"
    yield contrast(colour, tinted(scheme.tokens[soft], colour, scheme.tokens[role])), soft


def worst(colour: str, role: str, scheme: Scheme) -> tuple[float, str]:
    """The least contrast of ``colour`` with what it is read on, and the name of that token."""
    return min(_contrasts(colour, role, scheme))


def passes(colour: str, role: str, scheme: Scheme) -> bool:
    """Whether text in ``colour`` can be read wherever ``role`` is used."""
    return all(ratio >= TEXT for ratio, _ in _contrasts(colour, role, scheme))


def nearest(colour: str, role: str, scheme: Scheme) -> str:
    """The passing colour of the same hue that is nearest to ``colour`` in OKLCH lightness, in steps of 0.001;
    itself where it passes. Its chroma is the same too, unless a screen cannot show as much at that lightness.

    On the grounds of the light scheme a colour comes to pass by getting darker and never by getting lighter,
    and on those of the dark scheme the other way round, so halving finds the first step that passes.
    """
    lightness, chroma, hue = oklch(colour)
    sign = -1 if scheme.name == "light" else 1

    def moved(steps: int) -> str:
        reached = min(1.0, max(0.0, lightness + sign * steps / 1000))
        return from_oklch(reached, chroma, hue) if steps else colour

    steps = range(1001)
    return moved(bisect_left(steps, True, key=lambda step: passes(moved(step), role, scheme)))


def faults(colours: Mapping[str, str | None]) -> Iterator[tuple[Route, Fault]]:
    """What is wrong with an edition's ``colours``: each fault with its route in ``edition.yml``."""
    for scheme in national():
        for role in ROLES:
            key = scheme.key(role)
            if (text := colours.get(key)) is None:
                continue
            if (colour := parse(text)) is None:
                yield ("colours", key), Fault(f"{show(text)} is not a colour", FORM)
            elif not passes(colour, role, scheme):
                right = f"the nearest of the same hue that can is '{nearest(colour, role, scheme)}'"
                yield ("colours", key), Fault(_too_faint(colour, role, scheme), right)


def _too_faint(colour: str, role: str, scheme: Scheme) -> str:
    ratio, ground = worst(colour, role, scheme)
    short = f"{int(ratio * 100) / 100:.2f}:1"  # Never rounded up to what it has not reached.
    fault = "faint" if scheme.name == "light" else "dark"
    return (
        f"'{colour}' is too {fault} for text in the {scheme.name} scheme: "
        f"{short} on '--hb-{ground}', where WCAG 2.2 (1.4.3) asks {TEXT}:1"
    )


# -- the style sheet


def resolved(colours: Mapping[str, str | None]) -> list[tuple[Scheme, dict[str, str]]]:
    """For each scheme the colour of each role that is given or follows: a dark one that is left out is the
    nearest to the light one that passes in the dark."""
    pairs = []
    for scheme in national():
        by_role: dict[str, str] = {}
        for role in ROLES:
            light, own = parse(colours.get(role) or ""), parse(colours.get(scheme.key(role)) or "")
            if own:
                by_role[role] = own
            elif light:
                by_role[role] = nearest(light, role, scheme)
        pairs.append((scheme, by_role))
    return pairs


def tokens(scheme: Scheme, by_role: Mapping[str, str]) -> dict[str, str]:
    """Every token of ``scheme`` that the edition's colours change, with its new value."""
    new: dict[str, str] = {}
    for role, colour in by_role.items():
        national_colour = scheme.tokens[role]
        new[role] = colour
        new |= {name: tinted(scheme.tokens[name], colour, national_colour) for name in _TINTED[role]}
    if accent := by_role.get("accent"):
        lightness, chroma, hue = oklch(accent)
        stronger = min(1.0, max(0.0, lightness + _STRONGER[scheme.name]))
        new["accent-strong"] = from_oklch(stronger, chroma, hue)
        others = [scheme.tokens[f"data-{n}"] for n in range(2, 6)]
        new["data-1"] = accent if all(_apart(accent, other) for other in others) else scheme.tokens["data-1"]
        lines = zip(("chart-line", "chart-line-strong"), _CHART_LINES[scheme.name], strict=True)
        new |= {name: accent + opacity for name, opacity in lines}
    return new


def _apart(one: str, other: str) -> bool:
    """Whether two colours in one chart can be told apart."""
    distance: float = _color(one).distance(other, space="oklab")
    return distance >= _APART


def style_sheet(colours: Mapping[str, str | None]) -> str:
    """The style sheet to load after ``tokens.css``; empty where no colour is given.

    As there, print has the light scheme.

    ``colours`` have no :func:`faults`. What is set in the light scheme is set in the dark one too, since both
    rules weigh the same and the later wins.
    """
    light, dark = (tokens(scheme, by_role) for scheme, by_role in resolved(colours))
    text = _rule(":root", light) if light else ""
    if dark:
        inner = "".join(f"  {line}\n" for line in _rule(DARK, dark).splitlines())
        text += f"@media screen {{\n{inner}}}\n"
    return "/* The edition's colours, made from edition.yml */\n" + text if text else ""


def _rule(selector: str, new: Mapping[str, str]) -> str:
    lines = "".join(f"  --hb-{name}: {value};\n" for name, value in sorted(new.items()))
    return f"{selector} {{\n{lines}}}\n"
