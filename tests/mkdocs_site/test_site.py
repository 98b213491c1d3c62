"""What must hold on the built site, read page by page without a browser."""

from __future__ import annotations

import functools
import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

import html5lib
import pytest
import runs
import small_site
from built import ROOT, book, build, everything, pages, plain, resolve, site, styled_classes
from looks import kinds_on, representatives
from once import once
from pinned_pages import find_pages
from search_files import read_entries, read_file

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.base import yaml_files
from macros.curriculum.sessions import list_module_sessions
from macros.hand_written.pages import read_pages
from macros.hosting import read_policy
from macros.i18n.phrases import format_day
from macros.records.field_plans import find_texts, walk_parts
from macros.records.kinds import Record
from macros.records.loader import load_handbook
from macros.records.prose import strip_markup as plain_prose
from macros.rendering.reading_order import ReadingOrder
from macros.rendering.record_pages import Redirect, list_record_pages
from macros.rendering.renderer import Renderer
from macros.rendering.view import plain_label as label

pytestmark = pytest.mark.slow  # All read a built site.

URLS = Urls()


def address(entry) -> str:
    return URLS.page(entry.path)


@pytest.mark.parametrize("offline", [False, True])
def test_every_link_and_anchor_leads_somewhere(offline):
    found = pages(offline)
    broken = []
    for url, page in found.items():
        for target in page.targets:
            path, _, anchor = target.partition("#")
            if path not in found and not (site(offline) / path).is_file():
                broken.append(f"{url}: {target}: no such page")
            elif anchor and path in found and anchor not in found[path].ids:
                broken.append(f"{url}: {target}: no such anchor")
        for load in page.loads:
            if (
                url != "404.html"
                and not (site(offline) / resolve(page.url, load)).exists()
                and resolve(page.url, load) not in found
            ):
                broken.append(f"{url}: loads {load}: no such file")
    assert broken == []


def test_links_of_the_offline_copy_name_files_so_that_they_open_from_disk():
    folders = [
        f"{url}: {link}"
        for url, page in pages(offline=True).items()
        for link in page.links
        if not re.match(r"[a-z]+:", link) and link.split("#")[0].endswith("/")
    ]
    assert folders == []


def test_no_page_is_an_orphan():
    found = pages()
    reached, waiting = {""}, [""]
    while waiting:
        for target in found[waiting.pop()].targets:
            path = target.partition("#")[0]
            if path in found and path not in reached:
                reached.add(path)
                waiting.append(path)
    assert (
        'id="hb-search" role="search" data-root="./" data-page="search/"' in found[""].html
    )  # Its box leads there.
    assert sorted(set(found) - reached - {"404.html", "search/"}) == []


def test_every_relation_shows_on_both_ends():
    found, one_sided = pages(), []
    for link in book().links:
        origin, target = address(link.origin), address(link.target)
        if origin == target:
            continue
        there = {t.partition("#")[0] for t in found[origin].targets}
        back = {t.partition("#")[0] for t in found[target].targets}
        if target not in there:
            one_sided.append(f"{link.origin.id} does not show {link.target.id} ({link.field})")
        if origin not in back:
            one_sided.append(f"{link.target.id} does not show {link.origin.id} ({link.back.value})")
    assert len(book().links) > 500
    assert sorted(set(one_sided)) == []


def test_a_record_page_says_what_it_is_and_where_it_stands():
    for spec in list_record_pages(book()):
        page, entry = pages()[URLS.page(spec.path)], spec.entry
        words = plain(page.html)
        assert entry.title in words and entry.node.summary in words, spec.path
        drafted = format_day(entry.record.read_as(Record).drafted)
        assert f"Drafted from sources on {drafted}; awaiting review by faculty." in words, spec.path
        crumbs = page.html.partition('aria-label="Breadcrumb"')[2].partition("</nav>")[0]
        assert book().get_kind(entry).plural in plain(crumbs), spec.path


def read_ways(page) -> list[tuple[str, str]]:
    """What the foot of a page links to, each as (word, address from the site's root)."""
    links = re.findall(
        r'<a class="hb-paging__link[^"]*" href="([^"]+)"[^>]*><span class="hb-eyebrow">([^<]*)</span>',
        page.html,
    )
    return [(word, resolve(page.url, href)) for href, word in links]


