"""How the scripts of the tools are laid out: names that follow the path, folders that know no page, short
functions."""

from __future__ import annotations

import json
import re

import pytest
import test_tools_documents as documents
import test_tools_lookup as lookup
import test_tools_scoring as scoring
from jsonschema import Draft202012Validator
from my_handbook import DATA
from script_calls import Pure
from tool_scripts import FOLDER, NO_PAGE, in_order, order

MOST = 60  # Lines of a function.
SHARED = FOLDER.parent / "shared"
MADE_UP = (
    "handbook.made = (() => {\n  function long() {\n"
    + "    0;\n" * MOST
    + "  }\n  class Some {\n    short() {\n    }\n  }\n  return { long };\n})();\n"
)


def sources() -> dict[str, str]:
    """Every script of the tools and of those that all scripts share, by its name."""
    files = {name: FOLDER / f"{name}.js" for name in order()} | {
        f"shared/{file.stem}": file for file in sorted(SHARED.glob("*.js"))
    }
    return {name: file.read_text(encoding="utf-8") for name, file in files.items()}


def lengths(page: Pure, scripts: dict[str, str]) -> dict[tuple[str, str], int]:
    """How many lines each function of some scripts has, as the browser reads them; without the function that
    a script is.

    ``page`` counts what runs, so that the browser knows of every function in a script that has run. A
    function within one that has not is no longer than that.
    """
    for name, source in scripts.items():
        page.page.add_script_tag(content=f"{source}\n//# sourceURL=rooms/{name}")
    found = {}
    for script in page.debugger.send("Profiler.takePreciseCoverage")["result"]:
        name = script["url"].partition("rooms/")[2]
        if name in scripts:
            spans = [
                (each["functionName"], each["ranges"][0]["startOffset"], each["ranges"][0]["endOffset"])
                for each in script["functions"]
            ]
            whole = max((end - start for called, start, end in spans if start > 0 and not called), default=0)
            for called, start, end in spans:
                if start > 0 and end - start < whole:
                    found[name, f"{called} at {scripts[name].count(chr(10), 0, start) + 1}"] = (
                        scripts[name].count("\n", start, end) + 1
                    )
    return found


def test_no_function_is_longer_than_60_lines(chromium):
    page = Pure(chromium, order())
    found = lengths(page, sources())
    page.close()
    assert {name for name, _ in found} == set(sources())
    assert {function: length for function, length in found.items() if length > MOST} == {}


def test_a_function_that_is_too_long_is_found(chromium):
    page = Pure(chromium, [])
    found = lengths(page, {"made-up": MADE_UP})
    page.close()
    assert [function for function, length in found.items() if length > MOST] == [("made-up", "long at 2")]


def camel(words: str) -> str:
    return re.sub(r"_(\w)", lambda match: match[1].upper(), words)


@pytest.mark.parametrize("name", sources())
def test_the_name_on_the_namespace_is_the_path(name):
    """Folder and file in camel case. ``page.js`` of a tool starts it, and gives nothing."""
    source, (folder, file) = sources()[name], name.split("/")
    code = re.sub(r"/\*.*?\*/", "", re.sub(r"^//.*\n", "", source, flags=re.M), flags=re.S).lstrip()
    if file == "page":
        assert code.startswith('(() => {\n  "use strict";\n') and (
            "handbook.kit.start.start(" in code or name == "edit/page"  # Which is no tool with ratings.
        )
    else:
        space = f"handbook.{camel(folder)}"
        assert code.startswith(
            f'{space} = {space} || {{}};\n{space}.{camel(file)} = (() => {{\n  "use strict";\n'
        )
    assert code.endswith("})();\n") and not re.search(
        r"\bvar\b|\bhandbook\.\w+(\.\w+)? = (?!\(\(\)|handbook)", code
    )


