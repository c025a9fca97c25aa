"""How a supplier's state and licences read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.core.problems import Text
from theriac.countries.registry import profile_for
from theriac.domains.suppliers.queries import SOON_DAYS, LicenceStanding, standing_of
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.badges import badge

if TYPE_CHECKING:
    from theriac.domains.suppliers.models import Supplier


def licence_titles() -> dict[str, Text]:
    """The country's kinds of licences by code."""
    kinds = profile_for(frame.pharmacy().country).supplier_licences
    return {kind.code: kind.label for kind in kinds}


def lacks_licence(supplier: Supplier) -> bool:
    """Whether the country asks for a licence that isn't kept of it."""
    kinds = profile_for(frame.pharmacy().country).supplier_licences
    kept = {row.kind for row in supplier.licences.all()}
    return any(kind.is_needed and kind.code not in kept for kind in kinds)


def state_badge(supplier: Supplier, on: date) -> SafeString:
    """Blocked; a licence that ended, is missing or soon ends; else that all is well."""
    if supplier.state == supplier.State.BLOCKED:
        return badge(_("Blocked"), "slash-circle", "stop")
    standing: LicenceStanding = standing_of(supplier, on)
    if standing.ended:
        return badge(_("Licence expired"), "patch-exclamation", "stop")
    if lacks_licence(supplier):
        return badge(_("No licence entered"), "patch-question", "look")
    if standing.ending:
        return badge(_("Licence expires soon"), "patch-exclamation", "look")
    return badge(_("Active"), "check-circle-fill", "go")


def licence_badge(valid_until: date | None, on: date) -> SafeString:
    """How one licence stands."""
    if valid_until is None:
        return badge(_("Doesn't expire"), "infinity", "line")
    days = (valid_until - on).days
    if days < 0:
        return badge(_("Expired"), "patch-exclamation", "stop")
    if days <= SOON_DAYS:
        words = ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
        return badge(words, "hourglass-split", "look")
    return badge(_("Valid"), "patch-check", "go")
