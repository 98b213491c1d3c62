"""Every type of page of the real site, in a real browser, as readers meet it."""

from __future__ import annotations

import functools
from urllib.parse import urlsplit

import audit
import pytest
import runs
import search_in_node
from built import book, pages, resolve, site, styled_classes
from looks import Kinds, kinds_on, representatives
from page_types import PAGES
from playwright.sync_api import expect

from macros.mkdocs_site.asset_files import ONLY_ON_SITE
from macros.records.prose import strip_markup
from macros.rendering.record_pages import list_record_pages

pytestmark = pytest.mark.browser


# Those whose template another of the list has, too, and whose elements alone are their own.
FURTHER = frozenset({name for name in PAGES if name.startswith("theory ")} - {"theory in steps"}) | {
    "a framework of one rank",
    "a framework without items",
    "guide with pictures",
    "short case",
    "workbook",
    "blank of an instrument",
}
# Pages of every depth, which stand for the others in what is the same on all.
FROM_THE_START = ("home", "index", "element", "case", "guide", "plan", "not found")
LONG = frozenset(
    {"glossary", "sources", "records", "index by skill", "programme"}
)  # Hundreds of the same few things.
# The widths and colours in which the first page of a template is looked at, and a further or a long one.
LOOKS = [(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]
TWO_LOOKS = [(1280, "dark"), (390, "light")]


def test_the_list_has_every_kind_of_record():
    listed = {path.partition("/")[0] for path in PAGES.values()}
    assert {spec.path.partition("/")[0] for spec in list_record_pages(book())} <= listed


@functools.cache
def listed() -> dict[str, Kinds]:
    """The kinds of element on each of PAGES, by its name."""
    files = {name: resolve("", urlsplit(path).path) for name, path in PAGES.items()}
    return {name: kinds_on(pages()[url].html, styled_classes()) for name, url in files.items()}


def looks_of(name: str) -> list[tuple[int, str]]:
    """The looks in which one of PAGES is put to axe: each, where it stands for its template; two, where it
    has some elements of its own or is long; one, where others have all its elements."""
    if name in representatives(listed()):
        return TWO_LOOKS if name in LONG | FURTHER else LOOKS
    return [LOOKS[list(PAGES).index(name) % len(LOOKS)]]


def faults_of(page, address: str, looks: list[tuple[int, str]], every: bool = False) -> list[str]:
    """What axe finds on the page at ``address``, whose details are opened, in each of ``looks``: the open
    page changes into them as on a phone that is turned or at the time of the day. Where only the colours
    changed, what hangs on colours. ``every`` text is looked at for its contrast, or one of each look."""
    page.set_viewport_size({"width": looks[0][0], "height": 800})
    page.emulate_media(color_scheme=looks[0][1])
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    faults: list[str] = []
    last = None
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("html")).to_have_attribute(
            "data-md-color-scheme", {"light": "default", "dark": "slate"}[scheme]
        )
        findings = audit.axe(page, every=every, only=audit.COLOUR_RULES if width == last else ())
        faults += [f"{address}, {width} {scheme}: {fault}" for fault in findings]
        last = width
    return faults


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(reader, server, name):
    assert faults_of(reader, server.url + PAGES[name], looks_of(name)) == []
    assert reader.seen.problems() == []


@pytest.mark.heavy
def test_axe_finds_nothing_on_pages_with_elements_that_no_listed_page_has(reader, server):
    others = representatives(
        {url: kinds_on(page.html, styled_classes()) for url, page in pages().items()},
        frozenset().union(*listed().values()),
    )
    looks = {url: LOOKS if runs.LONG else [LOOKS[place % len(LOOKS)]] for place, url in enumerate(others)}
    assert [fault for url in others for fault in faults_of(reader, server.url + url, looks[url])] == []
    assert reader.seen.problems() == []


@pytest.mark.long
@pytest.mark.parametrize("share", range(16))
def test_axe_finds_nothing_on_any_text_of_any_page_in_any_look(reader, server, share):
    assert [
        fault
        for url in sorted(pages())[share::16]
        for fault in faults_of(reader, server.url + url, LOOKS, every=True)
    ] == []
    assert reader.seen.problems() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_the_menu_open_and_with_search_results(open_page, server, scheme):
    page = open_page(390, color_scheme=scheme)
    only = audit.COLOUR_RULES if scheme == "dark" else ()
    page.goto(server.url + PAGES["element"])
    page.locator(".hb-header__menu").click()
    page.get_by_role("link", name="Theories of change").wait_for()
    assert audit.axe(page, only=only) == []
    page.keyboard.press("Escape")
    page.locator(".hb-header__find").click()
    assert found(page, "coaching")
    assert audit.axe(page, only=only) == []
    assert page.seen.problems() == []


