"""Headings that nobody knows are read rightly once somebody said what they mean."""

from __future__ import annotations

import pytest

from tests.engine.documents.accuracy import Score
from tests.engine.documents.families import HELD_OUT, made_document, measured, taught_headings
from theriac_engine.extraction.headings import meaning, taught
from theriac_engine.extraction.readers import read
from theriac_engine.extraction.refusals import Unreadable

pytestmark = [pytest.mark.rows("PUR-04"), pytest.mark.rows("PUR-05")]
LIST = (
    b"Zat;Tayang;Lemari;Arsip\nAMOXICILLIN 500 MG;12.500;40;A1\nPARACETAMOL SYR;8.750;7;A2\n"
    b"CETIRIZINE 10 MG;9.100;3;A3\n"
)
MEANT = {"ZAT": "product", "tayang": "price", "Lemari": "stock", "Arsip": ""}


def test_a_list_that_nobody_understands_is_read_once_it_was_taught() -> None:
    untaught = read(LIST, 10)
    assert [line.value("price") for line in untaught.lines] == [None] * 3
    assert all(line.confidence < 0.9 for line in untaught.lines)
    found = read(LIST, 10, headings=MEANT)
    values = [{name: one.value for name, one in line.fields.items()} for line in found.lines]
    assert values[0] == {"product": "AMOXICILLIN 500 MG", "price": "12500", "stock": "40"}
    assert len(values) == 3
    assert all(line.confidence >= 0.9 for line in found.lines)


def test_headings_of_another_script_are_taught_too() -> None:
    hindi = "दवा का नाम;मूल्य;मात्रा\nAMOXICILLIN 500 MG;12500;40\nPARACETAMOL SYR;8750;7\n".encode()
    meant = {"दवा का नाम": "product", "मूल्य": "price", "मात्रा": "stock"}
    with pytest.raises(Unreadable):
        read(hindi, 10)
    found = read(hindi, 10, headings=meant)
    assert [line.value("price") for line in found.lines] == ["12500", "8750"]
    assert [line.value("stock") for line in found.lines] == ["40", "7"]


def test_what_was_taught_is_known_while_that_document_is_read() -> None:
    before = meaning("HNA")
    with taught({"HNA": "price_with_tax"}):
        assert meaning("H N A") == ("price_with_tax", 1.0)
    assert meaning("HNA") == before
    assert read(LIST, 10, headings=MEANT).lines[0].value("price") == "12500"
    assert read(LIST, 10).lines[0].value("price") is None


@pytest.mark.parametrize("family", [name for name in HELD_OUT if name.startswith("collected")])
def test_headings_of_others_programs_are_read_rightly_once_taught(family: str) -> None:
    """Never learnt from; three documents each, and no sure line is wrong."""
    score = Score()
    for number in range(3):
        data, truth = made_document(family, f"taught{number}", None)
        meant = taught_headings(family, f"taught{number}")
        score.add(measured(data, truth, headings=meant))
    assert score.right >= 0.99 * score.fields, score.told()
    assert score.sure_and_wrong == 0
