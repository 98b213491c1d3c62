"""The kinds of records, with the fields of each.

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
from macros.records.drawings import Drawings
from macros.records.field_types import (
    IMPORTED_FROM,
    SEARCHES,
    Address,
    Anchor,
    Backlink,
    Code,
    Credits,
    Duration,
    Figure,
    FrameworkId,
    Hours,
    Id,
    Line,
    Minutes,
    Month,
    Pages,
    Part,
    PartId,
    PastDay,
    Patterned,
    Person,
    PlainText,
    Prose,
    Published,
    PublishedLine,
    Ref,
    Reference,
    Searched,
    SourceId,
    Tool,
    Url,
    Vocab,
    Week,
    Word,
    Year,
    check_doi,
    optional,
    optional_list,
    required,
)
from macros.records.lasting_ids import (
    RETIRED,
    AddressedPart,
    RetiredPart,
    RetiredSource,
    RetiredTerm,
    Retirement,
)
from macros.records.review_fields import OWNER, REVIEW_EVERY, REVIEWS, MonthsBetween, Owner, Review
from macros.records.sessions import Session
from macros.records.verb_levels import Verb, VerbLevel


class Citation(Part):
    """A source and what it supports."""

    source: Annotated[Reference, Ref("source", Backlink.CITED_BY)] = required(
        "Id of a source in framework/sources.yml."
    )
    supports: Line | None = optional("What on this page rests on it.")


_LANGUAGES = ", ".join(f"{code}, which is {language.name}" for code, language in TRANSLATED.items())


class Translation(Part):
    """What a record is called in another language. The rest of its page stays in English, and the page says
    so."""

    language: Annotated[str, StringConstraints(pattern=f"^({'|'.join(TRANSLATED)})$"), Patterned()] = (
        required(f"The language: {_LANGUAGES}.")
    )
    title: Line = required("The title in that language.")
    summary: Line | None = optional("The summary in that language.")


class TermTranslation(Translation):
    """What a glossary term is called in another language."""

    summary: Annotated[Prose, StringConstraints(max_length=400)] | None = optional(
        "What it means, in that language."
    )


class Record(Part):
    """The fields that every record has."""

    id: Id = required(
        "Permanent id: lower-case words joined by hyphens. The file is named by it. Never reuse one."
    )
    title: Line = required("The name people know it by, in sentence case.")
    summary: Line = required("One sentence on what it is, shown wherever it is linked from.")
    aliases: list[Id] = optional_list("Ids it had before; each goes on working as a redirect.")
    retired: Retirement | None = optional(RETIRED)
    retired_parts: list[RetiredPart] = optional_list("Parts with an id that were published and are gone.")
    keywords: list[Line] = optional_list(
        "Other names people type when they look for this: abbreviations, old names, slang."
    )
    searches: list[Searched] = optional_list(SEARCHES)
    drafted: PastDay = required("The day the text was drafted or last rewritten, as 2026-11-22.")
    reviews: list[Review] = optional_list(REVIEWS)
    owner: Owner | None = optional(OWNER)
    review_every: MonthsBetween | None = optional(REVIEW_EVERY)
    sources: list[Citation] = optional_list("What the page rests on.")
    skills: list[Annotated[Word, Vocab("skill")]] = optional_list(
        "Skills it helps with, for the index by skill."
    )
    settings: list[Annotated[Word, Vocab("setting")]] = optional_list(
        "Settings it speaks to, for the index by setting."
    )
    stages: list[Annotated[Word, Vocab("stage")]] = optional_list(
        "Career stages it speaks to, for the index by stage."
    )
    unverified: list[Line] = optional_list("What on this page could not be verified, and what to check.")
    translations: list[Translation] = optional_list("Its title and summary in other languages.")


# ---------------------------------------------------------------- competency frameworks


class FrameworkEdition(Part):
    """One edition of a framework."""

    title: Line = required("'Third edition', 'First published'.")
    year: Year = required("Year of publication.")
    note: Line | None = optional("What is known of it.")


class Rights(Part):
    """Who holds the rights in a framework and what the handbook carries of it."""

    holder: Line = required("The rights holder or holders.")
    terms: Prose = required("What the owner allows, in our words.")
    carried: Prose = required("What the handbook carries, and why that keeps to the terms.")


class Level(Part):
    """One step of a scale."""

    value: Annotated[int, Field(ge=0, le=20)] = required("Its place on the scale, from low to high.")
    title: Line = required("Its label.")
    meaning: Line | None = optional("What it means in the handbook's words.")


class Scale(Part):
    """A rating scale (CASE: CFRubric)."""

    title: Line = required("What is rated.")
    note: Line | None = optional("What to know when using it.")
    levels: list[Level] = required("The steps, lowest first.", min_length=2)


class Rank(Part):
    """A rank of a framework: domain, element, cluster, quality, dimension."""

    id: PartId = required("'domain'.")
    title: Line = required("'Domain'.")
    plural: Line = required("'Domains'.")

    def name_after(self, number: int) -> str:
        """What so many of the rank are called after their number: ``domain`` or ``domains``."""
        return (self.title if number == 1 else self.plural).lower()


class Task(Part):
    """Something to do at work, with what it costs."""

    do: Line = required("What to do, beginning with a verb.")
    minutes: Minutes = required("How long it takes, in minutes.")


class Match(Part):
    """What an item matches in a framework that is not in the handbook, or elsewhere in its own (CASE:
    CFAssociation; SKOS mapping relation). A crosswalk joins two frameworks that are."""

    relation: Annotated[Word, Vocab("relation")] = required("SKOS mapping relation, read from the item.")
    target: SourceId = required("Its address, or its id in the system that it is from.")
    name: Line | None = optional("What it is called there.")


class Item(Part):
    """One item of a framework at any rank (CASE: CFItem). Its id is the framework's id, a slash and its code
    in lower case."""

    code: Code = required("The official code ('1.1'), or ours where the owner prints none.")
    title: Line = required("The official title.")
    summary: Line = required("One sentence of our own on what it asks.")
    aliases: list[Line] = optional_list("Ids (framework/code) it had before.")
    retired: Retirement | None = optional(RETIRED)
    keywords: list[Line] = optional_list("Other names people type when they look for this.")
    searches: list[Searched] = optional_list(SEARCHES)
    why: Prose | None = optional("Why it matters to a clinician, in a few sentences.")
    behaviours: list[Line] = optional_list(
        "The handbook's own observable behaviours, 2 to 5, each beginning with a verb.", max_length=5
    )
    missing: Prose | None = optional("What it looks like when it is missing.")
    overdone: Prose | None = optional("What it looks like when it is overdone.")
    levels: list[Level] = optional_list("What differs from level to level, where the framework has levels.")
    top: Annotated[int, Field(ge=0, le=20)] | None = optional(
        "Its highest level, where the framework's scale is not the same length for all its items."
    )
    scene: Prose | None = optional("A short scene from a ward, clinic, practice or theatre.")
    this_week: list[Task] = optional_list("Things to do at work this week.")
    sources: list[Citation] = optional_list("What this page rests on beyond the framework's own sources.")
    skills: list[Annotated[Word, Vocab("skill")]] = optional_list(
        "Skills it is about, for the index by skill."
    )
    unverified: list[Line] = optional_list("What on this page could not be verified, and what to check.")
    translations: list[Translation] = optional_list("Its title and summary in other languages.")
    matches: list[Match] = optional_list("What it matches in frameworks that are not in the handbook.")
    source_id: SourceId | None = optional(IMPORTED_FROM)
    items: list[Item] = optional_list("The items below it.")


class CompetencyFramework(Record):
    """A competency framework (CASE: CFDocument)."""

    id: FrameworkId = required(
        "Permanent id: lower-case words joined by hyphens. The file is named by it. Never reuse one."
    )
    abbreviation: Line | None = optional("'MLCF'.")
    owners: list[Line] = required("Who published it.", min_length=1)
    status: Annotated[Word, Vocab("framework-status")] = required("Its status today.")
    status_note: Line = required(
        "Its status in one line: 'superseded in 2011 by ...; still cited in portfolios'."
    )
    published: Year = required("Year first published.")
    until: Year | None = optional("Year it stopped being current.")
    editions: list[FrameworkEdition] = optional_list("Its editions, oldest first.")
    supersedes: list[Annotated[Reference, Ref("framework", Backlink.SUPERSEDED_BY)]] = optional_list(
        "Frameworks it took the place of."
    )
    follows: list[Annotated[Reference, Ref("framework", Backlink.FOLLOWED_BY)]] = optional_list(
        "Frameworks before it in the same line, which it was neither built from nor took the place of."
    )
    draws_on: list[Annotated[Reference, Ref("framework", Backlink.DRAWN_ON_BY)]] = optional_list(
        "Frameworks it was built from."
    )
    purpose: Prose = required("What it is for and who it is for.")
    how_to_use: Prose | None = optional("How to use it well, and its limits.")
    official: Url | None = optional("Address of the owner's own page or document.")
    official_title: Line | None = optional("What that address leads to.")
    rights: Rights = required("Who holds the rights and what the handbook carries.")
    ranks: list[Rank] = optional_list(
        "The ranks of its items, top first; none where too little of it is verified to list."
    )
    scale: Scale | None = optional("The scale it is rated on, where it has one.")
    core: bool = Field(
        default=False,
        description=(
            "Whether the programme is written against it: true if each of its lowest items is to be taught,"
            " practised and assessed."
        ),
    )
    source_id: SourceId | None = optional(IMPORTED_FROM)
    items: list[Item] = optional_list(
        "Its items, nested by rank; none where too little of it is verified to list."
    )


class Alignment(Part):
    """One pair of a crosswalk (CASE: CFAssociation; SKOS mapping relation)."""

    origin: Annotated[Reference, Ref("item", Backlink.ALIGNED_WITH)] = required(
        "Item of the origin framework."
    )
    target: Annotated[Reference, Ref("item", Backlink.ALIGNED_WITH)] = required(
        "Item of the target framework."
    )
    relation: Annotated[Word, Vocab("relation")] = required(
        "SKOS mapping relation, read from origin to target."
    )
    reason: Line = required("Why.")
    confidence: Annotated[Word, Vocab("confidence")] = required("How sure we are.")


class UnmappedItem(Part):
    """An item that has no counterpart."""

    item: Annotated[Reference, Ref("item", Backlink.UNMAPPED_IN)] = required("The item.")
    reason: Line = required("Why nothing matches.")


class Crosswalk(Record):
    """Alignments between two frameworks. Its id is the two ids joined by '--'."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+--[a-z0-9-]+$", max_length=80), Patterned()] = (
        required("'<origin>--<target>'.")
    )
    origin: Annotated[Reference, Ref("framework", Backlink.CROSSWALKS)] = required(
        "The framework it reads from."
    )
    target: Annotated[Reference, Ref("framework", Backlink.CROSSWALKS)] = required(
        "The framework it reads to."
    )
    proposed_by: Annotated[Word, Vocab("proposer")] = required("Who proposes it.")
    method: Prose = required("How it was made, and how far to trust it.")
    alignments: list[Alignment] = required("The pairs.", min_length=1)
    unmapped: list[UnmappedItem] = optional_list("What has no counterpart, with the reason.")


