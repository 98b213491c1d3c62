"""What hosting.yml says reaches readers: every form of it agrees with the policy, and so do a real nginx and a real Apache.

IIS and Azure cannot be run here; their files are parsed by their own rules, as far as these are published.
"""

from __future__ import annotations

import functools
import gzip
import http.client
import json
import re
import xml.etree.ElementTree as xml
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import real_servers
from built import ROOT, SUB_PATH, asset, pages, site, sub_path_site

from macros import hosting
from macros.assets import named_by_content
from macros.hosting.hosts import TooLong, headers_file, rest
from macros.hosting.policy import Policy, overlap
from macros.problems import Problems

PREFIXES = ("", SUB_PATH)
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


@functools.cache
def policy() -> Policy:
    return hosting.read_policy(ROOT)


@functools.cache
def addresses() -> tuple[str, ...]:
    """Addresses of every kind, from the site's root."""
    def by_name(path: str) -> str:
        return "/" + asset(path).relative_to(site()).as_posix()

    worker, = (site() / "assets/javascripts/workers").glob("*.js")
    return (
        "/", "/index.html", "/about/", "/theories/eight-steps/", "/frameworks/mlcf/1.1/", "/tools/plan/", "/deaneries/hosting/", "/404.html",
        "/embed/theory/eight-steps/", "/embed/host.js", "/sitemap.xml", "/assets/favicon.svg",
        by_name("assets/css/shell.css"), by_name("assets/js/boot.js"), by_name("assets/js/tools.js"), f"/assets/javascripts/workers/{worker.name}",
        "/assets/data/handbook.json", "/assets/data/handbook.js", "/search/search_index.json", "/search/search_index.js", "/schemas/theory.schema.json",
    )


# -- what the policy says


def test_the_shipped_policy_is_sound_and_strict():
    assert hosting.check(ROOT) == []
    everywhere = policy().everywhere()
    directives = dict(each.split(" ", 1) for each in everywhere["Content-Security-Policy"].split("; "))
    assert directives.pop("frame-ancestors") == "'self' https://*.sharepoint.com https://*.nhs.uk https://*.nhs.net https://*.nhs.scot https://*.nhs.wales https://*.hscni.net https://*.ac.uk"
    assert directives == {
        "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:", "font-src": "'self'", "connect-src": "'self'",
        "worker-src": "'self'", "manifest-src": "'self'", "frame-src": "'self'", "base-uri": "'self'", "form-action": "'none'"}
    assert everywhere["Referrer-Policy"] == "same-origin" and everywhere["X-Content-Type-Options"] == "nosniff"
    assert {name.lower() for name in everywhere}.isdisjoint({"x-frame-options", "strict-transport-security", "cross-origin-opener-policy"})


@pytest.mark.parametrize("address,name,value", [
    ("/about/", "Cache-Control", "no-cache"),
    ("/assets/css/shell.0a1b2c3d.css", "Cache-Control", "public, max-age=31536000, immutable"),
    ("/assets/data/handbook.json", "Cache-Control", "public, max-age=60"),
    ("/assets/data/handbook.json", "Access-Control-Allow-Origin", "*"),
    ("/search/search_index.json", "Access-Control-Allow-Origin", "*"),
    ("/schemas/theory.schema.json", "Access-Control-Allow-Origin", "*"),
    ("/embed/theory/eight-steps/", "X-Robots-Tag", "noindex"),
    ("/embed/host.js", "Cache-Control", "no-cache"),
    ("/theories/eight-steps/", "X-Robots-Tag", None),
    ("/theories/eight-steps/", "Access-Control-Allow-Origin", None),
])
def test_an_address_gets_its_headers(address, name, value):
    assert policy().at(address).get(name) == value


def test_an_edition_adds_to_who_may_frame_the_site():
    more = policy().framed_by(["https://intranet.north.example", "https://*.nhs.uk"])
    assert more.framing == [*policy().framing, "https://intranet.north.example"]
    assert more.content_policy().endswith(" https://*.ac.uk https://intranet.north.example")
    assert policy().framed_by([]) is policy()
    nobody = policy().model_copy(update={"framing": ["none"]})
    assert nobody.framed_by(["https://a.example"]).framing == ["https://a.example"]


