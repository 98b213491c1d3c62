"""The web app manifest (https://www.w3.org/TR/appmanifest/), with which a phone puts the handbook among its
apps, and the icon of an edition, made of its logo."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

PLACE = "manifest.webmanifest"  # From the site's root.
EDITION_ICON = "assets/icon.svg"
OWN_ICON = "assets/favicon.svg"
_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg"}
_SIDE = 512  # Of an icon, in units of the drawing.
_MARGIN = 56  # Around the logo.


@dataclass(frozen=True)
class Appearance:
    """How an app looks: its name, the short one below its icon, what it is, the language of these, the colour
    of its frame and of its ground (``#rrggbb``), and the place of its icon from the site's root."""

    name: str
    short_name: str
    description: str
    lang: str
    theme_colour: str
    background_colour: str
    icon: str


def format_manifest(appearance: Appearance) -> str:
    """The manifest as JSON. Its addresses are relative to its own, so the site may stand at any path."""
    manifest = {
        "id": "./",
        "name": appearance.name,
        "short_name": appearance.short_name,
        "description": appearance.description,
        "lang": appearance.lang,
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",  # With a way back, which the pages do not have.
        "theme_color": appearance.theme_colour,
        "background_color": appearance.background_colour,
        "icons": [{"src": appearance.icon, "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"


def format_icon(logo: bytes, ending: str, ground: str) -> str:
    """A square icon as SVG with a ``logo``, whose file has the ``ending`` (``.png``), on a ``ground``. The
    logo is in it as it is: a picture in a picture, of which browsers run and load nothing."""
    kind = _TYPES.get(".jpg" if ending.lower() == ".jpeg" else ending.lower(), _TYPES[".png"])
    inner = _SIDE - 2 * _MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIDE} {_SIDE}">'
        f'<rect width="{_SIDE}" height="{_SIDE}" rx="72" fill="{escape(ground)}"/>'
        f'<image x="{_MARGIN}" y="{_MARGIN}" width="{inner}" height="{inner}"'
        f' href="data:{kind};base64,{b64encode(logo).decode("ascii")}"/></svg>\n'
    )


def shorten_name(names: Iterable[str]) -> str:
    """The first of ``names`` with at most twelve characters, which is what stands below an icon; else the
    shortest."""
    names = list(filter(None, names))
    return next((name for name in names if len(name) <= 12), min(names, key=len))
