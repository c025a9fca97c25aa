"""How much of a class or a substance one patient gets in so many days: set, and ended."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep, locked
from theriac.core.problems import Conflict, Unprocessable, require_reason
from theriac.countries.registry import profile_for
from theriac.domains.controlled.ids import DispensingLimitId
from theriac.domains.controlled.models import DispensingLimit
from theriac.domains.controlled.permissions import SET_DISPENSING_LIMITS
from theriac.domains.controlled.problems import LimitStands
from theriac.domains.controlled.rules import limit_key
from theriac.domains.organisation.queries.branches import get_pharmacy

MOST_DAYS = 366
MOST_UNITS = 999_999_999


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitWish:
    """At most ``units`` in ``days`` days, of a registered class or else of a substance."""

    legal_class: str = ""
    substance: str = ""
    units: int
    days: int
    refuses: bool = True


@command(
    name="controlled.set_limit",
    done=gettext_lazy("Set a limit per patient"),
    permission=SET_DISPENSING_LIMITS,
)
def set_dispensing_limit(*, actor: Actor, wish: LimitWish) -> UUID:
    """Set a limit that holds at every branch from now on; its id.

    Raises Unprocessable, LimitStands where one of the same stands: end that first.
    """
    _check(wish)
    kind, name = limit_key(wish.legal_class, wish.substance)
    key = f"{kind[0]} {name}"
    if DispensingLimit.objects.filter(open_key=key).exists():
        raise LimitStands(_("There is a limit for this already. End it first."))
    limit = DispensingLimit.objects.create(
        id=current_unit().effect_id,
        legal_class=wish.legal_class,
        substance=" ".join(wish.substance.split()),
        units=wish.units,
        days=wish.days,
        refuses=wish.refuses,
        set_by=actor.id,
        set_at=clock.now(),
        open_key=key,
    )
    facts = {
        "of": f"{kind} {name}",
        "units": wish.units,
        "days": wish.days,
        "refuses": wish.refuses,
    }
    current_unit().record("controlled.limit", limit.id, facts=facts)
    return limit.id


@command(
    name="controlled.end_limit",
    done=gettext_lazy("Ended a limit per patient"),
    permission=SET_DISPENSING_LIMITS,
)
def end_dispensing_limit(
    *, actor: Actor, dispensing_limit_id: DispensingLimitId, version: int | None, reason: str
) -> int:
    """End a limit, with the reason. Raises NotFound, Stale, Conflict, Unprocessable."""
    why = require_reason(reason)
    rows = DispensingLimit.objects.filter(id=dispensing_limit_id)
    limit = locked(rows, missing=_("This limit doesn’t exist."))
    at_version(limit, version, _("Another user changed this limit. Reload the page."))
    if limit.ended_at is not None:
        raise Conflict(_("This limit was already ended."))
    limit.ended_at, limit.open_key = clock.now(), None
    keep(limit)
    current_unit().record("controlled.limit", limit.id, reason=why, facts={"state": "ended"})
    return int(limit.version)


def _check(wish: LimitWish) -> None:
    if bool(wish.legal_class) == bool(wish.substance.strip()):
        raise Unprocessable(_("Choose a class, or enter a substance; not both."), field="substance")
    if wish.legal_class:
        pharmacy = get_pharmacy()
        profile = profile_for(pharmacy.country if pharmacy else "generic")
        if wish.legal_class not in {one.code for one in profile.legal_classes if one.register}:
            raise Unprocessable(_("Choose a legal class that has a register."), field="legal_class")
    if not 1 <= wish.units <= MOST_UNITS:
        raise Unprocessable(_("Enter a quantity of 1 or more base units."), field="units")
    if not 1 <= wish.days <= MOST_DAYS:
        raise Unprocessable(_("Enter 1 to %(most)s days.") % {"most": MOST_DAYS}, field="days")
