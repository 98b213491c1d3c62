"""Templates compiled to plain calls: the HTML of Jinja's own compiler, and kept for the next build."""

from __future__ import annotations

import jinja2
import pytest
from jinja2.compiler import CodeGenerator
from markupsafe import Markup

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.rendering import compiled_templates
from macros.rendering.compiled_templates import PlainCalls, escape_piece, keep_compiled
from macros.rendering.renderer import Renderer


@pytest.mark.slow
def test_pages_are_those_of_jinjas_own_compiler(real_book, monkeypatch):
    ours = Renderer(real_book, Urls(), Repository())
    monkeypatch.setattr(
        "macros.rendering.renderer.keep_compiled",
        lambda env, name: setattr(env, "code_generator_class", CodeGenerator),
    )
    jinjas = Renderer(real_book, Urls(), Repository())
    for entries in real_book.records.values():
        for entry in entries[:2]:
            assert ours.render_record(entry) == jinjas.render_record(entry), entry


def test_no_function_of_the_templates_wants_the_context(real_book):
    env = Renderer(real_book, Urls(), Repository()).env
    assert [name for name, value in env.globals.items() if hasattr(value, "jinja_pass_arg")] == []


def test_calls_in_loops_blocks_and_of_macros_with_a_caller():
    env = jinja2.Environment(autoescape=True)
    env.code_generator_class = PlainCalls
    template = env.from_string(
        "{% macro m(a, b='<') %}{{ a }}{{ b }}{{ caller(a) if caller }}{% endmacro %}"
        "{% for i in f(2, *[1], **{'c': 3}) %}{{ m(i) }}"
        "{% call(x) m(i, b=i) %}[{{ x }}]{% endcall %}{% endfor %}"
        "{% block end %}{{ g() }}{% endblock %}"
    )
    html = template.render(f=lambda *all, **named: [*all, *named.values()], g=lambda: "&")
    assert html == "2&lt;22[2]1&lt;11[1]3&lt;33[3]&amp;"


def test_a_macro_takes_what_jinjas_own_takes():
    text = (
        "{% macro m(a, b='<') %}{{ a }}{{ b }}{% endmacro %}"
        "{% macro v(a) %}{{ a }}{{ varargs }}{% endmacro %}"
        "{{ m('&') }} {{ m('&', '>') }} {{ m(b=1, a=2) }} {{ v(1) }} {{ v(1, 2) }} {{ m('&') | length }}"
    )
    html = []
    for compiler in (PlainCalls, CodeGenerator):
        env = jinja2.Environment(autoescape=True)
        env.code_generator_class = compiler
        html.append(env.from_string(text).render())
        for call, refusal in (
            ("m(1, 2, 3)", "macro 'm' takes not more than 2 argument(s)"),
            ("m(1, c=3)", "macro 'm' takes no keyword argument 'c'"),
        ):
            with pytest.raises(TypeError) as refused:
                env.from_string(f"{text}{{{{ {call} }}}}").render()
            assert str(refused.value) == refusal
    assert html == ["&amp;&lt; &amp;&gt; 21 1() 1(2,) 9"] * 2


def test_a_template_has_the_globals_of_its_environment_and_its_own():
    env = jinja2.Environment(loader=jinja2.DictLoader({"a": "{{ x }}{{ y }}{{ z }}"}))
    keep_compiled(env, "test")
    env.globals |= {"x": 1, "y": 2}
    assert env.get_template("a", globals={"y": 3}).render(z=4) == "134"
    assert type(env.get_template("a").globals) is dict and env.globals["y"] == 2


@pytest.mark.parametrize("value", ["<a>", Markup("<a>"), 5, None, 1.5, ["'"]])
def test_a_piece_is_escaped_once(value):
    assert escape_piece(value) == str(Markup("{}").format(value))


def test_compiled_templates_are_kept_and_used_only_for_their_own_text(tmp_path, monkeypatch):
    monkeypatch.setattr(compiled_templates, "FOLDER", tmp_path / "kept")
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    (tmp_path / "a.html").write_text("{{ 1 + 1 }}", "utf-8")

    def render() -> str:
        env = jinja2.Environment(loader=jinja2.FileSystemLoader(tmp_path))
        keep_compiled(env, "test")
        return env.get_template("a.html").render()

    assert render() == "2"
    (file,) = (tmp_path / "kept").iterdir()
    code = file.read_bytes()
    file.write_bytes(code[: len(code) // 2])
    assert render() == "2" and file.read_bytes() == code
    (tmp_path / "a.html").write_text("{{ 1 + 2 }}", "utf-8")
    assert render() == "3"


def test_templates_are_compiled_where_nothing_can_be_kept(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setattr(compiled_templates, "FOLDER", tmp_path / "file" / "kept")
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    (tmp_path / "a.html").write_text("{{ 1 + 1 }}", "utf-8")
    env = jinja2.Environment(loader=jinja2.FileSystemLoader(tmp_path))
    keep_compiled(env, "test")
    assert env.get_template("a.html").render() == "2"
