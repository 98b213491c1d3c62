"""What must hold of the content. One rule, one file; listed by hand, so that each is a decision."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from macros import hosting
from macros.base.problems import Problem, Problems
from macros.checks.rules import (
    anchors_do_not_clash,
    behaviours_can_be_seen,
    cases_are_told_in_full,
    coverage_is_complete,
    crosswalks_are_complete,
    docs_hold_what_is_published,
    editions_fit,
    figures_have_sources,
    hours_add_up,
    ids_are_unique,
    ids_stand_once,
    instruments_have_their_scale,
    items_have_ranks,
    pages_are_safe,
    pages_call_macros,
    pages_have_addresses,
    pages_lead_somewhere,
    parts_refer_to_parts,
    pathways_fit_their_minutes,
    prerequisites_have_no_cycle,
    prose_is_safe,
    references_resolve,
    settings_are_sound,
    sources_are_whole,
    summaries_read_well,
    theories_fit_their_shape,
    tools_have_their_form,
    translations_say_something,
    views_are_embedded_once,
    words_are_in_vocabulary,
)
from macros.hand_written.files import list_files
from macros.hand_written.links import Places
from macros.hand_written.pages import WrittenPage, read_pages
from macros.i18n.catalogue import ENGLISH
from macros.i18n.phrases import speaking
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.loader import ROOTS, load
from macros.rendering.anchors import Anchors, Preview
from macros.rendering.record_pages import GENERATED, generated_pages
from macros.rendering.renderer import paths_of
from macros.tools.script_bundle import FOLDER as SCRIPTS

if TYPE_CHECKING:
    from macros.editions.edition import Edition

RULES = (
    ids_are_unique,
    anchors_do_not_clash,
    references_resolve,
    words_are_in_vocabulary,
    sources_are_whole,
    prose_is_safe,
    hours_add_up,
    prerequisites_have_no_cycle,
    parts_refer_to_parts,
    crosswalks_are_complete,
    theories_fit_their_shape,
    instruments_have_their_scale,
    tools_have_their_form,
    items_have_ranks,
    pathways_fit_their_minutes,
    cases_are_told_in_full,
    behaviours_can_be_seen,
    summaries_read_well,
    figures_have_sources,
    translations_say_something,
    coverage_is_complete,
)
# Those that are asked for more than a handbook: about pages, files and editions.
RULES_OF_THEIR_OWN = (
    docs_hold_what_is_published, pages_call_macros, pages_are_safe, pages_have_addresses, views_are_embedded_once, ids_stand_once,
    pages_lead_somewhere, settings_are_sound, editions_fit,
)  # fmt: skip


@dataclass(frozen=True)
class Checked:
    """What a check of the repository found: the problems, sorted, and the handbook of what is sound; with an edition laid over it,
    that as well, and the handbook is without what it leaves out. ``pages`` are the hand-written pages by their place in ``docs``, which
    a build is to publish as they were judged."""

    problems: list[Problem]
    handbook: Handbook
    edition: Edition | None = None
    pages: Mapping[str, WrittenPage] = field(default_factory=dict)


def check_all(root: Path) -> Checked:
    """Read everything under ``root`` and put it to every rule. Raises nothing for bad content."""
    handbook, problems = load(root)
    problems.extend(_judge_records(handbook, root))
    pages, unreadable = read_pages(root)
    problems.extend([*unreadable, *_judge_pages(handbook, pages, _files_of(root), sound=not problems)])
    return Checked(sorted(set(problems)), handbook, pages=pages)


def _judge_records(handbook: Handbook, root: Path, edition: Edition | None = None) -> Iterator[Problem]:
    for rule in RULES:
        yield from rule.check(handbook)
    yield from docs_hold_what_is_published.check(root)
    yield from hosting.check(root, edition.layers if edition else ())
    yield from settings_are_sound.check(handbook, root)


def _judge_pages(handbook: Handbook, pages: Mapping[str, WrittenPage], files: Iterable[str], sound: bool, leaving: Collection[Entry] = ()) -> Iterator[Problem]:
    """Yield a problem for everything wrong with the hand-written ``pages``; ``files`` are what they may link to besides, and only
    where the records are ``sound`` are these and the macros asked for the ids they give."""
    misfits = list(pages_call_macros.misfits(handbook, pages.values(), leaving))
    yield from (page.problem(call.offset, "macro call", *fault) for page, call, fault in misfits)
    yield from pages_are_safe.check(pages.values())
    yield from pages_have_addresses.check(handbook, pages.values())
    yield from views_are_embedded_once.check(pages.values())
    anchors = Anchors(handbook, pages, Preview(handbook) if sound else None, {(page.uri, call) for page, call, _ in misfits})
    yield from ids_stand_once.check(pages.values(), anchors)
    yield from pages_lead_somewhere.check(pages, Places([*pages, *generated_pages(handbook)], files), anchors, handbook.unread)


def _judge_links_without(handbook: Handbook, pages: Mapping[str, WrittenPage], files: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for every link to a place that is gone with the records that an edition leaves out of ``handbook``."""
    gone = {f"{path}.md" for path in paths_of(handbook.left_out.values())}
    places = Places([*pages, *generated_pages(handbook), *gone], files)
    yield from pages_lead_somewhere.check(pages, places, Anchors(handbook, pages, Preview(handbook)), gone=gone)


