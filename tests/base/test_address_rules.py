"""What an address is, and what is said of what is none."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given, strategies as st

from macros.base.address_rules import WRITE_IN_FULL, fault, mail_fault
from macros.base.problems import Problems
from macros.base.yaml_files import parse
from macros.records.edition_file import EDITION_KIND, EditionFile
from macros.records.kinds import Sources
from macros.records.validation import validate

NO_USER = "take out what stands before the '@', and the '@'"
A_PORT = "give a number from 1 to 65535, or take out the ':'"
UNFIT = {
    "": ("does not begin with http:// or https://", WRITE_IN_FULL),
    "javascript:alert(1)": ("does not begin with http:// or https://", WRITE_IN_FULL),
    "ftp://x.example/": ("does not begin with http:// or https://", WRITE_IN_FULL),
    "//x.example/": ("does not begin with http:// or https://", WRITE_IN_FULL),
    "https:x.example": ("does not begin with http:// or https://", WRITE_IN_FULL),
    " https://x.example": ("does not begin with http:// or https://", WRITE_IN_FULL),
    "https://": ("names no host", WRITE_IN_FULL),
    "https:///x": ("names no host", WRITE_IN_FULL),
    "https://:80/": ("names no host", WRITE_IN_FULL),
    "https://[::1": ("has no host that can be read", WRITE_IN_FULL),
    "https://[": ("has no host that can be read", WRITE_IN_FULL),
    "https://[zz]/": ("has no host that can be read", WRITE_IN_FULL),
    "https://[::1]x/": ("has no host that can be read", WRITE_IN_FULL),
    "https://1.2.3/": ("has no host that can be read", WRITE_IN_FULL),
    "https://1.2.3.256/": ("has no host that can be read", WRITE_IN_FULL),
    "https://a..b/": ("has 'a..b' for its host, which is no name", WRITE_IN_FULL),
    "https://-a.b/": ("has '-a.b' for its host, which is no name", WRITE_IN_FULL),
    "https://a%41.b/": ("has 'a%41.b' for its host, which is no name", WRITE_IN_FULL),
    "https://u:p@x.example/": ("holds a name or password before its host", NO_USER),
    "https://nhs.uk@x.example": ("holds a name or password before its host", NO_USER),
    "https://x.example:99999/": ("has '99999' for its port", A_PORT),
    "https://x.example:0/": ("has '0' for its port", A_PORT),
    "https://x.example:80a/": ("has '80a' for its port", A_PORT),
    "https://x.example:/": ("has '' for its port", A_PORT),
    "https://[::1]:x/": ("has 'x' for its port", A_PORT),
    "https://x.example/a b": ("holds a space, which no address holds", "write '%20' there, or take it out"),
    "https://x.example/a\nb": (
        "holds the character U+000A, which no address holds",
        "write '%0A' there, or take it out",
    ),
    "https://x.example/\u202e": (
        "holds the character U+202E (right-to-left override), which no address holds",
        "write '%E2%80%AE' there, or take it out",
    ),
    "https://x.example/<b>": ("holds '<', which no address holds", "write '%3C' there, or take it out"),
    "https://x.example/{{x}}": ("holds '{', which no address holds", "write '%7B' there, or take it out"),
    "https://x.example\\@y.example/": (
        "holds '\\', which no address holds",
        "write '%5C' there, or take it out",
    ),
    "https://x.example/" + "a" * 500: ("is 518 characters long", "keep it to 500"),
}


@pytest.mark.parametrize("address", UNFIT)
def test_what_is_no_address(address):
    assert fault(address) == UNFIT[address]


@pytest.mark.parametrize(
    "address",
    [
        "https://x.example",
        "HTTP://X.example:8080/a?b=c&d=%20#e",
        "https://[::1]:8080/",
        "http://127.0.0.1/",
        "https://münchen.example/ü",
        "https://intranet/",
        "https://x.example./",
        "https://doi.org/10.1002/(SICI)1097:3%3C1::AID%3E3.0.CO;2-Z",
    ],
)
def test_what_is_one(address):
    assert fault(address) is None


@pytest.mark.parametrize(
    ("address", "sound"),
    [
        ("mailto:a@b.example", True),
        ("mailto:a@b.example?subject=x%20y", True),
        ("mailto:a", False),
        ("mailto:@b.example", False),
        ("mailto:a@b", False),
        ("mailto:a@b.example%0Abcc:c@d.example", False),
        ("mailto:", False),
        ("mailto:a b@c.example", False),
    ],
)
def test_what_is_a_mailbox(address, sound):
    assert (mail_fault(address) is None) == sound


@given(st.one_of(st.text(max_size=40), st.text("htps:/[]@.#?%ab1\\ \n", max_size=30).map("https://".__add__)))
def test_what_passes_can_be_read_by_everything_that_reads_addresses(text):
    if fault(text) is None:
        parts = urlsplit(text)
        assert (
            parts.scheme in ("http", "https")
            and parts.hostname
            and parts.username is None
            and (parts.port is None or 0 < parts.port < 65536)
        )


SOURCE = (
    "sources:\n  - {id: a-1999, type: book, authors: [Kotter JP], year: 1999, title: A, grade: theory, seen:"
    " unread, %s}\n"
)
EDITION_OF = "id: north\nname: North\nshort: North\n%s\n"


@pytest.mark.parametrize(
    ("model", "form", "said"),
    [
        (Sources, SOURCE, "url: 'https://[::1'"),
        (Sources, SOURCE, "doi: '10.1000/<b>'"),
        (EditionFile, EDITION_OF, "address: 'https://[::1'"),
        (EditionFile, EDITION_OF, "contacts: [{for: a, title: T, web: 'https://a:b/'}]"),
        (EditionFile, EDITION_OF, "dates: [{for: a, date: 2027-01-01, book: 'https://a@b/'}]"),
        (EditionFile, EDITION_OF, "footer_links: [{title: T, url: 'https://[::1'}]"),
    ],
)
def test_every_field_of_an_address_is_judged_by_it(model, form, said):
    with pytest.raises(Problems) as told:
        validate(model, parse((form % said).encode(), "x.yml"), EDITION_KIND, "x")
    (problem,) = told.value.problems
    assert problem.wrong.split("' ", 1)[1] in {
        "has no host that can be read",
        "holds '<', which no address holds",
        "has 'b' for its port",
        "holds a name or password before its host",
    }
