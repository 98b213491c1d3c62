"""A macro call that cannot be read is told where it stands, what is meant by quotes of Word is known, and
nothing else is blamed for what the call would have given."""

from __future__ import annotations

import pytest

from macros.checks.mending import mend
from macros.checks.run import check_handbook
from macros.hand_written.calls import ONLY_CALLS, Call, read_calls

PAGE = "---\ndrafted: 2026-11-22\n---\n# A page\n\n{}\n\n## Further on {{: #further }}\n\nWords.\n"
QUOTE = "U+{} quotation mark) is no quote mark of a macro call"
LEFT, SINGLE = QUOTE.format("201C (left double"), QUOTE.format("2018 (left single")
CASES = (
    ("{{ card(“small-steps”) }}", ("card", ("small-steps",)), [(8, LEFT, 'write "small-steps"')]),
    ('{{ card(“small-steps") }}', ("card", ("small-steps",)), [(8, LEFT, 'write "')]),
    ("{{ ref(“a”, words=‘it’s b’) }}", ("ref", ("a",)), [
        (7, LEFT, 'write "a"'), (18, SINGLE, 'write "it’s b"'),
    ]),
    ("{% raw %}{{ card(“a”) }}{% endraw %}", None, []),
    ('{{ card("a }}', None, [(0, "cannot be read (unexpected char '\"')", ONLY_CALLS)]),
    ("{{ card(# }}", None, [(0, "cannot be read (unexpected char '#')", ONLY_CALLS)]),
)  # fmt: skip


@pytest.mark.parametrize("text, call, faults", CASES, ids=[case[0] for case in CASES])
def test_what_stops_jinja_is_told_and_the_rest_is_read(text, call, faults):
    pieces, told = read_calls(f'{text} and {{{{ term("b") }}}}')
    calls = [(piece.name, piece.arguments) for piece in pieces if isinstance(piece, Call)]
    assert calls == [*([call] if call else []), ("term", ("b",))]
    assert [(offset, fault.wrong, str(fault.right)) for offset, fault in told] == faults


def test_a_page_is_read_on_behind_a_few_such_calls_and_then_no_more():
    pieces, faults = read_calls('{{ card("a }}\n' * 100 + '{{ term("b") }}')
    assert len(faults) == 21 and not any(isinstance(piece, Call) for piece in pieces)


@pytest.fixture
def pages(small):
    """Two pages, of which the second leads to places on the first."""
    (small / "docs").mkdir()
    links = "[on](a.md#further) [card](a.md#card-small-steps)"
    (small / "docs/b.md").write_text(PAGE.format(links), "utf-8")

    def check(call: str) -> list[str]:
        (small / "docs/a.md").write_text(PAGE.format(call), "utf-8")
        return [str(problem) for problem in check_handbook(small).problems]

    assert check('{{ card("small-steps") }}') == []
    return check


def test_quotes_of_word_are_one_problem_which_fix_mends(pages, small):
    call = "{{ card(“small-steps”) }}"
    assert pages(call) == [f'docs/a.md:6:9: macro call: {LEFT}; write "small-steps"']
    (mended,) = mend(small, check_handbook(small).problems)[0]
    assert mended.after.decode() == PAGE.format('{{ card("small-steps") }}')


def test_no_link_to_what_an_unread_call_may_give_is_blamed(pages):
    assert pages('{{ card("small-steps }}') == [
        f"docs/a.md:6:1: macro call: cannot be read (unexpected char '\"'); {ONLY_CALLS}"
    ]


def test_no_page_is_called_lonely_while_one_that_may_link_to_it_is_unread(pages, small):
    (small / "mkdocs.yml").write_text("site_name: A\nnav: [b.md]\n", "utf-8")
    lonely = "is in no menu, and no page links to it"
    (small / "docs/c.md").write_text(PAGE.format("Words."), "utf-8")
    assert any(f"docs/c.md:1:1: page: {lonely}" in said for said in pages("Words."))
    assert not any(lonely in said for said in pages("{{ link(# }}"))
