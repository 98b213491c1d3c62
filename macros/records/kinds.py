"""Every kind of record, once.

A field is described here and nowhere else: validation, the JSON Schema for editors, scaffolds and the data
reference all read these lines. Records hold ids, never other records; a field that refers to something says
so with :class:`~macros.records.field_types.Ref`, and :mod:`macros.records.handbook` does the linking.

Words follow medical education and the standards the handbook exports to: framework, item and scale are
1EdTech CASE's CFDocument, CFItem and CFRubric; crosswalk relations are SKOS mapping relations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from pydantic import BeforeValidator, Field, StringConstraints

from macros.base.languages import TRANSLATED
from macros.records.field_types import (
    Address,
    Backlink,
    Day,
    Figure,
    Formed,
    Hours,
    Id,
    Line,
    LocalId,
    Minutes,
    Pages,
    Part,
    Person,
    Plain,
    Prose,
    Ref,
    Reference,
    Tool,
    Url,
    Vocab,
    Word,
    Year,
    a_doi,
    many,
    may,
    must,
)


class Review(Part):
    """One review by faculty. Nothing is marked reviewed that no faculty has reviewed."""

    date: Day = must("The day of the review, as 2026-11-22.")
    role: Line = must("The role of who reviewed it (never a name): 'programme director', 'patient partner'.")
    note: Line | None = may("What was looked at or changed.")


class Citation(Part):
    """A source and what it supports."""

    source: Annotated[Reference, Ref("source", Backlink.CITED_BY)] = must(
        "Id of a source in framework/sources.yml."
    )
    supports: Line | None = may("What on this page rests on it.")


_LANGUAGES = ", ".join(f"{code}, which is {language.name}" for code, language in TRANSLATED.items())


class Translation(Part):
    """What a record is called in another language. The rest of its page stays in English, and the page says
    so."""

    language: Annotated[str, StringConstraints(pattern=f"^({'|'.join(TRANSLATED)})$"), Formed()] = must(
        f"The language: {_LANGUAGES}."
    )
    title: Line = must("The title in that language.")
    summary: Line | None = may("The summary in that language.")


class TermTranslation(Translation):
    """What a glossary term is called in another language."""

    summary: Annotated[Prose, StringConstraints(max_length=400)] | None = may(
        "What it means, in that language."
    )


class Record(Part):
    """What every record has."""

    id: Id = must(
        "Permanent id: lower-case words joined by hyphens. The file is named by it. Never reuse one."
    )
    title: Line = must("The name people know it by, in sentence case.")
    summary: Line = must("One sentence on what it is, shown wherever it is linked from.")
    aliases: list[Id] = many("Ids it had before; each goes on working as a redirect.")
    keywords: list[Line] = many("Words people type when they look for this: abbreviations, old names, slang.")
    drafted: Day = must("The day the text was drafted or last rewritten, as 2026-11-22.")
    reviews: list[Review] = many("Reviews by faculty; empty until there has been one.")
    sources: list[Citation] = many("What the page rests on.")
    skills: list[Annotated[Word, Vocab("skill")]] = many("Skills it helps with, for the index by skill.")
    settings: list[Annotated[Word, Vocab("setting")]] = many(
        "Settings it speaks to, for the index by setting."
    )
    stages: list[Annotated[Word, Vocab("stage")]] = many(
        "Career stages it speaks to, for the index by stage."
    )
    unverified: list[Line] = many("What on this page could not be verified, and what to check.")
    translations: list[Translation] = many("Its title and summary in other languages.")


# ---------------------------------------------------------------- competency frameworks


class Edition(Part):
    """One edition of a framework."""

    title: Line = must("'Third edition', 'First published'.")
    year: Year = must("Year of publication.")
    note: Line | None = may("What is known of it.")


class Rights(Part):
    """Who holds the rights in a framework and what the handbook carries of it."""

    holder: Line = must("The rights holder or holders.")
    terms: Prose = must("What the owner allows, in our words.")
    carried: Prose = must("What the handbook carries, and why that keeps to the terms.")


class Level(Part):
    """One step of a scale."""

    value: Annotated[int, Field(ge=0, le=20)] = must("Its place on the scale, from low to high.")
    title: Line = must("Its label.")
    meaning: Line | None = may("What it means in the handbook's words.")


class Scale(Part):
    """A rating scale (CASE: CFRubric)."""

    title: Line = must("What is rated.")
    note: Line | None = may("What to know when using it.")
    levels: list[Level] = must("The steps, lowest first.", min_length=2)


class Rank(Part):
    """A rank of a framework: domain, element, cluster, quality, dimension."""

    id: LocalId = must("'domain'.")
    title: Line = must("'Domain'.")
    plural: Line = must("'Domains'.")


class Task(Part):
    """Something to do at work, with what it costs."""

    do: Line = must("What to do, beginning with a verb.")
    minutes: Minutes = must("How long it takes.")


class Item(Part):
    """One item of a framework at any rank (CASE: CFItem). Its id is the framework's id, a slash and its code
    in lower case."""

    code: Annotated[
        str,
        StringConstraints(
            pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+|\.[A-Za-z]?[0-9]+[A-Za-z]?|\.[A-Za-z])*$", max_length=20
        ),
        Formed(),
    ] = must("The official code ('1.1'), or ours where the owner prints none.")
    title: Line = must("The official title.")
    summary: Line = must("One sentence of our own on what it asks.")
    aliases: list[Line] = many("Ids (framework/code) it had before.")
    keywords: list[Line] = many("Words people type when they look for this.")
    why: Prose | None = may("Why it matters to a clinician, in a few sentences.")
    behaviours: list[Line] = many(
        "The handbook's own observable behaviours, 2 to 5, each beginning with a verb.", max_length=5
    )
    missing: Prose | None = may("What it looks like when it is missing.")
    overdone: Prose | None = may("What it looks like when it is overdone.")
    levels: list[Level] = many("What differs from level to level, where the framework has levels.")
    top: Annotated[int, Field(ge=0, le=20)] | None = may(
        "Its highest level, where the framework's scale is not the same length for all its items."
    )
    scene: Prose | None = may("A short scene from a ward, clinic, practice or theatre.")
    this_week: list[Task] = many("Things to do at work this week.")
    sources: list[Citation] = many("What this page rests on beyond the framework's own sources.")
    skills: list[Annotated[Word, Vocab("skill")]] = many("Skills it is about, for the index by skill.")
    unverified: list[Line] = many("What on this page could not be verified, and what to check.")
    translations: list[Translation] = many("Its title and summary in other languages.")
    items: list[Item] = many("The items below it.")


class CompetencyFramework(Record):
    """A competency framework (CASE: CFDocument)."""

    abbreviation: Line | None = may("'MLCF'.")
    owners: list[Line] = must("Who published it.", min_length=1)
    status: Annotated[Word, Vocab("framework-status")] = must("Its status today.")
    status_note: Line = must(
        "Its status in one line: 'superseded in 2011 by ...; still cited in portfolios'."
    )
    published: Year = must("Year first published.")
    until: Year | None = may("Year it stopped being current.")
    editions: list[Edition] = many("Its editions, oldest first.")
    supersedes: list[Annotated[Reference, Ref("framework", Backlink.SUPERSEDED_BY)]] = many(
        "Frameworks it took the place of."
    )
    follows: list[Annotated[Reference, Ref("framework", Backlink.FOLLOWED_BY)]] = many(
        "Frameworks before it in the same line, which it was neither built from nor took the place of."
    )
    draws_on: list[Annotated[Reference, Ref("framework", Backlink.DRAWN_ON_BY)]] = many(
        "Frameworks it was built from."
    )
    purpose: Prose = must("What it is for and who it is for.")
    how_to_use: Prose | None = may("How to use it well, and its limits.")
    official: Url | None = may("Address of the owner's own page or document.")
    official_title: Line | None = may("What that address leads to.")
    rights: Rights = must("Who holds the rights and what the handbook carries.")
    ranks: list[Rank] = many(
        "The ranks of its items, top first; none where too little of it is verified to list."
    )
    scale: Scale | None = may("The scale it is rated on, where it has one.")
    core: bool = Field(
        default=False,
        description=(
            "Whether the programme is written against it: true if each of its lowest items is to be taught,"
            " practised and assessed."
        ),
    )
    items: list[Item] = many("Its items, nested by rank; none where too little of it is verified to list.")


class Alignment(Part):
    """One pair of a crosswalk (CASE: CFAssociation; SKOS mapping relation)."""

    origin: Annotated[Reference, Ref("item", Backlink.ALIGNED_WITH)] = must("Item of the origin framework.")
    target: Annotated[Reference, Ref("item", Backlink.ALIGNED_WITH)] = must("Item of the target framework.")
    relation: Annotated[Word, Vocab("relation")] = must("SKOS mapping relation, read from origin to target.")
    reason: Line = must("Why.")
    confidence: Annotated[Word, Vocab("confidence")] = must("How sure we are.")


class Unmapped(Part):
    """An item that has no counterpart."""

    item: Annotated[Reference, Ref("item", Backlink.UNMAPPED_IN)] = must("The item.")
    reason: Line = must("Why nothing matches.")


class Crosswalk(Record):
    """Alignments between two frameworks. Its id is the two ids joined by '--'."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+--[a-z0-9-]+$", max_length=80), Formed()] = (
        must("'<origin>--<target>'.")
    )
    origin: Annotated[Reference, Ref("framework", Backlink.CROSSWALKS)] = must("The framework it reads from.")
    target: Annotated[Reference, Ref("framework", Backlink.CROSSWALKS)] = must("The framework it reads to.")
    proposed_by: Annotated[Word, Vocab("proposer")] = must("Who proposes it.")
    method: Prose = must("How it was made, and how far to trust it.")
    alignments: list[Alignment] = must("The pairs.", min_length=1)
    unmapped: list[Unmapped] = many("What has no counterpart, with the reason.")


