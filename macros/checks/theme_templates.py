"""The handbook's own theme can be read: each of its files is a template, and names only templates that are
there. One that is not would stop a build half-way, without a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError

from macros.base.problems import Problem, show
from macros.base.reading import Unreadable, decode, read_bytes

MOST_BYTES = 1024 * 1024
_MENTION = re.compile(r"{%-?\s*(?:extends|include|import|from)\s+[\"']([\w./-]+)[\"']")


def check(root: Path, folder: str) -> Iterator[Problem]:
    """Yield a problem for every template in ``folder`` of ``root`` that cannot be read, and for every one
    that it names and that is not there; none where there is no such folder."""
    top = root / folder
    if not top.is_dir():
        return
    files = {file.relative_to(top).as_posix(): file for file in sorted(top.rglob("*.html"))}
    environment = Environment(extensions=["jinja2.ext.i18n"])  # Renders nothing.
    texts = {}
    for name, file in files.items():
        try:
            texts[name] = decode(read_bytes(file, MOST_BYTES))
            environment.parse(texts[name])
        except Unreadable as refused:
            yield Problem(f"{folder}/{name}", refused.line, refused.column, "template", *refused.fault)
        except TemplateSyntaxError as error:
            wrong = f"is no template that Jinja can read ({(error.message or '').rstrip('.')})"
            right = "put back what was taken out or changed"
            yield Problem(f"{folder}/{name}", error.lineno, 1, "template", wrong, right)
    for name, text in texts.items():
        for mention in _MENTION.finditer(text):
            if mention[1] not in files:
                line = text.count("\n", 0, mention.start()) + 1
                column = mention.start(1) - text.rfind("\n", 0, mention.start(1))
                wrong = f"names the template {show(mention[1])}, which is not there"
                right = f"put it back into {folder}, or write the name of one that is there"
                yield Problem(f"{folder}/{name}", line, column, "template", wrong, right)
