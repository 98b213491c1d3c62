"""Files of ZIP that are the same to the byte whenever they are made from the same."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # The earliest that the format can say, and so that of no moment.
_PLAIN_FILE = 0o100644 << 16


def write_zip(
    members: Iterable[tuple[str, bytes]], level: int | None = None, stored: Collection[str] = ()
) -> bytes:
    """The bytes of an archive with ``members``, each as (its place, its content), in their order. ``level``:
    how hard they are compressed, from 1 to 9; without it as usual. Those at the places ``stored`` are not
    made smaller, for whoever reads them without unpacking."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for place, content in members:
            member = ZipInfo(place, _FIRST_MOMENT)
            member.compress_type = ZIP_STORED if place in stored else ZIP_DEFLATED
            member.external_attr, member.create_system = _PLAIN_FILE, 3
            archive.writestr(member, content, compresslevel=level)
    return buffer.getvalue()
