"""What holds of every picture that is drawn from records, and where things lie in it."""

from __future__ import annotations

import itertools
import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from macros.rendering.pictures.svg import CHARACTER_WIDTH

SVG = "{http://www.w3.org/2000/svg}"
SLACK = 1.0  # Units; coordinates are rounded to a tenth.


def assert_picture(svg: str, named: list[str]) -> ET.Element:
    """What holds of every picture."""
    root = ET.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    title, description = root[0], root[1]
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc") and title.text and description.text
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (
        title.get("id"),
        description.get("id"),
    )
    assert [name for name in named if name not in description.text] == []
    for element in root.iter():
        assert not {"style", "fill", "stroke"} & element.attrib.keys() and not any(
            name.startswith("on") for name in element.attrib
        )
        assert element.tag.removeprefix(SVG) in {
            "svg",
            "title",
            "desc",
            "g",
            "a",
            "path",
            "line",
            "rect",
            "circle",
            "polygon",
            "text",
            "tspan",
        }
        for name, value in element.attrib.items():
            if name in GEOMETRY or name in ("d", "points", "viewBox"):
                found = re.findall(r"-?\d+(?:\.\d+)?|[^\s,MALVZ\d.-]+", value)
                assert found and all(re.fullmatch(r"-?\d+(\.\d+)?", each) for each in found), (
                    f"{name}={value!r}"
                )
    for link in root.iter(f"{SVG}a"):  # WCAG 2.2, 2.5.3: whoever speaks to a computer says what is seen.
        assert seen_in(link).lower() in link.get("aria-label").lower()
    for text in root.iter(f"{SVG}text"):
        lines = [line.text or "" for line in text.iter(f"{SVG}tspan")]
        assert not lines or seen_in(text).split() == " ".join(lines).split()
    return root


def seen_in(element: ET.Element) -> str:
    """The words that can be seen in an element, as axe joins them: those of each element inside without the
    space around them."""
    parts = [element.text or ""]
    for inner in element:
        parts += [
            "" if inner.tag in (f"{SVG}title", f"{SVG}desc") else seen_in(inner),
            inner.tail or "",
        ]
    return " ".join("".join(parts).split()) if element.text or len(element) else ""


GEOMETRY = {"x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "width", "height", "font-size"}


def placed(
    element: ET.Element, shift: tuple[float, float] = (0, 0)
) -> Iterator[tuple[ET.Element, tuple[float, float]]]:
    """Every element with how far the groups around it move it."""
    if transform := element.get("transform"):
        right, down = map(float, re.fullmatch(r"translate\((\S+) (\S+)\)", transform).groups())
        shift = (shift[0] + right, shift[1] + down)
    yield element, shift
    for inner in element:
        yield from placed(inner, shift)


def list_written_lines(text: ET.Element) -> list[ET.Element]:
    """The lines of a text, without the spaces between them."""
    return [line for line in text.findall(f"{SVG}tspan") if line.text != " "] or [text]


def outside(root: ET.Element) -> list[str]:
    """What reaches over the left or right edge, or over the top or bottom."""
    _, _, width, height = map(float, root.get("viewBox").split())
    found = []

    def keep(what: str, left: float, right: float, top: float, bottom: float) -> None:
        left, right, top, bottom = left + shift[0], right + shift[0], top + shift[1], bottom + shift[1]
        if left < -SLACK or right > width + SLACK or top < -SLACK or bottom > height + SLACK:
            found.append(
                f"{what}: {left:.0f}-{right:.0f} of {width:.0f}, {top:.0f}-{bottom:.0f} of {height:.0f}"
            )

    for element, shift in placed(root):
        get = lambda name, element=element: float(element.get(name))
        kind = element.tag.removeprefix(SVG)
        if kind == "rect":
            keep(kind, get("x"), get("x") + get("width"), get("y"), get("y") + get("height"))
        elif kind == "line":
            keep(kind, *sorted((get("x1"), get("x2"))), *sorted((get("y1"), get("y2"))))
        elif kind == "circle":
            keep(kind, get("cx") - get("r"), get("cx") + get("r"), get("cy") - get("r"), get("cy") + get("r"))
        elif kind == "text":
            size, anchor = get("font-size"), element.get("text-anchor", "start")
            for line in list_written_lines(element):
                wide = len(line.text or "") * size * CHARACTER_WIDTH
                left = float(line.get("x")) - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
                keep(
                    f"text {line.text!r}",
                    left,
                    left + wide,
                    float(line.get("y")) - size * 0.8,
                    float(line.get("y")),
                )
    return found


def assert_drawn(svg: str) -> None:
    """It can be read, and no number in it is none."""
    root = ET.fromstring(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "", svg))
    values = [
        value
        for element in root.iter()
        for name, value in element.attrib.items()
        if name in GEOMETRY or name in ("d", "points", "viewBox", "transform")
    ]
    assert not [value for value in values if re.search(r"nan|inf|e[+-]?\d", value)]


