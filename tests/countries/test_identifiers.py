"""GSTIN, NPWP, NIK and NIE beyond the vectors; python-stdnum is the oracle where it is right."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from stdnum.id import npwp as npwp_oracle
from stdnum.in_ import gstin as gstin_oracle

from theriac.countries.india.identifiers import check_character, check_gstin, read_gstin, state_of
from theriac.countries.indonesia.authorisations import check_nie
from theriac.countries.indonesia.identifiers import (
    check_npwp,
    npwp16,
    read_nik,
)

AS_OF = date(2026, 11, 20)
BODIES = st.from_regex(
    r"(0[1-9]|[12][0-9]|3[0-7])[A-Z]{3}P[A-Z](?!0000)[0-9]{4}[A-Z][1-9A-Z]Z", fullmatch=True
)


@given(BODIES, st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_gstin_as_the_oracle_within_its_states(body: str, check: str) -> None:
    number = body + check
    assert (read_gstin(number) is not None) is gstin_oracle.is_valid(number)
    completed = body + check_character(body)
    assert read_gstin(completed.lower()) == completed
    assert state_of(completed) == body[:2]


@given(st.from_regex(r"[0-9]{15}", fullmatch=True))
def test_npwp_as_the_oracle(number: str) -> None:
    assert (npwp16(number, AS_OF) is not None) is npwp_oracle.is_valid(number)


def test_gstin_in_other_digits_is_refused() -> None:
    assert read_gstin("27AAPFU0939F1ZV".replace("0", "\u0660")) is None


def test_what_is_said_beside_the_field() -> None:
    assert check_gstin(" 27aapfu0939f1zv").value == "27AAPFU0939F1ZV"
    assert str(check_gstin("27").problem) == (
        "Enter a valid GSTIN of 15 characters, for example 27AAPFU0939F1ZV."
    )
    assert check_npwp("01.945.807.4-032.000", AS_OF).value == "0019458074032000"
    assert check_npwp("", AS_OF).valid is False
    assert check_nie("dkl 12345678 90 a1").value == "DKL1234567890A1"
    assert check_nie("DKL").valid is False


def test_other_commodities_are_taken_with_a_note() -> None:
    check = check_nie("TR 183315081")
    assert (check.valid, check.value, len(check.warnings)) == (True, "TR183315081", 1)


def test_nik_takes_the_latest_past_date() -> None:
    born = read_nik("3171012011260001", AS_OF)
    assert born is not None
    assert born.birth_date == date(2026, 11, 20)
    tomorrow = read_nik("3171012111260001", AS_OF)
    assert tomorrow is not None
    assert tomorrow.birth_date == date(1926, 11, 21)


def test_an_unknown_province_is_no_refusal() -> None:
    nik = read_nik("9901010101900001", AS_OF)
    assert nik is not None
    assert nik.known_province is False
    assert read_nik("3171011708450001", AS_OF).known_province  # type: ignore[union-attr]
