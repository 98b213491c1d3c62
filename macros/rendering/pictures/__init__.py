"""Pictures drawn from records at build time, as SVG for both colour schemes, print and screen readers.

Each has a title and a description, and its content stands as text beside it on the page.
"""

from macros.rendering.pictures.lineage import draw_lineage, sort_frameworks
from macros.rendering.pictures.measures import draw_measure, format_figure, format_interval, has_figures
from macros.rendering.pictures.programme import draw_logic_model, draw_pathway, format_span, name_column
from macros.rendering.pictures.theory import SHAPES, draw_project_cycle, draw_scale, draw_theory
from macros.rendering.pictures.wheel import draw_wheel

__all__ = [
    "SHAPES",
    "name_column",
    "format_figure",
    "sort_frameworks",
    "format_interval",
    "draw_lineage",
    "draw_logic_model",
    "draw_measure",
    "has_figures",
    "draw_pathway",
    "draw_project_cycle",
    "draw_scale",
    "format_span",
    "draw_theory",
    "draw_wheel",
]
