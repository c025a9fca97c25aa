"""The whole check: what ran with which set, what couldn't, and alerts of people."""

from __future__ import annotations

from fractions import Fraction

from tests.domains.clinical.checks import checked, medicine, rules
from theriac.domains.catalog.medicines.recognition import substance_key
from theriac.domains.clinical.rules.check import check
from theriac.domains.clinical.rules.kinds import CheckGap, CheckKind, Kind, Tier
from theriac.domains.clinical.rules.knowledge import Knowledge, Line, SetName
from theriac.domains.clinical.rules.medicines import Allergy, Content, Medicine, Person
from theriac.domains.clinical.rules.results import NotRun


def test_an_anonymous_basket_says_what_it_couldnt_check() -> None:
    result = checked(medicine("Warfarin", ("warfarin", 2), active=True), medicine("Mystery"))
    unchecked = {one.check for one in result.not_run if one.why is CheckGap.NO_PATIENT}
    assert unchecked == {
        CheckKind.ALLERGIES,
        CheckKind.AGE,
        CheckKind.PREGNANCY,
        CheckKind.CONDITIONS,
    }
    assert NotRun(CheckKind.INTERACTIONS, CheckGap.NO_SUBSTANCE, "Mystery") in result.not_run
    assert [one.check for one in result.ran] == [
        CheckKind.INTERACTIONS,
        CheckKind.DUPLICATES,
        CheckKind.DOSES,
    ]
    assert [one.name for one in result.ran[0].sets] == [
        "ONC high-priority interactions",
        "Interactions from labels",
    ]


def test_nothing_in_force_is_no_all_clear() -> None:
    some = [medicine("Simvastatin", ("simvastatin", 20))]
    result = check(Knowledge([]), some, Person(), substance_key)
    assert {one.check for one in result.not_run if one.why is CheckGap.NO_SET} == set(CheckKind) - {
        CheckKind.DUPLICATES
    }


def test_warfarin_at_home_and_aspirin_in_the_basket_stop() -> None:
    result = checked(
        medicine("Warfarin", ("warfarin", 2), active=True), medicine("Aspirin", ("aspirin", 80))
    )
    (alert,) = [one for one in result.alerts if one.check is CheckKind.INTERACTIONS]
    assert (alert.rule, alert.tier) == ("label-warfarin-aspirin", Tier.STOP)
    assert alert.is_of_the_basket
    assert alert.of == SetName("Interactions from labels", "2026-11")
    assert alert.said["id"]


def test_what_one_product_combines_is_no_interaction() -> None:
    result = checked(medicine("Both", ("warfarin", 2), ("aspirin", 80)))
    assert rules(result, CheckKind.INTERACTIONS) == []


def test_salts_and_other_names_are_one_substance() -> None:
    result = checked(
        medicine("A", ("tizanidine hydrochloride", 2)), medicine("B", ("siprofloksasin", 500))
    )
    assert rules(result, CheckKind.INTERACTIONS) == ["ONC-TIZ"]


def test_sets_by_atc_meet_groups() -> None:
    line = Line(Kind.PAIR, "atc B01AA03", "atc M01A", rule="x")
    knowledge = Knowledge([(SetName("a", "1"), [line])])
    some = [
        medicine("W", ("warfarin", 2), atc="B01AA03"),
        medicine("I", ("ibuprofen", 200), atc="M01AE01"),
    ]
    assert rules(check(knowledge, some, None, substance_key), CheckKind.INTERACTIONS) == ["x"]


def test_a_substance_in_two_medicines_is_twice_but_not_on_the_skin() -> None:
    tablets = medicine("Tablets", ("diclofenac", 50), atc="M01AB05")
    again = medicine("Retard", ("diclofenac sodium", 100))
    gel = medicine("Gel", ("diclofenac", 10), atc="M02AA15")
    result = checked(tablets, again, gel)
    found = [one for one in result.alerts if one.check is CheckKind.DUPLICATES]
    assert [[each.name for each in one.medicines] for one in found] == [["Tablets", "Retard"]]
    assert NotRun(CheckKind.DUPLICATES, CheckGap.NO_ATC, "Retard") in result.not_run


def test_too_young_pregnant_and_ill() -> None:
    girl = Person(age_months=100, is_pregnant=False, is_breastfeeding=False, conditions=["J45"])
    young = checked(medicine("C", ("codeine", 10)), medicine("P", ("propranolol", 10)), person=girl)
    assert rules(young, CheckKind.AGE) == ["age-codeine"]
    assert rules(young, CheckKind.CONDITIONS) == ["condition-propranolol-J45"]
    woman = Person(age_months=360, is_pregnant=True, is_breastfeeding=False)
    pregnant = checked(medicine("L", ("lisinopril", 10)), person=woman)
    assert rules(pregnant, CheckKind.PREGNANCY) == ["pregnancy-ace-inhibitors"]


def test_what_isnt_known_of_a_person_is_named() -> None:
    result = checked(
        medicine("Codeine", ("codeine", 10)),
        person=Person(unread_conditions=["weak heart"]),
    )
    assert NotRun(CheckKind.AGE, CheckGap.NO_AGE, "Codeine") in result.not_run
    assert NotRun(CheckKind.PREGNANCY, CheckGap.NO_PREGNANCY, "Codeine") in result.not_run
    assert NotRun(CheckKind.CONDITIONS, CheckGap.UNREAD_CONDITION, "weak heart") in result.not_run


def test_a_man_isnt_asked_whether_he_is_pregnant() -> None:
    man = Person(age_months=400, may_be_pregnant=False)
    result = checked(medicine("I", ("isotretinoin", 10)), person=man)
    assert not [one for one in result.not_run if one.check is CheckKind.PREGNANCY]


def test_allergies_of_the_patients_list() -> None:
    person = Person(
        allergies=[Allergy("penicillins"), Allergy("latex"), Allergy("other", "lobster")]
    )
    result = checked(medicine("Amoxsan", ("amoxicillin", 500)), person=person)
    found = [one for one in result.alerts if one.check is CheckKind.ALLERGIES]
    assert [(one.tier, one.acknowledge) for one in found] == [(1, False), (2, True)]
    assert found[0].said["en"].startswith("amoxicillin belongs to penicillins.")
    assert NotRun(CheckKind.ALLERGIES, CheckGap.EXCIPIENTS, "latex") in result.not_run
    assert NotRun(CheckKind.ALLERGIES, CheckGap.UNREAD_ALLERGY, "lobster") in result.not_run


def test_a_combinations_name_means_its_substances_without_amounts() -> None:
    one = Medicine("1", "Cotrim", (Content("cotrimoxazole", Fraction(1)),))
    result = checked(one, person=Person(allergies=[Allergy("sulfonamides")]))
    assert [each.subjects[0] for each in result.alerts] == ["sulfamethoxazole"]
