"""The shape of ``mkdocs.yml``: which settings the handbook knows, and what each may hold.

Without mkdocs, so that the check stays quick; :mod:`macros.checks.rules.settings_are_sound` judges by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from macros.base import address_rules
from macros.base.data_shapes import (
    Shape,
    anything,
    day,
    describe_value,
    either,
    flag,
    keys,
    many,
    number,
    text,
)
from macros.base.problems import Fault, Route, did_you_mean, show
from macros.hand_written.files import list_files
from macros.records.handbook import Handbook

THEMES = ("material", "mkdocs", "readthedocs")
EXTENSIONS = ("attr_list", "md_in_html", "tables", "fenced_code", "def_list", "abbr", "footnotes", "admonition", "sane_lists")
PATTERN = r"[ \t]*(#.*|!?/?[\w*?.-]+(/[\w*?.-]+)*/?)?[ \t]*"
OF_MATERIAL = ("alternate", "analytics", "annotate", "consent", "generator", "homepage", "scope", "social", "status", "tags", "version")
SECTION = "write each page as 'Its title: its/place.md', and each section as 'Its title:' with a list below it"


class Pages:
    """The files of ``docs``, and the pages that are made from records, which are only worked out when a name is not among the former."""

    def __init__(self, root: Path, handbook: Handbook):
        self.written = {uri for uri, _ in list_files(root / "docs")}
        self.handbook, self._made = handbook, None

    def has(self, uri: str) -> bool:
        """Whether a file is published from ``uri``."""
        return uri in self.written or uri in self.made

    def leads_somewhere(self, address: str) -> bool:
        """Whether ``address`` is the place of a published file, or a sound address outside the site."""
        return address_rules.fault(address) is None or self.has(address)

    @property
    def made(self) -> set[str]:
        """The pages made from records."""
        from macros.rendering.record_pages import blank_pages, record_pages

        if self._made is None:
            self._made = {f"{page.path}.md" for page in (*record_pages(self.handbook), *blank_pages(self.handbook))}
        return self._made


def settings(root: Path, pages: Pages) -> Shape:
    """The shape of the settings of the handbook at ``root``, of which ``pages`` are published."""
    exists = partial(_exists, root)
    file_of_docs = text("name a file in docs, as assets/css/handbook.css", pages.leads_somewhere)
    script = keys({"path": file_of_docs, "type": text("write 'module', or take it out"), "defer": flag(), "async": flag()},
                  "write {path: assets/js/name.js, defer: true}", ["path"])
    patterns = text("write one pattern a line, as '/about/'", rf"({PATTERN}\n)*({PATTERN})?")
    return keys({
        "site_name": text("write the name of the site", r"(?s).*\S.*"),
        **dict.fromkeys(("site_description", "site_author", "copyright", "site_dir"), text("write it as text, in quotes where it could be read as a number")),
        "site_url": text("write the address of the site, as https://handbook.example/, or '' for none", _is_address),
        "repo_url": text("write an address, as https://forge.example/handbook", _is_address),
        **dict.fromkeys(("use_directory_urls", "strict"), flag()),
        "docs_dir": text("write docs, the folder of the pages, or take it out", "docs"),
        "dev_addr": _unused("serve with 'handbook serve', which has a --port of its own"),
        "theme": either(_theme(exists), str, _known("theme", THEMES)),
        "extra": _extra(pages),
        "nav": _nav(pages),
        "not_in_nav": patterns,
        **dict.fromkeys(("exclude_docs", "draft_docs"), _unused("take it out; a file that is not to be published stands outside of docs")),
        "hooks": many(text("name a file, as macros/mkdocs_site/hooks.py", lambda path: path.endswith(".py") and exists(path, Path.is_file)), "list the files, as macros/mkdocs_site/hooks.py"),
        "plugins": _plugins({"search": _search(), "macros": _macros(root)}),
        "markdown_extensions": _extensions,
        "extra_css": many(file_of_docs, "list the style sheets, as assets/css/handbook.css"),
        "extra_javascript": many(either(script, str, file_of_docs), "list the scripts, as assets/js/name.js"),
        "watch": many(text("name a file or folder that is there", lambda path: exists(path, Path.exists)), "list files and folders"),
        "validation": _unused("take it out; 'handbook check' judges links and pages, whatever it says"),
    }, "write the settings as 'key: value', and 'site_name' among them", ["site_name"])


def _exists(root: Path, name: str, how: Callable[[Path], bool]) -> bool:
    try:
        return bool(name) and how(root / name)
    except (OSError, ValueError):  # No file can be called that.
        return False


def _is_address(value: str) -> bool:
    return not value or address_rules.site_fault(value) is None


def _theme(exists: Callable) -> Shape:
    known = {
        "name": _known("theme", THEMES),
        "custom_dir": text("name a folder that is there, as macros/mkdocs_site/theme", lambda path: exists(path, Path.is_dir)),
        "language": text("write en; an edition says another", "en"),
        "locale": text("write en", "en|en_GB|en_US"),
        "font": either(keys({"text": text("name a font"), "code": text("name a font")}, "write false"), bool, flag("write false")),
        "features": many(text("name a feature"), "list the features"),
        **dict.fromkeys(("palette", "icon", "logo", "favicon"), _unused("take it out; the colours, the logo and the icons are the handbook's own, or its edition's")),
    }
    return keys(known, "write {name: material, custom_dir: macros/mkdocs_site/theme}", ["name"])


def _known(what: str, ours: tuple[str, ...]) -> Shape:
    """The name of one of ``ours``."""

    def shape(value: object) -> Iterator[tuple[Route, Fault]]:
        faults = list(text(f"name the {what}, as {ours[0]}")(value))
        yield from faults
        if not faults and value not in ours:
            yield (), Fault(f"the {what} {show(value)} is not known to the handbook", did_you_mean(value, ours, f"those known are {', '.join(ours)}"))

    return shape


def _plugins(options: dict[str, Shape]) -> Shape:
    """A list of names, or of names with options below them; or names as keys. None twice."""
    known = _known("plugin", tuple(options))
    right = "list each plugin, as '- search', with its options as keys below '- search:'"

    def one(value: object) -> Iterator[tuple[Route, Fault]]:
        if isinstance(value, str):
            yield from known(value)
        elif not isinstance(value, dict) or len(value) != 1:
            yield (), Fault(f"is {describe_value(value)} and should be the name of one plugin", right)
        else:
            yield from keyed(value)

    def keyed(value: dict) -> Iterator[tuple[Route, Fault]]:
        for name, inner in value.items():
            yield from (faults := [((name,), fault) for _, fault in known(name)])
            if inner is not None and not faults:
                yield from (((name, *route), fault) for route, fault in options[name](inner))

    def listed(value: object) -> Iterator[tuple[Route, Fault]]:
        yield from many(one, right)(value)
        names = [next(iter(each), None) if isinstance(each, dict) else str(each) for each in value] if isinstance(value, list) else []
        yield from (((index,), Fault(f"the plugin {show(name)} stands twice", "keep one of them")) for index, name in enumerate(names) if name in names[:index])

    return either(listed, dict, keyed)


def _search() -> Shape:
    boost = keys({"boost": number("write a number, as 1000")}, "write {boost: 1000}")
    choices = text("choose from stemmer, stopWordFilter and trimmer", "stemmer|stopWordFilter|trimmer")
    return keys({
        "enabled": flag(),
        "lang": either(text("write en", "en"), list, many(text("write en", "en"), "write en")),
        "separator": text("write a regular expression, as '[\\s\\-]+'", _is_pattern),
        "pipeline": many(choices, "list the steps, as [stopWordFilter, trimmer]"),
        "fields": keys(dict.fromkeys(("title", "text", "tags"), boost), "write the fields as 'title: {boost: 1000}'"),
    }, "write the options of the search as 'key: value'")


def _is_pattern(value: str) -> bool:
    try:
        return bool(re.compile(value))
    except (re.error, OverflowError, RecursionError):
        return False


def _macros(root: Path) -> Shape:
    module = text("write macros, the folder of the handbook's program", lambda name: re.fullmatch(r"\w+", name) and ((root / name).is_dir() or (root / f"{name}.py").is_file()))
    return keys({
        "module_name": module,
        "on_undefined": text("write strict", "keep|silent|lax|strict"),
        **dict.fromkeys(("on_error_fail", "verbose", "render_by_default"), flag()),
    }, "write the options of the macros as 'key: value', as 'module_name: macros'")


def _extensions(value: object) -> Iterator[tuple[Route, Fault]]:
    """The extensions of Markdown: those that the handbook knows by their names, any other by trying it."""
    right = "list each extension, as '- tables', with its options as keys below '- toc:'"

    def one(value: object) -> Iterator[tuple[Route, Fault]]:
        named = {value: None} if isinstance(value, str) else value
        if not isinstance(named, dict) or len(named) != 1:
            yield (), Fault(f"is {describe_value(value)} and should be the name of one extension", right)
            return
        ((name, options),) = named.items()
        if options is not None and not isinstance(options, dict):
            yield (name,), Fault(f"is {describe_value(options)} and should be keys with values", right)
        elif (name not in EXTENSIONS or options) and (why := _does_not_load(name, options or {})):
            yield () if isinstance(value, str) else (name,), Fault(f"the extension {show(name)} cannot be used ({why})", did_you_mean(name, ("toc", *EXTENSIONS), right))

    if isinstance(value, dict):
        for name, options in value.items():
            yield from one({name: options})
    else:
        yield from many(one, right)(value)


def _does_not_load(name: str, options: dict) -> str | None:
    if name == "toc" and options in ({}, {"permalink": False}):
        return None
    import markdown

    try:
        markdown.Markdown(extensions=[name], extension_configs={name: options}).convert("# A\n\n[b](c)")
    except Exception as error:  # Whatever it raises, mkdocs would meet it too.
        return " ".join(f"{type(error).__name__}: {error}".split())[:100]
    return None


def _nav(pages: Pages) -> Shape:
    page = text("name a page in docs, as about/index.md, or an address that begins with https://", pages.leads_somewhere)

    def one(value: object) -> Iterator[tuple[Route, Fault]]:
        if isinstance(value, str):
            yield from page(value)
        elif not isinstance(value, dict) or len(value) != 1:
            yield (), Fault(f"is {describe_value(value)} and should be one page or section", SECTION)
        else:
            ((title, inner),) = value.items()
            if re.search(r"\{[{%#]", title):
                yield (title,), Fault(f"the title {show(title)} holds what could be taken for a macro", "write plain words")
            shape = many(one, SECTION) if isinstance(inner, list) else page
            yield from (((title, *route), *fault) for route, *fault in shape(inner))

    return many(one, SECTION)


def _extra(pages: Pages) -> Shape:
    own = text("write it as text, in quotes where it could be read as a number")
    link = keys({"title": text("write its words"), "url": text("name a page in docs, as about/index.md, or an address that begins with https://", pages.leads_somewhere)},
                "write {title: its words, url: about/index.md}", ["title", "url"])
    return keys({
        **dict.fromkeys(("repository", "branch", "html_lang", "edition_line"), own),
        **dict.fromkeys(("edition", "language"), _unused("take it out, and lay an edition over the handbook with --edition", "is for an edition to say")),
        **dict.fromkeys(OF_MATERIAL, _unused("take it out")),
        "drafted": day("write the day, as 2026-11-22"),
        "tool_scripts": many(text("name a script of docs/assets/js/tools, without '.js'"), "list the scripts of docs/assets/js/tools, without '.js'"),
        "footer_links": many(link, "list the links, each as {title: its words, url: about/index.md}"),
    }, "write further settings as 'key: value'", others=anything)


def _unused(right: str, wrong: str = "is not used by the handbook") -> Shape:
    """Nothing: whatever is said, it is not to be said here."""

    def shape(_: object) -> Iterator[tuple[Route, Fault]]:
        yield (), Fault(wrong, right)

    return shape
