"""Logos that are refused, with the whole sentence, and those that a deanery would have."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given, strategies as st
from PIL import Image
from places import ROOT

from macros.images import logo_files, svg_files
from macros.images.logo_files import fault

SAVE = "save it from the drawing program as plain or optimised SVG, or as PNG"
SIMPLER_SVG = "draw it more simply, or save it as PNG"
AGAIN = "save it anew in the format that its ending says"
BROKEN = ("cannot be opened as a picture", "save it anew; it may be cut short")
SMALLER = "make it at most 2,000 pixels on a side; 400 are plenty"


def svg(inside: str = "", attributes: str = 'viewBox="0 0 10 10"') -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f" {attributes}>{inside}</svg>".encode()
    )


def raster(format: str = "PNG", size: tuple[int, int] = (40, 20), **options) -> bytes:
    into = io.BytesIO()
    Image.new("RGB", size, "#005eb8").save(into, format, **options)
    return into.getvalue()


def moving() -> bytes:
    return raster(save_all=True, append_images=[Image.new("RGB", (40, 20), "#ffffff")])


def bomb(width: int, height: int, profile: bytes = b"") -> bytes:
    """A PNG of a few bytes whose header promises a great many pixels, or one that holds a great deal of
    something else."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    more = chunk(b"iCCP", b"a\0\0" + zlib.compress(profile)) if profile else b""
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + more
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def judged(tmp_path, name: str, data: bytes):
    (tmp_path / name).write_bytes(data)
    return fault(tmp_path / name)


# -- what may be a logo


