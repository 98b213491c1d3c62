"""Hand-written pages call registered macros with constant arguments, and nothing else.

mkdocs-macros renders Jinja in any page with an unsandboxed environment: without this rule a change to a
page could run commands on the machine that builds it. It renders the page's text, after mkdocs has taken the front
matter away, and its title, which may come from the front matter or the file's name: so the text is read here in the
same way, and front matter and names hold no Jinja at all. Front matter holds only the keys pages need, too, since it
shadows macro names.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from macros.entries import Entry
from macros.handbook import Handbook
from macros.loader import Place
from macros.model import KINDS
from macros.problems import Problem, Problems, did_you_mean, show
from macros.written import PAGES, files_in, split
from macros.yaml_files import PRIVATE, parse

AS_HERE = "only call macros, with words in quotes: card(\"an-id\")"
FRONT_MATTER = ("title", "description", "drafted", "search", "hide", "section", "keywords", "scripts", "embed")
_NAME = re.compile(r"[\w./-]+")
_JINJA = re.compile(r"\{[{%#]")
# Where no lines of dashes stand, mkdocs takes 'key: value' in the first line for front matter.
_WITHOUT_DASHES = re.compile(r"[ ]{0,3}[A-Za-z0-9_-]+:")


@dataclass(frozen=True)
class _Site:
    """What a page may speak of: the handbook, the folders of pages, and the records that an edition leaves out."""

    handbook: Handbook
    docs: tuple[Path, ...]
    leaving: Collection[Entry]

    def is_page(self, path: str) -> bool:
        """Whether a page stands at ``path``, written or made from a record."""
        if any(entry.path == path for entry in self.handbook.entries.values()):
            return True
        return ".." not in path and any((docs / f"{path}{ending}").is_file() for docs in self.docs for ending in PAGES)


def check(handbook: Handbook, root: Path, places: Sequence[Place] = (), leaving: Collection[Entry] = ()) -> Iterator[Problem]:
    """Yield a problem for every call that is not to a macro with constants, or whose id is not there.

    ``places`` are the folders of an edition, bottom first, whose pages may take the place of others; ``leaving`` are the
    records that it leaves out: a page may link to one, which becomes words, and show nothing of it.
    """
    docs = (root / "docs", *(place.folder / "docs" for place in places))
    site = _Site(handbook, docs, leaving)
    for number, (folder, before) in enumerate(zip(docs, ("", *(place.shown for place in places)))):
        if not (number and folder.is_symlink()):  # A link in an edition's place of pages is not gone into; macros.overlay reports it.
            yield from _folder(site, folder, f"{before}docs", docs[number + 1 :])


def _folder(site: _Site, docs: Path, shown: str, above: tuple[Path, ...]) -> Iterator[Problem]:
    """The pages of one folder, but those in whose place an edition puts its own."""
    for path, file in files_in(docs):
        if file.is_symlink() and file.is_dir():
            yield Problem(f"{shown}/{path}", 1, 1, "folder", "is a link to another folder", "put the pages themselves into docs")
        elif file.name.lower().endswith(PAGES) and not any((upper / path).is_file() for upper in above):
            yield from _page(site, file, path, f"{shown}/{path}")


def _page(site: _Site, file: Path, name: str, path: str) -> Iterator[Problem]:
    if not _NAME.fullmatch(name):
        right = "name pages with letters, digits, dots, hyphens and underscores"
        yield Problem(path, 1, 1, "page", "its name becomes its title, where macros are rendered", right)
    if file.exists() and not file.is_file():
        yield Problem(path, 1, 1, "page", "is no regular file, but a pipe, socket or device", "put a file there")
        return
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except (UnicodeDecodeError, OSError):
        yield Problem(path, 1, 1, "page", "is not UTF-8 text", "save the file as UTF-8")
        return
    for number, line in enumerate(text.split("\n"), 1):
        if bad := PRIVATE.search(line):
            yield Problem(path, number, bad.start() + 1, "page", f"holds the private character U+{ord(bad[0]):04X}", "delete it")
    front, text = split(text)
    if front is not None:
        yield from _front_matter(path, front)
    elif text.split("\n")[0].rstrip() == "---":
        yield Problem(path, 1, 1, "front matter", "is never closed", "end it with a line of '---'")
    elif _WITHOUT_DASHES.match(text):
        right = "begin the page with its heading, or put a line of '---' above and below"
        yield Problem(path, 1, 1, "front matter", "stands without its lines of '---'", right)
    if _JINJA.search(text):
        yield from _calls(site, path, text)


def _front_matter(path: str, text: str) -> Iterator[Problem]:
    """``text`` stands between two lines of dashes, so that it begins in the page's second line."""
    if not text.strip():
        yield Problem(path, 1, 1, "front matter", "is empty", "delete its two lines of '---'")
        return
    try:
        yaml = parse(text.encode(), path)
    except Problems as found:
        yield from (replace(each, line=each.line + 1, where="front matter") for each in found.problems)
        return
    if not isinstance(yaml.data, dict):
        yield Problem(path, 2, 1, "front matter", "holds no keys", "write it as 'title: ...'")
        return
    for key, value in yaml.data.items():
        line, col = yaml.locate((key,))
        if key not in FRONT_MATTER:
            right = did_you_mean(key, FRONT_MATTER, f"the keys are {', '.join(FRONT_MATTER)}")
            yield Problem(path, line + 1, col, "front matter", f"the key {show(key)} is not known here", right)
        elif key == "keywords" and not isinstance(value, list):
            yield Problem(path, line + 1, col, "front matter", "'keywords' is no list, and search would pass it over", "write each on a line of its own, after a dash")
        elif any(_JINJA.search(words) for words in _texts(value)):
            yield Problem(path, line + 1, col, "front matter", f"'{key}' holds a macro call", "call macros in the page's text only")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for each in [*value, *value.values()] if isinstance(value, dict) else value:
            yield from _texts(each)


