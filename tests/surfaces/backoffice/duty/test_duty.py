"""Duty in the back office: the roster of a week, signing on and off, the record, Today."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.backoffice import client_of
from tests.support.duty import give_licence, nobody_on_duty, pharmacist, plan_a_shift
from tests.support.shop import Shop
from theriac.domains.accounts.models import User
from theriac.domains.duty.commands.branch_rule import set_duty_rule
from theriac.domains.duty.models import DutyShift, DutyTurn, DutyTurnEnd
from theriac.domains.duty.queries import is_chosen
from theriac.domains.duty.rules import monday_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-03")]
ROSTER = "/duty/"


@pytest.fixture
def owner(shop: Shop) -> Client:
    return client_of(shop, "owner")


def text(answer: object) -> str:
    return " ".join(answer.text.split())  # type: ignore[attr-defined]


def test_a_pharmacist_signs_on_and_off_where_a_licence_holds(shop: Shop) -> None:
    nobody_on_duty(shop)
    browser = client_of(shop, "pharmacist")
    person = User.objects.named("pharmacist")
    assert person is not None
    roster = text(browser.get(ROSTER))
    assert "Prescription-only medicines can’t be sold until a pharmacist signs on" in roster
    assert "No pharmacist on duty" in text(browser.get("/"))

    refused = browser.post(reverse("backoffice:duty_on"), follow=True)
    assert "There is no valid SIPA" in text(refused)
    give_licence(shop, person.id, 30)
    browser.post(reverse("backoffice:duty_on"))

    turn = DutyTurn.objects.get(person_id=person.id)
    assert "at the latest" in text(browser.get(ROSTER))
    assert "No pharmacist on duty" not in text(browser.get("/"))
    browser.post(reverse("backoffice:duty_off"))
    assert DutyTurnEnd.objects.filter(turn=turn, ended_by=person.id).exists()
    record = reverse("backoffice:duty_turns")
    assert "Signed off" in text(browser.get(record))
    file = browser.get(f"{record}?export=csv").getvalue().decode("utf-8-sig")
    assert "Pharmacist,Came,Left,Licence" in file.splitlines()[0].replace(";", ",")


def test_a_week_is_planned_copied_and_taken_out(shop: Shop, owner: Client) -> None:
    ratna = pharmacist(shop)
    on = monday_of(shop.today) + timedelta(days=8)
    told = {"person_id": str(ratna.id), "on": on.isoformat(), "begins": "08:00", "ends": "15:00"}
    plan = reverse("backoffice:duty_plan")
    assert "Ratna" in owner.get(f"{plan}?on={on}").text
    made = owner.post(plan, told)
    at = f"{ROSTER}?week={on - timedelta(days=1)}"
    assert (made.status_code, made.url) == (302, at)  # type: ignore[attr-defined]
    assert "planned at that time already" in owner.post(plan, told).text
    assert "08:00–15:00 Ratna" in text(owner.get(at))

    following = (on + timedelta(days=6)).isoformat()
    owner.post(reverse("backoffice:duty_copy"), {"week": following})
    assert DutyShift.objects.count() == 2
    shift = DutyShift.objects.latest("begins_at")
    remove = reverse("backoffice:duty_remove", args=[shift.id])
    owner.post(remove, {"version": "1", "week": following})
    assert DutyShift.objects.filter(removed_at=None).count() == 1
    assert owner.get(f"{ROSTER}?week=not-a-day").status_code == 200
    assert owner.get(f"{ROSTER}?week=9999-12-31").status_code == 200


def test_the_next_gap_is_told_and_someone_who_forgot_is_signed_off(
    shop: Shop, owner: Client
) -> None:
    ratna = pharmacist(shop)
    plan_a_shift(shop, ratna)
    later = pharmacist(shop, "sari")
    shift = DutyShift.objects.get(id=plan_a_shift(shop, later))
    shift.begins_at += timedelta(hours=9)
    shift.ends_at += timedelta(hours=6)
    DutyShift.objects.filter(id=shift.id).update(begins_at=shift.begins_at, ends_at=shift.ends_at)

    assert "Gap in the duty roster" in text(owner.get("/"))
    assert "15:00–17:00" in text(owner.get(ROSTER))
    turn = DutyTurn.objects.get()
    owner.post(reverse("backoffice:duty_end", args=[turn.id]), {"reason": "Went home"})
    assert DutyTurnEnd.objects.get(turn=turn).reason == "Went home"


def test_the_owner_may_be_stricter(shop: Shop, owner: Client) -> None:
    rule = reverse("backoffice:duty_rule")
    owner.post(rule, {"asked": "on"})
    assert is_chosen(shop.branch_id)
    assert "checked" in owner.get(rule).text
    set_duty_rule(actor=shop.owner, branch_id=shop.branch_id, asked=False)
    assert client_of(shop, "cashier").get(rule).status_code == 403