def list_pages_by_scripts() -> list[str]:
    """Few of PAGES that load every script that any of them loads, and have every kind of button."""
    deeds = {
        name: frozenset(("script", script) for script in pages()[resolve("", urlsplit(path).path)].loads)
        | {kind for kind in listed()[name] if kind[0] == "button"}
        for name, path in PAGES.items()
    }
    chosen = representatives(deeds)
    return [name for name in PAGES if name in chosen or name in FROM_THE_START or runs.LONG]


@pytest.mark.heavy
def test_search_colours_and_copying_break_no_policy(reader, bare_server):
    """The pages' own, as nothing else is sent here; the test above opens each with the header. The search is
    the same on all, and is asked on a page of each depth."""
    page, server = reader, bare_server
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for name in list_pages_by_scripts():
        page.goto(server.url + PAGES[name])
        if name in FROM_THE_START:
            assert server.url + "components/coaching/" in found(page, "coaching")
            page.keyboard.press("Escape")
        page.locator(".hb-header__scheme").click()
        for copy in page.locator(".hb-copy:visible").all():
            copy.click()
            copied = page.evaluate("navigator.clipboard.readText()")
            assert copied.startswith(server.url) if copy.get_attribute("data-copy") == "address" else copied
        assert page.seen.problems() == [], name


# What is pressed or filled in, and is no link.
CONTROLS = frozenset({"button", "input", "select", "textarea"})


@functools.cache
def list_walks() -> list[tuple[str, int]]:
    """The pages of PAGES to be walked through by Tab, each with a width: both, where the walk is from the
    very start; one, in turn, on those that have between them every kind of element of pages with something
    to fill in, and every kind of link. In the long run both on each."""
    controls = {
        name: frozenset(kind for kind in kinds if kind[0] in CONTROLS | {"a", "summary"})
        for name, kinds in listed().items()
    }
    with_fields = {
        name: kinds
        for name, kinds in listed().items()
        if any(tag in CONTROLS - {"button"} and "hb-search__input" not in names for tag, *names in kinds)
    }
    chosen = {*representatives(controls), *representatives(with_fields)} - LONG
    return [
        (name, width)
        for place, name in enumerate(PAGES)
        for turn, width in enumerate((1280, 320))
        if runs.LONG or name in FROM_THE_START or (name in chosen and place % 2 == turn)
    ]


@pytest.mark.heavy
@pytest.mark.parametrize("share", range(4))
def test_the_tab_key_reaches_every_control(reader, server, share):
    """From the very start of a page on a few, and of what is its own on the others: the head is the same."""
    faults = []
    for name, width in list_walks()[share::4]:
        reader.set_viewport_size({"width": width, "height": 800})
        reader.goto(server.url + PAGES[name])
        start = "body" if name in FROM_THE_START else "main"
        walk = audit.tab_walk(reader, most=2500, start=start)
        faults += [f"{name} at {width}: {fault}" for fault in walk]
    assert faults == []


@pytest.mark.heavy
def test_no_page_scrolls_sideways_at_320_px(reader, server):
    """One page of six, which is some of every kind; in the long run each."""
    page = reader
    page.set_viewport_size({"width": 320, "height": 800})
    wide = []
    for path in sorted(pages())[:: 1 if runs.LONG else 6]:
        page.goto(server.url + path)
        page.evaluate("document.querySelectorAll('.hb-details').forEach(each => { each.open = true; })")
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wide.append(f"{path}: {width} px")
    assert wide == []


def found(page, words: str) -> list[str]:
    """The addresses of the first three results for ``words``."""
    audit.search(page, words)
    links = page.locator(".hb-search__link").evaluate_all("links => links.slice(0, 3).map(link => link.href)")
    return [link.partition("#")[0] for link in links]


def test_what_is_typed_into_the_box_is_what_the_search_finds(open_page, server):
    """By typing: what tests/search asks of the scripts under Node is on the screen."""
    page = open_page()
    page.goto(server.url)
    queries = ["shouted at in theatre", "5 whys", "skill mix"]
    for query, results in zip(queries, search_in_node.ask(site(), queries), strict=True):
        assert found(page, query) == [server.url + result[0].partition("#")[0] for result in results[:3]], (
            query
        )
    assert page.seen.problems() == []


