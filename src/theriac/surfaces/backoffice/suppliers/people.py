"""A supplier's people: who may look into the portal, invited, unlocked and withdrawn here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from theriac.core.problems import Problem, Text
from theriac.domains.accounts.mail import address_of_link
from theriac.domains.suppliers.commands.people import (
    LONGEST_EMAIL,
    LONGEST_NAME,
    invite_suppliers_person,
    make_invitation,
    readmit_suppliers_person,
    unlock_suppliers_person,
    withdraw_suppliers_person,
)
from theriac.domains.suppliers.jobs import mail_invitation
from theriac.domains.suppliers.people import list_people_of, with_accounts
from theriac.domains.suppliers.permissions import INVITE_SUPPLIERS
from theriac.domains.suppliers.queries import find_supplier
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.suppliers.base import SupplierScreen


class SuppliersPersonForm(ScreenForm):
    """Whom to invite."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=LONGEST_NAME)
    email = forms.EmailField(
        label=gettext_lazy("Email"),
        help_text=gettext_lazy("They sign in with this address."),
        max_length=LONGEST_EMAIL,
        error_messages={
            "invalid": gettext_lazy(
                "This email address is incomplete. Enter it like dewi@example.com."
            )
        },
    )


class PeopleOfSupplier(SupplierScreen):
    """What the screens of a supplier's people share."""

    def crumbs(self) -> Sequence[Crumb]:
        own = reverse("backoffice:supplier_detail", args=[self.supplier.id])
        return [*super().crumbs()[:1], Crumb(self.supplier.name, own)]

    def people_page(self) -> str:
        """The list of them."""
        return reverse("backoffice:supplier_people", args=[self.supplier.id])

    def hand_over(self, contact_id: UUID, name: str) -> HttpResponse:
        """Send the invitation where e-mail is set up, else show its link this once."""
        origin = self.request.build_absolute_uri("/").rstrip("/")
        if settings.MAIL_WORKS:
            language = get_language() or settings.LANGUAGE_CODE
            mail_invitation.enqueue(str(self.supplier.id), str(contact_id), origin, language)
            messages.success(self.request, _("The invitation is being sent by email."))
            return HttpResponseRedirect(self.people_page())
        issued = make_invitation(
            actor=self.actor, supplier_id=self.supplier.id, contact_id=contact_id
        )
        self.template_name = "backoffice/suppliers/invitation.html"
        return self.draw(
            link=address_of_link(origin, issued.secret),
            ends_at=issued.ends_at,
            name=name,
            back=self.people_page(),
        )


class SuppliersPeople(PeopleOfSupplier, FormScreen):
    """Everybody who was invited, and an invitation for somebody new."""

    permission = INVITE_SUPPLIERS
    form_class = SuppliersPersonForm
    template_name = "backoffice/suppliers/people.html"
    submit_label = gettext_lazy("Invite")
    below = True

    def page_title(self) -> Text:
        return gettext_lazy("Portal access")

    def context(self) -> dict[str, Any]:
        rows = list_people_of(actor=self.actor, supplier_id=self.supplier.id)
        people = with_accounts(list(rows.order_by("-invited_at", "-id")))
        return {
            "supplier": self.supplier,
            "people": people,
            "is_blocked": self.supplier.state == self.supplier.State.BLOCKED,
        }

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Let them in and hand the link over; a refusal stands beside its field."""
        form: Any = self.form(data=request.POST)
        if not form.is_valid():
            return self.draw(422, form=form)
        given = form.cleaned_data
        try:
            contact_id = invite_suppliers_person(
                actor=self.actor,
                supplier_id=self.supplier.id,
                name=given["name"],
                email=given["email"],
            )
        except Problem as problem:
            form.take(problem)
            return self.draw(problem.status, form=form)
        return self.hand_over(contact_id, given["name"])


class InviteSuppliersPerson(PeopleOfSupplier):
    """A new link for somebody, who is let in again where their access ended."""

    permission = INVITE_SUPPLIERS
    http_method_names = ("post",)
    below = True

    def page_title(self) -> Text:
        return gettext_lazy("Portal access")

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Let them in where needed, and hand the link over. A refusal is said on the list."""
        supplier_id, contact_id = self.supplier.id, UUID(str(self.kwargs["contact_id"]))
        rows = list_people_of(actor=self.actor, supplier_id=supplier_id).filter(id=contact_id)
        found = next(iter(with_accounts(list(rows))), None)
        if self.supplier.state == self.supplier.State.BLOCKED:
            messages.error(request, _("This supplier is blocked. Unblock it first."))
            return HttpResponseRedirect(self.people_page())
        try:
            if found is not None and found.withdrawn_at is not None:
                readmit_suppliers_person(
                    actor=self.actor, supplier_id=supplier_id, contact_id=contact_id
                )
            if found is not None:
                return self.hand_over(contact_id, found.account.name)
            messages.error(request, _("This person doesn’t exist. Choose one from the list."))
        except Problem as problem:
            messages.error(request, str(problem.detail or problem.title))
        return HttpResponseRedirect(self.people_page())


class SuppliersPersonButton(PeopleOfSupplier, ButtonScreen):
    """What the buttons beside somebody share."""

    def check_permission(self) -> None:
        """Who doesn't see the supplier is refused before anything. Raises NotPermitted."""
        super().check_permission()
        find_supplier(actor=self.actor, supplier_id=self.kwargs["supplier_id"])

    def onward(self, result: Any) -> str:
        return self.people_page()

    def address(self) -> str:
        return self.people_page()


class WithdrawSuppliersPerson(SuppliersPersonButton):
    """Their access ends at once."""

    calls = Calls(withdraw_suppliers_person)
    done = gettext_lazy("Access ended. They are signed out everywhere.")


class UnlockSuppliersPerson(SuppliersPersonButton):
    """They may try their password again."""

    calls = Calls(unlock_suppliers_person)
    done = gettext_lazy("Unlocked. They can sign in again.")
