"""A program's sale with a safety alert: refused until a pharmacist answered it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.clinical import a_generic, pharmacist, shipped_in_force
from tests.support.patients import register
from tests.support.shop import Medicine, Shop, add_staff, stock_up
from theriac.core.actor import Actor
from theriac.core.approval.grant import ApprovalAsked, give_approval
from theriac.core.approval.models import Approval, ApprovalUse
from theriac.core.approval.problems import ApprovalNeeded, ApprovalUnfit
from theriac.domains.clinical.models import AnsweredAlert
from theriac.domains.clinical.problems import AlertsUnanswered, AnswerUnfit
from theriac.domains.clinical.rules.answers import AnswerGiven
from theriac.domains.patients.commands.health import NewHealthFact, record_health
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import CompletedSale, complete_sale
from theriac.domains.sales.models import Sale

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-14", "RX-16")]


@pytest.fixture
def goods(shop: Shop) -> list[Medicine]:
    """Warfarin and aspirin on the shelf, the sets in force."""
    found = [
        a_generic(shop, "Simarc", ("Warfarin", "2 mg"), atc="B01AA03"),
        a_generic(shop, "Aspilet", ("Aspirin", "80 mg"), atc="B01AC06"),
    ]
    for one in found:
        stock_up(shop, one, 50)
    shipped_in_force(pharmacist(shop))
    return found


def sell(
    shop: Shop, goods: list[Medicine], by: Actor | None = None, **draft: object
) -> CompletedSale:
    items = [SaleItem(product_id=one.id, quantity=1) for one in goods]
    return complete_sale(
        actor=by or shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=items, **draft),  # type: ignore[arg-type]
    )


def answer_of(refused: AlertsUnanswered, reason: str, **more: object) -> AnswerGiven:
    (told,) = refused.facts["alerts"]
    named = {name: told[name] for name in ("check", "rule", "product_ids")}
    return AnswerGiven(**named, reason=reason, **more)  # type: ignore[arg-type]


def refused_sale(shop: Shop, goods: list[Medicine], by: Actor, **draft: object) -> AlertsUnanswered:
    with pytest.raises(AlertsUnanswered) as refused:
        sell(shop, goods, by, **draft)
    assert Sale.objects.count() == 0
    return refused.value


def test_an_unanswered_stop_refuses_with_all_that_answers_it(
    shop: Shop, goods: list[Medicine]
) -> None:
    refused = refused_sale(shop, goods, shop.owner)
    (told,) = refused.facts["alerts"]
    assert (told["check"], told["tier"], told["rule"]) == (
        "interactions",
        1,
        "label-warfarin-aspirin",
    )
    assert set(told["product_ids"]) == {one.id for one in goods}
    assert told["source"]
    assert "prescriber_agreed" in told["reasons"]
    assert "Simarc" in str(refused)
    assert "alert_answers" in str(refused)

    sell(shop, goods, answers=[answer_of(refused, "prescriber_agreed")])
    row = AnsweredAlert.objects.get()
    assert (row.subject_id, row.answered_by) == (Sale.objects.get().id, shop.owner.id)
    assert (row.set_name, row.edition, row.approval_id) == (told["set"], told["edition"], None)


def test_who_is_no_pharmacist_needs_ones_approval_of_exactly_this(
    shop: Shop, goods: list[Medicine]
) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    rina = add_staff("pharmacist", shop.branch_id, "rina")
    refused = refused_sale(shop, goods, cashier)
    with pytest.raises(ApprovalNeeded) as needed:
        sell(shop, goods, cashier, answers=[answer_of(refused, "prescriber_agreed")])
    asked = ApprovalAsked(
        action=needed.value.facts["action"],
        content=needed.value.facts["content"],
        requested_by=cashier.id,
        reason="called",
    )
    given = give_approval(
        actor=rina, branch_id=shop.branch_id, asked=asked, means=Approval.Means.SIGNED_IN
    )
    other = answer_of(refused, "taken_before", approval_id=given.id)
    with pytest.raises(ApprovalUnfit):
        sell(shop, goods, cashier, answers=[other])
    same = answer_of(refused, "prescriber_agreed", approval_id=given.id)
    sell(shop, goods, cashier, answers=[same])

    row = AnsweredAlert.objects.get()
    assert (row.asked_by, row.answered_by) == (cashier.id, rina.id)
    assert row.approval_id == ApprovalUse.objects.get().approval_id == given.id


def test_a_reason_fits_its_tier_and_another_says_what_it_is(
    shop: Shop, goods: list[Medicine]
) -> None:
    refused = refused_sale(shop, goods, shop.owner)
    for reason in ("advised", "other", "because"):
        with pytest.raises(AnswerUnfit):
            sell(shop, goods, answers=[answer_of(refused, reason)])
    sell(shop, goods, answers=[answer_of(refused, "other", note="heart valve")])


def test_an_allergy_stops_one_product_and_who_may_not_read_it_isnt_told_which(shop: Shop) -> None:
    shipped_in_force(pharmacist(shop))
    amoxicillin = a_generic(shop, "Amoxsan", ("Amoxicillin", "500 mg"), atc="J01CA04")
    stock_up(shop, amoxicillin, 20)
    patient = register(shop, "Siti Nurhaliza")
    fact = NewHealthFact("allergy", "penicillins")
    record_health(actor=shop.owner, branch_id=shop.branch_id, patient_id=patient, fact=fact)
    cashier = add_staff("cashier", shop.branch_id)

    refused = refused_sale(shop, [amoxicillin], cashier, patient_id=patient)
    (told,) = refused.facts["alerts"]
    assert (told["rule"], told["needs_approval"]) == ("allergies", True)
    assert "penicillins" not in str(refused.facts)

    seen = refused_sale(shop, [amoxicillin], shop.owner, patient_id=patient)
    assert "penicillins" in seen.facts["alerts"][0]["subjects"]
    answer = answer_of(seen, "does_not_fit")
    sell(shop, [amoxicillin], patient_id=patient, answers=[answer])
    assert AnsweredAlert.objects.get().rule == "allergies"
    sell(shop, [amoxicillin])


def test_an_ordinary_sale_costs_no_statement_more(shop: Shop, goods: list[Medicine]) -> None:
    vitamin = a_generic(shop, "Vitamin C", ("Ascorbic acid", "50 mg"))
    stock_up(shop, vitamin, 50)
    counts = []
    for some in ([vitamin], [vitamin], [vitamin, goods[0]]):
        with CaptureQueriesContext(connection) as captured:
            sell(shop, some)
        counts.append(len(captured))
        if len(counts) == 1:
            with pytest.raises(AlertsUnanswered):
                sell(shop, goods)
    assert counts[1] == counts[2]