# ---------------------------------------------------------------- theories, tensions, instruments


class TheoryElement(Part):
    """One element of a theory: a step, a force, a level, a node, a term of a formula."""

    id: LocalId = must("Short id, for links between elements.")
    title: Line = must("Its name in the theory.")
    what: Prose = must("What it means.")
    do: Prose | None = may("What one does about it at work.")
    side: Annotated[Word, Vocab("force-side")] | None = may("For opposing forces: which side it stands on.")
    symbol: Annotated[str, StringConstraints(min_length=1, max_length=3), Plain()] | None = may(
        "For a formula: its symbol."
    )


class TheoryLink(Part):
    """A link between two elements, for theories drawn as a network."""

    origin: LocalId = must("Id of the element it leads from.")
    target: LocalId = must("Id of the element it leads to.")
    label: Line | None = may("What passes along it.")


class Answers(Part):
    """A problem that a theory helps with."""

    problem: Annotated[Word, Vocab("problem")] = must("The problem.")
    first: bool = Field(
        default=False,
        description="Whether to look at it before the others named for the problem: true or false.",
    )
    why: Line = must("Why to look at this theory for it.")


class Theory(Record):
    """A theory of change."""

    originators: list[Line] = must("Who put it forward.", min_length=1)
    year: Year = must("Year of the key publication.")
    shape: Annotated[Word, Vocab("theory-shape")] = must("The shape it is drawn in.")
    formula: Line | None = may("For the shape 'formula': the formula as written, in the elements' symbols.")
    premise: Prose = must("The idea in two sentences.")
    elements: list[TheoryElement] = must("Its elements in order.", min_length=2)
    links: list[TheoryLink] = many("For the shape 'network': what leads to what.")
    assumption: Prose = must("What it assumes about how change happens.")
    use_when: list[Line] = must("When it fits.", min_length=1)
    not_when: list[Line] = must("When it does not.", min_length=1)
    problems: list[Answers] = many("The problems for which to look at it, each with the reason.")
    first_move: Line = must(
        "What one would do first on that ward, in a line, for the table that compares theories."
    )
    worked_example: Prose = must(
        "The same ward problem (delayed discharges on a medical ward) worked through it."
    )
    criticism: Prose = must("What is held against it.")
    evidence: Annotated[Word, Vocab("evidence")] = must("Strength of the evidence behind it.")
    evidence_note: Prose = must("What that judgement rests on.")
    tools: list[Line] = must("Tools that go with it.", min_length=1)
    measures: list[Line] = must("What to measure when using it.", min_length=1)
    competencies: list[Annotated[Reference, Ref("item", Backlink.EXERCISED_BY)]] = must(
        "The competencies it exercises.", min_length=1
    )
    related: list[Annotated[Reference, Ref("theory", Backlink.RELATED_THEORIES)]] = many(
        "Theories to read beside it."
    )