def uses(source: str) -> set[tuple[str, str]]:
    """What a script takes from others: (the name of a script on the namespace, what it takes of it)."""
    code = re.sub(r"//.*", "", source)
    taken = re.findall(r"\{([^{}]*)\} = handbook\.(\w+\.\w+)[;,]", code)
    listed = {
        (script, name.partition(":")[0].strip()) for names, script in taken for name in names.split(",")
    }
    return listed | {
        (script, name)
        for script, name in re.findall(r"\bhandbook\.([a-z]\w+\.\w+)\.(\w+)", code)
        if script.partition(".")[0] not in GIVEN
    }


GIVEN = ("data", "details", "shell", "pages")  # What is on the namespace and no folder of the tools.


def test_what_a_script_takes_from_another_is_there(chromium):
    """Types do not find a name that is not there: in JavaScript an object may get more names later. What the
    form is given (``editing``) is data, and what all pages have (``shell``) is of another folder."""
    page = Pure(chromium, order(), count=False)
    given = page.call(
        "() => Object.fromEntries(Object.entries(handbook).map(([folder, scripts]) => [folder,"
        " Object.fromEntries(Object.entries(scripts || {}).map(([name, script]) => [name, Object.keys(script"
        " || {})]))]))"
    )
    page.close()
    there = {
        (f"{folder}.{script}", name)
        for folder, scripts in given.items()
        for script, names in scripts.items()
        for name in names
    }
    missing = {
        name: sorted(use for use in uses(source) - there if not use[0].startswith(("editing.", "shell.")))
        for name, source in sources().items()
    }
    assert {name: names for name, names in missing.items() if names} == {}
    assert ("document.days", "reed") in uses("const { read, reed } = handbook.document.days;") - there


WORKER = """(source) => new Promise((resolve) => {
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = ({ message }) => resolve(message);
})"""


@pytest.mark.parametrize("folder", NO_PAGE)
def test_a_folder_that_knows_no_page_runs_where_there_is_none(chromium, folder):
    """In a worker, which has neither window nor document, after the folders before it. What its functions
    name is checked by ``test_script_types.py``."""
    names = in_order(name for name in order() if name.partition("/")[0] in NO_PAGE)
    before = [name for name in names if NO_PAGE.index(name.partition("/")[0]) <= NO_PAGE.index(folder)]
    start = (
        "self.handbook = { shell: { i18n: { _: (text) => text, ngettext: (text) => text, number: String,"
        ' list: String, language: "en-GB" } } };'
    )
    scripts = [sources()["shared/crosswalks"], *(sources()[name] for name in before)]
    page = Pure(chromium, [], count=False)
    given = page.call(
        WORKER, "\n".join([start, *scripts, f"postMessage(Object.keys(handbook.{camel(folder)}));"])
    )
    page.close()
    assert given == [camel(name.partition("/")[2]) for name in before if name.startswith(f"{folder}/")]


def test_elements_are_made_in_one_place():
    making = {
        name
        for name, source in sources().items()
        if re.search(r"createElement|innerHTML|insertAdjacentHTML", source)
    }
    assert making == {"shared/elements", "kit/elements", "language/english_words", "page/data"}


def partial(schema):
    """A schema that lets everything be left out, and has nothing to say on how texts look."""
    if isinstance(schema, dict):
        return {
            name: partial(value)
            for name, value in schema.items()
            if name not in ("required", "minItems", "pattern", "minLength")
            or not isinstance(value, list | int | str)
        }
    return [partial(each) for each in schema] if isinstance(schema, list) else schema


@pytest.mark.parametrize(
    "data", [DATA, scoring.DATA, lookup.DATA, documents.DATA], ids=["my", "scoring", "lookup", "documents"]
)
def test_what_scripts_are_tested_with_has_the_form_of_the_data(data):
    """What it has, it has under the names of the schema and of their kind; it need not have all."""
    schema = partial(
        json.loads((FOLDER.parents[1] / "data/handbook.schema.json").read_text(encoding="utf-8"))
    )
    parts = {
        name: data[name]
        for name in ("frameworks", "records", "pathways", "crosswalks", "aliases", "prompts")
        if name in data
    }
    assert "frameworks" in parts
    faults = Draft202012Validator(schema).iter_errors(parts)
    assert [f"{'/'.join(map(str, each.absolute_path))}: {each.message[:160]}" for each in faults] == []
