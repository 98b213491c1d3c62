"""``python scripts/bench``: see :mod:`benchmark`."""

import sys

from benchmark import main

sys.exit(main(sys.argv[1:]))
