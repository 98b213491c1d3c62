"""What hosting.yml says reaches readers: every form of it agrees with the policy, and so do a real nginx and
a real Apache.

IIS and Azure cannot be run here; their files are parsed by their own rules, as far as these are published.
"""

from __future__ import annotations

import functools
import gzip
import http.client
import json
import re
import shutil
import socket
import xml.etree.ElementTree as xml
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import pytest
import real_servers
from built import ROOT, SUB_PATH, asset, edition, pages, site, sub_path_site
from waiting import PATIENCE

from macros import hosting
from macros.addresses.asset_names import name_by_content
from macros.base.problems import Problems
from macros.hosting import faults
from macros.hosting.hosts import Unfit, format_headers_file, list_uncovered
from macros.hosting.policy import Policy, overlaps

PREFIXES = ("", SUB_PATH)
NAMED = "https://handbook.example"  # The origin of the site at SUB_PATH.
HERE = """\
framing: [self, "https://*.nhs.uk"]
content_security_policy:
  default-src: [none]
  img-src: [self, "data:"]
headers:
  Cache-Control: no-cache
rules:
  - addresses: [/assets/css/*]
    headers: {Cache-Control: "max-age=9"}
types: {.html: text/html; charset=utf-8}
not_found: /404.html
"""


# Allowed, and hard on those who write it down: places inside places, one file in them, signs of every form.
NASTY = """\
framing: [none]
content_security_policy: {default-src: [self], img-src: [self, "data:", "blob:",\
 "https://*.media.example:8443"], script-src: [self, "https://a.example"]}
headers:
  Cache-Control: no-cache
  X-Signs: "'<a> & {b}'; c=(d), #e ~ [f] | g: */*"
rules:
  - {addresses: [/assets/*], headers: {X-Assets: "1"}}
  - {addresses: [/assets/data/*, /embed/*], headers: {X-Data: "2", Access-Control-Allow-Origin: "*"}}
  - {addresses: [/assets/css/*, /embed/host.js, /assets/data/handbook.json], headers:\
 {Cache-Control: "public, max-age=7200, immutable"}}
  - {addresses: [/assets/js/*, /embed/theory/*], headers: {Cache-Control: max-age=9}}
  - {addresses: [/embed/theory/*, /assets/favicon.svg], headers: {X-Deep: "3"}}
types: {.html: text/html; charset=utf-8, .js: text/javascript; charset=utf-8, .json: application/json;\
 charset=utf-8, .svg: image/svg+xml}
not_found: /404.html
"""
ONE_AND_ALL = (
    "hosting/nginx.conf",
    "hosting/apache.conf",
)  # The others send the headers of a place with an answer 404 too.


@functools.cache
def policy() -> Policy:
    return hosting.read_policy(ROOT)


@functools.cache
def policy_at(prefix: str) -> Policy:
    """The policy of the site that was built for an address with this path; without one, of the site that
    knows no address."""
    return policy().name_origin(NAMED) if prefix else policy()


@functools.cache
def addresses() -> tuple[str, ...]:
    """Addresses of every kind, from the site's root."""

    def by_name(path: str) -> str:
        return "/" + asset(path).relative_to(site()).as_posix()

    shard = min(site().glob("assets/search/words-*.js"))
    return (
        "/",
        "/index.html",
        "/about/",
        "/theories/eight-steps/",
        "/frameworks/mlcf/1.1/",
        "/tools/plan/",
        "/deaneries/hosting/",
        "/404.html",
        "/embed/theory/eight-steps/",
        "/embed/host.js",
        "/sitemap.xml",
        "/assets/favicon.svg",
        by_name("assets/css/site.css"),
        by_name("assets/js/shell/boot.js"),
        by_name("assets/js/tools/document.js"),
        f"/assets/search/{shard.name}",
        "/assets/data/handbook.json",
        "/assets/data/handbook.js",
        "/assets/data/search.js",
        "/search/",
        "/schemas/theory.schema.json",
    )


# -- what the policy says


def test_the_shipped_policy_is_sound_and_strict():
    assert hosting.check(ROOT) == []
    everywhere = policy().general_headers
    directives = dict(each.split(" ", 1) for each in everywhere["Content-Security-Policy"].split("; "))
    assert (
        directives.pop("frame-ancestors")
        == "'self' https://*.sharepoint.com https://*.nhs.uk https://*.nhs.net https://*.nhs.scot"
        " https://*.nhs.wales https://*.hscni.net https://*.ac.uk"
    )
    assert directives == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "frame-src": "'self'",
        "base-uri": "'self'",
        "form-action": "'none'",
    }
    assert (
        everywhere["Referrer-Policy"] == "same-origin" and everywhere["X-Content-Type-Options"] == "nosniff"
    )
    assert {name.lower() for name in everywhere}.isdisjoint(
        {"x-frame-options", "strict-transport-security", "cross-origin-opener-policy"}
    )


@pytest.mark.parametrize(
    "address,name,value",
    [
        ("/about/", "Cache-Control", "no-cache"),
        ("/assets/css/shell.0a1b2c3d.css", "Cache-Control", "public, max-age=31536000, immutable"),
        ("/assets/data/handbook.json", "Cache-Control", "public, max-age=60"),
        ("/assets/data/handbook.json", "Access-Control-Allow-Origin", "*"),
        ("/assets/search/words-0.12345678.js", "Access-Control-Allow-Origin", "*"),
        ("/schemas/theory.schema.json", "Access-Control-Allow-Origin", "*"),
        ("/embed/theory/eight-steps/", "X-Robots-Tag", "noindex"),
        ("/embed/host.js", "Cache-Control", "no-cache"),
        ("/embed/host.js", "Access-Control-Allow-Origin", "*"),
        ("/embed/card.js", "Access-Control-Allow-Origin", "*"),
        ("/embed/host.js", "X-Robots-Tag", "noindex"),
        ("/embed/theory/eight-steps/", "Access-Control-Allow-Origin", None),
        ("/theories/eight-steps/", "X-Robots-Tag", None),
        ("/theories/eight-steps/", "Access-Control-Allow-Origin", None),
    ],
)
def test_an_address_gets_its_headers(address, name, value):
    assert policy().find_headers(address).get(name) == value


def test_an_edition_adds_to_who_may_frame_the_site():
    more = policy().allow_framing(["https://intranet.north.example", "https://*.nhs.uk"])
    assert more.framing == [*policy().framing, "https://intranet.north.example"]
    assert more.format_content_policy().endswith(" https://*.ac.uk https://intranet.north.example")
    assert policy().allow_framing([]) is policy()
    nobody = policy().model_copy(update={"framing": ["none"]})
    assert nobody.allow_framing(["https://a.example"]).framing == ["https://a.example"]


