"""The order of the tests: the fast ones first, then the slow, then those that drive a browser."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests that tell soonest whether something is wrong at the front."""
    items.sort(key=lambda item: ("browser" in item.path.parts, item.get_closest_marker("slow") is not None))
