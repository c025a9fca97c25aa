"""A refill plan: when it runs out, who was told, its basket, and what may be done about it."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext

from theriac.core.actor import SYSTEM_NAME
from theriac.core.ids import parse_id
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.products import ProductDetail, get_product
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.prescriptions.permissions import OPEN_PRESCRIPTIONS
from theriac.domains.refills.commands.answer import answer_yes
from theriac.domains.refills.commands.change import (
    change_plan,
    pause_plan,
    resume_plan,
    stop_plan,
)
from theriac.domains.refills.commands.fills import note_fill, take_back_fill
from theriac.domains.refills.commands.tell import tell_patient
from theriac.domains.refills.commands.waitlist import wait_for_refill
from theriac.domains.refills.ids import FillId
from theriac.domains.refills.permissions import KEEP_REFILLS, PREPARE_REFILLS, VIEW_REFILLS
from theriac.domains.refills.queries.plans import (
    PlanTold,
    fills_noted,
    find_plan,
    plans_told,
)
from theriac.domains.refills.rules.codes import BY_THE_SYSTEM, ENDED_WHY, PAUSED_WHY, TOLD_BY
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.waitlist.permissions import KEEP_WAITLIST
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.refills.words import (
    REMINDERS,
    WHY,
    adherence_words,
    name_in,
    reached,
    standing_badge,
)
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most, whole
from theriac.surfaces.backoffice.shell.forms.days import day_of
from theriac.surfaces.backoffice.shell.one import One, OneScreen

ANSWERS: dict[str, Text] = {
    "told": gettext_lazy("Told, no answer yet"),
    "later": gettext_lazy("Wants it later"),
    "unreachable": gettext_lazy("Couldn’t be reached"),
    "declined": gettext_lazy("Doesn’t want it"),
}
CODE = at_most(16)


class OnePlan(OneScreen):
    """A screen of the plan that the address names."""

    plan: One[Any] = One(
        "plan_id",
        lambda at, key: find_plan(actor=at.actor, branch_id=at.branch, plan_id=key),
        missing=gettext_lazy("This refill plan doesn’t exist at this branch."),
    )
    own_page = "backoffice:refill_detail"
    among = ((gettext_lazy("Refills"), "backoffice:refill_list"),)

    @cached_property
    def product(self) -> ProductDetail | None:
        return get_product(actor=self.actor, product_id=self.plan.product_id)

    def name(self) -> Text:
        return self.product.name if self.product else gettext_lazy("Refill plan")


class RefillDetail(OnePlan):
    """The plan, with the buttons for what its state lets somebody do."""

    permission = VIEW_REFILLS
    template_name = "backoffice/refills/one.html"

    @cached_property
    def told(self) -> PlanTold:
        """The plan as it stands today."""
        return plans_told([self.plan])[self.plan.id]

    def context(self) -> dict[str, Any]:
        plan, told, product = self.plan, self.told, self.product
        reminder = told.reminder
        found = reached(self.actor, self.branch, [plan.patient_id])
        people = names_of(
            one
            for one in (
                plan.started_by,
                reminder.told_by if reminder else None,
                reminder.answered_by if reminder else None,
            )
            if one
        )
        return {
            "plan": plan,
            "told": told,
            "reminder": reminder,
            "product": product,
            "patient": name_in(found, plan.patient_id),
            "reach": found.get(plan.patient_id),
            "sees_patient": self.may(VIEW_PATIENTS),
            "quantity": in_words(plan.quantity, product) if product else plan.quantity,
            "state": standing_badge(told),
            "reminded": REMINDERS.badge(reminder.state) if reminder else "",
            "adherence": adherence_words(told),
            "late": _late(told.late),
            "checked": _checked(reminder) if reminder else "",
            "why": WHY.get(plan.why, ""),
            "started_by": people.get(plan.started_by, SYSTEM_NAME),
            "told_by": people.get(reminder.told_by, "") if reminder and reminder.told_by else "",
            "channel": TOLD_BY.get(reminder.channel, "") if reminder else "",
            "fills": self._fills(),
            **self._rights(),
            **self._choices(),
            **history_beside(self, plan.id),
        }

    def _fills(self) -> list[tuple[Any, Any]]:
        if self.plan.line_id is not None:
            return []
        rows = fills_noted(actor=self.actor, branch_id=self.branch, plan_id=self.plan.id)
        return [
            (one, in_words(one.quantity, self.product) if self.product else one.quantity)
            for one in rows
        ]

    def _rights(self) -> dict[str, bool]:
        plan, reminder = self.plan, self.told.reminder
        is_open, keeps = plan.state == "active", self.may(KEEP_REFILLS)
        state = reminder.state if reminder else ""
        return {
            "may_keep": keeps and plan.state != "ended",
            "may_pause": keeps and is_open,
            "may_resume": keeps and plan.state == "paused" and bool(plan.days),
            "may_tell": keeps and is_open and bool(state) and state not in ("ready", "waiting"),
            "may_fill": keeps and is_open and plan.line_id is None,
            "may_prepare": self.may(PREPARE_REFILLS)
            and is_open
            and self.told.block is None
            and bool(state)
            and state != "ready",
            "may_wait": keeps and state == "short" and self.may(KEEP_WAITLIST),
            "sees_stock": self.may(VIEW_STOCK),
            "sees_prescription": self.may(OPEN_PRESCRIPTIONS),
        }

    def _choices(self) -> dict[str, Any]:
        return {
            "answers": list(ANSWERS.items()),
            "channels": list(TOLD_BY.items()),
            "paused_why": [one for one in PAUSED_WHY.items() if one[0] != "no_days"],
            "ended_why": [one for one in ENDED_WHY.items() if one[0] not in BY_THE_SYSTEM],
        }


def _late(days: int) -> str:
    return ngettext("%(count)s day late", "%(count)s days late", days) % {"count": days}


def _checked(reminder: Any) -> str:
    """What the safety checks found at the yes."""
    if not reminder.alerts:
        return gettext("No alerts")
    found = ngettext("%(count)s alert", "%(count)s alerts", reminder.alerts)
    said = found % {"count": reminder.alerts}
    if not reminder.stops:
        return said
    stops = ngettext("%(count)s needs an answer", "%(count)s need an answer", reminder.stops)
    return f"{said}, {stops % {'count': reminder.stops}}"


class _PlanButton(OnePlan, ButtonScreen):
    """A button on a plan's page."""

    done = gettext_lazy("Saved.")