# -- what a policy may not say


@pytest.mark.parametrize("old,new,says", [
    ("self, ", "'', ", "hosting.yml:1:11: framing 1: '' is not an origin; write an origin such as 'https://intranet.example.nhs.uk' or 'https://*.nhs.uk'"),
    ("https://*.nhs.uk", "http://intranet.nhs.uk", "hosting.yml:1:17: framing 2: 'http://intranet.nhs.uk' is not encrypted, so anyone on the way could take its place; write 'https://intranet.nhs.uk'"),
    ("https://*.nhs.uk", "https://a.nhs.uk/intranet", "hosting.yml:1:17: framing 2: 'https://a.nhs.uk/intranet' goes on after the origin; write it up to the end of the name, without a slash or a path after it"),
    ("https://*.nhs.uk", "https://a.nhs.uk/", "hosting.yml:1:17: framing 2: 'https://a.nhs.uk/' goes on after the origin; write it up to the end of the name, without a slash or a path after it"),
    ("https://*.nhs.uk", "a.nhs.uk", "hosting.yml:1:17: framing 2: 'a.nhs.uk' has no 'https://'; write 'https://a.nhs.uk'"),
    ("https://*.nhs.uk", "*", "hosting.yml:1:17: framing 2: '*' lets in too many; after '*.' name the domain of an organisation or a sector, as in 'https://*.nhs.uk'"),
    ("https://*.nhs.uk", "https://*.uk", "hosting.yml:1:17: framing 2: 'https://*.uk' lets in too many; after '*.' name the domain of an organisation or a sector, as in 'https://*.nhs.uk'"),
    ("https://*.nhs.uk", "'none'", "hosting.yml:1:17: framing 2: ''none'' stands in two pairs of quotes; write it without: none"),
    ("https://*.nhs.uk", "none", "hosting.yml:1:17: framing 2: 'none' stands beside others; take it away, or everything else"),
    ("https://*.nhs.uk", "self", "hosting.yml:1:17: framing 2: 'self' stands here twice; keep one of them"),
    ("https://*.nhs.uk", "https://a.example; script-src *", "hosting.yml:1:17: framing 2: 'https://a.example; script-src *' is not an origin; write an origin such as 'https://intranet.example.nhs.uk' or 'https://*.nhs.uk'"),
    ("https://*.nhs.uk", "https://a.example\\nX-Evil: 1", "hosting.yml:1:17: framing 2: 'https://a.example X-Evil: 1' is not an origin; write an origin such as 'https://intranet.example.nhs.uk' or 'https://*.nhs.uk'"),
    ("https://*.nhs.uk", "https://a.example\\\"", "hosting.yml:1:17: framing 2: 'https://a.example\"' is not an origin; write an origin such as 'https://intranet.example.nhs.uk' or 'https://*.nhs.uk'"),
    ("https://*.nhs.uk", "javascript:alert(1)", "hosting.yml:1:17: framing 2: 'javascript:alert(1)' is not an origin; write an origin such as 'https://intranet.example.nhs.uk' or 'https://*.nhs.uk'"),
    ('[self, "https://*.nhs.uk"]', "[]", "hosting.yml:1:1: file hosting, framing: is an empty list; write who may show the handbook in a frame: 'self' and origins such as 'https://*.nhs.uk', or 'none' alone"),
    ("framing:", "framed:", "hosting.yml:1:1: file hosting, framed: the key 'framed' is not known here; did you mean 'framing'?"),
    ("img-src", "image-src", "hosting.yml:4:3: content_security_policy, image-src: 'image-src' is not a directive that is known here; did you mean 'img-src'?"),
    ("img-src", "frame-ancestors", "hosting.yml:4:3: content_security_policy, frame-ancestors: who may frame the site is said here too; write it under 'framing' alone"),
    ("data:", "unsafe-inline", "hosting.yml:4:19: content_security_policy, img-src 2: 'unsafe-inline' is not a source that is let in here; write self, none, data:, blob: or an origin such as https://media.example; the handbook has nothing inline"),
    ("data:", "*", "hosting.yml:4:19: content_security_policy, img-src 2: '*' is not a source that is let in here; write self, none, data:, blob: or an origin such as https://media.example; the handbook has nothing inline"),
    ("data:", "none", "hosting.yml:4:3: content_security_policy, img-src: 'none' stands beside others; take it away, or everything else"),
    ("Cache-Control: no-cache", "X-Frame-Options: DENY", "hosting.yml:6:3: headers, X-Frame-Options: the header X-Frame-Options is not set here; delete it: who may show the site in a frame is said under 'framing'"),
    ("Cache-Control: no-cache", '"X Y": z', "hosting.yml:6:3: headers, X Y: 'X Y' is not the name of a header; write letters, digits and hyphens"),
    ("Cache-Control: no-cache", 'A: "x\\ny"', "hosting.yml:6:3: headers, A: 'x y' cannot be the value of a header in every server's form; write one line of at most 500 letters, digits and signs, without \" $ % and backslash"),
    ("Cache-Control: no-cache", "A: $host", "hosting.yml:6:3: headers, A: '$host' cannot be the value of a header in every server's form; write one line of at most 500 letters, digits and signs, without \" $ % and backslash"),
    ("/assets/css/*", "assets", "hosting.yml:8:17: rules 1, addresses 1: 'assets' is not an address from the root; write it as '/search/*' or '/404.html'; '*' stands only at the end, after a slash"),
    ("/assets/css/*", "/*.css", "hosting.yml:8:17: rules 1, addresses 1: '/*.css' is not an address from the root; write it as '/search/*' or '/404.html'; '*' stands only at the end, after a slash"),
    ("/assets/css/*", "/assets/*, /assets/css/*", "hosting.yml:9:15: rules 1, headers, Cache-Control: Cache-Control is set for '/assets/css/*' and for '/assets/*'; set it in one rule for each address"),
    ("text/html; charset=utf-8", "html", "hosting.yml:10:9: types, .html: 'html' is not a media type; write it as 'application/json; charset=utf-8'"),
    ("/404.html", "404", "hosting.yml:11:1: not_found: '404' is not the address of a page; write it from the root, as '/404.html'"),
])
def test_what_is_wrong_is_told_with_its_place(tmp_path, old, new, says):
    assert old in HERE
    (tmp_path / "hosting.yml").write_text(HERE.replace(old, new, 1), "utf-8")
    assert [str(problem) for problem in hosting.check(tmp_path)] == [says]


