"""Whether a file may be an edition's logo: a small PNG or JPEG, or an SVG that only draws.

A logo is shown by ``<img>`` alone, where browsers run no script. But its file has an address of its own on
the site, so an SVG that could run or fetch anything there is refused, and so is one that would keep a browser
busy. The same holds for any picture among the pages: :func:`fault` judges it too. Pillow and defusedxml are
imported when a file is judged.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from macros.base.problems import Fault, show
from macros.images import svg_files

if TYPE_CHECKING:
    from PIL import Image

MOST_BYTES = 256 * 1024
MOST_SIDE = 2000  # px
MOST_PIXELS = 4_000_000
MOST_SCANS = (
    32  # Of a progressive JPEG: each goes over the whole picture, so that few bytes can cost minutes.
)
FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".svg": "SVG"}


def fault(file: Path) -> Fault | None:
    """What is wrong with ``file`` as a logo and what would be right, or ``None``. Never raises, whatever it
    holds."""
    name = show(file.name)
    if (format := FORMATS.get(file.suffix.lower())) is None:
        return Fault(
            f"{name} is no kind of picture that a logo may be",
            "save it as SVG, PNG or JPEG, with the ending .svg, .png or .jpg",
        )
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        return Fault(f"{name} cannot be read ({error.strerror})", "put a file there that can be")
    if size > MOST_BYTES:
        return Fault(f"{name} is {-(-size // 1024)} KB", f"make it {MOST_BYTES // 1024} KB or less")
    if (actual_format := _detect_format(data)) != format:
        return Fault(
            f"{name} is not {_add_article(format)} but {actual_format or 'something else'}",
            "save it anew in the format that its ending says",
        )
    wrong = svg_files.fault(data) if format == "SVG" else _raster_fault(data, format)
    return Fault(f"{name} {wrong.wrong}", wrong.right) if wrong else None


def _add_article(format: str) -> str:
    return f"a {format}" if format != "SVG" else "an SVG"


def _detect_format(data: bytes) -> str | None:
    """The format by the first bytes of a file: ``PNG``, ``JPEG``, ``SVG`` for what may be text, or
    ``None``."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith((b"GIF8", b"RIFF", b"BM", b"II*\0", b"MM\0*", b"%PDF", b"PK", b"\x1f\x8b")):
        return None
    # Text in any encoding: svg_files judges it.
    return (
        "SVG" if data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<") or not data.strip() else None
    )


def _raster_fault(data: bytes, format: str) -> Fault | None:
    """What is wrong with a PNG or JPEG, judged by its header first and only then by its pixels. Never
    raises."""
    from PIL import Image

    damaged = Fault("cannot be opened as a picture", "save it anew; it may be cut short")
    if format == "JPEG" and data.count(b"\xff\xda") > MOST_SCANS:
        return Fault(f"has more than {MOST_SCANS} scans", "save it as a plain JPEG, not a progressive one")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=[format]) as picture:
                width, height = picture.size
                if wrong := _size_fault(width, height) or _animation_fault(picture):
                    return wrong
                picture.verify()  # Reads the checksums; the picture cannot be used afterwards.
            with Image.open(BytesIO(data), formats=[format]) as picture:
                picture.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return Fault("has far too many pixels", _advise_size())
    except (
        Exception
    ):  # Pillow raises OSError, SyntaxError, ValueError, struct.error and more over what is broken.
        return damaged
    return None


def _size_fault(width: int, height: int) -> Fault | None:
    """What is wrong with a picture of this width and height, both in px."""
    if max(width, height) > MOST_SIDE or width * height > MOST_PIXELS:
        return Fault(f"is {width:,} by {height:,} pixels", _advise_size())
    return None


def _advise_size() -> str:
    return f"make it at most {MOST_SIDE:,} pixels on a side; 400 are plenty"


def _animation_fault(picture: Image.Image) -> Fault | None:
    if (
        getattr(picture, "is_animated", False)
        or getattr(picture, "n_frames", 1) > 1
        or picture.format == "MPO"
    ):
        return Fault("holds more than one picture", "save it as one that does not move")
    return None
