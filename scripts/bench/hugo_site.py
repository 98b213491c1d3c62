"""A site of the same records for Hugo, a fast generator of static sites, whose wall time builds are held
beside: a page for each page of the handbook, which shows the fields of its record, with prose as Markdown and
ids as links with the summaries of their records.

Hugo reads the records themselves, as its data; each page is a stub that says where in the data its record is.
Embeds, pictures, the search and what links to a page are left out: it has less to do than the other sites.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import stock_site
import yaml
from measuring import Run, run_process
from sites import write_file

SETTINGS = """\
baseURL = "https://example.org/"
title = "Hugo"
disableKinds = ["taxonomy", "term", "RSS"]
"""
BASE = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><header><a href="{{ "/" | relURL }}">Home</a></header><main>{{ block "main" . }}{{ end }}</main></body>
</html>
"""
LIST = """\
{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.summary }}</li>
{{ end }}</ul>
{{ end }}
"""
SINGLE = """\
{{ define "main" }}
{{ $record := site.Data }}
{{ range .Params.at }}
{{ if reflect.IsSlice $record }}{{ $record = index $record (int .) }}
{{ else }}{{ $record = index $record . }}{{ end }}
{{ end }}
<article><h1>{{ .Title }}</h1><p>{{ .Params.summary }}</p>
{{ partial "fields.html" (dict "part" $record "level" 2) }}</article>
{{ end }}
"""
FIELDS = """\
{{ $level := .level }}
{{ range $key, $value := .part }}
{{ if not (in (slice "id" "title" "summary" "code" "keywords" "items") $key) }}
{{ if reflect.IsMap $value }}<h{{ $level }}>{{ humanize $key }}</h{{ $level }}>
{{ partial "fields.html" (dict "part" $value "level" (math.Min 6 (add $level 1))) }}
{{ else if reflect.IsSlice $value }}<h{{ $level }}>{{ humanize $key }}</h{{ $level }}><ul>
{{ range $value }}<li>{{ if reflect.IsMap . }}{{ partial "fields.html" (dict "part" . "level" 6) }}
{{ else }}{{ partial "value.html" . }}{{ end }}</li>{{ end }}</ul>
{{ else }}<p><strong>{{ humanize $key }}:</strong> {{ partial "value.html" $value }}</p>{{ end }}
{{ end }}{{ end }}
"""
VALUE = """\
{{ $page := index (partialCached "pages.html" site) (string .) }}
{{ if $page }}<a href="{{ $page.RelPermalink }}">{{ $page.Title }}</a> {{ $page.Params.summary }}
{{ else }}{{ markdownify (string .) }}{{ end }}
"""
PAGES = """\
{{ $pages := newScratch }}
{{ range site.RegularPages }}{{ $pages.SetInMap "by-id" .Params.record .Page }}{{ end }}
{{ return $pages.Get "by-id" }}
"""


def write_hugo_site(root: Path, handbook: Path) -> Path:
    """Write a Hugo site of the records of ``handbook`` into ``root``; returns ``root``."""
    for folder in ("framework", "modules"):
        shutil.copytree(handbook / folder, root / "data" / folder)
    places = {
        file.stem: (list(file.relative_to(handbook).with_suffix("").parts), file)
        for top in ("framework", "modules")
        for file in handbook.glob(f"{top}/*/*.yml")
    }
    for path, record_id in _list_pages(handbook):
        place, file = places[record_id.split("/")[0]]
        record = yaml.load(file.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        steps, part = _find_part(record, record_id.partition("/")[2])
        front_matter = {
            "title": part["title"],
            "summary": part["summary"],
            "record": record_id,
            "at": [*place, *steps],
        }
        write_file(root / "content" / path, json.dumps(front_matter) + "\n")
    layouts = {
        "_default/baseof.html": BASE,
        "_default/list.html": LIST,
        "_default/single.html": SINGLE,
        "partials/fields.html": FIELDS,
        "partials/value.html": VALUE,
        "partials/pages.html": PAGES,
    }
    for path, text in layouts.items():
        write_file(root / "layouts" / path, text)
    write_file(root / "config.toml", SETTINGS)
    return root


def _list_pages(handbook: Path) -> list[tuple[str, str]]:
    """The path of each page below ``content`` with the id of its record."""
    stubs = stock_site.write_stubs(handbook)
    return [(path, path.split("/", 1)[1].removesuffix(".md")) for path in stubs]


def _find_part(record: dict, code: str) -> tuple[list[str | int], dict]:
    """The steps from a record to the item in it with ``code``, and that item; the record itself where the
    code is empty."""
    if not code:
        return [], record
    for number, session in enumerate(record.get("sessions", ())):
        if session["id"] == code:
            return ["sessions", number], {"summary": session["purpose"], **session}
    for number, item in enumerate(record.get("items", ())):
        if item["code"].lower() == code:
            return ["items", number], item
        if code.startswith(item["code"].lower() + "."):
            steps, part = _find_part(item, code)
            return ["items", number, *steps], part
    raise KeyError(code)


def build_with_hugo(root: Path) -> Run:
    """Build the Hugo site at ``root`` into ``root/public``. Raises ``FileNotFoundError`` where there is no
    Hugo."""
    shutil.rmtree(root / "public", ignore_errors=True)
    return run_process(["hugo", "--quiet"], root)
