"""What is typed about a person, checked before it is kept."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.patients import BORN, NIK, particulars
from theriac.countries.registry import profile_for
from theriac.domains.patients.problems import ParticularsRefused
from theriac.domains.patients.rules.particulars import ContactPoint, Particulars, checked

TODAY = date(2026, 11, 20)


def check(given: Particulars, country: str = "id", **options: bool) -> Particulars:
    return checked(given, profile_for(country), TODAY, **options)


def refused(given: Particulars, country: str = "id") -> list[str]:
    with pytest.raises(ParticularsRefused) as problem:
        check(given, country)
    return sorted(problem.value.errors)


@pytest.mark.rows("CUS-02")
def test_a_nik_is_held_to_its_structure_and_the_birth_date() -> None:
    assert check(particulars(national_ids={"nik": "3273 0541 0790 0002"})).national_ids == {
        "nik": NIK
    }
    assert refused(particulars(national_ids={"nik": "3273054107900"})) == ["nik"]
    assert refused(particulars(national_ids={"nik": "3273053302900002"})) == ["nik"]  # 33 February
    other = particulars(national_ids={"nik": NIK}, birth_date=date(1990, 7, 2))
    assert refused(other) == ["nik"]
    assert check(other, id_may_differ=True).birth_date == date(1990, 7, 2)


def test_a_nik_fills_what_wasnt_said() -> None:
    found = check(particulars(national_ids={"nik": NIK}, birth_date=None))
    assert (found.birth_date, found.sex) == (BORN, "female")


def test_the_century_of_a_nik_may_be_corrected() -> None:
    older = particulars(national_ids={"nik": NIK}, birth_date=date(1890, 7, 1))
    assert refused(older) == ["birth_date"]  # too old, but not another day
    young = particulars(national_ids={"nik": "3171011708050001"}, birth_date=date(2005, 8, 17))
    assert check(young).birth_date == date(2005, 8, 17)


def test_each_field_that_cant_be_taken_is_named() -> None:
    wrong = Particulars(
        names="  12 ",
        birth_date=date(2027, 1, 1),
        sex="x",
        language="xx",
        contacts=[
            ContactPoint("phone", "12"),
            ContactPoint("email", "nobody"),
            ContactPoint("whatsapp", ""),
        ],
        national_ids={"passport": "!"},
    )
    assert refused(wrong) == [
        "birth_date",
        "email",
        "language",
        "names",
        "passport",
        "phone",
        "sex",
    ]


def test_names_stay_as_people_write_them() -> None:
    assert check(particulars("  H. Muh.  Rizal ")).names == "H. Muh. Rizal"
    assert check(particulars("आशा भोसले")).names == "आशा भोसले"
    assert refused(particulars("x" * 201)) == ["names"]


@pytest.mark.parametrize(
    ("country", "code", "text", "kept"),
    [
        ("in", "gstin", "27aapfu0939f1zv", "27AAPFU0939F1ZV"),
        ("in", "pan", "abcpk 1234 l", "ABCPK1234L"),
        ("in", "abha", "12-3456-7890-1234", "12345678901234"),
        ("in", "gstin", "27AAPFU0939F1ZX", None),
        ("in", "pan", "ABCP1234L", None),
        ("generic", "national_id", "ab-12345", "AB12345"),
    ],
)
def test_other_countries_have_their_own_numbers(
    country: str, code: str, text: str, kept: str | None
) -> None:
    given = particulars(national_ids={code: text})
    if kept is None:
        assert refused(given, country) == [code]
    else:
        assert check(given, country).national_ids == {code: kept}


def test_numbers_are_masked() -> None:
    kinds = {kind.code: kind for kind in profile_for("id").person_identifiers}
    assert kinds["nik"].mask(NIK) == "3273••••••••0002"
    assert kinds["passport"].mask("A1234567") == "••••4567"
    assert kinds["passport"].mask("A12345") == "••••••"
