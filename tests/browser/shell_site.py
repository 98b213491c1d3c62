"""A small site in the handbook's shell, with the kinds of HTML that pages hold, built for `test_shell.py`.

By hand, to look at it:  python tests/browser/shell_site.py <folder>
"""

from __future__ import annotations

import json
import pathlib
import shutil
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SITE_NAME = "Clinical Leadership Handbook"

HOME = """---
hide: [toc]
---
# Lead well where you work

<p>For doctors and others who lead in clinical settings. <a href="https://www.gov.uk/">An outside page</a>\
 is linked here.</p>

<p><button class="hb-button hb-button--primary" type="button" data-search-open>Search the handbook</button>
<a class="hb-button" href="framework/">See the framework</a></p>
"""

FRAMEWORK = """# Framework

Five domains, four elements each.

## Domains

| Domain | Elements | Sessions |
|---|---|---|
| Demonstrating personal qualities | 4 | 12 |
| Working with others | 4 | 9 |

## Levels

Text with `code`, *emphasis* and a [link to an element](framework/element.md).

```yaml
id: mlcf/1.1
title: Developing self-awareness, with a line long enough that it has to scroll sideways in any window\
 that a reader of this page might reasonably have open
```

## Rights

> Quoted from the official document.
"""

ELEMENT = """---
section: framework.md
breadcrumbs:
  - {title: Home, url: ""}
  - {title: "R&D <framework>", url: framework/}
  - {title: Developing self-awareness}
previous: {title: "Acting with integrity", url: framework/}
next: {title: "Managing yourself & others", url: about/privacy/}
---
<p class="hb-eyebrow">MLCF 1.1</p>

# Developing self-awareness

Being aware of one's own values, principles and assumptions, and learning from experience.

## In practice

- Names what they do not know, aloud, on the ward round.
- Asks a nurse and a trainee how the last arrest felt to them.

## Levels side by side

<table>
<caption>What each level looks like</caption>
<thead><tr><th scope="col">Level</th><th scope="col">Clinician in training</th>\
<th scope="col">New consultant</th>\
<th scope="col">Clinical director, with responsibility across several organisations</th>\
<th scope="col">Medical director</th></tr></thead>
<tbody><tr><th scope="row">Knows</th><td>12</td><td>108</td><td>1,004</td>\
<td>Incomprehensibilities of interorganisational accountability</td></tr></tbody>
</table>

## A worked scene

<details><summary>What happened next</summary><p>They asked.</p></details>

### On the ward

Text.

### In theatre

Text.

## Sources

<p data-search-exclude>Boilerplate zebracrossing that search must not find.</p>
"""

PLAIN = "# {title}\n\nA plain page, in plain words.\n"

HOOKS = """
import pathlib
import re

from macros.search.documents import Document, PagePart
from macros.search.index import build_files

DOCUMENTS = []

def on_pre_build(config):
    DOCUMENTS.clear()

def on_page_content(html, page, config, files):
    text = re.sub("<[^<>]*>", " ", re.sub("<p data-search-exclude>.*?</p>", "", html))
    parts = [PagePart("", "", " ".join(text.split()))]
    title = re.sub("<[^<>]*>", "", re.search("<h1[^<>]*>(.*?)</h1>", html)[1])
    DOCUMENTS.append(Document("page", title, page.url, "A page of the sample.", parts=parts))

def on_post_build(config):
    for place, text in build_files(DOCUMENTS, []).items():
        file = pathlib.Path(config.site_dir, place)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
"""


def write_sources(folder: pathlib.Path) -> None:
    """Pages and assets of the sample site, under `folder`/docs."""
    docs = folder / "docs"
    shutil.copytree(ROOT / "docs" / "assets", docs / "assets", dirs_exist_ok=True)
    pages = {"index.md": HOME, "framework.md": FRAMEWORK, "framework/element.md": ELEMENT}
    for name in ("accessibility", "privacy", "rights"):
        pages[f"about/{name}.md"] = PLAIN.format(title=name.capitalize())
    for path, text in pages.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text(text, encoding="utf-8")
    (folder / "hooks.py").write_text(HOOKS, encoding="utf-8")


def build(folder: pathlib.Path, *, offline: bool = False, prefix: str = "/") -> pathlib.Path:
    """Build the sample site under `folder`; returns where it is. `prefix` is the path it will be served
    under."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config

    write_sources(folder)
    settings = {
        "site_name": SITE_NAME,
        "site_url": f"https://handbook.example{prefix}",
        "site_description": "A sample of the shell.",
        "copyright": "Text: CC BY 4.0 & others",
        "theme": {
            "name": "material",
            "custom_dir": str(ROOT / "macros" / "mkdocs_site" / "theme"),
            "font": False,
            "static_templates": ["404.html"],
        },
        "plugins": [],
        "hooks": ["hooks.py", str(ROOT / "macros" / "mkdocs_site" / "theme_hooks.py")],
        "markdown_extensions": [
            "attr_list",
            "md_in_html",
            "tables",
            "fenced_code",
            {"toc": {"permalink": False}},
        ],
        "nav": [
            {"Home": "index.md"},
            {"Learn": [{"Framework & domains": "framework.md"}]},
            {"About": [{"Privacy": "about/privacy.md"}, {"Elsewhere": "https://www.gov.uk/"}]},
        ],
        "extra": {
            "edition_line": "Edition 2026, for the sample trust.",
            "footer_links": [
                {"title": name.capitalize(), "url": f"about/{name}.md"}
                for name in ("accessibility", "privacy", "rights")
            ],
        },
        "use_directory_urls": not offline,
        "site_dir": str(folder / "site"),
    }
    config = folder / "mkdocs.yml"
    config.write_text(json.dumps(settings), encoding="utf-8")  # JSON is YAML
    loaded = load_config(str(config))
    loaded.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(loaded)
    loaded.plugins.on_shutdown()
    return folder / "site"


if __name__ == "__main__":
    print(build(pathlib.Path(sys.argv[1])))
