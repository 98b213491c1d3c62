"""The slides of a session as one file that works from a disk, without a network."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from markupsafe import Markup

from macros.packs.session_packs import SessionPack
from macros.packs.slides import Slide, choose_size
from macros.packs.styles import read_asset, read_colours


def write_slides(pack: SessionPack, slides: list[Slide]) -> str:
    """The page of ``slides``. It has its style sheet and its script in it, and its own policy lets no other
    run."""
    style = read_colours(pack.renderer.edition).write_css() + read_asset("slides.css")
    script = read_asset("slides.js")
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src '{_digest(script)}'"
    html = pack.renderer.render_template(
        "packs/slides",
        pack.view,
        pack=pack,
        slides=slides,
        sizes=[choose_size(slide) for slide in slides],
        style=Markup(style),
        script=Markup(script),
        policy=Markup(policy),
    )
    return pack.finish(html) + "\n"


def _digest(text: str) -> str:
    """The digest of a text as a policy of content names it."""
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode("ascii")
