"""Whose a request is, who sees to it, and a longer period: once, and told in time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.support.patients import register
from tests.support.shop import Shop, add_staff, open_shop
from tests.support.subject_requests import CONTACT, WORDS, a_subject_request, kept
from tests.support.trail import facts_of
from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.privacy.orphans import orphans
from theriac.core.problems import NotPermitted, Problem
from theriac.domains.patients.commands.erase import erase_patient
from theriac.domains.subject_requests.commands.steps import (
    confirm_identity,
    prolong_request,
    take_request,
)
from theriac.domains.subject_requests.rules import SubjectConfirmed, texts_of

pytestmark = pytest.mark.django_db


def named(shop: Shop, request_id: UUID, actor: Actor | None = None) -> dict[str, Any]:
    return {
        "actor": actor or shop.owner,
        "branch_id": shop.branch_id,
        "subject_request_id": request_id,
    }


def test_somebody_else_takes_it_over_once(shop: Shop) -> None:
    request_id = a_subject_request(shop)
    other = add_staff("owner", shop.branch_id, "other")
    take_request(**named(shop, request_id, other))
    assert kept(request_id).handler_id == other.id
    with pytest.raises(Problem, match="already"):
        take_request(**named(shop, request_id, other))


@pytest.mark.real_time
def test_who_was_unknown_is_named_and_their_words_lie_under_their_own_key(shop: Shop) -> None:
    patient = register(shop)
    request_id = a_subject_request(shop)
    told = SubjectConfirmed(
        on=shop.today, how="Showed a card", subject_kind="patient", subject_id=patient
    )
    confirm_identity(**named(shop, request_id), confirmed=told)
    one = kept(request_id)
    assert (one.subject_kind, one.subject_id, one.key_owner) == ("patient", patient, patient)
    assert (one.identified_on, one.identified_by) == (shop.today, shop.owner.id)
    written = texts_of(one.content)
    assert (written.contact, written.words) == (CONTACT, WORDS)
    assert written.identified_how == "Showed a card"
    assert "card" not in str(facts_of("subject_requests.confirm_identity"))
    with clock.at(clock.now() + timedelta(days=3)):
        assert request_id in orphans()  # the key that it had before, for the night's sweep
    with pytest.raises(Problem, match="The requester's identity was already confirmed"):
        confirm_identity(**named(shop, request_id), confirmed=told)


def test_a_known_persons_request_becomes_nobody_elses(shop: Shop) -> None:
    siti, budi = register(shop), register(shop, "Budi")
    request_id = a_subject_request(shop, siti)
    told = SubjectConfirmed(on=shop.today, subject_kind="patient", subject_id=budi)
    with pytest.raises(Problem, match="another person"):
        confirm_identity(**named(shop, request_id), confirmed=told)
    confirm_identity(**named(shop, request_id), confirmed=SubjectConfirmed(on=shop.today))
    assert kept(request_id).subject_id == siti


@pytest.mark.parametrize(
    ("day", "words"), [(-2, "before the request was received"), (1, "date is in the future")]
)
def test_a_day_before_the_arrival_or_to_come_isnt_taken(shop: Shop, day: int, words: str) -> None:
    request_id = a_subject_request(shop, register(shop))
    told = SubjectConfirmed(on=shop.today + timedelta(days=day))
    with pytest.raises(Problem, match=words):
        confirm_identity(**named(shop, request_id), confirmed=told)


def test_of_somebody_unknown_it_must_be_said_who_it_is(shop: Shop) -> None:
    with pytest.raises(Problem, match="Enter the type of record and its ID"):
        confirm_identity(
            **named(shop, a_subject_request(shop)), confirmed=SubjectConfirmed(on=shop.today)
        )


ARRIVED = datetime(2026, 11, 5, 4, tzinfo=UTC)


def test_a_period_is_prolonged_once_with_a_notice_in_time() -> None:
    shop = open_shop("generic")
    request_id = a_subject_request(shop, register(shop), arrived_at=ARRIVED)
    prolong_request(**named(shop, request_id), notice_on=date(2026, 11, 10), why="Many")
    one = kept(request_id)
    assert one.due_at == datetime(2027, 2, 5, 23, 59, 59, tzinfo=UTC)
    assert one.notice_on == date(2026, 11, 10)
    assert texts_of(one.content).prolonged_why == "Many"
    [facts] = facts_of("subject_requests.prolong_request")
    assert facts["before"] == {"due_at": "2026-12-05T23:59:59+00:00"}
    with pytest.raises(Problem, match="The period was already extended once"):
        prolong_request(**named(shop, request_id), notice_on=date(2026, 11, 10), why="Many")


def test_a_notice_after_the_period_prolongs_nothing() -> None:
    shop = open_shop("generic")
    early = ARRIVED - timedelta(days=60)
    request_id = a_subject_request(shop, arrived_at=early)
    with pytest.raises(Problem, match="after the period"):
        prolong_request(**named(shop, request_id), notice_on=date(2026, 11, 1), why="Many")
    prolong_request(**named(shop, request_id), notice_on=date(2026, 9, 20), why="Many")


def test_where_the_law_allows_none_it_isnt_prolonged(shop: Shop) -> None:
    with pytest.raises(Problem, match="The law of this country doesn't allow an extension"):
        prolong_request(**named(shop, a_subject_request(shop)), notice_on=shop.today, why="Many")


def test_nothing_can_be_written_about_whom_nobody_can_read_any_more() -> None:
    shop = open_shop("generic")
    patient = register(shop)
    request_id = a_subject_request(shop, patient)
    erase_patient(actor=shop.owner, branch_id=shop.branch_id, patient_id=patient)
    with pytest.raises(Problem, match="The person was erased, or the retention period ended"):
        prolong_request(**named(shop, request_id), notice_on=shop.today, why="Many")


def test_each_step_asks_the_right(shop: Shop) -> None:
    manager = add_staff("manager", shop.branch_id, "manager")
    at = named(shop, a_subject_request(shop), manager)
    with pytest.raises(NotPermitted):
        take_request(**at)
    with pytest.raises(NotPermitted):
        confirm_identity(**at, confirmed=SubjectConfirmed(on=shop.today))
    with pytest.raises(NotPermitted):
        prolong_request(**at, notice_on=shop.today, why="Many")