class Pole(Part):
    """One pole of a tension."""

    title: Line = must("Its name.")
    what: Prose = must("What it means.")
    protects: Prose = must("What it protects.")
    overdone: Prose = must("What overdoing it looks like.")


class Tension(Record):
    """A tension of clinical leadership: two goods to hold, not a problem to solve."""

    scene: Prose = must("The dilemma in a scene of about five lines that a clinician recognises.")
    about: Prose = must("Where the tension comes from.")
    poles: list[Pole] = must("The two poles.", min_length=2, max_length=2)
    holding: Prose = must("What holding both looks like.")
    questions: list[Line] = must("Questions for an action learning set.", min_length=3)
    competencies: list[Annotated[Reference, Ref("item", Backlink.TENSIONS)]] = must(
        "The competencies it sits in.", min_length=1
    )
    theories: list[Annotated[Reference, Ref("theory", Backlink.TENSIONS_HELPED)]] = many(
        "Theories that help to hold it."
    )


class RaterGroup(Part):
    """One group of people who answer an instrument."""

    id: LocalId = must("Short id.")
    title: Line = must("Its name.")
    least: Annotated[int, Field(ge=0, le=50)] = must("Fewest answers needed before the group is shown.")
    most: Annotated[int, Field(ge=1, le=50)] = must("Most people to ask.")
    anonymous: bool = must("Whether answers are shown only for the group as a whole.")
    note: Line | None = may("What raters should be told.")


