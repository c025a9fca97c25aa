"""A tour through the screens of one's role: left at any time, and gone on with later.

Which steps are done stays on the device, in a cookie that names nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import NotFound, Text
from theriac.domains.accounts.session import A_YEAR
from theriac.surfaces.backoffice.shell.navigation import address_of
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen
from theriac.surfaces.backoffice.today.roles import leading_role

COOKIE = "theriac_tour"
LONGEST = 400
LEFT = "left"
"""Stands in the cookie for somebody who left the tour."""


@dataclass(frozen=True, slots=True)
class Step:
    """A screen to look at, with what it is good for."""

    url_name: str
    icon: str
    title: Text
    text: Text


STEPS: Mapping[str, Step] = {
    "counter": Step(
        "counter:page",
        "upc-scan",
        gettext_lazy("Sell at the counter"),
        gettext_lazy("Scan or type a name, press Enter, take the payment, print the receipt."),
    ),
    "products": Step(
        "backoffice:product_list",
        "capsule",
        gettext_lazy("Find a product"),
        gettext_lazy("Search by name, code or abbreviation. Click a price to change it."),
    ),
    "patients": Step(
        "backoffice:patient_list",
        "people",
        gettext_lazy("Open a patient"),
        gettext_lazy("See allergies, conditions and consent in one place."),
    ),
    "expiry": Step(
        "backoffice:stock_expiry",
        "calendar-x",
        gettext_lazy("Clear expired batches"),
        gettext_lazy("Select several batches and move them to quarantine at once."),
    ),
    "alerts": Step(
        "backoffice:alert_list",
        "bell",
        gettext_lazy("Work through the alerts"),
        gettext_lazy("Low stock, expiring batches and fridge temperatures, with who is on it."),
    ),
    "receive": Step(
        "backoffice:receipt_new",
        "box-arrow-in-down",
        gettext_lazy("Receive a delivery"),
        gettext_lazy("Scan each pack: product, batch and expiry are filled in."),
    ),
    "transfers": Step(
        "backoffice:transfer_list",
        "truck",
        gettext_lazy("Move stock between branches"),
        gettext_lazy("See what is on the way and which transfers are suggested."),
    ),
    "counts": Step(
        "backoffice:count_list",
        "clipboard-check",
        gettext_lazy("Count a shelf"),
        gettext_lazy("Count by scanner, phone or paper. Differences are recounted first."),
    ),
    "cases": Step(
        "backoffice:case_list",
        "exclamation-diamond",
        gettext_lazy("Settle discrepancies"),
        gettext_lazy("Sales made offline that don’t match the stock wait here for you."),
    ),
    "sales": Step(
        "backoffice:sale_list",
        "receipt",
        gettext_lazy("Look at the sales"),
        gettext_lazy("Filter by day, cashier or payment. The totals follow the filter."),
    ),
    "prices": Step(
        "backoffice:price_change",
        "percent",
        gettext_lazy("Change many prices"),
        gettext_lazy("See every new price before you apply it."),
    ),
    "people": Step(
        "backoffice:person_list",
        "person-badge",
        gettext_lazy("Add your staff"),
        gettext_lazy("Give each person a role, a PIN and a badge."),
    ),
    "settings": Step(
        "backoffice:settings",
        "gear",
        gettext_lazy("Check the settings"),
        gettext_lazy("Receipt, taxes, rounding, expiry limits and approvals."),
    ),
    "trail": Step(
        "backoffice:trail",
        "journal-text",
        gettext_lazy("See who changed what"),
        gettext_lazy("Every change with person, time, and the values before and after."),
    ),
    "seal": Step(
        "backoffice:seal",
        "shield-check",
        gettext_lazy("Prove the records"),
        gettext_lazy("Download a period that anybody can verify without this system."),
    ),
    "account": Step(
        "backoffice:me",
        "person-circle",
        gettext_lazy("Set up your account"),
        gettext_lazy("Password, PIN, two-factor sign-in, language and appearance."),
    ),
}
TOURS: Mapping[str, Sequence[str]] = {
    "owner": "counter products sales receive cases people settings seal".split(),
    "manager": "counter sales receive expiry alerts counts cases prices people".split(),
    "pharmacist": "counter patients products expiry alerts cases account".split(),
    "technician": "counter products expiry account".split(),
    "cashier": "counter products sales account".split(),
    "restocker": "receive expiry alerts transfers counts account".split(),
    "auditor": "trail seal sales cases counts".split(),
    "administrator": "people settings trail account".split(),
    "stocktaker": "counts products account".split(),
}


@dataclass(frozen=True, slots=True)
class TourStop:
    """A step of somebody's tour, and whether they have been there."""

    key: str
    step: Step
    is_done: bool


