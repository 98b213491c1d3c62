"""The benchmark's own material: its records are valid, the same for a seed, and of the size it says; both
sites build."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

import pytest
from places import ROOT

from macros.checks.run import check_handbook
from macros.records.field_plans import find_texts, walk_parts
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS
from macros.records.prose import find_record_ids
from macros.rendering.record_pages import list_record_pages, list_session_pages

PAGES = 60


sys.path.insert(0, str(ROOT / "scripts" / "bench"))
try:
    import benchmark
    import comparisons
    import hugo_site
    import made_up_records
    import preview_times
    import rows
    import sites
finally:
    sys.path.remove(str(ROOT / "scripts" / "bench"))


@pytest.fixture(scope="module")
def handbook(tmp_path_factory):
    """The folder of a repository whose records make ``PAGES`` pages."""
    return sites.write_handbook(tmp_path_factory.mktemp("bench") / "handbook", PAGES)


def write(folder: Path, pages: int, seed: int) -> Path:
    made_up_records.write_records(folder, pages, seed, (ROOT / "framework" / "vocabulary.yml").read_bytes())
    return folder


def digest(folder: Path) -> str:
    texts = (
        f"{file.relative_to(folder).as_posix()}\n{file.read_text('utf-8')}"
        for file in sorted(folder.rglob("*.yml"))
    )
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def list_paths(book: Handbook) -> list[str]:
    """The paths of the pages of all records, items and sessions."""
    return [page.path for page in (*list_record_pages(book), *list_session_pages(book))]


def pages_of(book: Handbook) -> int:
    return len(list_paths(book))


def links_of(book: Handbook) -> int:
    """The references of all records: ids in fields, and links in prose."""
    parts = [part for record in book.list_records() for _, part in walk_parts(record.node)]
    refs = sum(1 for part in parts for _ in find_texts(part, "ref"))
    return refs + sum(
        len(find_record_ids(text)) for part in parts for _, text, _ in find_texts(part, "prose")
    )


@pytest.mark.slow
def test_records_are_valid_and_of_every_kind(handbook):
    checked = check_handbook(handbook)
    assert [str(problem) for problem in checked.problems] == []
    assert [kind for kind in KINDS if not checked.handbook.records[kind]] == []
    assert pages_of(checked.handbook) == PAGES


def test_every_kind_has_a_folder_and_a_share():
    assert {kind: KINDS[kind].folder for kind in KINDS} == made_up_records.FOLDERS
    for pages in (60, 100, 999, 5000):
        counts = made_up_records.count_records(pages)
        assert set(counts) == set(KINDS)
        assert min(counts.values()) > 0
        further = counts["framework"] * (made_up_records.FRAMEWORK_PAGES - 1)
        further += counts["module"] * made_up_records.SESSIONS
        assert sum(counts.values()) + further == pages


def test_too_few_pages_are_refused_in_a_sentence():
    with pytest.raises(ValueError, match="^59 pages cannot hold every kind of record; give at least 60.$"):
        made_up_records.count_records(59)


def test_a_seed_gives_the_same_bytes_and_another_seed_others(tmp_path):
    first, again, other = (
        digest(write(tmp_path / name, PAGES, seed)) for name, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    assert first == again
    assert first != other


def test_a_page_comes_from_about_3_kb_and_15_links(tmp_path):
    root = write(tmp_path / "large", 240, 1)
    (root / "docs").mkdir()
    book = check_handbook(root).handbook
    size = sum((root / record.file.path).stat().st_size for record in book.list_records())
    assert 2700 < size / pages_of(book) < 3700
    assert 13 < links_of(book) / pages_of(book) < 17


@pytest.mark.slow
def test_both_sites_build_and_say_about_as_much(handbook, tmp_path):
    stock = sites.write_stock_site(tmp_path / "stock", handbook)
    ours, theirs = sites.build(handbook), sites.build(stock, "CSafeLoader")
    assert ours.cpu > 0 and ours.memory > 0 and theirs.cpu > 0
    pages = sorted(list_paths(check_handbook(handbook).handbook))
    for site in (handbook / "site", stock / "site"):
        assert [page for page in pages if not (site / page / "index.html").is_file()] == []
    words = sites.count_words_a_page(stock / "site"), sites.count_words_a_page(handbook / "site")
    assert 0.75 < words[0] / words[1] < 1.3


def test_a_build_that_fails_says_why(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: [\n")
    with pytest.raises(
        RuntimeError,
        match="(?s)mkdocs build --site-dir site ended with 1:.*error parsing the configuration file",
    ):
        sites.build(tmp_path)


BUILD = rows.Row(
    "Build of 9 pages, CPU s",
    4,
    {rows.STOCK: 16, rows.STOCK_IN_C: 12.5},
    {rows.STOCK: 0.2, rows.STOCK_IN_C: 0.4},
)
CHECK = rows.Row("`handbook check`, CPU s", 0.5, targets={"": 0.6})
WARM = rows.Row("Warm build, share of a cold one's CPU", 0.1, targets={"": 0.05}, digits=1)


def test_the_table_says_what_was_wanted_and_what_was_missed():
    assert rows.format_rows([BUILD, CHECK, WARM]) == (
        "| Measured | This handbook | Stock site | Stock, C loader | Hugo | Target |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: |\n"
        "| Build of 9 pages, CPU s | 4.00 | 16.00 (0.25) | 12.50 (0.32) |  |"
        " 0.2 of Stock site, missed; 0.4 of Stock, C loader |\n"
        "| `handbook check`, CPU s | 0.50 |  |  |  | 0.6 |\n"
        "| Warm build, share of a cold one's CPU | 0.1 |  |  |  | 0.05, missed |"
    )


def test_what_has_become_worse_than_the_table_is_said_of_shares_alone():
    shares = rows.read_shares(rows.format_rows([BUILD, CHECK, WARM]))
    assert shares[BUILD.what, rows.STOCK] == 0.25 and shares[BUILD.what, ""] == 4
    worse = [
        rows.Row(BUILD.what, 6, {rows.STOCK: 16, rows.STOCK_IN_C: 15}),
        rows.Row(CHECK.what, 5),  # Seconds are the machine's.
        rows.Row(WARM.what, 0.2),
        rows.Row("Not in the table, share", 9),
    ]
    assert rows.list_worse(worse, shares, 1.3) == [
        "Build of 9 pages, CPU s, against Stock site: 0.38, and README.md has 0.25.",
        "Warm build, share of a cold one's CPU: 0.20, and README.md has 0.10.",
    ]
    assert rows.list_worse([BUILD, CHECK, WARM], shares, 1.3) == []


def test_the_table_is_written_between_the_marks_of_readme(tmp_path):
    readme = tmp_path / "README.md"
    begin, end = benchmark.README_MARKS
    readme.write_text(f"Before\n{begin}\nold\n{end}\nafter\n")
    benchmark.write_readme([CHECK], 3, "1 May 2027", "abc1234", readme)
    assert readme.read_text() == (
        f"Before\n{begin}\n{rows.format_rows([CHECK])}\n\nMeasured on 1 May 2027 at commit abc1234."
        f" {benchmark.describe_machine(3)}\n{end}\nafter\n"
    )


def test_readme_has_the_marks_between_which_speeds_are_written():
    text = (ROOT / "README.md").read_text("utf-8")
    assert [text.count(mark) for mark in benchmark.README_MARKS] == [1, 1]


def test_readme_has_all_that_a_smaller_run_compares():
    shares = rows.read_shares((ROOT / "README.md").read_text("utf-8"))
    build = comparisons.BUILD_CPU.format(pages=1000)
    assert {(build, rows.STOCK), (build, rows.STOCK_IN_C)} <= shares.keys()
    assert len([what for what, _ in shares if what.startswith("Warm build of 1,000 pages")]) == 2


@pytest.mark.long
def test_no_share_has_become_much_worse_than_readme_has_it(tmp_path):
    """Shares of CPU of two programs that run in turns, which a busy machine changes little."""
    assert benchmark.compare_with_readme(tmp_path, 1) == []


def test_a_group_that_is_not_there_is_refused_in_a_sentence(capsys):
    with pytest.raises(SystemExit):
        benchmark.parse_arguments(["--only", "builds,speed"])
    assert capsys.readouterr().err.endswith(
        "there is no group 'speed'; the groups are builds, large, warm, preview, check, diff, weight,"
        " search\n"
    )


def test_hugo_is_given_a_page_for_each_page_of_the_handbook(handbook, tmp_path):
    root = hugo_site.write_hugo_site(tmp_path / "hugo", handbook)
    stubs = {file.relative_to(root / "content").as_posix() for file in (root / "content").rglob("*.md")}
    assert stubs == {f"{path}.md" for path in list_paths(check_handbook(handbook).handbook)}
    item = json.loads((root / "content" / "frameworks" / "framework-1" / "1.2.md").read_text())
    assert item["at"] == ["framework", "competencies", "framework-1", "items", 0, "items", 1]


def test_what_is_edited_under_serve_is_there_to_be_edited():
    for path, pattern, form, _ in comparisons.EDITS.values():
        assert re.search(pattern, (ROOT / path).read_text("utf-8")) and "{word}" in form, path
    missing = "^.*holds nothing like 'no such words'.$"
    with pytest.raises(ValueError, match=missing):
        preview_times.time_edits("", ROOT / "README.md", "no such words", "{word}", 1)
