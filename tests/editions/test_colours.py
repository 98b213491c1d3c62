"""An edition's colours: what is refused, that the nearest passes, and that every pair of the theme holds in
any hue."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys

import pytest
import runs
from built import ROOT
from hypothesis import given, settings, strategies as st

from macros.base.problems import Fault
from macros.editions import colours
from macros.editions.colours import (
    DARK_SELECTOR,
    ROLES,
    build_style_sheet,
    compute_contrast,
    compute_luminance,
    convert_from_oklch,
    convert_to_oklch,
    find_nearest_readable,
    is_readable,
    parse_colour,
    read_national_schemes,
    read_schemes,
    tint,
)

ANY = st.tuples(*[st.integers(0, 255)] * 3).map(lambda parts: "#%02x%02x%02x" % parts)
FEW = runs.EXAMPLES * 2 // 5  # Where each works out two whole schemes.
SCHEME = pytest.mark.parametrize("scheme", read_national_schemes(), ids=["light", "dark"])
FORM = 'write # and three or six hexadecimal digits, in quotation marks, such as "#005eb8"'

# As tests/browser/test_shell.py has them: what is read on what, and what is seen on what.
TEXT_PAIRS = [
    *itertools.product(["ink", "ink-soft", "accent", "accent-strong", "warm", "good", "bad"],
        ["paper", "surface", "sunken"]),
    *itertools.product(["ink", "ink-soft", "accent"], ["accent-soft", "warm-soft", "bad-soft"]),
    ("warm", "warm-soft"), ("bad", "bad-soft"), ("ink", "mark"),
    ("accent-ink", "accent"), ("accent-ink", "accent-strong"), ("paper", "data-1"),
    *((f"heat-ink-{step}", f"heat-{step}") for step in range(5)),
]  # fmt: skip
SHAPE_PAIRS = [
    *itertools.product(
        [*(f"data-{n}" for n in range(1, 6)), "focus", "rule-strong", "accent", "warm"],
        ["paper", "surface", "sunken"],
    )
]


def faint(css: str = "") -> list[str]:
    """The pairs that do not hold with ``css`` laid over the national tokens."""
    found = []
    for scheme, new in zip(read_national_schemes(), read_schemes(css), strict=True):
        values = {**scheme.tokens, **new.tokens}
        found += [
            f"{scheme.name}: {ink} on {ground}: {compute_contrast(values[ink], values[ground]):.3f}"
            for pairs, least in ((TEXT_PAIRS, 4.5), (SHAPE_PAIRS, 3))
            for ink, ground in pairs
            if compute_contrast(values[ink], values[ground]) < least
        ]
    return found


# -- what a colour is


@pytest.mark.parametrize(
    "text, colour", [("#005eb8", "#005eb8"), ("#05B", "#0055bb"), ("#ABCDEF", "#abcdef")]
)
def test_a_colour_is_three_or_six_digits(text, colour):
    assert parse_colour(text) == colour


@pytest.mark.parametrize("text", [
    "red", "rgb(0, 94, 184)", "#12", "#1234", "#12345", "#1234567", "#005eb8ff", "005eb8", "#00５eb8",
    "#005eb8\n", " #005eb8", "#005eb8; } body { display: none", "red;}", "#gggggg", "var(--hb-paper)",
    "url(https://host.example/x)", "",
])  # fmt: skip
def test_what_is_no_colour_is_refused(text):
    [(route, (wrong, right))] = colours.find_faults({"accent": text})
    assert route == ("colours", "accent") and right == FORM
    assert wrong.endswith("is not a colour")


def test_a_refusal_shows_what_was_given():
    assert list(colours.find_faults({"dark_warm": "red;}"})) == [
        (("colours", "dark_warm"), Fault("'red;}' is not a colour", FORM))
    ]


# -- contrast


@pytest.mark.parametrize(
    "one, other, ratio",
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#ffffff", 1),
        ("#777777", "#ffffff", 4.478),
        ("#005eb8", "#ffffff", 6.377),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert compute_contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert compute_contrast(other, one) == compute_contrast(one, other)


@given(ANY)
def test_the_way_to_oklch_and_back_loses_nothing(colour):
    assert convert_from_oklch(*convert_to_oklch(colour)) == colour


# -- golden cases


def test_nhs_blue_passes():
    assert list(colours.find_faults({"accent": "#005eb8", "warm": "#7c2855"})) == []


def test_a_yellow_is_refused_with_the_nearest_that_passes():
    assert list(colours.find_faults({"accent": "#FFCC00"})) == [(
        ("colours", "accent"),
        Fault(("'#ffcc00' is too faint for text in the light scheme: 1.25:1 on '--hb-bad-soft', where WCAG"
               " 2.2 (1.4.3) asks 4.5:1"),
              "the nearest of the same hue that can is '#826600'"),
    )]  # fmt: skip


def test_a_dark_blue_is_refused_in_the_dark():
    assert list(colours.find_faults({"accent": "#005eb8", "dark_accent": "#005eb8"})) == [(
        ("colours", "dark_accent"),
        Fault(("'#005eb8' is too dark for text in the dark scheme: 2.18:1 on '--hb-accent-soft', where WCAG"
               " 2.2 (1.4.3) asks 4.5:1"),
              "the nearest of the same hue that can is '#4694f2'"),
    )]  # fmt: skip


def test_every_colour_that_fails_is_reported_and_no_other():
    given = {"accent": "#ffcc00", "dark_accent": "#123", "warm": "#9a4a1c", "dark_warm": "brown"}
    assert [route[-1] for route, _ in colours.find_faults(given)] == ["accent", "dark_accent", "dark_warm"]


def test_what_is_left_out_is_no_fault():
    assert (
        list(colours.find_faults({}))
        == list(colours.find_faults({"accent": None, "dark_accent": None}))
        == []
    )


# -- the nearest


@SCHEME
@pytest.mark.parametrize("role", ROLES)
@given(colour=ANY)
def test_the_nearest_passes_and_keeps_the_hue(scheme, role, colour):
    found = find_nearest_readable(colour, role, scheme)
    assert is_readable(found, role, scheme)
    assert find_nearest_readable(found, role, scheme) == found
    if is_readable(colour, role, scheme):
        assert found == colour
    _, chroma, hue = convert_to_oklch(found)
    if chroma > 0.06:
        assert abs((hue - convert_to_oklch(colour)[2] + 180) % 360 - 180) < 3


@SCHEME
@settings(max_examples=FEW)
@given(colour=ANY)
def test_nothing_of_that_hue_is_nearer(scheme, colour):
    """A second way to the answer: every lightness in between fails."""
    lightness, chroma, hue = convert_to_oklch(colour)
    away = abs(convert_to_oklch(find_nearest_readable(colour, "accent", scheme))[0] - lightness)
    between = [
        convert_from_oklch(lightness + sign * away * part / 20, chroma, hue)
        for part in range(1, 19)
        for sign in (-1, 1)
    ]
    if away > 0.02:
        assert not any(is_readable(each, "accent", scheme) for each in between)


@given(colour=ANY, to=ANY)
def test_a_tint_keeps_the_luminance(colour, to):
    new = tint(colour, to, "#0b5d5b")
    assert compute_contrast(colour, new) < 1.05


# -- the style sheet


def test_the_national_handbook_has_none():
    assert build_style_sheet({}) == ""
    assert faint() == []


@settings(max_examples=FEW)
@given(accent=ANY, warm=ANY)
def test_every_pair_of_the_theme_holds_in_any_hue(accent, warm):
    light, _ = read_national_schemes()
    css = build_style_sheet(
        {
            "accent": find_nearest_readable(accent, "accent", light),
            "warm": find_nearest_readable(warm, "warm", light),
        }
    )
    assert faint(css) == []


@settings(max_examples=FEW)
@given(accent=ANY)
def test_a_dark_colour_of_its_own_holds_too(accent):
    _, dark = read_national_schemes()
    given = find_nearest_readable(accent, "accent", dark)
    css = build_style_sheet({"dark_accent": given})
    assert faint(css) == []
    assert ":root" not in css and f"--hb-accent: {given};" in css


@settings(max_examples=FEW)
@given(accent=ANY, warm=st.none() | ANY, dark=st.none() | ANY)
def test_what_is_set_in_the_light_is_set_in_the_dark(accent, warm, dark):
    """Both rules weigh the same: what the dark left out, the light rule would lend it."""
    css = build_style_sheet({"accent": accent, "warm": warm, "dark_accent": dark})
    light, _, rest = css.partition(DARK_SELECTOR)
    assert set(re.findall(r"--hb-[\w-]+", light)) <= set(re.findall(r"--hb-[\w-]+", rest))


def test_the_style_sheet_of_nhs_blue():
    css = build_style_sheet({"accent": "#005EB8"})
    assert css.startswith(
        "/* The edition's colours, made from edition.yml */\n:root {\n  --hb-accent: #005eb8;\n "
        " --hb-accent-ink: #ffffff;\n"
    )
    assert '@media screen {\n  [data-md-color-scheme="slate"] {\n    --hb-accent: #4694f2;\n' in css
    assert "--hb-chart-line: #005eb812;" in css and "--hb-warm" not in css
    assert re.fullmatch(
        r"(/\*[^*]*\*/\n)(:root|@media screen|  \[data-md-color-scheme=\"slate\"\]|[\s{}]|--hb-[\w-]+:"
        r" #[0-9a-f]{6,8};)+",
        css,
    )


def test_a_chart_colour_is_kept_where_the_accent_would_be_taken_for_another():
    """The purple of the third line, and a brown like the second: the first stays the national teal."""
    for colour, first in (("#6a4c93", "#0b5d5b"), ("#a84f1d", "#0b5d5b"), ("#005eb8", "#005eb8")):
        assert f"--hb-data-1: {first};" in build_style_sheet({"accent": colour}).partition(DARK_SELECTOR)[0]


def test_black_and_white_have_the_luminance_of_black_and_white():
    assert (compute_luminance("#000000"), compute_luminance("#ffffff")) == (0, pytest.approx(1))


# -- what it costs


@pytest.mark.slow
def test_a_check_without_an_edition_does_not_import_coloraide(small):
    program = (
        "import sys\nfrom macros.cli import main\n"
        "code = main(['--root', *sys.argv[1:]])\nsys.exit(code or 'coloraide' in sys.modules)"
    )
    (small / "mkdocs.yml").write_text("site_name: Small\n")
    (small / "docs").mkdir()
    (small / "docs" / "index.md").write_text("---\ntitle: Small\ndrafted: 2026-11-22\n---\n# Small\n")
    command = [sys.executable, "-c", program, str(small), "check"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True).returncode == 0
