"""Pictures drawn from records at build time, as SVG for both colour schemes, print and screen readers.

Each has a title and a description, and its content stands as text beside it on the page.
"""

from macros.rendering.pictures.arc import draw_arc
from macros.rendering.pictures.control_charts import (
    draw_run_chart,
    draw_xmr_chart,
    list_run_rules,
    list_xmr_rules,
    tabulate_series,
)
from macros.rendering.pictures.lineage import draw_lineage, sort_frameworks
from macros.rendering.pictures.measures import draw_measure, format_figure, format_interval, has_figures
from macros.rendering.pictures.meetings import draw_clock, draw_weeks, has_weeks
from macros.rendering.pictures.programme import draw_logic_model, draw_pathway, format_span, name_column
from macros.rendering.pictures.rule_sketches import draw_rule_sketches
from macros.rendering.pictures.shapes import SHAPES, draw_project_cycle, draw_scale
from macros.rendering.pictures.stakeholders import draw_force_field, draw_grid
from macros.rendering.pictures.theories import FORMS, draw_theory
from macros.rendering.pictures.timeline import draw_timeline
from macros.rendering.pictures.wheel import draw_wheel

__all__ = [
    "FORMS",
    "SHAPES",
    "name_column",
    "format_figure",
    "sort_frameworks",
    "format_interval",
    "draw_arc",
    "draw_clock",
    "draw_weeks",
    "has_weeks",
    "draw_force_field",
    "draw_grid",
    "draw_lineage",
    "draw_rule_sketches",
    "draw_run_chart",
    "draw_xmr_chart",
    "list_run_rules",
    "list_xmr_rules",
    "tabulate_series",
    "draw_logic_model",
    "draw_measure",
    "has_figures",
    "draw_pathway",
    "draw_project_cycle",
    "draw_scale",
    "format_span",
    "draw_theory",
    "draw_timeline",
    "draw_wheel",
]
