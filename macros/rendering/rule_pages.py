"""The pages that explain the rules of the check: one a rule, and one that lists all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from macros.addresses.urls import Urls
from macros.base.rule_explanations import PAGES, Explanation, read_explanations
from macros.i18n.phrases import _

INDEX = f"{PAGES}/index"
EXPLANATIONS = "macros/checks/explanations"  # The folder of their files, from the repository's.


@dataclass(frozen=True)
class RulePage:
    """The page of a rule, of which ``explanation`` is shown."""

    explanation: Explanation

    # The page's text: one macro call; the id stands in the front matter.
    source = "{{ rule(id) }}"
    entry = None  # It is made from no record.

    @property
    def id(self) -> str:
        """The name of the rule."""
        return self.explanation.name

    @property
    def title(self) -> str:
        """Its title: the name by which the check has it."""
        return self.explanation.name

    @property
    def path(self) -> str:
        """Its place in the site."""
        return self.explanation.path


@dataclass(frozen=True)
class RuleIndexPage:
    """The page that lists all rules."""

    path: str = INDEX
    id: str = "rules"

    source = "{{ rules() }}"
    entry = None

    @property
    def title(self) -> str:
        """Its title."""
        return _("Rules of the check")


def list_rule_pages() -> Iterator[RulePage | RuleIndexPage]:
    """Yield the page that lists all rules, and the page of each."""
    yield RuleIndexPage()
    yield from map(RulePage, read_explanations().values())


def build_rule_front_matter(page: RulePage | RuleIndexPage, urls: Urls) -> dict[str, Any]:
    """The front matter of one of these pages, as :func:`macros.rendering.record_pages.build_front_matter`
    gives it for others."""
    trail = [(_("Handbook"), "index")]
    description = _("What the check asks of records, pages and editions, and why.")
    if isinstance(page, RulePage):
        trail.append((RuleIndexPage().title, INDEX))
        description = page.explanation.title
    return {
        "id": page.id,
        "title": page.title,
        "description": description,
        "breadcrumbs": [{"title": title, "url": urls.page(path)} for title, path in trail],
        "section": "contribute/index.md",
    }
