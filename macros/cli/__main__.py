"""``python -m macros.cli`` is the ``handbook`` command."""

import sys

from macros.cli import main

if __name__ == "__main__":
    sys.exit(main())
