"""The pages that are said to change are those that do: every page of a record, and what every macro gives, is
rendered before and after an edit, and compared."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import small_site
import versions
from places import ROOT, SMALL

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.base.yaml_files import SoundFiles
from macros.changes.affected_pages import PageFacts, list_affected_record_pages
from macros.changes.affected_written_pages import MacroFacts
from macros.changes.matching import match_handbooks
from macros.hand_written.calls import Call, read_calls
from macros.quality.parts import QUALITY_PARTS
from macros.records.handbook import Handbook
from macros.records.loader import load_handbook
from macros.records.quoting import fill_in
from macros.rendering.page_macros import Library
from macros.rendering.renderer import Renderer

LINE = re.compile(r", line \d+")  # The page's foot says where its record begins.
SOUND_FILES = SoundFiles()
SOUND_FILES.known = SOUND_FILES.done
FORMS = "tools/blanks/"

# The macro calls of the pages of the small site that show records; that of an address alone has no records.
CALLS = {
    path: calls
    for path, text in small_site.pages().items()
    if (calls := [piece for piece in read_calls(text)[0] if isinstance(piece, Call)])
    and path != "deaneries/embedding"
}
CALLS["quality"] = [Call("quality", (part,), (), 0, 1) for part in QUALITY_PARTS]

STEPS, WARD = "framework/theories/small-steps.yml", "modules/cases/small-ward.yml"
START, TALK = "modules/catalogue/small-start.yml", "modules/components/small-talk.yml"
CORE, OTHER = "framework/competencies/small.yml", "framework/competencies/other.yml"
WALK = "framework/crosswalks/small--other.yml"
RETIRED = "{date: 2026-11-30, reason: It was taken out.}"
PART = "{id: s9, kind: session, title: One more, date: 2026-11-30, reason: It was dull.}"
# In the small handbook: what is edited, and in the real one, where a pattern is put in another's place.
SMALL_EDITS = {
    "a theory's title": [(STEPS, "title: Small steps", "title: Tiny steps")],
    "a theory's summary": [(STEPS, "summary: Change comes", "summary: All change comes")],
    "a text that one page shows": [(STEPS, "criticism: Slow.", "criticism: Too slow.")],
    "an item's title": [(CORE, "title: Listening", "title: Hearing")],
    "an item's summary": [(CORE, "summary: Hears what", "summary: Hears all that")],
    "an item that a module teaches": [(START, "competencies: [small/2.1]", "competencies: [small/1.1]")],
    "an item that a component practises": [(TALK, "competencies: [small/1.1]", "competencies: [small/2.1]")],
    "a module's hours": [
        (START, "credits: 1", "credits: 2"),
        (START, "self_study: 7, workplace: 2, total: 10", "self_study: 17, workplace: 2, total: 20"),
    ],
    "a session's title": [(START, "title: One hour", "title: An hour")],
    "what the facilitator of a session is told": [(START, "facilitator: Smile.", "facilitator: Nod.")],
    "what a session is for": [(START, "purpose: To meet.", "purpose: To meet again.")],
    "an assessment's title": [(START, "title: A note, method", "title: One note, method")],
    "a case through a theory": [(WARD, "text: It shows steps.", "text: It shows small steps.")],
    "a source": [("framework/sources.yml", "title: Leading Change", "title: Leading changes")],
    "a word for the search": [(STEPS, "keywords: [baby steps]", "keywords: [little by little]")],
    "a source that one more record cites": [
        (WARD, "setting: One ward", "sources: [{source: kotter-1996}]\nsetting: One ward")
    ],
    "a word of a closed list": [
        ("framework/vocabulary.yml", 'title: "The handbook\'s own proposal"', "title: Ours")
    ],
    "how sure a pair is": [(WALK, "confidence: high", "confidence: low")],
    "what has no counterpart": [(WALK, "item: other/2.1, reason: Nothing", "item: other/2.1, reason: None")],
    "a glossary term": [
        (
            "framework/glossary.yml",
            "terms:\n",
            "terms:\n  - {id: meal, term: meet, means: To come together.}\n",
        )
    ],
    "an item that is retired": [
        (
            CORE,
            "summary: Hears what is said.\n",
            f"summary: Hears what is said.\n        retired: {RETIRED}\n",
        )
    ],
    "a record that is retired": [
        (WARD, "title: The small ward\n", f"title: The small ward\nretired: {RETIRED}\n")
    ],
    "a term that is retired": [
        ("framework/glossary.yml", "term: Stakeholder\n", f"term: Stakeholder\n    retired: {RETIRED}\n")
    ],
    "a part with a former id": [(START, "{id: o2, text", "{id: o2, aliases: [o3], text")],
    "a part that is retired": [(START, "why: To begin.\n", f"why: To begin.\nretired_parts:\n  - {PART}\n")],
    "a part that moved": [
        (START, "{id: w1, title: Try it", "{id: w1, aliases: [small-end/w1], title: Do it"),
    ],
    "a record that is new": [
        (
            "framework/theories/big.yml",
            "",
            (SMALL / STEPS)
            .read_text("utf-8")
            .replace("id: small-steps", "id: big")
            .replace("aliases: [little-steps]\n", ""),
        )
    ],
}
REAL_EDITS = {
    "a competency's title": ("framework/competencies/mlcf.yml", r'(code: "3\.2"\n\s+title: ).*', r"\1Means"),
    "a module's title": ("modules/catalogue/leading-self.yml", r"^title: .*", "title: Oneself"),
    "a source's title": (
        "framework/sources.yml",
        r"(id: haynes-2009\n(?:    .*\n)*?    title: ).*",
        r"\1A list",
    ),
}


def render(root: Path) -> tuple[Handbook, dict[str, str]]:
    """The handbook in a folder, and the HTML of the pages of its records, by path."""
    handbook, problems = load_handbook(root, sound_files=SOUND_FILES)
    assert [str(problem) for problem in problems] == []
    renderer = Renderer(fill_in(handbook), Urls(), Repository())
    pages = {
        entry.page_path: LINE.sub("", str(renderer.render_record(entry)))
        for entry in renderer.book.entries.values()
        if entry.has_page
    }
    return handbook, pages


def compare(before: tuple[Handbook, dict[str, str]], root: Path) -> tuple[set[str], set[str]]:
    """The pages that change from ``before`` to the handbook in a folder: those that do, and those that are
    said to."""
    handbook, pages = render(root)
    old = before[1]
    changed = {path for path in old.keys() | pages.keys() if old.get(path) != pages.get(path)}
    matches = match_handbooks(before[0], handbook)
    facts = PageFacts(matches.before), PageFacts(matches.after)
    told = {page.path for page in list_affected_record_pages(matches, *facts)}
    return changed, {path for path in told if not path.startswith(FORMS)}


@pytest.fixture(scope="module")
def small_before():
    return render(SMALL)


@pytest.fixture(scope="module")
def real_before():
    return render(ROOT)


@pytest.mark.parametrize("name", SMALL_EDITS)
def test_the_pages_that_change_are_told(small_before, small, name):
    versions.change_files(small, SMALL_EDITS[name])
    changed, told = compare(small_before, small)
    assert told == changed


def render_macros(handbook: Handbook) -> dict[str, str]:
    """What the macros of the hand-written pages of the small site give, by the page's path."""
    renderer = Renderer(fill_in(handbook), Urls(), Repository())
    pages = {}
    for path, calls in CALLS.items():
        macros = Library(renderer, lambda: path).macros()
        html = "".join(str(macros[call.name](*call.arguments)) for call in calls)
        pages[path] = renderer.put_back(html)
    return pages


