"""Colours as a screen has them, as ``#rrggbb``, and as an eye has them: lightness, chroma and hue in OKLCH.

OKLab and its matrices: Björn Ottosson, "A perceptual color space for image processing", 2020
(https://bottosson.github.io/posts/oklab/), as in CSS Color 4, section 9. Luminance: WCAG 2.2, "relative luminance".
"""

from __future__ import annotations

import math
from functools import lru_cache

_MOST_CHROMA = 1.8  # How much more colourful than the national one a tint may become.


def channels(colour: str) -> tuple[float, float, float]:
    """Linear red, green and blue, from 0 to 1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


@lru_cache(4096)
def luminance(colour: str) -> float:
    """Relative luminance, from 0 (black) to 1 (white)."""
    red, green, blue = channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def oklab(colour: str) -> tuple[float, float, float]:
    """Lightness from 0 to 1, green to red, and blue to yellow."""
    red, green, blue = channels(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


@lru_cache(4096)
def oklch(colour: str) -> tuple[float, float, float]:
    """Lightness from 0 to 1, chroma from 0 to about 0.32, and hue in degrees."""
    lightness, a, b = oklab(colour)
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Linear red, green and blue, which lie outside 0 to 1 where no screen can show the colour."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _can_be_shown(parts: tuple[float, float, float]) -> bool:
    return all(-0.0005 <= part <= 1.0005 for part in parts)


def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """The colour as ``#rrggbb``, with as much of the chroma as a screen can show at this lightness."""
    parts = _linear(lightness, chroma, hue)
    if not _can_be_shown(parts):
        low, high = 0.0, chroma
        for _ in range(12):
            middle = (low + high) / 2
            low, high = (middle, high) if _can_be_shown(_linear(lightness, middle, hue)) else (low, middle)
        parts = _linear(lightness, low, hue)
    return "#" + "".join(f"{_byte(part):02x}" for part in parts)


def _byte(part: float) -> int:
    part = min(1.0, max(0.0, part))
    return round(255 * (part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055))


def with_luminance(wanted: float, chroma: float, hue: float) -> str:
    """The colour of this hue and chroma, as far as a screen can show it, whose relative luminance is nearest ``wanted``."""
    low, high = 0.0, 1.0
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (middle, high) if luminance(from_oklch(middle, chroma, hue)) < wanted else (low, middle)
    return min((from_oklch(each, chroma, hue) for each in (low, high)), key=lambda found: abs(luminance(found) - wanted))


@lru_cache(4096)
def tinted(colour: str, to: str, of: str) -> str:
    """``colour`` in the hue of ``to`` and at its own luminance; its chroma grows or shrinks as ``to`` is more or less
    colourful than ``of``, the colour whose place ``to`` takes."""
    if to == of:
        return colour
    _, chroma, _ = oklch(colour)
    _, new, hue = oklch(to)
    return with_luminance(luminance(colour), chroma * min(_MOST_CHROMA, new / oklch(of)[1]), hue)
