"""Changes and consequences in words, for a terminal and for a comment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from macros.changes import consequences as follow, model
from macros.changes.affected_pages import AffectedPage
from macros.changes.comparison import CLOSED_LIST
from macros.changes.consequences import Consequence
from macros.changes.fields import shorten
from macros.changes.model import Change, Subject
from macros.changes.naming import spell_field
from macros.changes.pairing import unify_spaces

NOTHING = "Nothing that readers see has changed."
LONGEST_EXCERPT = 90  # Characters of a text that are shown on either side.
CONTEXT = 3  # Words that are shown before and behind those that changed.
# The headings of those that are told of together, by their kind.
_GROUPS = {
    "source": "Sources",
    "term": "Glossary",
    "drawing": "Drawings",
    "page": "Pages",
    "file": "Pictures and documents",
    CLOSED_LIST: "Closed lists",
    "list": "Lists",
}


def name_group(change: Change) -> str:
    """The heading under which a change is told: that of its record, or of all of its kind."""
    subject = change.subject
    if heading := _GROUPS.get(subject.record_kind):
        return heading
    return f"{subject.record_kind.capitalize()} {quote(subject.record_title)} ({subject.record_id})"


def group_changes(changes: Iterable[Change]) -> list[tuple[str, list[Change]]]:
    """``changes`` under their headings, in order."""
    return [(heading, list(group)) for heading, group in groupby(changes, name_group)]


def quote(text: str) -> str:
    """A title in quotation marks."""
    return f"“{text}”"


def describe_change(change: Change) -> str:
    """A change as it stands under its heading, without a full stop: ``session s1 “Who am I”, minutes: 60 →
    75``."""
    where = _name_place(change)
    what = _DESCRIBERS[type(change)](change)
    return f"{where}: {what}" if where else what


def _name_place(change: Change) -> str:
    """Where a change is, below its heading."""
    subject = change.subject
    is_heading = subject.is_record and (subject.record_kind not in _GROUPS or subject.kind == "list")
    names = [] if is_heading else [_name_subject(subject)]
    names += [spell_field(step) if place % 2 == 0 else quote(step) for place, step in enumerate(change.place)]
    if isinstance(change, model.FieldChange):
        names.append(spell_field(change.field))
    return ", ".join(names)


def _name_subject(subject: Subject) -> str:
    if subject.kind in ("file", "item"):
        return subject.title
    short_id = subject.id.removeprefix(f"{subject.record_id}/")
    return f"{subject.kind} {short_id} {quote(shorten(subject.title, LONGEST_EXCERPT))}"


# -- changes


def _describe_removed(change: model.Removed) -> str:
    subject = change.subject
    has_address = not change.place and bool(subject.path)
    return "gone" + (", and its id leads nowhere" if has_address and subject.kind != "page" else "")


def _describe_renamed(change: model.Renamed) -> str:
    return f"is now called {change.subject.id}; {change.former_id} leads to it"


def _describe_merged(change: model.Merged) -> str:
    return f"gone; its id leads to {_name_successor(change.successor)}"


def _describe_retired(change: model.Retired) -> str:
    instead = f"; in its place {_name_successor(change.successor)}" if change.successor else ""
    return f"retired on {change.date}: {change.reason.rstrip('.')}{instead}"


def _name_successor(successor: Subject) -> str:
    return f"{successor.kind} {successor.id} {quote(successor.title)}"


def _describe_reworded(change: model.Reworded) -> str:
    if not change.before:
        return f"new: {quote(shorten(change.after, LONGEST_EXCERPT))}"
    if not change.after:
        return f"gone: {quote(shorten(change.before, LONGEST_EXCERPT))}"
    before, after = excerpt_difference(change.before, change.after)
    return f"reworded: {quote(before)} → {quote(after)}"


def _describe_words(change: model.Relevelled | model.Reclassified) -> str:
    if len(change.before) == len(change.after) == 1:
        return f"{change.before[0]} → {change.after[0]}"
    return _tell_lists(change.after, change.before)


def _describe_numbers(change: model.Retimed | model.Refigured) -> str:
    return f"{_write_figure(change.before)} → {_write_figure(change.after)}"


def _write_figure(value: float | str | None) -> str:
    if value is None:
        return "none"
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _describe_remapped(change: model.Remapped) -> str:
    if change.field == "parent":
        return f"moved from {change.removed[0].title} to {change.added[0].title}"
    return _tell_lists([end.title for end in change.added], [end.title for end in change.removed])


def _tell_lists(added: Iterable[str], removed: Iterable[str]) -> str:
    """``now also A; no longer B and C``."""
    added, removed = list(map(quote, added)), list(map(quote, removed))
    pieces = [f"now also {join_words(added)}"] if added else []
    return "; ".join([*pieces, *([f"no longer {join_words(removed)}"] if removed else [])])


def join_words(words: list[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _describe_amended(change: model.Amended) -> str:
    if not (change.before or change.after):
        return "changed"
    return f"{change.before or 'none'} → {change.after or 'none'}"


_DESCRIBERS: dict[type[Change], Callable[[Any], str]] = {
    model.Added: lambda change: "new",
    model.Removed: _describe_removed,
    model.Renamed: _describe_renamed,
    model.Merged: _describe_merged,
    model.Retired: _describe_retired,
    model.Reworded: _describe_reworded,
    model.Relevelled: _describe_words,
    model.Reclassified: _describe_words,
    model.Retimed: _describe_numbers,
    model.Refigured: _describe_numbers,
    model.Remapped: _describe_remapped,
    model.Reordered: lambda change: "in another order",
    model.Amended: _describe_amended,
}


def excerpt_difference(before: str, after: str) -> tuple[str, str]:
    """What differs between two texts: from the first to the last word that is another, with a few words
    around it, each at most so long as fits on a line."""
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    blocks = [block for block in matcher.get_opcodes() if block[0] != "equal"]
    if not blocks:
        return shorten(before, LONGEST_EXCERPT), shorten(after, LONGEST_EXCERPT)
    return (
        _cut(old, blocks[0][1] - CONTEXT, blocks[-1][2] + CONTEXT),
        _cut(new, blocks[0][3] - CONTEXT, blocks[-1][4] + CONTEXT),
    )


def _cut(words: list[str], start: int, end: int) -> str:
    """The words from ``start`` to ``end``, with an ellipsis where others stand before or behind them."""
    start = max(0, start)
    text = " ".join(words[start:end])
    end_mark = "…" if end < len(words) and len(text) <= LONGEST_EXCERPT else ""
    return f"{'…' if start else ''}{shorten(text, LONGEST_EXCERPT)}{end_mark}"


# -- consequences


def describe_consequence(consequence: Consequence) -> str:
    """A consequence as a whole sentence."""
    return _SENTENCES[type(consequence)](consequence)


def describe_consequences(consequences: Iterable[Consequence]) -> list[str]:
    """Consequences as whole sentences, with one for all the ways in which an item is covered no longer:
    ``MLCF 3.2 Planning is no longer taught or assessed anywhere.``"""
    sentences = []
    for _key, group in groupby(enumerate(consequences), _name_sentence):
        alike = [consequence for _number, consequence in group]
        first, ways = alike[0], [change.kind for change in alike if isinstance(change, follow.CoverageChange)]
        sentences.append(
            _describe_coverage(first, ways)
            if isinstance(first, follow.CoverageChange)
            else describe_consequence(first)
        )
    return sentences


def _name_sentence(numbered: tuple[int, Consequence]) -> object:
    """What the consequences have in common that are told in one sentence; others have a number of their
    own."""
    number, consequence = numbered
    if isinstance(consequence, follow.CoverageChange):
        return consequence.subject, consequence.is_covered
    return number


def _describe_coverage(consequence: follow.CoverageChange, ways: Sequence[str] = ()) -> str:
    """``ways`` are those of all changes that are told together."""
    name, ways = consequence.subject.title, [*ways] or [consequence.kind]
    either = " or ".join([", ".join(ways[:-1]), ways[-1]]) if len(ways) > 1 else ways[0]
    if consequence.is_new:
        return f"{name} is new and is not {either} anywhere."
    across = "" if consequence.is_core else ", by name or by way of a crosswalk"
    if consequence.is_covered:
        return f"{name} is now {join_words(ways)}{across}."
    return f"{name} is no longer {either} anywhere{across}."


def _describe_total(consequence: follow.TotalChange) -> str:
    subject, before, after = consequence.subject, consequence.before, consequence.after
    name = f"the {subject.kind} {quote(subject.title)}"
    if subject.kind == "pathway":
        more = "more" if after > before else "less"
        return f"{count(abs(after - before), 'minute')} {more} on {name}: {after:g}, not {before:g}."
    unit, _, parts = consequence.measure.partition(" of ")
    if subject.kind == "programme":
        parts = "modules"
    whose = f"The {parts} of {name} come" if parts else f"{name[0].upper()}{name[1:]} comes"
    return f"{whose} to {after:g} {unit}, not {before:g}."


def _describe_address(consequence: follow.AddressGone) -> str:
    anchor = f"#{consequence.anchor}" if consequence.anchor else ""
    return f"The address {consequence.path}{anchor} leads nowhere now."


def _describe_ratings(consequence: follow.RatingsLost) -> str:
    behaviours = count(consequence.number, "behaviour")
    return (
        f"Ratings that people keep of {behaviours} of {consequence.subject.title} count no more: a reworded"
        " behaviour is a new one."
    )


_SENTENCES: dict[type[Consequence], Callable[[Any], str]] = {
    follow.CoverageChange: _describe_coverage,
    follow.TotalChange: _describe_total,
    follow.AddressGone: _describe_address,
    follow.RatingsLost: _describe_ratings,
}


def count(number: float, noun: str) -> str:
    """A number with its noun: ``1 page``, ``2 pages``."""
    return f"{number:,g} {noun}{'' if number == 1 else 's'}"


def describe_pages(pages: list[AffectedPage]) -> str:
    """``14 pages change, 1 is new and 2 are gone.``"""
    numbers = {how: sum(page.how == how for page in pages) for how in ("changed", "new", "gone")}
    pieces = []
    if numbers["changed"]:
        pieces.append(
            f"{count(numbers['changed'], 'page')} {'changes' if numbers['changed'] == 1 else 'change'}"
        )
    for how in ("new", "gone"):
        if number := numbers[how]:
            noun = "" if pieces else f" {'page' if number == 1 else 'pages'}"
            pieces.append(f"{number:,}{noun} {'is' if number == 1 else 'are'} {how}")
    return f"{join_words(pieces)}." if pieces else "No page of the site changes."


def describe_page(page: AffectedPage) -> str:
    """A page of the site in a list: ``modules/teams, “Leading teams” (new)``."""
    how = "" if page.how == "changed" else f" ({page.how})"
    return f"{page.path}, {quote(unify_spaces(page.title))}{how}"
