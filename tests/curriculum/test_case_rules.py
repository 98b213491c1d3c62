"""What the schemas of CASE leave open in a package."""

from copy import deepcopy

import pytest

from macros.curriculum.case_rules import find_package_faults

MOMENT = "2026-11-22T00:00:00Z"


def link(id):
    return {"identifier": id, "title": id, "uri": f"urn:x:{id}"}


def thing(id, **fields):
    return {"identifier": id, "uri": f"urn:x:{id}", "lastChangeDateTime": MOMENT, **fields}


def join(id, origin, destination, type="isChildOf", **fields):
    ends = {"originNodeURI": link(origin), "destinationNodeURI": link(destination)}
    return thing(id, associationType=type, **ends, **fields)


SOUND = {
    "CFDocument": thing("d"),
    "CFItems": [thing("a"), thing("b"), thing("c")],
    "CFAssociations": [
        join("1", "a", "d", sequenceNumber=1),
        join("2", "b", "d", sequenceNumber=2),
        join("3", "c", "a", sequenceNumber=1),
        join("4", "c", "elsewhere", "exactMatchOf"),
        join("5", "b", "c", "replacedBy"),
    ],
}


def put(package, route, value):
    for step in route[:-1]:
        package = package[step]
    package[route[-1]] = value


CASES = [
    (
        ("CFItems", 1, "identifier"),
        "a",
        [
            "CFItems[1] has the identifier of CFItems[0], a.",
            "CFAssociations[1].originNodeURI leads to b, which is not there.",
        ],
    ),
    (
        ("CFAssociations", 2, "destinationNodeURI"),
        link("x"),
        [
            "CFAssociations[2].destinationNodeURI leads to x, which is not there.",
            "CFItems[2] never reaches the document: c stands below itself or nothing.",
        ],
    ),
    (
        ("CFAssociations", 2, "destinationNodeURI"),
        None,
        [
            "CFAssociations[2].destinationNodeURI leads to nothing, which is not there.",
            "CFItems[2] never reaches the document: c stands below itself or nothing.",
        ],
    ),
    (
        ("CFAssociations", 0, "destinationNodeURI"),
        link("c"),
        [
            "CFItems[0] never reaches the document: a stands below itself or nothing.",
            "CFItems[2] never reaches the document: c stands below itself or nothing.",
        ],
    ),
    (
        ("CFAssociations", 2, "associationType"),
        "isPeerOf",
        ["CFItems[2] has no association isChildOf, so that c stands below nothing."],
    ),
    (
        ("CFAssociations", 1, "sequenceNumber"),
        1,
        ["CFAssociations give 2 children of d the sequence number 1."],
    ),
    (
        ("CFAssociations", 3, "originNodeURI"),
        link("y"),
        ["CFAssociations[3] joins two things that are both outside of the package."],
    ),
    (("CFAssociations", 3, "destinationNodeURI"), link("c"), ["CFAssociations[3] joins c to itself."]),
    (
        ("CFAssociations", 3),
        join("4", "c", "b", "replacedBy"),
        ["CFAssociations replace c by itself, in a circle."],
    ),
    (("CFDocument", "uri"), "data/x", ["CFDocument.uri is 'data/x', which is no absolute URI."]),
    (
        ("CFDocument", "officialSourceURL"),
        "https://a b",
        ["CFDocument.officialSourceURL is 'https://a b', which is no absolute URI."],
    ),
    (
        ("CFItems", 0, "lastChangeDateTime"),
        "2026-11-22",
        ["CFItems[0].lastChangeDateTime is '2026-11-22', which is no moment with its time and zone."],
    ),
    (
        ("CFItems", 0, "lastChangeDateTime"),
        "2026-13-22T00:00:00Z",
        [
            "CFItems[0].lastChangeDateTime is '2026-13-22T00:00:00Z', which is no moment with its time and"
            " zone."
        ],
    ),
    (("CFItems", 0, "extensions"), {"uri": 1}, []),
]


def test_a_sound_package_has_no_faults():
    assert list(find_package_faults(SOUND)) == []


@pytest.mark.parametrize(("route", "value", "faults"), CASES, ids=range(len(CASES)))
def test_each_fault_is_told(route, value, faults):
    package = deepcopy(SOUND)
    put(package, route, value)
    assert [str(fault) for fault in find_package_faults(package)] == faults


def test_ends_elsewhere_are_looked_up_where_it_is_known_what_is_there():
    assert list(find_package_faults(SOUND, frozenset({"elsewhere"}))) == []
    assert [str(fault) for fault in find_package_faults(SOUND, frozenset({"nothing"}))] == [
        "CFAssociations[3].destinationNodeURI leads to elsewhere, which is not there."
    ]


def test_what_is_no_package_does_no_harm():
    for value in (None, 1, "x", [None, 1], {"identifier": 1}):
        package = {name: value for name in ("CFDocument", "CFItems", "CFAssociations", "CFRubrics")}
        list(find_package_faults(package))


def test_a_long_chain_is_read_in_one_pass():
    names = [f"{number}" for number in range(2_000)]
    package = {
        "CFDocument": thing("d"),
        "CFItems": [thing(name) for name in names],
        "CFAssociations": [
            join(f"j{name}", name, below, sequenceNumber=1)
            for name, below in zip(names, ["d", *names], strict=False)
        ],
    }
    assert list(find_package_faults(package)) == []
