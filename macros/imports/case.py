"""Frameworks as packages of 1EdTech CASE, versions 1.0 and 1.1 (https://www.imsglobal.org/spec/case/v1p1):
the JSON of a CFPackage.

``isChildOf`` makes the tree, ``sequenceNumber`` its order; a rubric becomes the scale, or the levels of an
item."""

from __future__ import annotations

import json
import math
from collections.abc import Container, Iterator
from typing import Any

from macros.base.address_rules import fault as find_address_fault
from macros.base.problems import show
from macros.curriculum.crosswalks import INVERSE_RELATIONS
from macros.imports.model import Fields, ImportedFramework, ImportedItem, check_tree, refuse
from macros.imports.relations import read_relation
from macros.imports.tables import read_text
from macros.imports.wording import make_line, shorten, take_words

Thing = dict[str, Any]
STATUSES = {
    "Adopted": "current",
    "Deprecated": "withdrawn",
    "Draft": "announced",
    "Private Draft": "announced",
}
RIGHTS = ("holder", "terms", "carried")
_READ_OF_ITEMS = frozenset(
    "identifier uri fullStatement humanCodingScheme notes conceptKeywords CFItemType CFItemTypeURI"
    " language lastChangeDateTime CFDocumentURI extensions licenseURI conceptKeywordsURI".split()
)


def read_json(raw: bytes, name: str) -> Any:
    """The data of a JSON file. Raises :class:`~macros.imports.model.NotImported` with the place of a
    fault."""
    text = read_text(raw, name)
    try:
        return json.loads(text, parse_constant=lambda word: None)
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno}:{error.colno}"
        raise refuse(place, f"is no JSON ({error.msg})", "export the file anew") from None
    except RecursionError:
        raise refuse(f"{name}:1:1", "is nested too deeply", "export the file anew") from None
    except ValueError:
        raise refuse(f"{name}:1:1", "holds a number of too many digits", "export the file anew") from None


def read_package(data: Any, name: str) -> ImportedFramework:
    """The framework of a CFPackage in the file called ``name``. Raises
    :class:`~macros.imports.model.NotImported`."""
    return _Reader(data, name).read()