def _files_of(root: Path, edition: Edition | None = None) -> Iterator[str]:
    """The places in ``docs`` of all files that are no pages, those that a build adds included."""
    yield from (uri for uri, _ in list_files(root / "docs") if not uri.startswith(f"{SCRIPTS}/"))  # These become one.
    yield from GENERATED
    if edition:
        from macros.editions import additions

        yield from additions.files_of(edition)
        yield from additions.generated(edition)




def check_edition(root: Path, folder: Path) -> Checked:
    """Like :func:`check_all`, with the edition in ``folder`` laid over the handbook.

    Where the edition cannot be read, the national handbook is checked alone, so that all is said in one run.
    """
    from macros.editions import additions, omissions
    from macros.editions.reading import read_edition

    try:
        edition = read_edition(folder, root)
    except Problems as found:
        alone = check_all(root)
        return Checked(sorted({*found.problems, *alone.problems}), alone.handbook)
    places = additions.places(edition)
    handbook, problems = load(root, places)
    going = omissions.going(handbook, edition)
    problems.extend(_judge_records(handbook, root, edition))
    problems.extend(additions.faults(edition))
    problems.extend(editions_fit.check(handbook, edition, going))
    pages, unreadable = read_pages(root, places)
    files = list(_files_of(root, edition))
    problems.extend([*unreadable, *_judge_pages(handbook, pages, files, sound=not problems, leaving=going)])
    if not problems:
        whole = handbook
        handbook, problems = omissions.without(whole, edition)
        if going and not problems:
            problems = list(_judge_links_without(handbook, pages, files))
        edition = omissions.said_without(edition, whole, handbook)
    return Checked(sorted(set(problems)), handbook, edition, pages)


class _Answer(NamedTuple):
    """What :func:`checked` gave: the root and the edition it was asked for, the files and folders that were read,
    their stamp from before, and what was found."""

    question: tuple[str, str]
    read: list[Path]
    stamp: list[tuple]
    found: Checked


_last_answer: ContextVar[_Answer | None] = ContextVar("last answer", default=None)


def checked(root: Path, folder: Path | None = None) -> Checked:
    """What :func:`check_all` finds (:func:`check_edition`, with the ``folder`` of an edition); its last answer in
    this context again while no file it reads has changed. For builds, which check first and then load.

    What a check renders, it renders in English, whatever language a build before it has left in this context.
    """
    question = str(root.resolve()), str(folder)
    last = _last_answer.get()
    if last and last.question == question and last.stamp == _stamp(last.read):
        return last.found
    _last_answer.set(None)  # Its memory is free for what is read now.
    with speaking(ENGLISH):
        answer = _answer(question, root, folder)
    _last_answer.set(answer if answer.stamp else None)
    return answer.found


def _answer(question: tuple[str, str], root: Path, folder: Path | None) -> _Answer:
    """The answer to a question; its stamp is empty where the edition cannot be read: what it would read is not known
    then, and next time it is looked at again."""
    read = [root / name for name in ("docs", *ROOTS, hosting.PATH, settings_are_sound.PATH)]
    stamp = _stamp(read)  # Taken before reading: what changes meanwhile is read again next time.
    if folder is None:
        found = check_all(root)
    elif (found := check_edition(root, folder)).edition:
        from macros.editions.additions import watched

        also = watched(found.edition)
        read, stamp = [*read, *also], stamp + _stamp(also)
    else:
        stamp = []
    return _Answer(question, read, stamp, found)


def _stamp(places: Iterable[Path]) -> list[tuple]:
    """The files and folders at ``places`` and in them, with time and size; without these where one is gone or leads nowhere, as
    editors' lock files do."""
    found: list[tuple] = []
    for file in (file for place in places for file in (place, *sorted(place.rglob("*")))):
        try:
            stat = file.stat()
            found.append((str(file), stat.st_mtime_ns, stat.st_size))
        except OSError:
            found.append((str(file),))
    return found
