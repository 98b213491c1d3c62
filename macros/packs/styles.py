"""The colours of a pack: the handbook's, or those that an edition has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.editions.colours import compute_tokens, resolve_roles
from macros.editions.edition import Edition

ASSETS = Path(__file__).parent / "assets"  # Style sheets and the script of slides.
# The tokens that sheets and slides use, by their names without "--hb-".
_NAMES = (
    *("paper", "surface", "sunken", "ink", "ink-soft", "rule", "rule-strong", "focus"),
    *("accent", "accent-strong", "accent-ink", "accent-soft", "warm", "warm-soft"),
)


@dataclass(frozen=True)
class PackColours:
    """The colours of either scheme as ``#rrggbb``, by the names of their tokens without ``--hb-``."""

    light: Mapping[str, str]
    dark: Mapping[str, str]

    def write_css(self) -> str:
        """The style sheet that sets them: the dark ones on screens that ask for them."""
        dark = f"@media screen and (prefers-color-scheme: dark) {{\n{_write_rule(self.dark)}}}\n"
        return _write_rule(self.light) + dark


def read_colours(edition: Edition | None) -> PackColours:
    """The handbook's colours, with those of an edition over them."""
    schemes = []
    for scheme, by_role in resolve_roles(edition.colours if edition else {}):
        tokens = {**scheme.tokens, **compute_tokens(scheme, by_role)}
        schemes.append({name: tokens[name] for name in _NAMES})
    return PackColours(*schemes)


def read_asset(name: str) -> str:
    """The text of one of the files in ``assets``, without blank lines, which no rendered page has."""
    lines = (ASSETS / name).read_text("utf-8").splitlines()
    return "\n".join(line for line in lines if line.strip())


def _write_rule(values: Mapping[str, str]) -> str:
    return ":root {\n" + "".join(f"  --hb-{name}: {value};\n" for name, value in values.items()) + "}\n"