# ---------------------------------------------------------------- theories, tensions, instruments


class TheoryElement(AddressedPart):
    """One element of a theory: a step, a force, a level, a node, a term of a formula."""

    id: PartId = required("Short id, for links between elements.")
    title: Line = required("Its name in the theory.")
    what: Prose = required("What it means.")
    do: Prose | None = optional("What one does about it at work.")
    side: Annotated[Word, Vocab("force-side")] | None = optional(
        "For opposing forces: which side it stands on."
    )
    symbol: (
        Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, max_length=3), PlainText()]
        | None
    ) = optional("For a formula: its symbol.")


class TheoryLink(Part):
    """A link between two elements, for theories drawn as a network."""

    origin: PartId = required("Id of the element it leads from.")
    target: PartId = required("Id of the element it leads to.")
    label: Line | None = optional("What passes along it.")


class TheoryDrawing(Part):
    """How the picture of a theory shows its idea."""

    form: Annotated[Word, Vocab("theory-drawing")] = required("Its form; the list says what that needs.")
    shows: Line = required("What is seen in it and what that means, in full sentences: its caption.")
    words: list[Line] = required("What is written beside the titles, in the form's order.", min_length=1)


class TheoryProblem(Part):
    """A problem that a theory helps with."""

    problem: Annotated[Word, Vocab("problem")] = required("The problem.")
    first: bool = Field(
        default=False,
        description="Whether to look at it before the others named for the problem: true or false.",
    )
    why: Line = required("Why to look at this theory for it.")