class Prompt(Part):
    """One question of an instrument."""

    id: LocalId = must("Short id, permanent: saved answers refer to it.")
    text: Line = must("The question.")
    help: Line | None = may("A sentence of help.")
    answer: Annotated[Word, Vocab("answer-kind")] = must("How it is answered.")
    item: Annotated[Reference, Ref("item", Backlink.ASKED_ABOUT_IN)] | None = may(
        "The competency it asks about."
    )


class Section(Part):
    """A group of prompts."""

    id: LocalId = must("Short id.")
    title: Line = must("Its heading.")
    intro: Prose | None = may("What to know before answering.")
    prompts: list[Prompt] = must("The questions.", min_length=1)


class Instrument(Record):
    """A self-assessment, 360, development plan or project workbook."""

    purpose: Prose = must("What it is for, and what it cannot show.")
    for_whom: Line = must("Who fills it in.")
    minutes: Minutes = must("How long it takes.")
    framework: Annotated[Reference, Ref("framework", Backlink.INSTRUMENTS)] | None = may(
        "The framework whose every lowest item it rates."
    )
    scale: Scale | None = may("The response scale.")
    tool: Tool | None = may(
        "The tool of the site in which it is filled in: 'self-assessment', which rates its framework, or"
        " 'plan', whose goals ask its questions."
    )
    rater_groups: list[RaterGroup] = many("Who answers, for a multi-source instrument.")
    how: list[Line] = must("How to use it, step by step.", min_length=1)
    sections: list[Section] = must("Its prompts in sections.", min_length=1)
    interpreting: Prose = must("How to read the result well.")
    competencies: list[Annotated[Reference, Ref("item", Backlink.INSTRUMENTS)]] = many(
        "Competencies it assesses or develops."
    )


# ---------------------------------------------------------------- what the programme teaches


class Strand(Part):
    """A strand that runs through a programme."""

    id: LocalId = must("Short id.")
    title: Line = must("Its name.")
    what: Prose = must("What happens in it and why.")
    components: list[Annotated[Reference, Ref("component", Backlink.STRANDS)]] = many(
        "Components that carry it."
    )
    instruments: list[Annotated[Reference, Ref("instrument", Backlink.USED_IN)]] = many(
        "Instruments it uses."
    )


class PathwayStep(Part):
    """A stretch of a programme's pathway over time."""

    title: Line = must("What happens.")
    strand: LocalId = must("Id of the strand it belongs to.")
    start: Annotated[float, Field(ge=0, le=60)] = must("Month it starts, counted from 0.")
    end: Annotated[float, Field(gt=0, le=60)] = must("Month it ends.")
    record: Annotated[Reference, Ref("any", Backlink.ON_PATHWAY_OF)] | None = may(
        "The module, component or instrument it is about."
    )


class CycleStep(Part):
    """A step of the project cycle."""

    id: LocalId = must("Short id.")
    title: Line = must("The step.")
    what: Prose = must("What is done in it.")
    produces: Line = must("What there is to show at its end.")


class ProgrammeOutcome(Part):
    """What comes of a programme."""

    id: LocalId = must("Short id.")
    group: Annotated[Word, Vocab("outcome-group")] = must("The group it belongs to.")
    text: Line = must("The outcome.")
    competencies: list[Annotated[Reference, Ref("item", Backlink.PROGRAMME_OUTCOMES)]] = must(
        "The competencies it shows in.", min_length=1
    )
    evaluated_by: Line = must("How one would know.")
    level: Annotated[Word, Vocab("evaluation-level")] = must("The level of evaluation that is (Kirkpatrick).")


class Condition(Part):
    """A condition outside the programme that decides whether it works."""

    id: LocalId = must("Short id.")
    title: Line = must("The condition.")
    what: Prose = must("Why it matters.")
    who: Line = must("Who can bring it about.")
    checklist: list[Line] = must("What to check, as yes-or-no sentences.", min_length=1)


class LogicModel(Part):
    """A programme's logic model: what goes in, what is done, what comes of it, and what that assumes."""

    inputs: list[Line] = must("What goes in.", min_length=1)
    activities: list[Line] = must("What is done.", min_length=1)
    outputs: list[Line] = must("What is produced.", min_length=1)
    outcomes: list[Line] = must("What changes for participants and teams.", min_length=1)
    impact: list[Line] = must("What changes for patients and services.", min_length=1)
    assumptions: list[Line] = must("What must hold for one column to lead to the next.", min_length=1)


