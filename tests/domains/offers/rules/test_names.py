"""What a name of goods tells, and what never is the same."""

from __future__ import annotations

import pytest

from theriac.domains.offers.rules.names import can_be_same, likeness, read_name

pytestmark = pytest.mark.rows("PUR-06")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AMOXICILLIN 500 MG KAPLET 10X10", "Amoxicillin 500 mg caplet"),
        ("AMOXSAN 500MG CAPS", "Amoxsan 500 mg capsule"),
        ("PARASETAMOL TAB 0.5 G", "Paracetamol 500 mg tablet"),
        ("SANMOL SYR 60 ML", "Sanmol 120 mg/5 ml syrup 60 ml"),
        ("AMOXICILLIN 500", "Amoxicillin 500 mg caplet"),
        ("SANMOL DROP", "Sanmol drops"),
        ("CO AMOXICLAV 625 TAB", "Co-amoxiclav 500 mg + 125 mg tablet"),
    ],
)
def test_these_may_be_one(one: str, other: str) -> None:
    assert can_be_same(read_name(one), read_name(other))
    assert likeness(read_name(one), read_name(other)) >= 600


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AMOXICILLIN 500 MG", "Amoxicillin 250 mg caplet"),
        ("AMOXICILLIN 250", "Amoxicillin 500 mg caplet"),
        ("PARACETAMOL 500 MG TABLET", "Paracetamol 500 mg suppository"),
        ("SANMOL SYR 60 ML", "Sanmol syrup 100 ml"),
        ("AMLODIPINE 5 MG TAB", "Amlodipine 10 mg tablet"),
        ("SIMVASTATIN 10 MG", "Simvastatin 20 mg tablet"),
        ("AMOXICILLIN 125 MG/5 ML SYR", "Amoxicillin 250 mg/5 ml dry syrup"),
        ("BETAMETHASONE 0,1% CR", "Betamethasone 0.05 % cream"),
    ],
)
def test_these_never_are(one: str, other: str) -> None:
    assert not can_be_same(read_name(one), read_name(other))


def test_only_a_name_that_says_all_is_whole() -> None:
    whole = read_name("Amoxicillin 500 mg caplet")
    assert likeness(read_name("AMOXICILLIN 500MG KAPLET"), whole) == 1_000
    assert 900 < likeness(read_name("AMOXICILLIN"), whole) < 1_000
    assert likeness(read_name("AMOXICILLIN 500 MG DEXA KAPLET"), whole) < 1_000
    assert likeness(read_name("AMOKSISILIN 500 MG KAPLET"), whole) == 999
    assert likeness(read_name("500 MG"), whole) == 0