def test_the_sites_own_origin_stands_beside_self_wherever_a_page_may_load_from_it():
    """A page in a sandbox without allow-same-origin has an opaque origin, which Safari takes 'self' for."""
    named = policy().name_origin(NAMED)
    assert named.format_content_policy(framing=False) == (
        f"default-src 'none'; script-src 'self' {NAMED}; style-src 'self' {NAMED}; img-src 'self' data:"
        f" {NAMED}; font-src 'self' {NAMED}; connect-src 'self' {NAMED}; worker-src 'self' {NAMED};"
        f" manifest-src 'self' {NAMED}; frame-src 'self' {NAMED}; base-uri 'self' {NAMED}; form-action 'none'"
    )
    assert named.framing == policy().framing  # 'self' there is the page around the frame.
    assert policy().name_origin("") is policy()
    assert named.name_origin(NAMED) == named


def test_a_copy_for_a_disk_names_no_address_whatever_is_known_of_one(monkeypatch):
    from macros.mkdocs_site.plugin import _read_policy

    monkeypatch.delenv("HANDBOOK_OFFLINE", raising=False)
    assert _read_policy(ROOT, f"{NAMED}/") == policy().name_origin(NAMED)
    monkeypatch.setenv("HANDBOOK_OFFLINE", "true")
    assert _read_policy(ROOT, f"{NAMED}/") == policy()


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://handbook.example/", "https://handbook.example"),
        ("https://Handbook.EXAMPLE:443/leaders/", "https://handbook.example"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("http://localhost:80", "http://localhost"),
        ("https://bücher.example/", "https://xn--bcher-kva.example"),
        ("https://handbook.example./", "https://handbook.example"),
        ("", ""),
        (None, ""),
        # What no policy can name: the site is built all the same, and 'self' is all that it has.
        ("http://[::1]:8000/", ""),
        ("https://hand_book.example/", ""),
        # What the build refuses.
        ("https://handbook.example/a;b/", ""),
        ("ftp://handbook.example/", ""),
    ],
)
def test_the_origin_of_a_site_is_read_from_its_address(address, origin):
    assert hosting.read_origin(address) == origin


# -- the policy in the pages themselves

HEAD = re.compile(
    r"\s*<!doctype html>\s*<html[^>]*>\s*<head>\s*<meta charset=\"utf-8\">\s*(<meta http-equiv=[^>]*>)"
)
META = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; style-src"
    " 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src"
    " 'self'; frame-src 'self'; base-uri 'self'; form-action 'none'\">"
)


def test_the_policy_of_a_page_is_that_of_the_header_but_for_who_may_frame_it():
    assert policy().format_meta() == META
    assert (
        policy()
        .format_content_policy()
        .startswith(re.search('content="(.*)"', META)[1] + "; frame-ancestors ")
    )
    assert {"frame-ancestors", "report-uri", "report-to", "sandbox"}.isdisjoint(
        faults.DIRECTIVES
    )  # Browsers heed none of them there.
    assert "https://*.media.example:8443" in nasty().format_meta() and nasty().format_meta().count('"') == 4


def read_beginning(file) -> str:
    """The first characters of a page, of which the policy is to be among."""
    with file.open(encoding="utf-8") as page:
        return page.read(4096)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("built", "origin"),
    [
        (site, ""),
        (functools.partial(site, offline=True), ""),
        (sub_path_site, NAMED),
        (functools.partial(edition, "example-north"), "https://leadership.north.example"),
        (functools.partial(edition, "enghraifft-cymru"), "https://arweinyddiaeth.cymru.example"),
    ],
)
def test_every_page_that_a_build_writes_names_the_policy_before_anything_that_loads(built, origin):
    """Pages of the theme, of records and written by hand, embeds, the page for unknown addresses: whatever
    ends in .html."""
    files = sorted(built().rglob("*.htm*"))
    meta = policy().name_origin(origin).format_meta()
    # A copy for a disk has no page for unknown addresses.
    expected = {"index.html"} if built().name == "disk" else {"404.html", "index.html"}
    assert len(files) > 300 and expected <= {file.name for file in files}
    without = [file for file in files if not (found := HEAD.match(read_beginning(file))) or found[1] != meta]
    assert [file.relative_to(built()).as_posix() for file in without] == []


# -- what a policy may not say


