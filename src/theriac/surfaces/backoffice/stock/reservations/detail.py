"""Reserving by hand: finding the product, how many, whose, how long; one kept longer, released."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import SYSTEM_NAME
from theriac.core.problems import Problem, Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.products import ProductDetail, get_product
from theriac.domains.stock.commands.reservations.reserve import (
    LONGEST_REFERENCE,
    Wish,
    reserve_stock,
)
from theriac.domains.stock.commands.reservations.settle import (
    extend_reservation,
    release_reservation,
)
from theriac.domains.stock.permissions import RESERVE_STOCK, VIEW_STOCK
from theriac.domains.stock.queries.levels import stock_levels
from theriac.domains.stock.queries.reservations import find_reservation, reserved_batches
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.base import ProductScreen
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen
from theriac.surfaces.backoffice.stock.fields import (
    add_pack_fields,
    pack_field_names,
    units_in_packs,
)
from theriac.surfaces.backoffice.stock.product_search import (
    FOUND_ON_A_PAGE,
    found_products,
    typed_text,
)
from theriac.surfaces.backoffice.stock.reservations.words import (
    PURPOSES,
    STATES,
    TIMES,
    lasting,
)


class ReserveForm(ScreenForm):
    """How many in packs, whose, and for how long."""

    reference = forms.CharField(
        label=gettext_lazy("For"),
        help_text=gettext_lazy("Number of a ticket or order. Don’t enter a patient’s name."),
        max_length=LONGEST_REFERENCE,
    )
    lasts = forms.ChoiceField(
        label=gettext_lazy("Duration"), choices=[(code, words) for code, words, _span in TIMES]
    )

    def pack_fields(self) -> list[Any]:
        """The bound fields of the packs, the largest first."""
        return [self[name] for name in pack_field_names(self)]

    def take(self, problem: Problem) -> None:
        """What concerns the quantity stands at its first pack."""
        names = pack_field_names(self)
        if problem.field == "quantity" and names:
            self.add_error(names[0], str(problem.detail))
        else:
            super().take(problem)


class AmongReservations(Screen):
    """A screen below the list of reservations."""

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Reserved"), reverse("backoffice:reservation_list"))]


class FindToReserve(AmongReservations):
    """Find the product by name, code or scan."""

    permission = RESERVE_STOCK
    title = gettext_lazy("Reserve")
    template_name = "backoffice/stock/reservations/find.html"

    def context(self) -> dict[str, Any]:
        """What was found, and how much of each may be reserved."""
        text = typed_text(self.request)
        found = found_products(self, text, limit=FOUND_ON_A_PAGE, only_active=True)
        levels = stock_levels(
            actor=self.actor, branch_id=self.branch, product_ids=[one.id for one in found]
        )
        rows = [(one, in_words(levels[one.id].available, one)) for one in found]
        return {"text": text, "found": rows}


class Reserve(AmongReservations, ProductScreen, FormScreen):
    """How many of a product, whose, and for how long."""

    permission = RESERVE_STOCK
    form_class = ReserveForm
    template_name = "backoffice/stock/reservations/form.html"
    title = gettext_lazy("Reserve")
    lead = gettext_lazy(
        "It can’t be sold to others until it is released or the reservation expires."
    )
    submit_label = gettext_lazy("Reserve")
    done = gettext_lazy("Reservation saved.")

    def form(self, **options: Any) -> ScreenForm:
        form = super().form(**options)
        add_pack_fields(form, self.product)
        return form

    def context(self) -> dict[str, Any]:
        level = stock_levels(
            actor=self.actor, branch_id=self.branch, product_ids=[self.product.id]
        )[self.product.id]
        return {**super().context(), "available": in_words(level.available, self.product)}

    def act(self, form: ScreenForm) -> str:
        wish = Wish(
            product_id=self.product.id,
            quantity=units_in_packs(form) or 0,
            expires_at=clock.now() + lasting(form.cleaned_data["lasts"]),
            reference=form.cleaned_data["reference"],
        )
        made = reserve_stock(actor=self.actor, branch_id=self.branch, wish=wish)
        return reverse("backoffice:reservation_detail", args=[made])

    def cancel_url(self) -> str:
        """Back to the list."""
        return reverse("backoffice:reservation_list")


class OneReservation(AmongReservations):
    """A screen of the reservation that the address names."""

    reservation: One[Any] = One(
        "reservation_id",
        lambda at, key: find_reservation(actor=at.actor, branch_id=at.branch, reservation_id=key),
        missing=gettext_lazy("This reservation doesn’t exist at this branch."),
    )

    @cached_property
    def product(self) -> ProductDetail | None:
        return get_product(actor=self.actor, product_id=self.reservation.product_id)

    def page_title(self) -> Text:
        return self.product.name if self.product else gettext_lazy("Reserved")

    def address(self) -> str:
        return reverse("backoffice:reservation_detail", args=[self.reservation.id])


class ReservationDetail(OneReservation):
    """One reservation: what it holds, whose, until when, and what may be done with it."""

    permission = VIEW_STOCK
    template_name = "backoffice/stock/reservations/one.html"

    def context(self) -> dict[str, Any]:
        row, product = self.reservation, self.product
        people = names_of(one for one in (row.made_by, row.ended_by) if one)
        batches = reserved_batches(actor=self.actor, reservation_id=row.id)
        may_act = self.may(RESERVE_STOCK) and row.state == "active"
        return {
            "reservation": row,
            "product": product,
            "quantity": in_words(row.quantity, product) if product else row.quantity,
            "asked": in_words(row.asked, product) if product else row.asked,
            "batches": [
                (one.batch, in_words(one.quantity, product) if product else one.quantity)
                for one in batches
            ],
            "withheld": in_words(row.withheld, product) if product and row.withheld else "",
            "state": STATES.badge(row.state),
            "purpose": PURPOSES[row.purpose],
            "made_by": people.get(row.made_by, SYSTEM_NAME),
            "ended_by": people.get(row.ended_by, SYSTEM_NAME) if row.ended_by else "",
            "may_release": may_act,
            "may_extend": may_act and row.purpose != "quota",
            "times": [(code, words) for code, words, _span in TIMES],
            **history_beside(self, row.id),
        }


def _time_from_now(code: str) -> datetime:
    known = {one for one, _words, _span in TIMES}
    return clock.now() + lasting(code if code in known else TIMES[0][0])


class ExtendReservation(OneReservation, ButtonScreen):
    """Until another time, counted from now."""

    calls = Calls(extend_reservation)
    done = gettext_lazy("Saved.")

    def given(self) -> dict[str, Any]:
        return {"expires_at": _time_from_now(self.request.POST.get("lasts", ""))}


class ReleaseReservation(OneReservation, ButtonScreen):
    """It is kept no more."""

    calls = Calls(release_reservation, reason=str)
    done = gettext_lazy("Reservation released.")