def test_every_type_of_page_loads_what_it_needs_from_disk(open_page):
    """But for the page for unknown addresses, which only a server shows."""
    page = open_page()
    for path in (path for name, path in PAGES.items() if name != "not found"):
        if path.startswith(ONLY_ON_SITE):
            continue
        place, _, asked = path.partition("?")
        file = site(offline=True) / (
            f"{place.rstrip('/')}.html"
            if (site(offline=True) / f"{place.rstrip('/')}.html").exists()
            else f"{place}index.html"
        )
        page.goto(file.as_uri() + (f"?{asked}" if asked else ""))
        assert page.evaluate("document.styleSheets.length >= 1 && 'handbook' in window"), path
        assert page.seen.problems() == [], path


def test_search_works_from_disk(open_page):
    page = open_page()
    start = (site(offline=True) / "index.html").as_uri()
    page.goto(start)
    wanted = (site(offline=True) / "theories/eight-steps.html").as_uri()
    assert wanted in found(page, "Kotter's eight steps")
    page.goto(wanted)
    assert page.locator("h1").inner_text() == "Kotter's eight steps"
    assert page.seen.problems() == []


def test_in_a_frame_of_another_site_with_storage_blocked_search_and_palette_work(open_page, server, tmp_path):
    (tmp_path / "index.html").write_text(
        '<!doctype html><title>Intranet</title><link rel=icon href="data:,"><iframe sandbox="allow-scripts"'
        f' width="1000" height="800" src="{server.url}"></iframe>'
    )
    with audit.serve(tmp_path, headers={"Content-Security-Policy": ""}) as host:
        page = open_page()
        page.goto(host.url.replace("127.0.0.1", "localhost"))
        frame = page.frames[1]
        frame.locator("#hb-search-input").wait_for()
        assert server.url + "tensions/where-power-lies/" in found(frame, "Where power lies")
        button = frame.locator(".hb-header__scheme")
        seen = []
        for _ in range(3):
            button.click()
            seen.append(frame.evaluate("document.documentElement.getAttribute('data-md-color-scheme')"))
        assert set(seen) == {"default", "slate"}
        assert page.seen.problems() == []


@pytest.mark.parametrize("path", [PAGES["element"], PAGES["case"], PAGES["module"], PAGES["index"]])
def test_all_text_is_there_without_javascript(open_page, server, path):
    page = open_page(java_script_enabled=False)
    page.goto(server.url + path)
    hidden = page.locator("article").evaluate(
        """article => [...article.querySelectorAll("p, li, dd, td, th, h2, h3, summary")]
        .filter(each => !each.closest("details, [data-filter], [data-device]") && each.textContent.trim())
        .filter(each => !each.checkVisibility()).map(each => each.textContent.trim().slice(0, 60))"""
    )
    assert hidden == []
    assert page.locator("article details > summary").count() == page.locator("article details").count()
    assert page.locator("nav a[href]").first.is_visible()


@pytest.mark.parametrize("path", [PAGES["case"], PAGES["module"], PAGES["programme"], PAGES["instrument"]])
def test_nothing_is_hidden_on_paper(open_page, server, path):
    """But for what is there to be pressed, what else the connections say, and what a programme says twice,
    which prints where it is open (test_paper)."""
    page = open_page()
    page.goto(server.url + path)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    hidden = page.evaluate(
        """() => [...document.querySelectorAll(
            "article p, article li, article h2, article h3, article td, article dd")]
        .filter(each => each.textContent.trim() && !each.closest(
            "[data-search-exclude], .hb-matrix__open, .hb-figure--narrow, .hb-toc, .hb-next, .hb-connections,"
            + ".hb-session__ways, .hb-saves-paper, [hidden]"))
        .filter(each => !each.checkVisibility({contentVisibilityAuto: true}))
        .map(each => each.textContent.trim().slice(0, 60))"""
    )
    assert hidden == []


def test_a_term_stands_beside_what_is_said_of_it_where_there_is_room_and_so_on_paper(open_page, server):
    """As the text is large, not as the window is wide: Firefox takes paper for a narrow window."""
    page = open_page(width=672)  # A4 within its margins.
    page.goto(server.url + "theories/eight-steps/")
    beside = lambda: page.locator(".hb-facts__row, .hb-trust > div").evaluate_all(
        "rows => rows.map(({ children: [term, said] }) => said.offsetTop === term.offsetTop)"
    )
    page.emulate_media(media="print")
    assert set(beside()) == {True}
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert set(beside()) == {False}
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 320, "height": 800})
    assert set(beside()) == {False}


