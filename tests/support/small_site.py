"""The small handbook as a repository that builds a whole site, quickly: its records, the package, and a page
for each list."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from places import ROOT, SMALL

from macros.records.kinds import KINDS
from macros.rendering.embeds import VIEW_PATHS

LISTS = {
    "coverage": 'matrix("small")',
    "edit": "edit_form()",
    "deaneries/embedding": "embed_builder()",
    "tools/plan": 'tool("plan")',
    "tools/self-assessment": 'tool("self-assessment")',
    "tools/my-handbook": 'tool("my-handbook")',
    "frameworks/lineage": "lineage()",
    "crosswalks/explorer": "explorer()",
    "theories/compare": "compare()",
    "reference/glossary": "glossary()",
    "reference/sources": "sources()",
    "tools/blanks/index": "blanks()",
    "about/rights": "rights()",
    "about/words": "vocabularies()",
    **{f"reference/by-{by}": f'index("{by}")' for by in ("skill", "setting", "stage", "tension")},
}
INDEX = '# Welcome\n\n{{ counts() }}\n\n{{ dilemmas() }}\n\n{{ matrix("small") }}\n'


def pages() -> dict[str, str]:
    """The hand-written pages of the small site, by their place in docs: between them they list every
    record."""
    found = {
        f"{kind.section}/index": (
            f'# {kind.plural}\n\n{{{{ cards("{name}") }}}}\n\n{{{{ table("{name}") }}}}\n'
        )
        for name, kind in KINDS.items()
    }
    found |= {
        path: f"# {path.rpartition('/')[2].capitalize()}\n\n{{{{ {call} }}}}\n"
        for path, call in LISTS.items()
    }
    found["theories/index"] += "\n{{ chooser() }}\n"
    found |= {"index": INDEX, "about/index": "# About\n\n## Report a problem\n", "tools/index": "# Tools\n"}
    views = {place: view for view, place in VIEW_PATHS.items()}
    return {
        path: f"---\ndrafted: 2026-11-22\n{f'embed: {views[path]}' if path in views else ''}\n---\n{text}"
        for path, text in found.items()
    }


def write(root: Path) -> Path:
    """Make the repository of the small site in the folder ``root``, which is not there yet; returns it."""
    shutil.copytree(SMALL, root)
    (root / "macros").symlink_to(ROOT / "macros")
    shutil.copytree(ROOT / "docs/assets", root / "docs/assets", ignore=shutil.ignore_patterns("images"))
    shutil.copytree(ROOT / "docs/embed", root / "docs/embed")
    for path, text in pages().items():
        (root / f"docs/{path}.md").parent.mkdir(parents=True, exist_ok=True)
        (root / f"docs/{path}.md").write_text(text, "utf-8")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    nav = "nav:\n" + "".join(f"  - {path}: {path}.md\n" for path in pages())
    settings = re.sub(r"(?m)^not_in_nav: .*\n(?:  .*\n)*", "not_in_nav: '*'\n", settings)
    settings = re.sub(r"(?ms)^  footer_links:\n.*?\n(?=\n)", "  footer_links: []\n", settings)
    (root / "mkdocs.yml").write_text(re.sub(r"(?ms)^nav:\n.*?\n(?=\n)", nav, settings), "utf-8")
    return root