class Theory(Record):
    """A theory of change."""

    originators: list[Line] = required("Who put it forward.", min_length=1)
    year: Year = required("Year of the key publication.")
    shape: Annotated[Word, Vocab("theory-shape")] = required("Its shape, drawn where there is no 'drawing'.")
    drawing: TheoryDrawing | None = optional("The picture that shows its idea.")
    formula: Line | None = optional(
        "For the shape 'formula': the formula as written, in the elements' symbols."
    )
    premise: Prose = required("The idea in two sentences.")
    elements: list[TheoryElement] = required("Its elements in order.", min_length=2)
    links: list[TheoryLink] = optional_list("For the shape 'network': what leads to what.")
    assumption: Prose = required("What it assumes about how change happens.")
    use_when: list[Line] = required("When it fits.", min_length=1)
    not_when: list[Line] = required("When it does not.", min_length=1)
    problems: list[TheoryProblem] = optional_list(
        "The problems for which to look at it, each with the reason."
    )
    first_move: Line = required(
        "What one would do first on that ward, in a line, for the table that compares theories."
    )
    worked_example: Prose = required(
        "The same ward problem (delayed discharges on a medical ward) worked through it."
    )
    criticism: Prose = required("What is held against it.")
    evidence: Annotated[Word, Vocab("evidence")] = required("Strength of the evidence behind it.")
    evidence_note: Prose = required("What that judgement rests on.")
    tools: list[Line] = required("Tools that go with it.", min_length=1)
    measures: list[Line] = required("What to measure when using it.", min_length=1)
    competencies: list[Annotated[Reference, Ref("item", Backlink.EXERCISED_BY)]] = required(
        "The competencies it exercises.", min_length=1
    )
    related: list[Annotated[Reference, Ref("theory", Backlink.RELATED_THEORIES)]] = optional_list(
        "Theories to read beside it."
    )


class Pole(Part):
    """One pole of a tension."""

    title: Line = required("Its name.")
    what: Prose = required("What it means.")
    protects: Prose = required("What it protects.")
    overdone: Prose = required("What overdoing it looks like.")


class Tension(Record):
    """A tension of clinical leadership: two goods to hold, not a problem to solve."""

    scene: Prose = required("The dilemma in a scene of about five lines that a clinician recognises.")
    about: Prose = required("Where the tension comes from.")
    poles: list[Pole] = required("The two poles.", min_length=2, max_length=2)
    holding: Prose = required("What holding both looks like.")
    questions: list[Line] = required("Questions for an action learning set.", min_length=3)
    competencies: list[Annotated[Reference, Ref("item", Backlink.TENSIONS)]] = required(
        "The competencies it sits in.", min_length=1
    )
    theories: list[Annotated[Reference, Ref("theory", Backlink.TENSIONS_HELPED)]] = optional_list(
        "Theories that help to hold it."
    )


class RaterGroup(Part):
    """One group of people who answer an instrument."""

    id: PartId = required("Short id.")
    title: Line = required("Its name.")
    least: Annotated[int, Field(ge=0, le=50)] = required("Fewest answers needed before the group is shown.")
    most: Annotated[int, Field(ge=1, le=50)] = required("Most people to ask.")
    anonymous: bool = required("Whether answers are shown only for the group as a whole.")
    note: Line | None = optional("What raters should be told.")


