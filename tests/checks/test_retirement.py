"""What is retired stays where it was and is out of use: what may still name it, what counts without it, and
how its page, the lists, the search and the tools have it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest
import versions
from jsonschema import Draft202012Validator
from places import ROOT

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.checks.run import check_handbook
from macros.curriculum.crosswalks import build_explorer_data
from macros.curriculum.indexes import build_index
from macros.records.kinds import KINDS
from macros.records.lasting_ids import Retirement
from macros.records.quoting import fill_in
from macros.rendering.page_macros import Library
from macros.rendering.record_pages import build_front_matter, list_blank_pages, list_record_pages
from macros.rendering.renderer import Renderer
from macros.search.documents import list_documents
from macros.tools.data import build_tool_data

CORE, OTHER = "framework/competencies/small.yml", "framework/competencies/other.yml"
GLOSSARY = "framework/glossary.yml"
START, WAY = "modules/catalogue/small-start.yml", "modules/pathways/small-way.yml"
EXEMPTIONS = "framework/exemptions.yml"
LISTS = [
    *(("cards", (kind,)) for kind in KINDS),
    *((name, ()) for name in ("dilemmas", "lineage", "explorer", "compare", "chooser", "counts", "blanks")),
    *(("index", (by,)) for by in ("skill", "setting", "stage", "tension")),
    ("matrix", ("small",)),
]
RETIRED = "{date: 2026-11-30, reason: The college took it out.}"
LISTENS = "        summary: Hears what is said.\n"
OF_ITEM = (CORE, LISTENS, f"{LISTENS}        retired: {RETIRED}\n")


def report(root, edits) -> list[str]:
    versions.change_files(root, edits)
    return [str(problem) for problem in check_handbook(root).problems]


def free(root) -> None:
    """Have all that names ``small/1.1`` name another item, but for crosswalks."""
    for file in sorted(root.rglob("*.yml")):
        path, text = file.relative_to(root).as_posix(), file.read_text("utf-8")
        if "crosswalks" not in path:
            file.write_text(re.sub(r"\bsmall/1\.1\b", "small/2.1", text), "utf-8")
    lines = (root / EXEMPTIONS).read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "rule: practised" not in line or "small/2.1" not in line]
    (root / EXEMPTIONS).write_text("".join(kept), "utf-8")


# -- what may name it


def test_an_item_retires_and_its_crosswalk_goes_on(small):
    free(small)
    said = report(small, [OF_ITEM])
    assert said == []
    handbook = check_handbook(small).handbook
    item = handbook.resolve("small/1.1")
    assert item.retired and item.retired.reason == "The college took it out."
    assert item not in handbook.list_leaves(item.record) and handbook.list_retired(item.record) == [item]


def test_everything_else_that_names_it_is_told(small):
    said = report(small, [OF_ITEM])
    wrong = "'small/1.1' was retired on 2026-11-30; take it out; only a crosswalk may still name it"
    assert said and all(sentence.endswith(wrong) for sentence in said if "was retired" in sentence)
    assert f"{START}:12:53: module small-start, outcomes 1, competencies 1: {wrong}" in said
    assert not [sentence for sentence in said if "crosswalks" in sentence]


def test_the_successor_is_offered(small):
    retired = "retired: {date: 2026-11-30, reason: It was two., successor: small/2.1}"
    said = report(small, [(CORE, LISTENS, f"{LISTENS}        {retired}\n")])
    assert any("was retired on 2026-11-30; name its successor, 'small/2.1'" in sentence for sentence in said)


def test_a_page_may_not_call_for_it(small):
    (small / "docs").mkdir()
    calls = '{{ ref("small/1.1") }}\n\n[Listening](frameworks/small/1.1.md)\n\n'
    calls += '{{ link("frameworks/small/1.1", "Listening") }}\n'
    (small / "docs/guide.md").write_text(f"# Guide\n\n{calls}", "utf-8")
    free(small)
    wrong = "'small/1.1' was retired on 2026-11-30; take it out; only a crosswalk may still name it"
    assert report(small, [OF_ITEM]) == [
        f"docs/guide.md:3:1: macro call: {wrong}",
        f"docs/guide.md:5:11: page: {wrong}",
        f"docs/guide.md:7:1: macro call: {wrong}",
    ]


# -- retirements that cannot be

PLACE = f"{CORE}:29:18: item small/1.1, retired, "
CANNOT_BE = {
    "a successor that is not there": (
        [(CORE, LISTENS, f"{LISTENS}        retired: {RETIRED[:-1]}, successor: small/9}}\n")],
        "retired, successor: no record has the id 'small/9'; did you mean 'small/2'?",
    ),
    "itself": (
        [(CORE, LISTENS, f"{LISTENS}        retired: {RETIRED[:-1]}, successor: small/1.1}}\n")],
        "retired, successor: is named as its own successor; name another, or take the line out",
    ),
    "a circle": (
        [
            (CORE, LISTENS, f"{LISTENS}        retired: {RETIRED[:-1]}, successor: small/2.1}}\n"),
            (CORE, "        summary: Shares the work.\n", "        summary: Shares the work.\n"
             f"        retired: {RETIRED[:-1]}, successor: small/1.1}}\n"),
        ],
        "the successors lead back to where they began: small/1.1 → small/2.1 → small/1.1; end them somewhere",
    ),
    "the future": (
        [(CORE, LISTENS, f"{LISTENS}        retired: {{date: 2099-01-01, reason: It will go.}}\n")],
        "date: '2099-01-01' lies in the future; write the day on which it happened, as 2026-11-22",
    ),
    "no reason": (
        [(CORE, LISTENS, f"{LISTENS}        retired: {{date: 2026-11-30}}\n")],
        "retired, reason: is missing; write why, in a sentence that its page prints",
    ),
    "the core": (
        [(CORE, "core: true\n", f"core: true\nretired: {RETIRED}\n")],
        "framework small, retired: is the framework that everything is taught against; keep it in use; 'core:"
        " true' can move to another framework first",
    ),
    "a former id that something retired has": (
        [(OTHER, "title: Other framework\n", "title: Other framework\naliases: [small-way]\n"),
         (WAY, "title: A small way\n", f"title: A small way\nretired: {RETIRED}\n")],
        "aliases 1: 'small-way' is already pathway small-way, which is retired; take it out, and name 'other'"
        " as the successor there",
    ),
    "a part that is there": (
        [(START, "why: To begin.\n", "why: To begin.\nretired_parts:\n"
          "  - {id: s1, kind: session, title: One hour, date: 2026-11-30, reason: It was dull.}\n")],
        "retired_parts 1, id: 'small-start/s1' is in use, or stands here twice; take one out",
    ),
    "a part of no kind": (
        [(START, "why: To begin.\n", "why: To begin.\nretired_parts:\n"
          "  - {id: s9, kind: lesson, title: One hour, date: 2026-11-30, reason: It was dull.}\n")],
        "retired_parts 1, kind: 'lesson' is not of the right form; write what it was, as messages call it:"
         " 'session', 'outcome', 'workplace task'",
    ),
    "a part that is named": (
        [(START, "why: To begin.\n", "why: To begin.\nretired_parts:\n"
          "  - {id: s9, kind: session, title: One hour, date: 2026-11-30, reason: It was dull.}\n"),
         (WAY, "take: small-form", "take: small-start/s9")],
        "'small-start/s9' was retired on 2026-11-30; take it out; only a crosswalk may still name it",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CANNOT_BE)
def test_a_retirement_that_cannot_be_is_told(small, name):
    edits, sentence = CANNOT_BE[name]
    said = report(small, edits)
    assert [one for one in said if one.endswith(sentence)], "\n".join(said)


# -- what readers see


@pytest.fixture
def retired(small):
    """What renders the small handbook, of which an item, a session, a term and a source are retired."""
    free(small)
    part = "  - {id: s9, kind: session, title: A third hour, date: 2026-11-30, reason: It was dull.}\n"
    edits = [
        (CORE, LISTENS, f"{LISTENS}        retired: {RETIRED[:-1]}, successor: small/2.1}}\n"),
        (START, "why: To begin.\n", f"why: To begin.\nretired_parts:\n{part}"),
        (
            GLOSSARY,
            "terms:\n",
            f"terms:\n  - {{id: silo, term: talk, means: A tower., retired: {RETIRED}}}\n",
        ),
    ]
    assert report(small, edits) == []
    return Renderer(fill_in(check_handbook(small).handbook), Urls(), Repository())


def test_its_page_stays_and_says_so(retired):
    item = retired.book.resolve("small/1.1")
    page = next(page for page in list_record_pages(retired.book) if page.entry is item)
    html = str(retired.render_record(item))
    assert page.path == "frameworks/small/1.1"
    assert page.title == "1.1 Listening (retired) (Small framework)"
    assert (
        '<p class="hb-warning"><strong>Retired on 30 November 2026.</strong> The college took it out. In its'
        ' place: <a class="hb-ref" href="../../../frameworks/small/2.1/">2.1 Sharing</a>.</p>'
    ) in html
    for words in ("Rate yourself on it", "Make it a goal", "Blank to print", "hb-next"):
        assert words not in html
    assert build_front_matter(page, retired)["siblings"] == []
    assert not {"previous", "next", "above"} & build_front_matter(page, retired).keys()


def test_lists_and_counts_are_without_it_and_its_framework_names_it_apart(retired):
    book = retired.book
    framework = str(retired.render_record(book.resolve("small")))
    assert '<h3 id="retired-items">Retired</h3>' in framework
    lines, _, apart = framework.partition('id="retired-items"')
    assert "1.1 Listening" not in lines.partition('id="in-one-line"')[2]
    assert "1.1 Listening (retired)" in apart
    assert [
        entry.id for group in build_index(book, "skill") for entry in group.kinds.get("competency", ())
    ] == []
    assert "Listening" not in Library(retired, lambda: "coverage").macros()["matrix"]("small")


def test_a_retired_record_stands_among_no_cards(small):
    edits = [(WAY, "title: A small way\n", f"title: A small way\nretired: {RETIRED}\n")]
    assert [one for one in report(small, edits) if "was retired" not in one] == []
    renderer = Renderer(check_handbook(small).handbook, Urls(), Repository())
    assert renderer.book.records["pathway"] == [] and renderer.book.count_entries()["pathway"] == 0
    assert "A small way" not in Library(renderer, lambda: "pathways/index").macros()["cards"]("pathway")
    assert "Retired on 30 November 2026." in str(renderer.render_record(renderer.book.resolve("small-way")))
    kinds = {one.title: one.kind for one in list_documents(renderer.book, (), (), Urls())}
    assert kinds["A small way"] == "retired"


def test_a_retired_part_keeps_its_place_on_the_page(retired):
    html = str(retired.render_record(retired.book.resolve("small-start")))
    assert '<h2 id="retired">No longer part of this page</h2>' in html
    assert (
        '<li id="session-s9">\nSession “A third hour”:\n<strong>Retired on 30 November 2026.</strong> It was'
        " dull.</li>"
    ) in html


def test_a_retired_term_is_marked_and_linked_nowhere(retired):
    macros = Library(retired, lambda: "reference/glossary").macros()
    glossary = retired.put_back(macros["glossary"]())
    assert '<dd><p class="hb-warning"><strong>Retired on 30 November 2026.</strong>' in glossary
    assert retired.link_terms("guides/x", "<p>We talk.</p>") == "<p>We talk.</p>"


def test_the_tools_keep_its_title_and_mark_and_ask_for_no_rating(retired):
    data = build_tool_data(retired.book, Urls())
    framework = next(framework for framework in data["frameworks"] if framework["id"] == "small")
    assert "small/1.1" not in {item["id"] for item in framework["items"]}
    (record,) = [record for record in data["records"] if record["id"] == "small/1.1"]
    assert record["title"] == "Small framework 1.1 Listening (retired)"
    assert record["retired"] == {"on": "2026-11-30", "successor": "small/2.1"}
    schema = json.loads((ROOT / "docs/assets/data/handbook.schema.json").read_text("utf-8"))
    Draft202012Validator({**schema["$defs"]["record"], "$defs": schema["$defs"]}).validate(record)
    pairs = [pair for crosswalk in data["crosswalks"] for pair in crosswalk["pairs"]]
    assert "small/1.1" not in {end for pair in pairs for end in (pair["origin"], pair["target"])}


def test_the_explorer_shows_it_with_its_mark(retired):
    data = str(build_explorer_data(retired.book, lambda entry: entry.path))
    assert '"title":"Listening (retired)"' in data and '"origin":"small/1.1"' in data


def test_every_page_list_and_tool_stands_when_all_but_the_core_is_retired(small_book):
    """No rule has looked at this handbook, in which what is in use still names what is retired."""
    retirement = Retirement(date=date(2026, 11, 30), reason="It was taken out.")

    def retire(entry):
        node = entry.node
        is_kept = getattr(node, "core", False) or getattr(node, "tool", None)
        return entry if is_kept else replace(entry, node=node.model_copy(update={"retired": retirement}))

    records = {kind: list(map(retire, entries)) for kind, entries in small_book.all_records.items()}
    book = replace(small_book, all_records=records)
    renderer = Renderer(book, Urls(), Repository())
    pages = [*list_record_pages(book), *list_blank_pages(book)]
    for page in pages:
        build_front_matter(page, renderer)
    html = [str(renderer.render_record(page.entry)) for page in pages]
    assert sum("Retired on 30 November 2026." in text for text in html) > 10
    macros = Library(renderer, lambda: "index").macros()
    for name, argument in LISTS:
        renderer.put_back(macros[name](*argument))
    assert build_tool_data(book, Urls())["frameworks"] and list(list_documents(book, (), (), Urls()))
