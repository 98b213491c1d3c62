"""The tools' scripts keep to the types that they name, and the folders that know no page name nothing of one.

The check is TypeScript's, over JavaScript (``jsconfig.json``; ``types/``). It needs Node, and fetches the
pinned version once.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest
from node_tools import needs_node, node_tools
from tool_scripts import FOLDER, NO_PAGE, ROOT, order

CONFIGS = {"all": "jsconfig.json", "no page": "types/no-dom.jsconfig.json"}
# What is kept: the types of document/format.js, and the parts of my-handbook.schema.json that they are.
KEPT = {
    "MyDocument": "",
    "Assessment": "assessment",
    "Answer": "answer",
    "BehaviourAnswer": "behaviour",
    "Evidence": "evidence",
    "Carried": "carried",
    "Goal": "goal",
    "Action": "action",
    "Earlier": "earlier",
    "Mark": "mark",
}
# What the tools know: the types of document/lookup.js and shared/crosswalks.js, and the parts of
# handbook.schema.json.
GIVEN = {
    "Framework": "framework",
    "Scale": "scale",
    "Level": "level",
    "Domain": "domain",
    "Item": "item",
    "Behaviour": "behaviour",
    "Task": "task",
    "Offer": "offer",
    "HandbookRecord": "record",
    "Pathway": "pathway",
    "Stop": "stop",
    "Alias": "alias",
    "Prompt": "prompt",
    "Crosswalk": "crosswalk",
    "Pair": "pair",
    "Unmapped": "unmapped",
}


@pytest.fixture(scope="session")
def tsc():
    """The path of TypeScript's compiler, in the pinned version."""
    return node_tools() / "node_modules/typescript/bin/tsc"


@pytest.fixture
def copy(tmp_path):
    """A copy of the scripts and of what says how they are checked, to be broken."""
    shutil.copy(ROOT / "jsconfig.json", tmp_path)
    shutil.copytree(ROOT / "types", tmp_path / "types")
    shutil.copytree(FOLDER.parent, tmp_path / FOLDER.parent.relative_to(ROOT))
    return tmp_path


def faults(tsc, root, config: str) -> list[str]:
    """What the check says: file, place, fault."""
    done = subprocess.run(
        ["node", str(tsc), "-p", str(root / CONFIGS[config])], cwd=root, capture_output=True, text=True
    )
    return [line for line in done.stdout.splitlines() if ": error TS" in line] or (
        [] if done.returncode == 0 else [done.stdout + done.stderr]
    )


SLIPS = {
    "no page": [
        ("document/days", "document.title = '';", "Cannot find name 'document'."),
        ("scoring/profile", "window.alert('');", "Cannot find name 'window'."),
        ("goals/goal", "localStorage.clear();", "Cannot find name 'localStorage'."),
        ("word_format/zip", "new Blob([]);", "Cannot find name 'Blob'."),
    ],
    "all": [
        (
            "goal_cards/changes",
            "handbook.kit.fields.text({ label: '' });",
            "is not assignable to parameter of type 'FieldSettings'",
        ),
        (
            "scoring/profile",
            "/** @type {Item | null} */ const item = null; item.top;",
            "'item' is possibly 'null'.",
        ),
        (
            "scoring/profile",
            "/** @type {Answer} */\n const answer = { item: 5 }; answer.item;",
            "Type 'number' is not assignable to type 'string'.",
        ),
    ],
}


@pytest.mark.slow
@needs_node
@pytest.mark.parametrize("config", CONFIGS)
def test_a_slip_is_found(tsc, copy, config):
    """Each where it was made, and nothing else is found."""
    places = {}
    for script, line, fault in SLIPS[config]:
        file = copy / FOLDER.relative_to(ROOT) / f"{script}.js"
        script_text = file.read_text("utf-8")
        file.write_text(f"{script_text}(() => {{\n{line}\n}})();\n", "utf-8")
        last_line = (script_text + line).count("\n") + 2
        places[f"{file.relative_to(copy)}({last_line},"] = fault
    reports = faults(tsc, copy, config)
    assert {place for place in places for report in reports if place in report} == places.keys(), reports
    for report in reports:
        (fault,) = [fault for place, fault in places.items() if place in report]
        assert fault.replace("'item' is", "Object is") in report or fault in report


def test_every_script_of_a_folder_that_knows_no_page_is_checked_as_such():
    included = json.loads((ROOT / CONFIGS["no page"]).read_text("utf-8"))["include"]
    whole = [place.removesuffix("/*.js") for place in included if place.endswith("/*.js")]
    folders = {place.split("/tools/")[1] for place in whole if "/tools/" in place}
    assert folders == set(NO_PAGE) and folders < {name.partition("/")[0] for name in order()}


def fields(name: str, source: str) -> dict[str, bool]:
    """The fields of a type in a script, each with whether it has to be there."""
    text = re.sub(r"\n \* *", " ", source)
    inside = re.search(rf"@typedef \{{\{{ ((?:[^{{}}]|\{{[^{{}}]*\}})*) \}}\}} {name}\b", text)[1]
    inside = re.sub(r"\{[^{}]*\}", "object", re.sub(r"\{[^{}]*\}", "object", inside))
    return {field: not optional for field, optional in re.findall(r"(\w+)(\??):", inside)}


@pytest.mark.parametrize(("schema", "types"), [("my-handbook", KEPT), ("handbook", GIVEN)])
def test_the_types_have_the_fields_of_the_schema(schema, types):
    whole = json.loads((ROOT / f"docs/assets/data/{schema}.schema.json").read_text("utf-8"))
    scripts = [
        FOLDER / "document/format.js",
        FOLDER / "document/lookup.js",
        FOLDER.parent / "shared/crosswalks.js",
    ]
    source = "\n".join(script.read_text("utf-8") for script in scripts)
    for name, part in types.items():
        described = whole["$defs"][part] if part else whole
        assert fields(name, source) == {
            field: field in described["required"] for field in described["properties"]
        }, name
