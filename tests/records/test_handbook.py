"""The handbook as a whole: everything found by id, every link readable from both ends, order, and coverage
counted."""

from __future__ import annotations

import re
import shutil
from collections import Counter

import pytest
from places import ROOT, SMALL

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.base.yaml_files import parse
from macros.curriculum.coverage import count_coverage
from macros.curriculum.crosswalks import Crosswalks
from macros.records.field_plans import find_texts, plan_fields, walk_parts
from macros.records.field_types import Backlink
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS, Record
from macros.records.lasting_ids import PART_KINDS
from macros.records.loader import load_handbook
from macros.rendering.cards import FILTERS
from macros.rendering.record_pages import (
    ColleagueFormPage,
    Redirect,
    list_blank_pages,
    list_record_pages,
    list_redirects,
    list_session_pages,
)
from macros.rendering.renderer import Renderer
from macros.search.documents import list_documents

DOCS = ROOT / "docs"


@pytest.fixture(params=["small", "real"])
def book(request, small_book, real_book) -> Handbook:
    """The small handbook, then the real one: what holds of one must hold of the other."""
    return small_book if request.param == "small" else real_book


def ids(entries) -> list[str]:
    return [entry.id for entry in entries]


# -- finding


def test_every_kind_of_thing_is_found_by_its_id(small_book):
    found = {id: entry.kind for id, entry in small_book.entries.items()}
    assert found == {
        "small-way": "pathway", "small-programme": "programme", "small-programme/doing": "strand",
        "small-programme/p1": "outcome", "small-programme/room": "condition", "small-start": "module",
        "small-start/o1": "outcome", "small-start/o2": "outcome", "small-start/s1": "session",
        "small-start/a1": "assessment", "small-start/w1": "workplace task", "small-end": "module",
        "small-end/o1": "outcome", "small-end/o2": "outcome", "small-end/s1": "session",
        "small-end/a1": "assessment", "small-end/w1": "workplace task", "small-talk": "component",
        "small-ward": "case", "small-ward/beds": "measure", "small": "framework", "small/1": "item",
        "small/1.1": "item", "small/1.10": "item", "small/2": "item", "small/2.1": "item",
        "other": "framework", "other/1": "item", "other/1.1": "item", "other/1.10": "item", "other/2": "item",
        "other/2.1": "item", "small--other": "crosswalk", "small-steps": "theory",
        "small-steps/first": "element", "small-steps/second": "element", "fast-and-slow": "tension",
        "small-form": "instrument", "small-form/only": "section",
    }  # fmt: skip


def test_an_id_is_found_only_as_the_kind_that_is_asked_for(small_book):
    assert small_book.get("small-steps").kind == "theory"
    assert small_book.get("small-steps", "theory") is small_book.get("small-steps")
    assert small_book.get("small-steps", "tension") is None
    assert small_book.get("kotter-1996") is None
    assert small_book.get("kotter-1996", "source").node.authors == ["Kotter JP"]
    assert small_book.get("stakeholder", "term").title == "Stakeholder"
    with pytest.raises(KeyError, match="nowhere"):
        small_book.resolve("nowhere")


def test_a_former_id_goes_on_working(small_book):
    assert small_book.resolve("little-steps") is small_book.resolve("small-steps")
    assert list(list_redirects(small_book)) == [
        Redirect("theories/little-steps", "theories/small-steps", "Small steps", {})
    ]


def test_every_id_that_may_be_referred_to_resolves(book):
    for kind in (*KINDS, "item", "source", "term", "any"):
        for id in book.list_ids(kind):
            assert book.resolve(id, kind).id == id


def test_counts(small_book):
    assert small_book.count_entries() == {
        "pathway": 1, "programme": 1, "module": 2, "component": 1, "case": 1, "framework": 2, "crosswalk": 1,
        "theory": 1, "tension": 1, "instrument": 1, "source": 1, "term": 1,
    }  # fmt: skip


def test_every_entry_stands_where_it_says(book):
    """Its route leads to its own id in its file, and a problem there is located at that id."""
    files = {entry.file.path: entry.file for entry in book.entries.values()}
    data_by_path = {path: parse(file.text.encode(), path).data for path, file in files.items()}
    for entry in book.entries.values():
        data = data_by_path[entry.file.path]
        for step in entry.route:
            data = data[step]
        key = "code" if entry.kind == "item" else "id"
        assert data[key].lower() == entry.id.rpartition("/")[2]
        assert entry.line <= entry.problem((key,), "", "").line
        assert entry.problem((), "", "").line == entry.line


# -- links