@pytest.mark.parametrize(
    "old,new,says",
    [
        (
            "self, ",
            "'', ",
            (
                "hosting.yml:1:11: framing 1: '' is not an origin; write an origin such as"
                " 'https://intranet.example.nhs.uk' or 'https://*.nhs.uk'"
            ),
        ),
        (
            "https://*.nhs.uk",
            "http://intranet.nhs.uk",
            (
                "hosting.yml:1:17: framing 2: 'http://intranet.nhs.uk' is not encrypted, so anyone on the way"
                " could take its place; write 'https://intranet.nhs.uk'"
            ),
        ),
        (
            "https://*.nhs.uk",
            "https://a.nhs.uk/intranet",
            (
                "hosting.yml:1:17: framing 2: 'https://a.nhs.uk/intranet' goes on after the origin; write"
                " 'https://a.nhs.uk'"
            ),
        ),
        (
            "https://*.nhs.uk",
            "https://a.nhs.uk/",
            (
                "hosting.yml:1:17: framing 2: 'https://a.nhs.uk/' goes on after the origin; write"
                " 'https://a.nhs.uk'"
            ),
        ),
        (
            "https://*.nhs.uk",
            "a.nhs.uk",
            "hosting.yml:1:17: framing 2: 'a.nhs.uk' has no 'https://'; write 'https://a.nhs.uk'",
        ),
        (
            "https://*.nhs.uk",
            "*",
            (
                "hosting.yml:1:17: framing 2: '*' lets in too many: it is every site; after '*.' name the"
                " domain of an organisation or a sector, as in 'https://*.nhs.uk', or write one site's whole"
                " name"
            ),
        ),
        (
            "https://*.nhs.uk",
            "https://*.uk",
            (
                "hosting.yml:1:17: framing 2: 'https://*.uk' lets in too many: names that end in '.uk' belong"
                " to many different people; after '*.' name the domain of an organisation or a sector, as in"
                " 'https://*.nhs.uk', or write one site's whole name"
            ),
        ),
        (
            "https://*.nhs.uk",
            "https://*.co.uk:8443",
            (
                "hosting.yml:1:17: framing 2: 'https://*.co.uk:8443' lets in too many: names that end in"
                " '.co.uk' belong to many different people; after '*.' name the domain of an organisation or"
                " a sector, as in 'https://*.nhs.uk', or write one site's whole name"
            ),
        ),
        (
            "https://*.nhs.uk",
            "https://*.GitHub.io",
            (
                "hosting.yml:1:17: framing 2: 'https://*.GitHub.io' lets in too many: names that end in"
                " '.github.io' belong to many different people; after '*.' name the domain of an organisation"
                " or a sector, as in 'https://*.nhs.uk', or write one site's whole name"
            ),
        ),
        (
            "https://*.nhs.uk",
            "'none'",
            "hosting.yml:1:17: framing 2: ''none'' stands in two pairs of quotes; write it without: none",
        ),
        (
            "https://*.nhs.uk",
            "none",
            "hosting.yml:1:17: framing 2: 'none' stands beside others; take it away, or everything else",
        ),
        (
            "https://*.nhs.uk",
            "self",
            "hosting.yml:1:17: framing 2: 'self' stands here twice; keep one of them",
        ),
        (
            "https://*.nhs.uk",
            "https://a.example; script-src *",
            (
                "hosting.yml:1:17: framing 2: 'https://a.example; script-src *' holds a space, or a sign that"
                " cannot be seen; write an origin such as 'https://intranet.example.nhs.uk' or"
                " 'https://*.nhs.uk'"
            ),
        ),
        (
            "https://*.nhs.uk",
            "https://a.example\\nX-Evil: 1",
            (
                "hosting.yml:1:17: framing 2: 'https://a.example X-Evil: 1' holds a space, or a sign that"
                " cannot be seen; write an origin such as 'https://intranet.example.nhs.uk' or"
                " 'https://*.nhs.uk'"
            ),
        ),
        (
            "https://*.nhs.uk",
            'https://a.example\\"',
            (
                "hosting.yml:1:17: framing 2: 'https://a.example\"' is not an origin; write an origin such as"
                " 'https://intranet.example.nhs.uk' or 'https://*.nhs.uk'"
            ),
        ),
        (
            "https://*.nhs.uk",
            "javascript:alert(1)",
            (
                "hosting.yml:1:17: framing 2: 'javascript:alert(1)' is not an origin; write an origin such as"
                " 'https://intranet.example.nhs.uk' or 'https://*.nhs.uk'"
            ),
        ),
        (
            '[self, "https://*.nhs.uk"]',
            "[]",
            (
                "hosting.yml:1:1: file hosting, framing: is an empty list; write who may show the handbook in"
                " a frame: 'self' and origins such as 'https://*.nhs.uk', or 'none' alone"
            ),
        ),
        (
            "framing:",
            "framed:",
            (
                "hosting.yml:1:1: file hosting, framed: the key 'framed' is not known here; did you mean"
                " 'framing'?"
            ),
        ),
        (
            "img-src",
            "image-src",
            (
                "hosting.yml:4:3: content_security_policy, image-src: 'image-src' is not a directive that is"
                " known here; did you mean 'img-src'?"
            ),
        ),
        (
            "img-src",
            "frame-ancestors",
            (
                "hosting.yml:4:3: content_security_policy, frame-ancestors: who may frame the site is said"
                " here too; write it under 'framing' alone"
            ),
        ),
        (
            "data:",
            "unsafe-inline",
            (
                "hosting.yml:4:19: content_security_policy, img-src 2: 'unsafe-inline' is not a source that"
                " is let in here; write self, none, data:, blob: or an origin such as https://media.example;"
                " the handbook has nothing inline"
            ),
        ),
        (
            "data:",
            "*",
            (
                "hosting.yml:4:19: content_security_policy, img-src 2: '*' is not a source that is let in"
                " here; write self, none, data:, blob: or an origin such as https://media.example; the"
                " handbook has nothing inline"
            ),
        ),
        (
            "data:",
            "https://*",
            (
                "hosting.yml:4:19: content_security_policy, img-src 2: 'https://*' lets in too many: it is"
                " every site; after '*.' name the domain of an organisation or a sector, as in"
                " 'https://*.nhs.uk', or write one site's whole name"
            ),
        ),
        (
            "data:",
            "https://*.com",
            (
                "hosting.yml:4:19: content_security_policy, img-src 2: 'https://*.com' lets in too many:"
                " names that end in '.com' belong to many different people; after '*.' name the domain of an"
                " organisation or a sector, as in 'https://*.nhs.uk', or write one site's whole name"
            ),
        ),
        (
            "data:",
            "https://*.*",
            (
                "hosting.yml:4:19: content_security_policy, img-src 2: 'https://*.*' has a '*' that does not"
                " stand alone before the first full stop; write an origin such as"
                " 'https://intranet.example.nhs.uk' or 'https://*.nhs.uk'"
            ),
        ),
        (
            "data:",
            "https://:",
            (
                "hosting.yml:4:19: content_security_policy, img-src 2: 'https://:' is not an origin; write an"
                " origin such as 'https://intranet.example.nhs.uk' or 'https://*.nhs.uk'"
            ),
        ),
        (
            "data:",
            "https://..",
            (
                "hosting.yml:4:19: content_security_policy, img-src 2: 'https://..' is not an origin; write"
                " an origin such as 'https://intranet.example.nhs.uk' or 'https://*.nhs.uk'"
            ),
        ),
        (
            "data:",
            "http://localhost",
            (
                "hosting.yml:4:19: content_security_policy, img-src 2: 'http://localhost' is not a source"
                " that is let in here; write self, none, data:, blob: or an origin such as"
                " https://media.example; the handbook has nothing inline"
            ),
        ),
        (
            "img-src",
            "script-src",
            (
                "hosting.yml:4:22: content_security_policy, script-src 2: 'data:' is not let in for"
                " script-src: whoever can write an address could write what is loaded; data: is for img-src,"
                " font-src, media-src, worker-src"
            ),
        ),
        (
            "[none]",
            '["https://a.example"]',
            (
                "hosting.yml:2:1: content_security_policy: does not begin from nothing: a kind of content"
                " that no directive names could come from anywhere; write 'default-src: [none]' or"
                " 'default-src: [self]', and a directive for each exception"
            ),
        ),
        (
            "default-src: [none]",
            "script-src: [self]",
            (
                "hosting.yml:2:1: content_security_policy: does not begin from nothing: a kind of content"
                " that no directive names could come from anywhere; write 'default-src: [none]' or"
                " 'default-src: [self]', and a directive for each exception"
            ),
        ),
        (
            "data:",
            "none",
            (
                "hosting.yml:4:3: content_security_policy, img-src: 'none' stands beside others; take it"
                " away, or everything else"
            ),
        ),
        (
            "Cache-Control: no-cache",
            "X-Frame-Options: DENY",
            (
                "hosting.yml:6:3: headers, X-Frame-Options: the header X-Frame-Options is not set here;"
                " delete it: who may show the site in a frame is said under 'framing'"
            ),
        ),
        (
            "Cache-Control: no-cache",
            '"X Y": z',
            (
                "hosting.yml:6:3: headers, X Y: 'X Y' is not the name of a header; write letters, digits and"
                " hyphens"
            ),
        ),
        (
            "Cache-Control: no-cache",
            'A: "x\\ny"',
            (
                "hosting.yml:6:3: headers, A: 'x y' cannot be the value of a header in every server's form;"
                ' write one line of at most 500 letters, digits and signs, without " $ % and backslash, that'
                " does not begin with 'expr='"
            ),
        ),
        (
            "Cache-Control: no-cache",
            "A: $host",
            (
                "hosting.yml:6:3: headers, A: '$host' cannot be the value of a header in every server's form;"
                ' write one line of at most 500 letters, digits and signs, without " $ % and backslash, that'
                " does not begin with 'expr='"
            ),
        ),
        (
            "Cache-Control: no-cache",
            'A: "expr=%{HTTP_HOST}"',
            (
                "hosting.yml:6:3: headers, A: 'expr=%{HTTP_HOST}' cannot be the value of a header in every"
                " server's form; write one line of at most 500 letters, digits and signs, without \" $ % and"
                " backslash, that does not begin with 'expr='"
            ),
        ),
        (
            "Cache-Control: no-cache",
            "cache-control: no-cache",
            (
                "hosting.yml:6:3: headers, cache-control: the header Cache-Control is spelt in another way"
                " here; write 'Cache-Control'"
            ),
        ),
        (
            'Cache-Control: "max-age=9"',
            "A: b, a: c",
            "hosting.yml:9:21: rules 1, headers, a: the header A is spelt in another way here; write 'A'",
        ),
        (
            "/assets/css/*",
            "/*",
            (
                "hosting.yml:8:17: rules 1, addresses 1: '/*' is every address; write these headers under"
                " 'headers'"
            ),
        ),
        (
            "/assets/css/*",
            "/",
            (
                "hosting.yml:8:17: rules 1, addresses 1: '/' is not an address from the root; write it as"
                " '/search/*' or '/embed/host.js', in small letters; '*' stands only at the end, after a"
                " slash"
            ),
        ),
        (
            "/assets/css/*",
            "/about/",
            (
                "hosting.yml:8:17: rules 1, addresses 1: '/about/' is a page, and IIS cannot tell it from all"
                " that is below it; write '/about/*'"
            ),
        ),
        (
            "/assets/css/*",
            "/about",
            (
                "hosting.yml:8:17: rules 1, addresses 1: '/about' has no ending that is under 'types', so it"
                " may be a folder; write '/about/*', or the whole name of a file"
            ),
        ),
        (
            "/assets/css/*",
            "/404.html",
            (
                "hosting.yml:8:17: rules 1, addresses 1: '/404.html' is sent for other addresses too, and"
                " servers differ in what they then go by; name the folder it is in, with '/*'"
            ),
        ),
        (
            "/assets/css/*",
            "/about/index.html",
            (
                "hosting.yml:8:17: rules 1, addresses 1: '/about/index.html' is sent for other addresses too,"
                " and servers differ in what they then go by; name the folder it is in, with '/*'"
            ),
        ),
        (
            "/assets/css/*",
            "/Assets/css/*",
            (
                "hosting.yml:8:17: rules 1, addresses 1: '/Assets/css/*' is not an address from the root;"
                " write it as '/search/*' or '/embed/host.js', in small letters; '*' stands only at the end,"
                " after a slash"
            ),
        ),
        (
            "/assets/css/*",
            "/assets/../*",
            (
                "hosting.yml:8:17: rules 1, addresses 1: '/assets/../*' is not an address from the root;"
                " write it as '/search/*' or '/embed/host.js', in small letters; '*' stands only at the end,"
                " after a slash"
            ),
        ),
        (
            "/assets/css/*",
            "assets",
            (
                "hosting.yml:8:17: rules 1, addresses 1: 'assets' is not an address from the root; write it"
                " as '/search/*' or '/embed/host.js', in small letters; '*' stands only at the end, after a"
                " slash"
            ),
        ),
        (
            "/assets/css/*",
            f"/{'a' * 3000}/*",
            (
                f"hosting.yml:8:17: rules 1, addresses 1: '/{'a' * 58}…' is 3,003 characters long; keep it"
                " to 200"
            ),
        ),
        (
            "/assets/css/*",
            "/*.css",
            (
                "hosting.yml:8:17: rules 1, addresses 1: '/*.css' is not an address from the root; write it"
                " as '/search/*' or '/embed/host.js', in small letters; '*' stands only at the end, after a"
                " slash"
            ),
        ),
        (
            "/assets/css/*",
            "/assets/*, /assets/css/*",
            (
                "hosting.yml:9:15: rules 1, headers, Cache-Control: Cache-Control is set for '/assets/css/*'"
                " and for '/assets/*'; set it in one rule for each address"
            ),
        ),
        (
            "text/html; charset=utf-8",
            "html",
            (
                "hosting.yml:10:9: types, .html: 'html' is not a media type; write it as 'application/json;"
                " charset=utf-8'"
            ),
        ),
        (
            "/404.html",
            "404",
            (
                "hosting.yml:11:1: not_found: '404' is not the page that is made for unknown addresses; write"
                " /404.html"
            ),
        ),
        (
            "/404.html",
            "/gone.html",
            (
                "hosting.yml:11:1: not_found: '/gone.html' is not the page that is made for unknown"
                " addresses; write /404.html"
            ),
        ),
        (
            "text/html; charset=utf-8",
            "text/plain; charset=utf-8",
            (
                "hosting.yml:10:9: types, .html: 'text/plain; charset=utf-8' is not the type of such a file,"
                " which browsers would not use; write 'text/html; charset=utf-8'"
            ),
        ),
        (
            "{.html: text/html; charset=utf-8}",
            "{.html: text/html, .js: text/plain}",
            (
                "hosting.yml:10:27: types, .js: 'text/plain' is not the type of such a file, which browsers"
                " would not use; write 'text/javascript; charset=utf-8'"
            ),
        ),
        (
            ".html: text/html",
            ".htm: text/html",
            (
                "hosting.yml:10:1: types: does not name '.html', so browsers would be told nothing of pages;"
                " write '.html: text/html; charset=utf-8' among them"
            ),
        ),
        (
            "Cache-Control: no-cache",
            "Content-Encoding: gzip",
            (
                "hosting.yml:6:3: headers, Content-Encoding: the header Content-Encoding is not set here;"
                " delete it: it is for the server to say of each answer"
            ),
        ),
        (
            "Cache-Control: no-cache",
            "Content-Length: 5",
            (
                "hosting.yml:6:3: headers, Content-Length: the header Content-Length is not set here; delete"
                " it: it is for the server to say of each answer"
            ),
        ),
        (
            "Cache-Control: no-cache",
            "transfer-encoding: chunked",
            (
                "hosting.yml:6:3: headers, transfer-encoding: the header transfer-encoding is not set here;"
                " delete it: it is for the server to say of each answer"
            ),
        ),
        (
            "Cache-Control: no-cache",
            "Location: /about/",
            (
                "hosting.yml:6:3: headers, Location: the header Location is not set here; delete it: it would"
                " send every reader elsewhere"
            ),
        ),
        (
            "Cache-Control: no-cache",
            "Refresh: 0",
            (
                "hosting.yml:6:3: headers, Refresh: the header Refresh is not set here; delete it: it would"
                " send every reader elsewhere"
            ),
        ),
        (
            "Cache-Control: no-cache",
            "Set-Cookie: a=b",
            (
                "hosting.yml:6:3: headers, Set-Cookie: the header Set-Cookie is not set here; delete it: the"
                " handbook sets no cookies, and what readers keep stays in their browsers"
            ),
        ),
        (
            "Cache-Control: no-cache",
            "Content-Disposition: attachment",
            (
                "hosting.yml:6:3: headers, Content-Disposition: the header Content-Disposition is not set"
                " here; delete it: pages would not be shown"
            ),
        ),
        (
            'Cache-Control: "max-age=9"',
            "Clear-Site-Data: '*'",
            (
                "hosting.yml:9:15: rules 1, headers, Clear-Site-Data: the header Clear-Site-Data is not set"
                " here; delete it: the handbook sets no cookies, and what readers keep stays in their"
                " browsers"
            ),
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path, old, new, says):
    assert old in HERE
    (tmp_path / "hosting.yml").write_text(HERE.replace(old, new, 1), "utf-8")
    assert [str(problem) for problem in hosting.check(tmp_path)] == [says]


def test_a_header_for_every_address_cannot_be_another_somewhere(tmp_path):
    said = HERE.replace("Cache-Control: no-cache\n", "Cache-Control: no-cache\n  X-A: b\n").replace(
        "{Cache-Control:", "{X-A: c, Cache-Control:"
    )
    (tmp_path / "hosting.yml").write_text(said, "utf-8")
    assert [str(problem) for problem in hosting.check(tmp_path)] == [
        "hosting.yml:10:15: rules 1, headers, X-A: X-A is set for every address already, and Netlify and"
        " Cloudflare would join the two; set it in one place; Cache-Control alone may differ from place to"
        " place"
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/a;b",
        "/a{b}",
        '/a"b',
        "/a b",
        "/a%20b",
        "/a$b",
        "/a/../b",
        "/a//b",
        "/a\\b",
        "/a'b",
        "/ä",
        "/a(b)",
        "/%zz",
        "/;a=b,c",
        "/../x",
        "//a",
        "/a/",
        "/a?b",
    ],
)
def test_a_path_that_could_break_out_of_a_file_for_servers_ends_the_build_with_a_sentence(path):
    with pytest.raises(hosting.Unfit) as told:
        hosting.read_prefix(f"https://handbook.example{path}/")
    assert (
        str(told.value)
        == f"the site's address goes on with '{path}', which holds what a server's configuration could take"
        " for its own; write letters, digits, '-', '_', '.' and '~' between single slashes, and nothing"
        " after the path (in HANDBOOK_SITE_URL, or under 'address' in edition.yml)"
    )


LONG = [f"https://{'a' * 56}-{number}.example" for number in range(100, 200)]


def listed(values) -> str:
    return ", ".join(f'"{value}"' for value in values)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            'self, "https://*.nhs.uk"',
            listed(LONG[:32]),
            (
                "hosting.yml:1:1: framing: makes a header of 2,548 characters, with what else it holds, and"
                " Cloudflare Pages reads 2,000; name fewer or shorter origins; '*.' covers many names"
            ),
        ),
        (
            'self, "data:"',
            listed(LONG[:40]),
            (
                "hosting.yml:4:3: content_security_policy, img-src: makes a header of 3,175 characters, with"
                " what else it holds, and Cloudflare Pages reads 2,000; name fewer or shorter origins; '*.'"
                " covers many names"
            ),
        ),
        (
            'self, "https://*.nhs.uk"',
            listed(range(4000)),
            "hosting.yml:1:1: framing: holds 4,000 origins; keep it to 40, for some hosts read no more",
        ),
        (
            'self, "data:"',
            listed(range(41)),
            (
                "hosting.yml:4:3: content_security_policy, img-src: holds 41 sources; keep it to 40, for some"
                " hosts read no more"
            ),
        ),
        (
            "Cache-Control: no-cache",
            "\n  ".join(f"X-{number}: a" for number in range(41)),
            "hosting.yml:5:1: headers: holds 41 headers; keep it to 40, for some hosts read no more",
        ),
        (
            'Cache-Control: "max-age=9"',
            ", ".join(f"X-{number}: a" for number in range(200)),
            (
                "hosting.yml:9:5: rules 1, headers: holds 200 headers; keep it to 40, for some hosts read no"
                " more"
            ),
        ),
        (
            "/assets/css/*",
            listed(f"/a{number}/*" for number in range(120)),
            (
                "hosting.yml:8:5: rules 1, addresses: bring the addresses of all rules to 120; keep them to"
                " 40 in all; '/*' covers a whole folder"
            ),
        ),
    ],
)
def test_what_hosts_would_cut_is_told_with_its_place_and_nothing_is_judged_beyond(tmp_path, old, new, says):
    assert old in HERE
    (tmp_path / "hosting.yml").write_text(HERE.replace(old, new, 1), "utf-8")
    assert [str(problem) for problem in hosting.check(tmp_path)] == [says]