class EvidenceNote(Part):
    """A claim about a programme and how far it has been evaluated."""

    id: LocalId = must("Short id.")
    claim: Line = must("What was claimed or found.")
    weight: Prose = must("How far it was evaluated, and what that allows one to say.")
    source: Annotated[Reference, Ref("source", Backlink.CITED_BY)] = must("Where it is from.")


class Programme(Record):
    """A programme of study."""

    award: Line = must("What it leads to.")
    audience: Prose = must("Who it is for.")
    months: Annotated[int, Field(ge=1, le=60)] = must("How many months it runs.")
    credits: Annotated[int, Field(ge=1, le=360)] | None = may("Credits, where it carries any.")
    asks: Prose = must("What it asks of the participant and of the employer: hours, dates, commitment.")
    about: Prose = must("How it works and why it is made so.")
    strands: list[Strand] = must("Its strands.", min_length=1)
    pathway: list[PathwayStep] = must("The pathway over time.", min_length=1)
    cycle: list[CycleStep] = many("The project cycle.")
    modules: list[Annotated[Reference, Ref("module", Backlink.PROGRAMMES)]] = many("Its modules in order.")
    components: list[Annotated[Reference, Ref("component", Backlink.PROGRAMMES)]] = must(
        "Its components.", min_length=1
    )
    tensions: list[Annotated[Reference, Ref("tension", Backlink.PROGRAMMES)]] = many(
        "The tensions it is designed around."
    )
    outcomes: list[ProgrammeOutcome] = must("What comes of it.", min_length=1)
    conditions: list[Condition] = must("What the employer must provide.", min_length=1)
    managers: list[Line] = many("What managers and the organisation must change.")
    logic_model: LogicModel = must("Its logic model.")
    evidence: list[EvidenceNote] = many("What was claimed and how far it was evaluated.")
    related: list[Annotated[Reference, Ref("programme", Backlink.RELATED_PROGRAMMES)]] = many(
        "Programmes to read beside it."
    )


class ModuleHours(Part):
    """Notional hours of a module. Ten make one UK credit."""

    contact: Hours = must("Taught hours: the sessions' minutes added up.")
    self_study: Hours = must("Reading, preparation and writing.")
    workplace: Hours = must("Work-based hours: the workplace tasks' hours added up.")
    total: Hours = must("All three added up.")


class Outcome(Part):
    """A learning outcome of a module."""

    id: LocalId = must("Short id: o1.")
    text: Line = must("What a participant will be able to do, beginning with a verb that can be assessed.")
    competencies: list[Annotated[Reference, Ref("item", Backlink.TAUGHT_IN)]] = must(
        "The competencies it develops.", min_length=1
    )
    assessed_by: list[LocalId] = must("Ids of the assessments that test it.", min_length=1)


class Activity(Part):
    """One part of a session's plan."""

    minutes: Minutes = must("How long.")
    title: Line = must("What happens.")
    detail: Prose | None = may("How to run it.")


class Session(Part):
    """A taught session."""

    id: LocalId = must("Short id: s1.")
    title: Line = must("Its name.")
    minutes: Minutes = must("How long it lasts.")
    purpose: Prose = must("What it is for, to participants.")
    outcomes: list[LocalId] = must("Ids of the module's outcomes it works on.", min_length=1)
    prepare: Prose | None = may("What participants do before.")
    prepare_minutes: Minutes | None = may("How long that takes.")
    plan: list[Activity] = must("The timed plan; the minutes add up to the session's.", min_length=1)
    materials: list[Line] = many("What is needed in the room.")
    facilitator: Prose = must("Notes for the facilitator, kept apart from what participants see first.")
    skills: list[Annotated[Word, Vocab("skill")]] = many("Skills it practises, for the index by skill.")
    theories: list[Annotated[Reference, Ref("theory", Backlink.SESSIONS)]] = many("Theories it uses.")
    cases: list[Annotated[Reference, Ref("case", Backlink.SESSIONS)]] = many("Cases it uses.")
    tensions: list[Annotated[Reference, Ref("tension", Backlink.SESSIONS)]] = many("Tensions it works on.")
    instruments: list[Annotated[Reference, Ref("instrument", Backlink.SESSIONS)]] = many(
        "Instruments it uses."
    )


class Assessment(Part):
    """An assessment of a module."""

    id: LocalId = must("Short id: a1.")
    title: Line = must("Its name.")
    method: Annotated[Word, Vocab("assessment-method")] = must("The method.")
    task: Prose = must("What the participant does.")
    criteria: list[Line] = must("What it is marked against.", min_length=2)
    words: Annotated[int, Field(ge=50, le=20000)] | None = may("Word limit, where it is written.")


