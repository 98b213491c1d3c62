"""Three versions of a framework: what the last import brought, what the source has now, and what was written
here."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st
from odd_frameworks import load_small

from macros.base.yaml_files import parse
from macros.imports import fitting, last_import, merging
from macros.imports.last_import import LastImport
from macros.imports.model import ImportedFramework, ImportedItem, NotImported
from macros.imports.record_texts import write_record

PATH = "framework/competencies/own.yml"
NUMBERS = range(1, 8)


@pytest.fixture(scope="module")
def small():
    return load_small()


def fit(titles, parents):
    items = [
        ImportedItem(f"id-{n}", f"id-{parents[n]}" if parents[n] else "", f"C{n}", titles[n], "x")
        for n in titles
    ]
    framework = fitting.fit(ImportedFramework("a table", items), "Own", {})
    return replace(framework, fields={"id": "own", **framework.fields})


def remember(framework):
    items = {item.source_id: {"parent": item.parent, **item.fields} for item in framework.list_all()}
    return LastImport(dict(framework.fields), items, "own.csv")


def list_items(items, above=""):
    for item in items:
        yield item["source_id"], (item["title"], above)
        yield from list_items(item.get("items", []), item["source_id"])


@st.composite
def cases(draw):
    """The parents of items, their titles, those that the source and those that somebody here has changed, and
    the parents in the source now."""
    parents = {n: draw(st.integers(0, n - 1)) for n in NUMBERS}
    moved = {n: draw(st.integers(0, n - 1)) if draw(st.booleans()) else parents[n] for n in NUMBERS}
    changed = draw(st.sets(st.sampled_from(NUMBERS)))
    edited = draw(st.sets(st.sampled_from(NUMBERS)))
    return parents, moved, changed, edited


@settings(max_examples=30)
@given(cases())
def test_each_side_keeps_what_it_alone_has_changed(small, case):
    parents, moved, changed, edited = case
    before = fit({n: f"Title {n}." for n in NUMBERS}, parents)
    text = write_record(before, small, "../../")
    for n in edited:
        text = re.sub(rf"( *)title: Title {n}\.\n", rf"\1title: Ours {n}.\n\1# Why: {n}.\n", text)
    now = fit({n: f"Theirs {n}." if n in changed else f"Title {n}." for n in NUMBERS}, moved)
    merged, changes = merging.merge(parse(text.encode(), PATH), now, remember(before))
    items = dict(list_items(parse(merged.encode(), PATH).data["items"]))
    for n in NUMBERS:
        title = f"Ours {n}." if n in edited else f"Theirs {n}." if n in changed else f"Title {n}."
        assert items[f"id-{n}"] == (title, f"id-{moved[n]}" if moved[n] else "")
        assert (f"# Why: {n}." in merged) == (n in edited)
    assert len(changes.clashes) == len(changed & edited)
    again, changes = merging.merge(parse(merged.encode(), PATH), now, remember(now))
    assert (again, changes) == (merged, merging.Changes())


def test_a_record_that_cannot_be_changed_line_by_line_is_refused(small):
    framework = fit({1: "One.", 2: "Two."}, {1: 0, 2: 1})
    sound = write_record(framework, small, "../../")
    head, _, items = sound.partition("items:\n")
    line = head.count("\n") + 1
    for text, sentence in {
        "items: [{code: a, title: b}]\n": f"{PATH}:{line}:1: the items stand in one line; write each"
        f" with a dash"
        " on a line of its own.",
        "items:\n  - {code: a, title: b}\n": f"{PATH}:{line + 1}:1: an item stands in one line; write"
        f" each field"
        " of an item on a line of its own.",
        "items:\n"
        + items.replace("  - code", "  -\n    code", 1): f"{PATH}:{line + 2}:1: an item does not begin"
        " behind its dash; put the dash and the first field on one line.",
        f"items:\n{items}keywords:\n  - own\n": f"{PATH}:{line}:1: other fields follow behind the items; put"
        " 'items' behind all other fields.",
    }.items():
        with pytest.raises(NotImported) as refused:
            merging.merge(parse((head + text).encode(), PATH), framework, remember(framework))
        assert str(refused.value) == sentence


def test_what_was_brought_is_read_again_and_a_damaged_file_is_refused(tmp_path):
    framework = fit({1: "One.", 2: "Two."}, {1: 0, 2: 1})
    file = tmp_path / "own.json"
    assert last_import.read(file, "own.json") == LastImport()
    file.write_text(last_import.write(framework, "own.csv"), "utf-8")
    assert last_import.read(file, "own.json") == remember(framework)
    for text in (
        "",
        "[]",
        '{"form": 2}',
        '{"form": 1, "framework": [], "items": 3}',
        '{"form": 1, "source": "x", "framework": {"title": 5}, "items": {}}',
        '{"form": 1, "source": "x", "framework": {}, "items": {"1": {"code": 5}}}',
        "[" * 10_000,
    ):
        file.write_text(text, "utf-8")
        with pytest.raises(NotImported) as refused:
            last_import.read(file, "own.json")
        assert str(refused.value) == (
            "own.json: is not what 'handbook import' has written; take it from the repository's"
            " history again, or"
            " delete it."
        )