def test_a_path_of_plain_signs_is_sound_in_every_form():
    assert hosting.read_prefix("https://handbook.example/~it/a--b/v1.2_c/") == (prefix := "/~it/a--b/v1.2_c")
    for form in hosting.FILES.values():
        assert form(policy(), prefix)
    assert xml.fromstring(hosting.FILES["web.config"](policy(), prefix)).tag == "configuration"


def test_the_build_ends_with_the_sentence(tmp_path, monkeypatch):
    from types import SimpleNamespace

    from mkdocs.exceptions import BuildError

    from macros.mkdocs_site import further_files

    monkeypatch.delenv("HANDBOOK_OFFLINE", raising=False)
    monkeypatch.setattr(
        further_files, "find_renderer", lambda config: SimpleNamespace(edition=None, policy=policy())
    )
    with pytest.raises(BuildError, match="the site's address goes on with '/a;b', which holds"):
        further_files.write_hosting(
            SimpleNamespace(site_dir=str(tmp_path), site_url="https://handbook.example/a;b/")
        )
    assert not (tmp_path / "_headers").exists()


def test_a_file_that_is_no_yaml_or_not_there_is_no_traceback(tmp_path):
    assert hosting.check(tmp_path) == []
    (tmp_path / "hosting.yml").write_text("framing: [", "utf-8")
    assert [str(problem) for problem in hosting.check(tmp_path)] == [
        "hosting.yml:1:11: file: a value is missing here; write it, or close the bracket above; a text that"
        " begins with a bracket stands in quotes"
    ]
    (tmp_path / "hosting.yml").write_text("- list", "utf-8")
    with pytest.raises(Problems, match="hosting.yml:1:1: file: holds a list where a record is expected"):
        hosting.read_policy(tmp_path)


