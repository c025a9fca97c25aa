"""An approval by passkey: this person's, to this question, from this page, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.support.passkeys import ORIGIN, PRESENT, SoftPasskey, with_passkey
from tests.support.shop import Shop, add_staff
from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.approval.grant import ApprovalAsked
from theriac.core.approval.models import Approval
from theriac.core.approval.problems import ApprovalUnfit, ApproverRefused
from theriac.core.audit.models import AuditRecord
from theriac.domains.accounts.commands.approval import (
    PasskeyAnswer,
    approve_by_passkey,
    ask_passkey,
)
from theriac.domains.accounts.factors.passkeys import PasskeySite, Question
from theriac.domains.accounts.models import SecurityEvent
from theriac.domains.accounts.problems import PasskeyRefused
from theriac.domains.sales.checkout.discount_approval import DISCOUNT

pytestmark = pytest.mark.django_db
SITE = PasskeySite("testserver", ORIGIN)
CONTENT = {"lines": [{"gross": 1000, "discount": 300}]}


@pytest.fixture
def cashier(shop: Shop) -> Actor:
    return add_staff("cashier", shop.branch_id)


@pytest.fixture
def asked(cashier: Actor) -> ApprovalAsked:
    return ApprovalAsked(
        action=DISCOUNT.code, content=CONTENT, requested_by=cashier.id, reason="regular"
    )


def question(shop: Shop, asked: ApprovalAsked, approver: Actor | None = None) -> Question:
    return ask_passkey(
        branch_id=shop.branch_id,
        approver_id=(approver or shop.owner).id,
        asked=asked,
        site=SITE,
    )


def approve(
    shop: Shop,
    asked: ApprovalAsked,
    put: Question,
    credential: dict[str, Any],
    approver: Actor | None = None,
) -> Approval:
    return approve_by_passkey(
        actor=shop.owner,
        branch_id=shop.branch_id,
        approver_id=(approver or shop.owner).id,
        asked=asked,
        answer=PasskeyAnswer(put.token, credential),
        site=SITE,
    )


def test_it_stands_on_the_row_and_in_the_trail_by_its_name(
    shop: Shop, asked: ApprovalAsked
) -> None:
    key = with_passkey(shop.owner.id)
    put = question(shop, asked)

    kept = approve(shop, asked, put, key.answer(put.options))

    assert (kept.means, kept.approved_by, kept.content) == ("passkey", shop.owner.id, CONTENT)
    assert kept.expires_at - kept.approved_at == timedelta(minutes=10)
    assert AuditRecord.objects.get(object_id=kept.id).facts["means"] == "passkey"
    assert put.options["publicKey"]["userVerification"] == "required"


@pytest.mark.parametrize("counter", [0, 7])
def test_an_answer_is_of_use_once(shop: Shop, asked: ApprovalAsked, counter: int) -> None:
    key = with_passkey(shop.owner.id, counter)
    key.counter = counter and counter + 1
    put = question(shop, asked)
    answer = key.answer(put.options)
    approve(shop, asked, put, answer)

    with pytest.raises((ApprovalUnfit, PasskeyRefused)):
        approve(shop, asked, put, answer)
    assert Approval.objects.count() == 1


def test_a_counter_that_does_not_grow_is_a_copied_key(shop: Shop, asked: ApprovalAsked) -> None:
    key = with_passkey(shop.owner.id, 7)
    for counter, fits in ((8, True), (8, False), (7, False), (9, True), (0, False)):
        key.counter = counter
        put = question(shop, asked)
        if fits:
            approve(shop, asked, put, key.answer(put.options))
        else:
            with pytest.raises(PasskeyRefused):
                approve(shop, asked, put, key.answer(put.options))
    assert Approval.objects.count() == 2
    assert SecurityEvent.objects.filter(kind="second_step_refused").count() == 3


def wrong_answers(key: SoftPasskey, other: SoftPasskey, put: Question) -> list[dict[str, Any]]:
    fits = key.answer(put.options)
    posed = {
        **fits,
        "id": other.answer(put.options)["id"],
        "rawId": other.answer(put.options)["id"],
    }
    elsewhere = {"publicKey": {**put.options["publicKey"], "rpId": "elsewhere.example"}}
    return [
        other.answer(put.options),
        posed,
        key.answer(put.options, origin="https://elsewhere.example"),
        key.answer(put.options, origin="https://testserver"),
        key.answer(put.options, origin="http://a.testserver"),
        key.answer(elsewhere),
        key.answer(put.options, flags=PRESENT),
        {**fits, "response": {**fits["response"], "signature": "AAAA"}},
        {**fits, "response": {}},
        {},
    ]


def test_another_persons_passkey_another_page_and_an_unverified_person_are_refused(
    shop: Shop, asked: ApprovalAsked, cashier: Actor
) -> None:
    key, other = with_passkey(shop.owner.id), with_passkey(cashier.id)
    put = question(shop, asked)

    answers = wrong_answers(key, other, put)
    for answer in answers:
        with pytest.raises(PasskeyRefused, match="isn't the passkey of"):
            approve(shop, asked, put, answer)

    assert Approval.objects.count() == 0
    assert SecurityEvent.objects.filter(kind="second_step_refused").count() == len(answers)


def test_it_answers_exactly_what_was_asked(shop: Shop, asked: ApprovalAsked) -> None:
    key = with_passkey(shop.owner.id)
    manager = add_staff("manager", shop.branch_id, "budi")
    with_passkey(manager.id)
    put = question(shop, asked)
    answer = key.answer(put.options)

    for changed in (
        replace(asked, content={"lines": [{"gross": 1000, "discount": 301}]}),
        replace(asked, requested_by=manager.id),
        replace(asked, reason="another"),
    ):
        with pytest.raises(PasskeyRefused, match="changed"):
            approve(shop, changed, put, answer)
    with pytest.raises(PasskeyRefused, match="changed"):
        approve(shop, asked, put, answer, manager)
    with pytest.raises(PasskeyRefused, match="another server"):
        approve(shop, asked, replace(put, token=put.token + "x"), answer)
    another = question(shop, asked)
    with pytest.raises(PasskeyRefused, match="isn't the passkey"):
        approve(shop, asked, another, answer)
    assert Approval.objects.count() == 0


def test_after_ten_minutes_the_question_is_over(
    shop: Shop, asked: ApprovalAsked, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = with_passkey(shop.owner.id)
    put = question(shop, asked)
    later = clock.now() + timedelta(minutes=10)
    monkeypatch.setattr(clock, "now", lambda: later)

    with pytest.raises(PasskeyRefused, match="The request is too old"):
        approve(shop, asked, put, key.answer(put.options))


def test_who_has_none_types_the_pin_and_who_may_not_approves_nothing(
    shop: Shop, asked: ApprovalAsked
) -> None:
    with pytest.raises(PasskeyRefused, match="Enter their PIN instead"):
        question(shop, asked)
    other = add_staff("cashier", shop.branch_id, "other")
    key = with_passkey(other.id)
    put = question(shop, asked, other)
    with pytest.raises(ApproverRefused):
        approve(shop, asked, put, key.answer(put.options), other)
