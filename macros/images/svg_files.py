"""Whether an SVG only draws, and soon: lists of elements, attributes and properties, and bounds on what
drawing costs.

What is not on the lists is refused, not taken out: the file that is kept is the file that is shown. What a
browser may need seconds for is not on them either: what draws a part again, dashes and waves, masks, filters,
blending and shadows. What is left costs by how much stands in the file, and the bounds hold it to a fraction
of a second or little more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from macros.base import merge_marks
from macros.base.problems import Fault, show

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"
MOST_DEPTH = 32
MOST_ELEMENTS = 500
STEPS = ("d", "points", "x", "y", "dx", "dy", "rotate")  # Attributes that may be as long as a drawing is.
MOST_STEPS = 5000  # Numbers and commands in them, of the whole file,
MOST_CLIP_STEPS = 200  # and of each clipPath, which costs again wherever it is used.
MOST_CLIPS = 20
MOST_LETTERS = 500  # Of text that is drawn: each is a path too.
MOST_TEXTS = 50
MOST_SIZE = 1000  # Of letters and of the space between them.
SIZES = ("font-size", "font", "letter-spacing", "word-spacing", "textLength")
MOST_STOPS = 100  # Of all gradients,
MOST_STOPS_EACH = 20  # and of each.
MOST_SHADED = 150  # Elements but for stops, where there is a gradient, which any of them may be filled with.
MOST_LAYERS = 20  # What has an opacity is drawn by itself first, and then once more.

ELEMENTS = frozenset(
    "svg g defs title desc path rect circle ellipse line polyline polygon text tspan "
    "linearGradient radialGradient stop clipPath style".split()
)
# What may stand as an attribute and as a property of a style,
PRESENTATION = frozenset(
    """
    transform fill fill-rule fill-opacity stroke stroke-width stroke-linecap stroke-linejoin
    stroke-miterlimit stroke-opacity opacity color display visibility overflow clip-rule stop-color
    stop-opacity paint-order vector-effect shape-rendering text-rendering color-interpolation
    font-family font-size font-style font-weight font-variant font-stretch letter-spacing word-spacing
    text-anchor dominant-baseline alignment-baseline baseline-shift direction writing-mode
    enable-background
    """.split()
)
# what may be an attribute only,
ATTRIBUTES = PRESENTATION | frozenset(
    """
    id class style role lang x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy d points width height viewBox
    version preserveAspectRatio pathLength rotate textLength lengthAdjust offset gradientUnits
    gradientTransform clipPathUnits clip-path type media baseProfile data-name focusable aria-label
    aria-labelledby aria-describedby aria-hidden xml:space xml:lang href xlink:href
    """.split()
)
# what drawing programs write into styles besides,
PROPERTIES = PRESENTATION | frozenset(
    """
    font font-kerning font-feature-settings font-variation-settings font-variant-alternates
    font-variant-caps font-variant-east-asian font-variant-ligatures font-variant-numeric
    font-variant-position line-height text-align text-decoration-color text-indent text-orientation
    text-transform white-space color-rendering image-rendering solid-color solid-opacity
    -inkscape-font-specification -inkscape-stroke
    """.split()
)
# and what may stand in both, but only to say that there is none of it, or as little as this.
LINES = ("none", "underline", "overline", "line-through")
IDLE = {
    "stroke-dasharray": ("none",),
    "stroke-dashoffset": ("0", "0px", "none"),
    "mask": ("none",),
    "filter": ("none",),
    "marker": ("none",),
    "marker-start": ("none",),
    "marker-mid": ("none",),
    "marker-end": ("none",),
    "text-decoration": LINES,
    "text-decoration-line": LINES,
    "text-decoration-style": ("solid",),
    "mix-blend-mode": ("normal",),
    "isolation": ("auto",),
    "text-shadow": ("none",),
    "spreadMethod": ("pad",),
}
FUNCTIONS = frozenset(
    "rgb rgba hsl hsla matrix translate translatex translatey scale scalex scaley rotate skewx skewy"
    " url".split()
)
_NAMES = ("id", "class", "aria-label", "data-name", "font-family")  # Attributes that hold words.
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SELECTOR = re.compile(r"\s*[.#]?[\w-]+\s*")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.I)
_STEP = re.compile(f"{_NUMBER.pattern}|[a-z]", re.I)
_CALL = re.compile(r"([\w-]*)\s*\(\s*([\"']?\s*.)", re.S)
_ESCAPES = re.compile(r"[\\@]|/\*|javascript:|data:|https?:|expression|behavior|-moz-binding", re.I)
_DECLARED = re.compile(rb"""\A<\?xml[^>]*encoding\s*=\s*["']([^"']*)""")

PLAIN = "save it from the drawing program as plain or optimised SVG, or as PNG"
SIMPLER = "draw it more simply, or save it as PNG"


class _Refused(Exception):
    """The SVG holds what is not on the lists; ``args`` are what is wrong and what would be right."""


def fault(data: bytes) -> Fault | None:
    """What is wrong with an SVG given as bytes, and what would be right; ``None`` where it only draws. Never
    raises."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, iterparse

    if wrong := _encoding_fault(data):
        return wrong
    try:
        _Inspection().inspect(iterparse(BytesIO(data), events=("start", "end"), forbid_dtd=True))
    except _Refused as refused:
        return Fault(*refused.args)
    except DefusedXmlException:
        return Fault(
            "holds a DOCTYPE or an entity", "take the lines with <!DOCTYPE and <!ENTITY out; " + PLAIN
        )
    except ParseError as error:
        return Fault(f"is not well-formed XML: {error.msg if hasattr(error, 'msg') else error}", PLAIN)
    except (ValueError, LookupError) as error:  # What expat and Python say of encodings.
        return Fault(f"cannot be read as XML: {error}", PLAIN)
    return None


def _encoding_fault(data: bytes) -> Fault | None:
    """What is wrong with the bytes before any of them is XML."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Fault("is not UTF-8", PLAIN)
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    if "\0" in text or (
        declared and declared[1].decode("ascii", "replace").lower() not in ("utf-8", "us-ascii")
    ):
        return Fault("is not UTF-8", PLAIN)
    if merge_marks.find_mark(text.replace("\r\n", "\n")):
        return merge_marks.FAULT
    if re.search(r"<\?(?!xml[\s?])", text, re.I):
        return Fault(
            "holds an instruction to a program (<?…)", "take the lines that begin with <? out; " + PLAIN
        )
    return None


class _Inspection:
    """Judges an SVG element by element, and counts what costs time to draw. The first element that is refused
    ends it."""

    def __init__(self) -> None:
        self.open: list[str] = []  # The names of the elements that are open, outermost first.
        self.elements = self.steps = self.clip_steps = self.clips = self.letters = self.layers = 0
        self.texts = self.stops = self.stops_here = 0

    def inspect(self, events: Iterator[tuple[str, Element]]) -> None:
        """Judge the elements of ``events``, pairs of (``start`` or ``end``, element) as iterparse yields
        them. Raises :class:`_Refused`."""
        for event, element in events:
            if event == "start":
                self.enter_element(element)
            else:
                self.leave_element(element)

    def enter_element(self, element: Element) -> None:
        """Judge an element and its attributes; its text is not read yet."""
        name = _read_element_name(element.tag)
        if not self.open and element.tag == "svg":
            raise _Refused(
                "has an <svg> without its namespace",
                'begin it with <svg xmlns="http://www.w3.org/2000/svg" viewBox=…>',
            )
        if name not in ELEMENTS:
            raise _Refused(
                f"holds the element {show(_format_tag(element.tag))}, which a drawing may not", PLAIN
            )
        if not self.open:
            _check_root(name, element)
        elif self.open[-1] == "style":
            raise _Refused("has elements inside <style>", PLAIN)
        self.elements += 1
        self.open.append(name)
        if len(self.open) > MOST_DEPTH:
            raise _Refused(f"has elements more than {MOST_DEPTH} deep", PLAIN)
        if self.elements > MOST_ELEMENTS:
            raise _Refused(f"has more than {MOST_ELEMENTS} elements", SIMPLER)
        if name == "clipPath":
            self.clip_steps = 0
        self.count_element(name)
        for key, value in element.attrib.items():
            self.inspect_attribute(name, _format_attribute(key), value)

    def count_element(self, name: str) -> None:
        """Count texts, the stops of gradients, and what gradients may fill."""
        self.texts += name in ("text", "tspan")
        self.stops += name == "stop"
        self.stops_here = (
            self.stops_here + 1 if name == "stop" else 0 if name.endswith("Gradient") else self.stops_here
        )
        if self.texts > MOST_TEXTS:
            raise _Refused(f"has more than {MOST_TEXTS} pieces of text", SIMPLER)
        if self.stops_here > MOST_STOPS_EACH:
            raise _Refused(f"has a gradient of more than {MOST_STOPS_EACH} stops", SIMPLER)
        if self.stops > MOST_STOPS:
            raise _Refused(f"has more than {MOST_STOPS} stops of gradients", SIMPLER)
        if self.stops and self.elements - self.stops > MOST_SHADED:
            raise _Refused(f"has gradients and more than {MOST_SHADED} elements besides", SIMPLER)

    def leave_element(self, element: Element) -> None:
        """Judge the text of an element, now that it is read."""
        name = self.open.pop()
        if name == "style":
            _check_style_sheet(element.text or "")
        elif name == "text":
            self.letters += sum(map(len, element.itertext()))
        if self.letters > MOST_LETTERS:
            raise _Refused(f"has more than {MOST_LETTERS} letters of text", SIMPLER)

    def inspect_attribute(self, element: str, key: str, value: str) -> None:
        """Judge one attribute of an element."""
        if key not in ATTRIBUTES and key not in IDLE:
            raise _Refused(f"has the attribute {show(key)} on <{element}>, which a drawing may not", PLAIN)
        if key in ("href", "xlink:href"):
            if not re.fullmatch(r"#[\w.:-]+", value.strip()):
                raise _Refused(
                    f"refers to {show(value)} from <{element}>",
                    "let it refer only to its own parts, as '#part'; " + PLAIN,
                )
        elif key not in _NAMES:
            _check_value(value)
            _check_cost(key, value)
        if key in STEPS:
            self.count_steps(value)
        for name, text in _read_properties(value) if key == "style" else [(key, value)]:
            self.count_opacity(name, text)
        if key == "clip-path" and value.strip() != "none":
            self.count_clip()

    def count_opacity(self, name: str, value: str) -> None:
        """Count an opacity: the part that has one is drawn by itself first."""
        self.layers += _is_translucent(name, value)
        if self.layers > MOST_LAYERS:
            raise _Refused(
                f"has more than {MOST_LAYERS} parts with an opacity",
                "write fill-opacity and stroke-opacity instead; " + PLAIN,
            )

    def count_steps(self, value: str) -> None:
        """Count the numbers and commands of an attribute."""
        count = sum(1 for _ in _STEP.finditer(value))
        self.steps += count
        self.clip_steps += count
        if self.steps > MOST_STEPS:
            raise _Refused(f"is drawn with more than {MOST_STEPS:,} numbers and commands", SIMPLER)
        if "clipPath" in self.open and self.clip_steps > MOST_CLIP_STEPS:
            raise _Refused(
                f"has a <clipPath> drawn with more than {MOST_CLIP_STEPS} numbers and commands", SIMPLER
            )

    def count_clip(self) -> None:
        """Count a part that is cut to a shape; inside a ``<clipPath>`` there may be none."""
        self.clips += 1
        if "clipPath" in self.open:
            raise _Refused("has a clip-path on a <clipPath> or inside one", SIMPLER)
        if self.clips > MOST_CLIPS:
            raise _Refused(f"has more than {MOST_CLIPS} clip-paths", SIMPLER)


def _check_root(name: str, element: Element) -> None:
    if name != "svg":
        raise _Refused(
            f"begins with <{name}>", 'begin it with <svg xmlns="http://www.w3.org/2000/svg" viewBox=…>'
        )
    if not element.get("viewBox") and not (element.get("width") and element.get("height")):
        raise _Refused("says no size", "give its <svg> a viewBox, or a width and a height")


def _check_value(text: str) -> None:
    """Refuse a style or a value that could fetch, import or run something. Raises :class:`_Refused`."""
    if escape := _ESCAPES.search(text):
        raise _Refused(f"has {show(escape[0])} in a style or value", PLAIN)
    for call in _CALL.finditer(text):
        if call[1] and call[1].lower() not in FUNCTIONS:
            raise _Refused(f"has {show(call[1] + '(')} in a style or value", PLAIN)
        if call[1].lower() == "url" and call[2].strip("\"' \t\r\n") != "#":
            raise _Refused(
                "has an address in a style or value",
                "let url() refer only to its own parts, as 'url(#part)'; " + PLAIN,
            )


def _check_cost(name: str, value: str) -> None:
    """Refuse what takes a browser long to draw, by its name or its size. Raises :class:`_Refused`."""
    if name in IDLE and value.lower().replace("!important", "").strip() not in IDLE[name]:
        raise _Refused(f"has {show(name)}, which can keep a browser busy", SIMPLER)
    if name in SIZES and any(abs(float(number)) > MOST_SIZE for number in _NUMBER.findall(value)):
        raise _Refused(f"has {show(name)} over {MOST_SIZE:,}", f"make it {MOST_SIZE:,} or less; {SIMPLER}")


def _is_translucent(name: str, value: str) -> bool:
    return name == "opacity" and value.strip() not in ("1", "1.0", "100%")


def _check_style_sheet(text: str) -> None:
    """Refuse a style sheet that holds anything but rules for classes, ids and elements. Raises
    :class:`_Refused`."""
    _check_value(text)
    for rule in _RULE.finditer(text):
        for selector in rule[1].split(","):
            if not _SELECTOR.fullmatch(selector):
                wrong = f"has the selector {show(selector.strip())} in a style sheet"
                raise _Refused(wrong, "keep to classes, ids and elements, as '.a'; " + PLAIN)
        if any(_is_translucent(name, value) for name, value in _read_properties(rule[2])):
            raise _Refused(
                "has 'opacity' in a style sheet",
                "write opacity as an attribute, or fill-opacity and stroke-opacity; " + PLAIN,
            )
    if rest := _RULE.sub("", text).strip():
        raise _Refused(f"has {show(rest)} in a style sheet, which is no rule", PLAIN)


def _read_properties(style: str) -> list[tuple[str, str]]:
    """The properties of a style, as (name, value). Raises :class:`_Refused` for one that is not on the
    lists."""
    properties = []
    for declaration in filter(str.strip, style.split(";")):
        name, _, value = declaration.partition(":")
        name = name.strip().lower()
        if name == "clip-path":
            raise _Refused("has 'clip-path' in a style", "write clip-path as an attribute; " + PLAIN)
        if name not in PROPERTIES and name not in IDLE:
            raise _Refused(f"has the property {show(name)} in a style, which a drawing may not", PLAIN)
        _check_cost(name, value)
        properties.append((name, value))
    return properties


def _read_element_name(tag: str) -> str:
    """The name of an element of SVG; of any other its name with its namespace, which is on no list."""
    return tag.removeprefix(SVG) if tag.startswith(SVG) else tag if tag.startswith("{") else f"{{}}{tag}"


def _format_tag(tag: str) -> str:
    """A tag without its namespace, much as it stands in the file."""
    return tag.rpartition("}")[2]


def _format_attribute(key: str) -> str:
    """An attribute as it stands in the file; one of a namespace that is not known keeps the namespace's
    address."""
    return key.replace(XLINK, "xlink:").replace(XML, "xml:")
