"""k-anonymity of what is given, judged by a function that knows nothing of how it was made."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.patients.rules.anonymity import (
    Described,
    anonymised,
    band_of,
    diversity_of,
    region_of,
    smallest_class,
)

people = st.lists(
    st.builds(
        Described,
        pseudonym=st.uuids().map(str),
        born=st.sampled_from(["1950-1959", "1960-1969", "1970-1979", "1980-1989", "*"]),
        sex=st.sampled_from(["female", "male", "*"]),
        region=st.sampled_from(["402*", "401*", "110*", "*"]),
        facts=st.sampled_from([(), ("condition:I10",), ("allergy:egg", "condition:E11")]),
    ),
    max_size=80,
)


@given(people, st.integers(min_value=3, max_value=12))
def test_whoever_is_given_shares_their_class_with_k_others(rows: list[Described], k: int) -> None:
    found = anonymised(rows, k)
    assert smallest_class(found.rows) >= k or not found.rows
    assert len(found.rows) + found.suppressed == len(rows)
    kept = {row.pseudonym: row.facts for row in rows}
    assert all(kept[row.pseudonym] == row.facts for row in found.rows)


def test_rare_people_are_generalised_first_and_suppressed_last() -> None:
    def row(name: str, born: str, sex: str, region: str, *facts: str) -> Described:
        return Described(name, born, sex, region, facts)

    rows = [row(f"a{n}", "1980-1989", "female", "402*", str(n % 2)) for n in range(3)]
    rows += [row(f"b{n}", "1980-1989", "male", f"40{n}*") for n in range(3)]
    rows += [row("c", "1930-1939", "other", "110*")]

    found = anonymised(rows, 3)

    assert {one.quasi for one in found.rows} == {
        ("1980-1989", "female", "402*"),
        ("1980-1989", "male", "*"),
    }
    assert (found.suppressed, found.diversity) == (1, 1)
    assert diversity_of(found.rows[:3]) == 2


def test_birth_years_and_postcodes_are_cut() -> None:
    assert band_of(date(1985, 4, 23)) == "1980-1989"
    assert region_of(["Jalan Melati 5, Bandung 40251"]) == "402*"
    assert region_of(["12 MG Road, Mumbai 400001"]) == "400*"
    assert (band_of(None), region_of(["Jalan 1234567"])) == ("*", "*")
