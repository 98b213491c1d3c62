"""How templates are compiled to Python, and where that is kept: beside Python's own compiled files, so that a
template is compiled once and not in each build."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from io import StringIO
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef, optimizeconst
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]  # It is in C.

from macros.base.notes import note

FOLDER = Path(__file__).parent / "templates" / "__pycache__"


def escape_piece(value: object) -> str:
    """``value`` as a piece of HTML: like ``escape``, without making a ``Markup`` of each piece, since the
    whole becomes one."""
    if type(value) is str:
        escaped: str = _escape_inner(value)
        return escaped
    return value if type(value) is Markup else str(escape(value))


_mark_up = partial(str.__new__, Markup)  # Of what is known to be a text, at a third of the cost.


class PlainMacro(Macro):
    """A macro of a template that escapes. Where it is called with values in their order alone, as nearly
    always, its function is called with these at once; Jinja first asks in which template it is called, and
    sorts them."""

    def __init__(self, *settings: Any):
        super().__init__(*settings)
        self._missing = (missing,) * self._argument_count
        self._is_plain = not (self.catch_kwargs or self.catch_varargs or self.caller)

    def __call__(self, *values: Any, **named_values: Any) -> str:
        """The HTML that the macro makes of these values. Raises ``TypeError`` for some that it does not
        take."""
        if named_values or not self._is_plain or len(values) > self._argument_count:
            return super().__call__(*values, **named_values)
        html: str = _mark_up(self._func(*values, *self._missing[len(values) :]))
        return html


class PlainCalls(CodeGenerator):
    """Compiles a call in a template as a call, and a macro as a :class:`PlainMacro`. Jinja goes through a
    method for each call, which looks whether what is called wants the context; no function of the handbook's
    templates does, and a page makes hundreds of calls."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Write the code of a template, with the import that its output needs."""
        self.writeline("from macros.rendering.compiled_templates import PlainMacro, escape_piece")
        super().visit_Template(node, frame)

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Write a call, without the variables of loops and blocks that Jinja hands on for the context."""
        self.visit(node.node, frame)
        code, self.stream = self.stream, StringIO()
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        arguments, self.stream = self.stream.getvalue(), code
        self.write(f"({arguments.removeprefix(', ')})")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write what makes a macro, as a :class:`PlainMacro` where what it gives is always escaped."""
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("Plain")
        super().macro_def(macro_ref, frame)

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("escape_piece(")
        else:
            super()._output_child_pre(node, frame, finalize)


class CompiledTemplates(jinja2.FileSystemBytecodeCache):
    """The compiled templates of one environment, told apart by its ``name``: what is compiled depends on the
    filters and settings of an environment, on the version of Jinja and on this module.

    A file is used only where it was compiled from the very text of its template. Where files cannot be kept,
    as in a folder without the right to write, templates are compiled each time.
    """

    def __init__(self, name: str):
        compiler = sha256(Path(__file__).read_bytes()).hexdigest()[:12]
        super().__init__(str(FOLDER), f"{name}-{version('jinja2')}-{compiler}-%s.jinja")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what is kept for a template; nothing where that cannot be read."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, unless Python keeps nothing either or the disk refuses it."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                FOLDER.mkdir(exist_ok=True)
                super().dump_bytecode(bucket)


def keep_compiled(env: jinja2.Environment, name: str) -> None:
    """Have the templates of ``env`` compiled by :class:`PlainCalls`, and kept by :class:`CompiledTemplates`
    under ``name``. From here on each template has what ``env`` has as globals when it is first used."""
    env.code_generator_class = PlainCalls
    # Jinja joins the two in a ChainMap, which it copies whenever a template is rendered or imported.
    join_globals = lambda values: {**env.globals, **(values or {})}
    env.make_globals = join_globals  # type: ignore[method-assign]
    env.bytecode_cache = CompiledTemplates(name)


def note_templates(env: Any, group: str) -> None:
    """Have it noted, as the fact ``template``, when a template of ``env`` is used: as ``group`` and its name,
    ``pages/item.html``. What is compiled asks ``env`` for each template that it includes or imports."""
    get_template = env.get_template

    def get_noted(name: Any, *arguments: Any, **keywords: Any) -> Any:
        note("template", f"{group}/{name}")
        return get_template(name, *arguments, **keywords)

    env.get_template = get_noted
