"""What jsonschema knows of addresses in letters of any language is there when it is asked for."""

from __future__ import annotations

import sys

import late_grammars
import pytest
from jsonschema import FormatChecker


@pytest.mark.slow
def test_the_grammars_are_loaded_when_they_are_needed(monkeypatch):
    monkeypatch.delitem(sys.modules, late_grammars.NAME, raising=False)
    late_grammars.put_off()
    checker = FormatChecker(["iri"])
    assert checker.conforms("https://bücher.example/ä", "iri")
    assert not checker.conforms("no address", "iri")