def references(book: Handbook) -> Counter:
    """Every reference that an author wrote, counted by where it stands and what it names."""
    found: Counter = Counter()
    for top in (*book.list_records(), *book.terms):
        for _, part in walk_parts(top.node):
            for _, ref, field in find_texts(part, "ref"):
                found[top.id, book.resolve(ref, field.ref.kind).id, field.ref.back] += 1
    return found


def test_every_reference_is_a_link(book):
    links = Counter(
        (
            link.origin.record.id if link.origin.kind != "item" else link.origin.owner.id,
            link.target.id,
            link.back,
        )
        for link in book.links
    )
    assert links == references(book)


def test_a_link_reads_from_both_ends(book):
    for link in book.links:
        if link.origin.path != link.target.path:
            assert link.origin in book.find_backlinks(link.target)[link.back], (link.origin, link.target)


def test_a_backlink_is_a_link_read_from_the_other_end(book):
    forward = {(link.origin.id, link.target.path, link.back) for link in book.links}
    for entry in (*book.entries.values(), *book.sources, *book.terms):
        for back, origins in book.find_backlinks(entry).items():
            assert len(ids(origins)) == len(set(ids(origins))), entry
            for origin in origins:
                assert (origin.id, entry.path, back) in forward


def test_a_link_begins_at_the_nearest_thing_with_an_id(small_book):
    found = {(link.origin.id, link.target.id, link.field) for link in small_book.links}
    assert ("small-start/o1", "small/1.1", "competencies") in found
    assert ("small-start/s1", "small-steps", "theories") in found
    assert ("small-ward/beds", "kotter-1996", "source") in found
    assert ("stakeholder", "small-steps", "see") in found


def test_what_links_to_a_part_links_to_its_record():
    """A session's link to a theory shows under the module too; a link to a session shows on the module's
    page."""
    book = load_handbook(SMALL)[0]
    assert ids(book.find_backlinks(book.resolve("small-steps"))[Backlink.SESSIONS]) == ["small-start/s1"]


def test_a_page_does_not_link_back_to_itself(book):
    for entry in book.entries.values():
        assert all(
            origin.path != entry.path for origins in book.find_backlinks(entry).values() for origin in origins
        )


def test_a_record_that_names_itself_does_not_link_back(small):
    file = small / "framework/theories/small-steps.yml"
    file.write_text(file.read_text() + "related: [small-steps]\n")
    book = load_handbook(small)[0]
    entry = book.resolve("small-steps")
    assert entry in {link.target for link in book.links if link.origin is entry}
    assert Backlink.RELATED_THEORIES not in book.find_backlinks(entry)


def test_every_heading_of_backlinks_is_a_model_s_word(book):
    known = {field.ref.back for model in models() for field in plan_fields(model) if field.ref}
    assert {link.back for link in book.links} <= known


def models() -> set:
    found, todo = set(), [kind.model for kind in KINDS.values()]
    while todo:
        model = todo.pop()
        if model not in found:
            found.add(model)
            todo += [field.part for field in plan_fields(model) if field.part]
    from macros.records.kinds import Term

    return found | {Term}


# -- order


def test_items_stand_in_the_order_of_the_file_not_of_the_alphabet(small_book):
    framework = small_book.resolve("small")
    assert ids(small_book.list_items(framework)) == [
        "small/1",
        "small/1.1",
        "small/1.10",
        "small/2",
        "small/2.1",
    ]
    assert ids(small_book.list_leaves(framework)) == ["small/1.1", "small/1.10", "small/2.1"]
    assert ids(small_book.list_children(framework)) == ["small/1", "small/2"]
    assert ids(small_book.list_children(small_book.resolve("small/1"))) == ["small/1.1", "small/1.10"]


def test_modules_stand_in_an_order_one_could_take_them_in(book):
    done: set[str] = set()
    for module in book.records["module"]:
        assert {book.get_current_id(ref) for ref in module.node.prerequisites} <= done, module
        done.add(module.id)


def test_a_programme_begins_each_module_after_those_to_be_taken_first(real_book):
    """The order that a module's facts name is the one in which every programme teaches it."""
    for programme in real_book.records["programme"]:
        get = real_book.get_current_id
        steps = {get(step.record): step for step in programme.node.pathway if step.record}
        for module in real_book.records["module"]:
            if module.id not in steps:
                continue
            begins = steps[module.id].start
            assert all(steps[get(id)].start < begins for id in module.node.prerequisites), module
            assert all(steps[get(id)].start <= begins for id in module.node.alongside), module


def test_a_prerequisite_comes_first_though_its_title_sorts_last(small_book):
    assert [entry.title for entry in small_book.records["module"]] == ["A small start", "A small end"]


