"""Files of knowledge: our own, those of others, and what isn't understood of them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from theriac.core.problems import Unprocessable
from theriac.domains.clinical.formats.reader import read_knowledge
from theriac.domains.clinical.rules.kinds import Kind, Tier

OWN = """kind,first,second,rule,tier,amount_mg,per_kg,from_months,to_months,said,said_id,source
pair,Simvastatin,Clarithromycin,r1,1,,,,,Muscles,Otot,Label
dose,Paracetamol,,r2,1,4000,,144,,,,Label
dose,Paracetamol,,r3,1,lots,,,,,,Label
age,Codeine,,r4,1,,,,,,,Label
pair,Simvastatin,,r5,1,,,,,,,Label
pair,A,B,r6,7,,,,,,,Label
spell,A,B,,,,,,,,,Label
"""


def test_our_own_form() -> None:
    read = read_knowledge(io.BytesIO(OWN.encode()))
    pair, dose = read.lines
    assert (read.form, pair.first, pair.second) == ("own", "simvastatin", "clarithromycin")
    assert (pair.tier, pair.said) == (Tier.STOP, {"en": "Muscles", "id": "Otot"})
    assert (dose.kind, dose.amount, dose.from_months) == (Kind.DOSE, 4_000_000, 144)
    assert [(one.line, one.why) for one in read.unread] == [
        (4, "amount"),
        (5, "age"),
        (6, "term"),
        (7, "tier"),
        (8, "shape"),
    ]


def test_another_table_is_refused() -> None:
    with pytest.raises(Unprocessable):
        read_knowledge(io.BytesIO(b"name,price\nA,1\n"))


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "form", "lines", "unread"),
    [
        ("ansm_2016_interactions.tsv.gz", "ansm", 2889, 7),
        ("ansm_2016_groups.tsv", "ansm_classes", 1847, 2),
        ("oscar_drugref2_atc.tsv.gz", "oscar", 3269, 0),
        ("crescenddi_positive.csv.gz", "crescenddi", 8212, 0),
    ],
)
def test_what_a_pharmacy_may_license(
    shared: Path, name: str, form: str, lines: int, unread: int
) -> None:
    with (shared / "data" / "interactions" / name).open("rb") as file:
        read = read_knowledge(file)
    assert (read.form, len(read.lines), len(read.unread)) == (form, lines, unread)