@pytest.mark.parametrize("name, data", [
    ("logo.png", raster()), ("logo.PNG", raster(size=(2000, 100))), ("logo.jpg", raster("JPEG")),
    ("logo.jpeg", raster("JPEG", progressive=True)),
    ("logo.svg", svg('<title>North</title><path fill="#005eb8" d="M0 0h10v10z"/>')),
    ("logo.svg", b"\xef\xbb\xbf" + b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- drawn here -->\n' + svg()),
    ("logo.svg", svg("", 'width="10" height="10"')),
    ("logo.svg", svg(
        '<defs><linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient></defs>'
        '<rect fill="url(#a)" width="1" height="1"/>')),
    ("logo.svg", svg(
        '<style>.a{fill:#005eb8}.b, #c, path{fill:url(#g);stroke-dasharray:none !important}</style>'
        '<path class="a" transform="translate(1 2) rotate(3)"/>')),
    ("logo.svg", svg(
        '<linearGradient id="a"/><linearGradient id="b" xlink:href="#a"/>'
        '<linearGradient id="c" href="#b"/>')),
    ("logo.svg", svg(
        '<path style="font-variant-ligatures:normal;-inkscape-stroke:none;mix-blend-mode:normal;marker:none;'
        'stroke-dashoffset:0" stroke-dasharray="none"/>')),
    ("logo.svg", svg(f'<path d="{"M1 1" * 1666}"/>' + "<path/>" * 498)),
    ("logo.svg", svg("<text>" + "x" * 500 + "</text><title>" + "y" * 5000 + "</title>")),
    ("logo.svg", svg('<clipPath id="c"><circle r="3"/></clipPath><g clip-path="url(#c)"><path/></g>')),
    ("logo.svg", svg(
        '<text style="text-decoration:underline;text-decoration-style:solid;letter-spacing:-1.5px;font:bold'
        ' 1000px Arial"><tspan/></text>')),
    ("logo.svg", svg('<style>.a{opacity:1}</style><g style="opacity:1"/>' + '<g opacity=".5"/>' * 20
        + "<text/>" * 50)),
    ("logo.svg", svg(("<linearGradient>" + "<stop/>" * 20 + "</linearGradient>") * 5 + "<path/>" * 144)),
    ("logo.svg", svg('<text x="1" font-family="Frutiger, Arial">North &amp; East</text>')),
])  # fmt: skip
def test_a_plain_logo_passes(tmp_path, name, data):
    assert judged(tmp_path, name, data) is None


@pytest.mark.parametrize(
    "name",
    ["docs/assets/favicon.svg", "editions/example-north/logo.svg", "editions/enghraifft-cymru/logo.svg"],
)
def test_the_project_s_own_drawings_pass(name):
    assert fault(ROOT / name) is None


# -- what may not

HOSTILE_SVG = {
    "a script": (
        svg("<script>alert(1)</script>"),
        "holds the element 'script', which a drawing may not",
        SAVE,
    ),
    "a script of another name": (
        svg('<x:script xmlns:x="http://www.w3.org/1999/xhtml"/>'),
        "holds the element 'script', which a drawing may not",
        SAVE,
    ),
    "HTML inside": (
        svg("<foreignObject/>"),
        "holds the element 'foreignObject', which a drawing may not",
        SAVE,
    ),
    "a picture inside": (
        svg('<image href="https://host.example/pixel.png"/>'),
        "holds the element 'image', which a drawing may not",
        SAVE,
    ),
    "a link": (
        svg('<a href="javascript:alert(1)"><path/></a>'),
        "holds the element 'a', which a drawing may not",
        SAVE,
    ),
    "a change of an address": (
        svg('<set attributeName="href" to="javascript:alert(1)"/>'),
        "holds the element 'set', which a drawing may not",
        SAVE,
    ),
    "a filter": (
        svg("<filter><feImage/></filter>"),
        "holds the element 'filter', which a drawing may not",
        SAVE,
    ),
    "an event": (
        svg('<g onload="alert(1)"/>'),
        "has the attribute 'onload' on <g>, which a drawing may not",
        SAVE,
    ),
    "an event on the root": (
        svg("", 'viewBox="0 0 1 1" onload="alert(1)"'),
        "has the attribute 'onload' on <svg>, which a drawing may not",
        SAVE,
    ),
    "a base": (
        svg("", 'viewBox="0 0 1 1" xml:base="https://host.example/"'),
        "has the attribute 'xml:base' on <svg>, which a drawing may not",
        SAVE,
    ),
    "another file": (
        svg('<linearGradient href="https://host.example/a.svg#b"/>'),
        "refers to 'https://host.example/a.svg#b' from <linearGradient>",
        "let it refer only to its own parts, as '#part'; " + SAVE,
    ),
    "data": (
        svg('<linearGradient xlink:href="data:image/svg+xml,x"/>'),
        "refers to 'data:image/svg+xml,x' from <linearGradient>",
        "let it refer only to its own parts, as '#part'; " + SAVE,
    ),
    "an address in a fill": (
        svg('<path fill="url(https://host.example/#a)"/>'),
        "has 'https:' in a style or value",
        SAVE,
    ),
    "an address in a style": (
        svg('<path style="fill: URL( &quot;//host.example/a&quot; )"/>'),
        "has an address in a style or value",
        "let url() refer only to its own parts, as 'url(#part)'; " + SAVE,
    ),
    "an import": (svg('<style>@import "//host.example/a.css";</style>'), "has '@' in a style or value", SAVE),
    "a font from afar": (
        svg("<style>@font-face{src:url(//host.example/f)}</style>"),
        "has '@' in a style or value",
        SAVE,
    ),
    "an escape": (
        svg("<style>path{fill:u\\72l(//host.example/)}</style>"),
        "has '\\' in a style or value",
        SAVE,
    ),
    "an expression": (
        svg('<path style="width: expression(alert(1))"/>'),
        "has 'expression' in a style or value",
        SAVE,
    ),
    "a function that is not known": (
        svg('<path style="background: image-set(x)"/>'),
        "has 'image-set(' in a style or value",
        SAVE,
    ),
    "markup in a style": (svg("<style><g/></style>"), "has elements inside <style>", SAVE),
    "a document type": (
        b'<!DOCTYPE svg SYSTEM "https://host.example/a.dtd">' + svg(),
        "holds a DOCTYPE or an entity",
        "take the lines with <!DOCTYPE and <!ENTITY out; " + SAVE,
    ),
    "a billion laughs": (
        b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + svg("&b;"),
        "holds a DOCTYPE or an entity",
        "take the lines with <!DOCTYPE and <!ENTITY out; " + SAVE,
    ),
    "a file of the machine": (
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("<text>&a;</text>"),
        "holds a DOCTYPE or an entity",
        "take the lines with <!DOCTYPE and <!ENTITY out; " + SAVE,
    ),
    "a style sheet": (
        b'<?xml-stylesheet href="https://host.example/a.css"?>' + svg(),
        "holds an instruction to a program (<?…)",
        "take the lines that begin with <? out; " + SAVE,
    ),
    "a program's own marks": (
        svg('<g xmlns:i="urn:drawing" i:layer="1"/>'),
        "has the attribute '{urn:drawing}layer' on <g>, which a drawing may not",
        SAVE,
    ),
    "great depth": (svg("<g>" * 50 + "</g>" * 50), "has elements more than 32 deep", SAVE),
    "depth without end": (svg("<g>" * 60_000), "has elements more than 32 deep", SAVE),
    "very many elements": (svg("<path/>" * 500), "has more than 500 elements", SIMPLER_SVG),
    "a part drawn again": (
        svg('<path id="a" stroke-dasharray="1"/>' + '<use href="#a"/>' * 50),
        "has 'stroke-dasharray', which can keep a browser busy",
        SIMPLER_SVG,
    ),
    "a use": (
        svg('<g id="a"><use href="#a"/></g>'),
        "holds the element 'use', which a drawing may not",
        SAVE,
    ),
    "a symbol": (svg("<symbol/>"), "holds the element 'symbol', which a drawing may not", SAVE),
    "a pattern": (svg("<pattern/>"), "holds the element 'pattern', which a drawing may not", SAVE),
    "a mask": (svg("<mask/>"), "holds the element 'mask', which a drawing may not", SAVE),
    "a marker": (svg("<marker/>"), "holds the element 'marker', which a drawing may not", SAVE),
    "a mask as an attribute": (
        svg('<path mask="url(#a)"/>'),
        "has 'mask', which can keep a browser busy",
        SIMPLER_SVG,
    ),
    "a filter as an attribute": (
        svg('<path filter="url(#a)"/>'),
        "has 'filter', which can keep a browser busy",
        SIMPLER_SVG,
    ),
    "dashes in a style": (
        svg('<path style="stroke : red; Stroke-DashArray : .1 !important"/>'),
        "has 'stroke-dasharray', which can keep a browser busy",
        SIMPLER_SVG,
    ),
    "dashes in a style sheet": (
        svg("<style>path{stroke-dasharray:.1}</style>"),
        "has 'stroke-dasharray', which can keep a browser busy",
        SIMPLER_SVG,
    ),
    "blending": (
        svg('<g style="mix-blend-mode:luminosity"/>'),
        "has 'mix-blend-mode', which can keep a browser busy",
        SIMPLER_SVG,
    ),
    "a gradient that repeats": (
        svg('<radialGradient spreadMethod="repeat"/>'),
        "has 'spreadMethod', which can keep a browser busy",
        SIMPLER_SVG,
    ),
    "wavy lines": (
        svg('<text style="text-decoration:underline;text-decoration-style:wavy">WW</text>'),
        "has 'text-decoration-style', which can keep a browser busy",
        SIMPLER_SVG,
    ),
    "wavy lines at once": (
        svg("<style>text{text-decoration:underline wavy}</style>"),
        "has 'text-decoration', which can keep a browser busy",
        SIMPLER_SVG,
    ),
    "wavy lines as an attribute": (
        svg('<text text-decoration="WAVY underline">WW</text>'),
        "has 'text-decoration', which can keep a browser busy",
        SIMPLER_SVG,
    ),
    "letters far apart": (
        svg('<text style="letter-spacing:1000000px">WW</text>'),
        "has 'letter-spacing' over 1,000",
        "make it 1,000 or less; " + SIMPLER_SVG,
    ),
    "words far apart": (
        svg('<text word-spacing="-1e9">W W</text>'),
        "has 'word-spacing' over 1,000",
        "make it 1,000 or less; " + SIMPLER_SVG,
    ),
    "giant letters": (
        svg('<text font-size="2000">W</text>'),
        "has 'font-size' over 1,000",
        "make it 1,000 or less; " + SIMPLER_SVG,
    ),
    "giant letters in a style sheet": (
        svg("<style>text{font:bold 1000.1px Arial}</style>"),
        "has 'font' over 1,000",
        "make it 1,000 or less; " + SIMPLER_SVG,
    ),
    "a very long text": (
        svg('<text textLength="1001">WW</text>'),
        "has 'textLength' over 1,000",
        "make it 1,000 or less; " + SIMPLER_SVG,
    ),
    "very many texts": (
        svg("<text><tspan/></text>" * 25 + "<text/>"),
        "has more than 50 pieces of text",
        SIMPLER_SVG,
    ),
    "a gradient of very many stops": (
        svg("<radialGradient>" + "<stop/>" * 21 + "</radialGradient>"),
        "has a gradient of more than 20 stops",
        SIMPLER_SVG,
    ),
    "very many stops": (
        svg(("<linearGradient>" + "<stop/>" * 20 + "</linearGradient>") * 6),
        "has more than 100 stops of gradients",
        SIMPLER_SVG,
    ),
    "very much to fill with a gradient": (
        svg('<radialGradient id="a"><stop/></radialGradient><g fill="url(#a)">' + "<rect/>" * 148 + "</g>"),
        "has gradients and more than 150 elements besides",
        SIMPLER_SVG,
    ),
    "very many layers": (
        svg('<g opacity=".5"/>' * 10 + '<g style="opacity:.5"/>' * 11),
        "has more than 20 parts with an opacity",
        "write fill-opacity and stroke-opacity instead; " + SAVE,
    ),
    "layers in a style sheet": (
        svg("<style>g{opacity:.5}</style>"),
        "has 'opacity' in a style sheet",
        "write opacity as an attribute, or fill-opacity and stroke-opacity; " + SAVE,
    ),
    "shadows of text": (
        svg("<style>text{text-shadow:0 0 300px red,0 0 300px red}</style>"),
        "has 'text-shadow', which can keep a browser busy",
        SIMPLER_SVG,
    ),
    "shadows of the whole": (
        svg("<style>svg{box-shadow:inset 0 0 300px red}</style>"),
        "has the property 'box-shadow' in a style, which a drawing may not",
        SAVE,
    ),
    "a property of one's own": (
        svg('<path style="--a: red"/>'),
        "has the property '--a' in a style, which a drawing may not",
        SAVE,
    ),
    "a path in a style": (
        svg("<style>path{d:none}</style>"),
        "has the property 'd' in a style, which a drawing may not",
        SAVE,
    ),
    "a style sheet that counts": (
        svg("<style>g g ~ path{fill:red}</style>"),
        "has the selector 'g g ~ path' in a style sheet",
        "keep to classes, ids and elements, as '.a'; " + SAVE,
    ),
    "a style sheet for all": (
        svg("<style>.a, *{fill:red}</style>"),
        "has the selector '*' in a style sheet",
        "keep to classes, ids and elements, as '.a'; " + SAVE,
    ),
    "a rule in a rule": (
        svg("<style>.a{.b{fill:red}}</style>"),
        "has '.a{}' in a style sheet, which is no rule",
        SAVE,
    ),
    "half a rule": (
        svg("<style>.a{fill:red} .b{fill:blue</style>"),
        "has '.b{fill:blue' in a style sheet, which is no rule",
        SAVE,
    ),
    "a very long path": (
        svg(f'<path d="{"h1v1" * 1251}"/>'),
        "is drawn with more than 5,000 numbers and commands",
        SIMPLER_SVG,
    ),
    "many paths that are long together": (
        svg(f'<path d="{"l.1.1-1-1" * 100}"/>' * 11),
        "is drawn with more than 5,000 numbers and commands",
        SIMPLER_SVG,
    ),
    "a path of nothing but ends": (
        svg(f'<path d="M0 0{"z" * 5000}"/>'),
        "is drawn with more than 5,000 numbers and commands",
        SIMPLER_SVG,
    ),
    "very many points": (
        svg(f'<polygon points="{"1,2 " * 2501}"/>'),
        "is drawn with more than 5,000 numbers and commands",
        SIMPLER_SVG,
    ),
    "very many turns": (
        svg(f'<text rotate="{"1 " * 5001}">a</text>'),
        "is drawn with more than 5,000 numbers and commands",
        SIMPLER_SVG,
    ),
    "very much text": (
        svg("<text>" + "x" * 200 + "<tspan>" + "y" * 200 + "</tspan>" + "z" * 101 + "</text>"),
        "has more than 500 letters of text",
        SIMPLER_SVG,
    ),
    "a shape to cut with that is hard to draw": (
        svg(f'<clipPath id="a"><path d="{"h1v1" * 51}"/></clipPath>'),
        "has a <clipPath> drawn with more than 200 numbers and commands",
        SIMPLER_SVG,
    ),
    "very many cuts": (svg('<path clip-path="url(#a)"/>' * 21), "has more than 20 clip-paths", SIMPLER_SVG),
    "a cut in a cut": (
        svg('<clipPath id="a"><path clip-path="url(#b)"/></clipPath>'),
        "has a clip-path on a <clipPath> or inside one",
        SIMPLER_SVG,
    ),
    "a cut of a cut": (
        svg('<clipPath id="a" clip-path="url(#b)"/>'),
        "has a clip-path on a <clipPath> or inside one",
        SIMPLER_SVG,
    ),
    "a cut in a style": (
        svg('<path style="clip-path: url(#a)"/>'),
        "has 'clip-path' in a style",
        "write clip-path as an attribute; " + SAVE,
    ),
    "Latin 1": (svg("<title>Ynys Môn</title>").decode().encode("latin-1"), "is not UTF-8", SAVE),
    "UTF-16": (svg().decode().encode("utf-16"), "is not UTF-8", SAVE),
    "another encoding by name": (b'<?xml version="1.0" encoding="utf-7"?>' + svg(), "is not UTF-8", SAVE),
    "half a file": (
        svg("<path/>")[:-6],
        "is not well-formed XML: no element found: line 1, column 110",
        SAVE,
    ),
    "nothing": (b"", "is not well-formed XML: no element found: line 1, column 0", SAVE),
    "a page": (b"<html><body/></html>", "holds the element 'html', which a drawing may not", SAVE),
    "no namespace": (
        b'<svg viewBox="0 0 1 1"/>',
        "has an <svg> without its namespace",
        'begin it with <svg xmlns="http://www.w3.org/2000/svg" viewBox=…>',
    ),
    "a part as the whole": (
        b'<g xmlns="http://www.w3.org/2000/svg"/>',
        "begins with <g>",
        'begin it with <svg xmlns="http://www.w3.org/2000/svg" viewBox=…>',
    ),
    "no size": (svg("", ""), "says no size", "give its <svg> a viewBox, or a width and a height"),
    "a PNG": (raster(), "is not an SVG but PNG", AGAIN),
    "something else": (b"GIF89a", "is not an SVG but something else", AGAIN),
}


@pytest.mark.parametrize("name", HOSTILE_SVG)
def test_an_svg_that_does_more_than_draw_is_refused(tmp_path, name):
    data, wrong, right = HOSTILE_SVG[name]
    assert judged(tmp_path, "logo.svg", data) == (f"'logo.svg' {wrong}", right)


HOSTILE_RASTER = {
    "a bomb": ("logo.png", bomb(60_000, 60_000), "has far too many pixels", SMALLER),
    "a smaller bomb": ("logo.png", bomb(9_000, 9_000), "is 9,000 by 9,000 pixels", SMALLER),
    "a long one": ("logo.png", raster(size=(2001, 10)), "is 2,001 by 10 pixels", SMALLER),
    "a moving one": (
        "logo.png",
        moving(),
        "holds more than one picture",
        "save it as one that does not move",
    ),
    "a bomb beside the pixels": ("logo.png", bomb(40, 20, profile=b"\0" * 60_000_000), *BROKEN),
    "half a PNG": ("logo.png", raster()[:60], *BROKEN),
    "half a JPEG": ("logo.jpg", raster("JPEG", size=(400, 400), quality=95)[:2000], *BROKEN),
    "a changed PNG": ("logo.png", raster().replace(b"IDAT", b"IDAX"), *BROKEN),
    "a head alone": ("logo.jpg", b"\xff\xd8\xff", *BROKEN),
    "a JPEG of many scans": (
        "logo.jpg",
        raster("JPEG") + b"\xff\xda" * 40,
        "has more than 32 scans",
        "save it as a plain JPEG, not a progressive one",
    ),
    "a JPEG by another name": ("logo.png", raster("JPEG"), "is not a PNG but JPEG", AGAIN),
    "an SVG by another name": ("logo.jpg", svg(), "is not a JPEG but SVG", AGAIN),
}


@pytest.mark.parametrize("name", HOSTILE_RASTER)
def test_a_picture_that_is_broken_or_too_much_is_refused(tmp_path, name):
    file, data, wrong, right = HOSTILE_RASTER[name]
    assert judged(tmp_path, file, data) == (f"'{file}' {wrong}", right)


def test_other_kinds_are_refused_by_their_ending(tmp_path):
    right = "save it as SVG, PNG or JPEG, with the ending .svg, .png or .jpg"
    for name in ("logo.gif", "logo.webp", "logo", "logo.svgz", "logo.html"):
        assert judged(tmp_path, name, svg()) == (f"'{name}' is no kind of picture that a logo may be", right)


@pytest.mark.parametrize("name", ["logo.svg", "logo.png"])
def test_a_large_file_is_refused_unread(tmp_path, name):
    assert judged(tmp_path, name, b"<" * (256 * 1024 + 1)) == (
        f"'{name}' is 257 KB",
        "make it 256 KB or less",
    )


def test_what_cannot_be_read_is_refused(tmp_path):
    (tmp_path / "logo.png").mkdir()
    assert fault(tmp_path / "logo.png") == (
        "'logo.png' cannot be read (Is a directory)",
        "put a file there that can be",
    )
    assert fault(tmp_path / "gone.svg") == (
        "'gone.svg' cannot be read (No such file or directory)",
        "put a file there that can be",
    )


@given(st.binary(max_size=400))
def test_no_bytes_at_all_make_it_fall_over(data):
    svg_files.fault(data)
    assert logo_files._detect_format(data) in {None, *logo_files.FORMATS.values()}


@given(st.integers(0, 200), st.integers(0, 255))
def test_a_picture_changed_anywhere_is_judged(tmp_path_factory, at, byte):
    data = bytearray(raster())
    data[at % len(data)] = byte
    found = judged(tmp_path_factory.getbasetemp(), "changed.png", bytes(data))
    assert found is None or len(found) == 2
