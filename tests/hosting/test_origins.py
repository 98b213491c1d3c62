"""Who may be let in by an origin: one site, or all below a name that is somebody's; in hosting.yml and in
editions alike."""

from __future__ import annotations

import re

import pytest
from built import ROOT
from hypothesis import given, strategies as st

from macros.base import yaml_files
from macros.hosting import framing_fault, read_policy
from macros.hosting.owners import KNOWN, ONE_FOR_ALL, UNLISTED, find_public_ending

EXAMPLE = "write an origin such as 'https://intranet.example.nhs.uk' or 'https://*.nhs.uk'"
NARROWER = (
    "after '*.' name the domain of an organisation or a sector, as in 'https://*.nhs.uk', or write one site's"
    " whole name"
)
PORT = "write a number from 1 to 65535 without a zero before it, or leave out the colon too"
NUMBERS = "is an address in numbers, which browsers do not heed here"
NOT = "is not an origin", EXAMPLE

ANYBODYS = {  # What may not stand after '*.', and the ending that is said to be many people's.
    "uk": "uk", "co.uk": "co.uk", "sch.uk": "sch.uk", "com": "com", "com.au": "com.au",
    "internal": "internal", "s3.amazonaws.com": "s3.amazonaws.com",
    "eu-west-2.s3.amazonaws.com": "s3.amazonaws.com", "amazonaws.com": "s3.amazonaws.com",
    "s3.eu-west-2.amazonaws.com": "s3.eu-west-2.amazonaws.com",
    "bucket.s3.eu-west-2.amazonaws.com": "s3.eu-west-2.amazonaws.com",
    "trafficmanager.net": "trafficmanager.net", "myshopify.com": "myshopify.com", "github.io": "github.io",
    "north.github.io": "github.io", "a.b.c.github.io": "github.io", "azurewebsites.net": "azurewebsites.net",
    "blob.core.windows.net": "blob.core.windows.net", "north.blob.core.windows.net": "blob.core.windows.net",
    "core.windows.net": "web.core.windows.net", "windows.net": "web.core.windows.net", "web.app": "web.app",
    "firebaseapp.com": "firebaseapp.com", "pages.dev": "pages.dev", "workers.dev": "workers.dev",
    "netlify.app": "netlify.app", "vercel.app": "vercel.app", "herokuapp.com": "herokuapp.com",
    "cloudfront.net": "cloudfront.net", "run.app": "run.app", "uk.com": "uk.com",
    "azureedge.net": "azureedge.net", "azurefd.net": "azurefd.net", "googleapis.com": "googleapis.com",
    "storage.googleapis.com": "googleapis.com", "wordpress.com": "wordpress.com",
    "north.wordpress.com": "wordpress.com", "azure.com": "cloudapp.azure.com",
    "xn--55qx5d.cn": "xn--55qx5d.cn",
}  # fmt: skip
REFUSED = {
    "": NOT, "https:": NOT, "https://": NOT, "https://.": NOT, "https://..": NOT, "https:/a.example": NOT,
    "//a.example": NOT, "https://a..example": NOT, "https://-a.example": NOT, "https://my_host.example": NOT,
    "https://a.example\\x": NOT, "https://a.example;b": NOT, 'https://a.example"': NOT,
    "ftp://a.example": NOT, "wss://a.example": NOT, "javascript:alert(1)": NOT, "data:": NOT,
    "https:a.example": NOT, f"https://{'a' * 64}.example": NOT, f"https://{'a.' * 124}example": NOT,
    f"https://{'a' * 600}": NOT, "unsafe-inline": ("has no 'https://'", "write 'https://unsafe-inline'"),
    "https://a.example:0": ("has '0' for its port", PORT),
    "https://a.example:65536": ("has '65536' for its port", PORT),
    "https://a.example:99999": ("has '99999' for its port", PORT),
    "https://a.example:0443": ("has '0443' for its port", PORT),
    "https://a.example:": ("has '' for its port", PORT),
    "https://a.example:x": ("has 'x' for its port", PORT),
    "https://a.example:*": ("has '*' for its port", PORT),
    "https://a.example:4-4": ("has '4-4' for its port", PORT),
    "http://localhost:99999": ("has '99999' for its port", PORT),
    "http://a.example:0": ("has '0' for its port", PORT),
    "https://a.example:1:2": ("has '1:2' for its port", PORT), "https://[::1]": (NUMBERS, EXAMPLE),
    "https://[::1]:8443": (NUMBERS, EXAMPLE), "https://[2001:db8::1%25eth0]": (NUMBERS, EXAMPLE),
    "https://10.0.0.1": (NUMBERS, EXAMPLE), "https://*.0.0.1": (NUMBERS, EXAMPLE),
    "https://0x7f.1": (NUMBERS, EXAMPLE), "https://2130706433": (NUMBERS, EXAMPLE),
    "https://*.127.0.0.1": (NUMBERS, EXAMPLE), "https://a.example.0x": (NUMBERS, EXAMPLE),
    "https://a.example.": ("has a full stop at the end of its name", "write 'https://a.example'"),
    "https://*.nhs.uk.:8443": ("has a full stop at the end of its name", "write 'https://*.nhs.uk:8443'"),
    "https://user@a.example": ("holds an '@'", EXAMPLE),
    "https://user:word@a.example": ("holds an '@'", EXAMPLE),
    "https://nhs.uk@a.example": ("holds an '@'", EXAMPLE),
    "HTTPS://a.example": ("holds capitals", "write 'https://a.example'"),
    "https://A.Example": ("holds capitals", "write 'https://a.example'"),
    "Self": ("holds capitals", "write 'self'"), "https://a.EXAMPLE:0": ("has '0' for its port", PORT),
    "https://a. example": ("holds a space, or a sign that cannot be seen", "write 'https://a.example'"),
    "https://a.example\0": ("holds a space, or a sign that cannot be seen", "write 'https://a.example'"),
    "https://a.exam\u200bple": ("holds a space, or a sign that cannot be seen", "write 'https://a.example'"),
    "https://a.example\r\nX: y": ("holds a space, or a sign that cannot be seen", EXAMPLE),
    "https://a.example *": ("holds a space, or a sign that cannot be seen", EXAMPLE),
    "https://bücher.example": (
        "holds letters that browsers do not read here", "write 'https://xn--bcher-kva.example'"),
    "https://*.例え.jp:8443": (
        "holds letters that browsers do not read here", "write 'https://*.xn--r8jz45g.jp:8443'"),
    "https://a。example": ("holds letters that browsers do not read here", "write 'https://a.example'"),
    "é://a.example": ("holds letters that browsers do not read here", EXAMPLE),
    f"https://{'é' * 70}.example": ("holds letters that browsers do not read here", EXAMPLE),
    "https://a.example/": ("goes on after the origin", "write 'https://a.example'"),
    "https://a.example/b?c#d": ("goes on after the origin", "write 'https://a.example'"),
    "https://a.example?b": ("goes on after the origin", "write 'https://a.example'"),
    "https://a.example#b": ("goes on after the origin", "write 'https://a.example'"),
    "http://a.example/b": (
        "is not encrypted, so anyone on the way could take its place", "write 'https://a.example'"),
    "http://10.0.0.1": ("is not encrypted, so anyone on the way could take its place", EXAMPLE),
    "https://a.*.example": ("has a '*' that does not stand alone before the first full stop", EXAMPLE),
    "https://*a.example": ("has a '*' that does not stand alone before the first full stop", EXAMPLE),
    "https://*.*.nhs.uk": ("has a '*' that does not stand alone before the first full stop", EXAMPLE),
    "https://a.example.*": ("has a '*' that does not stand alone before the first full stop", EXAMPLE),
    "https://*": ("lets in too many: it is every site", NARROWER),
    "https://*:443": ("lets in too many: it is every site", NARROWER),
    "https://s3.amazonaws.com": ("is where anybody can have pages", "write one site's whole name"),
    "https://github.io:443": ("is where anybody can have pages", "write one site's whole name"),
}  # fmt: skip
SOUND = ("https://a.example", "https://a.example:1", "https://a.example:65535", "https://intranet",
         "https://xn--bcher-kva.example", "https://*.north.example", "https://*.north.org.uk",
         "https://north.github.io", "https://north.s3.eu-west-2.amazonaws.com",
         "https://north-moodle.azurewebsites.net", "https://*.north.internal",
         "https://127.0.0.1:8443", "http://localhost:8000", "https://127a.example",
         "https://www.nhs.uk")  # fmt: skip