@pytest.mark.parametrize(
    "origin",
    [
        "self",
        "none",
        "https://a.example",
        "https://*.a.example:8443",
        "http://localhost:8000",
        "http://127.0.0.1",
    ],
)
def test_a_sound_origin_is_let_in(origin):
    assert hosting.framing_fault(origin) is None


def test_the_check_and_the_build_tell_what_is_wrong(small, capfd):
    from macros.checks.run import check_handbook

    (small / "hosting.yml").write_text(HERE.replace("self, ", "self, http://a.example, "), "utf-8")
    assert (
        "hosting.yml:1:17: framing 2: 'http://a.example' is not encrypted, so anyone on the way could take"
        " its place; write 'https://a.example'" in map(str, check_handbook(small).problems)
    )


# -- the names of style sheets and scripts


def test_a_name_changes_with_the_content_and_with_nothing_else():
    assert (
        name_by_content("assets/css/a.css", b"one")
        == name_by_content("assets/css/a.css", b"one")
        == "assets/css/a.7692c3ad.css"
    )
    assert name_by_content("assets/css/a.css", b"two") != "assets/css/a.7692c3ad.css"


@pytest.mark.slow
def test_every_style_sheet_and_script_is_named_by_its_content_and_every_page_finds_it():
    for offline in (False, True):
        folder, loads = site(offline), {load for page in pages(offline).values() for load in page.loads}
        assets = [folder / "assets" / kind for kind in ("css", "js")]
        files = [file for place in assets for file in sorted(place.rglob("*")) if file.is_file()]
        assert len(files) > 10
        for file in files:
            stem, eight, kind = file.name.split(".")
            assert name_by_content(f"{stem}.{kind}", file.read_bytes()) == file.name
        named = {load.rpartition("/")[2] for load in loads if re.search(r"assets/(css|js)/", load)}
        assert named <= {file.name for file in files}
        assert all(
            (folder / page.url).parent.joinpath(load).exists()
            for page in list(pages(offline).values())[::40]
            for load in page.loads
            if not load.startswith("/")
        )


