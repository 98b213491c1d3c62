"""Items as alignments of Open Badges 3.0."""

import json

import pytest
from exported import ADDRESS, publish, write
from odd_frameworks import create_odd_book, load_small

from macros.exports.badges import FORMAT

# Of the schema of an AchievementCredential (https://purl.imsglobal.org/spec/ob/v3p0/), its part Alignment.
FIELDS = {
    "targetCode",
    "targetDescription",
    "targetName",
    "targetFramework",
    "targetType",
    "targetUrl",
    "type",
}
TYPES = {"ceasn:Competency", "ceterms:Credential", "CFItem", "CFRubric", "CFRubricCriterion", "CTDL"}


@pytest.fixture(scope="module")
def odd_book():
    return create_odd_book(load_small())


def test_every_item_in_use_is_an_alignment(odd_book):
    files = write(FORMAT, publish(odd_book))
    assert list(files) == ["small.json", "other.json", "old.json", "rights.json"]
    alignments = json.loads(files["small.json"])
    assert [one["targetCode"] for one in alignments] == [
        item.code for item in odd_book.list_items(odd_book.get("small"))
    ]
    for one in alignments:
        assert one.keys() == FIELDS and one["type"] == ["Alignment"] and one["targetType"] in TYPES
    assert alignments[1] == {
        "type": ["Alignment"],
        "targetCode": "1.1",
        "targetDescription": "Hears what is said.",
        "targetFramework": "Small framework",
        "targetName": "Listening",
        "targetType": "CFItem",
        "targetUrl": f"{ADDRESS}frameworks/small/1.1/",
    }


def test_the_rights_lie_beside_them(odd_book):
    rights = json.loads(write(FORMAT, publish(odd_book))["rights.json"])
    assert list(rights) == ["small", "other", "old"]
    assert rights["small"]["rights"].startswith("Rights holder: Nobody. Terms: Free.")
    assert (rights["small"]["publisher"], rights["small"]["generated"]) == (
        "Small handbook",
        "2026-11-30T12:00:00Z",
    )


def test_a_framework_without_items_gives_nothing(odd_book):
    assert write(FORMAT, publish(odd_book), "empty") == {}
