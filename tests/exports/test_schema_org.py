"""What pages say of themselves in JSON-LD."""

import json
from datetime import UTC, datetime

from built import book
from hypothesis import given, strategies as st

from macros.exports.publication import Publication
from macros.exports.schema_org import describe_page, write_data_block


def publish(handbook, address="https://handbook.example/"):
    return Publication(handbook, "The handbook", address, generated=datetime(2026, 12, 1, tzinfo=UTC))


def test_a_module_is_a_course():
    module = book().resolve("leading-self", "module")
    publication = publish(book())
    days = [module.node.drafted, *(review.date for review in module.node.reviews)]
    assert describe_page(publication, module) == {
        "@context": "https://schema.org",
        "@type": "Course",
        "@id": f"urn:uuid:{publication.identify('module', 'leading-self')}",
        "name": module.title,
        "description": module.summary,
        "inLanguage": "en-GB",
        "url": "https://handbook.example/modules/leading-self/",
        "dateModified": str(max(days)),
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }


def test_an_item_is_a_term_of_its_framework_and_no_licence_is_claimed_for_it():
    about = describe_page(publish(book()), book().resolve("mlcf/1.1"))
    framework = describe_page(publish(book()), book().resolve("mlcf", "framework"))
    assert (about["@type"], about["termCode"]) == ("DefinedTerm", "1.1")
    assert about["inDefinedTermSet"] == framework["@id"]
    assert framework["@type"] == "DefinedTermSet"
    assert "license" not in about and "license" not in framework


def test_without_an_address_it_names_none():
    assert "url" not in describe_page(publish(book(), ""), book().resolve("leading-self", "module"))


def test_every_page_of_a_record_has_an_id_of_its_own():
    publication = publish(book())
    entries = [entry for entry in book().entries.values() if entry.kind == "item" or not entry.owner]
    ids = [describe_page(publication, entry)["@id"] for entry in entries]
    assert len(ids) > 300 and len(set(ids)) == len(ids)


@given(st.text())
def test_no_text_ends_the_data_block(text):
    block = write_data_block({"name": text, "description": f"</script>{text}<!--<script>"})
    assert "<" not in block
    assert json.loads(block)["name"] == text
