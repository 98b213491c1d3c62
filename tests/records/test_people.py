"""Names of people are taken as people have them, and nothing else is taken for a name."""

from __future__ import annotations

import re

import pytest

from macros.records.kinds import Source
from macros.records.people import FORM, PersonName, find_person_fault, read_person
from macros.rendering.citations import Citations

NAMES = {
    "Kotter JP": PersonName("Kotter", "JP"),
    "Kovač Š": PersonName("Kovač", "Š"),
    "Nowak Ł": PersonName("Nowak", "Ł"),
    "Đorđević Đ": PersonName("Đorđević", "Đ"),
    "İnönü İ": PersonName("İnönü", "İ"),
    "Παπαδόπουλος Γ": PersonName("Παπαδόπουλος", "Γ"),
    "Иванов И": PersonName("Иванов", "И"),
    "Kovac\u030c S\u030c": PersonName("Kovač", "Š"),
    "Smith ABCDE": PersonName("Smith", "ABCDE"),
    "Malo J-L": PersonName("Malo", "J-L"),
    "King ML Jr": PersonName("King", "ML", "Jr"),
    "Davis S Sr": PersonName("Davis", "S", "Sr"),
    "Smith J III": PersonName("Smith", "J", "III"),
    "Smith JA 2nd": PersonName("Smith", "JA", "2nd"),
    "van der Meulen J": PersonName("van der Meulen", "J"),
    "de la Cruz M": PersonName("de la Cruz", "M"),
    "O'Leary JD": PersonName("O'Leary", "JD"),
    "O’Leary JD": PersonName("O’Leary", "JD"),
    "'t Hart P": PersonName("'t Hart", "P"),
    "Plato": PersonName("Plato"),
    "al-Khwarizmi": PersonName("al-Khwarizmi"),
    "孔子": PersonName("孔子"),
}
NO_NAMES = {
    "John Kotter": "",
    "Šimić Ana": "",
    "Harvard Business School": "",
    "Kotter, JP": "",
    "Kotter J.P.": "",
    "Kotter  JP": "",
    "Kotter J ": "",
    "Kotter -J": "",
    "Smith J--P": "",
    "Smith ABCDEF": "",
    "King Jr": "",
    "King ML jr": "",
    "Kotter JP (ed)": "",
    "NHSE": "name an organisation under 'bodies'",
    "": "",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_taken_apart(name):
    assert read_person(name) == NAMES[name] and find_person_fault(name) is None
    assert re.search(FORM, name), "an editor would draw a red line"


@pytest.mark.parametrize("name", NO_NAMES)
def test_what_is_no_name_is_refused(name):
    assert read_person(name) is None
    shown = " ".join(name.split())
    assert find_person_fault(name) == (f"'{shown}' is not of the right form", NO_NAMES[name])


def test_an_odd_sign_in_a_name_is_named():
    assert find_person_fault("Malo J\u2010L").wrong.endswith("of the right form and holds U+2010 (hyphen)")
    assert find_person_fault("Kovač\xa0Š").wrong.endswith(
        "of the right form and holds U+00A0 (no-break space)"
    )


def write(*authors: str) -> tuple[str, str]:
    source = Source(
        id="x", type="book", year=2009, title="Title", grade="theory", seen="unread", authors=list(authors)
    )
    citations = Citations([source])
    return citations.cite("x"), str(citations.format_reference("x"))


def test_names_are_written_out_in_references():
    assert write("King ML Jr", "Plato") == (
        "King and Plato, 2009",
        "King, M.L., Jr and Plato (2009) <i>Title</i>.",
    )
    assert write("Kovač Š", "Malo J-L") == (
        "Kovač and Malo, 2009",
        "Kovač, Š. and Malo, J.-L. (2009) <i>Title</i>.",
    )