class WorkplaceTask(Part):
    """A task done at work."""

    id: LocalId = must("Short id: w1.")
    title: Line = must("Its name.")
    hours: Hours = must("How long it takes.")
    do: Prose = must("What to do.")
    evidence: Line = must("What to bring back.")
    competencies: list[Annotated[Reference, Ref("item", Backlink.PRACTISED_IN)]] = must(
        "The competencies it practises.", min_length=1
    )


class Reading(Part):
    """A reading, ranked."""

    source: Annotated[Reference, Ref("source", Backlink.READ_IN)] = must("Id of the source.")
    rank: Annotated[Word, Vocab("reading-rank")] = must("Must, should or may.")
    minutes: Minutes = must("How long it takes.")
    why: Line = must("What to look for.")


class Module(Record):
    """One taught module."""

    audience: Line = must("For whom.")
    credits: Annotated[int, Field(ge=1, le=60)] = must("UK credits; one is ten notional hours.")
    hours: ModuleHours = must("Notional hours by kind.")
    why: Prose = must("Why it matters at work.")
    prerequisites: list[Annotated[Reference, Ref("module", Backlink.LEADS_ON_TO)]] = many(
        "Modules to take first."
    )
    outcomes: list[Outcome] = must("Its learning outcomes.", min_length=2)
    sessions: list[Session] = must("Its sessions in order.", min_length=1)
    workplace: list[WorkplaceTask] = must("Its workplace tasks.", min_length=1)
    assessments: list[Assessment] = must("Its assessments.", min_length=1)
    theories: list[Annotated[Reference, Ref("theory", Backlink.MODULES)]] = many("Theories it teaches.")
    cases: list[Annotated[Reference, Ref("case", Backlink.MODULES)]] = many("Cases it uses.")
    tensions: list[Annotated[Reference, Ref("tension", Backlink.MODULES)]] = must(
        "Tensions it works on.", min_length=1
    )
    components: list[Annotated[Reference, Ref("component", Backlink.MODULES)]] = many(
        "Components it draws on."
    )
    reading: list[Reading] = must("Reading, ranked, with minutes.", min_length=1)


class Step(Part):
    """One step of how a component runs."""

    title: Line = must("The step.")
    what: Prose = must("What is done.")
    who: Line = must("Who does it.")
    minutes: Minutes | None = may("How long it takes.")


class Role(Part):
    """Who does what."""

    title: Line = must("The role.")
    does: Line = must("What it does.")
    time: Line | None = may("What it costs in time.")


class Kit(Part):
    """Something to use as it stands: ground rules, an agenda, a bank of questions."""

    id: LocalId = must("Short id.")
    title: Line = must("Its name.")
    text: Prose = must("The thing itself.")


class Component(Record):
    """A component of a programme: coaching, action learning set, 360, project."""

    what: Prose = must("What it is.")
    what_not: Prose = must("What it is not.")
    time: Line = must("What it costs a participant, in hours.")
    steps: list[Step] = must("How it runs.", min_length=2)
    roles: list[Role] = must("Who does what.", min_length=1)
    good: list[Line] = must("What good looks like.", min_length=2)
    goes_wrong: list[Line] = must("What goes wrong, and what to do.", min_length=2)
    kit: list[Kit] = many("Kit to use as it stands.")
    evidence: Prose = must("What research says, and how sure it is.")
    instruments: list[Annotated[Reference, Ref("instrument", Backlink.COMPONENTS)]] = many(
        "Instruments it uses."
    )
    competencies: list[Annotated[Reference, Ref("item", Backlink.PRACTISED_IN)]] = must(
        "The competencies it practises.", min_length=1
    )
    tensions: list[Annotated[Reference, Ref("tension", Backlink.COMPONENTS)]] = many(
        "The tensions it works on."
    )


class Point(Part):
    """One figure of a measure."""

    when: Line = must("When, or for whom: 'Baseline', 'London after'.")
    value: Figure = must("The figure.")
    low: Figure | None = may("Lower end of the published interval.")
    high: Figure | None = may("Upper end of the published interval.")
    text: Line | None = may("The figure as published, where it says more: '0.71% of 109,341 operations'.")


class Measure(Part):
    """A measure of a case, as published."""

    id: LocalId = must("Short id.")
    title: Line = must("What was measured.")
    unit: Line = must("Its unit.")
    better: Annotated[Word, Vocab("direction")] = must("Which way is better.")
    points: list[Point] = must("The figures, in order.", min_length=1)
    reads: Line = must("What the figures allow one to say.")
    certainty: Annotated[Word, Vocab("confidence")] = must("How sure the figures are.")
    source: Annotated[Reference, Ref("source", Backlink.CITED_BY)] = must("Where they are from.")


