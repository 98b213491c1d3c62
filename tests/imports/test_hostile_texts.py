"""Whatever a source holds, what is written of it is a sound record: markup, control characters and formulas
are words, or are taken out."""

from odd_frameworks import ODD, load_small

from macros.base.yaml_files import parse
from macros.imports import fitting, wording
from macros.imports.model import ImportedFramework, ImportedItem
from macros.imports.record_texts import write_record
from macros.records.blanks import list_blanks
from macros.records.kinds import KINDS
from macros.records.prose import find_line_faults, find_prose_faults
from macros.records.validation import judge

HOSTILE = [
    *ODD,
    "=1+1",
    "- a",
    "! b",
    "BLANK",
    "a: b",
    "x #y",
    "'",
    '"',
    "\\",
    "~",
    "null",
    "1e9",
]


def test_every_field_takes_every_text():
    items = [
        ImportedItem(f"id {number} {text}", "", f"{text}{number}", text, "x", text, text)
        for number, text in enumerate(HOSTILE)
    ]
    for item in items:
        item.fields = {"keywords": [item.title], "behaviours": [item.title], "why": item.title}
    fields = {"purpose": " ".join(HOSTILE), "rights": {"holder": HOSTILE[0], "terms": HOSTILE[1]}}
    framework = ImportedFramework("a table", items, HOSTILE[0], fields)
    fitted = fitting.fit(framework, wording.make_line(HOSTILE[0]) or "T", {})
    fitted.fields = {"id": "own", "drafted": "2026-12-01", **fitted.fields}
    yaml = parse(write_record(fitted, load_small(), "../../").encode(), "framework/competencies/own.yml")
    assert judge(KINDS["framework"].model, yaml, "framework", list_blanks(yaml))[1] == []
    assert len(yaml.data["items"]) == len(HOSTILE)
    for item in yaml.data["items"]:
        for line in (item["title"], item["summary"], *item.get("keywords", ()), *item.get("behaviours", ())):
            assert list(find_line_faults(line)) == [], line
        assert list(find_prose_faults(item.get("why", ""))) == []
    for prose in (yaml.data["purpose"], yaml.data["rights"]["terms"]):
        assert list(find_prose_faults(prose)) == []
    codes = [item["code"].lower() for item in yaml.data["items"]]
    assert len(set(codes)) == len(codes)


def test_texts_keep_what_a_line_can_hold():
    for text, line in {
        "It’s 5 < 6 – and more, isn't it?": "It’s 5 < 6 – and more, isn't it?",
        "<p>Leads <b>well</b>.</p>\n<p>Rests &amp; eats.</p>": "Leads well. Rests & eats.",
        "See [the page](https://x.example/) now": "See the page now",
        "a\u00adb\u200bc": "abc",
        "Cymraeg: tŷ, môr": "Cymraeg: tŷ, môr",
    }.items():
        assert wording.make_line(text) == line
