"""Where the repository's folders are, for tests in any folder of ``tests``."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent  # Of the repository.
SMALL = TESTS / "small"  # A small sound handbook, to be copied and broken.
