"""Entering a request: its deadline by law, whose it is, and nothing of it readable in the rows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from tests.support.customers import a_customer, turn_on
from tests.support.patients import register
from tests.support.shop import Shop, add_staff, open_shop
from tests.support.shops import second_branch
from tests.support.subject_requests import CONTACT, WORDS, a_subject_request, kept
from tests.support.trail import facts_of
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.core.privacy.orphans import orphans
from theriac.core.problems import NotPermitted, Problem
from theriac.domains.patients.commands.erase import erase_patient
from theriac.domains.subject_requests.commands.enter import enter_request
from theriac.domains.subject_requests.models import SubjectRequest
from theriac.domains.subject_requests.queries import (
    REGISTER,
    list_subject_requests,
    waiting_requests,
)
from theriac.domains.subject_requests.rules import SubjectRequestNew, texts_of

pytestmark = pytest.mark.django_db
ARRIVED = datetime(2026, 11, 5, 4, tzinfo=UTC)


def test_a_request_stands_with_its_deadline_and_who_sees_to_it(shop: Shop) -> None:
    patient = register(shop)
    one = kept(a_subject_request(shop, patient, kind="correction", arrived_at=ARRIVED))
    assert (one.subject_kind, one.subject_id, one.key_owner) == ("patient", patient, patient)
    assert one.due_at == ARRIVED + timedelta(hours=72)
    assert (one.handler_id, one.entered_by) == (shop.owner.id, shop.owner.id)
    assert (one.state, one.outcome, one.identified_on) == (SubjectRequest.State.OPEN, "", None)
    assert texts_of(one.content).words == WORDS
    assert facts_of("subject_requests.enter_request") == [
        {
            "kind": "correction",
            "subject": "patient",
            "channel": "letter",
            "due_at": one.due_at.isoformat(),
        }
    ]


def test_elsewhere_it_has_a_month_that_ends_in_the_branchs_zone() -> None:
    one = kept(a_subject_request(open_shop("generic"), kind="erasure", arrived_at=ARRIVED))
    assert one.due_at == datetime(2026, 12, 5, 23, 59, 59, tzinfo=UTC)


@pytest.mark.real_time
def test_nothing_of_it_is_readable_in_the_rows_and_its_own_key_is_nobodys_orphan(
    shop: Shop,
) -> None:
    one = kept(a_subject_request(shop))
    assert one.key_owner == one.id
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM subject_requests_request")
        [(content,)] = cursor.fetchall()
    assert CONTACT not in content
    assert "Zebrawords" not in content
    with clock.at(clock.now() + timedelta(days=3)):
        assert one.id not in orphans()


def test_customers_and_staff_ask_too(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    one = kept(a_subject_request(shop, subject_kind="staff", subject_id=cashier.id))
    assert one.key_owner == cashier.id
    with pytest.raises(Problem, match="No person has this ID"):
        a_subject_request(shop, subject_kind="customer", subject_id=cashier.id)


def test_a_customer_who_is_kept_can_be_named(shop: Shop, settings: Any) -> None:
    turn_on(shop, settings)
    customer = a_customer().id
    one = kept(a_subject_request(shop, subject_kind="customer", subject_id=customer))
    assert one.key_owner == customer


def test_nobody_names_staff_of_a_branch_where_they_answer_nothing(shop: Shop) -> None:
    there = second_branch(shop)
    stranger = add_staff("cashier", there, "there")
    here = add_staff("owner", shop.branch_id, "here")
    told = SubjectRequestNew(
        kind="access",
        channel="letter",
        arrived_at=clock.now(),
        subject_kind="staff",
        subject_id=stranger.id,
    )
    with pytest.raises(Problem, match="No person has this ID"):
        enter_request(actor=here, branch_id=shop.branch_id, request=told)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"contact": " "}, "Enter contact details"),
        ({"subject_kind": "patient"}, "Enter the ID of the requester's record"),
        ({"subject_id": new_id()}, "Enter the ID of the requester's record"),
        ({"subject_kind": "patient", "subject_id": new_id()}, "This patient doesn't exist"),
        ({"arrived_at": datetime(2099, 1, 1, tzinfo=UTC)}, "date and time are in the future"),
    ],
)
def test_what_doesnt_hold_isnt_entered(shop: Shop, more: dict[str, Any], words: str) -> None:
    with pytest.raises(Problem, match=words):
        a_subject_request(shop, **more)
    assert not SubjectRequest.objects.exists()


def test_an_erased_patient_is_asked_for_by_nobody(shop: Shop) -> None:
    patient = register(shop)
    erase_patient(actor=shop.owner, branch_id=shop.branch_id, patient_id=patient)
    with pytest.raises(Problem, match="erased"):
        a_subject_request(shop, patient)


def test_only_who_answers_requests_enters_them(shop: Shop) -> None:
    told = SubjectRequestNew(kind="access", channel="phone", arrived_at=clock.now(), contact="x")
    for role in ("manager", "auditor"):
        with pytest.raises(NotPermitted):
            enter_request(
                actor=add_staff(role, shop.branch_id, role),
                branch_id=shop.branch_id,
                request=told,
            )


def test_the_register_has_the_open_ones_first_by_deadline(shop: Shop) -> None:
    soon = a_subject_request(shop, days_ago=1)
    late = a_subject_request(shop, days_ago=9)
    closed = a_subject_request(shop, days_ago=20)
    SubjectRequest.objects.filter(id=closed).update(state=SubjectRequest.State.CLOSED)
    page = REGISTER.page(list_subject_requests(actor=shop.owner))
    assert [one.id for one in page.items] == [late, soon, closed]
    overdue = REGISTER.page(list_subject_requests(actor=shop.owner), wanted={"overdue": True})
    assert [one.id for one in overdue.items] == [late]
    overdue_rows, soon_rows = waiting_requests(actor=shop.owner)
    assert ([one.id for one in overdue_rows], [one.id for one in soon_rows]) == ([late], [soon])


def test_day_of_the_arrival_is_kept_as_it_was(shop: Shop) -> None:
    one = kept(a_subject_request(shop, arrived_at=datetime(2022, 10, 1, tzinfo=UTC)))
    assert one.due_at.date() == date(2022, 11, 1)
