"""The pages for deaneries agree with the program: addresses in code, lists of names, criteria, and places to
fill in."""

from __future__ import annotations

import re

import pytest
from built import ROOT, book, site

from macros.hosting import read_policy
from macros.hosting.origins import fault as framing_fault
from macros.rendering.embeds import list_embedded_entries

FOLDER = ROOT / "docs" / "deaneries"
EXAMPLE = "https://handbook.example/"
GUIDES = ("sharepoint", "moodle", "intranet")

# W3C, Web Content Accessibility Guidelines 2.2, October 2023: every criterion of level A and AA. 4.1.1 was
# removed.
CRITERIA = """1.1.1 A, 1.2.1 A, 1.2.2 A, 1.2.3 A, 1.2.4 AA, 1.2.5 AA, 1.3.1 A, 1.3.2 A, 1.3.3 A, 1.3.4 AA,
1.3.5 AA, 1.4.1 A, 1.4.2 A, 1.4.3 AA, 1.4.4 AA, 1.4.5 AA, 1.4.10 AA, 1.4.11 AA, 1.4.12 AA, 1.4.13 AA, 2.1.1 A,
2.1.2 A, 2.1.4 A, 2.2.1 A, 2.2.2 A, 2.3.1 A, 2.4.1 A, 2.4.2 A, 2.4.3 A, 2.4.4 A, 2.4.5 AA, 2.4.6 AA, 2.4.7 AA,
2.4.11 AA, 2.5.1 A, 2.5.2 A, 2.5.3 A, 2.5.4 A, 2.5.7 AA, 2.5.8 AA, 3.1.1 A, 3.1.2 AA, 3.2.1 A, 3.2.2 A,
3.2.3 AA, 3.2.4 AA, 3.2.6 A, 3.3.1 A, 3.3.2 A, 3.3.3 AA, 3.3.4 AA, 3.3.7 A, 3.3.8 AA, 4.1.2 A, 4.1.3 AA"""


def text(name: str) -> str:
    """The source of a page for deaneries."""
    return (FOLDER / f"{name}.md").read_text("utf-8")


def part(name: str, anchor: str) -> str:
    """The source of a page from the heading with ``anchor`` to the next of the same rank."""
    return re.split(r"\n## ", text(name).partition("{: #" + anchor + " }")[2])[0]


def rows(source: str) -> list[list[str]]:
    """The cells of every row of the tables in ``source``, headings left out."""
    lines = source.splitlines()
    heads = {at - 1 for at, line in enumerate(lines) if re.fullmatch(r"\|[-:| ]+\|", line)}
    cells = (
        line
        for at, line in enumerate(lines)
        if line.startswith("|") and at not in heads and at - 1 not in heads
    )
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in cells]


@pytest.mark.slow
@pytest.mark.parametrize("name", (*GUIDES, "embedding"))
def test_every_address_in_the_code_of_a_guide_is_on_the_site(name):
    found = {address.split("?")[0] for address in re.findall(rf'{EXAMPLE}([^"`\s]+)["`]', text(name))}
    missing = [
        place
        for place in found
        if not (site() / place / ("index.html" if place.endswith("/") else "")).is_file()
    ]
    assert found and missing == []


def test_every_card_in_a_guide_is_of_a_record_with_an_embed():
    there = {f"{entry.kind}/{entry.id}" for entry in list_embedded_entries(book())}
    named = set(re.findall(r'record="([^"…]+)"', text("intranet"))) | set(
        re.findall(r"`([a-z]+/[^` ]+)`", part("intranet", "card"))
    )
    assert named and named - there == set()


def test_the_domains_that_the_guide_calls_named_from_the_start_are_those_of_the_policy():
    said = re.search(r"Addresses under (.+?) are named from the start", text("intranet"), re.DOTALL)[1]
    policy = {
        each.removeprefix("https://*.") for each in read_policy(ROOT).framing if each.startswith("https://*.")
    }
    assert set(re.findall(r"`([^`]+)`", said)) == policy


@pytest.mark.parametrize("name", ("embedding", "intranet", "moodle"))
def test_a_policy_in_a_guide_lets_files_be_saved_from_a_frame(name):
    """Firefox and WebKit hold a file that a frame saves against the `frame-src` of the page around it."""
    handbook = r"https://(?:handbook\.example|\[domain of the handbook\])"
    lines = re.findall(rf"frame-src +{handbook}.*", text(name))
    assert lines and [line for line in lines if not line.endswith(" blob:")] == []


