"""YAML is read as the text it is, with the place of every value; whatever the bytes, the worst is a located
problem."""

from __future__ import annotations

import contextlib
import random
import sys

import pytest
import runs
import yaml
from hypothesis import example, given, strategies as st
from places import ROOT

from macros.base.odd_characters import find_refused
from macros.base.problems import Problems
from macros.base.yaml_files import MAX_BYTES, MAX_DEPTH, parse, read

sys.path.insert(0, str(ROOT / "scripts" / "bench"))
try:
    import long_yaml
finally:
    sys.path.remove(str(ROOT / "scripts" / "bench"))

PATH = "framework/any.yml"


def data(text: str):
    return parse(text.encode(), PATH).data


def said(text: str | bytes) -> list[str]:
    with pytest.raises(Problems) as caught:
        parse(text if isinstance(text, bytes) else text.encode(), PATH)
    return [str(problem).removeprefix(f"{PATH}:") for problem in caught.value.problems]


# -- scalars are text


@pytest.mark.parametrize(
    "written",
    [
        "NO",
        "no",
        "yes",
        "on",
        "True",
        "1.10",
        "012",
        "0o14",
        "0x1F",
        "22:22",
        "1_000",
        "1e3",
        ".5",
        ".inf",
        ".nan",
        "2024-02-31",
        "2026-11-22",
        "=",
        "<<",
        "+1",
    ],
)
def test_a_plain_scalar_is_the_text_it_is(written):
    assert data(f"a: {written}\nb: [{written}]\n") == {"a": written, "b": [written]}
    assert data(f"{written}: a\n") == {written: "a"}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_none_unless_it_is_quoted(written):
    assert data(f"a: {written}\nb: '{written}'\nc: [\"{written}\"]\n") == {
        "a": None,
        "b": written,
        "c": [written],
    }


def test_a_folded_block_keeps_its_paragraphs():
    text = "a: >-\n  One line\n  and the next.\n\n  A new paragraph.\nb: |\n  kept\n  as it is\n"
    assert data(text) == {"a": "One line and the next.\n\nA new paragraph.", "b": "kept\nas it is\n"}


@pytest.mark.parametrize("written", ["a: x \ue000", 'a: "x \\ue000"', "a: x &#xE000;", "a: x &#57344; y"])
def test_private_characters_are_refused_however_they_are_written(written):
    with pytest.raises(Problems) as caught:
        parse(written.encode(), "a.yml")
    assert [(each.wrong, each.right) for each in caught.value.problems] == [
        ("holds the private character U+E000", "delete it")
    ]


def test_letters_of_every_plane_are_text():
    assert data("a: Café 漢字 😀\n") == {"a": "Café 漢字 😀"}


# -- places


def test_values_are_located_at_their_keys_and_list_items_at_their_start():
    file = parse(
        b"id: x\nsessions:\n  - id: s1\n    plan:\n      - {minutes: 20, title: A}\n  - id: s2\n", PATH
    )
    assert file.locate(()) == (1, 1)
    assert file.locate(("sessions",)) == (2, 1)
    assert file.locate(("sessions", 1)) == (6, 5)
    assert file.locate(("sessions", 0, "plan", 0, "title")) == (5, 23)


def test_a_route_to_nowhere_is_located_at_the_nearest_value_above():
    file = parse(b"id: x\nsessions:\n  - id: s1\n", PATH)
    assert file.locate(("sessions", 0, "minutes")) == (3, 5)
    assert file.locate(("sessions", 9)) == (2, 1)
    assert file.locate(("nowhere", "at all")) == (1, 1)
    assert file.locate(("id", "deeper", 2)) == (1, 1)


def test_columns_count_letters_not_bytes():
    assert said("- é漢😀: b: c\n") == [
        "1:9: file: a ':' stands where no key can be; put the text in quotes or on a '>-' block"
    ]


# -- refusals that no golden case shows


def test_every_key_that_stands_twice_is_reported():
    assert said("a: 1\na: 2\nb:\n  c: 1\n  c: 2\n  c: 3\n") == [
        "2:1: file: the key 'a' stands twice; keep one of them",
        "5:3: file: the key 'c' stands twice; keep one of them",
        "6:3: file: the key 'c' stands twice; keep one of them",
    ]


def test_the_size_is_a_limit_not_a_rough_guide():
    assert data("#" * (MAX_BYTES - 5) + "\na: b")["a"] == "b"
    assert said(b"#" * MAX_BYTES + b"\n") == [
        "1:1: file: is larger than 256 KB; split it into several records"
    ]