def test_every_page_leads_along_its_list_and_back_to_what_holds_it():
    """In the order of :mod:`macros.rendering.reading_order`, with the menu as it is."""
    menu = [
        ["reference/development-arc.md", "reference/evidence.md"],
        ["reference/who-does-what.md", "reference/background.md"],
    ]
    order = ReadingOrder(book(), read_pages(ROOT)[0], menu)
    paths = [spec.path for spec in list_record_pages(book())]
    paths += [page.path for page in order.pages.values()]
    wrong = []
    for path in paths:
        neighbours = order.find_neighbours(path)
        words = {"Previous": neighbours.before, "Next": neighbours.after, "Back to": neighbours.above}
        wanted = [(word, URLS.page(place.path)) for word, place in words.items() if place]
        if read_ways(pages()[URLS.page(path).removeprefix("./")]) != wanted:
            wrong.append(path)
    assert wrong == []


def test_every_page_to_read_that_my_handbook_counts_begins_with_its_mark():
    data = json.loads((site() / "assets/data/handbook.json").read_text("utf-8"))
    urls = {record["id"]: record["url"] for record in data["records"]}
    items = {item["id"]: item["url"] for framework in data["frameworks"] for item in framework["items"]}
    counted = {id: url for id, url in {**urls, **items}.items() if "#" not in url}
    marked = {
        url: re.findall(r'data-mark="([^"]+)"', page.html)
        for url, page in pages().items()
        if "data-mark=" in page.html
    }
    assert marked == {url: [id] for id, url in counted.items()}
    for path in ("guides/measurement", "cases/patterns", "reference/evidence", "reference/background"):
        html = pages()[URLS.page(path)].html
        assert html.index("</h1>") < html.index(f'data-mark="{path}"') < html.index("<h2"), path


def test_the_menu_marks_one_entry_at_most():
    """A page that has an entry of its own is not marked at its section's as well."""
    marked = {
        url: page.html.partition('<nav class="hb-nav"')[2].partition("</nav>")[0].count("aria-current=")
        for url, page in pages().items()
    }
    assert [url for url, count in marked.items() if count > 1] == []
    assert marked["reference/background/"] == marked["theories/eight-steps/"] == 1


def test_no_page_has_a_browser_fetch_another_beforehand():
    """Firefox fetches what `rel="next"` in the head names, which the policy refuses."""
    relations = {
        relation
        for page in everything().values()
        for relation in re.findall(r'<link rel="([^"]+)"', page.html.partition("</head>")[0])
    }
    assert relations == {"canonical", "icon", "manifest", "stylesheet"}


def test_the_pages_of_the_tools_tell_no_other_site_which_page_a_reader_came_from():
    silent = {
        url for url, page in pages().items() if '<meta name="referrer" content="no-referrer">' in page.html
    }
    assert silent == {"tools/self-assessment/", "tools/plan/", "tools/my-handbook/", "edit/"}


def test_edit_this_page_leads_to_the_records_line():
    for spec in list_record_pages(book()):
        html, entry = pages()[URLS.page(spec.path)].html, spec.entry
        place = re.search(r'href="https://forge\.example/handbook/edit/main/([^"#]+)#L(\d+)"', html)
        line = _lines_of(place[1])[int(place[2]) - 1]
        code = getattr(entry.node, "code", None)
        wanted = (f'code: "{code}"', f"code: {code}") if code else (f"id: {entry.id}",)
        assert any(word in line for word in wanted), f"{spec.path}: {line}"


@functools.cache
def _lines_of(path: str) -> list[str]:
    return (ROOT / path).read_text("utf-8").splitlines()


def make_without_repository(folder: Path) -> None:
    """Build the site of the small handbook, which is of no repository, beside it in ``folder``."""
    root = small_site.write(folder / "root")
    shutil.copy(ROOT / "hosting.yml", root)
    build(folder / "site", root, HANDBOOK_REPOSITORY="")


@pytest.fixture(scope="module")
def without_repository() -> tuple[Path, Path]:
    """The small handbook, which is of no repository, and its site."""
    folder = once("small-without-repository", make_without_repository)
    return folder / "root", folder / "site"


def test_without_a_repository_the_page_names_the_file_and_line(without_repository):
    root, built = without_repository
    words = plain((built / "frameworks/small/1.1/index.html").read_text("utf-8"))
    line = load_handbook(root)[0].resolve("small/1.1").line
    assert (
        f"To change this page, edit framework/competencies/small.yml, line {line}. This copy is not linked to"
        in words
    )
    assert (
        "if you do not keep them, send whoever runs this site the link to this page, the words that are"
        " wrong, and what would be right."
    ) in words
    assert "Edit this page" not in words


