"""What must hold of a copy for a disk, read without a browser."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import pytest
from built import site, sub_path_site
from disk_copies import ADDRESS, addressed_copy, find_fault, list_addresses, pack, unpacked_copy

pytestmark = pytest.mark.slow  # All read a built site.


@pytest.mark.parametrize("copy", [unpacked_copy, addressed_copy])
def test_every_address_of_a_copy_leads_to_a_file_in_it_or_out_to_the_web(copy):
    folder = copy()
    addresses = list_addresses(folder)
    assert len(addresses) > 10_000
    schemes = {urlsplit(address).scheme for _, address in addresses}
    assert schemes <= {"file", "https", "http", "mailto", "data"}
    faults = {
        f"{page}: {address}: {fault}"
        for page, address in addresses
        if address.startswith("file:") and (fault := find_fault(address, folder))
    }
    assert faults == set()


def test_what_leads_to_the_site_leads_to_what_it_has():
    """Pages stand in folders there, and in files in the copy."""
    served = sub_path_site()
    led = {
        (page, unquote(urlsplit(address).path.removeprefix("/north/")))
        for page, address in list_addresses(addressed_copy())
        if address.startswith(ADDRESS)
    }
    missing = [
        f"{page}: {path}"
        for page, path in sorted(led)
        if not (served / (f"{path}index.html" if not path or path.endswith("/") else path)).is_file()
    ]
    assert missing == []
    paths = {path for _, path in led}
    assert {"", "edit/", "deaneries/embedding/", "theories/eight-steps/"} <= paths
    assert any(path.startswith("data/") for path in paths)


def test_no_file_of_a_copy_names_an_address_that_the_site_does_not_have():
    wrong = re.compile(rf"{re.escape(ADDRESS)}(?!data/|api/)[^\s\"'<>]*\.html\b")
    for file in addressed_copy().rglob("*"):
        if file.suffix in (".html", ".js", ".json", ".ics", ".xml", ".csv"):
            assert not wrong.search(file.read_text("utf-8")), file


def test_a_copy_has_no_file_for_servers_and_search_engines():
    names = {path.name for path in site(offline=True).iterdir()}
    assert names & {"404.html", "sitemap.xml", "sitemap.xml.gz", "_headers", "web.config"} == set()
    assert {"start-here.html", "index.html"} <= names


def test_the_first_page_says_what_the_copy_is():
    html = (addressed_copy() / "start-here.html").read_text("utf-8")
    assert re.search(r"It shows the handbook as it was on \d{1,2} \w+ 20\d\d\.", html)
    assert "First edition, drafted from sources" in html
    assert f'All of these are on the site: <a href="{ADDRESS}">' in html
    assert "All of these are on the site" not in (site(offline=True) / "start-here.html").read_text("utf-8")
    starts = re.findall(r" (?:href|src)=.(..)", html)
    assert set(starts) == {"./", "ht"}


def test_every_page_leads_to_the_first_page_of_the_copy():
    pages = [*site(offline=True).rglob("*.html")]
    lacking = [
        page.name
        for page in pages
        if "start-here.html" not in (html := page.read_text("utf-8")) and "refresh" not in html
    ]
    assert lacking == ["start-here.html"]
    assert "start-here" not in (site() / "index.html").read_text("utf-8")


def test_the_archive_is_the_same_each_time():
    assert pack() == pack()