def _calls(site: _Site, path: str, text: str) -> Iterator[Problem]:
    from jinja2 import Environment, TemplateSyntaxError, nodes

    try:
        tree = Environment().parse(text)
    except TemplateSyntaxError as error:
        yield Problem(path, error.lineno, 1, "macro call", f"cannot be read ({error.message.rstrip('.')})", AS_HERE)
        return
    for statement in tree.body:
        if not isinstance(statement, nodes.Output):
            wrong = f"the statement '{type(statement).__name__.lower()}' stands here"
            yield Problem(path, statement.lineno, 1, "macro call", wrong, AS_HERE)
            continue
        for node in statement.nodes:
            if not isinstance(node, nodes.TemplateData):
                yield from _call(site, path, text, node)


def _call(site: _Site, path: str, text: str, node) -> Iterator[Problem]:
    from jinja2 import nodes

    from macros.library import MACROS, signature

    def fault(wrong: str, right: str) -> Problem:
        line = text.split("\n")[node.lineno - 1]
        return Problem(path, node.lineno, line.find("{{") + 1 or 1, "macro call", wrong, right)

    if not (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name)):
        yield fault("is not a plain call of a macro", AS_HERE)
        return
    name = node.node.name
    if name not in MACROS:
        yield fault(f"{show(name)} is not a macro", did_you_mean(name, MACROS, "docs/contribute/macros.md lists them"))
        return
    constants = all(isinstance(arg, nodes.Const) for arg in [*node.args, *(pair.value for pair in node.kwargs)])
    if not constants or node.dyn_args or node.dyn_kwargs:
        yield fault(f"{name} is called with something that is not a constant", "give plain words in quotes")
        return
    try:
        bound = signature(name).bind(*(arg.value for arg in node.args), **{pair.key: pair.value.value for pair in node.kwargs})
    except TypeError as error:
        yield fault(f"{name} cannot be called so ({error})", f"write {name}{_spelt(signature(name))}")
        return
    yield from (fault(*wrong) for wrong in _arguments(site, path, name, bound.arguments))


def _spelt(signature: inspect.Signature) -> str:
    return "(" + ", ".join(signature.parameters) + ")"


# What a macro's id may name, where that is not anything with an id; and the words of an argument that has a few.
_ON_PAGES = (*KINDS, "item")
_NAMED = {"cite": ("source",), "term": ("term",), "matrix": ("framework",), "record": _ON_PAGES, "card": _ON_PAGES,
          "diagram": ("framework", "theory", "tension", "programme")}
_LINKS = ("ref", "term", "cite")
_OF_ITEMS = ("matrix", "diagram")  # A framework that lists none has a page, and neither of these.
_FILE_OF = {"source": "sources", "term": "glossary"}
_WORDS = {"what": ("", "pathway", "cycle", "logic"), "by": ("skill", "setting", "stage", "tension")}


def _arguments(site: _Site, page: str, name: str, given: dict) -> Iterator[tuple[str, str]]:
    handbook = site.handbook
    for key, value in given.items():
        if not isinstance(value, str):
            yield f"{name} is called with {show(value)}, which is not text", "put it in quotes"
        elif key == "id":
            yield from _id(handbook, value, _NAMED.get(name, ("any",)))
            if name not in _LINKS and (found := handbook.get(value)) and found.record in site.leaving:
                right = f"write a page of your own at {page} in the edition's folder" if page.startswith("docs/") else "take the call out"
                yield f"{show(value)} is left out of this edition", f"{right}, or keep the record"
            if name in _OF_ITEMS and (found := handbook.get(value, "framework")) and not found.node.items:
                yield f"{show(value)} lists no items for {name} to show", "give the id of a framework that lists some"
        elif key == "kind" and value not in KINDS:
            yield f"{show(value)} is not a kind of record", did_you_mean(value, KINDS, "the kinds are " + ", ".join(KINDS))
        elif key in _WORDS and value not in _WORDS[key]:
            known = [word for word in _WORDS[key] if word]
            yield f"{show(value)} is not something {name} knows", did_you_mean(value, known, "it knows " + ", ".join(known))
        elif key == "path" and not site.is_page(value.partition("#")[0]):
            pages = {entry.path for entry in handbook.entries.values()}
            yield f"there is no page {show(value)}", did_you_mean(value, pages, "give the path of a page, as 'reference/glossary'")


def _id(handbook: Handbook, id: str, kinds: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if any(handbook.get(id, kind) for kind in kinds) or id.split("/")[0] in handbook.broken or _FILE_OF.get(kinds[0]) in handbook.broken:
        return
    words = "record or item" if kinds == _ON_PAGES else " or ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1])))
    if kinds != ("any",) and (other := _anything(handbook, id)):
        yield f"{show(id)} is a {other.kind}", f"give the id of a {words}"
        return
    known = [each for kind in kinds for each in handbook.ids(kind)]
    yield f"nothing has the id {show(id)}", did_you_mean(id, known, "give an id that is there")


def _anything(handbook: Handbook, id: str) -> Entry | None:
    return handbook.get(id) or handbook.get(id, "source") or handbook.get(id, "term")