def words_of(spec):
    """Every text an author wrote for a page, as it is read."""
    entry = spec.entry
    for route, part in walk_parts(entry.node):
        if entry.kind in ("framework", "item") and "items" in route:
            continue
        for want in ("line", "prose"):
            for inner, text, _ in find_texts(part, want):
                if inner[0] not in ("keywords", "aliases") and "reviews" not in route:
                    yield ".".join(map(str, (*route, *inner))), text


HIDDEN_BY_DESIGN = {"abbreviation", "formula", "official_title", "plural", "title"}


def test_all_that_authors_wrote_is_on_the_page():
    fold = lambda text: re.sub(r"[\s\W]+", " ", text).strip()
    for spec in list_record_pages(book()):
        folded = fold(pages()[URLS.page(spec.path)].text)
        if spec.entry.kind == "module":  # The plans and papers of its sessions stand on pages of their own.
            own_pages = (place.path for place in list_module_sessions(book(), spec.entry))
            folded += "".join(fold(pages()[URLS.page(path)].text) for path in own_pages)
        missing = [
            f"{route}: {text[:60]}"
            for route, text in words_of(spec)
            if route.split(".")[-1] not in HIDDEN_BY_DESIGN
            and ".searches." not in f".{route}."
            and not all(fold(piece) in folded for piece in pieces(text))
        ]
        assert missing == [], spec.path


def pieces(text: str) -> list[str]:
    """A prose field's paragraphs and list items as plain text."""
    return [
        plain_prose(re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "", line))
        for block in text.split("\n\n")
        for line in re.split(r"\n(?=\s*(?:[-*+]|\d+[.)])\s)", block)
        if line.strip()
    ]


def test_a_hand_written_page_says_when_it_was_drafted_and_where_it_is_edited():
    written = [file.relative_to(ROOT).as_posix() for file in sorted((ROOT / "docs").rglob("*.md"))]
    for path in written:
        page = pages()[URLS.page(path.removeprefix("docs/").removesuffix(".md")).removeprefix("./")]
        drafted = re.search(r"^drafted: (\d{4}-\d{2}-\d{2})$", (ROOT / path).read_text("utf-8"), re.MULTILINE)
        day = format_day(date.fromisoformat(drafted[1]))
        assert f"Drafted on {day}; awaiting review by faculty. Next review: by " in page.text, path
        assert f"https://forge.example/handbook/edit/main/{path}" in page.links


def test_titles_and_descriptions_tell_pages_apart():
    titles = [re.search(r"<title>(.*?)</title>", page.html)[1] for page in pages().values()]
    assert sorted(t for t in set(titles) if titles.count(t) > 1) == []
    assert all('<meta name="description"' in page.html for page in pages().values())


def test_everything_is_in_the_search_index_under_its_title():
    entries = read_entries(site())
    for spec in list_record_pages(book()):
        assert entries[URLS.page(spec.path)][0] == spec.title.removesuffix(f" ({label(spec.entry.record)})")
    assert {f"{entry.path}/#{entry.anchor}" for entry in (*book().terms, *book().sources)} <= entries.keys()


def test_the_text_of_a_page_in_the_search_has_its_parts_and_neither_foot_nor_trust():
    head = read_file(site() / "assets/data/search.js")
    number = head["address"].index("cases/hip-fracture/")
    first, name = [row for row in head["texts"] if row[0] <= number][-1]
    parts = read_file(site() / f"assets/search/{name}.js")[number - first]
    assert {"problem", "did", "happened", "lessons"} <= {anchor for anchor, *_ in parts}
    assert set(re.findall(r'id="([^"]+)"', pages()["cases/hip-fracture/"].html)) >= {
        part[0] for part in parts[1:]
    }
    words = " ".join(text for *_, text in parts)
    assert "awaiting review" not in words and "How far can you trust" not in words


def test_every_part_in_the_search_is_a_place_on_its_page():
    head = read_file(site() / "assets/data/search.js")
    texts = [parts for _, name in head["texts"] for parts in read_file(site() / f"assets/search/{name}.js")]
    for address, parts in zip(head["address"], texts):
        ids = {"", *re.findall(r'\bid="([^"]+)"', pages()[address if address != "./" else ""].html)}
        assert [anchor for anchor, *_ in parts if anchor not in ids] == [], address


def test_no_page_holds_inline_script_style_or_handlers():
    for url, page in pages().items():
        scripts = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", page.html)
        assert all(re.search('type="application/(ld[+])?json"', attributes) for attributes in scripts), url
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"", page.html), url


