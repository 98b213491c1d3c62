"""A build with all exports: every format below ``data``, and the workbook of quality where its page links."""

import pytest
import small_site

from macros.cli import main
from macros.exports.formats import list_formats
from macros.packs.session_packs import PACKS_FOLDER
from macros.quality.parts import QUALITY_WORKBOOK

PAGE = '---\ndrafted: 2026-12-01\n---\n# Quality\n\n{{ quality("workbook") }}\n'
LINK = '<a href="../data/quality/quality.xlsx">The whole state of the content as a workbook</a>'


@pytest.mark.slow
@pytest.mark.parametrize("options, is_published", [(["--exports"], True), ([], False)])
def test_which_formats_a_site_has(tmp_path, options, is_published, capsys):
    root = small_site.write(tmp_path / "small")
    (root / "docs" / "quality.md").write_text(PAGE, "utf-8")
    assert main(["--root", str(root), "build", "--quiet", *options]) == 0, capsys.readouterr().err
    site = root / "site"
    assert (LINK in (site / "quality" / "index.html").read_text("utf-8")) is is_published
    assert (site / QUALITY_WORKBOOK).is_file() is is_published
    for form in list_formats():
        has_files = (site / form.folder).is_dir() and any((site / form.folder).iterdir())
        # The small handbook is no edition, and so has no dates.
        assert has_files is ((is_published or not form.needs_packages) and form.name != "ics"), form.name


@pytest.mark.slow
def test_a_site_has_packs_where_it_is_asked_for_them(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("HANDBOOK_PACKS", "1")
    root = small_site.write(tmp_path / "small")
    assert main(["--root", str(root), "build", "--quiet", "--exports"]) == 0, capsys.readouterr().err
    packs = {file.name for file in (root / "site" / PACKS_FOLDER).iterdir()}
    assert packs == {"small-start-s1.zip", "small-end-s1.zip"}
    page = root / "site" / "modules" / "small-end" / "s1" / "index.html"
    link = 'href="../../../data/packs/small-end-s1.zip" download'
    assert link in page.read_text("utf-8")
    # Without all exports there are none.
    assert main(["--root", str(root), "build", "--quiet"]) == 0, capsys.readouterr().err
    assert not (root / "site" / PACKS_FOLDER).exists()
    assert link not in page.read_text("utf-8")
