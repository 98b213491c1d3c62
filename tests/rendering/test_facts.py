"""What the facts say that pages rest on."""

from __future__ import annotations

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.rendering.facts import Facts
from macros.rendering.renderer import Renderer


def test_a_template_is_another_once_one_that_it_names_is(tmp_path, small_book):
    renderer = Renderer(small_book, Urls(), Repository())

    def digest(name: str) -> str:
        return Facts(renderer, {}, {"pages": [tmp_path]}).find_digest(f"template: pages/{name}")

    (tmp_path / "page.html").write_text('{% include "foot.html" %}', "utf-8")
    (tmp_path / "foot.html").write_text('{% from "parts.html" import line %}', "utf-8")
    (tmp_path / "other.html").write_text("other", "utf-8")
    before, other = digest("page.html"), digest("other.html")
    (tmp_path / "parts.html").write_text('{% include "page.html" %}', "utf-8")  # In a circle.
    added = digest("page.html")
    (tmp_path / "parts.html").write_text("{% macro line() %}line{% endmacro %}", "utf-8")
    assert len({before, added, digest("page.html"), digest("parts.html")}) == 4
    assert digest("other.html") == other