def test_no_page_loads_from_another_host():
    assert [
        f"{url}: {load}"
        for url, page in pages().items()
        for load in page.loads
        if re.match(r"(?:https?:)?//", load)
    ] == []


@functools.cache
def list_representatives(offline: bool) -> list[str]:
    """The addresses of pages that between them have every kind of element."""
    return representatives(
        {url: kinds_on(page.html, styled_classes()) for url, page in everything(offline).items()}
    )


@pytest.mark.parametrize("offline", [False, pytest.param(True, marks=pytest.mark.long)])
def test_html_is_valid_to_a_strict_parser(offline):
    """Pages that between them have every kind of element, and each sixth; in the long run all."""
    chosen = set(pages(offline) if runs.LONG else [*list_representatives(offline), *[*pages(offline)][::6]])
    faults = []
    for url, page in pages(offline).items():
        faults += [f"{url}: the id '{id}' stands twice" for id in set(page.ids) if page.ids.count(id) > 1]
        if url not in chosen:
            continue
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(page.html)
        faults += [f"{url}: {place}: {code}" for place, code, _ in parser.errors]
    assert faults == []


VNU = "26.1.11"  # The last version whose npm package holds the checker itself.
VNU_SHA512 = (
    "eeda2bca95d124574c54c13e0a6ac117b429cfa27906b69b19a5d997d0e1becd43facea0e46baf238fc091fd983aaf"
    "972bf1b337c26709e4f582750ec20d513f"
)


@functools.cache
def vnu() -> Path:
    """The Nu Html Checker, fetched once through npm and checked against its digest; unpacked for this process
    alone."""
    cache = ROOT / ".cache" / "vnu"
    package = cache / f"vnu-jar-{VNU}.tgz"
    own = Path(tempfile.mkdtemp(prefix="handbook-vnu-"))
    if not package.exists():
        cache.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [shutil.which("npm"), "pack", f"vnu-jar@{VNU}", "--pack-destination", str(own)],
            check=True,
            capture_output=True,
        )
        shutil.move(own / package.name, package)
    assert hashlib.sha512(package.read_bytes()).hexdigest() == VNU_SHA512
    shutil.unpack_archive(package, own)
    return own / "package" / "build" / "dist" / "vnu.jar"


def find_file(url: str, offline: bool) -> Path:
    """The file of the page at ``url`` (``theories/eight-steps/``, ``404.html``)."""
    return site(offline) / (f"{url}index.html" if not url or url.endswith("/") else url)


@pytest.mark.skipif(
    not (shutil.which("java") and shutil.which("npm")),
    reason="the Nu Html Checker needs Java, and npm to fetch it",
)
@pytest.mark.parametrize("offline", [False, pytest.param(True, marks=pytest.mark.long)])
def test_html_is_valid_to_the_nu_html_checker(offline):
    """Pages that between them have every kind of element; in the long run all."""
    files = (
        [site(offline)] if runs.LONG else [find_file(url, offline) for url in list_representatives(offline)]
    )
    done = subprocess.run(
        [
            "java",
            "-Xss4m",
            "-jar",
            str(vnu()),
            "--errors-only",
            "--skip-non-html",
            "--format",
            "gnu",
            *map(str, files),
        ],
        capture_output=True,
        text=True,
    )
    assert (done.stderr.splitlines(), done.returncode) == ([], 0)