class ChangeRefill(_PlanButton):
    """Another supply."""

    calls = Calls(change_plan, quantity=whole, days=whole)


class PauseRefill(_PlanButton):
    """Not for now."""

    calls = Calls(pause_plan, why=CODE)
    done = gettext_lazy("Paused.")


class ResumeRefill(_PlanButton):
    """On again."""

    calls = Calls(resume_plan)
    done = gettext_lazy("Resumed.")


class EndRefill(_PlanButton):
    """Not any more."""

    calls = Calls(stop_plan, why=CODE)
    done = gettext_lazy("Ended.")


class TellRefill(_PlanButton):
    """The patient was told, and what they said."""

    calls = Calls(tell_patient, channel=at_most(12), answer=at_most(12), again_on=day_of)

    def onward(self, result: Any) -> str:
        if self.request.POST.get("back") == "list":
            return f"{reverse('backoffice:refill_list')}?due=true"
        return self.address()


class PrepareRefill(_PlanButton):
    """The patient said yes."""

    calls = Calls(answer_yes)

    def said(self, result: Any) -> Text:
        if result.state == "short":
            return gettext(
                "Not enough stock: %(missing)s base units are missing. Nothing was reserved. Add "
                "the patient to the waitlist."
            ) % {"missing": result.missing}
        if result.state == "waiting":
            return gettext("The patient is on the waitlist for this medicine.")
        said = gettext("The goods are on hold.")
        if result.prescription_id is not None:
            said = gettext("The goods are on hold, and the review of the repeat has started.")
        count = len(result.alerts)
        if not count:
            return said
        alerts = ngettext(
            "The safety checks found %(count)s alert.",
            "The safety checks found %(count)s alerts.",
            count,
        )
        return f"{said} {alerts % {'count': count}}"


class WaitRefill(_PlanButton):
    """The patient waits for the goods."""

    calls = Calls(wait_for_refill)
    done = gettext_lazy("Added to the waitlist.")


class FillRefill(_PlanButton):
    """The patient got some."""

    calls = Calls(note_fill, quantity=whole)

    def given(self) -> dict[str, Any]:
        return {"filled_on": day_of(self.request.POST.get("filled_on", "")) or date.min}


class TakeBackRefill(_PlanButton):
    """That was a mistake."""

    calls = Calls(take_back_fill)

    def given(self) -> dict[str, Any]:
        return {"fill_id": FillId(parse_id(self.request.POST.get("fill_id", "")) or UUID(int=0))}
