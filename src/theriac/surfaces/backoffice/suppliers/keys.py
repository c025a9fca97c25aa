"""Keys by which a supplier's own program sees its orders and sends price lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.core.problems import Problem, Text
from theriac.domains.accounts.permissions import MANAGE_API_KEYS
from theriac.domains.suppliers.commands.keys import (
    LONGEST_NAME,
    issue_supplier_key,
    revoke_supplier_key,
)
from theriac.domains.suppliers.queries import find_supplier, supplier_keys
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.suppliers.base import SupplierScreen


class SupplierKeyForm(ScreenForm):
    """What to call the key."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("The name of the supplier’s program, to recognise it later."),
        max_length=LONGEST_NAME,
    )


class SupplierKeys(SupplierScreen, FormScreen):
    """The supplier's keys, and a new one whose secret is shown in the answer and nowhere else."""

    permission = MANAGE_API_KEYS
    form_class = SupplierKeyForm
    template_name = "backoffice/suppliers/keys.html"
    submit_label = gettext_lazy("Create key")
    below = True

    def page_title(self) -> Text:
        return gettext_lazy("Supplier keys")

    def crumbs(self) -> Sequence[Crumb]:
        own = reverse("backoffice:supplier_detail", args=[self.supplier.id])
        return [*super().crumbs()[:1], Crumb(self.supplier.name, own)]

    def context(self) -> dict[str, Any]:
        rows = supplier_keys(actor=self.actor, supplier_id=self.supplier.id)
        return {
            "supplier": self.supplier,
            "keys": [(row, self.actor.may(MANAGE_API_KEYS, row.branch_id)) for row in rows],
        }

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Make it and show the secret; a refusal stands beside its field."""
        form: Any = self.form(data=request.POST)
        if not form.is_valid():
            return self.draw(422, form=form)
        try:
            issued = issue_supplier_key(
                actor=self.actor,
                branch_id=self.branch,
                supplier_id=self.supplier.id,
                name=form.cleaned_data["name"],
            )
        except Problem as problem:
            form.take(problem)
            return self.draw(problem.status, form=form)
        self.template_name = "backoffice/suppliers/key_made.html"
        return self.draw(form=form, secret=issued.secret, name=form.cleaned_data["name"])


class RevokeSupplierKey(SupplierScreen, ButtonScreen):
    """The key opens nothing from now on."""

    calls = Calls(revoke_supplier_key)
    done = gettext_lazy("The key was revoked and no longer works.")

    def check_permission(self) -> None:
        """Who doesn't see the supplier is refused before anything. Raises NotPermitted."""
        super().check_permission()
        find_supplier(actor=self.actor, supplier_id=self.kwargs["supplier_id"])

    def onward(self, result: Any) -> str:
        """The supplier's keys."""
        return reverse("backoffice:supplier_keys", args=[self.supplier.id])
