"""The environment that pages are rendered in runs calls of macros with constants, and nothing else,
whatever the check has seen."""

from __future__ import annotations

import pytest
from jinja2.exceptions import SecurityError

from macros.hand_written.calls import PageEnvironment


@pytest.fixture
def environment() -> PageEnvironment:
    return PageEnvironment({"record": lambda id: f"<p>{id}</p>"}, ("id", "more"))


def test_a_macro_is_given_constants_and_the_variables_that_are_named(environment):
    assert environment.from_string("{{ record(id) }} {{ record('b') }}").render(id="a") == "<p>a</p> <p>b</p>"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{{ record(*id) }}", "a page may only call macros"),
        ("{{ record(**more) }}", "a page may only call macros"),
        ("{{ id }}", "a page may only call macros"),
        ("{{ more('x') }}", "a page may only call macros"),
        ("{{ record(record('x')) }}", "a page may not call a macro within a call"),
        ("{{ record(id=other) }}", "'other' is no macro"),
        ("{{ record(id + 'x') }}", "a page may not hold the expression 'add'"),
    ],
)
def test_all_else_is_refused_when_it_is_compiled(environment, text, fault):
    with pytest.raises(SecurityError) as refused:
        environment.from_string(text)
    assert str(refused.value) == fault
