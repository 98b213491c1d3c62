"""The CFPackage of a framework: its document, items, associations, definitions and rubrics, as CASE 1.1 has
them, and as CASE 1.0 does."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from macros.base.address_rules import fault as find_address_fault
from macros.curriculum.exchange_words import CASE_RELATIONS, CASE_STATUSES
from macros.exports.frameworks import (
    LANGUAGE,
    Pair,
    derive,
    describe_edition,
    describe_rights,
    describe_version,
    find_last_change,
    find_rank,
    find_successor,
    flatten,
    flatten_prose,
    list_all_items,
    list_pairs,
    locate_absolutely,
    number_siblings,
    order_by_id,
    read_item,
)
from macros.exports.publication import Publication
from macros.records.entries import Entry
from macros.records.kinds import CompetencyFramework, Level

Package = dict[str, Any]
_UUID = re.compile(r"\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b")
# What CASE 1.0 does not have, wherever it stands.
NEW_IN_1_1 = frozenset({"caseVersion", "frameworkType", "extensions", "targetType"})
LISTS_OF_THINGS = {"framework": "CFDocuments", "item": "CFItems"}


def index_pairs(publication: Publication) -> dict[str, list[Pair]]:
    """The pairs of the crosswalks in use, by the ids of the frameworks of their origins."""
    pairs: dict[str, list[Pair]] = defaultdict(list)
    for crosswalk in order_by_id(publication, "crosswalk"):
        for pair in list_pairs(publication, crosswalk):
            pairs[pair.origin.record.id].append(pair)
    return pairs


def build_package(
    publication: Publication, framework: Entry, base: str, pairs: dict[str, list[Pair]]
) -> Package:
    """The package of a framework in version 1.1. ``base`` is the address of the REST binding, empty where
    that of the site is not known; ``pairs`` are those of :func:`index_pairs`."""
    return _Builder(publication, framework, base).build(pairs.get(framework.id, []))


def drop_version_1_1(package: Package) -> Package:
    """A package in version 1.0: without what came with 1.1."""
    older: Package = _drop_new(package)
    for association in older["CFAssociations"]:
        association.pop("notes", None)
    return older


def _drop_new(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _drop_new(member) for name, member in value.items() if name not in NEW_IN_1_1}
    return [_drop_new(member) for member in value] if isinstance(value, list) else value


class _Builder:
    """What the parts of a package have in common."""

    def __init__(self, publication: Publication, framework: Entry, base: str):
        self.publication = publication
        self.framework = framework
        self.node = framework.read_as(CompetencyFramework)
        self.base = base
        self.identity = publication.identify("framework", framework.id)
        self.items = list_all_items(publication, framework)

    def build(self, pairs: list[Pair]) -> Package:
        document = self.describe_document()
        items = [self.describe_item(item) for item in self.items]
        associations = [
            *self.list_branches(),
            *self.list_replacements(),
            *self.list_matches(),
            *(self.describe_pair(pair) for pair in pairs),
        ]
        package: Package = {"CFDocument": document, "CFItems": items, "CFAssociations": associations}
        package["CFDefinitions"] = {
            "CFLicenses": [self.describe_licence()],
            "CFItemTypes": self.list_types(),
            "CFAssociationGroupings": self.list_groupings(pairs),
        }
        if rubrics := self.list_rubrics():
            package["CFRubrics"] = rubrics
        return package

    # -- identities, addresses and links

    def identify(self, entry: Entry) -> UUID:
        return self.publication.identify(entry.kind, entry.id)

    def address(self, name: str, identifier: str) -> str:
        return f"{self.base}{name}/{identifier}.json" if self.base else f"urn:uuid:{identifier}"

    def begin(self, name: str, identifier: str, changed: str) -> dict[str, Any]:
        return {
            "identifier": identifier,
            "uri": self.address(name, identifier),
            "lastChangeDateTime": f"{changed}T00:00:00Z",
        }

    def link(self, name: str, identifier: str, title: str) -> dict[str, str]:
        return {"title": title, "identifier": identifier, "uri": self.address(name, identifier)}

    def link_entry(self, entry: Entry) -> dict[str, str]:
        title = flatten(f"{entry.code} {entry.title}")
        link = self.link(LISTS_OF_THINGS[entry.kind], str(self.identify(entry)), title)
        return link | {"targetType": "CASE"}

    @property
    def changed(self) -> str:
        return find_last_change(self.framework)

    # -- the document and its items

    def describe_document(self) -> dict[str, Any]:
        framework, node = self.framework, self.node
        description = f"{flatten(node.summary)} {flatten_prose(node.purpose)}"
        document = self.begin("CFDocuments", str(self.identity), self.changed) | {
            "caseVersion": "1.1",
            "creator": flatten("; ".join(node.owners)),
            "title": flatten(node.title),
            "publisher": flatten(self.publication.name),
            "description": description,
            "language": LANGUAGE,
            "version": describe_version(node),
            "adoptionStatus": "Deprecated" if framework.retired else CASE_STATUSES[node.status],
            "licenseURI": self.link_licence(),
            "notes": f"{flatten(node.status_note)} {describe_rights(framework)}",
        }
        if node.official:
            document["officialSourceURL"] = node.official
        if framework.retired:
            document["statusEndDate"] = str(framework.retired.date)
        document["extensions"] = self.extend_document()
        return document

    def extend_document(self) -> dict[str, Any]:
        node = self.node
        extension: dict[str, Any] = {
            "id": node.id,
            "page": locate_absolutely(self.publication, self.framework),
        }
        if node.abbreviation:
            extension["abbreviation"] = flatten(node.abbreviation)
        extension |= {"status": node.status, "published": node.published, "until": node.until}
        extension |= {"supersedes": node.supersedes, "follows": node.follows, "drawsOn": node.draws_on}
        extension |= {"formerIds": list(self.framework.former_ids), "drafted": str(node.drafted)}
        extension["rights"] = {name: flatten_prose(str(value)) for name, value in node.rights}
        extension["generated"] = self.publication.stamp
        extension["edition"] = describe_edition(self.publication, self.framework)
        extension |= self.extend_retired(self.framework)
        return {name: value for name, value in extension.items() if value not in (None, [], {})}

    def describe_item(self, entry: Entry) -> dict[str, Any]:
        node = read_item(entry)
        rank, title, _ = find_rank(self.node, entry)
        item = self.begin("CFItems", str(self.identify(entry)), find_last_change(entry)) | {
            "fullStatement": flatten(node.title),
            "humanCodingScheme": node.code,
            "CFItemType": flatten(title),
            "CFItemTypeURI": self.link_type(rank, title),
            "notes": flatten(node.summary),
            "language": LANGUAGE,
            "licenseURI": self.link_licence(),
        }
        if node.keywords:
            item["conceptKeywords"] = [flatten(keyword) for keyword in node.keywords]
        if entry.retired:
            item["statusEndDate"] = str(entry.retired.date)
        extension: dict[str, Any] = {"id": entry.id, "page": locate_absolutely(self.publication, entry)}
        if node.behaviours:
            extension["behaviours"] = [flatten(behaviour) for behaviour in node.behaviours]
        if entry.former_ids:
            extension["formerIds"] = list(entry.former_ids)
        item["extensions"] = extension | self.extend_retired(entry)
        return item

    def extend_retired(self, entry: Entry) -> dict[str, Any]:
        if not (retirement := entry.retired):
            return {}
        extension = {"date": str(retirement.date), "reason": flatten(retirement.reason)}
        if retirement.successor:
            extension["successor"] = retirement.successor
        return {"retired": extension}

    # -- associations

    def begin_association(
        self, identifier: str, type: str, origin: Entry, destination: Entry, changed: str
    ) -> dict[str, Any]:
        package = self.address("CFPackages", str(self.identity))
        return self.begin("CFAssociations", identifier, changed) | {
            "uri": f"{package}#{identifier}" if self.base else f"urn:uuid:{identifier}",
            "associationType": type,
            "originNodeURI": self.link_entry(origin),
            "destinationNodeURI": self.link_entry(destination),
        }

    def list_branches(self) -> Iterator[dict[str, Any]]:
        for item, number in number_siblings(self.items):
            identifier = derive(self.identify(item), "isChildOf")
            branch = self.begin_association(
                identifier, "isChildOf", item, item.parent_or_self, find_last_change(item)
            )
            yield branch | {"sequenceNumber": number}

    def list_replacements(self) -> Iterator[dict[str, Any]]:
        """What is used instead of what is retired, and of the frameworks that this one took the place of."""
        for entry in (self.framework, *self.items):
            if entry.retired and (successor := find_successor(self.publication, entry, (entry.kind,))):
                identifier = derive(self.identify(entry), "replacedBy")
                yield self.begin_association(
                    identifier, "replacedBy", entry, successor, find_last_change(entry)
                )
        for reference in self.node.supersedes:
            former = self.publication.handbook.get(reference, "framework")
            if former and former is not self.framework:
                identifier = derive(self.identity, "supersedes", str(self.identify(former)))
                yield self.begin_association(identifier, "replacedBy", former, self.framework, self.changed)

    def list_matches(self) -> Iterator[dict[str, Any]]:
        """What items match in frameworks that are not in the handbook."""
        for item in self.items:
            for match in read_item(item).matches:
                relation = CASE_RELATIONS[match.relation]
                known = _UUID.search(match.target)
                far_identifier = known[0].lower() if known else derive(self.identity, "far", match.target)
                is_address = find_address_fault(match.target) is None
                far = {
                    "title": flatten(match.name or match.target),
                    "identifier": far_identifier,
                    "uri": match.target if is_address else f"urn:uuid:{far_identifier}",
                }
                identifier = derive(self.identify(item), match.relation, match.target)
                association = self.begin_association(
                    identifier, relation.type, item, item, find_last_change(item)
                )
                end = "originNodeURI" if relation.is_reversed else "destinationNodeURI"
                extensions = {"relation": match.relation}
                if not is_address and match.target != far_identifier:
                    extensions["matchTarget"] = match.target
                yield association | {end: far, "extensions": extensions}

    def describe_pair(self, pair: Pair) -> dict[str, Any]:
        relation = CASE_RELATIONS[pair.alignment.relation]
        ends = (pair.target, pair.origin) if relation.is_reversed else (pair.origin, pair.target)
        identity = self.identify(pair.crosswalk)
        identifier = derive(identity, str(self.identify(pair.origin)), str(self.identify(pair.target)))
        association = self.begin_association(
            identifier, relation.type, *ends, find_last_change(pair.crosswalk)
        )
        return association | {
            "CFAssociationGroupingURI": self.link_grouping(pair),
            "notes": flatten(pair.alignment.reason),
            "extensions": {
                "crosswalk": pair.crosswalk.id,
                "origin": pair.origin.id,
                "target": pair.target.id,
                "relation": pair.alignment.relation,
                "confidence": pair.alignment.confidence,
            },
        }

    # -- definitions

    def link_licence(self) -> dict[str, str]:
        title = flatten(f"Rights in {self.node.title}")
        return self.link("CFLicenses", derive(self.identity, "licence"), title)

    def describe_licence(self) -> dict[str, Any]:
        link = self.link_licence()
        return self.begin("CFLicenses", link["identifier"], self.changed) | {
            "title": link["title"],
            "licenseText": describe_rights(self.framework),
        }

    def link_type(self, rank: str, title: str) -> dict[str, str]:
        return self.link("CFItemTypes", derive(self.identity, "type", rank), flatten(title))

    def list_types(self) -> list[dict[str, Any]]:
        """The ranks that the items have, and all that the framework names."""
        ranks = {rank.id: (rank.title, place) for place, rank in enumerate(self.node.ranks, 1)}
        for item in self.items:
            rank, title, place = find_rank(self.node, item)
            ranks.setdefault(rank, (title, place))
        types = []
        for rank, (title, place) in ranks.items():
            link = self.link_type(rank, title)
            types.append(
                self.begin("CFItemTypes", link["identifier"], self.changed)
                | {
                    "title": link["title"],
                    "description": flatten(f"Rank {place} of {self.node.title}"),
                    "hierarchyCode": str(place),
                    "typeCode": rank,
                }
            )
        return types

    def link_grouping(self, pair: Pair) -> dict[str, str]:
        relation = pair.alignment.relation
        word = self.publication.handbook.find_word("relation", relation).title
        identifier = derive(self.identify(pair.crosswalk), "grouping", relation)
        return self.link("CFAssociationGroupings", identifier, flatten(f"{pair.crosswalk.title}: {word}"))

    def list_groupings(self, pairs: list[Pair]) -> list[dict[str, Any]]:
        """A grouping for each relation of each crosswalk: so CASE 1.0 has the relations too."""
        groupings = {}
        for pair in pairs:
            link = self.link_grouping(pair)
            node = pair.crosswalk.head
            summary = flatten(vars(node)["summary"])
            proposer = self.publication.handbook.find_word("proposer", vars(node)["proposed_by"]).title
            groupings[link["identifier"]] = self.begin(
                "CFAssociationGroupings", link["identifier"], find_last_change(pair.crosswalk)
            ) | {
                "title": link["title"],
                "description": f"{summary} {proposer}; SKOS relation {pair.alignment.relation}.",
            }
        return list(groupings.values())

    # -- levels

    def list_rubrics(self) -> list[dict[str, Any]]:
        """The framework's scale, with what differs from item to item. Nothing where there is neither."""
        scale = self.node.scale
        criteria: list[tuple[Entry | None, list[Level]]] = [(None, scale.levels)] if scale else []
        for entry in self.items:
            item = read_item(entry)
            levels = item.levels or (scale.levels if scale and item.top is not None else [])
            levels = [level for level in levels if item.top is None or level.value <= item.top]
            if levels:
                criteria.append((entry, levels))
        if not criteria:
            return []
        identifier = derive(self.identity, "rubric")
        title = scale.title if scale else f"Levels of {self.node.title}"
        rubric = self.begin("CFRubrics", identifier, self.changed) | {"title": flatten(title)}
        if scale and scale.note:
            rubric["description"] = flatten(scale.note)
        rubric["CFRubricCriteria"] = [
            self.describe_criterion(identifier, place, entry, levels)
            for place, (entry, levels) in enumerate(criteria, 1)
        ]
        return [rubric]

    def describe_criterion(
        self, rubric: str, place: int, entry: Entry | None, levels: list[Level]
    ) -> dict[str, Any]:
        identifier = derive(UUID(rubric), entry.id if entry else "")
        criterion = self.begin_part(rubric, identifier) | {"position": place, "rubricId": rubric}
        if entry:
            link = self.link_entry(entry)
            criterion["CFItemURI"] = {name: link[name] for name in ("title", "identifier", "uri")}
        else:
            criterion["category"] = "Every item"
        criterion["CFRubricCriterionLevels"] = [
            self.describe_level(rubric, identifier, number, level) for number, level in enumerate(levels, 1)
        ]
        return criterion

    def describe_level(self, rubric: str, criterion: str, place: int, level: Level) -> dict[str, Any]:
        description = self.begin_part(rubric, derive(UUID(criterion), str(level.value))) | {
            "quality": flatten(level.title),
            "score": level.value,
            "position": place,
            "rubricCriterionId": criterion,
        }
        return description | ({"description": flatten(level.meaning)} if level.meaning else {})

    def begin_part(self, rubric: str, identifier: str) -> dict[str, Any]:
        """Of a part of a rubric, which the REST binding answers with the whole."""
        return self.begin("CFRubrics", identifier, self.changed) | {
            "uri": f"{self.address('CFRubrics', rubric)}#{identifier}"
        }
