"""The pharmacy's rules of receiving: what is short-dated, and the margins by day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import Unprocessable
from theriac.domains.purchasing.models import ReceivingTerms, SellingMargin
from theriac.domains.purchasing.permissions import SET_TERMS
from theriac.domains.purchasing.rules.price_proposal import Basis

RECORD = "purchasing.terms"
MOST_SHORT_DAYS = 1095
MOST_MARGIN_BP = 50_000
MOST_STEP = 1_000_000


@command(
    name="purchasing.set_short_days",
    done=gettext_lazy("Set the short-dated limit"),
    permission=SET_TERMS,
)
def set_short_days(*, actor: Actor, days: int) -> UUID:
    """Goods with fewer days left than this are short-dated. Raises Unprocessable."""
    if not 1 <= days <= MOST_SHORT_DAYS:
        raise Unprocessable(_("Enter 1 to 1095 days."), field="short_days")
    terms = ReceivingTerms.objects.select_for_update().order_by("id").first()
    before = terms.short_days if terms else None
    if terms is None:
        terms = ReceivingTerms(id=current_unit().effect_id, short_days=days)
        terms.save(force_insert=True)
    else:
        terms.short_days, terms.version = days, terms.version + 1
        terms.save()
    facts = {"before": {"short_days": before}, "after": {"short_days": days}}
    current_unit().record(RECORD, terms.id, facts=facts)
    key: UUID = terms.id
    return key


@command(name="purchasing.set_margin", done=gettext_lazy("Set a margin"), permission=SET_TERMS)
def set_margin(
    *, actor: Actor, group: str, basis: Basis, margin_bp: int, step: int, valid_from: date
) -> UUID:
    """What is put on goods of a group from a day on; the same day again corrects it.

    Raises Unprocessable.
    """
    if group not in SellingMargin.Group.values:
        raise Unprocessable(_("This product group doesn’t exist."), field="group")
    if not 0 <= margin_bp <= MOST_MARGIN_BP:
        raise Unprocessable(_("Enter a margin between 0 and 500 %."), field="margin_bp")
    if not 1 <= step <= MOST_STEP:
        raise Unprocessable(_("Enter a step of 1 or more."), field="step")
    same_day = SellingMargin.objects.select_for_update().filter(group=group, valid_from=valid_from)
    before = same_day.values("basis", "margin_bp", "step").first()
    row, _made = SellingMargin.objects.update_or_create(
        group=group,
        valid_from=valid_from,
        defaults={
            "basis": basis.value,
            "margin_bp": margin_bp,
            "step": step,
            "recorded_at": clock.now(),
        },
        create_defaults={
            "id": current_unit().effect_id,
            "basis": basis.value,
            "margin_bp": margin_bp,
            "step": step,
            "recorded_at": clock.now(),
        },
    )
    after = {"basis": basis.value, "margin_bp": margin_bp, "step": step}
    facts = {"group": group, "valid_from": valid_from.isoformat(), "after": after}
    if before is not None:
        facts["before"] = before
    current_unit().record(RECORD, row.id, facts=facts)
    key: UUID = row.id
    return key
