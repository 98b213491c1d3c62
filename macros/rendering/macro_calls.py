"""How the macros are called, read from their signatures and docstrings."""

from __future__ import annotations

import inspect
from collections.abc import Callable


def read_call(macro: Callable[..., object]) -> inspect.Signature:
    """The signature of a macro, a method, as pages call it: without ``self``, and without what it returns."""
    signature = inspect.signature(macro)
    return signature.replace(
        parameters=list(signature.parameters.values())[1:], return_annotation=inspect.Signature.empty
    )


def describe_call(name: str, macro: Callable[..., object]) -> tuple[str, str, str]:
    """A macro as its name, its call with all parameters, and its docstring as prose."""
    parameters = ", ".join(
        parameter.name if parameter.default is parameter.empty else f'{parameter.name}="{parameter.default}"'
        for parameter in read_call(macro).parameters.values()
    )
    prose = inspect.cleandoc(macro.__doc__ or "").replace("``", "`")
    return name, f"{name}({parameters})", prose
