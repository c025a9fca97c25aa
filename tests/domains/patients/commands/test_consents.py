"""Consents: nothing without a yes, and the last word counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.support.patients import register
from tests.support.shop import Shop
from theriac.core import clock
from theriac.core.facts.records import given
from theriac.core.problems import Unprocessable
from theriac.domains.patients.commands.consents import ConsentNew, record_consent, stop_contact
from theriac.domains.patients.commands.merge import merge_patients
from theriac.domains.patients.commands.restrict import restrict_patient
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.models import Consent
from theriac.domains.patients.problems import ParticularsRefused
from theriac.domains.patients.queries.consents import may_contact

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def say(shop: Shop, one: PatientId, *, is_given: bool, hours: int = 0, how: str = "spoken") -> None:
    word = given(
        ConsentNew,
        purpose="refill",
        channel="whatsapp",
        is_given=is_given,
        how=how,
        said_at=NOON + timedelta(hours=hours),
    )
    with clock.at(NOON + timedelta(days=1)):
        record_consent(actor=shop.owner, branch_id=shop.branch_id, patient_id=one, word=word)


@pytest.mark.rows("CUS-07")
def test_nothing_is_allowed_without_a_yes_and_a_stop_is_honoured(shop: Shop) -> None:
    one = register(shop)
    assert not may_contact(one, "refill", "whatsapp")
    say(shop, one, is_given=True)
    assert may_contact(one, "refill", "whatsapp")
    assert not may_contact(one, "refill", "sms")
    assert not may_contact(one, "offers", "whatsapp")
    say(shop, one, is_given=False, hours=2, how="message")
    assert not may_contact(one, "refill", "whatsapp")
    say(shop, one, is_given=True, hours=1)  # recorded late, said before the stop
    assert not may_contact(one, "refill", "whatsapp")
    kept = Consent.objects.order_by("said_at").values_list("is_given", "how")
    assert list(kept) == [(True, "spoken"), (True, "spoken"), (False, "message")]


def test_the_last_word_of_both_records_counts_after_a_merge(shop: Shop) -> None:
    one, other = register(shop), register(shop)
    say(shop, one, is_given=True)
    say(shop, other, is_given=False, hours=1)
    merge_patients(actor=shop.owner, branch_id=shop.branch_id, kept_id=one, merged_id=other)
    assert not may_contact(one, "refill", "whatsapp")


def test_what_isnt_in_the_lists_or_is_still_to_come_is_refused(shop: Shop) -> None:
    named = {"actor": shop.owner, "branch_id": shop.branch_id, "patient_id": register(shop)}
    later = clock.now() + timedelta(days=1)
    with pytest.raises(Unprocessable) as wrong:
        given(ConsentNew, purpose="x", channel="y", is_given=True, how="z")
    assert sorted(wrong.value.errors) == ["channel", "how", "purpose"]
    word = ConsentNew(purpose="refill", channel="sms", is_given=True, how="spoken", said_at=later)
    with pytest.raises(ParticularsRefused) as problem:
        record_consent(**named, word=word)
    assert list(problem.value.errors) == ["said_at"]


@pytest.mark.rows("CUS-07")
def test_stop_withdraws_every_purpose_on_the_channel_and_whoever_is_restricted_is_left_alone(
    shop: Shop,
) -> None:
    named = {"actor": shop.owner, "branch_id": shop.branch_id, "patient_id": register(shop)}
    for channel in ("whatsapp", "sms"):
        for purpose in ("refill", "offers"):
            record_consent(
                **named,
                word=ConsentNew(purpose=purpose, channel=channel, is_given=True, how="spoken"),
            )

    stop_contact(**named, channel="whatsapp")

    allowed = [
        (purpose, channel)
        for purpose in ("refill", "offers")
        for channel in ("whatsapp", "sms")
        if may_contact(named["patient_id"], purpose, channel)
    ]
    assert allowed == [("refill", "sms"), ("offers", "sms")]
    restrict_patient(**named)
    assert not may_contact(named["patient_id"], "refill", "sms")