class TheoryReading(Part):
    """A case seen through a theory."""

    theory: Annotated[Reference, Ref("theory", Backlink.SHOWN_BY)] = must("The theory.")
    text: Prose = must("What it makes visible.")


class TensionReading(Part):
    """A case as an instance of a tension."""

    tension: Annotated[Reference, Ref("tension", Backlink.HELD_IN)] = must("The tension.")
    text: Prose = must("How it played out.")


class Shown(Part):
    """A competency that a case shows."""

    item: Annotated[Reference, Ref("item", Backlink.SHOWN_BY)] = must("The competency.")
    how: Line = must("Where it shows, or where its lack shows.")


class Case(Record):
    """A case study."""

    setting: Line = must("What kind of place.")
    country: Line = must("Where.")
    period: Line = must("When.")
    led_by: Line = must("Who led it, by role.")
    scale: Line = must("How large.")
    outcome: Annotated[Word, Vocab("case-outcome")] = must("How it came out.")
    outcome_note: Line = must("The verdict in one line.")
    depth: Annotated[Word, Vocab("case-depth")] = must("Whether it is told in full or in short.")
    problem: Prose = must("The problem in three lines.")
    rationale: Prose = must("Why they thought it would work.")
    did: Prose = must("What they did.")
    pause: list[Line] = must("Stop here: questions before the outcome is opened.", min_length=2)
    happened: Prose = must("What happened.")
    measures: list[Measure] = many("The measures, as published; a full case has at least one.")
    comparison: Prose = must("What a comparison says, or that there was none.")
    went_wrong: Prose = must("What went wrong, and limits of the study.")
    lessons: list[Line] = must("What to borrow.", min_length=2)
    theories: list[TheoryReading] = must("Seen through theories.", min_length=1)
    tensions: list[TensionReading] = must("The tension it shows.", min_length=1)
    competencies: list[Shown] = must("The competencies it shows.", min_length=1)


class Stop(Part):
    """One stop of a pathway."""

    take: Annotated[Reference, Ref("any", Backlink.PATHWAYS)] = must(
        "Id of what to read or do: a record, a competency, a session, a workplace task, a piece of kit."
    )
    why: Line = must("What to get from it.")


class Pathway(Record):
    """A short route through the handbook for one reader with one need and so many minutes.

    What each stop takes is computed from the records, never written down twice.
    """

    for_whom: Line = must("The reader: 'Foundation doctor who has just been handed the rota'.")
    need: Prose = must("The situation the reader is in.")
    minutes: Minutes = must("The minutes the reader has. The stops together take no longer.")
    stops: list[Stop] = must("What to read or do, in order.", min_length=2)
    afterwards: Prose = must("What to do with it at work, and where to go with more time.")


# ---------------------------------------------------------------- reference


class Source(Part):
    """A source. Field names follow CSL-JSON where it has one."""

    id: Id = must("Permanent id: first author's surname and year.")
    aliases: list[Id] = many("Ids it had before; links to them go on working.")
    type: Annotated[Word, Vocab("source-type")] = must("What kind of thing it is.")
    authors: list[Person] = many("The people who wrote it, each as surname and initials: 'Dixon-Woods M'.")
    others: bool = Field(default=False, description="Whether there are more authors than are named.")
    bodies: list[Line] = many("The organisations that wrote it, each in full.")
    year: Year = must("Year.")
    title: Line = must("Title without a full stop, first word and names with a capital.")
    container: Line | None = may(
        "The journal in full, the book a chapter stands in, or the website; nothing else."
    )
    volume: Line | None = may("Volume of the journal.")
    issue: Line | None = may("Issue within the volume.")
    pages: Pages | None = may(
        "Pages with a dash between them, or the number of an article that has no pages: 'e66303'."
    )
    edition: Annotated[int, Field(ge=2, le=50)] | None = may(
        "Edition of a book, as a number, from the second on."
    )
    number: Line | None = may("Number of a report in its series: 'Cm 7881'.")
    publisher: Line | None = may("Publisher of a book or report, where it is not the author.")
    editors: list[Person] = many(
        "Editors of the book a chapter stands in, or of a book by many, each as surname and initials."
    )
    doi: (
        Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/\S+$"), BeforeValidator(a_doi), Address()]
        | None
    ) = may("DOI, without the address before it.")
    isbn: Annotated[str, StringConstraints(pattern=r"^[0-9X-]{10,17}$"), Formed()] | None = may("ISBN.")
    url: Url | None = may("Address, where there is no DOI.")
    grade: Annotated[Word, Vocab("grade")] = must("What kind of evidence it is.")
    seen: Annotated[Word, Vocab("seen")] = must("How far it was read for this handbook.")
    note: Line | None = may("What to know about it.")

    @property
    def by(self) -> list[str]:
        """Who it is by: people and organisations, or the editors of a book that has neither."""
        return [*self.authors, *self.bodies] or list(self.editors)