def test_a_large_file_is_not_read_whole(tmp_path):
    with (tmp_path / "big.yml").open("wb") as big:
        big.truncate(1 << 40)  # A terabyte of nothing: takes no room, and would not fit into memory.
    with pytest.raises(Problems, match="is larger than 256 KB"):
        read(tmp_path / "big.yml", PATH)


DEEP = {
    "blocks": lambda n: "".join(" " * i + "a:\n" for i in range(n - 1)) + " " * (n - 1) + "a: b\n",
    "dashes": lambda n: "- " * n + "a\n",
    "brackets": lambda n: "[" * n + "]" * n,
    "braces": lambda n: "{a: " * n + "b" + "}" * n,
    "questions": lambda n: "? " * n + "a\n",
    "dashes after an old line end": lambda n: "# x\r" + "- " * n + "a\n",
    "blocks with old line ends": (
        lambda n: "".join(" " * i + "a:\r" for i in range(n - 1)) + " " * (n - 1) + "a: b\r"
    ),
    "brackets after an old line end": lambda n: "a: b\rc:\r " + "[" * n + "]" * n,
    "dashes in a list": lambda n: "a:\n  -   " + "- " * n + "a\n",
    "questions and dashes": lambda n: "? - " * ((n + 1) // 2) + "a\n",
    "braces without spaces": lambda n: '{"a":' * n + "b" + "}" * n,
    "lists at their key's column": (
        lambda n: "a:\n" + "".join("  " * i + "- a:\n" for i in range(n // 2)) + "  " * (n // 2) + " b\n"
    ),
}


@pytest.mark.parametrize("shape", DEEP)
def test_depth_has_a_limit_and_no_effect_on_the_stack(shape):
    make = DEEP[shape]
    for depth in (
        MAX_DEPTH + 1,
        MAX_DEPTH * 2,
        500,
        501 if "block" in shape or "column" in shape else 30_000,
    ):
        assert said(make(depth))[0].endswith("is nested too deep; keep to 20 levels of nesting"), depth
    if "questions" not in shape:
        parse(make(MAX_DEPTH - 3).encode(), PATH)


def test_flow_inside_blocks_does_not_get_round_the_limit():
    for blocks in range(1, 20):
        for flow in range(1, 20):
            text = (
                "".join(" " * i + "a:\n" for i in range(blocks))
                + " " * blocks
                + "- "
                + "[" * flow
                + "]" * flow
                + "\n"
            )
            deep = blocks + 1 + flow > MAX_DEPTH
            try:
                parse(text.encode(), PATH)
                assert not deep, (blocks, flow)
            except Problems as found:
                assert deep and "is nested too deep" in str(found), (blocks, flow)


MARKED_PLACES = [
    "{}",
    "a: {}",
    "- {}",
    "a:\n  {}",
    "a:\n- b\n- {}",
    "[{}]",
    "[b,{}]",
    "{{a: {}}}",
    "{{a: b, c: {}}}",
    "? {}",
    "a:\t{}",
    "- - {}",
    '"a": {}',
    "a: # x\n  {}",
    "a: [b,\n  c, {}]",
    "a: [b\n  ,{}]",
    "{{a: b,\n c, {}}}",
    '{{"a":{}}}',
    "[b, [c], {}]",
    "a:\r  {}",
    "a:\r\n  {}",
    "{{b: c,\n ? {} : d}}",
    "- a:\n  - {}",
]  # fmt: skip


@pytest.mark.parametrize("mark", ["&a x", "*a", "!x y", "! y", "!", "!!str y", "&a", "!<tag:x> y", "&a !x y"])
def test_anchors_aliases_and_tags_are_refused_wherever_they_stand(mark):
    texts = [place.format(mark) + "\n" for place in MARKED_PLACES]
    passed = [
        text
        for text in texts
        if not any("anchor" in line or "alias" in line or "tag" in line for line in said(text))
    ]
    assert passed == []


@pytest.mark.parametrize(
    "text",
    [
        "a: Stop! Look.",
        "a: R&D",
        "a: b & c",
        "a: 5 * 3",
        "a: 'x' # & *a !b",
        "a: '& x'",
        'a: "*x"',
        "a: >-\n  & x\n  * y\n  ! z",
        "a: b\n  *c\n  &d",
    ],
)
def test_marks_that_are_only_words_are_left_alone(text):
    assert set(data(text)) == {"a"}


# -- whatever the bytes


def lies_within(problem, text: str) -> bool:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return problem.line <= len(lines) and problem.col <= len(lines[problem.line - 1]) + 1


def parse_or_problems(raw: bytes) -> None:
    try:
        file = parse(raw, PATH)
    except Problems as found:
        assert found.problems
        for problem in found.problems:
            assert problem.path == PATH and problem.line >= 1 and problem.col >= 1
            assert "\n" not in str(problem)
            assert lies_within(problem, raw.decode("utf-8-sig", "replace"))
        return
    assert_plain(file.data, MAX_DEPTH)


def assert_plain(value: object, depth: int) -> None:
    if isinstance(value, (list, dict)):
        assert depth > 0
        for each in value.values() if isinstance(value, dict) else value:
            assert_plain(each, depth - 1)
    else:
        assert value is None or type(value) is str


@given(st.binary(max_size=200))
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@example(b"\x00")
def test_arbitrary_bytes_give_data_or_problems(raw):
    parse_or_problems(raw)


@given(st.text(max_size=200))
@example("a: \ud800".encode("utf-8", "replace").decode())
@example("\x85")
@example("a:\u2028b")
def test_arbitrary_text_gives_data_or_problems(text):
    parse_or_problems(text.encode("utf-8", "surrogatepass"))


INDICATORS = st.text(alphabet="ab01 \n\t\r-?:,[]{}#&*!|>'\"%@`\\<=~.é\u2028\ufeff", max_size=80)


@given(INDICATORS)
def test_text_made_of_yaml_own_marks_gives_data_or_problems(text):
    parse_or_problems(text.encode())


LINES = [
    "a:", "  b: c", "- ", "- a", "  - {a: b}", "    c: [d, e]", "a: >-", "  x", "", "---", "...",
    "%YAML 1.2", "? a", ": b", "'", '"', "&a b", "*a", "!t c", "<<: *a", "\t", "- - -", "#",
]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=12).map("\n".join))
def test_lines_of_yaml_in_any_order_give_data_or_problems(text):
    parse_or_problems(text.encode())


LONG = 15_000 if runs.FAST else 60_000


@pytest.mark.parametrize(("start", "piece"), long_yaml.FILES)
def test_a_file_of_twice_the_length_takes_twice_the_work(start, piece):
    """Counted in calls of functions, ours and PyYAML's. What one call costs ``scripts/bench --reading``
    measures."""
    once, twice = (calls(long_yaml.write_long_file(start, piece, size)) for size in (LONG // 10, LONG // 5))
    assert twice < 2.2 * once + 50


def calls(raw: bytes) -> int:
    """How many functions are called to read ``raw``, which gives data or problems."""
    number = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        with contextlib.suppress(Problems):
            parse(raw, PATH)
    finally:
        sys.setprofile(before)
    return number


@pytest.mark.parametrize(("start", "piece"), long_yaml.FILES)
def test_a_long_file_gives_data_or_problems(start, piece):
    parse_or_problems(long_yaml.write_long_file(start, piece, LONG // 3))


SCALAR = st.one_of(
    st.none(),
    st.text(
        alphabet=st.characters(
            exclude_categories=["Cs", "Cc", "Co", "Pi", "Pf"],
            exclude_characters="\ufffe\uffff\u201a\u201e\uff02\uff07",
        ).filter(lambda letter: not list(find_refused(letter))),
        max_size=12,
    ).filter(lambda words: not list(find_refused(words))),
)
TREE = st.recursive(
    SCALAR,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text("abcxyz-_", min_size=1), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text("abcxyz", min_size=1), TREE, min_size=1, max_size=4), st.booleans())
def test_what_is_written_is_what_is_read(tree, flow):
    """A tree of text, dumped with every text in quotes, comes back as it was."""

    class Dumper(yaml.SafeDumper):
        ignore_aliases = lambda self, value: True

    Dumper.add_representer(
        str, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:str", value, style="'")
    )
    text = yaml.dump(tree, Dumper=Dumper, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    assert data(text) == tree


@given(
    st.dictionaries(st.text("abcxyz", min_size=1), TREE, min_size=1, max_size=4),
    st.randoms(use_true_random=False),
)
def test_every_value_is_located_inside_the_file(tree, chance: random.Random):
    text = yaml.dump(tree, allow_unicode=True, Dumper=yaml.SafeDumper)
    try:
        file = parse(text.encode(), PATH)
    except Problems:  # The dumper made an anchor of a value that stands twice.
        assert "&id" in text
        return
    route, value = [], file.data
    while isinstance(value, (list, dict)) and value:
        step = chance.choice(list(value) if isinstance(value, dict) else range(len(value)))
        route.append(step)
        value = value[step]
        line, col = file.locate(tuple(route))
        at = text.split("\n")[line - 1][col - 1 :]
        if isinstance(step, str):
            assert at.startswith((step, f"'{step}'", f'"{step}"', "? "))