class AnswerTable(Part):
    """A table to fill in, as the answer to a prompt."""

    columns: list[Line] = required("The titles of its columns.", min_length=2, max_length=8)
    rows: Annotated[int, Field(ge=1, le=20)] = required("How many empty rows it has.")


class Prompt(Part):
    """One question of an instrument."""

    id: PartId = required("Short id, permanent: saved answers refer to it.")
    text: Line = required("The question.")
    help: Line | None = optional("A sentence of help.")
    answer: Annotated[Word, Vocab("answer-kind")] = required("How it is answered.")
    table: AnswerTable | None = optional("The table to fill in, where that is how it is answered.")
    item: Annotated[Reference, Ref("item", Backlink.ASKED_ABOUT_IN)] | None = optional(
        "The competency it asks about."
    )


class Section(AddressedPart):
    """A group of prompts."""

    title: Line = required("Its heading.")
    intro: Prose | None = optional("What to know before answering.")
    prompts: list[Prompt] = required("The questions.", min_length=1)


class Instrument(Record):
    """A self-assessment, 360, development plan or project workbook."""

    purpose: Prose = required("What it is for, and what it cannot show.")
    for_whom: Line = required("Who fills it in.")
    minutes: Minutes = required("How long it takes, in minutes.")
    framework: Annotated[Reference, Ref("framework", Backlink.INSTRUMENTS)] | None = optional(
        "The framework whose every lowest item it rates."
    )
    scale: Scale | None = optional("The response scale, unless the framework that it rates has one.")
    tool: Tool | None = optional(
        "The tool of the site in which it is filled in: 'self-assessment', which rates its framework, or"
        " 'plan', whose goals ask its questions."
    )
    rater_groups: list[RaterGroup] = optional_list("Who answers, for a multi-source instrument.")
    how: list[Line] = required("How to use it, step by step.", min_length=1)
    sections: list[Section] = required("Its prompts in sections.", min_length=1)
    interpreting: Prose = required("How to read the result well.")
    competencies: list[Annotated[Reference, Ref("item", Backlink.INSTRUMENTS)]] = optional_list(
        "Competencies it assesses or develops."
    )


# ---------------------------------------------------------------- what the programme teaches


class Strand(AddressedPart):
    """A strand that runs through a programme."""

    title: Line = required("Its name.")
    what: Prose = required("What happens in it and why.")
    components: list[Annotated[Reference, Ref("component", Backlink.STRANDS)]] = optional_list(
        "Components that carry it."
    )
    instruments: list[Annotated[Reference, Ref("instrument", Backlink.USED_IN)]] = optional_list(
        "Instruments it uses."
    )


class PathwayStep(Part):
    """A stretch of a programme's pathway over time."""

    title: Line = required("What happens.")
    strand: PartId = required("Id of the strand it belongs to.")
    start: Annotated[float, Field(ge=0, le=60), Duration()] = required("Month it starts, counted from 0.")
    end: Annotated[float, Field(gt=0, le=60), Duration()] = required("Month it ends.")
    record: Annotated[Reference, Ref("any", Backlink.ON_PATHWAY_OF)] | None = optional(
        "The module, component or instrument it is about."
    )


class CycleStep(AddressedPart):
    """A step of the project cycle."""

    title: Line = required("The step.")
    what: Prose = required("What is done in it.")
    produces: Line = required("What there is to show at its end.")


class ProgrammeOutcome(AddressedPart):
    """What comes of a programme."""

    group: Annotated[Word, Vocab("outcome-group")] = required("The group it belongs to.")
    text: Line = required("The outcome.")
    competencies: list[Annotated[Reference, Ref("item", Backlink.PROGRAMME_OUTCOMES)]] = required(
        "The competencies it shows in.", min_length=1
    )
    evaluated_by: Line = required("How one would know.")
    level: Annotated[Word, Vocab("evaluation-level")] = required(
        "The level of evaluation that is (Kirkpatrick)."
    )


class Condition(AddressedPart):
    """A condition outside the programme that decides whether it works."""

    title: Line = required("The condition.")
    what: Prose = required("Why it matters.")
    who: Line = required("Who can bring it about.")
    checklist: list[Line] = required("What to check, as yes-or-no sentences.", min_length=1)


class LogicModel(Part):
    """A programme's logic model: what goes in, what is done, what comes of it, and what that assumes."""

    inputs: list[Line] = required("What goes in.", min_length=1)
    activities: list[Line] = required("What is done.", min_length=1)
    outputs: list[Line] = required("What is produced.", min_length=1)
    outcomes: list[Line] = required("What changes for participants and teams.", min_length=1)
    impact: list[Line] = required("What changes for patients and services.", min_length=1)
    assumptions: list[Line] = required("What must hold for one column to lead to the next.", min_length=1)


class EvidenceNote(AddressedPart):
    """A claim about a programme and how far it has been evaluated."""

    claim: Line = required("What was claimed or found.")
    weight: Prose = required("How far it was evaluated, and what that allows one to say.")
    source: Annotated[Reference, Ref("source", Backlink.CITED_BY)] = required("Where it is from.")