def test_a_file_that_is_no_yaml_or_not_there_is_no_traceback(tmp_path):
    assert hosting.check(tmp_path) == []
    (tmp_path / "hosting.yml").write_text("framing: [", "utf-8")
    assert [str(problem) for problem in hosting.check(tmp_path)] == [
        "hosting.yml:1:11: file: a value is missing here; write it, or close the bracket above; a text that begins with a bracket stands in quotes"]
    (tmp_path / "hosting.yml").write_text("- list", "utf-8")
    with pytest.raises(Problems, match="hosting.yml:1:1: file: holds a list where a record is expected"):
        hosting.read_policy(tmp_path)


@pytest.mark.parametrize("origin", ["self", "none", "https://a.example", "https://*.a.example:8443", "http://localhost:8000", "http://127.0.0.1"])
def test_a_sound_origin_is_let_in(origin):
    assert hosting.framing_fault(origin) is None


def test_the_check_and_the_build_tell_what_is_wrong(small, capfd):
    from macros.checks import check_all

    (small / "hosting.yml").write_text(HERE.replace("self, ", "self, http://a.example, "), "utf-8")
    assert "hosting.yml:1:17: framing 2: 'http://a.example' is not encrypted, so anyone on the way could take its place; write 'https://a.example'" in map(
        str, check_all(small).problems)