# -- every form says the same


def of_headers_file(text: str) -> callable:
    """As Netlify and Cloudflare Pages read it: the headers of every pattern that matches, those of one name
    joined."""
    rules: list[tuple[str, list[tuple[str, str]]]] = []
    for line in text.splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            rules[-1][1].append((name, value))
        elif line.strip() and not line.startswith("#"):
            rules.append((line, []))
    assert len(rules) <= 100 and max(map(len, text.splitlines())) <= 2000

    def at(address: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for pattern, headers in rules:
            if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), address):
                for name, value in headers:
                    found[name] = f"{found[name]}, {value}" if name in found else value
        return found

    return at


def of_nginx(text: str) -> callable:
    """The location with the longest prefix, and its headers alone. All stands inside the location of the
    whole site."""
    (outer,) = re.findall(r"^location (?:\^~ )?(\S+) \{$", text, re.M)
    assert re.fullmatch(
        r"((#.*)?\n)*(location = \S+ \{ [^\n]* \}\n\n)?location [^\n]*\n(( .*)?\n)*\}\n", text
    )
    found = re.findall(r"^    location (= |\^~ )(\S+) \{\n(.*?)^    \}", text, re.M | re.S)
    found.append(("", outer, re.sub(r"^    location .*?^    \}", "", text, flags=re.M | re.S)))
    places = {
        place: (how, dict(re.findall(r'add_header (\S+) "([^"]*)" always;', inside)))
        for how, place, inside in found
    }

    def at(address: str) -> dict[str, str]:
        exact = [place for place, (how, _) in places.items() if how == "= " and place == address]
        longest = max(
            (place for place, (how, _) in places.items() if how != "= " and address.startswith(place)),
            key=len,
        )
        return places[(exact or [longest])[0]][1]

    return at


