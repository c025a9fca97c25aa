"""Where the law wants a pharmacist on duty, and by which licence somebody is one."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from theriac.countries.duty.rules import DutyLaw, HeldDutyLicence, asks_pharmacist, responsible_by
from theriac.countries.registry import profile_for

HERE, THERE = UUID(int=1), UUID(int=2)
ON = date(2026, 6, 15)


@pytest.mark.rows("EXT-03")
@pytest.mark.parametrize(
    ("country", "asked"),
    [
        ("id", {"keras", "psikotropika", "narkotika"}),
        ("in", {"H", "H1", "X", "NDPS"}),
        ("generic", set()),
    ],
)
def test_each_country_asks_for_the_classes_that_it_lets_go_on_prescription(
    country: str, asked: set[str]
) -> None:
    profile = profile_for(country)
    found = {
        one.code
        for one in profile.legal_classes
        if asks_pharmacist(profile.duty.laws, one.code, ON)
    }

    assert found == asked
    assert all(str(law.source) for law in profile.duty.laws)
    if asked:
        assert found == {one.code for one in profile.legal_classes if one.needs_prescription}


def test_a_law_holds_from_its_day() -> None:
    laws = [
        DutyLaw(legal_class="rx", valid_from=date(2020, 1, 1), asked=False, source="a"),
        DutyLaw(legal_class="rx", valid_from=date(2026, 1, 1), asked=True, source="b"),
    ]

    days = (date(2019, 12, 31), date(2025, 12, 31), date(2026, 1, 1))
    assert [asks_pharmacist(laws, "rx", on) for on in days] == [False, False, True]


def held(kind: str, branch: UUID | None, until: date | None) -> HeldDutyLicence:
    return HeldDutyLicence(UUID(int=9), kind, branch, until)


@pytest.mark.parametrize(
    ("country", "licence", "fits"),
    [
        ("id", held("sipa", HERE, ON), True),
        ("id", held("sipa", HERE, date(2026, 6, 14)), False),
        ("id", held("sipa", THERE, None), False),
        ("id", held("sipa", None, None), False),
        ("id", held("stra", None, None), False),
        ("id", held("sipttk", HERE, None), False),
        ("in", held("spc", None, ON), True),
        ("in", held("spc", THERE, ON), True),
        ("in", held("licence", HERE, None), False),
    ],
)
def test_a_licence_makes_responsible_at_its_place_to_its_last_day(
    country: str, licence: HeldDutyLicence, fits: bool
) -> None:
    found = responsible_by(profile_for(country).duty, [licence], HERE, ON)

    assert (found is licence) == fits
