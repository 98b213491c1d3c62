"""Which files nobody wrote: those that editors, file managers, operating systems, version control and
programs for syncing leave beside the files that are meant.

The name alone decides, so that a link that leads nowhere (the lock of Emacs) and a folder are judged too. A
copy that somebody made, or that a program for syncing made of two versions (``x - Copy.yml``, ``x.yml.old``,
``x (conflicted copy).yml``), is no stray: it may hold words that stand nowhere else.
"""

from __future__ import annotations

import re

_NAMES = (
    r"\..*",  # Hidden: .x.swp of vim and nano, .#x of Emacs, .x.kate-swp, ._x of macOS, .syncthing.x.tmp.
    r".*~",  # Backups: x~ of many editors, x.~1~ of Emacs.
    r"#.*#",  # Emacs, while a file has changes that are not saved.
    r".*\.(sw[a-eg-p]|save(\.\d+)?|kate-swp|bak)",  # Not .swf, which is Flash.
    r".*\.(tmp|temp|part|partial|crdownload|!sync)",
    r"4913",  # With which vim tries whether it may write here.
    r".*___jb_(tmp|old|bak)___",  # JetBrains.
    r"(flycheck|flymake)_.*|.*_flymake(\.\w+)?",
    r"~\$.*|~wr[ld]\d+.*",  # Office, while a document is open.
    r"~syncthing~.*",
    r".*\.p?orig|.*\.rej|.*_(backup|base|local|remote)_\d+(\.\w+)?",  # Merges and patches of Git.
    r"icon\r|__macosx",
    r"thumbs\.db(:.*)?|ehthumbs(_vista)?\.db|desktop\.ini|\$recycle\.bin|system volume information",
    r"@eadir|#recycle|lost\+found|nppbackup",
)
_STRAY = re.compile("|".join(_NAMES), re.IGNORECASE | re.DOTALL)


def is_stray(name: str) -> bool:
    """Whether a file or folder of this name (without the folders above it) is one that nobody wrote."""
    return _STRAY.fullmatch(name) is not None