@pytest.mark.parametrize("form", ["https://*.{}", "https://*.{}:8443", "*.{}"])
def test_all_below_a_name_that_is_many_peoples_is_refused(form):
    wrong = "'{}' lets in too many: names that end in '.{}' belong to many different people"
    assert {name: framing_fault(form.format(name)) for name in ANYBODYS} == {
        name: (wrong.format(form.format(name), ending), NARROWER) for name, ending in ANYBODYS.items()
    }


@pytest.mark.parametrize("name", KNOWN)
def test_all_below_a_name_that_is_known_is_let_in_for_the_reason_that_is_said(name):
    assert (
        framing_fault(f"https://*.{name}")
        is framing_fault(f"https://*.north.{name}")
        is framing_fault(f"https://{name}")
        is None
    )
    assert len(KNOWN[name]) > 10


def test_what_stands_in_the_list_of_others_is_not_in_the_public_one(monkeypatch):
    """So that it can be taken out once it is."""
    from macros.hosting import owners

    monkeypatch.setattr(owners, "UNLISTED", [])
    assert [name for name in UNLISTED if find_public_ending(name)] == []


@pytest.mark.parametrize(
    "name",
    [
        "sslip.io",
        "nip.io",
        "traefik.me",
        "hubspotpagebuilder.com",
        "weeblysite.com",
        "webnode.page",
        "tilda.ws",
        "ghost.io",
        "hashnode.dev",
        "backblazeb2.com",
        "github.dev",
        "app.github.dev",
        "000webhostapp.com",
        "wpengine.com",
        "my.site.com",
        "oraclecloud.com",
        "zendesk.com",
        "cdn.ampproject.org",
        "dropboxusercontent.com",
        *UNLISTED,
    ],
)
def test_all_below_a_host_that_the_public_list_lacks_is_refused_and_one_name_is_not(name):
    ending = next(host for host in UNLISTED if f".{name}".endswith(f".{host}"))
    for origin in (f"https://*.{name}", f"https://*.north.{name}"):
        assert framing_fault(origin) == (
            f"'{origin}' lets in too many: names that end in '.{ending}' belong to many different people",
            NARROWER,
        )
    assert framing_fault(f"https://north.{name}") is None


