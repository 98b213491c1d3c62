"""What has changed is told by id and by title: each kind of change in a whole sentence, and nothing where
only the way of writing is another."""

from __future__ import annotations

import json
import shutil

import jsonschema
import pytest
import versions
import yaml
from hypothesis import given, strategies as st
from places import SMALL

from macros.base.yaml_files import SoundFiles, parse
from macros.changes.consequences import AddressGone
from macros.changes.json_report import SCHEMA, write_json
from macros.changes.versions import read_version
from macros.changes.wording import NOTHING, describe_consequence

START = "modules/catalogue/small-start.yml"
END = "modules/catalogue/small-end.yml"
CORE = "framework/competencies/small.yml"
WARD = "modules/cases/small-ward.yml"
WAY = "modules/pathways/small-way.yml"
STEPS = "framework/theories/small-steps.yml"
SOURCES = "framework/sources.yml"
GLOSSARY = "framework/glossary.yml"
WALK = "framework/crosswalks/small--other.yml"
PROGRAMME = "modules/programmes/small-programme.yml"
NEW_TERM = "  - {id: silo, term: Silo, means: A tower.}\n"
NEW_SOURCE = (
    "  - {id: adair-1973, type: book, authors: [Adair J], year: 1973, title: Action-Centred Leadership,"
    " grade: theory, seen: unread}\n"
)
MODULE = "Module “A small start” (small-start)"
CASE = "Case “The small ward” (small-ward)"
FRAMEWORK = "Framework “Small framework” (small)"
THEORY = "Theory “Small steps” (small-steps)"

MEASURES = (SMALL / WARD).read_text("utf-8").partition("measures:")[2].partition("comparison:")[0]
MEASURES = f"measures:{MEASURES}"
ASKING = (
    '      - code: "1.10"' + (SMALL / CORE).read_text("utf-8").partition('"1.10"')[2].partition("  - code")[0]
)

