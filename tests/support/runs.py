"""Which run this is: ``handbook test`` says so to the tests in two variables."""

from __future__ import annotations

import os

FAST = os.environ.get("HANDBOOK_FAST") == "1"  # Without a browser, a server or a whole build.
LONG = (
    os.environ.get("HANDBOOK_LONG") == "1"
)  # At night: thousands where the others draw hundreds, and every page in every look.
ENGINES = LONG or os.environ.get("HANDBOOK_ENGINES") == "1"  # In Firefox and WebKit too.
MUTANTS = 20_000 if LONG else 150
EXAMPLES = 1_000 if LONG else 10 if FAST else 100  # That a test draws for which no number is given.
