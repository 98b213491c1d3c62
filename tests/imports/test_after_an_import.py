"""An imported framework is of use at once: pages, wheel, tools and exports need nothing more."""

import json
import re

import built
import pytest
import small_site
from places import ROOT

from macros import cli

FILE = ROOT / "docs" / "deaneries" / "northland-framework.csv"
WALK = ROOT / "docs" / "deaneries" / "own-framework.md"
RECORD = "framework/competencies/northland.yml"


def take_in(root, capsys):
    arguments = [str(FILE), "--title", "Northland leadership framework", "--id", "northland"]
    assert cli.main(["--root", str(root), "import", *arguments]) == 0
    return capsys.readouterr().out


def fill(root):
    """Write over the blanks of the record."""
    text = (root / RECORD).read_text("utf-8")
    for field, words in {"published": "2026", "status": "current"}.items():
        text = text.replace(f"{field}: BLANK", f"{field}: {words}")
    numbers = iter(range(9))
    text = re.sub("BLANK(?!:)", lambda _: f"Words number {next(numbers)}.", text)
    (root / RECORD).write_text(text, "utf-8")


@pytest.mark.slow
def test_a_framework_of_sixty_items_has_pages_tools_and_exports(tmp_path, capsys):
    root = small_site.write(tmp_path / "root")
    assert take_in(root, capsys) in WALK.read_text("utf-8")
    fill(root)
    site = built.build(tmp_path / "site", root)
    rows = FILE.read_text("utf-8-sig").splitlines()[1:]
    codes = [row.partition(",")[0] for row in rows]
    assert len(codes) == 60
    for code in codes:
        assert (site / f"frameworks/northland/{code}/index.html").is_file(), code
    page = (site / "frameworks/northland/index.html").read_text("utf-8")
    assert [code for code in codes if f'northland/{code}/" class="hb-wheel__' not in page] == []
    blank = (site / "tools/blanks/northland/index.html").read_text("utf-8")
    assert "Knowing one" in blank and "Speaking to the press" in blank
    colleagues = (site / "tools/blanks/northland-360/index.html").read_text("utf-8")
    asked = re.findall(r'<h3 id="blank-item-[^"]+">([0-9.]+) ', colleagues)
    assert asked == [code for code in codes if "." in code]
    assert colleagues.count("no chance to see it") == len(asked)
    assert 'href="../../tools/blanks/northland-360/"' in page
    assert "northland-360/" in (site / "tools/blanks/index.html").read_text("utf-8")
    assert "as they were imported" in (site / "frameworks/northland/1.1/index.html").read_text("utf-8")
    tools = (site / "assets/data/frameworks/northland.js").read_text("utf-8")
    assert [code for code in codes if f"northland/{code}" not in tools] == []
    assert "Northland leadership framework" in (site / "assets/data/handbook.js").read_text("utf-8")
    assert "northland/5.11" in (site / "assets/data/search.js").read_text("utf-8")
    package = json.loads((site / "data/case/northland.json").read_text("utf-8"))
    assert [item["humanCodingScheme"] for item in package["CFItems"]] == codes
    for place in ("moodle/northland.csv", "skos/northland.jsonld", "medbiquitous/northland.xml"):
        assert "Speaking to the press" in (site / "data" / place).read_text("utf-8"), place
    assert json.loads((site / "api/v1/frameworks/northland.json").read_text("utf-8"))["fields"]["items"]