def classed(root: ET.Element, name: str, class_: str) -> list[ET.Element]:
    """The elements of a picture called ``name`` that have a class."""
    return [one for one in root.iter(f"{SVG}{name}") if class_ in one.get("class", "").split()]


def words_in(root: ET.Element) -> list[str]:
    """The words of each text of a picture."""
    return [" ".join("".join(text.itertext()).split()) for text in root.iter(f"{SVG}text")]


def list_lines(root: ET.Element) -> list[tuple[float, float, float, float, str]]:
    """Every line of text: left, right, top and bottom, and its words."""
    found = []
    for element, (right, down) in placed(root):
        if element.tag != f"{SVG}text":
            continue
        size, anchor = float(element.get("font-size")), element.get("text-anchor", "start")
        for line in list_written_lines(element):
            words = line.text or ""
            wide = len(words) * size * CHARACTER_WIDTH
            left = float(line.get("x")) + right - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
            base = float(line.get("y")) + down
            found.append((left, left + wide, base - size * 0.75, base + size * 0.2, words))
    return found


def list_people(root: ET.Element, class_: str = "hb-svg__dot") -> list[tuple[float, float]]:
    """Where the heads of people of a class are, in the order in which they are drawn."""
    return [
        (float(head.get("cx")), float(head.get("cy")))
        for body, head in itertools.pairwise(root)
        if body.tag == f"{SVG}path"
        and head.tag == f"{SVG}circle"
        and body.get("class") == head.get("class") == class_
    ]


Spot = tuple[float, float]


def list_arrows(root: ET.Element) -> list[tuple[Spot, Spot]]:
    """Where arrows begin and end."""
    return [
        (trace_points(shaft)[0], trace_points(head)[0])
        for shaft, head in itertools.pairwise(root)
        if head.get("class") == "hb-svg__head"
    ]


