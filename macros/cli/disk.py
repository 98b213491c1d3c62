"""What a disk that refuses says, in words a person can use."""

from __future__ import annotations

import errno

MAKE_ROOM = "Make room and run the command again"
# By the number of the error: what is the matter, and what to do.
DISK = {
    errno.ENOSPC: ("The disk is full", MAKE_ROOM),
    errno.EDQUOT: ("The disk quota is used up", MAKE_ROOM),
    errno.EROFS: (
        "The disk is read-only",
        "Make it one that can be written to, or choose another place, for example with --site-dir",
    ),
    errno.EIO: ("The disk does not answer as it should", "See to the disk, and run the command again"),
    errno.EMFILE: ("Too many files are open", "Raise the limit (ulimit -n) and run the command again"),
    errno.ENFILE: ("Too many files are open", "Close other programs and run the command again"),
}
