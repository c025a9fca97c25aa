"""Setting by hand how much of a product a branch wants at least."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Unprocessable
from theriac.domains.replenishment.commands.minimum import set_minimum
from theriac.domains.replenishment.permissions import SET_MINIMUM
from theriac.domains.replenishment.queries.minimums import get_minimum
from theriac.surfaces.backoffice.catalog.base import ProductScreen
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.stock.changes import PacksForm
from theriac.surfaces.backoffice.stock.fields import add_pack_fields, initial_packs, units_in_packs


class MinimumForm(PacksForm):
    """The least that is wanted."""

    nothing_typed = gettext_lazy(
        "Enter the smallest quantity to keep in stock here. 0 means no minimum."
    )


class SetMinimum(ProductScreen, FormScreen):
    """Set by hand how much of a product the branch wants at least."""

    permission = SET_MINIMUM
    form_class = MinimumForm
    template_name = "backoffice/replenishment/minimum.html"
    title = gettext_lazy("Minimum stock")
    lead = gettext_lazy(
        "When stock falls below this, an alert is shown under Today until there is enough again."
    )
    submit_label = gettext_lazy("Save minimum")
    done = gettext_lazy("Minimum saved.")

    def form(self, **options: Any) -> ScreenForm:
        """With a field a pack, holding what is set now."""
        form = super().form(**options)
        add_pack_fields(form, self.product)
        kept = get_minimum(actor=self.actor, branch_id=self.branch, product_id=self.product.id)
        held = initial_packs(self.product, kept.quantity if kept else 0)
        form.initial = {**form.initial, **held}
        return form

    def act(self, form: ScreenForm) -> str:
        quantity = units_in_packs(form)
        if quantity is None:
            raise Unprocessable(_("Enter a quantity."), field="quantity")
        set_minimum(
            actor=self.actor,
            branch_id=self.branch,
            product_id=self.product.id,
            quantity=quantity,
        )
        return self.product_url()