@dataclass(frozen=True, slots=True)
class TourState:
    """The stops in their order; ``is_left`` where the person put the tour away."""

    stops: tuple[TourStop, ...]
    is_left: bool

    @property
    def done(self) -> int:
        """How many stops the person has been at."""
        return sum(one.is_done for one in self.stops)

    @property
    def next(self) -> TourStop | None:
        """The first stop that is left; None at the end."""
        return next((one for one in self.stops if not one.is_done), None)

    @property
    def is_offered(self) -> bool:
        """Whether Today shows it."""
        return not self.is_left and self.next is not None


def tour_of(screen: Screen, role: str) -> TourState:
    """The tour of a role, through what the person may open."""
    seen = screen.request.COOKIES.get(COOKIE, "")[:LONGEST].split(".")
    stops = (
        TourStop(key, STEPS[key], key in seen)
        for key in TOURS.get(role, ())
        if _opens(screen, STEPS[key])
    )
    return TourState(tuple(stops), LEFT in seen)


def _opens(screen: Screen, step: Step) -> bool:
    address = address_of(step.url_name)
    if address is None:
        return False
    permission = getattr(getattr(resolve(address).func, "view_class", None), "permission", None)
    return permission is None or screen.may(permission)


def _keep(request: HttpRequest, answer: HttpResponse, seen: Sequence[str]) -> HttpResponse:
    answer.set_cookie(
        COOKIE,
        ".".join(seen),
        max_age=A_YEAR,
        samesite="Lax",
        secure=request.is_secure(),
        httponly=True,
    )
    return answer


class TourScreen(Screen):
    """A screen of the tour of the person's role."""

    permission = None

    @cached_property
    def tour(self) -> TourState:
        """How it stands."""
        return tour_of(self, leading_role(self.actor))


class Tour(TourScreen):
    """All steps of one's tour."""

    permission = None
    title = gettext_lazy("Guided tour")
    template_name = "backoffice/today/tour.html"

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Today"), reverse("backoffice:today"))]

    def context(self) -> dict[str, Any]:
        return {"tour": self.tour}


class TourStep(TourScreen):
    """Leads to the screen of a step, which counts as done from then on."""

    permission = None
    http_method_names = ("get",)

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        stops = self.tour.stops
        wanted = next((one for one in stops if one.key == self.kwargs["step"]), None)
        address = address_of(wanted.step.url_name) if wanted else None
        if wanted is None or address is None:
            raise NotFound(_("This step isn’t part of your tour. Choose one from the list."))
        seen = [one.key for one in stops if one.is_done or one == wanted]
        return _keep(request, HttpResponseRedirect(address), seen)


class TourLeave(TourScreen):
    """Today shows the tour no more; it can be gone on with."""

    permission = None
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        seen = [one.key for one in self.tour.stops if one.is_done]
        return _keep(request, HttpResponseRedirect(reverse("backoffice:today")), [*seen, LEFT])


class TourRestart(Screen):
    """From the first step again."""

    permission = None
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        return _keep(request, HttpResponseRedirect(reverse("backoffice:tour")), [])