SENTENCES = {
    "a part that is new": (
        [
            (
                START,
                "assessments:",
                "  - {id: w2, title: Again, hours: 1, do: It., evidence: A note.,"
                " competencies: [small/1.10]}\nassessments:",
            )
        ],
        [f"{MODULE}: workplace task w2 “Again”: new"],
    ),
    "a part that is gone": (
        [(WARD, MEASURES, "")],
        [f"{CASE}: measure beds “Beds made by noon”: gone, and its id leads nowhere"],
    ),
    "ids of parts in the same record": (
        [(START, "outcomes: [o1, o2]", "outcomes: [o1]")],
        [f"{MODULE}: session s1 “One hour”, outcomes: no longer “Take a step.”"],
    ),
    "a text": (
        [(WARD, "rationale: Steps add up.", "rationale: Small steps add up in the end.")],
        [f"{CASE}: rationale: reworded: “Steps add up.” → “Small steps add up in the end.”"],
    ),
    "a behaviour": (
        [(CORE, "Asks who has not spoken yet.", "Asks who has not been heard yet.")],
        [
            f"{FRAMEWORK}: Small framework 1.1 Listening, behaviours: reworded: “…who has not spoken yet.” →"
            " “…who has not been heard yet.”"
        ],
    ),
    "a behaviour that is another one": (
        [(CORE, "Asks who has not spoken yet.", "Carries the bleep.")],
        [
            f"{FRAMEWORK}: Small framework 1.1 Listening, behaviours: gone: “Asks who has not spoken yet.”",
            f"{FRAMEWORK}: Small framework 1.1 Listening, behaviours: new: “Carries the bleep.”",
        ],
    ),
    "a level of certainty": (
        [(WARD, "certainty: high", "certainty: low")],
        [f"{CASE}: measure beds “Beds made by noon”, certainty: High → Low"],
    ),
    "a level of evaluation": (
        [(PROGRAMME, "level: behaviour", "level: learning")],
        [
            "Programme “Small programme” (small-programme): outcome p1 “Stands straighter.”, level:"
            " Behaviour → Learning"
        ],
    ),
    "a word of a list of words": (
        [(START, "skills: [listening]", "skills: [listening, coaching]")],
        [f"{MODULE}: skills: now also “Coaching others”"],
    ),
    "a word of a closed list": (
        [(WARD, "outcome: worked", "outcome: partly")],
        [f"{CASE}: outcome: Worked → Partly"],
    ),
    "minutes": (
        [
            (START, "minutes: 20, title: Hello", "minutes: 15, title: Hello"),
            (START, "minutes: 40, title: Talk", "minutes: 45, title: Talk"),
        ],
        [
            f"{MODULE}: session s1 “One hour”, plan, “Hello”, minutes: 20 → 15",
            f"{MODULE}: session s1 “One hour”, plan, “Talk”, minutes: 40 → 45",
        ],
    ),
    "hours and credits": (
        [
            (START, "credits: 1", "credits: 2"),
            (START, "self_study: 7, workplace: 2, total: 10", "self_study: 17, workplace: 2, total: 20"),
        ],
        [
            f"{MODULE}: credits: 1 → 2",
            f"{MODULE}: hours, self study: 7 → 17",
            f"{MODULE}: hours, total: 10 → 20",
        ],
    ),
    "a figure, with its measure": (
        [(WARD, "when: After, value: 9", "when: After, value: 9.5")],
        [f"{CASE}: measure beds “Beds made by noon”, points, “After”, value: 9 → 9.5"],
    ),
    "an end of an interval that is gone": (
        [(WARD, ", low: 8, high: 10", ", high: 10")],
        [f"{CASE}: measure beds “Beds made by noon”, points, “After”, low: 8 → none"],
    ),
    "references, by title": (
        [(STEPS, "competencies: [small/1.1]", "competencies: [small/2.1, other/1.1]")],
        [
            f"{THEORY}: competencies: now also “Small framework 2.1 Sharing” and “Other framework 1.1"
            " Listening”; no longer “Small framework 1.1 Listening”"
        ],
    ),
    "a source that is cited": (
        [(WARD, "setting: One ward", "sources: [{source: kotter-1996}]\nsetting: One ward")],
        [f"{CASE}: sources: now also “Kotter JP, 1996: Leading Change”"],
    ),
    "a pair of a crosswalk": (
        [
            (WALK, "origin: small/1.10, target: other/1.10", "origin: small/1.10, target: other/2.1"),
            (WALK, "item: other/2.1", "item: other/1.10"),
        ],
        [
            "Crosswalk “Small and Other” (small--other): alignments: now also “Small framework 1.10 Asking –"
            " Other framework 2.1 Sharing”; no longer “Small framework 1.10 Asking – Other framework 1.10"
            " Asking”",
            "Crosswalk “Small and Other” (small--other): unmapped: now also “Other framework 1.10 Asking”;"
            " no longer “Other framework 2.1 Sharing”",
        ],
    ),
    "how sure a pair is": (
        [(WALK, "confidence: high", "confidence: medium")],
        [
            "Crosswalk “Small and Other” (small--other): alignments, “Small framework 1.1 Listening – Other"
            " framework 1.1 Listening”, confidence: High → Medium"
        ],
    ),
    "the order of a list": (
        [(PROGRAMME, "[small-start, small-end]", "[small-end, small-start]")],
        ["Programme “Small programme” (small-programme): modules: in another order"],
    ),
    "the order of parts": (
        [
            (STEPS, "  - {id: first, title: First step, what: Begin., do: Start.}\n", ""),
            (
                STEPS,
                "what: Go on.}\n",
                "what: Go on.}\n  - {id: first, title: First step, what: Begin., do: Start.}\n",
            ),
        ],
        [f"{THEORY}: elements: in another order"],
    ),
    "an item that moved": (
        [
            (
                CORE,
                ASKING,
                "",
            ),
            (
                CORE,
                "          - Asks who can take it.\n",
                f"          - Asks who can take it.\n{ASKING}",
            ),
        ],
        [
            f"{FRAMEWORK}: Small framework 1.10 Asking, parent: moved from Small framework 1 Self to Small"
            " framework 2 Others"
        ],
    ),
    "a year": ([(STEPS, "year: 2020", "year: 2019")], [f"{THEORY}: year: 2020 → 2019"]),
    "a review": (
        [
            (
                WARD,
                "drafted: 2026-11-22",
                "drafted: 2026-11-22\nreviews: [{date: 2026-11-24, role: registrar}]",
            )
        ],
        [f"{CASE}: reviews, “2026-11-24”: new"],
    ),
    "a source and a term": (
        [(SOURCES, "sources:\n", "sources:\n" + NEW_SOURCE), (GLOSSARY, "terms:\n", "terms:\n" + NEW_TERM)],
        [
            "Sources: source adair-1973 “Adair J, 1973: Action-Centred Leadership”: new",
            "Glossary: term silo “Silo”: new",
        ],
    ),
    "what a term means": (
        [(GLOSSARY, "Anyone who affects", "Whoever affects")],
        [
            "Glossary: term stakeholder “Stakeholder”, means: reworded: “Anyone who affects a change…” →"
            " “Whoever affects a change…”"
        ],
    ),
    "a word of the vocabulary": (
        [("framework/vocabulary.yml", "To be verified before anyone relies on it.", "To be verified.")],
        [
            "Closed lists: closed list confidence “Confidence”, terms, “Low”, description: reworded: “To be"
            " verified before anyone relies on it.” → “To be verified.”"
        ],
    ),
    "synonyms, verbs and exemptions": (
        [
            ("framework/synonyms.yml", "chin wag", "prattle"),
            ("framework/verbs.yml", "  - ask\n", ""),
            (
                "framework/exemptions.yml",
                "  - {record: small/2.1, rule: practised, reason: It takes two.}\n",
                "",
            ),
        ],
        [
            "Lists: exemptions: no longer “Small framework 2.1 Sharing”",
            "Lists: synonyms, “natter”, typed: gone: “chin wag”",
            "Lists: synonyms, “natter”, typed: new: “prattle”",
            "Lists: verbs: gone: “ask”",
        ],
    ),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_each_kind_of_change_is_told_in_a_sentence(tmp_path, name):
    edits, sentences = SENTENCES[name]
    report = versions.compare_edited(tmp_path, edits)
    assert (versions.list_told(report), report.is_whole) == (sentences, True)


# -- ids


def rename(tmp_path, alias: str):
    """The comparison after the module ``small-start`` was renamed, with ``alias`` in its file."""
    older = shutil.copytree(SMALL, tmp_path / "older")
    newer = shutil.copytree(older, tmp_path / "newer")
    text = (newer / START).read_text("utf-8")
    (newer / START).unlink()
    versions.change_files(
        newer, [("modules/catalogue/first.yml", "", text.replace("id: small-start\n", f"id: first\n{alias}"))]
    )
    for file in newer.rglob("*.yml"):
        if file.name != "first.yml":
            file.write_text(file.read_text("utf-8").replace("small-start", "first"), "utf-8")
    return versions.compare_folders(older, newer)


def test_a_renamed_record_is_told_once_and_what_refers_to_it_has_not_changed(tmp_path):
    report = rename(tmp_path, "aliases: [small-start]\n")
    assert versions.list_told(report) == [
        "Module “A small start” (first): is now called first; small-start leads to it"
    ]
    assert report.consequences == []


def test_without_an_alias_it_is_gone_and_its_address_with_it(tmp_path):
    report = rename(tmp_path, "")
    told = versions.list_told(report)
    assert f"{MODULE}: gone, and its id leads nowhere" in told
    assert "Module “A small start” (first): new" in told
    assert "The address modules/small-start leads nowhere now." in map(
        describe_consequence, report.consequences
    )


def test_an_item_is_renamed_by_its_alias(tmp_path):
    edits = [
        (CORE, 'code: "2.1"\n', 'code: "2.2"\n        aliases: [small/2.1]\n'),
        (START, "[small/2.1]", "[small/2.2]"),
        (WALK, "item: small/2.1", "item: small/2.2"),
        ("framework/exemptions.yml", "record: small/2.1", "record: small/2.2"),
    ]
    assert versions.list_told(versions.compare_edited(tmp_path, edits)) == [
        f"{FRAMEWORK}: Small framework 2.2 Sharing: is now called small/2.2; small/2.1 leads to it",
        f"{FRAMEWORK}: Small framework 2.2 Sharing, code: 2.1 → 2.2",
    ]


def test_what_leads_to_something_that_was_there_before_has_gone_into_it(tmp_path):
    before = [(GLOSSARY, "terms:\n", "terms:\n" + NEW_TERM)]
    edits = [(GLOSSARY, NEW_TERM, ""), (GLOSSARY, "id: stakeholder", "id: stakeholder\n    aliases: [silo]")]
    report = versions.compare_edited(tmp_path, edits, before)
    assert versions.list_told(report) == [
        "Glossary: term silo “Silo”: gone; its id leads to term stakeholder “Stakeholder”"
    ]
    assert report.consequences == []


RETIRED = "{date: 2026-11-30, reason: It was taken out.}"
RETIRED_PART = "  - {id: w1, kind: workplace task, title: Try it, date: 2026-11-30, reason: It was dull."
TASK = "workplace:\n  - {id: w1, title: Try it"
RETIREMENTS = {
    "an item": (
        [(CORE, "title: Listening\n",
          f"title: Listening\n        retired: {RETIRED[:-1]}, successor: small/2.1}}\n")],
        [f"{FRAMEWORK}: Small framework 1.1 Listening: retired on 2026-11-30: It was taken out; in its place"
         " item small/2.1 “Small framework 2.1 Sharing”"],
    ),
    "a record": (
        [(WAY, "title: A small way\n", f"title: A small way\nretired: {RETIRED}\n")],
        ["Pathway “A small way” (small-way): retired on 2026-11-30: It was taken out"],
    ),
    "a term": (
        [(GLOSSARY, "term: Stakeholder\n", f"term: Stakeholder\n    retired: {RETIRED}\n")],
        ["Glossary: term stakeholder “Stakeholder”: retired on 2026-11-30: It was taken out"],
    ),
    "a part": (
        [(START, TASK, f"retired_parts:\n{RETIRED_PART}, successor: small-start/w2}}\n"
          "workplace:\n  - {id: w2, title: Do it again")],
        [f"{MODULE}: workplace task w1 “Try it”: retired on 2026-11-30: It was dull; in its place workplace"
         " task small-start/w2 “Do it again”", f"{MODULE}: workplace task w2 “Do it again”: new"],
    ),
    "a part that was renamed": (
        [(START, "{id: w1,", "{id: w7, aliases: [w1],")],
        [f"{MODULE}: workplace task w7 “Try it”: is now called small-start/w7; small-start/w1 leads to it"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RETIREMENTS)
def test_retirements_and_former_ids_are_told_and_no_address_is_lost(tmp_path, name):
    edits, sentences = RETIREMENTS[name]
    report = versions.compare_edited(tmp_path, edits)
    assert sorted(versions.list_told(report)) == sorted(sentences)
    assert not any(isinstance(consequence, AddressGone) for consequence in report.consequences)
    jsonschema.validate(json.loads(write_json(report)), json.loads(SCHEMA.read_text("utf-8")))


def test_a_reason_for_retiring_that_is_reworded_is_told_as_that(tmp_path):
    before = [(WAY, "title: A small way\n", f"title: A small way\nretired: {RETIRED}\n")]
    edits = [(WAY, "It was taken out.", "Nobody took it.")]
    assert versions.list_told(versions.compare_edited(tmp_path, edits, before)) == [
        "Pathway “A small way” (small-way): retired, reason: reworded: “It was taken out.” → “Nobody took"
        " it.”"
    ]


def test_a_link_in_prose_to_a_former_id_reads_the_same(tmp_path):
    edits = [(STEPS, "[look](little-steps)", "[look](small-steps)")]
    assert versions.compare_edited(tmp_path, edits).changes == []


# -- the way of writing


class _Indented(yaml.SafeDumper):
    """Writes YAML in another way than authors do: keys by the alphabet, texts in quotes, lists indented."""

    def ignore_aliases(self, data):
        return True


def write_otherwise(data: object, style: str | None, width: int, is_flowing: bool) -> str:
    """YAML of the same ``data`` in another way of writing, with a comment."""
    text = yaml.dump(
        data,
        Dumper=_Indented,
        default_style=style,
        width=width,
        sort_keys=True,
        allow_unicode=True,
        default_flow_style=is_flowing,
    )
    return f"# Written in another way.\n{text}"


@given(
    style=st.sampled_from([None, '"', "'"]), width=st.sampled_from([40, 80, 1000]), is_flowing=st.booleans()
)
def test_another_way_of_writing_changes_nothing(tmp_path_factory, style, width, is_flowing):
    folder = tmp_path_factory.mktemp("formatting")
    newer = shutil.copytree(SMALL, folder / "newer")
    for file in newer.rglob("*.yml"):
        data = parse(file.read_bytes(), file.name).data
        file.write_text(write_otherwise(data, style, width, is_flowing), "utf-8")
    report = versions.compare_folders(SMALL, newer)
    assert (report.changes, report.is_whole) == ([], True)
    assert NOTHING == "Nothing that readers see has changed."
    shutil.rmtree(folder)


def test_a_folded_text_may_be_wrapped_otherwise(tmp_path):
    before = [(WARD, "rationale: Steps add up.", "rationale: >-\n  Steps add\n  up.\n\n  So *they* say.")]
    edits = [
        (
            WARD,
            "rationale: >-\n  Steps add\n  up.\n\n  So *they* say.",
            "rationale: |-\n  Steps\n  add up.\n\n  So *they*\n  say.",
        )
    ]
    assert versions.compare_edited(tmp_path, edits, before).changes == []


def test_a_record_whose_file_is_the_same_is_the_same_object_in_both(tmp_path):
    """So it need not be judged twice, nor compared field by field."""
    older = shutil.copytree(SMALL, tmp_path / "older")
    newer = shutil.copytree(older, tmp_path / "newer")
    versions.change_files(newer, [(START, "credits: 1", "credits: 2")])
    before = read_version("the older", older, SoundFiles())
    after = read_version("the newer", newer, SoundFiles(), other=before)
    changed = {
        new.id
        for old, new in zip(before.handbook.list_records(), after.handbook.list_records(), strict=True)
        if old.node is not new.node
    }
    assert changed == {"small-start"}