# -- the names of style sheets and scripts


def test_a_name_changes_with_the_content_and_with_nothing_else():
    assert named_by_content("assets/css/a.css", b"one") == named_by_content("assets/css/a.css", b"one") == "assets/css/a.7692c3ad.css"
    assert named_by_content("assets/css/a.css", b"two") != "assets/css/a.7692c3ad.css"


@pytest.mark.slow
def test_every_style_sheet_and_script_is_named_by_its_content_and_every_page_finds_it():
    for offline in (False, True):
        folder, loads = site(offline), {load for page in pages(offline).values() for load in page.loads}
        files = [file for each in ("css", "js") for file in sorted((folder / "assets" / each).iterdir())]
        assert len(files) > 10
        for file in files:
            stem, eight, kind = file.name.split(".")
            assert named_by_content(f"{stem}.{kind}", file.read_bytes()) == file.name
        named = {load.rpartition("/")[2] for load in loads if re.search(r"assets/(css|js)/", load)}
        assert named <= {file.name for file in files}
        assert all((folder / page.url).parent.joinpath(load).exists() for page in list(pages(offline).values())[::40] for load in page.loads if not load.startswith("/"))


# -- every form says the same


def of_headers_file(text: str) -> callable:
    """As Netlify and Cloudflare Pages read it: the headers of every pattern that matches, those of one name joined."""
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
    """The location with the longest prefix, and its headers alone."""
    places = {}
    for how, place, inside in re.findall(r"^location (= |\^~ )?(\S+) \{\n(.*?)^\}", text, re.M | re.S):
        places[place] = (how, dict(re.findall(r'add_header (\S+) "([^"]*)" always;', inside)))
    outside = re.sub(r"^location .*?^\}", "", text, flags=re.M | re.S)
    assert "add_header" not in outside

    def at(address: str) -> dict[str, str]:
        exact = [place for place, (how, _) in places.items() if how == "= " and place == address]
        longest = max((place for place, (how, _) in places.items() if how != "= " and address.startswith(place)), key=len)
        return places[(exact or [longest])[0]][1]
    return at


def of_apache(text: str) -> callable:
    """Every section that matches, in the order of the file; a later 'set' takes the place of an earlier one."""
    sections = re.findall(r'<Location (~ )?"([^"]+)">\n(.*?)</Location>', text, re.S)

    def at(address: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for pattern, place, inside in sections:
            if re.search(place, address) if pattern else address.startswith(place):
                found |= dict(re.findall(r'Header always set (\S+) "([^"]*)"', inside))
        return found
    return at


def of_iis(text: str, prefix: str) -> callable:
    """The headers of the folder, then of each location inside it, with what is removed and added. Paths are from the folder."""
    root = xml.fromstring(text)

    def changes(element) -> list:
        return list(element.find("system.webServer/httpProtocol/customHeaders"))

    places = [("", changes(root))] + [(each.get("path"), changes(each)) for each in root.findall("location")]

    def at(address: str) -> dict[str, str]:
        found: dict[str, str] = {}
        inside = address.removeprefix(prefix).lstrip("/")
        for path, elements in places:
            if not path or inside == path or inside.startswith(f"{path}/"):
                for element in elements:
                    if element.tag == "remove":
                        found.pop(element.get("name"), None)
                    else:
                        assert element.get("name") not in found, "IIS answers 500 where a header is added twice"
                        found[element.get("name")] = element.get("value")
        return found
    return at


def of_azure(text: str) -> callable:
    """The first route that matches, its headers over the general ones."""
    config = json.loads(text)

    def at(address: str) -> dict[str, str]:
        route = next((each for each in config["routes"] if re.fullmatch(re.escape(each["route"]).replace(r"\*", ".*"), address)), {"headers": {}})
        return {**config["globalHeaders"], **route["headers"]}
    return at


FORMS = {
    "_headers": lambda text, prefix: of_headers_file(text), "hosting/nginx.conf": lambda text, prefix: of_nginx(text),
    "hosting/apache.conf": lambda text, prefix: of_apache(text), "web.config": of_iis, "staticwebapp.config.json": lambda text, prefix: of_azure(text),
}


@functools.cache
def written(prefix: str) -> Path:
    """A folder with what the build writes for the site when it stands at ``prefix``."""
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="handbook-hosting-"))
    (folder / "hosting").mkdir()
    (folder / "_headers").write_text(headers_file(policy(), prefix, site()), "utf-8")
    for path, form in hosting.FILES.items():
        (folder / path).write_text(form(policy(), prefix), "utf-8")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("path", FORMS)