class Programme(Record):
    """A programme of study."""

    award: Line = required("What it leads to.")
    audience: Prose = required("Who it is for.")
    months: Annotated[int, Field(ge=1, le=60), Duration()] = required("How many months it runs.")
    credits: Annotated[Credits, Field(le=360)] | None = optional("Credits, where it carries any.")
    asks: Prose = required("What it asks of the participant and of the employer: hours, dates, commitment.")
    about: Prose = required("How it works and why it is made so.")
    strands: list[Strand] = required("Its strands.", min_length=1)
    pathway: list[PathwayStep] = required("The pathway over time.", min_length=1)
    cycle: list[CycleStep] = optional_list("The project cycle.")
    modules: list[Annotated[Reference, Ref("module", Backlink.PROGRAMMES)]] = optional_list(
        "Its modules in order."
    )
    components: list[Annotated[Reference, Ref("component", Backlink.PROGRAMMES)]] = required(
        "Its components.", min_length=1
    )
    tensions: list[Annotated[Reference, Ref("tension", Backlink.PROGRAMMES)]] = optional_list(
        "The tensions it is designed around."
    )
    outcomes: list[ProgrammeOutcome] = required("What comes of it.", min_length=1)
    conditions: list[Condition] = required("What the employer must provide.", min_length=1)
    managers: list[Line] = optional_list("What managers and the organisation must change.")
    logic_model: LogicModel = required("Its logic model.")
    evidence: list[EvidenceNote] = optional_list("What was claimed and how far it was evaluated.")
    related: list[Annotated[Reference, Ref("programme", Backlink.RELATED_PROGRAMMES)]] = optional_list(
        "Programmes to read beside it."
    )


class ModuleHours(Part):
    """Notional hours of a module. Ten make one UK credit."""

    contact: Hours = required("Taught hours: the sessions' minutes added up.")
    self_study: Hours = required("Reading, preparation and writing.")
    workplace: Hours = required("Work-based hours: the workplace tasks' hours added up.")
    total: Hours = required("All three added up.")


class Outcome(AddressedPart):
    """A learning outcome of a module."""

    id: PartId = required("Short id: o1.", examples=["o1"])
    text: Line = required(
        "What a participant will be able to do, beginning with a verb that can be assessed."
    )
    competencies: list[Annotated[Reference, Ref("item", Backlink.TAUGHT_IN)]] = required(
        "The competencies it develops.", min_length=1
    )
    assessed_by: list[PartId] = required("Ids of the assessments that test it.", min_length=1)


class Assessment(AddressedPart):
    """An assessment of a module."""

    id: PartId = required("Short id: a1.", examples=["a1"])
    title: Line = required("Its name.")
    method: Annotated[Word, Vocab("assessment-method")] = required("The method.")
    task: Prose = required("What the participant does.")
    criteria: list[Line] = required("What it is marked against.", min_length=2)
    words: Annotated[int, Field(ge=50, le=20000)] | None = optional("Word limit, where it is written.")


class WorkplaceTask(AddressedPart):
    """A task done at work."""

    id: PartId = required("Short id: w1.", examples=["w1"])
    title: Line = required("Its name.")
    hours: Hours = required("How long it takes.")
    do: Prose = required("What to do.")
    evidence: Line = required("What to bring back.")
    competencies: list[Annotated[Reference, Ref("item", Backlink.PRACTISED_IN)]] = required(
        "The competencies it practises.", min_length=1
    )


class Reading(Part):
    """A reading, ranked."""

    source: Annotated[Reference, Ref("source", Backlink.READ_IN)] = required("Id of the source.")
    rank: Annotated[Word, Vocab("reading-rank")] = required("Must, should or may.")
    minutes: Minutes = required("How long it takes, in minutes.")
    why: Line = required("What to look for.")


class Module(Record):
    """One taught module."""

    audience: Line = required("For whom; which modules come first is said in 'prerequisites' alone.")
    credits: Annotated[Credits, Field(le=60)] = required("UK credits; one is ten notional hours.")
    hours: ModuleHours = required("Notional hours by kind.")
    why: Prose = required("Why it matters at work.")
    prerequisites: list[Annotated[Reference, Ref("module", Backlink.LEADS_ON_TO)]] = optional_list(
        "Modules to take first."
    )
    alongside: list[Annotated[Reference, Ref("module", Backlink.LEADS_ON_TO)]] = optional_list(
        "Modules to take first or at the same time."
    )
    outcomes: list[Outcome] = required("Its learning outcomes.", min_length=2)
    sessions: list[Session] = required("Its sessions in order.", min_length=1)
    workplace: list[WorkplaceTask] = required("Its workplace tasks.", min_length=1)
    assessments: list[Assessment] = required("Its assessments.", min_length=1)
    theories: list[Annotated[Reference, Ref("theory", Backlink.MODULES)]] = optional_list(
        "Theories it teaches."
    )
    cases: list[Annotated[Reference, Ref("case", Backlink.MODULES)]] = optional_list("Cases it uses.")
    tensions: list[Annotated[Reference, Ref("tension", Backlink.MODULES)]] = required(
        "Tensions it works on.", min_length=1
    )
    components: list[Annotated[Reference, Ref("component", Backlink.MODULES)]] = optional_list(
        "Components it draws on."
    )
    reading: list[Reading] = required("Reading, ranked, with minutes.", min_length=1)


