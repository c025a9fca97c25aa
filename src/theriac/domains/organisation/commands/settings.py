"""Changing the pharmacy's settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings as environment
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep
from theriac.core.ids import new_id
from theriac.core.problems import Unprocessable
from theriac.core.rights import Concerns
from theriac.domains.organisation.ids import PharmacyId
from theriac.domains.organisation.models import PharmacySettings, SettingsChange
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION
from theriac.domains.organisation.rules import (
    check_expiry_days,
    check_registration,
    check_values,
)

CHANGEABLE = (
    "expiry_far_days",
    "expiry_look_days",
    "expiry_stop_days",
    "recount_percent",
    "recount_value",
    "count_items",
    "cost_percent",
    "match_percent",
    "prescription_days",
    "lead_days",
    "lead_orders",
    "review_days",
    "service_percent",
    "vital_percent",
    "returns_to_shelf",
    "unreceipted_days",
    "till_sessions",
    "cash_rounding",
    "tax_rate_bp",
    "tax_inclusive",
    "receipt_width_mm",
    "receipt_language",
    "receipt_header",
    "receipt_footer",
    "receipt_hidden",
    "share_days",
    "mass_reads",
    "customer_registration",
    "privacy_text",
)


@command(
    name="organisation.change_settings",
    done=gettext_lazy("Edited the settings"),
    permission=MANAGE_ORGANISATION,
    concerns=Concerns.PHARMACY,
)
def change_settings(
    *,
    actor: Actor,
    pharmacy_id: PharmacyId,
    version: int,
    changes: Mapping[str, Any],
    puts_back: UUID | None = None,
) -> int:
    """Change typed settings and keep before and after; returns the new version.

    ``puts_back`` names the earlier change that this one undoes. Raises Stale when somebody changed
    them since ``version``, Unprocessable for unknown names and for values that don't fit.
    """
    settings = PharmacySettings.objects.select_for_update().get(pharmacy_id=pharmacy_id)
    at_version(
        settings, version, _("Another user changed the settings. Check them, then try again.")
    )
    unknown = sorted(set(changes) - set(CHANGEABLE))
    if unknown:
        raise Unprocessable(_("This setting doesn't exist."), field=unknown[0])
    check_values(changes)
    before = {name: getattr(settings, name) for name in changes}
    for name, value in changes.items():
        setattr(settings, name, value)
    check_expiry_days(
        settings.expiry_look_days, settings.expiry_stop_days, settings.expiry_far_days
    )
    if settings.customer_registration and {"customer_registration", "privacy_text"} & set(changes):
        check_registration(settings.privacy_text, mail_works=environment.MAIL_WORKS)
    keep(settings)
    SettingsChange.objects.create(
        id=new_id(),
        pharmacy_id=pharmacy_id,
        changed_at=clock.now(),
        changed_by=actor.id,
        before=before,
        after=dict(changes),
        puts_back=puts_back,
    )
    facts = {"names": sorted(changes), "before": before, "after": dict(changes)}
    current_unit().record("organisation.settings", settings.id, facts=facts)
    return settings.version