def test_each_form_gives_each_address_the_headers_of_the_policy(path, prefix):
    at = FORMS[path]((written(prefix) / path).read_text("utf-8"), prefix)
    assert {address: at(prefix + address) for address in addresses()} == {address: policy().at(address) for address in addresses()}
    unknown = at(f"{prefix}/no/such/page/")
    # A host of static sites has a rule of its own for what no pattern names, and it comes to the same: public, max-age=0, must-revalidate.
    assert unknown == {name: value for name, value in policy().everywhere().items() if path != "_headers" or name != "Cache-Control"}


@pytest.mark.slow
def test_the_build_writes_the_forms_and_an_offline_copy_has_none():
    for path in FORMS:
        assert (sub_path_site() / path).read_text("utf-8") == (written(SUB_PATH) / path).read_text("utf-8")
        assert (site() / path).read_text("utf-8") == (written("") / path).read_text("utf-8")
        assert not (site(offline=True) / path).exists()
    assert not (site(offline=True) / "hosting").exists()


@pytest.mark.slow
def test_a_site_at_a_sub_path_says_so_in_every_file():
    for path in ("_headers", "hosting/nginx.conf", "hosting/apache.conf", "web.config"):
        text = (written("/handbook") / path).read_text("utf-8")
        assert "/handbook/" in text.partition("-->")[0]
        assert "/handbook" not in (written("") / path).read_text("utf-8").replace("/etc/nginx/handbook.conf", "")
    assert "/srv/handbook/handbook" in (written("/handbook") / "hosting/nginx-server.conf").read_text("utf-8")
    assert hosting.prefix_of("https://example.org/handbook/") == "/handbook" and hosting.prefix_of("https://example.org/") == hosting.prefix_of("") == ""


@pytest.mark.slow
@pytest.mark.parametrize("prefix", PREFIXES)
def test_types_and_the_page_for_unknown_addresses_are_in_the_forms_that_need_them(prefix):
    config = json.loads((written(prefix) / "staticwebapp.config.json").read_text("utf-8"))
    assert config["mimeTypes"] == policy().types and config["responseOverrides"] == {"404": {"rewrite": f"{prefix}/404.html"}}
    root = xml.parse(written(prefix) / "web.config").getroot()
    assert {each.get("fileExtension"): each.get("mimeType") for each in root.iter("mimeMap")} == policy().types
    error, = root.iter("error")
    assert (error.get("statusCode"), error.get("path"), error.get("responseMode")) == ("404", f"{prefix}/404.html".strip("/").replace("/", "\\"), "File")


@pytest.mark.slow
def test_every_kind_of_file_on_the_site_has_a_type():
    ours = {*FORMS, "hosting/nginx-server.conf"}
    kinds = {file.suffix for file in site().rglob("*") if file.is_file() and file.relative_to(site()).as_posix() not in ours}
    assert kinds <= set(policy().types), "give it a type in hosting.yml"


