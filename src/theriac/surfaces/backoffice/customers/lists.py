"""Customers for who manages people: found by their whole address, blocked and let in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

import django_filters
from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core.problems import Text
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.customers.commands.block import (
    LONGEST_REASON,
    block_customer,
    unblock_customer,
)
from theriac.domains.customers.queries import (
    customer_of_address,
    get_customer,
    list_customers,
    opening,
)
from theriac.domains.customers.rules import masked
from theriac.domains.patients.permissions import ERASE_PATIENTS
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

if TYPE_CHECKING:
    from theriac.domains.customers.models import Customer


def _state(customer: Customer) -> SafeString:
    if customer.blocked_at:
        return badge(_("Blocked"), "person-slash", "stop")
    return badge(_("Active"), "check-circle-fill", "go")


class CustomerTable(ListTable):
    """Number, since when, state; who they are isn't needed for it."""

    name = NameColumn(
        verbose_name=gettext_lazy("Number"),
        accessor="number",
        url=lambda customer: reverse("backoffice:customer_detail", args=[customer.pk]),
    )
    registered_at = MomentColumn(
        verbose_name=gettext_lazy("Registered"), label=gettext_lazy("Registered")
    )
    state = TextColumn(verbose_name=gettext_lazy("Status"))


class CustomerFilters(ListFilters):
    """Who is blocked."""

    blocked = django_filters.BooleanFilter(
        field_name="blocked_at", lookup_expr="isnull", exclude=True, label=gettext_lazy("Blocked")
    )


class CustomerList(ListScreen):
    """Every customer with an account."""

    permission = MANAGE_STAFF
    title = gettext_lazy("Customers")
    counted = ngettext_lazy("%(count)s customer", "%(count)s customers", "count")
    search_hint = gettext_lazy("Number or full email address")
    table_class = CustomerTable
    filterset_class = CustomerFilters
    sorts = {"registered_at": Sort(gettext_lazy("Registered"), ("registered_at", "id"), True)}
    default_sort = "registered_at"
    exports = (
        Export(gettext_lazy("Number"), "number"),
        Export(gettext_lazy("Registered"), "registered_at"),
        Export(gettext_lazy("Blocked"), "blocked_at"),
    )

    @property
    def empty(self) -> Empty:  # type: ignore[override] # a word about the setting, as it is now
        """Nobody yet, and whether anybody can."""
        words = _("Customers register on the sign-in page.")
        if not opening().is_open:
            words = _("Registration is off. Turn it on in the settings.")
        return Empty(_("No customers yet"), words, "person-badge")

    def rows(self) -> QuerySet[Customer]:
        """Every customer, in no order."""
        return list_customers(actor=self.actor)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """One number, or the one customer of a whole address."""
        if "@" in text:
            return rows.filter(id=customer_of_address(actor=self.actor, email=text))
        return rows.filter(number__iexact=text)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Customers with their state in words."""
        rows = {row.pk: row for row in self.rows().filter(pk__in=ids)}
        for row in rows.values():
            row.state = _state(row)  # type: ignore[attr-defined]
        return rows


class CustomerScreen(Screen):
    """What the screens of one customer share."""

    permission = MANAGE_STAFF

    @cached_property
    def customer(self) -> Customer:
        """The customer. Raises CustomerUnknown."""
        found: Customer = get_customer(
            actor=self.actor, customer_id=UUID(str(self.kwargs["customer_id"]))
        )
        return found

    def address(self) -> str:
        return reverse("backoffice:customer_detail", args=[self.customer.id])

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Customers"), reverse("backoffice:customer_list"))]


class CustomerDetail(CustomerScreen):
    """Enough to tell that it is the one, and the way to block them."""

    permission = MANAGE_STAFF
    template_name = "backoffice/customers/customer.html"

    def page_title(self) -> Text:
        return _("Customer %(number)s") % {"number": self.customer.number}

    def context(self) -> dict[str, Any]:
        """Number, masked address, state, what was done."""
        return {
            "customer": self.customer,
            "email": masked(self.customer.email),
            "state": _state(self.customer),
            "may_answer": self.may(ERASE_PATIENTS),
            **history_beside(self, self.customer.id),
        }


class ReasonForm(ScreenForm):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Stored in the audit log. Enter no name or address."),
        max_length=LONGEST_REASON,
    )


class BlockCustomer(CustomerScreen, FormScreen):
    """Keep a customer out, or let them in again."""

    permission = MANAGE_STAFF
    for_every_branch = True
    template_name = "backoffice/form.html"
    form_class = ReasonForm

    @property
    def submit_label(self) -> Text:  # type: ignore[override] # by the customer's state
        """What the button does."""
        return _("Reactivate") if self.customer.blocked_at else _("Block")

    @property
    def lead(self) -> Text:  # type: ignore[override] # by the customer's state
        """What follows."""
        if self.customer.blocked_at:
            return _("The customer can sign in again with the previous password.")
        return _(
            "The customer can’t sign in and is signed out everywhere immediately. "
            "Nothing is deleted."
        )

    def page_title(self) -> Text:
        words = (
            _("Unblock customer %(number)s")
            if self.customer.blocked_at
            else _("Block customer %(number)s")
        )
        return words % {"number": self.customer.number}

    def crumbs(self) -> Sequence[Crumb]:
        number = _("Customer %(number)s") % {"number": self.customer.number}
        return [*super().crumbs(), Crumb(number, self.address())]

    def act(self, form: ScreenForm) -> str:
        """Do the one that the page showed, and say so."""
        reason = form.cleaned_data["reason"]
        number = {"number": self.customer.number}
        if self.customer.blocked_at:
            unblock_customer(actor=self.actor, customer_id=self.customer.id, reason=reason)
            messages.success(self.request, _("Customer %(number)s can sign in again.") % number)
        else:
            block_customer(actor=self.actor, customer_id=self.customer.id, reason=reason)
            messages.success(self.request, _("Customer %(number)s is blocked.") % number)
        return self.address()
