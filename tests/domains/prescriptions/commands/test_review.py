"""The review: what is approved is matched and valid; queries and refusals have reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.clinical import a_stop_in_force
from tests.support.prescriptions import (
    a_line,
    a_prescription,
    advance,
    answer_each,
    approve_for,
    at_shop,
    dispense_one,
    state_of,
)
from tests.support.shop import Shop, add_medicine, add_staff
from theriac.core import clock
from theriac.core.approval.grant import ApprovalAsked, give_approval
from theriac.core.approval.models import Approval
from theriac.core.approval.problems import ApprovalNeeded, ApprovalUnfit
from theriac.core.problems import Stale
from theriac.domains.accounts.commands.roles import create_role
from theriac.domains.accounts.models import Role
from theriac.domains.accounts.roles import delivered_rights
from theriac.domains.catalog.models import Product
from theriac.domains.clinical.models import AlertCount, AnsweredAlert
from theriac.domains.clinical.problems import AlertsUnanswered, AnswerUnfit
from theriac.domains.prescriptions.commands.review import (
    approve_prescription,
    query_prescription,
    refuse_prescription,
    start_review,
)
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.prescriptions.models import PrescriptionStep
from theriac.domains.prescriptions.problems import (
    LineUnsettled,
    PrescriptionJump,
    PrescriptionRefused,
    PrescriptionUnknown,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-03")]


def test_nothing_is_approved_that_is_matched_to_nothing(shop: Shop) -> None:
    made = a_prescription(shop, "reviewing", [a_line(add_medicine(shop)), a_line(None)])
    with pytest.raises(LineUnsettled, match="line 2"):
        approve_prescription(**at_shop(shop, made))


def test_nothing_is_approved_that_isnt_valid_any_more(shop: Shop) -> None:
    medicine = add_medicine(shop, legal_class="keras")
    made = a_prescription(shop, "reviewing", [a_line(medicine)])
    with clock.at(clock.now() + timedelta(days=31)), pytest.raises(PrescriptionJump):
        approve_prescription(**at_shop(shop, made))


def test_a_queried_one_is_reviewed_again(shop: Shop) -> None:
    made = a_prescription(shop, "reviewing")
    query_prescription(**at_shop(shop, made), reason_code="other", note="which strength?")
    assert PrescriptionStep.objects.get(to_state="queried").note == "which strength?"
    start_review(**at_shop(shop, made))
    assert state_of(made) == "reviewing"


@pytest.mark.rows("RX-08")
def test_a_refusal_has_a_coded_reason(shop: Shop) -> None:
    made = a_prescription(shop, "reviewing")
    for code in ("", "because", "other"):
        with pytest.raises(PrescriptionRefused):
            refuse_prescription(**at_shop(shop, made), reason_code=code)
    refuse_prescription(**at_shop(shop, made), reason_code="doubtful")
    assert PrescriptionStep.objects.get(to_state="refused").reason_code == "doubtful"


def test_an_old_version_and_another_branch_are_refused(shop: Shop) -> None:
    made = a_prescription(shop)
    given = at_shop(shop, made)
    start_review(**given)
    with pytest.raises(Stale):
        approve_prescription(**given)
    with pytest.raises(PrescriptionUnknown):
        start_review(**{**at_shop(shop, made), "prescription_id": shop.terminal_id})


@pytest.mark.rows("RX-13", "RX-14")
def test_an_alert_that_stops_wants_an_answer_which_is_kept_with_the_prescription(
    shop: Shop,
) -> None:
    warfarin, vitamin = a_stop_in_force(shop)
    made = a_prescription(shop, "reviewing", [a_line(warfarin), a_line(vitamin)])
    given = at_shop(shop, made)
    with pytest.raises(AlertsUnanswered) as refused:
        approve_prescription(**given)
    (told,) = refused.value.facts["alerts"]
    assert (told["check"], told["rule"], told["tier"]) == ("interactions", "r1", 1)
    assert set(told["product_ids"]) == {warfarin.id, vitamin.id}
    assert "Simarc 2 + Vitamin K 10: Less effect." in str(refused.value)
    for reason in ("advised", "other"):
        with pytest.raises(AnswerUnfit):
            approve_prescription(**given, answers=answer_each(refused.value, reason))

    approve_prescription(
        **given, answers=answer_each(refused.value, "other", note=" INR each week ")
    )
    row = AnsweredAlert.objects.get()
    assert (row.subject_kind, row.subject_id, row.note) == ("prescription", made, "INR each week")
    assert (row.answered_by, row.approval_id) == (shop.owner.id, None)
    assert (row.set_name, row.edition) == ("Licensed", "1")


@pytest.mark.rows("RX-14")
def test_who_may_not_override_needs_an_approval_for_this_prescription_alone(shop: Shop) -> None:
    rights = {code for code in delivered_rights("pharmacist") if code != "clinical.override"}
    role = create_role(actor=shop.owner, name="Reviewer", permissions=rights)
    reviewer = add_staff(Role.objects.get(id=role).code, shop.branch_id, "reviewer")
    warfarin, vitamin = a_stop_in_force(shop)
    first, second = (
        a_prescription(shop, "reviewing", [a_line(warfarin, units), a_line(vitamin, units)])
        for units in (10, 20)
    )
    given = at_shop(shop, first, actor=reviewer)
    with pytest.raises(AlertsUnanswered) as refused:
        approve_prescription(**given)
    assert refused.value.facts["alerts"][0]["needs_approval"]
    answers = answer_each(refused.value, "prescriber_agreed")
    with pytest.raises(ApprovalNeeded) as needed:
        approve_prescription(**given, answers=answers)
    assert needed.value.facts["content"]["prescription_id"] == str(first)
    asked = ApprovalAsked(
        action=needed.value.facts["action"],
        content=needed.value.facts["content"],
        requested_by=reviewer.id,
        reason="called",
    )
    yes = give_approval(
        actor=shop.owner, branch_id=shop.branch_id, asked=asked, means=Approval.Means.SIGNED_IN
    )
    answers = [replace(one, approval_id=yes.id) for one in answers]
    with pytest.raises(ApprovalUnfit):
        approve_prescription(**at_shop(shop, second, actor=reviewer), answers=answers)
    approve_prescription(**given, answers=answers)
    row = AnsweredAlert.objects.get()
    assert (row.asked_by, row.answered_by, row.approval_id) == (reviewer.id, shop.owner.id, yes.id)


@pytest.mark.rows("RX-13")
def test_what_was_taken_before_speaks_against_a_line_and_never_for_itself(shop: Shop) -> None:
    warfarin, vitamin = a_stop_in_force(shop)
    vitamin_taken = a_prescription(shop, "ready", [a_line(vitamin)])
    dispense_one(shop, vitamin_taken, 10)
    made = a_prescription(shop, "reviewing", [a_line(warfarin)])
    with pytest.raises(AlertsUnanswered) as refused:
        approve_prescription(**at_shop(shop, made))
    (told,) = refused.value.facts["alerts"]
    assert told["product_ids"] == [warfarin.id]
    approve_for(shop, made, "taken_before")
    advance(shop, made, "ready")
    dispense_one(shop, made, 10)

    another = a_prescription(shop, "reviewing", [a_line(add_medicine(shop))])
    approve_prescription(**at_shop(shop, another))
    assert state_of(another) == "approved"


@pytest.mark.rows("RX-13")
def test_a_line_of_a_generic_is_answered_by_a_product_of_it_or_by_none(shop: Shop) -> None:
    warfarin, vitamin = a_stop_in_force(shop)
    generics = dict(Product.objects.values_list("id", "generic_id"))
    of_generics = [
        a_line(None, written=name, generic_id=generics[key])
        for name, key in (("Warfarin 2 mg", warfarin.id), ("Vitamin K 10 mg", vitamin.id))
    ]
    made = a_prescription(shop, "reviewing", of_generics)
    with pytest.raises(AlertsUnanswered) as refused:
        approve_prescription(**at_shop(shop, made))
    (told,) = refused.value.facts["alerts"]
    assert set(told["product_ids"]) == {warfarin.id, vitamin.id}

    Product.objects.update(status=Product.Status.BLOCKED)
    with pytest.raises(AlertsUnanswered) as refused:
        approve_prescription(**at_shop(shop, made))
    (told,) = refused.value.facts["alerts"]
    assert told["product_ids"] == []
    approve_for(shop, made, "does_not_fit")
    assert AnsweredAlert.objects.get().product_ids == []


@pytest.mark.rows("RX-16")
def test_alerts_are_counted_at_the_decision(shop: Shop) -> None:
    """Approved in spite of them they were answered, refused as unsafe they were heeded."""
    medicines = a_stop_in_force(shop)

    def written(quantity: int) -> PrescriptionId:
        return a_prescription(shop, "reviewing", [a_line(one, quantity) for one in medicines])

    approve_for(shop, written(10), "prescriber_agreed")
    refuse_prescription(**at_shop(shop, written(20)), reason_code="safety")
    refuse_prescription(**at_shop(shop, written(30)), reason_code="doubtful")
    row = AlertCount.objects.get(rule="r1")
    assert (row.shown, row.answered, row.heeded, row.source) == (2, 1, 1, "reviews")
