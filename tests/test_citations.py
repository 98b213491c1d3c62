"""Sources are named in a sentence as readers of medicine name them: authors in brief and the year."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.citations import address, short
from macros.model import Source


def source(authors: str, year: int = 2009, **more: str) -> Source:
    return Source(id="x", type="book", authors=authors, year=year, title="Title", seen="unread", **more)


@pytest.mark.parametrize(
    ("authors", "said"),
    [
        ("Kotter JP", "Kotter 2009"),
        ("Haynes AB, Weiser TG, Berry WR et al.", "Haynes et al. 2009"),
        ("Haynes AB et al", "Haynes et al. 2009"),
        ("Reay T, Hinings CR", "Reay and Hinings 2009"),
        ("Reay T, Hinings CR, Other A", "Reay et al. 2009"),
        ("van der Velden T", "van der Velden 2009"),
        ("O'Brien P", "O'Brien 2009"),
        ("Dixon-Woods M", "Dixon-Woods 2009"),
        ("Øvretveit J", "Øvretveit 2009"),
        ("NHS England", "NHS England 2009"),
        ("Department of Health", "Department of Health 2009"),
        ("Malo J-L, le May A", "Malo and le May 2009"),
        ("Kennedy I (chair)", "Kennedy 2009"),
        ("NHS Institute; Academy of Medical Royal Colleges", "NHS Institute and Academy of Medical Royal Colleges 2009"),
        ("British Psychological Society; CIPD; SHL", "British Psychological Society et al. 2009"),
        ("Centre for Innovation, University of Leeds", "Centre for Innovation, University of Leeds 2009"),
    ],
)
def test_in_a_sentence(authors, said):
    assert short(source(authors)) == said


def test_no_author_is_no_traceback():
    short(source(", et al."))


@pytest.mark.parametrize("authors", ["et al.", ", ,", ";"])
def test_no_author_is_still_named(authors):
    assert not short(source(authors)).startswith(" ")


NAME = st.from_regex(r"[A-Z][a-z]{2,9}(-[A-Z][a-z]{2,5})? [A-Z]{1,3}", fullmatch=True)


@given(st.lists(NAME, min_size=1, max_size=6), st.booleans(), st.integers(1800, 2100))
def test_it_begins_with_the_first_author_and_ends_with_the_year(names, more, year):
    said = short(source(", ".join(names) + (" et al." if more else ""), year))
    surname = names[0].split()[0]
    assert said.startswith(surname) and said.endswith(f" {year}")
    assert ("et al." in said) == (more or len(names) > 2)
    assert not re.search(r"  | ,|,$", said)


def test_where_a_source_is_found():
    assert address(source("A B", doi="10.1136/bmj.h1996", url="https://example.org/")) == "https://doi.org/10.1136/bmj.h1996"
    assert address(source("A B", url="https://example.org/")) == "https://example.org/"
    assert address(source("A B")) is None


def test_every_real_source_is_named_in_brief(real_book):
    for entry in real_book.sources:
        said = short(entry.node)
        assert re.fullmatch(r"\S.*\S \d{4}", said), entry
        assert "(chair)" not in said and "et al et al" not in said, entry
