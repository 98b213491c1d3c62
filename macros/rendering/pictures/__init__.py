"""Pictures drawn from the data at build time, as SVG that both colour schemes, print and screen readers can
use.

Each has a title, a description and, beside it on the page, its content as text.
"""

from macros.rendering.pictures.lineage import in_order, lineage
from macros.rendering.pictures.measures import figure_of, interval_of, measure
from macros.rendering.pictures.programme import column, logic_model, pathway, span_of
from macros.rendering.pictures.theory import SHAPES, project_cycle, scale, theory
from macros.rendering.pictures.wheel import wheel

__all__ = [
    "SHAPES",
    "column",
    "figure_of",
    "in_order",
    "interval_of",
    "lineage",
    "logic_model",
    "measure",
    "pathway",
    "project_cycle",
    "scale",
    "span_of",
    "theory",
    "wheel",
]
