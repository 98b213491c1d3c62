"""The handbook's package: records in, pages and files out.

docs/contribute/architecture.md has a picture of the packages, and says which may import which.
"""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Entry point of mkdocs-macros (``module_name: macros``); see :mod:`macros.mkdocs_site.plugin`."""
    from macros.mkdocs_site.plugin import define_env as define

    define(env)