def test_modules_in_a_circle_are_all_still_there(small):
    for name, before in (("small-start", "small-end"), ("small-end", "small-start")):
        file = small / f"modules/catalogue/{name}.yml"
        text = file.read_text().replace("prerequisites: [small-start]\n", "")
        file.write_text(text.replace("outcomes:\n", f"prerequisites: [{before}]\noutcomes:\n", 1))
    assert sorted(ids(load_handbook(small)[0].records["module"])) == ["small-end", "small-start"]


def test_records_stand_by_title_then_id(small):
    text = (small / "framework/tensions/fast-and-slow.yml").read_text()
    for id, title in (("z", "apples"), ("a", "Apples"), ("b", "Zebras")):
        (small / f"framework/tensions/{id}.yml").write_text(
            text.replace("fast-and-slow", id).replace("Fast and slow", title)
        )
    assert ids(load_handbook(small)[0].records["tension"]) == ["a", "z", "fast-and-slow", "b"]


def test_pathways_stand_by_the_minutes_that_they_ask(small):
    text = (small / "modules/pathways/small-way.yml").read_text()
    for id, minutes in (("a-long-way", 60), ("z-short-way", 5)):
        (small / f"modules/pathways/{id}.yml").write_text(
            text.replace("id: small-way", f"id: {id}").replace("minutes: 10", f"minutes: {minutes}")
        )
    assert ids(load_handbook(small)[0].records["pathway"]) == ["z-short-way", "small-way", "a-long-way"]


def test_loading_is_the_same_every_time(small):
    """Whatever order the disk gives its files in."""
    once, again = load_handbook(SMALL)[0], load_handbook(shutil.copytree(small, small.parent / "again"))[0]
    assert list(once.entries) == list(again.entries)
    assert [(a.origin.id, a.target.id) for a in once.links] == [
        (a.origin.id, a.target.id) for a in again.links
    ]


# -- coverage


def test_coverage_names_what_teaches_practises_and_assesses(small_book):
    one, ten, two = (
        small_book.find_coverage(small_book.resolve(f"small/{code}")) for code in ("1.1", "1.10", "2.1")
    )
    assert {name: ids(found) for name, found in one.items()} == {
        "taught": ["small-start/o1", "small-end/o1"],
        "practised": ["small-talk"],
        "assessed": ["small-start/a1", "small-end/a1"],
    }
    assert {name: ids(found) for name, found in ten.items()} == {
        "taught": [],
        "practised": ["small-start/w1", "small-end/w1"],
        "assessed": [],
    }
    assert ids(two["taught"]) == ["small-start/o2", "small-end/o2"]


def test_an_assessment_of_two_outcomes_is_named_once(small):
    file = small / "modules/catalogue/small-start.yml"
    file.write_text(file.read_text().replace("competencies: [small/2.1]", "competencies: [small/1.1]"))
    book = load_handbook(small)[0]
    coverage = book.find_coverage(book.resolve("small/1.1"))
    assert ids(coverage["taught"]) == ["small-start/o1", "small-start/o2", "small-end/o1"]
    assert ids(coverage["assessed"]) == ["small-start/a1", "small-end/a1"]


def test_coverage_is_counted_by_lowest_items(small_book):
    assert count_coverage(Crosswalks(small_book), small_book.resolve("small")) == {
        "total": 3,
        "taught": 2,
        "practised": 2,
        "assessed": 2,
        "across": False,
    }


def test_a_framework_no_module_names_is_covered_by_way_of_its_counterparts(small_book):
    counts = count_coverage(Crosswalks(small_book), small_book.resolve("other"))
    assert {name: counts[name] for name in ("total", "taught", "practised", "assessed", "across")} == {
        "total": 3, "taught": 1, "practised": 2, "assessed": 1, "across": True,
    }  # fmt: skip


def test_coverage_is_what_the_modules_say(book):
    """Counted a second time, from the modules' side."""
    for framework in book.records["framework"]:
        for leaf in book.list_leaves(framework):
            taught = [
                f"{m.id}/{o.id}"
                for m in book.records["module"]
                for o in m.node.outcomes
                for ref in o.competencies
                if book.resolve(ref) is leaf
            ]
            assessed = {
                f"{m.id}/{a}"
                for m in book.records["module"]
                for o in m.node.outcomes
                if leaf.id in o.competencies
                for a in o.assessed_by
            }
            coverage = book.find_coverage(leaf)
            assert sorted(ids(coverage["taught"])) == sorted(taught)
            assert set(ids(coverage["assessed"])) == assessed


# -- pages


def test_every_page_has_a_place_of_its_own(book):
    paths = [page.path for page in list_record_pages(book)]
    assert len(paths) == len(set(paths)) == len(set(map(str.lower, paths)))
    for urls in (Urls(True), Urls(False)):
        assert len({urls.page(path) for path in paths}) == len(paths)
    assert not set(paths) & {redirect.path for redirect in list_redirects(book)}


