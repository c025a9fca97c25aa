"""Finding patients by what is typed, on every database, with few statements and a trace."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.support.patients import NIK, particulars, register
from tests.support.shop import Shop, add_staff
from theriac.core.actor import Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.problems import NotPermitted
from theriac.domains.patients.commands.merge import merge_patients
from theriac.domains.patients.commands.search import (
    list_duplicates,
    name_patients,
    search_patients,
    suggest_duplicates,
    suggest_for_particulars,
)
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.queries.search import _read_some, _read_with_all, find_patients
from theriac.domains.patients.rules.particulars import ContactPoint


@pytest.fixture
def people(shop: Shop) -> Shop:
    register(
        shop,
        "Muhammad Rizal Hakim",
        national_ids={"nik": "3171011708450001"},
        birth_date=date(1945, 8, 17),
        contacts=[ContactPoint("phone", "0811 222 3333")],
    )
    register(shop, "Siti Nurhaliza", national_ids={"nik": NIK})
    register(shop, "Siti Aminah", birth_date=date(1988, 2, 29), contacts=[])
    register(shop, "आशा भोसले", birth_date=date(1970, 1, 1), contacts=[])
    return shop


def found(shop: Shop, text: str) -> list[str]:
    result = search_patients(actor=shop.owner, branch_id=shop.branch_id, text=text)
    return [one.names for one in result.patients]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("sit", ["Siti Aminah", "Siti Nurhaliza"]),
        ("nur si", ["Siti Nurhaliza"]),
        ("HAKIM muh", ["Muhammad Rizal Hakim"]),
        ("mohamad risal", ["Muhammad Rizal Hakim"]),
        ("noerhalisa", ["Siti Nurhaliza"]),
        ("29-2-1988", ["Siti Aminah"]),
        ("siti 1990-07-01", ["Siti Nurhaliza"]),
        ("3333", ["Muhammad Rizal Hakim"]),
        ("0002", ["Siti Nurhaliza"]),
        ("+62811 222 3333", ["Muhammad Rizal Hakim"]),
        (NIK, ["Siti Nurhaliza"]),
        ("आशा", ["आशा भोसले"]),
        ("zulkifli", []),
        ("s", []),
        ("siti rizal", []),
        ("' OR 1=1 --", []),
    ],
)
def test_patients_are_found_by_what_people_know_of_them(
    people: Shop, text: str, names: list[str]
) -> None:
    assert found(people, text) == names


def test_a_search_costs_few_statements_whatever_is_typed(
    people: Shop, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for text in ("siti", "siti nur 1990-07-01", "noerhalisa", "zulkifli bin abdul", "7890"):
        with django_assert_max_num_queries(5):
            find_patients(text, "62")


def test_the_trail_says_who_was_shown_and_not_what_was_typed(people: Shop, cashier: Actor) -> None:
    result = search_patients(actor=cashier, branch_id=people.branch_id, text="nurhaliza")
    record = AuditRecord.objects.get(command="patients.search_patients", actor_id=cashier.id)
    assert (record.reason, record.facts) == (
        "care",
        {"shown": 1, "patients": [str(result.patients[0].id)]},
    )


def test_more_than_a_page_is_told(shop: Shop) -> None:
    for number in range(21):
        register(shop, f"Agus {chr(97 + number % 26)}{chr(97 + number // 26)}", contacts=[])
    result = search_patients(actor=shop.owner, branch_id=shop.branch_id, text="agus")
    assert (len(result.patients), result.has_more) == (20, True)


def test_holders_of_a_token_are_read_in_the_order_of_the_index(people: Shop) -> None:
    """Otherwise PostgreSQL may read the whole table; that shows with many rows: bench patients."""
    with CaptureQueriesContext(connection) as captured:
        _read_some(1)
        _read_with_all(1, 2)
    for one in captured.captured_queries:
        first_column = one["sql"].partition(" AS ")[0]
        assert first_column.endswith(('"patient_id"', "`patient_id`"))
        assert " ORDER BY 1 ASC LIMIT " in one["sql"]


def test_whoever_may_not_see_patients_finds_none(people: Shop) -> None:
    actor = add_staff("auditor", people.branch_id)
    with pytest.raises(NotPermitted):
        search_patients(actor=actor, branch_id=people.branch_id, text="siti")


@pytest.mark.rows("CUS-08")
def test_duplicates_are_suggested_with_their_reasons(people: Shop) -> None:
    named = {"actor": people.owner, "branch_id": people.branch_id}
    twin = register(people, "Sitti Nur Halisa")
    suggested = suggest_duplicates(**named, patient_id=twin)
    assert [(one.names, one.reasons) for one in suggested] == [
        ("Siti Nurhaliza", ("sound", "born", "phone"))
    ]
    again = suggest_for_particulars(**named, particulars=particulars("Nurhaliza Siti"))
    assert [one.names for one in again] == ["Siti Nurhaliza", "Sitti Nur Halisa"]
    pairs = list_duplicates(**named)
    assert [(one.names, other.names) for one, other in pairs] == [
        ("Siti Nurhaliza", "Sitti Nur Halisa")
    ]
    merge_patients(**named, kept_id=pairs[0][0].id, merged_id=pairs[0][1].id)
    assert list_duplicates(**named) == []


@pytest.mark.rows("UX-15")
def test_names_on_a_list_are_read_on_the_record_and_merged_ones_are_the_kept_ones(
    shop: Shop, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    named = {"actor": shop.owner, "branch_id": shop.branch_id}
    kept, twin, other = (register(shop, name) for name in ("Siti Aminah", "Sitti A", "Budi"))
    merge_patients(**named, kept_id=kept, merged_id=twin)

    with django_assert_max_num_queries(16):
        names = name_patients(**named, patient_ids=[twin, other, PatientId(new_id())])

    assert names == {kept: "Siti Aminah", twin: "Siti Aminah", other: "Budi"}
    record = AuditRecord.objects.get(command="patients.name_patients")
    assert set(record.facts["patients"]) == {str(kept), str(other)}
    with pytest.raises(NotPermitted):
        name_patients(
            actor=add_staff("auditor", shop.branch_id),
            branch_id=shop.branch_id,
            patient_ids=[other],
        )
