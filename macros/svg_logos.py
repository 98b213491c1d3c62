"""Whether an SVG only draws: an allow-list of elements, attributes and style, and no work without end.

What is not on the lists is refused, not taken out: the file that a deanery keeps is the file that is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from macros.problems import show

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"
MOST_DEPTH = 32
MOST_ELEMENTS = 2000
MOST_REFERENCES = 50  # Of <use>, clip-path and mask together: each draws something again.

ELEMENTS = frozenset(
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan "
    "linearGradient radialGradient stop clipPath mask style".split()
)
ATTRIBUTES = frozenset(
    "id class style role lang x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy d points width height viewBox version preserveAspectRatio "
    "transform pathLength rotate textLength lengthAdjust offset gradientUnits gradientTransform spreadMethod clipPathUnits maskUnits "
    "maskContentUnits type media enable-background baseProfile data-name focusable "
    "aria-label aria-labelledby aria-describedby aria-hidden "
    "fill fill-rule fill-opacity stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray "
    "stroke-dashoffset stroke-opacity opacity color display visibility overflow clip-rule clip-path mask mask-type stop-color "
    "stop-opacity paint-order vector-effect shape-rendering text-rendering color-interpolation mix-blend-mode isolation "
    "font-family font-size font-style font-weight font-variant font-stretch letter-spacing word-spacing text-anchor text-decoration "
    "dominant-baseline alignment-baseline baseline-shift direction writing-mode xml:space xml:lang href xlink:href".split()
)
FUNCTIONS = frozenset("rgb rgba hsl hsla matrix translate translatex translatey scale scalex scaley rotate skewx skewy url".split())
_REPEATS = ("clip-path", "mask")  # What draws something again, as an attribute or in a style.
_REPEATING = re.compile(r"((?:clip-path|mask(?!-type))[\w-]*)\s*:", re.I)
_CALL = re.compile(r"([\w-]*)\s*\(\s*([\"']?\s*.)", re.S)
_ESCAPES = re.compile(r"[\\@]|/\*|javascript:|data:|https?:|expression|behavior|-moz-binding", re.I)
_DECLARED = re.compile(rb"""\A<\?xml[^>]*encoding\s*=\s*["']([^"']*)""")

PLAIN = "save it from the drawing program as plain or optimised SVG, or as PNG"
Fault = tuple[str, str]


class _Refused(Exception):
    """The SVG holds what is not on the lists; ``args`` are what is wrong and what would be right."""


def fault(data: bytes) -> Fault | None:
    """What is wrong with an SVG given as bytes, and what would be right; ``None`` where it only draws. Never raises."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, iterparse

    if wrong := _not_text(data):
        return wrong
    try:
        _Walk().over(iterparse(BytesIO(data), events=("start", "end"), forbid_dtd=True))
    except _Refused as refused:
        return refused.args
    except DefusedXmlException:
        return "holds a DOCTYPE or an entity", "take the lines with <!DOCTYPE and <!ENTITY out; " + PLAIN
    except ParseError as error:
        return f"is not well-formed XML: {error.msg if hasattr(error, 'msg') else error}", PLAIN
    except (ValueError, LookupError) as error:  # What expat and Python say of encodings.
        return f"cannot be read as XML: {error}", PLAIN
    return None


def _not_text(data: bytes) -> Fault | None:
    """What is wrong with the bytes before any of them is XML."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "is not UTF-8", PLAIN
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    if "\0" in text or (declared and declared[1].decode("ascii", "replace").lower() not in ("utf-8", "us-ascii")):
        return "is not UTF-8", PLAIN
    if re.search(r"<\?(?!xml[\s?])", text, re.I):
        return "holds an instruction to a program (<?…)", "take the lines that begin with <? out; " + PLAIN
    return None


class _Walk:
    """One way through an SVG, element by element, which stops at the first that is refused."""

    def __init__(self) -> None:
        self.open: list[tuple[str, str | None]] = []  # The elements around this place: name and id.
        self.elements = self.references = 0
        self.used: set[str] = set()  # What <use> shows,
        self.repeating: set[str] = set()  # and what itself draws something again.

    def over(self, events: Iterator) -> None:
        """Go through; raises :class:`_Refused`."""
        for event, element in events:
            if event == "start":
                self.enter(element)
            else:
                if _local(element.tag) == "style":
                    _style(element.text or "")
                    self.repeats_in(element.text or "", "style")
                self.open.pop()
        if both := self.used & self.repeating:
            raise _Refused(f"has a <use> of {show(min(both))}, which itself draws something again", PLAIN)

    def enter(self, element) -> None:
        """Judge an element and its attributes; its text is not read yet."""
        name = _local(element.tag)
        if not self.open and element.tag == "svg":
            raise _Refused("has an <svg> without its namespace", 'begin it with <svg xmlns="http://www.w3.org/2000/svg" viewBox=…>')
        if name not in ELEMENTS:
            raise _Refused(f"holds the element {show(_said(element.tag))}, which a logo may not", PLAIN)
        if not self.open:
            _root(name, element)
        elif self.open[-1][0] == "style":
            raise _Refused("has elements inside <style>", PLAIN)
        self.elements += 1
        self.open.append((name, element.get("id")))
        if len(self.open) > MOST_DEPTH:
            raise _Refused(f"has elements more than {MOST_DEPTH} deep", PLAIN)
        if self.elements > MOST_ELEMENTS:
            raise _Refused(f"has more than {MOST_ELEMENTS:,} elements", "draw it more simply, or save it as PNG")
        if name == "use":
            self.repeat()
        for key, value in element.attrib.items():
            self.attribute(name, _short(key), value)

    def attribute(self, element: str, key: str, value: str) -> None:
        """Judge one attribute of an element."""
        if key not in ATTRIBUTES:
            raise _Refused(f"has the attribute {show(key)} on <{element}>, which a logo may not", PLAIN)
        if key in ("href", "xlink:href"):
            if not re.fullmatch(r"#[\w.:-]+", value.strip()):
                raise _Refused(f"refers to {show(value)} from <{element}>", "let it refer only to its own parts, as '#part'; " + PLAIN)
            if element == "use":
                self.used.add(value.strip()[1:])
        elif key not in ("id", "class", "aria-label", "data-name", "font-family"):
            _style(value)
            if key in _REPEATS and value.strip() != "none":
                self.repeat()
            self.repeats_in(value, key)

    def repeats_in(self, style: str, where: str) -> None:
        """Count what a style draws again; a style sheet could do so anywhere, so it may not at all."""
        if where == "style" and (found := _REPEATING.search(style)):
            raise _Refused(f"has {show(found[1])} in a style", f"write {found[1]} as an attribute; " + PLAIN)

    def repeat(self) -> None:
        """Note that something is drawn again here, which must not be inside what is itself drawn again."""
        self.references += 1
        self.repeating |= {id for _, id in self.open if id}
        above = [name for name, _ in self.open[:-1]]
        if self.references > MOST_REFERENCES:
            raise _Refused(f"draws its parts again more than {MOST_REFERENCES} times", "draw it more simply, or save it as PNG")
        if {"mask", "clipPath", "symbol"} & {*above, self.open[-1][0]}:
            raise _Refused("has something drawn again inside what is drawn again", "draw it more simply, or save it as PNG")


def _root(name: str, element) -> None:
    if name != "svg":
        raise _Refused(f"begins with <{name}>", 'begin it with <svg xmlns="http://www.w3.org/2000/svg" viewBox=…>')
    if not element.get("viewBox") and not (element.get("width") and element.get("height")):
        raise _Refused("says no size", "give its <svg> a viewBox, or a width and a height")


def _style(text: str) -> None:
    """Refuse what a style or a value could fetch, import or run."""
    if found := _ESCAPES.search(text):
        raise _Refused(f"has {show(found[0])} in a style or value", PLAIN)
    for call in _CALL.finditer(text):
        if call[1] and call[1].lower() not in FUNCTIONS:
            raise _Refused(f"has {show(call[1] + '(')} in a style or value", PLAIN)
        if call[1].lower() == "url" and call[2].strip("\"' \t\r\n") != "#":
            raise _Refused("has an address in a style or value", "let url() refer only to its own parts, as 'url(#part)'; " + PLAIN)


def _local(tag: str) -> str:
    """The name of an SVG element; of any other what is on no list, with its namespace."""
    return tag.removeprefix(SVG) if tag.startswith(SVG) else tag if tag.startswith("{") else f"{{}}{tag}"


def _said(tag: str) -> str:
    """A tag as it stands in a file, or nearly: without its namespace's address."""
    return tag.rpartition("}")[2]


def _short(key: str) -> str:
    """An attribute as it stands in a file; one of a namespace that is not known by its whole name."""
    return key.replace(XLINK, "xlink:").replace(XML, "xml:")