class ComponentStep(Part):
    """One step of how a component runs."""

    title: Line = required("The step.")
    what: Prose = required("What is done.")
    who: Line = required("Who does it.")
    minutes: Minutes | None = optional("How long it takes, in minutes.")
    first_week: Week | None = optional(
        "The week in which it begins, counted from 1; with it the weeks are drawn."
    )
    last_week: Week | None = optional("The week in which it ends, where that is a later one.")
    later: Line | None = optional("When it follows, for a step after the last week: 'after three months'.")


class ClockPart(Part):
    """A stretch of a meeting."""

    title: Line = required("What happens in it.")
    minutes: Minutes = required("How long it is, in minutes.")


class Clock(Part):
    """The minutes of a meeting, or of a part of one that repeats, to be drawn."""

    id: PartId = required("Short id.")
    title: Line = required("What takes that long.")
    parts: list[ClockPart] = required("Its stretches, in order.", min_length=2)
    seats: list[Line] = optional_list(
        "Who sits around it, clockwise from the top; with seats it is drawn as the face of a clock."
    )


class Role(Part):
    """A role in a component, and what it does."""

    title: Line = required("The role.")
    does: Line = required("What it does.")
    time: Line | None = optional("What it costs in time.")


class Kit(AddressedPart):
    """Something to use as it stands: ground rules, an agenda, a bank of questions."""

    title: Line = required("Its name.")
    text: Prose = required("The thing itself.")


class Component(Record):
    """A component of a programme: coaching, action learning set, 360, project."""

    what: Prose = required("What it is.")
    what_not: Prose = required("What it is not.")
    time: Line = required("What it costs a participant, in hours.")
    steps: list[ComponentStep] = required("How it runs.", min_length=2)
    clocks: list[Clock] = optional_list("The minutes of its meetings, to be drawn.")
    roles: list[Role] = required("Who does what.", min_length=1)
    good: list[Line] = required("What good looks like.", min_length=2)
    goes_wrong: list[Line] = required("What goes wrong, and what to do.", min_length=2)
    kit: list[Kit] = optional_list("Kit to use as it stands.")
    evidence: Prose = required("What research says, and how sure it is.")
    instruments: list[Annotated[Reference, Ref("instrument", Backlink.COMPONENTS)]] = optional_list(
        "Instruments it uses."
    )
    competencies: list[Annotated[Reference, Ref("item", Backlink.PRACTISED_IN)]] = required(
        "The competencies it practises.", min_length=1
    )
    tensions: list[Annotated[Reference, Ref("tension", Backlink.COMPONENTS)]] = optional_list(
        "The tensions it works on."
    )


class Point(Part):
    """One figure of a measure."""

    when: Line = required("When, or for whom: 'Baseline', 'London after'.")
    value: Figure | None = optional(
        "The figure. Left out where the source gives words alone ('probably double'), which are not drawn."
    )
    low: Figure | None = optional("Lower end of the published interval.")
    high: Figure | None = optional("Upper end of the published interval.")
    text: PublishedLine | None = optional(
        "The figure as published, where it says more: '0.71% of 109,341 operations'."
    )


class Effect(Part):
    """The difference that a study reports for a measure, such as a risk ratio, with its interval."""

    name: Line = required("What it is: 'Risk ratio', 'Odds ratio'.")
    value: Figure = required("The figure.")
    low: Figure = required("Lower end of the published interval.")
    high: Figure = required("Upper end of the published interval.")
    no_difference: Figure = required("The figure that means no difference: 1 for a ratio.")


class Measure(AddressedPart):
    """A measure of a case, as published."""

    title: Line = required("What was measured.")
    unit: Line = required("Its unit; one that begins with % is drawn on a scale from 0 to 100.")
    no_difference: Figure | None = optional(
        "For a ratio or a difference: the figure that means no difference, 1 or 0. Its figures are drawn as"
        " points beside that line, and not as bars."
    )
    effect: Effect | None = optional("The difference that the source reports for it, with its interval.")
    better: Annotated[Word, Vocab("direction")] = required("Which way is better.")
    points: list[Point] = required("The figures, in order.", min_length=1)
    reads: Line = required("What the figures allow one to say.")
    certainty: Annotated[Word, Vocab("confidence")] = required("How sure the figures are.")
    source: Annotated[Reference, Ref("source", Backlink.CITED_BY)] = required("Where they are from.")


class Moment(Part):
    """A time in a case: a year or a month, or the years between two."""

    start: Month = required("When it was or began, as 2014 or 2014-03.")
    end: Month | None = optional("When it ended, where it went on for some time.")
    onwards: bool = Field(default=False, description="Whether it went on, with no end given: true or false.")
    what: Line = required("What it was.")


class TheoryReading(Part):
    """A case seen through a theory."""

    theory: Annotated[Reference, Ref("theory", Backlink.SHOWN_BY)] = required("The theory.")
    text: Prose = required("What it makes visible.")


class TensionReading(Part):
    """A case as an instance of a tension."""

    tension: Annotated[Reference, Ref("tension", Backlink.HELD_IN)] = required("The tension.")
    text: Prose = required("How it played out.")


class ShownCompetency(Part):
    """A competency that a case shows."""

    item: Annotated[Reference, Ref("item", Backlink.SHOWN_BY)] = required("The competency.")
    how: Line = required("Where it shows, or where its lack shows.")