class Term(Part):
    """A glossary term."""

    id: Id = must("Permanent id.")
    aliases: list[Id] = many("Ids it had before; links to them go on working.")
    term: Line = must("The term.")
    means: Prose = must("What it means, in plain words.")
    also: list[Line] = many("Other forms and abbreviations.")
    see: list[Annotated[Reference, Ref("any", Backlink.GLOSSARY)]] = many("Records to read next.")
    linked: bool = Field(
        default=True,
        description=(
            "Whether its first use on a page leads here: true, or false for a word of everyday speech."
        ),
    )
    translations: list[TermTranslation] = many(
        "The term, as its title, and what it means in other languages."
    )


class VocabularyTerm(Part):
    """One word of a closed list."""

    id: Annotated[
        str, StringConstraints(pattern=r"^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$", max_length=60), Formed()
    ] = must("The word as written in records.")
    title: Line = must("The word as shown.")
    description: Line = must("What it means and when to choose it.")


class Vocabulary(Part):
    """A closed list, with what each word means."""

    id: Id = must("Its name.")
    title: Line = must("Its title.")
    description: Line = must("What it is for.")
    terms: list[VocabularyTerm] = must("Its words, in order.", min_length=1)


class Sources(Part):
    """The file of sources."""

    sources: list[Source] = must("Every source, by id.", min_length=1)


class Verbs(Part):
    """The file of verbs that behaviours and outcomes may begin with."""

    verbs: list[Annotated[str, StringConstraints(pattern=r"^[a-z-]+$", max_length=30), Plain()]] = must(
        "Every verb, as after 'to', by the alphabet: what it names can be seen or assessed.", min_length=1
    )


class Glossary(Part):
    """The file of glossary terms."""

    terms: list[Term] = must("Every term, by id.", min_length=1)


class Exemption(Part):
    """One thing that need not meet a rule of coverage, with the reason. One no longer needed is itself a
    problem."""

    record: Annotated[Reference, Ref("any")] = must("Id of the record or competency.")
    rule: Annotated[Word, Vocab("coverage-rule")] = must("The rule it need not meet.")
    reason: Line = must("Why not.")


class Exemptions(Part):
    """The file of exemptions."""

    exemptions: list[Exemption] = many("Every exemption.")


class Vocabularies(Part):
    """The file of vocabularies."""

    vocabularies: list[Vocabulary] = must("Every closed list.", min_length=1)


Model = TypeVar("Model", bound=Part, covariant=True)


@dataclass(frozen=True)
class Kind(Generic[Model]):
    """A kind of record: its model, its folder and where its pages stand.

    ``folder`` holds the YAML files; ``section`` is the folder of its pages and index in the site.
    """

    name: str
    model: type[Model]
    folder: str
    section: str
    title: str
    plural: str


KINDS: dict[str, Kind[Record]] = {
    kind.name: kind
    for kind in (
        Kind("pathway", Pathway, "modules/pathways", "pathways", "Pathway", "Pathways"),
        Kind("programme", Programme, "modules/programmes", "programmes", "Programme", "Programmes"),
        Kind("module", Module, "modules/catalogue", "modules", "Module", "Modules"),
        Kind("component", Component, "modules/components", "components", "Component", "Components"),
        Kind("case", Case, "modules/cases", "cases", "Case study", "Case studies"),
        Kind(
            "framework",
            CompetencyFramework,
            "framework/competencies",
            "frameworks",
            "Competency framework",
            "Competency frameworks",
        ),
        Kind("crosswalk", Crosswalk, "framework/crosswalks", "crosswalks", "Crosswalk", "Crosswalks"),
        Kind("theory", Theory, "framework/theories", "theories", "Theory of change", "Theories of change"),
        Kind("tension", Tension, "framework/tensions", "tensions", "Tension", "Tensions"),
        Kind("instrument", Instrument, "framework/instruments", "instruments", "Instrument", "Instruments"),
    )
}

# The files that stand alone, each with one list.
SOURCES = "framework/sources.yml"
GLOSSARY = "framework/glossary.yml"
VOCABULARY = "framework/vocabulary.yml"
EXEMPTIONS = "framework/exemptions.yml"
VERBS = "framework/verbs.yml"

FILES: dict[str, type[Part]] = {
    SOURCES: Sources,
    GLOSSARY: Glossary,
    VOCABULARY: Vocabularies,
    EXEMPTIONS: Exemptions,
    VERBS: Verbs,
}
