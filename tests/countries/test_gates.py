"""Dispensing classes by country: what needs a prescription, and what waits for its register."""

from __future__ import annotations

from datetime import date

import pytest

from theriac.countries.gates import (
    NO_GROUND,
    Ground,
    PaperSeen,
    class_as_written,
    ground_gaps,
    sale_gate,
)
from theriac.countries.registry import PROFILES, profile_for

SEEN = Ground(prescription=PaperSeen.ORIGINAL, copies=2)
TODAY = date(2026, 11, 20)


def decision(country: str, legal_class: str, ground: Ground, registers: set[str] = set()) -> str:  # noqa: B006
    profile = profile_for(country)
    judged = profile.gate(legal_class, ground)
    return sale_gate(profile.legal_class(legal_class), judged, frozenset(registers)).code


@pytest.mark.rows("CAT-08")
@pytest.mark.parametrize(
    ("country", "legal_class"), [("id", "keras"), ("in", "H"), ("in", "H1"), ("generic", "rx")]
)
def test_prescription_only_needs_a_prescription_and_a_pharmacist(
    country: str, legal_class: str
) -> None:
    assert decision(country, legal_class, NO_GROUND) == "deny:prescription"
    seen_by_another = Ground(prescription=PaperSeen.ORIGINAL, permitted=False)
    assert decision(country, legal_class, seen_by_another) == "deny:pharmacist"
    assert decision(country, legal_class, SEEN).startswith("allow")


@pytest.mark.rows("CAT-08")
def test_named_exceptions_are_recorded_and_only_for_their_class() -> None:
    assert decision("id", "keras", Ground(exception="owa")) == "allow_owa_limits_and_record"
    assert decision("id", "keras", Ground(exception="owa", permitted=False)) == "deny:pharmacist"
    assert profile_for("id").gate("psikotropika", Ground(exception="owa")).missing == "prescription"
    assert decision("in", "H", Ground(exception="owa")) == "deny:prescription"
    assert decision("generic", "rx", Ground(exception="emergency")) == (
        "allow_record:emergency_supply"
    )
    assert decision("id", "keras", Ground(exception="emergency")) == "deny:prescription"


@pytest.mark.rows("CAT-08")
@pytest.mark.parametrize(
    ("country", "legal_class", "register"),
    [
        ("id", "psikotropika", "psychotropic_register"),
        ("id", "narkotika", "narcotic_register"),
        ("in", "X", "x_register"),
        ("in", "NDPS", "ndps_register"),
        ("generic", "cd", "cd_register"),
    ],
)
def test_controlled_classes_wait_for_their_register(
    country: str, legal_class: str, register: str
) -> None:
    assert decision(country, legal_class, SEEN) == "deny:register"
    assert decision(country, legal_class, SEEN, {register}).startswith("allow")
    assert decision(country, legal_class, NO_GROUND, {register}) == "deny:prescription"


def test_only_controlled_classes_have_a_register() -> None:
    waiting = {
        (code, known.code)
        for code, profile in PROFILES.items()
        for known in profile.legal_classes
        if known.register
    }
    assert waiting == {
        ("generic", "cd"),
        ("id", "narkotika"),
        ("id", "psikotropika"),
        ("in", "NDPS"),
        ("in", "X"),
    }


@pytest.mark.parametrize(
    ("country", "text", "code"),
    [
        ("id", "Obat Keras", "keras"),
        ("id", "K", "keras"),
        ("id", "daftar G", "keras"),
        ("id", " bebas  terbatas", "bebas_terbatas"),
        ("id", "BEBAS_TERBATAS", "bebas_terbatas"),
        ("in", "Sch. H1", "H1"),
        ("in", "schedule x", "X"),
        ("generic", "POM", "rx"),
    ],
)
def test_classes_as_price_lists_write_them(country: str, text: str, code: str) -> None:
    found = class_as_written(profile_for(country).legal_classes, text)
    assert found is not None
    assert found.code == code


def test_unknown_writing_is_no_class() -> None:
    assert class_as_written(profile_for("id").legal_classes, "resep?") is None


@pytest.mark.parametrize(
    ("prescriber", "number", "written_on", "gaps"),
    [
        ("dr. Maya L.", "0412", date(2026, 11, 18), ()),
        ("dr. Maya L.", "0412", TODAY, ()),
        (" ", "", None, ("prescriber", "number", "written_on")),
        ("dr. Maya L.", "0412", date(2026, 11, 21), ("written_on",)),
    ],
)
def test_gaps_in_a_prescription(
    prescriber: str, number: str, written_on: date | None, gaps: tuple[str, ...]
) -> None:
    found = ground_gaps(prescriber=prescriber, number=number, written_on=written_on, today=TODAY)
    assert found == gaps