def test_an_index_page_is_filtered_by_words_and_by_list(open_page, server):
    page = open_page()
    page.goto(server.url + "theories/")
    shown = lambda: page.locator(".hb-card:visible h2").all_inner_texts()
    everything = shown()
    page.get_by_label("Find in this list").fill("kotter")
    assert shown() == ["Kotter's eight steps"]
    assert page.locator("[data-filter-count]").inner_text() == f"1 of {len(everything)} theories of change."
    page.get_by_label("Find in this list").fill("")
    page.get_by_label("Shape of a theory").select_option("Cycle")
    assert shown() == [entry.title for entry in book().records["theory"] if entry.node.shape == "cycle"]
    page.get_by_label("Find in this list").fill("zebra")
    nearest = shown()
    assert len(nearest) == 3 and nearest[0] == "Appreciative inquiry"
    assert page.locator("[data-filter-count]").inner_text() == (
        f"None of {len(everything)} theories of change fits all of that. The nearest: Appreciative inquiry,"
        " Cycle."
    )
    page.get_by_label("Shape of a theory").select_option("")
    assert shown() == []
    assert (
        page.locator("[data-filter-count]").inner_text()
        == f"0 of {len(everything)} theories of change. Try a shorter word or choose Any."
    )


# A page with fields, what a reader puts into them, and where the page shows what comes of it.
CHOICES = {
    "a filter": (
        "theories/",
        {"[data-filter-words]": "change", "[data-filter-by=evidence]": "supported"},
        "[data-filter-count]",
    ),
    "theories side by side": (
        "theories/compare/",
        {"#compare-1": "lean-and-flow", "#compare-2": "soft-systems"},
        "[data-compare-status]",
    ),
    "the explorer": (
        "crosswalks/explorer/",
        {"#explorer-from": "lqf", "#explorer-to": "clcf"},
        "[data-explorer-status]",
    ),
    "the builder": (
        "deaneries/embedding/",
        {"#builder-what": "component/coaching", "#builder-scheme": "dark"},
        "#builder-code",
    ),
}


@pytest.mark.parametrize("choice", CHOICES)
def test_a_page_to_which_the_reader_comes_back_shows_what_its_fields_say(open_page, server, choice):
    """Without the browser's page cache the fields have what was in them only once the scripts have run."""
    path, chosen, place = CHOICES[choice]
    page = open_page()
    page.goto(server.url + path)

    def state() -> tuple:
        values = [page.locator(field).first.input_value() for field in chosen]
        shown = page.locator(place).first.evaluate("element => element.value || element.textContent")
        return values, shown, page.locator(".hb-card:visible").count()

    for field, value in chosen.items():
        element = page.locator(field).first
        if element.evaluate("element => element.matches('select')"):
            element.select_option(value)
        else:
            element.fill(value)
    before = state()
    page.goto(server.url + "about/privacy/")
    page.go_back()
    assert audit.settled(page, state) == before and before[0] == list(chosen.values())


def test_a_link_to_a_folded_part_opens_it(open_page, server):
    page = open_page()
    page.goto(server.url + PAGES["case"] + "#measures")
    assert page.locator("#measures").is_visible()


def test_the_wheel_leads_to_the_element(open_page, server):
    page = open_page()
    page.goto(server.url + PAGES["framework"])
    page.get_by_role("link", name="2.2 Building & Maintaining Relationships").first.click()
    page.wait_for_url("**/frameworks/mlcf/2.2/")


def test_the_explorer_shows_the_pairs_of_a_crosswalk_with_their_reasons_and_the_rest(open_page, server):
    page = open_page()
    page.goto(server.url + "crosswalks/explorer/?from=mlcf&to=hlm")
    crosswalk = book().resolve("mlcf--hlm").node
    result = page.locator("[data-explorer-result]")
    assert f"{len(crosswalk.alignments)} pairs." in result.inner_text()
    assert (
        page.locator("[data-explorer-status]").text_content()
        == f"MLCF and HLM: {len(crosswalk.alignments)} pairs."
    )
    assert result.locator(".hb-crossmatrix__pair").count() == len(crosswalk.alignments)
    written = result.text_content()
    for one in (*crosswalk.alignments, *crosswalk.unmapped):
        assert one.reason in written


FOLDS = """(root) => Array.from(root.querySelectorAll("details:has(.hb-pairs)"), (fold) => [
  fold.open,
  ...["summary", ".hb-note", "thead", "caption"].map((part) => fold.querySelector(part).textContent.trim()),
  ...Array.from(fold.querySelectorAll("tbody tr"), ({ textContent }) => textContent),
].map((words) => typeof words === "string" ? words.replace(/\\s+/g, " ") : words))"""


