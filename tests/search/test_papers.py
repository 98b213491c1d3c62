"""What the search tells of the papers of a session."""

from macros.addresses.urls import Urls
from macros.curriculum.sessions import list_sessions
from macros.records.prose import strip_markup
from macros.search.documents import list_documents

MOST_QUOTED = 80  # Letters.


def test_no_card_and_nothing_that_is_opened_later_is_found_by_its_text(real_book):
    documents = {document.address: document for document in list_documents(real_book, (), (), Urls())}
    texts = 0
    for place in list_sessions(real_book):
        found = " ".join(part.text for part in documents[f"{place.path}/"].parts)
        for handout in place.session.handouts:
            closed = [card.text for card in handout.cards]
            closed += [handout.text] if handout.reader == "later" else []
            for text in (" ".join(strip_markup(text or "").split()) for text in closed):
                if len(text) > MOST_QUOTED:  # A task may say a short one aloud.
                    assert text[:MOST_QUOTED] not in found, (place.path, handout.id)
                    texts += 1
    assert texts > 100
