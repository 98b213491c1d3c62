"""The colours of an edition: whether text in them can be read, the nearest colour in which it can, and the
style sheet.

An edition has at most four colours of its own. All others (tints, the ramp of the coverage matrix, chart
lines) follow from these: each national colour gets the new hue at its own luminance, and since contrast
depends on luminance alone, every pair of colours that can be read in ``tokens.css`` can be read again.

Colours are text, ``#rrggbb`` in small letters. ``coloraide`` reads and converts them, as CSS Color 4 does; it
is imported with the first colour. Contrast and its limits: WCAG 2.2, "contrast ratio" and "relative
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
MIN_TEXT_CONTRAST = 4.5  # To 1.
ROLES = ("accent", "warm")  # In the dark scheme "dark_accent" and "dark_warm".
DARK_SELECTOR = '[data-md-color-scheme="slate"]'

_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.I)
_TOKEN = re.compile(r"--hb-([\w-]+): (#[0-9a-f]{6});")
_BACKGROUNDS = {  # The tokens on which text of each role stands, besides the soft tint of that role.
    "accent": ("paper", "surface", "sunken", "warm-soft", "bad-soft"),
    "warm": ("paper", "surface", "sunken"),
}
_TINTS = {  # The tokens that take the hue of each role.
    "accent": (
        "accent-ink",
        "accent-soft",
        *(f"heat-{n}" for n in range(1, 5)),
        *(f"heat-ink-{n}" for n in range(2, 5)),
    ),
    "warm": ("warm-soft",),
}
_STRONG_STEPS = {"light": -0.075, "dark": 0.085}  # From accent to accent-strong, in OKLCH lightness.
_CHART_LINES = {
    "light": ("12", "26"),
    "dark": ("10", "24"),
}  # The opacity of lines of chart paper, in hexadecimal.
_MIN_DISTANCE = 0.1  # Between two colours of a chart, in OKLab.
_MAX_CHROMA_GROWTH = 1.8  # Of a tint, as a multiple of the national one's.
_INVISIBLE_DIFFERENCE = 0.0005  # Between a colour and the one that a screen shows for it, in OKLab.
_HALVINGS = 12  # Of the range of lightness in the search for a luminance, which is found to within 1/4096.

COLOUR_FORM = 'write # and three or six hexadecimal digits, in quotation marks, such as "#005eb8"'


class Scheme(NamedTuple):
    """One of the two colour schemes: its name, ``light`` or ``dark``, and the national colours by the name of
    their token without ``--hb-``."""

    name: str
    tokens: Mapping[str, str]

    def key(self, role: str) -> str:
        """The key of ``role`` in ``edition.yml``: ``accent`` or ``dark_accent``."""
        return role if self.name == "light" else f"dark_{role}"


@lru_cache(16)
def read_schemes(css: str) -> tuple[Scheme, Scheme]:
    """The light and the dark scheme in ``css``, the text of ``tokens.css``."""
    light, _, dark = css.partition(DARK_SELECTOR)
    return Scheme("light", dict(_TOKEN.findall(light))), Scheme("dark", dict(_TOKEN.findall(dark)))


def read_national_schemes() -> tuple[Scheme, Scheme]:
    """The two schemes of the national handbook."""
    return read_schemes(TOKENS.read_text("utf-8"))


def parse_colour(text: str) -> str | None:
    """The colour in ``text`` as ``#rrggbb``, or ``None`` where that is neither ``#rgb`` nor ``#rrggbb``."""
    if not isinstance(text, str) or not _COLOUR.fullmatch(text):
        return None
    digits = text[1:].lower()
    return "#" + ("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits)


# -- one colour


@lru_cache(4096)
def compute_luminance(colour: str) -> float:
    """The relative luminance of a colour, from 0 (black) to 1 (white)."""
    luminance: float = _create_color(colour).luminance()
    return luminance


def compute_contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((compute_luminance(one), compute_luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(4096)
def convert_to_oklch(colour: str) -> tuple[float, float, float]:
    """The lightness, chroma and hue of a colour in OKLCH; a grey has the hue 0."""
    lightness, chroma, hue = _create_color(colour).convert("oklch").coords(nans=False)
    return lightness, chroma, hue


def convert_from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """The colour of these coordinates in OKLCH, with as much of the chroma as a screen can show at this
    lightness."""
    colour = _create_color("oklch", (lightness, chroma, hue))
    rgb: str = (
        colour.fit("srgb", method="oklch-chroma", jnd=_INVISIBLE_DIFFERENCE)
        .convert("srgb")
        .to_string(hex=True)
    )
    return rgb


def _create_color(*arguments: Any) -> Color:
    """``coloraide.Color`` of the arguments."""
    from coloraide import Color

    return Color(*arguments)


@lru_cache(4096)
def tint(colour: str, model: str, replaced: str) -> str:
    """``colour`` in the hue of ``model``, at its own luminance.

    Its chroma grows or shrinks by as much as that of ``model`` differs from that of ``replaced``, the
    national colour whose place ``model`` takes.
    """
    if model == replaced:
        return colour
    _, chroma, hue = convert_to_oklch(model)
    growth = min(_MAX_CHROMA_GROWTH, chroma / convert_to_oklch(replaced)[1])
    return _find_by_luminance(compute_luminance(colour), convert_to_oklch(colour)[1] * growth, hue)


def _find_by_luminance(luminance: float, chroma: float, hue: float) -> str:
    """The colour of this hue and, as far as a screen can show it, this chroma whose luminance is nearest to
    ``luminance``; found by halving the range of lightness."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if compute_luminance(convert_from_oklch(middle, chroma, hue)) < luminance:
            low = middle
        else:
            high = middle
    candidates = (convert_from_oklch(lightness, chroma, hue) for lightness in (low, high))
    return min(candidates, key=lambda colour: abs(compute_luminance(colour) - luminance))


# -- text and its background


def _list_contrasts(colour: str, role: str, scheme: Scheme) -> Iterator[tuple[float, str]]:
    """The contrast of text in ``colour``, in the place of ``role``, with each background, as (contrast, token
    of the background); last with the soft tint that follows from it, which takes longest."""
    for token in _BACKGROUNDS[role]:
        yield compute_contrast(colour, scheme.tokens[token]), token
    soft = f"{role}-soft"
    yield compute_contrast(colour, tint(scheme.tokens[soft], colour, scheme.tokens[role])), soft


def find_lowest_contrast(colour: str, role: str, scheme: Scheme) -> tuple[float, str]:
    """The lowest contrast of text in ``colour``, in the place of ``role``, as (contrast, token of the
    background)."""
    return min(_list_contrasts(colour, role, scheme))


def is_readable(colour: str, role: str, scheme: Scheme) -> bool:
    """Whether text in ``colour``, in the place of ``role``, has enough contrast with every background."""
    return all(ratio >= MIN_TEXT_CONTRAST for ratio, _ in _list_contrasts(colour, role, scheme))


def find_nearest_readable(colour: str, role: str, scheme: Scheme) -> str:
    """The readable colour of the same hue that is nearest to ``colour`` in OKLCH lightness, in steps of
    0.001; itself where it is readable. Its chroma is the same too, unless a screen cannot show as much at
    that lightness.

    On the backgrounds of the light scheme only a darker colour can become readable, on those of the dark
    scheme only a lighter one, so halving the range of steps finds the first that is.
    """
    lightness, chroma, hue = convert_to_oklch(colour)
    sign = -1 if scheme.name == "light" else 1

    def shift(steps: int) -> str:
        shifted = min(1.0, max(0.0, lightness + sign * steps / 1000))
        return convert_from_oklch(shifted, chroma, hue) if steps else colour

    steps = range(1001)
    return shift(bisect_left(steps, True, key=lambda step: is_readable(shift(step), role, scheme)))


def find_faults(colours: Mapping[str, str | None]) -> Iterator[tuple[Route, Fault]]:
    """The faults of an edition's ``colours``, each as (its route in ``edition.yml``, fault)."""
    for scheme in read_national_schemes():
        for role in ROLES:
            key = scheme.key(role)
            if (text := colours.get(key)) is None:
                continue
            if (colour := parse_colour(text)) is None:
                yield ("colours", key), Fault(f"{show(text)} is not a colour", COLOUR_FORM)
            elif not is_readable(colour, role, scheme):
                right = (
                    f"the nearest of the same hue that can is '{find_nearest_readable(colour, role, scheme)}'"
                )
                yield ("colours", key), Fault(_describe_contrast(colour, role, scheme), right)


def _describe_contrast(colour: str, role: str, scheme: Scheme) -> str:
    ratio, background = find_lowest_contrast(colour, role, scheme)
    rounded = f"{int(ratio * 100) / 100:.2f}:1"  # Rounded down, so that it never reads as enough.
    adjective = "faint" if scheme.name == "light" else "dark"
    return (
        f"'{colour}' is too {adjective} for text in the {scheme.name} scheme: "
        f"{rounded} on '--hb-{background}', where WCAG 2.2 (1.4.3) asks {MIN_TEXT_CONTRAST}:1"
    )


# -- the style sheet


def resolve_roles(colours: Mapping[str, str | None]) -> list[tuple[Scheme, dict[str, str]]]:
    """For each scheme the colours of the roles that ``colours`` have, as (scheme, colour by role). A dark
    colour that is left out is the readable one that is nearest to the light one."""
    pairs = []
    for scheme in read_national_schemes():
        by_role: dict[str, str] = {}
        for role in ROLES:
            light_colour, scheme_colour = (
                parse_colour(colours.get(role) or ""),
                parse_colour(colours.get(scheme.key(role)) or ""),
            )
            if scheme_colour:
                by_role[role] = scheme_colour
            elif light_colour:
                by_role[role] = find_nearest_readable(light_colour, role, scheme)
        pairs.append((scheme, by_role))
    return pairs


def compute_tokens(scheme: Scheme, by_role: Mapping[str, str]) -> dict[str, str]:
    """The tokens of ``scheme`` that the edition's colours, ``by_role``, change, each with its new value."""
    values: dict[str, str] = {}
    for role, colour in by_role.items():
        national_colour = scheme.tokens[role]
        values[role] = colour
        values |= {name: tint(scheme.tokens[name], colour, national_colour) for name in _TINTS[role]}
    if accent := by_role.get("accent"):
        lightness, chroma, hue = convert_to_oklch(accent)
        stronger = min(1.0, max(0.0, lightness + _STRONG_STEPS[scheme.name]))
        values["accent-strong"] = convert_from_oklch(stronger, chroma, hue)
        others = [scheme.tokens[f"data-{n}"] for n in range(2, 6)]
        values["data-1"] = (
            accent if all(_is_distinct(accent, other) for other in others) else scheme.tokens["data-1"]
        )
        lines = zip(("chart-line", "chart-line-strong"), _CHART_LINES[scheme.name], strict=True)
        values |= {name: accent + opacity for name, opacity in lines}
    return values


def _is_distinct(one: str, other: str) -> bool:
    """Whether two colours of a chart can be told apart."""
    distance: float = _create_color(one).distance(other, space="oklab")
    return distance >= _MIN_DISTANCE


def build_style_sheet(colours: Mapping[str, str | None]) -> str:
    """The style sheet with an edition's colours, to load after ``tokens.css``; empty without colours.

    ``colours`` have no faults (:func:`find_faults`). As in ``tokens.css``, print has the light scheme. What
    is set in the light scheme is set in the dark one too, since both rules weigh the same and the later wins.
    """
    light, dark = (compute_tokens(scheme, by_role) for scheme, by_role in resolve_roles(colours))
    text = _format_css_rule(":root", light) if light else ""
    if dark:
        inner = "".join(f"  {line}\n" for line in _format_css_rule(DARK_SELECTOR, dark).splitlines())
        text += f"@media screen {{\n{inner}}}\n"
    return "/* The edition's colours, made from edition.yml */\n" + text if text else ""


def _format_css_rule(selector: str, values: Mapping[str, str]) -> str:
    lines = "".join(f"  --hb-{name}: {value};\n" for name, value in sorted(values.items()))
    return f"{selector} {{\n{lines}}}\n"
