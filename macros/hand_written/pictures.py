"""How large a picture of a hand-written page is, so that the page does not jump when it arrives."""

from __future__ import annotations

from pathlib import Path

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF")  # Pillow's readers of other formats see no file of ours.


def read_size_attributes(file: str | Path) -> dict[str, str]:
    """The attributes ``width`` and ``height`` (in px) and ``loading="lazy"`` for the picture in ``file``.
    Empty for an SVG, which may have no size of its own, and for a file that is in none of :data:`FORMATS`.
    Raises nothing."""
    from PIL import Image, UnidentifiedImageError

    if str(file).lower().endswith(".svg"):
        return {}
    try:
        with Image.open(file, formats=FORMATS) as picture:
            width, height = picture.size
    except (OSError, UnidentifiedImageError, ValueError, Image.DecompressionBombError):
        return {}
    return {"width": str(width), "height": str(height), "loading": "lazy"}
