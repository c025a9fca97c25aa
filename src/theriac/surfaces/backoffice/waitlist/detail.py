"""One who waits: what, who, until when goods are held, and what may be done about it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import SYSTEM_NAME
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.products import ProductDetail, get_product
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.waitlist.commands.change import change_wait
from theriac.domains.waitlist.commands.leave import leave_waitlist, pass_offer
from theriac.domains.waitlist.commands.offers import extend_hold, mark_told
from theriac.domains.waitlist.permissions import KEEP_WAITLIST, VIEW_WAITLIST
from theriac.domains.waitlist.queries import find_wait
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most, whole
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.stock.reservations.words import TIMES, lasting
from theriac.surfaces.backoffice.waitlist.join import AmongWaits
from theriac.surfaces.backoffice.waitlist.words import PRIORITIES, names_beside, state_badge

LONGEST_REASON = 120


class OneWait(AmongWaits):
    """A screen of the wait that the address names."""

    wait: One[Any] = One(
        "wait_id",
        lambda at, key: find_wait(actor=at.actor, branch_id=at.branch, wait_id=key),
        missing=gettext_lazy("This waitlist entry doesn’t exist at this branch."),
    )

    @cached_property
    def product(self) -> ProductDetail | None:
        return get_product(actor=self.actor, product_id=self.wait.product_id)

    def address(self) -> str:
        return reverse("backoffice:wait_detail", args=[self.wait.id])


class WaitDetail(OneWait):
    """The wait, with the buttons for what its state lets somebody do."""

    permission = VIEW_WAITLIST
    template_name = "backoffice/waitlist/one.html"

    def page_title(self) -> Text:
        return self.product.name if self.product else gettext_lazy("Waitlist")

    def context(self) -> dict[str, Any]:
        row, product = self.wait, self.product
        people = names_of(one for one in (row.joined_by, row.told_by, row.ended_by) if one)
        may_keep = self.may(KEEP_WAITLIST)
        return {
            "wait": row,
            "product": product,
            "who": names_beside(self.actor, self.branch, [row])[row.id],
            "sees_patient": row.patient_id is not None and self.may(VIEW_PATIENTS),
            "sees_stock": self.may(VIEW_STOCK),
            "quantity": in_words(row.quantity, product) if product else row.quantity,
            "state": state_badge(row),
            "priority": PRIORITIES[row.priority],
            "priorities": list(PRIORITIES.items()),
            "joined_by": people.get(row.joined_by, SYSTEM_NAME),
            "told_by": people.get(row.told_by, SYSTEM_NAME),
            "ended_by": people.get(row.ended_by, SYSTEM_NAME),
            "may_change": may_keep and row.state == "waiting",
            "may_act": may_keep and row.state == "offered",
            "may_leave": may_keep and row.state in ("waiting", "offered"),
            "times": [(code, words) for code, words, _span in TIMES],
            **history_beside(self, row.id),
        }


class _WaitButton(OneWait, ButtonScreen):
    """A button on a wait's page."""

    done = gettext_lazy("Saved.")


class ChangeWait(_WaitButton):
    """Another priority or quantity."""

    calls = Calls(change_wait, priority=at_most(10), quantity=whole, reason=at_most(LONGEST_REASON))


class TellWait(_WaitButton):
    """The customer was told."""

    calls = Calls(mark_told)


class ExtendWait(_WaitButton):
    """Until another time, counted from now."""

    calls = Calls(extend_hold)

    def given(self) -> dict[str, Any]:
        code = self.request.POST.get("lasts", "")
        known = {one for one, _words, _span in TIMES}
        return {"hold_until": clock.now() + lasting(code if code in known else TIMES[0][0])}


class PassWait(_WaitButton):
    """The goods go to the next."""

    calls = Calls(pass_offer, reason=at_most(LONGEST_REASON))
    done = gettext_lazy("Passed to the next customer.")


class LeaveWait(_WaitButton):
    """They wait no more."""

    calls = Calls(leave_waitlist, reason=at_most(LONGEST_REASON))
    done = gettext_lazy("Removed from the waitlist.")