@pytest.mark.parametrize("host", ONE_FOR_ALL)
def test_a_host_with_pages_of_all_comers_is_refused_by_its_name_and_among_others(host):
    says = (
        f"'https://{host}' is where anybody can have pages",
        "no origin names one of them alone: show the page from a host of your own",
    )
    assert framing_fault(f"https://{host}") == says
    assert framing_fault(f"https://*.{host.partition('.')[2]}") is not None


def test_a_wildcard_over_a_host_with_pages_of_all_comers_names_it():
    assert framing_fault("https://*.archive.org") == (
        (
            "'https://*.archive.org' lets in too many: among them is web.archive.org, where anybody can have"
            " pages"
        ),
        NARROWER,
    )


@pytest.mark.parametrize("origin", REFUSED)
def test_what_a_browser_would_not_heed_is_refused_with_what_would_be_right(origin):
    wrong, right = framing_fault(origin)
    assert wrong.partition("' ")[2] == REFUSED[origin][0] and right == REFUSED[origin][1]


@pytest.mark.parametrize("origin", SOUND)
def test_one_site_or_all_of_somebodys_is_let_in(origin):
    assert framing_fault(origin) is None


def test_what_is_shipped_is_let_in_and_needs_no_list_to_be_read(monkeypatch):
    from macros.hosting import owners

    monkeypatch.setattr(owners, "_read_lists", None)  # Reading it would fail.
    assert [
        framing_fault(origin) for origin in read_policy(ROOT).framing if origin.startswith("https://*.")
    ] == [None] * 7


def test_editions_that_are_shipped_are_let_in():
    said = [
        yaml_files.read(file, file.name).data.get("framing", [])
        for file in sorted((ROOT / "editions").glob("*/edition.yml"))
    ]
    assert [framing_fault(origin) for origins in said for origin in origins] == [None] * sum(map(len, said))


@given(
    st.one_of(
        st.text(max_size=40),
        st.from_regex(r"(https?://)?(\*\.)?[a-zA-Z0-9.@:/*\[\] é-]{0,30}", fullmatch=True),
    )
)
def test_whatever_is_written_is_judged_and_what_is_advised_is_sound(origin):
    found = framing_fault(origin)
    for advised in re.findall(r"'(https://[^']*|self|none)'", found[1] if found else ""):
        assert framing_fault(advised) is None
    assert (
        found
        or origin in ("self", "none")
        or re.fullmatch(r"https?://(\*\.)?[a-z0-9.-]+(:[1-9][0-9]*)?", origin)
    )
