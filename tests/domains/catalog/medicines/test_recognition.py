"""The generic that a product's own texts name without doubt, and when they don't."""

from __future__ import annotations

from random import Random

import pytest

from theriac.domains.catalog.medicines.recognition import Recognised, medicine_of, recognise

pytestmark = pytest.mark.rows("CAT-03")


def said(substance: str, strength: str = "", form: str = "tablet") -> Recognised | None:
    return recognise(substance=substance, generic_name="", strength=strength, dose_form=form)


def key(substance: str, strength: str = "", form: str = "tablet") -> str:
    found = said(substance, strength, form)
    assert found is not None
    return found.key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Amoxicillin", "500 mg", "tablet"), ("AMOXICILLIN", "0,5 g", "Kapl.")),
        (("Paracetamol", "120 mg/5 ml", "syrup"), ("paracetamol", "24mg/ml", "sirup")),
        (
            ("Amoxicillin + clavulanic acid", "500 mg + 125 mg", "tablet"),
            ("Clavulanic acid dan amoxicillin", "125/500 mg", "tab"),
        ),
        (
            ("Trimethoprim/sulfamethoxazole", "80 mg + 400 mg", "tablet"),
            ("Sulfamethoxazole 400 mg, trimethoprim 80 mg", "", "tabs"),
        ),
        (
            ("Amoxicillin + clavulanic acid", "125 mg + 31.25 mg/5 ml", "dry syrup"),
            ("Clavulanic acid + amoxicillin", "31.25 mg/5 ml + 25 mg/ml", "dry syrup"),
        ),
        (("Hydrocortisone", "2.50 %", "krim"), ("hydrocortisone", "2,5%", "cream")),
        (("Colecalciferol", "1000 IU", "capsule"), ("colecalciferol", "1000 ui", "kapsul")),
    ],
)
def test_one_medicine_in_two_writings(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    assert key(*one) == key(*other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Amoxicillin", "500 mg", "tablet"), ("Amoxicillin", "250 mg", "tablet")),
        (("Amoxicillin", "500 mg", "tablet"), ("Amoxicillin", "500 mg", "capsule")),
        (("Amoxicillin", "500 mg", "tablet"), ("Amoxicillin", "500 mcg", "tablet")),
        (("Amoxicillin", "125 mg/5 ml", "syrup"), ("Amoxicillin", "125 mg", "syrup")),
        (("Diclofenac", "50 mg", "tablet"), ("Diclofenac", "50 mg", "enteric-coated tablet")),
        (("A + B", "1 mg + 2 mg", "tablet"), ("A + B", "2 mg + 1 mg", "tablet")),
    ],
)
def test_two_medicines_stay_two(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    assert key(*one) != key(*other)


@pytest.mark.parametrize(
    ("substance", "strength", "form"),
    [
        ("", "500 mg", "tablet"),
        ("Amoxicillin", "", "tablet"),
        ("Amoxicillin", "500 mg", ""),
        ("Amoxicillin", "forte", "tablet"),
        ("Amoxicillin + clavulanic acid", "625 mg", "tablet"),
        ("Vitamin B1, B6, B12", "100 mg + 200 mg", "tablet"),
        ("Amoxicillin (as trihydrate)", "500 mg", "tablet"),
        ("Amoxicillin 250 mg", "500 mg", "tablet"),
        ("Amoxicillin + amoxicillin", "500 mg + 500 mg", "tablet"),
        ("Alcohol", "100 ml", "bottle"),
        ("Baby powder", "100 g", "tin"),
        ("Amoxicillin", "0 mg", "tablet"),
    ],
)
def test_what_can_be_read_in_two_ways_is_left_open(
    substance: str, strength: str, form: str
) -> None:
    assert said(substance, strength, form) is None


def test_the_name_is_as_people_read_it() -> None:
    found = said("amoxicillin + Clavulanic acid", "500 mg + 125 mg", "Caplet")
    assert found is not None
    assert found.name == "Amoxicillin 500 mg + clavulanic acid 125 mg tablet"


def test_order_and_writing_never_matter(rng: Random) -> None:
    """Property: shuffled parts, other cases and other units are one medicine; a dose more isn't."""
    names = ["Amoxicillin", "Clavulanic acid", "Paracetamol", "Caffeine", "Vitamin B12", "Zinc"]
    for _round in range(300):
        chosen = rng.sample(names, rng.randint(1, 4))
        doses = [rng.randint(1, 4000) for _name in chosen]
        parts = [(name, f"{dose} mg") for name, dose in zip(chosen, doses, strict=True)]
        shuffled = [
            (name.upper(), f"{dose * 1000}mcg") for name, dose in zip(chosen, doses, strict=True)
        ]
        rng.shuffle(shuffled)
        one, other = medicine_of(parts, "tablet"), medicine_of(shuffled, "TAB")
        assert one is not None
        assert other is not None
        assert one.key == other.key
        more = medicine_of([*parts[:-1], (chosen[-1], f"{doses[-1] + 1} mg")], "tablet")
        assert more is not None
        assert more.key != one.key
