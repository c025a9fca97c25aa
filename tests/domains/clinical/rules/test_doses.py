"""The most of a day: sums over all medicines with a substance, and what couldn't be summed."""

from __future__ import annotations

from fractions import Fraction

from tests.domains.clinical.checks import checked, medicine, rules
from theriac.domains.clinical.rules.doses import written
from theriac.domains.clinical.rules.kinds import CheckGap, CheckKind, Tier
from theriac.domains.clinical.rules.medicines import Person
from theriac.domains.clinical.rules.results import NotRun

ADULT = Person(age_months=480)


def test_paracetamol_of_two_medicines_adds_up() -> None:
    result = checked(
        medicine("Sanmol", ("paracetamol", 500), dose=(3, 2)),
        medicine("Flu", ("acetaminophen", 325), ("pseudoephedrine", 30), dose=(4, 1)),
        person=ADULT,
    )
    (alert,) = [one for one in result.alerts if one.check is CheckKind.DOSES]
    assert (alert.rule, alert.tier) == ("dose-paracetamol", Tier.STOP)
    assert alert.arithmetic == "3 × 2 × 500 mg + 4 × 1 × 325 mg = 4,300 mg > 4,000 mg"
    assert "SmPC" in alert.source


def test_the_limit_itself_is_allowed() -> None:
    result = checked(medicine("Sanmol", ("paracetamol", 500), dose=(4, 2)), person=ADULT)
    assert rules(result, CheckKind.DOSES) == []


def test_the_hardest_of_two_limits_is_told() -> None:
    some = checked(medicine("A", ("ibuprofen", 400), dose=(4, 1)), person=ADULT)
    many = checked(medicine("A", ("ibuprofen", 400), dose=(3, 3)), person=ADULT)
    assert rules(some, CheckKind.DOSES) == ["dose-ibuprofen-otc"]
    assert rules(many, CheckKind.DOSES) == ["dose-ibuprofen"]


def test_a_childs_limit_goes_by_weight() -> None:
    child = Person(age_months=60, weight_grams=18_500)
    result = checked(medicine("Syrup", ("paracetamol", 24), dose=(5, 10)), person=child)
    (alert,) = [one for one in result.alerts if one.check is CheckKind.DOSES]
    assert alert.arithmetic == "5 × 10 × 24 mg = 1,200 mg > 60 mg/kg × 18.5 kg = 1,110 mg"


def test_without_weight_a_childs_dose_isnt_passed_over() -> None:
    drops = medicine("Syrup", ("paracetamol", 24), dose=(5, 10))
    result = checked(drops, person=Person(age_months=60))
    assert NotRun(CheckKind.DOSES, CheckGap.NO_WEIGHT, "paracetamol") in result.not_run


def test_what_has_no_dose_or_strength_is_named() -> None:
    result = checked(medicine("Sanmol", ("paracetamol", 0)), person=ADULT)
    assert NotRun(CheckKind.DOSES, CheckGap.NO_STRENGTH, "Sanmol") in result.not_run
    assert NotRun(CheckKind.DOSES, CheckGap.NO_DOSE, "Sanmol") in result.not_run


def test_an_unknown_age_is_told_and_read_as_an_adults() -> None:
    result = checked(medicine("Sanmol", ("paracetamol", 500), dose=(5, 2)))
    assert rules(result, CheckKind.DOSES) == ["dose-paracetamol"]
    assert NotRun(CheckKind.DOSES, CheckGap.NO_AGE, "paracetamol") in result.not_run


def test_numbers_are_written_exactly() -> None:
    assert [written(Fraction(one)) for one in (3000, Fraction(5, 2), Fraction(1, 1000))] == [
        "3,000",
        "2.5",
        "0.001",
    ]
