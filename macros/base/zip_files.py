"""Files of ZIP that are the same to the byte whenever they are made from the same."""

from __future__ import annotations

import io
from collections.abc import Iterable
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # The earliest that the format can say, and so that of no moment.
_PLAIN_FILE = 0o100644 << 16


def write_zip(members: Iterable[tuple[str, bytes]], level: int | None = None) -> bytes:
    """The bytes of an archive with ``members``, each as (its place, its content), in their order. ``level``:
    how hard they are compressed, from 1 to 9; without it as usual."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for place, content in members:
            member = ZipInfo(place, _FIRST_MOMENT)
            member.compress_type, member.external_attr, member.create_system = ZIP_DEFLATED, _PLAIN_FILE, 3
            archive.writestr(member, content, compresslevel=level)
    return buffer.getvalue()
