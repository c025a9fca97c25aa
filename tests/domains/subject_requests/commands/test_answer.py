"""The answer and the deed behind it: once, of this person, since the request."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.domains.subject_requests.commands.test_steps import named
from tests.support.patients import register
from tests.support.shop import Shop, add_staff
from tests.support.subject_requests import a_subject_request, kept
from tests.support.trail import facts_of
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.problems import NotPermitted, Problem
from theriac.domains.patients.commands.erase import erase_patient
from theriac.domains.patients.commands.export import export_patient
from theriac.domains.patients.commands.merge import merge_patients
from theriac.domains.subject_requests.commands.answer import (
    answer_request,
    close_request,
    link_deed,
)
from theriac.domains.subject_requests.commands.steps import confirm_identity
from theriac.domains.subject_requests.models import SubjectRequest
from theriac.domains.subject_requests.queries import possible_deeds
from theriac.domains.subject_requests.rules import SubjectAnswer, SubjectConfirmed, texts_of

pytestmark = pytest.mark.django_db
State = SubjectRequest.State


def exported(shop: Shop, patient_id: Any) -> UUID:
    """The audit record of an export of this patient."""
    export_patient(actor=shop.owner, branch_id=shop.branch_id, patient_id=patient_id)
    rows = AuditRecord.objects.filter(command="patients.export_patient", object_id=patient_id)
    return rows.order_by("-recorded_at", "-id")[0].id


def identified(shop: Shop, patient_id: Any, **more: Any) -> UUID:
    request_id = a_subject_request(shop, patient_id, **more)
    confirm_identity(**named(shop, request_id), confirmed=SubjectConfirmed(on=shop.today))
    return request_id


def answer(shop: Shop, **more: Any) -> SubjectAnswer:
    return SubjectAnswer(**{"outcome": "granted", "on": shop.today, "words": "Here.", **more})


def test_the_deed_the_answer_and_the_end_stand_in_the_register(shop: Shop) -> None:
    patient = register(shop)
    request_id = identified(shop, patient)
    record_id = exported(shop, patient)
    assert [one.id for one in possible_deeds(actor=shop.owner, request=kept(request_id))] == [
        record_id
    ]
    link_deed(**named(shop, request_id), audit_record_id=record_id)
    answer_request(**named(shop, request_id), answer=answer(shop))
    one = kept(request_id)
    [deed] = one.deeds.all()
    assert (deed.record_id, deed.command) == (record_id, "patients.export_patient")
    assert (one.state, one.outcome, one.answered_on) == (State.ANSWERED, "granted", shop.today)
    assert texts_of(one.content).answer == "Here."
    assert possible_deeds(actor=shop.owner, request=one) == []
    close_request(**named(shop, request_id))
    one = kept(request_id)
    assert (one.state, one.closed_why) == (State.CLOSED, "answered")
    assert "Here." not in str(facts_of("subject_requests.answer_request"))


def test_only_what_was_done_with_this_record_since_the_request_is_its_deed(shop: Shop) -> None:
    siti, budi = register(shop), register(shop, "Budi")
    before = exported(shop, siti)
    request_id = identified(shop, siti)
    others = exported(shop, budi)
    entered = AuditRecord.objects.get(command="subject_requests.enter_request").id
    for wrong in (before, others, entered, new_id()):
        with pytest.raises(Problem, match="This action isn't on this person's record since the"):
            link_deed(**named(shop, request_id), audit_record_id=wrong)
    own = exported(shop, siti)
    link_deed(**named(shop, request_id), audit_record_id=own)
    with pytest.raises(Problem, match="This action was already added"):
        link_deed(**named(shop, request_id), audit_record_id=own)


def test_what_was_done_with_a_merged_record_counts(shop: Shop) -> None:
    kept_id, merged_id = register(shop), register(shop)
    request_id = a_subject_request(shop, kept_id)
    record_id = exported(shop, merged_id)
    who = {"actor": shop.owner, "branch_id": shop.branch_id}
    merge_patients(**who, kept_id=kept_id, merged_id=merged_id)
    link_deed(**named(shop, request_id), audit_record_id=record_id)


def test_an_erasure_is_answered_after_it_was_done_without_words(shop: Shop) -> None:
    patient = register(shop)
    request_id = identified(shop, patient, kind="erasure")
    erase_patient(actor=shop.owner, branch_id=shop.branch_id, patient_id=patient)
    [done] = possible_deeds(actor=shop.owner, request=kept(request_id))
    link_deed(**named(shop, request_id), audit_record_id=done.id)
    with pytest.raises(Problem, match="The person was erased, or the retention period ended"):
        answer_request(**named(shop, request_id), answer=answer(shop))
    answer_request(**named(shop, request_id), answer=answer(shop, words=""))
    close_request(**named(shop, request_id))
    one = kept(request_id)
    assert (one.outcome, one.subject_id, one.deeds.count()) == ("granted", patient, 1)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "Confirm the requester's identity first"),
        ({"outcome": "refused"}, "Enter the legal provision"),
        ({"outcome": "refused", "law": "Article 33", "words": " "}, "what the person was told"),
    ],
)
def test_what_the_law_asks_of_an_answer_is_asked(
    shop: Shop, more: dict[str, str], words: str
) -> None:
    request_id = a_subject_request(shop, register(shop))
    with pytest.raises(Problem, match=words):
        answer_request(**named(shop, request_id), answer=answer(shop, **more))
    assert kept(request_id).state == State.OPEN


def test_whom_nobody_can_tell_is_refused_by_a_provision(shop: Shop) -> None:
    request_id = a_subject_request(shop)
    refused = answer(shop, outcome="refused", law="GDPR, Article 12(2)")
    answer_request(**named(shop, request_id), answer=refused)
    assert kept(request_id).law == "GDPR, Article 12(2)"
    with pytest.raises(Problem, match="in the request’s current status"):
        answer_request(**named(shop, request_id), answer=refused)


def test_a_granted_answer_names_no_provision(shop: Shop) -> None:
    request_id = identified(shop, register(shop))
    with pytest.raises(Problem, match="This answer refuses nothing"):
        answer_request(**named(shop, request_id), answer=answer(shop, law="Article 33"))


def test_what_was_taken_back_is_closed_without_an_answer_and_nothing_twice(shop: Shop) -> None:
    request_id = a_subject_request(shop)
    with pytest.raises(Problem, match="in the request’s current status"):
        close_request(**named(shop, request_id))
    close_request(**named(shop, request_id), why="withdrawn")
    assert kept(request_id).closed_why == "withdrawn"
    with pytest.raises(Problem, match="in the request’s current status"):
        close_request(**named(shop, request_id), why="twice")


def test_each_step_asks_the_right(shop: Shop) -> None:
    at = named(shop, a_subject_request(shop), add_staff("auditor", shop.branch_id, "auditor"))
    with pytest.raises(NotPermitted):
        link_deed(**at, audit_record_id=new_id())
    with pytest.raises(NotPermitted):
        answer_request(**at, answer=answer(shop))
    with pytest.raises(NotPermitted):
        close_request(**at, why="twice")
