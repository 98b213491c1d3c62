"""What of a page goes into a package: what is read, and nothing that is pressed or filled in.

Buttons, forms and what scripts work on go. What a page says of how far it can be trusted stays; how to edit
it does not.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from macros.packages.xhtml import (
    find_text,
    has_class,
    is_blank,
    iterate_with_parents,
    list_classes,
    read_tree,
    remove,
    unwrap,
)

# Elements that do nothing without a script or a server.
_CONTROLS = frozenset(
    {"button", "dialog", "fieldset", "form", "input", "label", "noscript", "optgroup", "select", "template"}
    | {"textarea", "iframe", "object", "embed", "base", "link", "meta"}
)
# Blocks of the site that are about using it in a browser.
_BLOCKS = frozenset(
    {"hb-next", "hb-keep", "hb-session__print", "hb-session__start", "hb-log-link", "hb-filter", "hb-letters"}
    | {"hb-provenance__edit", "hb-provenance__embed", "hb-walk__kept"}
)
_MAY_BE_EMPTIED = frozenset({"p", "div", "ul", "ol", "li", "span", "figure", "nav", "section"})
# Data that style sheets show, or by which they choose.
_SHOWN_DATA = frozenset({"data-label", "data-grade"})
_VIEWS = frozenset({"facilitator", "participants"})  # Of the page of a session.
_KEPT_BLANKS = frozenset({"hb-kind", "hb-svg", "hb-scale"})


def clean(html: str, view: str = "") -> Element:
    """The page with this ``html`` as a tree, for reading. Of a page with views of its own for several readers
    only what is in ``view`` stays; without one, all. Raises
    :class:`~macros.packages.xhtml.NotWellFormed`."""
    tree = read_tree(html)
    if view:
        _keep_view(tree, view)
    _drop(tree)
    _shorten_provenance(tree)
    _drop_emptied(tree)
    for element in tree.iter():
        for name in list(element.attrib):
            if _is_for_scripts(name):
                del element.attrib[name]
    return tree


def _is_for_scripts(name: str) -> bool:
    return name.startswith("on") or (name.startswith("data-") and name not in _SHOWN_DATA) or name == "style"


def _drop(tree: Element) -> None:
    gone: set[Element] = set()
    for element, parent in iterate_with_parents(tree):
        is_gone = element.tag in _CONTROLS or "hidden" in element.attrib
        if parent in gone:
            gone.add(element)
        elif is_gone or not _BLOCKS.isdisjoint(list_classes(element)):
            gone.add(element)
            remove(element, parent)


def _keep_view(tree: Element, view: str) -> None:
    for element, parent in list(iterate_with_parents(tree)):
        views = element.get("data-view")
        to_view = (element.get("href") or "").partition("#")[2]
        is_choice = has_class(element, "hb-views") or to_view in _VIEWS - {view}
        if is_choice or (views is not None and view not in views.split()):
            remove(element, parent)


def _shorten_provenance(tree: Element) -> None:
    """Leave of the foot of a page its trust and its history: the first paragraph."""
    for foot in [element for element in tree.iter() if has_class(element, "hb-provenance")]:
        for paragraph in foot.findall("p")[1:]:
            remove(paragraph, foot)


def _drop_emptied(tree: Element) -> None:
    """Take out what has nothing in it, now that so much is gone, from the inside out."""
    for element, parent in reversed(list(iterate_with_parents(tree))):
        if (
            element.tag in _MAY_BE_EMPTIED
            and is_blank(element)
            and not element.get("id")
            and _KEPT_BLANKS.isdisjoint(name.partition("--")[0] for name in list_classes(element))
        ):
            remove(element, parent)


def open_folds(tree: Element) -> None:
    """Put a section in the place of each fold, with what it said of itself above it, for readers that open
    none."""
    for fold in [element for element in tree.iter() if element.tag == "details"]:
        fold.tag = "div"
        fold.attrib.pop("open", None)
        fold.attrib.pop("name", None)
        for summary in fold.findall("summary"):
            if any(child.tag in ("h2", "h3", "h4") for child in summary):
                unwrap(summary, fold)
            else:
                summary.tag = "p"
                summary.set("class", "hb-label")


def drop_second_sizes(tree: Element) -> None:
    """Of a picture that is drawn once for wide screens and once for narrow ones, keep the narrow one."""
    has_narrow = any(has_class(element, "hb-figure--narrow") for element in tree.iter())
    for element, parent in list(iterate_with_parents(tree)) if has_narrow else ():
        if has_class(element, "hb-figure--wide"):
            remove(element, parent)


def drop_repeated_ids(tree: Element) -> None:
    """Take away an id that stood already on the page: a file of XML may hold none twice."""
    seen: set[str] = set()
    for element in tree.iter():
        if (identifier := element.get("id")) is None:
            continue
        if not identifier or identifier in seen:
            del element.attrib["id"]
        seen.add(identifier)


def find_heading(tree: Element) -> str:
    """The words of the first heading; empty without one."""
    heading = next((element for element in tree.iter() if element.tag in ("h1", "h2")), None)
    return find_text(heading) if heading is not None else ""