class _Reader:
    """Reads a package."""

    def __init__(self, data: Thing, name: str):
        self.data, self.name = data, name
        self.document = self.take_thing(data.get("CFDocument"), "CFDocument")
        self.framework = ImportedFramework("a package of CASE", [], self.take(self.document, "identifier"))

    def read(self) -> ImportedFramework:
        items = list(self.list_things("CFItems"))
        self.framework.items = [self.read_item(item, place) for item, place in items]
        self.read_associations()
        check_tree(self.framework.items)
        self.read_document()
        self.read_rubrics()
        return self.framework

    def lose(self, place: str, what: str) -> None:
        self.framework.losses.append(f"{place}: {what}")

    def take_thing(self, value: Any, place: str) -> Thing:
        if not isinstance(value, dict):
            wrong = "is missing" if value is None else "is no object"
            raise refuse(f"{self.name}, {place}", wrong, "export the package anew, as a CFPackage of CASE")
        return value

    def list_things(self, key: str) -> Iterator[tuple[Thing, str]]:
        """Yield each object of a list, with its place."""
        things = self.data.get(key) or []
        if not isinstance(things, list):
            raise refuse(
                f"{self.name}, {key}", "is no list", "export the package anew, as a CFPackage of CASE"
            )
        for number, thing in enumerate(things, 1):
            yield self.take_thing(thing, f"{key} {number}"), f"{self.name}, {key} {number}"

    def take(self, thing: Thing, key: str) -> str:
        """A text of an object; empty where there is none."""
        value = thing.get(key)
        return value.strip() if isinstance(value, str) else str(value) if isinstance(value, int) else ""

    # -- the document

    def read_document(self) -> None:
        document, fields = self.document, self.framework.fields
        extension: Thing = document["extensions"] if isinstance(document.get("extensions"), dict) else {}
        fields["title"] = take_words(self.take(document, "title"))
        if creators := self.take(document, "creator"):
            fields["owners"] = [make_line(part) for part in creators.split(";") if make_line(part)]
        status = self.take(extension, "status") or STATUSES.get(self.take(document, "adoptionStatus"), "")
        fields |= {"status": status} if status in ("current", "announced", "superseded", "withdrawn") else {}
        if description := take_words(self.take(document, "description")):
            fields["purpose"] = make_line(description)
            fields["summary"] = shorten(make_line(description), 220)
        if address := self.take(document, "officialSourceURL"):
            if find_address_fault(address) is None and len(address) <= 500:
                fields["official"] = address
            else:
                self.lose(f"{self.name}, CFDocument", f"officialSourceURL {show(address)} is no address.")
        for key in ("published", "until"):
            if isinstance(extension.get(key), int):
                fields[key] = extension[key]
        if abbreviation := self.take(extension, "abbreviation"):
            fields["abbreviation"] = make_line(abbreviation)
        self.read_rights(extension)
        for key in ("subject", "version", "statusStartDate", "statusEndDate", "notes", "publisher"):
            if document.get(key) and not (key in ("notes", "publisher", "version") and extension):
                self.lose(f"{self.name}, CFDocument", f"{key} {show(document[key])} was not carried.")

    def read_rights(self, extension: Thing) -> None:
        rights = extension.get("rights")
        texts_of_rights = (
            {name: make_line(self.take(rights, name)) for name in RIGHTS} if isinstance(rights, dict) else {}
        )
        texts = []
        definitions = self.data.get("CFDefinitions")
        licences = definitions.get("CFLicenses") if isinstance(definitions, dict) else None
        for licence in licences if isinstance(licences, list) else ():
            if isinstance(licence, dict):
                texts.append(self.take(licence, "licenseText") or self.take(licence, "title"))
        if texts and not texts_of_rights.get("terms"):
            texts_of_rights["terms"] = make_line(" ".join(texts))
        if texts_of_rights := {name: text for name, text in texts_of_rights.items() if text}:
            self.framework.fields["rights"] = texts_of_rights

    # -- items

    def read_item(self, item: Thing, place: str) -> ImportedItem:
        statement, short = self.take(item, "fullStatement"), self.take(item, "abbreviatedStatement")
        title = statement
        if short and short != statement and len(take_words(statement)) > 120:
            title = short
            text = statement
        else:
            text = self.take(item, "notes")
            if short and short != statement:
                self.lose(place, f"abbreviatedStatement {show(short)} was not carried.")
        if not statement:
            raise refuse(place, "has no fullStatement", "give every item one")
        if not (id := self.take(item, "identifier")):
            raise refuse(place, "has no identifier", "give every item one")
        fields: Fields = {}
        keywords = item.get("conceptKeywords")
        if isinstance(keywords, str):
            keywords = keywords.split(",")
        if isinstance(keywords, list):
            fields["keywords"] = [word.strip() for word in keywords if isinstance(word, str) and word.strip()]
        extension = item.get("extensions")
        behaviours = extension.get("behaviours") if isinstance(extension, dict) else None
        if isinstance(behaviours, list):
            fields["behaviours"] = [line for line in behaviours if isinstance(line, str)]
        lost = [
            key for key in item if key not in _READ_OF_ITEMS and key != "abbreviatedStatement" and item[key]
        ]
        if title is short and self.take(item, "notes"):
            lost.append("notes")
        if lost:
            self.lose(place, f"{', '.join(sorted(lost))} not carried.")
        return ImportedItem(
            id,
            "",
            self.take(item, "humanCodingScheme"),
            title,
            place,
            text,
            self.take(item, "CFItemType"),
            {name: value for name, value in fields.items() if value},
        )

    def read_associations(self) -> None:
        by_id = {item.source_id: item for item in self.framework.items}
        order: dict[str, float] = {}
        for association, place in self.list_things("CFAssociations"):
            kind = self.take(association, "associationType")
            origin, target = (
                self.find_end(association, end) for end in ("originNodeURI", "destinationNodeURI")
            )
            if kind != "isChildOf":
                self.read_link(association, kind, place, by_id)
            elif origin not in by_id:
                wrong = f"its origin {show(origin)} is no item of the package"
                raise refuse(place, wrong, "export the package anew, with all its items")
            elif by_id[origin].parent and by_id[origin].parent != target:
                self.lose(
                    place, f"{show(origin)} has a second parent, {show(target)}; the first was carried."
                )
            else:
                by_id[origin].parent = "" if target == self.framework.source_id else target
                order[origin] = self.read_number(association)
        self.framework.items.sort(key=lambda item: order.get(item.source_id, math.inf))

    def read_link(self, association: Thing, kind: str, place: str, by_id: Container[str]) -> None:
        """Take an association as a link of the item of this package that is one of its ends. The relation
        that a crosswalk of the handbook had stands in its extension, as does a target that is no address. A
        target without a title has its address for one there."""
        origin, target = (self.find_end(association, end) for end in ("originNodeURI", "destinationNodeURI"))
        extension = association.get("extensions")
        known = self.take(extension, "relation") if isinstance(extension, dict) else ""
        relation = read_relation(known or kind)
        far_end = "destinationNodeURI"
        if origin not in by_id and target in by_id:
            origin, far_end = target, "originNodeURI"
            # The relation of an extension is read from the item of this package; that of a type is not.
            relation = relation if known else INVERSE_RELATIONS.get(relation, relation)
        far = association.get(far_end)
        target, address, title = (
            self.take(far, key) if isinstance(far, dict) else "" for key in ("identifier", "uri", "title")
        )
        if target not in by_id and address.startswith(("https://", "http://")):
            target = address
        if isinstance(extension, dict) and known and target not in by_id:
            target = self.take(extension, "matchTarget") or target
        title = "" if title in (target, address) else title
        self.framework.add_link(origin, relation or kind or "an association", target, place, title)

    def read_number(self, association: Thing) -> float:
        number = association.get("sequenceNumber")
        if isinstance(number, bool) or not isinstance(number, (int, float)) or math.isnan(number):
            return math.inf
        return number

    def find_end(self, association: Thing, key: str) -> str:
        end = association.get(key)
        return self.take(end, "identifier") if isinstance(end, dict) else ""

    # -- levels

    def read_rubrics(self) -> None:
        by_id = {item.source_id: item for item in self.framework.items}
        for rubric, place in self.list_things("CFRubrics"):
            criteria = rubric.get("CFRubricCriteria")
            for criterion in criteria if isinstance(criteria, list) else ():
                levels = list(self.list_levels(criterion))
                end = criterion.get("CFItemURI") if isinstance(criterion, dict) else None
                item = by_id.get(self.take(end, "identifier")) if isinstance(end, dict) else None
                if item and levels:
                    item.fields["levels"] = levels
                elif not end and len(levels) > 1 and "scale" not in self.framework.fields:
                    title = make_line(self.take(rubric, "title")) or "Rating"
                    scale: Fields = {"title": shorten(title)}
                    if note := make_line(self.take(rubric, "description")):
                        scale["note"] = shorten(note)
                    self.framework.fields["scale"] = scale | {"levels": levels}
                else:
                    self.lose(place, "a criterion without levels that a record can hold was not carried.")

    def list_levels(self, criterion: Any) -> Iterator[Fields]:
        levels = criterion.get("CFRubricCriterionLevels") if isinstance(criterion, dict) else None
        for place, level in enumerate(levels if isinstance(levels, list) else (), 1):
            if not isinstance(level, dict):
                continue
            score: Any = level.get("score")
            is_whole = isinstance(score, int) or (isinstance(score, float) and score.is_integer())
            value = int(score) if is_whole else place
            title = make_line(self.take(level, "quality")) or str(value)
            if 0 <= value <= 20:
                meaning = shorten(make_line(self.take(level, "description")))
                yield {"value": value, "title": shorten(title)} | ({"meaning": meaning} if meaning else {})