def test_the_rest_of_a_site_is_covered_once(tmp_path):
    for path in ("index.html", "about/index.html", "assets/a.svg", "assets/css/a.css", "assets/img/b.png", "data/x.json"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    assert list(rest(tmp_path, ["/assets/css/*", "/data/*"])) == ["/about/*", "/assets/a.svg", "/assets/img/*", "/", "/index.html"]


def test_what_a_host_would_cut_is_refused(tmp_path):
    origins = [f"https://intranet-of-a-deanery-with-a-long-name-{number}.example" for number in range(40)]
    with pytest.raises(TooLong) as told:
        headers_file(policy().framed_by(origins), "", tmp_path)
    assert re.fullmatch(r"hosting.yml: a header comes to \d+ characters and Cloudflare Pages reads 2000; name fewer origins under 'framing', here or in the edition", str(told.value))
    for number in range(100):
        (tmp_path / f"page-{number}").mkdir()
    with pytest.raises(TooLong) as told:
        headers_file(policy(), "", tmp_path)
    assert str(told.value) == "hosting.yml: the rules come to 108 and Cloudflare Pages reads 100; name fewer addresses, or put pages into folders"


def test_patterns_overlap_where_an_address_is_in_both():
    assert overlap("/a/*", "/a/b") and overlap("/a/*", "/a/b/*") and not overlap("/a/*", "/ab/*") and not overlap("/a", "/a/*")


# -- real servers


@pytest.fixture(scope="module", params=[(server, prefix) for server in ("nginx", "apache") for prefix in PREFIXES], ids=lambda each: each[0] + each[1])
def server(request):
    """The built site served for real: its address without the last slash, the path it stands at, and its folder."""
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
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
    connection.request("GET", parts.path + path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    names = [name.lower() for name, _ in answer.getheaders()]
    assert len(names) == len(set(names)), names
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    connection.close()
    return found


def of_policy(headers: dict[str, str]) -> dict[str, str]:
    """The headers among these that the policy speaks of, anywhere."""
    known = {name.lower() for name in policy().everywhere()} | {name.lower() for rule in policy().rules for name in rule.headers}
    return {name: value for name, value in headers.items() if name in known}


@pytest.mark.slow
def test_a_server_sends_every_address_with_its_headers_and_type(server):
    base, _, place = server
    for address in addresses():
        status, headers, body = ask(base, address)
        assert (status, body) == (200, file_at(place, address).read_bytes()), address
        assert of_policy(headers) == {name.lower(): value for name, value in policy().at(address).items()}, address
        assert headers["content-type"] == policy().type_of(address), address
        assert "x-frame-options" not in headers


@pytest.mark.slow
@pytest.mark.parametrize("address", ["/no/such/page/", "/assets/css/shell.00000000.css", "/theories/no-such-theory"])
def test_an_unknown_address_gets_the_page_for_it_which_is_not_kept(server, address):
    base, prefix, _ = server
    status, headers, body = ask(base, address)
    assert status == 404 and b"This page is not here" in body
    assert f'href="{prefix}/assets/css/'.encode() in body
    assert of_policy(headers) == {name.lower(): value for name, value in policy().everywhere().items()}
    assert headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.slow
@pytest.mark.parametrize("address", ["/about/", "/search/search_index.json"])
def test_a_browser_that_asks_whether_its_copy_still_holds_is_told_so(server, address):
    base, _, place = server
    for how in ({}, {"Accept_Encoding": "gzip"}):
        status, headers, body = ask(base, address, **how)
        assert status == 200 and ("content-encoding" in headers) == bool(how) and headers["vary"] == "Accept-Encoding"
        assert (gzip.decompress(body) if how else body) == file_at(place, address).read_bytes()
        status, again, nothing = ask(base, address, If_None_Match=headers["etag"], **how)
        assert (status, nothing) == (304, b"")
        assert again["cache-control"] == policy().at(address)["Cache-Control"]
        assert ask(base, address, If_None_Match='"another"', **how)[0] == 200


@pytest.mark.slow
def test_a_folder_without_its_slash_leads_to_the_page(server):
    base, prefix, _ = server
    status, headers, _ = ask(base, "/about")
    assert status == 301 and urlsplit(headers["location"]).path == f"{prefix}/about/"
    assert ask(base, "/assets/images/")[0] == 404

