"""Alerts in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from theriac.domains.catalog.queries.products import ProductDetail
from theriac.domains.replenishment.queries.reorder import ReorderReason
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.cold_chain.degrees import degrees
from theriac.surfaces.backoffice.shell.badges import States, badge
from theriac.surfaces.backoffice.templatetags import theriac as shown

KINDS = States(
    low=(gettext_lazy("Low stock"), "box-seam", "look"),
    expired=(gettext_lazy("Expired"), "x-octagon-fill", "stop"),
    expiry=(gettext_lazy("Expiring soon"), "hourglass-split", "look"),
    cold=(gettext_lazy("Temperature outside limits"), "thermometer-half", "stop"),
    silent=(gettext_lazy("Sensor without signal"), "wifi-off", "look"),
)
"""What an alert says today: one of an expiry becomes ``expired`` once its batch is."""


def says(alert: Any) -> str:
    """Which of ``KINDS`` the alert is today."""
    expires_on = alert.batch.expires_on if alert.batch is not None else None
    is_over = expires_on is not None and expires_on <= shown.today()
    return "expired" if is_over else str(alert.kind)


def state_badge(alert: Any) -> SafeString:
    """Cleared, acknowledged, or waiting for somebody."""
    if alert.cleared_at is not None:
        return badge(_("Closed"), "check2-all")
    care = getattr(alert, "care", None)
    if care is not None and care.acknowledged_at is not None:
        return badge(_("Acknowledged"), "check2", "go")
    return badge(_("Not viewed yet"), "bell", "stop")


def owner_words(alert: Any, people: Mapping[UUID, str]) -> str:
    """Who sees to it; empty for nobody."""
    care = getattr(alert, "care", None)
    return people.get(care.owner_id, "") if care is not None and care.owner_id else ""


def note_words(alert: Any) -> str:
    """What was noted when it was acknowledged."""
    care = getattr(alert, "care", None)
    return care.note if care is not None else ""


def low_words(reason: ReorderReason, product: ProductDetail) -> str:
    """3 boxes left to sell, the minimum is 5 boxes; lasts 12 days."""
    words = _("Stock %(left)s, minimum %(minimum)s") % {
        "left": in_words(reason.sellable, product),
        "minimum": in_words(reason.minimum, product),
    }
    if reason.days_of_cover is None:
        return words
    days = reason.days_of_cover
    lasts = ngettext("stock for %(days)s day", "stock for %(days)s days", days)
    return f"{words}; {lasts % {'days': shown.number(days)}}"


def cold_words(alert: Any) -> str:
    """Between which temperatures it was; for a silent sensor that nothing came."""
    if alert.excursion is None:
        return _("No data received. Check the sensor’s power and network.")
    return _("%(lowest)s to %(highest)s, limits %(low)s to %(high)s") % {
        name: degrees(getattr(alert.excursion, name))
        for name in ("lowest", "highest", "low", "high")
    }


def expiry_words(batch: Any) -> SafeString:
    """The batch's number and how long it has."""
    name = batch.number or _("No number")
    held = "" if batch.state == "held" else None
    return format_html(
        '<span class="t-code">{}</span> {}', name, shown.expiry_badge(batch.expires_on, held=held)
    )


def subject_url(alert: Any) -> str:
    """Where the thing itself is looked at."""
    if alert.excursion_id is not None:
        return reverse("backoffice:excursion_detail", args=[alert.excursion_id])
    if alert.sensor_id is not None:
        return reverse("backoffice:cold_detail", args=[alert.sensor_id])
    if alert.batch_id is not None:
        return reverse("backoffice:stock_batch", args=[alert.batch_id])
    return reverse("backoffice:stock_card", args=[alert.product_id])


def reason_words(
    alert: Any, product: ProductDetail | None, reorder: ReorderReason | None
) -> str | SafeString:
    """Why an alert was raised, as things are now; ``reorder`` says what lacks of a product."""
    if alert.sensor is not None:
        return cold_words(alert)
    if alert.batch is not None:
        return expiry_words(alert.batch)
    return low_words(reorder, product) if reorder is not None and product is not None else ""
