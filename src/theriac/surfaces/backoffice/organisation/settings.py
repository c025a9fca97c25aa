"""The pharmacy's settings, typed, each change kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.money import Money
from theriac.core.problems import NotFound
from theriac.domains.organisation.commands.settings import change_settings
from theriac.domains.organisation.ids import PharmacyId
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION
from theriac.domains.organisation.queries.branches import get_settings
from theriac.surfaces.backoffice.organisation.settings_form import SettingsForm
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb

if TYPE_CHECKING:
    from theriac.domains.organisation.models import PharmacySettings


class ChangeSettings(FormScreen):
    """Settings for all branches."""

    permission = MANAGE_ORGANISATION
    for_every_branch = True
    title = gettext_lazy("Settings")
    template_name = "backoffice/organisation/settings.html"
    form_class = SettingsForm
    submit_label = gettext_lazy("Save settings")
    done = gettext_lazy("Settings saved. Counters use them after their next update.")

    @cached_property
    def settings(self) -> PharmacySettings:
        """The settings now. Raises NotFound before the pharmacy is founded."""
        found = get_settings()
        if found is None:
            raise NotFound(_("There is no pharmacy yet. Run ./theriac setup."))
        return found

    def initial(self) -> dict[str, Any]:
        now = self.settings
        currency = frame.pharmacy().currency
        return {
            "expiry_far_days": now.expiry_far_days,
            "expiry_look_days": now.expiry_look_days,
            "expiry_stop_days": now.expiry_stop_days,
            "recount_percent": now.recount_percent,
            "recount_value": Money(now.recount_value, currency),
            "count_items": now.count_items,
            "cost_percent": now.cost_percent,
            "match_percent": now.match_percent,
            "prescription_days": now.prescription_days,
            "lead_days": now.lead_days,
            "lead_orders": now.lead_orders,
            "review_days": now.review_days,
            "service_percent": now.service_percent,
            "vital_percent": now.vital_percent,
            "returns_to_shelf": now.returns_to_shelf,
            "unreceipted_days": now.unreceipted_days,
            "till_sessions": now.till_sessions,
            "cash_rounding": Money(now.cash_rounding, currency),
            "tax_rate_bp": now.tax_rate_bp,
            "tax_inclusive": now.tax_inclusive,
            "receipt_width_mm": now.receipt_width_mm,
            "receipt_language": now.receipt_language,
            "share_days": now.share_days,
            "mass_reads": now.mass_reads,
            "customer_registration": now.customer_registration,
            "privacy_text": now.privacy_text,
            "version": now.version,
        }

    def form(self, **options: Any) -> ScreenForm:
        """Tax and rounding only where the country leaves them to the shop."""
        form = super().form(**options)
        country = frame.pharmacy().country
        if country != "generic":
            del form.fields["tax_rate_bp"], form.fields["tax_inclusive"]
        if country != "id":
            del form.fields["cash_rounding"]
        return form

    def context(self) -> dict[str, Any]:
        return {"country": frame.pharmacy().country}

    def cancel_url(self) -> str:
        """Back to the settings as they are."""
        return reverse("backoffice:settings")

    def crumbs(self) -> Sequence[Crumb]:
        return ()

    def act(self, form: ScreenForm) -> str:
        """Change what differs and keep before and after."""
        data = dict(form.cleaned_data)
        data["privacy_text"] = data["privacy_text"].replace("\r\n", "\n")
        version = data.pop("version")
        data["recount_value"] = data["recount_value"].amount if data["recount_value"] else 0
        if isinstance(data.get("cash_rounding"), Money):
            data["cash_rounding"] = cast("Money", data["cash_rounding"]).amount
        changes = {name: new for name, new in data.items() if getattr(self.settings, name) != new}
        if changes or version != self.settings.version:
            change_settings(
                actor=self.actor,
                pharmacy_id=PharmacyId(self.settings.pharmacy_id),
                version=version,
                changes=changes,
            )
        return reverse("backoffice:settings")
