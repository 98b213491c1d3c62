"""The shape of ``mkdocs.yml``: which settings the handbook knows, and what each may hold.

It does not import mkdocs, so that the check stays quick. :mod:`macros.checks.rules.settings_are_sound` uses
it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from macros.addresses import remotes
from macros.base import address_rules
from macros.base.data_shapes import (
    Shape,
    anything,
    describe_value,
    either,
    flag,
    keys,
    many,
    text,
)
from macros.base.input_folders import find_overlap
from macros.base.problems import Fault, Route, did_you_mean, show
from macros.base.program_name import PROGRAM
from macros.base.reading import ABSENT
from macros.hand_written.files import list_files
from macros.records.handbook import Handbook

THEMES = ("material", "mkdocs", "readthedocs")
EXTENSIONS = (
    "attr_list",
    "md_in_html",
    "tables",
    "fenced_code",
    "def_list",
    "abbr",
    "footnotes",
    "admonition",
    "sane_lists",
)
PATTERN = r"[ \t]*(#.*|!?/?[\w*?.-]+(/[\w*?.-]+)*/?)?[ \t]*"
OF_MATERIAL = (
    "alternate",
    "analytics",
    "annotate",
    "consent",
    "generator",
    "homepage",
    "scope",
    "social",
    "status",
    "tags",
    "version",
)
SECTION = (
    "write each page as 'Its title: its/place.md', and each section as 'Its title:' with a list below it"
)


class Pages:
    """The files that a site publishes: those in ``docs`` (``existing``), and the pages generated from records
    (``generated``, worked out when first asked for)."""

    def __init__(self, root: Path, handbook: Handbook):
        self.existing = {uri for uri, _ in list_files(root / "docs")}
        self.handbook = handbook
        self._generated: set[str] | None = None

    def has(self, uri: str) -> bool:
        """Whether a file is published from ``uri``."""
        return uri in self.existing or uri in self.generated

    def leads_somewhere(self, address: str) -> bool:
        """Whether ``address`` is the place of a published file, or a sound address outside the site."""
        return address_rules.fault(address) is None or self.has(address)

    @property
    def generated(self) -> set[str]:
        """The places in ``docs`` that pages generated from records would have."""
        from macros.rendering.record_pages import list_generated_uris

        if self._generated is None:
            self._generated = set(list_generated_uris(self.handbook))
        return self._generated


def settings_shape(root: Path, pages: Pages) -> Shape:
    """The shape of the settings of the handbook at ``root``, of which ``pages`` are published."""
    exists = partial(_exists, root)
    file_of_docs = text("name a file in docs, as assets/css/handbook.css", pages.leads_somewhere)
    script = keys(
        {
            "path": file_of_docs,
            "type": text("write 'module', or take it out"),
            "defer": flag(),
            "async": flag(),
        },
        "write {path: assets/js/name.js, defer: true}",
        ["path"],
    )
    patterns = text("write one pattern a line, as '/about/'", rf"({PATTERN}\n)*({PATTERN})?")
    return keys(
        {
            "site_name": text("write the name of the site", r"(?s).*\S.*"),
            **dict.fromkeys(
                ("site_description", "site_author", "copyright"),
                text("write it as text, in quotes where it could be read as a number"),
            ),
            "site_dir": text(
                "name a folder outside of what the handbook is made from, as site",
                lambda path: find_overlap(root.resolve(), (root / path).resolve()) is None,
            ),
            "site_url": text(
                "write the address of the site, as https://handbook.example/, or '' for none", _is_address
            ),
            "repo_url": text("write an address, as https://forge.example/handbook", _is_address),
            **dict.fromkeys(("use_directory_urls", "strict"), flag()),
            "docs_dir": text("write docs, the folder of the pages, or take it out", "docs"),
            "dev_addr": _unused_shape(f"serve with '{PROGRAM} serve', which has a --port of its own"),
            "theme": either(_theme_shape(exists), str, _known_name_shape("theme", THEMES)),
            "extra": _extra_shape(pages),
            "nav": _nav_shape(pages),
            "not_in_nav": patterns,
            **dict.fromkeys(
                ("exclude_docs", "draft_docs"),
                _unused_shape("take it out; a file that is not to be published stands outside of docs"),
            ),
            "hooks": many(
                text(
                    "name a file, as macros/mkdocs_site/hooks.py",
                    lambda path: path.endswith(".py") and exists(path, Path.is_file),
                ),
                "list the files, as macros/mkdocs_site/hooks.py",
            ),
            "plugins": _plugins_shape({"macros": _macros_shape(root)}),
            "markdown_extensions": _check_extensions,
            "extra_css": many(file_of_docs, "list the style sheets, as assets/css/handbook.css"),
            "extra_javascript": many(
                either(script, str, file_of_docs), "list the scripts, as assets/js/name.js"
            ),
            "watch": many(
                text("name a file or folder that is there", lambda path: exists(path, Path.exists)),
                "list files and folders",
            ),
            "validation": _unused_shape(
                f"take it out; '{PROGRAM} check' judges links and pages, whatever it says"
            ),
        },
        "write the settings as 'key: value', and 'site_name' among them",
        ["site_name"],
        never_empty=["hooks", "extra", "extra_javascript", "watch", "validation"],  # As mkdocs has it.
    )


def _exists(root: Path, name: str, is_kind: Callable[[Path], bool]) -> bool:
    """Whether ``name`` is that of a file or folder that ``is_kind``. Raises ``OSError`` where the disk does
    not tell."""
    try:
        return bool(name) and is_kind(root / name)
    except ValueError:  # No file can be called that.
        return False
    except OSError as error:
        if error.errno in ABSENT:
            return False
        raise


def _is_address(value: str) -> bool:
    return not value or address_rules.site_fault(value) is None


def _theme_shape(exists: Callable[[str, Callable[[Path], bool]], bool]) -> Shape:
    known = {
        "name": _known_name_shape("theme", THEMES),
        "custom_dir": text(
            "name a folder that is there, as macros/mkdocs_site/theme", lambda path: exists(path, Path.is_dir)
        ),
        "language": text("write en; an edition says another", "en"),
        "locale": text("write en", "en|en_GB|en_US"),
        "font": either(
            keys({"text": text("name a font"), "code": text("name a font")}, "write false"),
            bool,
            flag("write false"),
        ),
        "features": many(text("name a feature"), "list the features"),
        **dict.fromkeys(
            ("palette", "icon", "logo", "favicon"),
            _unused_shape(
                "take it out; the colours, the logo and the icons are the handbook's own, or its edition's"
            ),
        ),
    }
    return keys(known, "write {name: material, custom_dir: macros/mkdocs_site/theme}", ["name"])


def _known_name_shape(noun: str, names: tuple[str, ...]) -> Shape:
    """The name of one of ``ours``."""

    def shape(value: object) -> Iterator[tuple[Route, Fault]]:
        if not isinstance(value, str):
            yield from text(f"name the {noun}, as {names[0]}")(value)
        elif value not in names:
            yield (
                (),
                Fault(
                    f"the {noun} {show(value)} is not known to the handbook",
                    did_you_mean(value, names, f"those known are {', '.join(names)}"),
                ),
            )

    return shape


def _plugins_shape(options: dict[str, Shape]) -> Shape:
    """Plugins, each once: as a list of names and of mappings from a name to its options, or as one such
    mapping."""
    known = _known_name_shape("plugin", tuple(options))
    right = "list each plugin, as '- macros', with its options as keys below '- macros:'"

    def check_plugin(value: object) -> Iterator[tuple[Route, Fault]]:
        if isinstance(value, str):
            yield from known(value)
        elif not isinstance(value, dict) or len(value) != 1:
            yield (), Fault(f"is {describe_value(value)} and should be the name of one plugin", right)
        else:
            yield from check_mapping(value)

    def check_mapping(value: Any) -> Iterator[tuple[Route, Fault]]:
        for name, inner in value.items():
            yield from (faults := [((name,), fault) for _, fault in known(name)])
            if inner is not None and not faults:
                yield from (((name, *route), fault) for route, fault in options[name](inner))

    def check_list(value: object) -> Iterator[tuple[Route, Fault]]:
        yield from many(check_plugin, right)(value)
        names = (
            [next(iter(plugin), None) if isinstance(plugin, dict) else str(plugin) for plugin in value]
            if isinstance(value, list)
            else []
        )
        yield from (
            ((index,), Fault(f"the plugin {show(name)} stands twice", "keep one of them"))
            for index, name in enumerate(names)
            if name in names[:index]
        )

    return either(check_list, dict, check_mapping)


def _macros_shape(root: Path) -> Shape:
    module = text(
        "write macros, the folder of the handbook's program",
        lambda name: (
            re.fullmatch(r"\w+", name) and ((root / name).is_dir() or (root / f"{name}.py").is_file())
        ),
    )
    return keys(
        {
            "module_name": module,
            "on_undefined": text("write strict", "keep|silent|lax|strict"),
            **dict.fromkeys(("on_error_fail", "verbose", "render_by_default"), flag()),
        },
        "write the options of the macros as 'key: value', as 'module_name: macros'",
    )


def _check_extensions(value: object) -> Iterator[tuple[Route, Fault]]:
    """The extensions of Markdown: those that the handbook knows by their names, any other by trying it."""
    right = "list each extension, as '- tables', with its options as keys below '- toc:'"

    def check_extension(value: object) -> Iterator[tuple[Route, Fault]]:
        extension = {value: None} if isinstance(value, str) else value
        if not isinstance(extension, dict) or len(extension) != 1:
            yield (), Fault(f"is {describe_value(value)} and should be the name of one extension", right)
            return
        ((name, options),) = extension.items()
        if options is not None and not isinstance(options, dict):
            yield (name,), Fault(f"is {describe_value(options)} and should be keys with values", right)
        elif (name not in EXTENSIONS or options) and (reason := _find_loading_fault(name, options or {})):
            yield (
                () if isinstance(value, str) else (name,),
                Fault(
                    f"the extension {show(name)} cannot be used ({reason})",
                    did_you_mean(name, ("toc", *EXTENSIONS), right),
                ),
            )

    if isinstance(value, dict):
        for name, options in value.items():
            yield from check_extension({name: options})
    else:
        yield from many(check_extension, right)(value)


def _find_loading_fault(name: str, options: dict[str, Any]) -> str | None:
    if name == "toc" and options in ({}, {"permalink": False}):
        return None
    import markdown

    try:
        settings = {name: options}
        # Markdown leaves its arguments without types.
        program = markdown.Markdown(  # type: ignore[no-untyped-call]
            extensions=[name], extension_configs=settings
        )
        program.convert("# A\n\n[b](c)")
    except Exception as error:  # Whatever it raises, mkdocs would meet it too.
        return " ".join(f"{type(error).__name__}: {error}".split())[:100]
    return None


def _nav_shape(pages: Pages) -> Shape:
    page = text(
        "name a page in docs, as about/index.md, or an address that begins with https://",
        pages.leads_somewhere,
    )

    def check_entry(value: object) -> Iterator[tuple[Route, Fault]]:
        if isinstance(value, str):
            yield from page(value)
        elif not isinstance(value, dict) or len(value) != 1:
            yield (), Fault(f"is {describe_value(value)} and should be one page or section", SECTION)
        else:
            ((title, inner),) = value.items()
            if re.search(r"\{[{%#]", title):
                yield (
                    (title,),
                    Fault(
                        f"the title {show(title)} holds what could be taken for a macro", "write plain words"
                    ),
                )
            shape = many(check_entry, SECTION) if isinstance(inner, list) else page
            yield from (((title, *route), fault) for route, fault in shape(inner))

    return many(check_entry, SECTION)


def _extra_shape(pages: Pages) -> Shape:
    plain_text = text("write it as text, in quotes where it could be read as a number")
    link = keys(
        {
            "title": text("write its words"),
            "url": text(
                "name a page in docs, as about/index.md, or an address that begins with https://",
                pages.leads_somewhere,
            ),
        },
        "write {title: its words, url: about/index.md}",
        ["title", "url"],
    )
    return keys(
        {
            **dict.fromkeys(("branch", "html_lang", "edition_line"), plain_text),
            "repository": either(plain_text, str, _repository_shape),
            "report_to": either(plain_text, str, _report_shape),
            "forge": text(f"write what its host runs: {', '.join(remotes.KINDS)}", "|".join(remotes.KINDS)),
            **dict.fromkeys(
                ("edition", "language"),
                _unused_shape(
                    "take it out, and lay an edition over the handbook with --edition",
                    "is for an edition to say",
                ),
            ),
            **dict.fromkeys(OF_MATERIAL, _unused_shape("take it out")),
            "drafted": _unused_shape(
                "take it out, and write 'drafted' in its front matter", "is for each page to say"
            ),
            "tool_scripts": many(
                text("name a script of docs/assets/js/tools, without '.js'"),
                "list the scripts of docs/assets/js/tools, without '.js'",
            ),
            "footer_links": many(link, "list the links, each as {title: its words, url: about/index.md}"),
        },
        "write further settings as 'key: value'",
        others=anything,
    )


def _repository_shape(value: object) -> Iterator[tuple[Route, Fault]]:
    """The shape of the repository's address, whose faults do not show it: it may hold a password."""
    if fault := remotes.find_fault(str(value)):
        yield (), fault


def _report_shape(value: object) -> Iterator[tuple[Route, Fault]]:
    """The shape of where readers send what is wrong; empty for nowhere."""
    if value and (fault := address_rules.report_fault(str(value))):
        yield (), Fault(f"{show(str(value))} {fault.wrong}", fault.right)


def _unused_shape(right: str, wrong: str = "is not used by the handbook") -> Shape:
    """The shape of a setting that the handbook does not use: any value is a fault."""

    def shape(_: object) -> Iterator[tuple[Route, Fault]]:
        yield (), Fault(wrong, right)

    return shape
