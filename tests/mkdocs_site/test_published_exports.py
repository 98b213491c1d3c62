"""A build with all exports: every format below ``data``, and the workbook of quality where its page links."""

import pytest
import small_site

from macros.cli import main
from macros.exports.formats import list_formats
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