def test_the_explorer_groups_pairs_as_the_page_of_the_crosswalk_does(reader, server):
    """The same groups in the same words, the same of them open; a folded one opens by keyboard."""
    reader.goto(server.url + "crosswalks/mlcf--hlm/")
    on_the_page = reader.locator("article").evaluate(FOLDS)
    reader.goto(server.url + "crosswalks/explorer/?from=mlcf&to=hlm")
    result = reader.locator("[data-explorer-result]")
    assert result.evaluate(FOLDS) == on_the_page and len(on_the_page) > 1
    folded = result.locator("details:has(.hb-pairs):not([open])").first
    assert [group[0] for group in on_the_page].count(False)
    folded.locator("summary").focus()
    summary = folded.locator("summary").text_content()
    reader.keyboard.press("Enter")
    opened = result.locator("details[open]", has=reader.get_by_text(summary))
    expect(opened.locator("tbody tr").first).to_be_visible()
    assert reader.seen.problems() == []


def test_the_explorer_turns_a_relation_round_with_the_crosswalk(open_page, server):
    page = open_page()
    page.goto(server.url + "crosswalks/explorer/?from=lqf&to=mlcf")
    turned = {"broadMatch": "Narrower", "narrowMatch": "Broader"}
    words = {term.id: term.title for term in book().vocabularies["relation"].terms}
    pairs = sorted(
        (book().resolve(pair.target).title, turned.get(pair.relation) or words[pair.relation])
        for pair in book().resolve("mlcf--lqf").node.alignments
    )
    shown = page.locator("[data-explorer-result] .hb-pairs tbody tr").evaluate_all(
        "rows => rows.map(row => [row.cells[0].textContent, row.closest('table').caption.textContent])"
    )
    assert sorted((first.split(" ", 1)[1], relation) for first, relation in shown) == pairs


def test_the_explorer_says_when_there_is_no_crosswalk_and_by_keyboard_alone(open_page, server):
    page = open_page(390)
    page.goto(server.url + "crosswalks/explorer/")
    page.locator("#explorer-from").focus()
    page.locator("#explorer-from").select_option("lqf")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "explorer-to"
    page.locator("#explorer-to").select_option("hlm")
    assert (
        "This handbook has no crosswalk between these two."
        in page.locator("[data-explorer-result]").inner_text()
    )
    assert "Both are paired with MLCF" in page.locator("[data-explorer-result]").text_content()
    assert page.url.endswith("?from=lqf&to=hlm")
    assert (
        page.locator("[data-explorer-result] .hb-scroll").first.get_attribute("aria-label")
        == "LQF against HLM"
    )
    assert page.locator("[data-explorer-result] .hb-scroll").first.get_attribute("tabindex") == "0"
    assert page.seen.problems() == []


def test_theories_stand_side_by_side_by_choice_and_by_address(open_page, server):
    page = open_page()
    page.goto(server.url + "theories/compare/?of=lean-and-flow,soft-systems")
    table = page.locator(".hb-compare__table")
    titles = [book().resolve(id).title for id in ("lean-and-flow", "soft-systems", "transitions")]
    assert table.locator("thead th").all_inner_texts() == titles[:2]
    worked = strip_markup(book().resolve("lean-and-flow").node.worked_example).split()
    expect(table.locator("tbody tr").nth(6).locator("td").first).to_contain_text(" ".join(worked[:12]))
    assert page.locator("[data-compare-status]").text_content() == "2 theories side by side."
    page.locator("#compare-3").select_option("transitions")
    assert table.locator("thead th").all_inner_texts() == titles
    assert table.locator("tbody tr").count() == 12
    assert page.url.endswith("?of=lean-and-flow%2Csoft-systems%2Ctransitions")
    page.locator("#compare-2").select_option("")
    page.locator("#compare-3").select_option("")
    assert table.count() == 0
    assert page.locator("[data-theory]").first.is_visible()
    assert page.seen.problems() == []


def test_pathways_are_found_by_the_minutes_one_has(open_page, server):
    page = open_page(390)
    page.goto(server.url + "pathways/")
    page.locator("[data-filter-most]").select_option("30")
    shown = page.locator(".hb-card:visible").evaluate_all(
        "cards => cards.map(card => Number(card.dataset.minutes))"
    )
    assert shown and max(shown) <= 30
    assert len(shown) == sum(entry.node.minutes <= 30 for entry in book().records["pathway"])


@pytest.mark.parametrize("width", [1280, 390])
def test_the_search_of_the_home_page_opens_the_box(open_page, server, width):
    page = open_page(width)
    page.goto(server.url)
    page.locator(".hb-hero__search button").click()
    assert page.evaluate("document.activeElement.id") == "hb-search-input"
    page.keyboard.type("bed flow")
    page.locator(".hb-search__title").first.wait_for()
    assert page.seen.problems() == []