class Case(Record):
    """A case study."""

    setting: Line = required("What kind of place.")
    country: Line = required("Where.")
    period: Line = required("When.")
    timeline: list[Moment] = optional_list("The times that 'period' names, to be drawn.")
    led_by: Line = required("Who led it, by role.")
    scale: Line = required("How large.")
    outcome: Annotated[Word, Vocab("case-outcome")] = required("How it came out.")
    outcome_note: Line = required("The verdict in one line.")
    depth: Annotated[Word, Vocab("case-depth")] = required("Whether it is told in full or in short.")
    problem: Prose = required("The problem in three lines.")
    rationale: Prose = required("Why they thought it would work.")
    did: Prose = required("What they did.")
    pause: list[Line] = required("Questions to stop at before the outcome is opened.", min_length=2)
    happened: Prose = required("What happened.")
    measures: list[Measure] = optional_list("The measures, as published; a full case has at least one.")
    comparison: Prose = required("What a comparison says, or that there was none.")
    went_wrong: Prose = required("What went wrong, and limits of the study.")
    lessons: list[Line] = required("What to borrow.", min_length=2)
    theories: list[TheoryReading] = required("Seen through theories.", min_length=1)
    tensions: list[TensionReading] = required("The tension it shows.", min_length=1)
    competencies: list[ShownCompetency] = required("The competencies it shows.", min_length=1)


class PathwayStop(Part):
    """One stop of a pathway."""

    take: Annotated[Reference, Ref("any", Backlink.PATHWAYS)] = required(
        "Id of what to read or do: a record, a competency, a session, a workplace task, a piece of kit."
    )
    parts: list[Anchor] = optional_list(
        "The sections of its page that are meant, in the order in which to read them, each by the end of its"
        " address behind '#': 'scene', 'use', 'element-sort', 'step-3'. The stop shows them, and counts their"
        " words alone."
    )
    why: Line = required("What to get from it.")


class Pathway(Record):
    """A short route through the handbook for one reader with one need and so many minutes.

    What each stop takes is computed from the records, never written down twice.
    """

    for_whom: Line = required("The reader: 'Foundation doctor who has just been handed the rota'.")
    need: Prose = required("The situation the reader is in.")
    remedy: Prose = required("What to say or do about it. It is the first stop, and the card to keep.")
    minutes: Minutes = required(
        "The minutes the reader has. The remedy and the stops together take no longer."
    )
    stops: list[PathwayStop] = required("What to read or do after the remedy, in order.", min_length=2)
    afterwards: Prose | None = optional("What comes later, and where to go with more time.")


# ---------------------------------------------------------------- reference


class Finding(AddressedPart):
    """A figure that a source has found. It stands here alone, and texts quote it by its id."""

    id: PartId = required("Its name within the source, in a word or two: 'deaths'.")
    value: Annotated[
        str,
        StringConstraints(
            pattern=r"^[^\s*_`\\\[\]<>{}&]([^*_`\\\[\]<>{}&]*[^\s*_`\\\[\]<>{}&])?$", max_length=80
        ),
        PlainText(),
        Published(),
    ] = required("The figure as texts print it: '57%', 'from 11.0% to 6.2%'.")
    interval: PublishedLine | None = optional("How sure it is: '95% confidence interval 0.36 to 0.81'.")
    of: Line = required("What it is a figure of: of whom or what, where, and over what time.")
    read_in: Annotated[Word, Vocab("read-in")] = required("Where in the source it was read.")
    dated: Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2]))?$"), Patterned()] | None = (
        optional(
            "The year or month in which it was so, as 2019 or 2019-11, where a newer figure is to be"
            " expected. Texts print it behind the value."
        )
    )
    review_by: Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$"), Patterned()] | None = (
        optional("The month in which to look for a newer figure, as 2027-06.")
    )


class Source(Part):
    """A source. Field names follow CSL-JSON where it has one."""

    id: Id = required("Permanent id: first author's surname and year.")
    aliases: list[Id] = optional_list("Ids it had before; links to them go on working.")
    retired: RetiredSource | None = optional(RETIRED)
    type: Annotated[Word, Vocab("source-type")] = required("What kind of thing it is.")
    authors: list[Person] = optional_list(
        "The people who wrote it, each as surname and initials: 'Dixon-Woods M'. Behind these may stand Jr,"
        " Sr, II, III, IV, 2nd, 3rd or 4th; who has one name alone is named by it."
    )
    others: bool = Field(default=False, description="Whether there are more authors than are named.")
    bodies: list[Line] = optional_list("The organisations that wrote it, each in full.")
    year: Year = required("Year.")
    title: Line = required("Title without a full stop, first word and names with a capital.")
    container: Line | None = optional(
        "The journal in full, the book a chapter stands in, or the website; nothing else."
    )
    volume: Line | None = optional("Volume of the journal.")
    issue: Line | None = optional("Issue within the volume.")
    pages: Pages | None = optional(
        "Pages with a dash between them, or the number of an article that has no pages: 'e66303'."
    )
    edition: Annotated[int, Field(ge=2, le=50)] | None = optional(
        "Edition of a book, as a number, from the second on."
    )
    number: Line | None = optional("Number of a report in its series: 'Cm 7881'.")
    publisher: Line | None = optional("Publisher of a book or report, where it is not the author.")
    editors: list[Person] = optional_list(
        "Editors of the book a chapter stands in, or of a book by many, each as surname and initials."
    )
    doi: (
        Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/\S+$"), BeforeValidator(check_doi), Address()]
        | None
    ) = optional("DOI, without the address before it.")
    isbn: Annotated[str, StringConstraints(pattern=r"^[0-9X-]{10,17}$"), Patterned()] | None = optional(
        "ISBN."
    )
    url: Url | None = optional("Address, where there is no DOI.")
    grade: Annotated[Word, Vocab("grade")] = required("What kind of evidence it is.")
    seen: Annotated[Word, Vocab("seen")] = required("How far it was read for this handbook.")
    note: Line | None = optional("What to know about it.")
    incomplete: Line | None = optional(
        "What of its reference could not be found, and by when it was looked for: 'No DOI was found by 30"
        " November 2026.'; or what it has not got: 'It has no DOI.'"
    )
    findings: list[Finding] = optional_list("Its figures that texts of the handbook quote.")

    @property
    def creators(self) -> list[str]:
        """Who it is by: its authors and organisations, or the editors of a book that has neither."""
        return [*self.authors, *self.bodies] or list(self.editors)


