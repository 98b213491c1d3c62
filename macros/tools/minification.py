"""Makes scripts and style sheets smaller for readers, by the package ``minify``: without comments, and in
scripts with short names but for those on the namespace ``handbook``.

Where ``minify`` has no wheel (a Mac with Apple's processor, Windows on ARM), they go out as they are written:
they do the same, and are three fifths larger after compression.
"""

from __future__ import annotations

import re
from functools import lru_cache

try:
    import minify
except ImportError:  # The platform has no wheel.
    minify = None

ECMASCRIPT_YEAR = 2020  # The edition of ECMAScript whose notation the minified scripts keep to.
MEDIA_TYPES = {"js": "application/javascript", "css": "text/css"}


class UnfitScript(ValueError):
    """A script that is listed and missing, there and not listed, or no JavaScript; the message says which,
    and what would be right."""


def minify_asset(source: str, place: str) -> str:
    """The minified ``source`` of the script or style sheet at ``place`` in ``docs``; as it is where the
    platform has no minifier. Raises :class:`UnfitScript` where a script is no JavaScript."""
    if minify is None:
        return source.rstrip() + "\n"  # A comment may stand at its end.
    return _minify(source, place)


@lru_cache(maxsize=512)  # For a preview, which makes the same ones small in each build.
def _minify(source: str, place: str) -> str:
    minify.config({"js-version": ECMASCRIPT_YEAR})
    try:
        minified: str = minify.string(MEDIA_TYPES[place.rpartition(".")[2]], source)
        return minified
    except minify.MinifyError as error:
        if not (fault := re.match(r"(.*) on line (\d+) and column (\d+)", str(error))):
            raise
        message, line, column = fault.groups()
        raise UnfitScript(
            f"docs/{place}:{line}:{column}: {message}; write it as JavaScript of"
            f" {ECMASCRIPT_YEAR} at the latest"
        ) from None