@pytest.fixture(scope="module")
def macros_before(small_before):
    return render_macros(small_before[0])


@pytest.mark.parametrize("name", SMALL_EDITS)
def test_no_hand_written_page_whose_macros_change_is_missed(small_before, macros_before, small, name):
    versions.change_files(small, SMALL_EDITS[name])
    handbook, _problems = load_handbook(small, sound_files=SOUND_FILES)
    pages = render_macros(handbook)
    changed = {path for path in pages if pages[path] != macros_before[path]}
    before, after = MacroFacts(PageFacts(small_before[0])), MacroFacts(PageFacts(handbook))
    told = {path for path, calls in CALLS.items() if before.read(calls) != after.read(calls)}
    assert changed <= told


def test_a_text_that_no_macro_shows_changes_no_hand_written_page(small_before, small):
    versions.change_files(small, SMALL_EDITS["a text that one page shows"])
    handbook, _problems = load_handbook(small, sound_files=SOUND_FILES)
    before, after = MacroFacts(PageFacts(small_before[0])), MacroFacts(PageFacts(handbook))
    assert [path for path, calls in CALLS.items() if before.read(calls) != after.read(calls)] == []


@pytest.mark.long
@pytest.mark.parametrize("name", REAL_EDITS)
def test_the_pages_of_the_real_handbook_that_change_are_told(real_before, tmp_path, name):
    path, pattern, replacement = REAL_EDITS[name]
    for folder in ("framework", "modules"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    text = (tmp_path / path).read_text("utf-8")
    edited, count = re.subn(pattern, replacement, text, count=1, flags=re.M)
    assert count == 1 and edited != text
    (tmp_path / path).write_text(edited, "utf-8")
    changed, told = compare(real_before, tmp_path)
    assert changed and told == changed