class Term(Part):
    """A glossary term."""

    id: Id = required("Permanent id.")
    aliases: list[Id] = optional_list("Ids it had before; links to them go on working.")
    retired: RetiredTerm | None = optional(RETIRED)
    term: Line = required("The term.")
    means: Prose = required("What it means, in plain words.")
    also: list[Line] = optional_list("Other forms and abbreviations.")
    see: list[Annotated[Reference, Ref("any", Backlink.GLOSSARY)]] = optional_list("Records to read next.")
    linked: bool = Field(
        default=True,
        description=(
            "Whether its first use on a page leads here: true, or false for a word of everyday speech."
        ),
    )
    translations: list[TermTranslation] = optional_list(
        "The term, as its title, and what it means in other languages."
    )


class VocabularyTerm(Part):
    """One word of a closed list."""

    id: Annotated[
        str, StringConstraints(pattern=r"^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$", max_length=60), Patterned()
    ] = required("The word as written in records.")
    title: Line = required("The word as shown.")
    description: Line = required("What it means and when to choose it.")


class Vocabulary(Part):
    """A closed list, with what each word means."""

    id: Id = required("Its name.")
    title: Line = required("Its title.")
    description: Line = required("What it is for.")
    terms: list[VocabularyTerm] = required("Its words, in order.", min_length=1)


class Sources(Part):
    """The file of sources."""

    sources: list[Source] = required("Every source, by id.", min_length=1)


class Verbs(Part):
    """The file of verbs that behaviours and outcomes may begin with."""

    verbs: list[Verb] = required(
        "Every verb, as after 'to', by the alphabet: what it names can be seen or assessed.", min_length=1
    )
    levels: list[VerbLevel] = optional_list(
        "The levels of Bloom's taxonomy as revised in 2001, lowest first, each with verbs of outcomes."
    )


class Glossary(Part):
    """The file of glossary terms."""

    terms: list[Term] = required("Every term, by id.", min_length=1)


class Synonym(Part):
    """Words that people type, and the words of the handbook that they mean."""

    typed: list[Line] = required(
        "What people type and the handbook does not say, or says less often: 'ED', 'take home drugs'.",
        min_length=1,
    )
    means: list[Line] = required(
        "The handbook's own words for it, each of which stands on some page: 'emergency department'.",
        min_length=1,
    )


class Synonyms(Part):
    """The file of synonyms for the search."""

    synonyms: list[Synonym] = required("Every group of words, by subject.", min_length=1)


class Exemption(Part):
    """One thing that need not meet a rule of coverage, with the reason. One no longer needed is itself a
    problem."""

    record: Annotated[Reference, Ref("any")] = required("Id of the record or competency.")
    rule: Annotated[Word, Vocab("coverage-rule")] = required("The rule it need not meet.")
    reason: Line = required("Why not.")


class Exemptions(Part):
    """The file of exemptions."""

    exemptions: list[Exemption] = optional_list("Every exemption.")


class Vocabularies(Part):
    """The file of vocabularies."""

    vocabularies: list[Vocabulary] = required("Every closed list.", min_length=1)


Model = TypeVar("Model", bound=Part, covariant=True)


@dataclass(frozen=True)
class Kind(Generic[Model]):
    """A kind of record: its name in the program, its model, and its title and plural in English.

    ``folder`` holds its YAML files; ``section`` is the folder of its pages and index in the site.
    """

    name: str
    model: type[Model]
    folder: str
    section: str
    title: str
    plural: str

    @property
    def counted(self) -> tuple[str, str]:
        """The phrases that count records of the kind, in English: one of them, and several."""
        return f"%(num)s {self.title.lower()}", f"%(num)s {self.plural.lower()}"


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

# The files that stand alone, by path, each with one list.
SOURCES = "framework/sources.yml"
GLOSSARY = "framework/glossary.yml"
VOCABULARY = "framework/vocabulary.yml"
EXEMPTIONS = "framework/exemptions.yml"
VERBS = "framework/verbs.yml"
DRAWINGS = "framework/drawings.yml"
SYNONYMS = "framework/synonyms.yml"

FILES: dict[str, type[Part]] = {
    SOURCES: Sources,
    GLOSSARY: Glossary,
    VOCABULARY: Vocabularies,
    EXEMPTIONS: Exemptions,
    VERBS: Verbs,
    DRAWINGS: Drawings,
    SYNONYMS: Synonyms,
}