def digest(folder: Path) -> dict[str, bytes]:
    """Every file of a site with its bytes."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture(params=["small", pytest.param("whole", marks=pytest.mark.long)])
def two_copies(request, tmp_path) -> list[Path]:
    """The small site as a repository, twice and far apart; in the long run, this handbook too."""
    copies = [tmp_path / "one", tmp_path / "a longer path" / "copy"]
    for copy in copies:
        if request.param == "small":
            copy.parent.mkdir(exist_ok=True)
            small_site.write(copy)
        else:
            copy_repository(copy)
    return copies


def copy_repository(copy: Path) -> None:
    """Copy what a build of this handbook reads to the folder ``copy``, which is not there yet."""
    for name in ("docs", "framework", "modules", "macros"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "pyproject.toml", "hosting.yml"):
        shutil.copy(ROOT / name, copy)


def test_two_builds_of_a_commit_are_the_same_to_the_byte(tmp_path, two_copies):
    epoch = "1700000000"
    first, second = (
        digest(
            build(tmp_path / f"site-{seed}", root, SOURCE_DATE_EPOCH=epoch, TZ=zone, PYTHONHASHSEED=str(seed))
        )
        for seed, (root, zone) in enumerate(zip(two_copies, ("UTC", "Pacific/Auckland"), strict=True), 1)
    )
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
    if "sitemap.xml.gz" in first:
        sitemap = gzip.decompress(first["sitemap.xml.gz"])
        assert b"2023-11-14" in sitemap or b"<lastmod>" not in sitemap


def test_no_path_of_this_machine_is_in_the_site():
    here = str(ROOT).encode()
    assert [
        name
        for name, data in digest(site()).items()
        if here in data or os.path.expanduser("~").encode() + b"/" in data
    ] == []


def test_a_former_id_leads_on(without_repository):
    root, built = without_repository
    record = root / "framework/theories/small-steps.yml"
    text = record.read_text("utf-8")
    assert "aliases: [little-steps]" in text
    redirect = (built / "theories/little-steps/index.html").read_text("utf-8")
    assert 'content="0; url=../../theories/small-steps/"' in redirect
    title = load_handbook(root)[0].resolve("small-steps").title
    assert f"This page is now at {title}." in plain(redirect)
    (script,) = (built / "assets/js/pages").glob("former_address.*.js")
    lines = redirect.split("\n")
    assert lines.index(f'<script src="../../assets/js/pages/{script.name}"></script>') < lines.index(
        '<meta http-equiv="refresh" content="0; url=../../theories/small-steps/">'
    )
    policy = read_policy(root).format_meta()
    for page in ("theories/little-steps", "embed/theory/little-steps"):
        assert (built / page / "index.html").read_text("utf-8").count(policy) == 1


def test_a_handbook_without_hosting_yml_says_no_policy():
    """Nobody has said one then; the shipped handbook has the file, and so has every edition of it."""
    renderer = Renderer(book(), Urls(), Repository())
    assert 'http-equiv="Content-Security-Policy"' not in renderer.render_template(
        "redirect", renderer.view("a"), redirect=Redirect("a", "theories/eight-steps", "Eight steps", {})
    )


ARTICLE = yaml_files.read(ROOT / "tests/support/article.yml", "tests/support/article.yml").data


@pytest.mark.parametrize("row", ARTICLE, ids=[row["names"] for row in ARTICLE])
def test_what_the_article_names_has_its_place_and_is_linked_both_ways(row):
    found = pages()
    named_path, _, anchor = row["at"].partition("#")
    there = {named_path} if URLS.page(named_path) in found else ()
    path = find_pages(book(), there)(named_path)
    if path is None or (anchor and anchor not in found[URLS.page(path)].ids):
        pytest.skip(f"{row['at']} is gone from the handbook")
    url = URLS.page(path)
    assert [target for target in found[url].targets if target.partition("#")[0] != url], "it leads nowhere"
    targets = {target for other, page in found.items() if other != url for target in page.targets}
    # What a programme's page lists is reached through the page; every other section is linked to by itself.
    listed = re.match(r"(outcome|strand|evidence)-", anchor)
    there = url if listed or not anchor else f"{url}#{anchor}"
    assert there in targets or (there == url and any(target.startswith(f"{url}#") for target in targets)), (
        "nothing leads to it"
    )


def test_a_page_says_how_far_it_can_be_trusted_where_it_rests_on_something():
    """A record's page does, and each that cites a source; a form or a list has nothing to say of it."""
    question, records = (
        "How far can you trust this page?",
        {f"{spec.path}/" for spec in list_record_pages(book())},
    )
    rest = records | {url for url, page in pages().items() if 'class="hb-cite"' in page.html}
    assert [url for url in rest if question not in pages()[url].html] == []
    written = [url for url in pages() if url not in records and question in pages()[url].html]
    assert "reference/background/" in written and not {"", "tools/blanks/", "reference/glossary/"} & set(
        written
    )
    riddle = "It claims nothing that rests on a publication"
    assert [url for url in written if riddle in plain(pages()[url].html)] == []


def test_the_certificates_assessment_map_names_every_outcome_and_where_it_is_evidenced():
    page = pages()["programmes/pgcert-doctors-as-managers/"]
    for outcome in book().resolve("pgcert-doctors-as-managers").node.outcomes:
        row = re.search(rf'<th scope="row"><a href="#outcome-{outcome.id}">.*?</tr>', page.html, re.DOTALL)
        assert row and "modules/" in row[0], outcome.id
