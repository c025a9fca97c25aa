"""A promotion is added, paused, continued and ended; what it gives never changes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep, locked
from theriac.core.database.insert import insert_rows
from theriac.core.problems import require_reason
from theriac.domains.organisation.commands.promotion_days import promote_until
from theriac.domains.promotions.drafts import checked, drafted
from theriac.domains.promotions.models import Promotion
from theriac.domains.promotions.permissions import SET_PROMOTIONS
from theriac.domains.promotions.problems import PromotionEnded
from theriac.domains.promotions.rules.facts import MOST_STANDING, PromotionNew
from theriac.domains.promotions.states import PromotionState, stated

RECORD = "promotions.promotion"


@command(
    name="promotions.add_promotion",
    done=gettext_lazy("Added a promotion"),
    permission=SET_PROMOTIONS,
)
def add_promotion(*, actor: Actor, promotion: PromotionNew) -> UUID:
    """Let it run from its first day; its id. Raises PromotionRefused."""
    products = checked(promotion, is_full=_standing_count() >= MOST_STANDING)
    made = drafted(promotion, products, current_unit().effect_id)
    made.created_by = actor.id
    insert_rows(Promotion, [made])
    promote_until(made.last_on)
    facts = {"name": made.name, "kind": made.kind, "value": made.value}
    current_unit().record(RECORD, made.id, reason="added", facts=facts)
    return made.id


@command(
    name="promotions.pause_promotion",
    done=gettext_lazy("Paused a promotion"),
    permission=SET_PROMOTIONS,
)
def pause_promotion(*, actor: Actor, promotion_id: UUID, version: int, reason: str) -> int:
    """Let it give nothing until it is continued; the version then.

    Raises PromotionEnded, NotFound, Stale, Unprocessable without a reason.
    """
    why = require_reason(reason)[:120]
    promotion = _standing(promotion_id, version)
    if promotion.paused_at is not None:
        return int(promotion.version)
    promotion.paused_at = clock.now()
    return _kept(promotion, why, "paused_at")


@command(
    name="promotions.continue_promotion",
    done=gettext_lazy("Continued a promotion"),
    permission=SET_PROMOTIONS,
)
def continue_promotion(*, actor: Actor, promotion_id: UUID, version: int) -> int:
    """Let it run again; the version then. Raises PromotionEnded, NotFound, Stale."""
    promotion = _standing(promotion_id, version)
    if promotion.paused_at is None:
        return int(promotion.version)
    promotion.paused_at = None
    return _kept(promotion, "", "paused_at")


@command(
    name="promotions.end_promotion",
    done=gettext_lazy("Ended a promotion"),
    permission=SET_PROMOTIONS,
)
def end_promotion(*, actor: Actor, promotion_id: UUID, version: int, reason: str) -> int:
    """Let it give nothing any more; the version then.

    Raises PromotionEnded, NotFound, Stale, Unprocessable without a reason.
    """
    why = require_reason(reason)[:120]
    promotion = _standing(promotion_id, version)
    promotion.ended_at = clock.now()
    return _kept(promotion, why, "ended_at")


def _kept(promotion: Any, why: str, field: str) -> int:
    version = keep(promotion, field)
    now = stated(Promotion.objects.filter(id=promotion.id)).get()
    sides = {"before": {"state": promotion.state}, "after": {"state": now.state}}
    current_unit().record(RECORD, promotion.id, reason=why, facts=sides)
    return version


def _standing(promotion_id: UUID, version: int) -> Any:
    """The promotion with its state, locked. Raises NotFound, Stale, PromotionEnded."""
    promotion = locked(
        stated(Promotion.objects.filter(id=promotion_id)),
        missing=_("This promotion doesn’t exist. Choose one from the list."),
    )
    at_version(promotion, version, _("Another user changed this promotion. Reload the page."))
    if promotion.state == PromotionState.ENDED:
        raise PromotionEnded(_("This promotion has ended. Add a new one."))
    return promotion


def _standing_count() -> int:
    return stated(Promotion.objects.all()).exclude(state=PromotionState.ENDED).count()