@pytest.mark.parametrize(
    ("path", "in_folders", "in_files"),
    [
        ("index", ("./", ""), ("index.html", "")),
        ("coverage", ("coverage/", "../"), ("coverage.html", "")),
        ("theories/index", ("theories/", "../"), ("theories/index.html", "../")),
        ("theories/small-steps", ("theories/small-steps/", "../../"), ("theories/small-steps.html", "../")),
        (
            "frameworks/small/1.1",
            ("frameworks/small/1.1/", "../../../"),
            ("frameworks/small/1.1.html", "../../"),
        ),
    ],
)
def test_where_a_page_stands_and_its_way_back_to_the_root(path, in_folders, in_files):
    for urls, wanted in ((Urls(True), in_folders), (Urls(False), in_files)):
        assert (urls.page(path), urls.to_root(path)) == wanted


@pytest.mark.parametrize("folders", [True, False])
def test_the_way_from_a_page_to_another_leads_there(book, folders):
    urls = Urls(folders)
    renderer = Renderer(book, urls, Repository())
    entries = list(book.entries.values())[::7]
    for here in entries:
        view = renderer.view(here.page_path, here)
        for there in entries[::5]:
            at = urls.page(here.page_path).split("/")[:-1]
            address, _, anchor = view.href(there).partition("#")
            for step in address.split("/"):
                at = at[:-1] if step == ".." else [*at, step]
            place = "" if there.has_page else there.anchor
            assert ("/".join(at), anchor) == (urls.page(there.page_path), place)


@pytest.mark.slow
def test_every_page_has_ids_of_its_own_and_links_that_lead_somewhere(book):
    renderer = Renderer(book, Urls(False), Repository())
    made = [*list_record_pages(book), *list_session_pages(book)]
    pages = {page.path: str(renderer.render_record(page.entry)) for page in made}
    for page in list_blank_pages(book):
        reader = "colleagues" if isinstance(page, ColleagueFormPage) else ""
        html = renderer.render_template("blank", renderer.view(page.path), entry=page.entry, reader=reader)
        pages[page.path] = str(html)
    found = {f"{path}.html": re.findall(r'\bid="([^"]+)"', html) for path, html in pages.items()}
    for path, anchors in found.items():
        assert [anchor for anchor, times in Counter(anchors).items() if times > 1] == [], path
    for path, html in pages.items():
        folder = path.split("/")[:-1]
        for href in re.findall(r'\bhref="([^"]*)"', html):
            if re.match(r"https?://|mailto:", href):
                continue
            address, _, anchor = re.sub(r"\?[^#]*", "", href).partition("#")
            at = [*folder] if address else [f"{path}.html".split("/")[-1]]
            for step in filter(None, address.split("/")):
                at = at[:-1] if step == ".." else [*at, step]
            target = "/".join(at if address else [*folder, *at])
            if target in found and anchor:
                assert anchor in found[target], f"{path} links to {href}"
            assert target in found or is_written(target), f"{path} links to {href}"


def is_written(page: str) -> bool:
    """Whether a person has written the page at this address (in files, not folders), or a file to take
    away."""
    return (DOCS / page).is_file() or (DOCS / page).with_suffix(".md").is_file()


def test_search_finds_a_page_by_its_words_and_not_by_its_markup(book):
    for document in list_documents(book, (), (), Urls()):
        assert document.title and document.address and (document.summary or document.parts)
        for part in document.parts:
            assert not re.search(r"\]\(|<[a-z]|\*\w", part.text), document.address


# -- what the code knows of the records


def test_part_kinds_are_fields_of_some_record():
    names = {name for kind in KINDS.values() for name in kind.model.model_fields}
    assert set(PART_KINDS) <= names


def test_filters_are_fields_with_a_vocabulary():
    for kind, fields in FILTERS.items():
        vocabularies = {
            field.name: field.vocab.name for field in plan_fields(KINDS[kind].model) if field.vocab
        }
        for field, vocabulary in fields:
            assert vocabularies[field] == vocabulary


def test_every_vocabulary_a_model_asks_for_is_there_and_used(book):
    from macros.records.kinds import Exemption, Finding, Source

    wanted = {
        field.vocab.name
        for model in models() | {Exemption, Source, Finding}
        for field in plan_fields(model)
        if field.vocab
    }
    assert set(book.vocabularies) == wanted


def test_records_cannot_be_changed(small_book):
    record = small_book.resolve("small-steps").node
    assert isinstance(record, Record)
    with pytest.raises(Exception, match="frozen"):
        record.title = "Other"


def test_an_entry_without_an_owner_is_its_own_record(small_book):
    entry = small_book.resolve("small-steps")
    assert entry.record is entry
    assert small_book.resolve("small-steps/first").record is entry