def trace_points(shape: ET.Element) -> list[Spot]:
    """The points of a line, a path, or an outline, close enough that what lies between them is straight."""
    kind = shape.tag.removeprefix(SVG)
    if kind == "line":
        return [tuple(float(shape.get(name)) for name in ends) for ends in (("x1", "y1"), ("x2", "y2"))]
    if kind == "polygon":
        return [tuple(map(float, pair.split(","))) for pair in shape.get("points").split()]
    if kind == "rect":
        x, y, width, height = (float(shape.get(name)) for name in ("x", "y", "width", "height"))
        return [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
    if kind == "circle":
        x, y, radius = (float(shape.get(name)) for name in ("cx", "cy", "r"))
        turns = [i * math.pi / 12 for i in range(25)]
        return [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]
    points: list[Spot] = []
    for letter, numbers in re.findall(r"([MLAZ])([^MLAZ]*)", shape.get("d", "")):
        values = [float(number) for number in numbers.split()]
        if letter == "A":
            points += _trace_arc(points[-1], values[0], values[4] > 0, (values[5], values[6]))
        else:
            points.append((values[0], values[1]) if values else points[0])
    return points


def _trace_arc(start: Spot, radius: float, is_clockwise: bool, end: Spot) -> list[Spot]:
    """Points along the smaller arc of a radius between two points, without the first."""
    (ax, ay), (bx, by) = start, end
    half = math.dist(start, end) / 2
    reach = math.sqrt(max(0.0, radius * radius - half * half)) / (2 * half or 1)
    side = -1 if is_clockwise else 1
    cx, cy = (ax + bx) / 2 + side * (by - ay) * reach, (ay + by) / 2 - side * (bx - ax) * reach
    first, last = math.atan2(ay - cy, ax - cx), math.atan2(by - cy, bx - cx)
    turn = (last - first) % (2 * math.pi) - (0 if is_clockwise else 2 * math.pi)
    spread = math.hypot(ax - cx, ay - cy)
    return [
        (cx + spread * math.cos(first + turn * i / 12), cy + spread * math.sin(first + turn * i / 12))
        for i in range(1, 13)
    ]


def measure_distance(spot: Spot, shape: ET.Element) -> float:
    """How far a point is from the nearest point of a line or of a shape's edge."""
    points = trace_points(shape)
    return min(
        (_measure_to_segment(spot, before, after) for before, after in itertools.pairwise(points)),
        default=math.inf,
    )


def _measure_to_segment(spot: Spot, start: Spot, end: Spot) -> float:
    (ax, ay), (bx, by), (x, y) = start, end, spot
    square = (bx - ax) ** 2 + (by - ay) ** 2
    part = min(1, max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / square)) if square else 0
    return math.hypot(x - ax - part * (bx - ax), y - ay - part * (by - ay))


STROKES = ("hb-svg__arrow", "hb-svg__curve", "hb-svg__axis", "hb-svg__dashes")


def has_class(element: ET.Element, *names: str) -> bool:
    return bool(set(names) & set(element.get("class", "").split()))


def is_filled(element: ET.Element) -> bool:
    """Whether it hides what lies below it."""
    return element.tag != f"{SVG}text" and has_class(
        element, "hb-svg__box", "hb-svg__area", "hb-svg__plain", "hb-svg__dot", "hb-svg__head"
    )


def is_within(spot: Spot, element: ET.Element, depth: float = 0) -> bool:
    """Whether a point is inside a shape, further than ``depth`` from its edge."""
    x, y = spot
    inside, points = False, trace_points(element)
    for (ax, ay), (bx, by) in itertools.pairwise([*points, points[0]]):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            inside = not inside
    return inside and (not depth or measure_distance(spot, element) > depth)


def list_steps(element: ET.Element) -> Iterator[Spot]:
    """Points along a stroke, a unit apart."""
    for (ax, ay), (bx, by) in itertools.pairwise(trace_points(element)):
        steps = max(1, round(math.dist((ax, ay), (bx, by))))
        for step in range(steps + 1):
            yield ax + (bx - ax) * step / steps, ay + (by - ay) * step / steps


def list_strokes(root: ET.Element) -> list[tuple[int, ET.Element]]:
    """The lines of a picture that are to be seen, each with its place in the order of drawing."""
    return [(place, element) for place, element in enumerate(root) if has_class(element, *STROKES)]


def list_crossed_words(root: ET.Element) -> list[str]:
    """The lines of words that a stroke runs through where nothing hides it from them."""
    crossed, elements = [], list(root)
    for place, text in enumerate(elements):
        alone = ET.Element("svg")
        if text.tag == f"{SVG}text":
            alone.append(text)
        for left, right, top, foot, words in list_lines(alone):
            for order, stroke in list_strokes(root):
                hiding = [shape for shape in elements[order + 1 : place] if is_filled(shape)]
                if any(
                    left + 1 < x < right - 1
                    and top + 1 < y < foot - 1
                    and not any(is_within((x, y), shape) for shape in hiding)
                    for x, y in list_steps(stroke)
                ):
                    crossed.append(words)
    return crossed