def test_the_framing_list_takes_and_refuses_what_the_guides_say():
    teams = re.search(r"Have (`https://teams.+?)\s+added", text("sharepoint"), re.DOTALL)[1]
    assert [framing_fault(origin) for origin in re.findall(r"`([^`]+)`", teams)] == [None] * 3
    assert "`moodleappfs://localhost`), which the framing list does not take" in text("moodle")
    assert framing_fault("moodleappfs://localhost")
    assert "the framing list takes `https://` only" in text("intranet")
    assert framing_fault("http://intranet.north.example")


def test_the_heights_that_the_guide_for_intranets_gives_are_those_of_the_script():
    script = (ROOT / "docs/embed/host.js").read_text("utf-8")
    least, most = re.search(r"height:clamp\((\d+)px,\$\{data\}px,(\d+)px\)", script).groups()
    assert f"keeps it between {int(least):,} and {int(most):,} pixels" in text("intranet")


def test_the_kinds_of_server_are_counted_right():
    servers = re.search(
        r"writes it out for (.+?)\.", (ROOT / "hosting.yml").read_text("utf-8").replace("\n# ", " ")
    )[1]
    said = re.search(r"ready for six: (.+?)\.", text("index"))[1]
    assert len(named := re.split(", | and ", said)) == 6 and all(each in servers for each in named)


def test_a_message_to_it_fits_an_email():
    for name in GUIDES:
        message = re.search(r"```text\n(Subject: .+?)```", text(name), re.DOTALL)[1]
        assert max(len(line) for line in message.splitlines()) <= 80, name


@pytest.mark.parametrize("name", ["privacy-statement", "accessibility-statement"])
def test_every_place_to_fill_in_is_listed_with_who_knows_it(name):
    def places(source: str) -> set[str]:
        return set(re.findall(r"\[([^\]\n]+)\](?!\()", source))

    listed = places(part(name, "adopt").split("| To fill in |")[1].split("\n\n")[0])
    used = places(text(name).split("\n---\n")[2])
    assert listed and used - listed == (
        {"what you found yourselves, with the number of the criterion and when it will be mended"}
        if "access" in name
        else set()
    )
    assert listed - used == set()


def test_the_privacy_statement_names_all_that_the_scripts_keep():
    named = set(
        re.findall(r"^\| `(handbook\.\w+)` (?:\||with)", part("privacy-statement", "statement"), re.MULTILINE)
    )
    scripts, kept = "", set()
    for file in sorted((ROOT / "docs/assets/js").rglob("*.js")):
        scripts += (script := file.read_text("utf-8"))
        constants = dict(re.findall(r'(\w+) = "(\w+)\.?"', script))
        for literal, constant in re.findall(r'storage\.set\((?:"(\w+)"|(\w+))', script):
            kept.add(f"handbook.{literal or constants[constant]}")
    kept |= set(re.findall(r'"(handbook\.\w+)"', scripts))
    assert named == kept
    assert "document.cookie" not in scripts and "indexedDB" not in scripts


def test_the_table_of_criteria_is_whole_and_says_how_each_was_tested():
    criteria = [row for row in rows(part("accessibility-statement", "wcag")) if re.match(r"\d", row[0])]
    assert [re.sub(r"^(\S+) \((A+)\).*", r"\1 \2", row[0]) for row in criteria] == re.split(r",\s+", CRITERIA)
    assert len(criteria) == 55
    ways = {row[0].lower() for row in rows(part("accessibility-statement", "wcag")) if len(row) == 2}
    for name, how, result in criteria:
        assert {way.lower() for way in how.split(", ")} <= ways, name
        assert re.match(r"No failure found|Does not apply|Tested in part", result), name


def test_what_is_not_fully_tested_is_named_in_the_statement_itself():
    partly = [
        row[0].split()[0]
        for row in rows(part("accessibility-statement", "wcag"))
        if len(row) == 3 and "in part" in row[2]
    ]
    said = re.search(
        r"we treat them as\s+possible failures: ([^\n]+)\.", part("accessibility-statement", "statement")
    )[1]
    assert re.findall(r"\d\.\d\.\d+", said) == partly


def test_every_test_that_the_statement_names_is_there():
    named = set(re.findall(r"`(test_\w+)`", text("accessibility-statement")))
    tests = "".join(file.read_text("utf-8") for file in sorted((ROOT / "tests").rglob("test_*.py")))
    assert len(named) > 10
    assert [name for name in named if f"def {name}(" not in tests] == []