def of_apache(text: str) -> callable:
    """Every section that matches, in the order of the file; a later 'set' takes the place of an earlier
    one."""
    sections = re.findall(r'<Location (~ )?"([^"]+)">\n(.*?)</Location>', text, re.S)

    def at(address: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for pattern, place, inside in sections:
            if re.search(place, address) if pattern else address.startswith(place):
                said = re.findall(r'Header always set (\S+) "([^"]*)"', inside)
                assert all(f"    Header unset {name}\n" in inside for name, _ in said)
                found |= dict(said)
        return found

    return at


def of_iis(text: str, prefix: str) -> callable:
    """The headers of the folder, then of each location inside it, with what is removed and added. Paths are
    from the folder."""
    root = xml.fromstring(text)

    def changes(element) -> list:
        return list(element.find("system.webServer/httpProtocol/customHeaders"))

    places = [("", changes(root))] + [(each.get("path"), changes(each)) for each in root.findall("location")]

    def at(address: str) -> dict[str, str]:
        found: dict[str, str] = {}
        inside = address.removeprefix(prefix).lstrip("/")
        for path, elements in sorted(places, key=lambda each: each[0].count("/") + bool(each[0])):
            if not path or inside == path or inside.startswith(f"{path}/"):
                for element in elements:
                    if element.tag == "remove":
                        found.pop(element.get("name"), None)
                    else:
                        assert element.get("name") not in found, (
                            "IIS answers 500 where a header is added twice"
                        )
                        found[element.get("name")] = element.get("value")
        return found

    return at


def of_azure(text: str) -> callable:
    """The first route that matches, its headers over the general ones."""
    config = json.loads(text)

    def at(address: str) -> dict[str, str]:
        route = next(
            (
                each
                for each in config["routes"]
                if re.fullmatch(re.escape(each["route"]).replace(r"\*", ".*"), address)
            ),
            {"headers": {}},
        )
        return {**config["globalHeaders"], **route["headers"]}

    return at


FORMS = {
    "_headers": lambda text, prefix: of_headers_file(text),
    "hosting/nginx.conf": lambda text, prefix: of_nginx(text),
    "hosting/apache.conf": lambda text, prefix: of_apache(text),
    "web.config": of_iis,
    "staticwebapp.config.json": lambda text, prefix: of_azure(text),
}


@functools.cache
def nasty() -> Policy:
    with TemporaryDirectory() as folder:
        (Path(folder) / "hosting.yml").write_text(NASTY, "utf-8")
        return hosting.read_policy(Path(folder))


@functools.cache
def form(path: str, prefix: str, said: callable = policy) -> str:
    """What the build writes at ``path`` for the site when it stands at ``prefix``."""
    return (
        format_headers_file(said(), prefix, sub_path_site() if prefix else site())
        if path == "_headers"
        else hosting.FILES[path](said(), prefix)
    )


@pytest.mark.slow
@pytest.mark.parametrize("said", [policy, nasty])
@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("path", FORMS)
def test_each_form_gives_each_address_the_headers_of_the_policy(path, prefix, said):
    at, expected = (
        FORMS[path](form(path, prefix, said), prefix),
        (said() if path in ONE_AND_ALL else said().limit_caching()),
    )
    assert {address: at(prefix + address) for address in addresses()} == {
        address: expected.find_headers(address) for address in addresses()
    }
    unknown = at(f"{prefix}/no/such/page/")
    # A host of static sites has a rule of its own for what no pattern names, and it comes to the same:
    # public, max-age=0, must-revalidate.
    assert unknown == {
        name: value
        for name, value in said().general_headers.items()
        if path != "_headers" or name != "Cache-Control"
    }


@pytest.mark.parametrize("path", [path for path in FORMS if path not in ONE_AND_ALL and path != "_headers"])
def test_where_a_404_has_the_headers_of_its_place_nothing_is_kept_for_more_than_an_hour(path):
    assert (
        FORMS[path](form(path, ""), "")("/assets/css/shell.00000000.css")["Cache-Control"]
        == "public, max-age=3600"
    )
    for said in (policy, nasty):
        assert max(int(seconds) for seconds in re.findall(r"max-age=([0-9]+)", form(path, "", said))) == 3600
        assert "immutable" not in form(path, "", said)


@pytest.mark.slow
def test_the_build_writes_the_forms_and_an_offline_copy_has_none():
    for path in FORMS:
        assert (sub_path_site() / path).read_text("utf-8") == form(
            path, SUB_PATH, functools.partial(policy_at, SUB_PATH)
        )
        assert (site() / path).read_text("utf-8") == form(path, "")
        assert not (site(offline=True) / path).exists()
    assert not (site(offline=True) / "hosting").exists()


@pytest.mark.slow
def test_a_site_at_a_sub_path_says_so_in_every_file():
    for path in ("_headers", "hosting/nginx.conf", "hosting/apache.conf"):
        assert "# The site stands at /handbook/ here" in form(path, "/handbook")
        assert "/handbook" not in form(path, "")
    assert "/srv/handbook/handbook" in form("hosting/nginx-server.conf", "/handbook")
    assert (
        hosting.read_prefix("https://example.org/handbook/") == "/handbook"
        and hosting.read_prefix("https://example.org/") == hosting.read_prefix("") == ""
    )


@pytest.mark.slow
@pytest.mark.parametrize("prefix", PREFIXES)
def test_types_and_the_page_for_unknown_addresses_are_in_the_forms_that_need_them(prefix):
    config = json.loads(form("staticwebapp.config.json", prefix))
    assert config["mimeTypes"] == policy().types and config["responseOverrides"] == {
        "404": {"rewrite": f"{prefix}/404.html"}
    }
    root = xml.fromstring(form("web.config", prefix))
    assert {
        each.get("fileExtension"): each.get("mimeType") for each in root.iter("mimeMap")
    } == policy().types
    (error,) = root.iter("error")
    assert (error.get("statusCode"), error.get("path"), error.get("responseMode")) == (
        "404",
        f"{prefix}/404.html".strip("/").replace("/", "\\"),
        "File",
    )


@pytest.mark.slow
def test_every_kind_of_file_on_the_site_has_a_type():
    ours = {*FORMS, "hosting/nginx-server.conf"}
    kinds = {
        file.suffix
        for file in site().rglob("*")
        if file.is_file() and file.relative_to(site()).as_posix() not in ours
    }
    assert kinds <= set(policy().types), "give it a type in hosting.yml"


def test_the_rest_of_a_site_is_covered_once(tmp_path):
    for path in (
        "index.html",
        "about/index.html",
        "assets/a.svg",
        "assets/css/a.css",
        "assets/img/b.png",
        "data/x.json",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    assert list(list_uncovered(tmp_path, ["/assets/css/*", "/data/*"])) == [
        "/about/*",
        "/assets/a.svg",
        "/assets/img/*",
        "/",
        "/index.html",
    ]


def test_what_a_host_would_cut_is_refused(tmp_path):
    origins = [f"https://intranet-of-a-deanery-with-a-long-name-{number}.example" for number in range(40)]
    with pytest.raises(Unfit) as told:
        format_headers_file(policy().allow_framing(origins), "", tmp_path)
    assert re.fullmatch(
        r"hosting.yml: a header comes to \d+ characters and Cloudflare Pages reads 2000; name fewer origins"
        r" under 'framing', here or in the edition",
        str(told.value),
    )
    for number in range(100):
        (tmp_path / f"page-{number}").mkdir()
    with pytest.raises(Unfit) as told:
        format_headers_file(policy(), "", tmp_path)
    assert (
        str(told.value)
        == "hosting.yml: the rules come to 111 and Cloudflare Pages reads 100; name fewer addresses, or put"
        " pages into folders"
    )


def test_patterns_overlap_where_an_address_is_in_both():
    assert (
        overlaps("/a/*", "/a/b")
        and overlaps("/a/*", "/a/b/*")
        and not overlaps("/a/*", "/ab/*")
        and not overlaps("/a", "/a/*")
    )


# -- real servers


def test_a_full_stop_in_an_address_is_a_full_stop_to_apache():
    """Else /embed/hostXjs would be sent as /embed/host.js is."""
    text = hosting.FILES["hosting/apache.conf"](policy(), SUB_PATH)
    assert f'<Location ~ "^{SUB_PATH}/embed/host[.]js$">' in text
    assert re.findall(r'<Location ~ "[^"]*[^\[]\.[^"]*">', text) == []


def test_no_server_sends_the_header_that_knows_one_origin_or_none():
    """It may be set for the whole of a server, where old browsers would heed it instead of the policy."""
    written = {path: form(policy(), "") for path, form in hosting.FILES.items()}
    removed = xml.fromstring(written["web.config"].encode()).findall(".//remove[@name='X-Frame-Options']")
    assert len(removed) == 1
    assert written["hosting/apache.conf"].count("unset X-Frame-Options") == 2


@pytest.fixture(
    scope="module",
    params=[(server, prefix) for server in ("nginx", "apache") for prefix in PREFIXES],
    ids=lambda each: each[0] + each[1],
)
def server(request):
    """The built site served for real: its address without the last slash, the path it stands at, and its
    folder."""
    name, prefix = request.param
    place = sub_path_site() if prefix else site()
    with getattr(real_servers, name)(place, prefix) as address:
        yield address + prefix, prefix, place


def file_at(place: Path, address: str) -> Path:
    """The file of the site in ``place`` that is at ``address``, from the site's root."""
    return place / (address[1:] + ("index.html" if address.endswith("/") else ""))


def ask(base: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """The status, headers (by small letters) and body of one address; a header that comes twice fails."""
    parts = urlsplit(base)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=PATIENCE)
    connection.request(
        "GET", parts.path + path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    answer = connection.getresponse()
    names = [name.lower() for name, _ in answer.getheaders()]
    assert len(names) == len(set(names)), names
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    connection.close()
    return found


def of_policy(headers: dict[str, str]) -> dict[str, str]:
    """The headers among these that the policy speaks of, anywhere."""
    known = {name.lower() for name in policy().general_headers} | {
        name.lower() for rule in policy().rules for name in rule.headers
    }
    return {name: value for name, value in headers.items() if name in known}


@pytest.mark.slow
def test_a_server_sends_every_address_with_its_headers_and_type(server):
    base, prefix, place = server
    for address in addresses():
        status, headers, body = ask(base, address)
        assert (status, body) == (200, file_at(place, address).read_bytes()), address
        assert of_policy(headers) == {
            name.lower(): value for name, value in policy_at(prefix).find_headers(address).items()
        }, address
        assert headers["content-type"] == policy().find_type(address), address
        assert "x-frame-options" not in headers


@pytest.mark.slow
@pytest.mark.parametrize(
    "address", ["/no/such/page/", "/assets/css/shell.00000000.css", "/theories/no-such-theory"]
)
def test_an_unknown_address_gets_the_page_for_it_which_is_not_kept(server, address):
    base, prefix, _ = server
    status, headers, body = ask(base, address)
    assert status == 404 and b"This page is not here" in body
    assert f'href="{prefix}/assets/css/'.encode() in body
    assert of_policy(headers) == {
        name.lower(): value for name, value in policy_at(prefix).general_headers.items()
    }
    assert headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.slow
@pytest.mark.parametrize("address", ["/about/", "/assets/data/search.js"])
def test_a_browser_that_asks_whether_its_copy_still_holds_is_told_so(server, address):
    base, _, place = server
    for how in ({}, {"Accept_Encoding": "gzip"}):
        status, headers, body = ask(base, address, **how)
        assert (
            status == 200
            and ("content-encoding" in headers) == bool(how)
            and headers["vary"] == "Accept-Encoding"
        )
        assert (gzip.decompress(body) if how else body) == file_at(place, address).read_bytes()
        status, again, nothing = ask(base, address, If_None_Match=headers["etag"], **how)
        assert (status, nothing) == (304, b"")
        assert again["cache-control"] == policy().find_headers(address)["Cache-Control"]
        assert ask(base, address, If_None_Match='"another"', **how)[0] == 200


@pytest.mark.slow
def test_a_folder_without_its_slash_leads_to_the_page(server):
    base, prefix, _ = server
    status, headers, _ = ask(base, "/about")
    assert status == 301 and urlsplit(headers["location"]).path == f"{prefix}/about/"
    assert ask(base, "/assets/images/")[0] == 404


# Another application on the same server, and what its operator has said for it: none of it is the handbook's
# to change.
FOREIGN = ("other/data.json", "other/page.html", "other/secret.txt", "other/folder/file.txt")
NGINX_OWN = (
    "gzip on; charset koi8-r; error_page 404 /other/page.html; location = /other/secret.txt { deny all; }"
    " location = /about/ { deny all; }"
)
APACHE_OWN = '''<Location "/other/secret.txt">
    Require all denied
</Location>
Header set Cache-Control "max-age=1"
Header set Content-Security-Policy "default-src *"
Header set X-Other yes
ExpiresActive On
ExpiresDefault "access plus 1 day"'''


@pytest.mark.slow
def test_at_a_path_the_rest_of_an_nginx_stays_as_it_is():
    with real_servers.nginx(sub_path_site(), SUB_PATH, NGINX_OWN, FOREIGN) as address:
        status, headers, body = ask(address, "/other/data.json")
        assert (status, headers["content-type"], body) == (200, "application/x-other", b"other/data.json")
        assert of_policy(headers) == {}
        assert ask(address, "/other/page.html")[1]["content-type"] == "text/html; charset=koi8-r"
        assert ask(address, "/other/none")[::2] == (404, b"other/page.html")
        for denied in ("/other/secret.txt", "/other/folder/"):
            status, headers, body = ask(address, denied)
            assert status == 403 and b"This page is not here" not in body and of_policy(headers) == {}
        status, headers, _ = ask(address, f"{SUB_PATH}?a=b")
        assert (status, headers["location"]) == (301, f"{SUB_PATH}/?a=b")
        status, headers, body = ask(address, f"{SUB_PATH}/no/such/page/")
        assert (
            status == 404
            and b"This page is not here" in body
            and headers["content-type"] == "text/html; charset=utf-8"
        )


@pytest.mark.slow
def test_what_an_operator_of_nginx_denies_stays_denied_at_the_root():
    with real_servers.nginx(site(), "", NGINX_OWN, FOREIGN) as address:
        for denied in ("/other/secret.txt", "/about/"):
            status, _, body = ask(address, denied)
            assert status == 403 and b"This page is not here" not in body
        assert ask(address, "/other/folder/")[0] == 404  # A folder without a page of its own.


@pytest.mark.slow
def test_what_an_operator_of_apache_sets_elsewhere_is_sent_beside_the_handbook_and_not_with_it():
    with real_servers.apache(sub_path_site(), SUB_PATH, APACHE_OWN, FOREIGN) as address:
        status, headers, _ = ask(address, "/other/page.html")
        assert (status, headers["content-security-policy"], headers["x-other"]) == (
            200,
            "default-src *",
            "yes",
        ) and "expires" in headers
        assert ask(address, "/other/secret.txt")[0] == 403
        status, headers, body = ask(address, "/other/none")
        assert status == 404 and b"This page is not here" not in body
        for path in ("/about/", "/embed/host.js", "/assets/data/search.js", "/no/such/page/"):
            headers = ask(address + SUB_PATH, path)[1]  # A header that comes twice fails there.
            assert (
                of_policy(headers)
                == {name.lower(): value for name, value in policy_at(SUB_PATH).find_headers(path).items()}
                and "expires" not in headers
            ), path


@pytest.mark.slow
@pytest.mark.parametrize("server", ["nginx", "apache"])
def test_real_servers_agree_on_the_hard_policy_too(server, tmp_path):
    place = tmp_path / "site"
    shutil.copytree(site(), place)
    hosting.write(nasty(), place)
    known = {name.lower() for name in nasty().general_headers} | {
        name.lower() for rule in nasty().rules for name in rule.headers
    }
    with getattr(real_servers, server)(place) as address:
        for path in addresses():
            headers = ask(address, path)[1]
            assert {name: value for name, value in headers.items() if name in known} == {
                name.lower(): value for name, value in nasty().find_headers(path).items()
            }, path


@pytest.mark.slow
def test_a_port_that_another_took_is_given_up_for_the_next(monkeypatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken, free = other.getsockname()[1], real_servers.free_port
        ports = iter([taken, free(), taken, free()])
        monkeypatch.setattr(real_servers, "free_port", lambda: next(ports))
        for server in (real_servers.nginx, real_servers.apache):
            with server(site()) as address:
                assert address != f"http://127.0.0.1:{taken}" and ask(address, "/about/")[0] == 200
