"""Puts a repository to every rule: reads it, judges records, pages and settings, and keeps the last result
for a build."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from macros import hosting
from macros.base.notes import note
from macros.base.problems import Problem, Problems, name_rule
from macros.base.rule_names import HOSTING_IS_SOUND
from macros.base.yaml_files import SoundFiles
from macros.checks import RULES, RULES_OF_ENTRIES, partial_records, theme_templates
from macros.checks.rule_names import name_rule_of
from macros.checks.rules import (
    absences_are_dated,
    catalogues_are_sound,
    closed_lists_are_carried_over,
    docs_hold_what_is_published,
    editions_fit,
    examples_say_so,
    folders_can_be_read,
    ids_stand_once,
    links_lead_to_owners,
    page_owners_are_roles,
    pages_are_linked,
    pages_call_macros,
    pages_have_addresses,
    pages_hold_allowed_html,
    pages_lead_somewhere,
    pages_say_when_drafted,
    pages_show_no_marks,
    published_ids_stay,
    quotations_are_sound,
    released_pages_are_listed,
    releases_have_days,
    retired_is_out_of_use,
    settings_are_sound,
    views_are_embedded_once,
    words_are_british,
)
from macros.hand_written.files import list_files
from macros.hand_written.links import Places
from macros.hand_written.markdown_conversion import Converter
from macros.hand_written.pages import PageMemory, WrittenPage, read_pages
from macros.i18n import catalogue
from macros.i18n.catalogue import ENGLISH
from macros.i18n.phrases import use_catalogue
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import VOCABULARY
from macros.records.loader import load_handbook
from macros.records.partial_reading import take_while_read
from macros.records.quoting import fill_in
from macros.records.record_files import RECORD_FOLDERS
from macros.records.schemas import FOLDER as SCHEMAS
from macros.rendering.anchors import Anchors, Preview
from macros.rendering.facts import Facts, digest, name_entry
from macros.rendering.kept_pages import Pages, Store
from macros.rendering.record_pages import GENERATED_FILES, list_generated_uris
from macros.rendering.renderer import TEMPLATES, list_paths
from macros.tools.script_bundle import SCRIPTS_FOLDER

if TYPE_CHECKING:
    from macros.editions.edition import Edition

_WITHOUT_FACTS = ("exemption", "synonym")  # Entries that no page shows: whether they changed is not known.
FOLDERS = ("docs", *RECORD_FOLDERS)  # Of the handbook and of an edition, from which is read.


@dataclass(frozen=True)
class CheckResult:
    """The result of a check.

    ``problems`` are sorted and each stands once. ``handbook`` holds the records that are sound. ``edition``
    is the one laid over the handbook, if any. Without problems, the handbook lacks what that leaves out, and
    its texts hold what they quote.
    ``pages`` are the hand-written pages by their place in ``docs``, which a build publishes as they were
    judged here.
    """

    problems: list[Problem]
    handbook: Handbook
    edition: Edition | None = None
    pages: Mapping[str, WrittenPage] = field(default_factory=dict)


def check_handbook(root: Path) -> CheckResult:
    """Read the national handbook under ``root`` and put it to every rule. Raises nothing for bad content."""
    if refused := _list_refused((root / name, name) for name in FOLDERS):
        return CheckResult(refused, Handbook())
    memory = MEMORY.get()
    sound_files, converter = _start_reading(memory)
    handbook, problems = load_handbook(root, sound_files=sound_files)
    pages, unreadable = read_pages(
        root, unread=handbook.unread, converter=converter, memory=memory.written_pages if memory else None
    )
    files = list(_list_files(root))
    preview = Preview(handbook)
    judged = _recall(memory, preview, pages, files) if not (problems or unreadable) else Pages(None)
    problems.extend(_judge_records(handbook, root, judged))
    problems.extend(name_rule_of(pages_say_when_drafted, pages_say_when_drafted.check(root, pages)))
    problems.extend(
        name_rule_of(page_owners_are_roles, page_owners_are_roles.check(handbook, pages.values()))
    )
    problems.extend(
        [
            *unreadable,
            *_judge_pages(handbook, pages, files, judged, None if problems else preview),
            *name_rule_of(pages_are_linked, pages_are_linked.check(root, handbook, pages)),
        ]
    )
    if memory and not problems:
        memory.read_after = {"yaml": sound_files.done, "html": converter.done}
        judged.finish()
    return CheckResult(sorted(set(problems)), handbook if problems else fill_in(handbook), pages=pages)


def _list_refused(folders: Iterable[tuple[Path, str]]) -> list[Problem]:
    """The problems of ``folders`` that cannot be looked into, sorted."""
    return sorted(name_rule_of(folders_can_be_read, folders_can_be_read.check(folders)))


def _start_reading(memory: Memory | None) -> tuple[SoundFiles, Converter]:
    """What reads records and pages, with what the check before has read."""
    known = memory.read if memory else {}
    return SoundFiles(known.get("yaml")), Converter(known.get("html"))


def _recall(
    memory: Memory | None, preview: Preview, pages: Mapping[str, WrittenPage], files: Iterable[str]
) -> Pages:
    """What the check before found sound, as far as nothing has changed that it read for that. From here on
    the ``preview`` has what was rendered then."""
    judged = Pages(memory)
    if memory:
        facts = Facts(preview.renderer, pages, {"pages": [TEMPLATES]})
        judged.compare(facts, [digest(sorted(files))])
        preview.renderer.remember = judged.remember
    return judged


def _judge_records(
    handbook: Handbook, root: Path, judged: Pages, edition: Edition | None = None
) -> Iterator[Problem]:
    for rule in RULES:
        if rule not in RULES_OF_ENTRIES:
            yield from name_rule_of(rule, rule.check(handbook))
        elif hasattr(rule, "check_rest"):
            yield from name_rule_of(rule, rule.check_rest(handbook))
    for top in handbook.list_top_entries():
        if top.kind in _WITHOUT_FACTS:
            yield from _judge_entry(handbook, top)
            continue
        yield from judged.judge(name_entry(top), lambda: _judge_entry(handbook, top))  # noqa: B023
    yield from partial_records.check(handbook)
    yield from name_rule_of(catalogues_are_sound, judged.judge("catalogues", _judge_catalogues))
    lists = judged.judge("lists", lambda: _judge_lists(handbook, root))
    yield from name_rule_of(closed_lists_are_carried_over, lists)
    yield from name_rule_of(docs_hold_what_is_published, docs_hold_what_is_published.check(root))
    policy = take_while_read(hosting.check(root, edition.layers if edition else ()))
    yield from name_rule(HOSTING_IS_SOUND, policy)
    settings = judged.judge("settings", lambda: _judge_settings(handbook, root))
    yield from name_rule_of(settings_are_sound, settings)
    yield from name_rule_of(settings_are_sound, judged.judge("theme", lambda: _judge_theme(root)))


def _judge_entry(handbook: Handbook, top: Entry) -> Iterator[Problem]:
    for rule in RULES_OF_ENTRIES:
        yield from name_rule_of(rule, rule.check_entry(handbook, top))


def _judge_settings(handbook: Handbook, root: Path) -> list[Problem]:
    for place in (settings_are_sound.PATH, settings_are_sound.OWN_THEME, *settings_are_sound.HOOKS):
        note("files", str(root / place))
    return settings_are_sound.check(handbook, root)


def _judge_theme(root: Path) -> Iterator[Problem]:
    note("files", str(root / settings_are_sound.OWN_THEME))
    return theme_templates.check(root, settings_are_sound.OWN_THEME)


def _judge_lists(handbook: Handbook, root: Path) -> Iterator[Problem]:
    for place in (VOCABULARY, SCHEMAS, closed_lists_are_carried_over.PHRASES):
        note("files", str(root / place))
    return closed_lists_are_carried_over.check(handbook, root)


def _judge_catalogues() -> Iterator[Problem]:
    note("files", str(catalogue.LOCALE))
    return catalogues_are_sound.check()


def _judge_pages(
    handbook: Handbook,
    pages: Mapping[str, WrittenPage],
    files: Iterable[str],
    judged: Pages,
    preview: Preview | None,
    omitted: Collection[Entry] = (),
) -> Iterator[Problem]:
    """Yield a problem for every fault of the hand-written ``pages``.

    ``files`` are the places in ``docs`` of other files that they may link to. ``judged`` says which pages
    were found sound before. ``preview`` runs macros to learn the ids they write, which can be done only where
    the records have no problems. ``omitted`` are the records that an edition leaves out.
    """
    names = {uri: f"page {uri}" for uri in pages}
    misfits = [
        misfit
        for uri, page in pages.items()
        for misfit in judged.judge(
            names[uri],
            lambda: pages_call_macros.find_misfits(handbook, pages.values(), omitted, [page]),  # noqa: B023
        )
    ]
    problems = (page.problem(call.offset, "macro call", *fault) for page, call, fault in misfits)
    yield from name_rule_of(pages_call_macros, problems)
    yield from name_rule_of(pages_have_addresses, pages_have_addresses.check(handbook, pages.values()))
    yield from name_rule_of(views_are_embedded_once, views_are_embedded_once.check(pages.values()))
    yield from name_rule_of(published_ids_stay, published_ids_stay.check(handbook, pages))
    yield from name_rule_of(releases_have_days, releases_have_days.check(pages.values()))
    unlisted = released_pages_are_listed.check(handbook, pages.values())
    yield from name_rule_of(released_pages_are_listed, unlisted)
    anchors = Anchors(handbook, pages, preview, {(page.uri, call) for page, call, _ in misfits})
    places = Places([*pages, *list_generated_uris(handbook)], files)

    def judge(page: WrittenPage) -> Iterator[Problem]:
        note("page", page.uri)
        links = pages_lead_somewhere.check(pages, places, anchors, handbook.unread, judged=[page])
        for rule, problems in (
            (pages_hold_allowed_html, pages_hold_allowed_html.check([page])),
            (pages_show_no_marks, pages_show_no_marks.check([page])),
            (words_are_british, words_are_british.check_pages([page])),
            (absences_are_dated, absences_are_dated.check_pages([page])),
            (examples_say_so, examples_say_so.check_pages(handbook, [page])),
            (links_lead_to_owners, links_lead_to_owners.check_pages([page])),
            (quotations_are_sound, quotations_are_sound.check_pages(handbook, [page])),
            (ids_stand_once, ids_stand_once.check([page], anchors)),
            (pages_lead_somewhere, links),
            (retired_is_out_of_use, retired_is_out_of_use.check_pages(handbook, [page], places)),
        ):
            yield from name_rule_of(rule, problems)

    for uri, page in pages.items():
        yield from judged.judge(names[uri], lambda: judge(page))  # noqa: B023


def _judge_links_to_omissions(
    handbook: Handbook, pages: Mapping[str, WrittenPage], files: Iterable[str]
) -> Iterator[Problem]:
    """Yield a problem for every link to a place that is missing because an edition leaves its record out of
    ``handbook``."""
    omitted_pages = {f"{path}.md" for path in list_paths(handbook.omitted.values())}
    places = Places([*pages, *list_generated_uris(handbook), *omitted_pages], files)
    anchors = Anchors(handbook, pages, Preview(handbook))
    problems = pages_lead_somewhere.check(pages, places, anchors, omitted=omitted_pages)
    yield from name_rule_of(pages_lead_somewhere, problems)


def _list_files(root: Path, edition: Edition | None = None, is_sound: bool = True) -> Iterator[str]:
    """The places in ``docs`` of all files that are no pages, with those that a build adds: for an edition
    that is not sound, those of the handbook alone."""
    # The scripts of the tools are not among them: a build joins these.
    yield from (uri for uri, _ in list_files(root / "docs") if not uri.startswith(f"{SCRIPTS_FOLDER}/"))
    yield from GENERATED_FILES
    if edition:
        from macros.editions import additions

        yield from additions.find_files(edition)
        yield from additions.generate_files(edition) if is_sound else ()


def check_edition(root: Path, folder: Path) -> CheckResult:
    """Like :func:`check_handbook`, with the edition in ``folder`` laid over the handbook.

    Where nothing of the edition can be read, the national handbook is checked alone; where a part can, that
    is judged with it: so one run reports all problems. Raises nothing for bad content.
    """
    from macros.editions import additions, omissions
    from macros.editions.reading import read_edition_partly

    try:
        edition, edition_problems = read_edition_partly(folder, root)
    except Problems as unreadable:
        national = check_handbook(root)
        return CheckResult(sorted({*unreadable.problems, *national.problems}), national.handbook)
    folders = additions.list_edition_folders(edition)
    places = [(root / name, name) for name in FOLDERS]
    places += [(folder.path / name, folder.path_prefix + name) for folder in folders for name in FOLDERS]
    if refused := _list_refused(places):
        return CheckResult(refused, Handbook())
    memory = MEMORY.get()
    sound_files, converter = _start_reading(memory)
    handbook, problems = load_handbook(root, folders, sound_files)
    problems += edition_problems
    omitted = omissions.find_omitted_records(handbook, edition)
    pages, page_problems = read_pages(
        root, folders, handbook.unread, converter, memory.written_pages if memory else None
    )
    files = list(_list_files(root, edition, is_sound=not edition_problems))
    preview = Preview(handbook)
    judged = _recall(memory, preview, pages, files) if not (problems or page_problems) else Pages(None)
    problems.extend(_judge_records(handbook, root, judged, edition))
    problems.extend(name_rule_of(pages_say_when_drafted, pages_say_when_drafted.check(root, pages)))
    problems.extend(
        name_rule_of(page_owners_are_roles, page_owners_are_roles.check(handbook, pages.values()))
    )
    problems.extend(name_rule_of(docs_hold_what_is_published, additions.check_files(edition)))
    misfits = take_while_read(editions_fit.check(handbook, edition, omitted))
    problems.extend(name_rule_of(editions_fit, misfits))
    problems.extend(
        [
            *page_problems,
            *_judge_pages(handbook, pages, files, judged, None if problems else preview, omitted=omitted),
        ]
    )
    if memory and not problems:
        memory.read_after = {"yaml": sound_files.done, "html": converter.done}
        judged.finish()
    if not problems:
        complete_handbook = handbook
        handbook, missed = omissions.omit_records(complete_handbook, edition)
        problems = list(name_rule_of(editions_fit, missed))
        if omitted and not problems:
            problems = list(_judge_links_to_omissions(handbook, pages, files))
        edition = omissions.omit_local_parts(edition, complete_handbook, handbook)
    if edition_problems:
        return CheckResult(sorted(set(problems)), handbook, pages=pages)
    return CheckResult(sorted(set(problems)), handbook if problems else fill_in(handbook), edition, pages)


class Memory(Store, Protocol):
    """Where a check keeps what it found sound, for the next one, and what it has read: the data of records
    (``yaml``) and the Markdown of pages (``html``); and, while a program runs, whole pages."""

    read: Mapping[str, Any]
    read_after: Mapping[str, Any]
    written_pages: PageMemory


# The memory of the check that runs in this context, if it has one.
MEMORY: ContextVar[Memory | None] = ContextVar("memory of checks", default=None)
Stamp = tuple[
    object, ...
]  # The path of a file, and where it is there its time of change (ns) and size (bytes).


class _LastCheck(NamedTuple):
    """A check whose result may be used again: its root and edition, the files and folders that it read, their
    stamps from before it read them (none, where it is not to be used again), and its result."""

    question: tuple[str, str]
    places: list[Path]
    stamps: list[Stamp]
    result: CheckResult


_last_check: ContextVar[_LastCheck | None] = ContextVar("last check", default=None)


def check_cached(root: Path, folder: Path | None = None) -> CheckResult:
    """The result of :func:`check_handbook` or, with the ``folder`` of an edition, :func:`check_edition`; the
    last result in this context again while no file that it was read from has changed. For builds, which check
    first and then load.

    What a check renders, it renders in English, whatever language a build before it has left in this context.
    """
    question = str(root.resolve()), str(folder)
    last = _last_check.get()
    if last and last.question == question and last.stamps == _read_stamps(last.places):
        return last.result
    _last_check.set(None)  # Frees its memory for this check.
    with use_catalogue(ENGLISH):
        check = _check(question, root, folder)
    _last_check.set(check if check.stamps else None)
    return check.result


def _check(question: tuple[str, str], root: Path, folder: Path | None) -> _LastCheck:
    """A check of ``root``, with the edition in ``folder``; without stamps where the edition cannot be read,
    as its files are not known then."""
    places = [root / name for name in (*FOLDERS, hosting.PATH, settings_are_sound.PATH)]
    places += [root / settings_are_sound.OWN_THEME, catalogue.LOCALE]
    stamps = _read_stamps(
        places
    )  # Taken before reading, so that a file which changes meanwhile is read again next time.
    if folder is None:
        result = check_handbook(root)
    elif (result := check_edition(root, folder)).edition:
        from macros.editions.additions import list_source_paths

        edition_files = list_source_paths(result.edition)
        places, stamps = [*places, *edition_files], stamps + _read_stamps(edition_files)
    else:
        stamps = []
    return _LastCheck(question, places, stamps, result)


def _read_stamps(places: Iterable[Path]) -> list[Stamp]:
    """A stamp for each of ``places`` and for everything in them: its path, time of change (ns) and size
    (bytes). A file that is gone, or a link that leads nowhere (as editors' lock files do), has its path
    alone."""
    stamps: list[Stamp] = []
    for file in (file for place in places for file in (place, *sorted(place.rglob("*")))):
        try:
            stat = file.stat()
            stamps.append((str(file), stat.st_mtime_ns, stat.st_size))
        except OSError:
            stamps.append((str(file),))
    return stamps
