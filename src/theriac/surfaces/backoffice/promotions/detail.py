"""One promotion: what it gives, its coupons and what was redeemed; paused, continued and ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.promotions.commands.coupons import add_coupon, end_coupon
from theriac.domains.promotions.commands.promotion import (
    continue_promotion,
    end_promotion,
    pause_promotion,
)
from theriac.domains.promotions.permissions import SET_PROMOTIONS, VIEW_PROMOTIONS
from theriac.domains.promotions.queries import coupons_of
from theriac.domains.promotions.rules.facts import CouponNew
from theriac.domains.promotions.states import PromotionState
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.sales.promotions.preview import preview_standing
from theriac.domains.sales.promotions.sums import promoted_sums
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.promotions.base import PromotionScreen
from theriac.surfaces.backoffice.promotions.preview import preview_words, previewed_branch
from theriac.surfaces.backoffice.promotions.words import (
    KINDS,
    STATES,
    days_words,
    goods_words,
    rule_words,
)
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most, whole

MOST_COUPONS_SHOWN = 100


class PromotionDetail(PromotionScreen):
    """What it gives and gave, its goods, its coupons."""

    permission = VIEW_PROMOTIONS
    template_name = "backoffice/promotions/detail.html"

    def context(self) -> dict[str, Any]:
        view, row = self.view, self.view.row
        sums = promoted_sums(actor=self.actor, promotion_id=row.id)
        coupons = coupons_of(actor=self.actor, promotion_id=row.id)
        is_over = view.state is PromotionState.ENDED
        return {
            "row": row,
            "view": view,
            "kind": KINDS[row.kind],
            "rule": rule_words(row),
            "goods": goods_words(view),
            "days": days_words(row),
            "state": STATES.badge(view.state),
            "sales": sums.sales,
            "given": money(sums.given),
            "coupons": list(coupons[:MOST_COUPONS_SHOWN]) if row.needs_coupon else [],
            "is_paused": view.state is PromotionState.PAUSED,
            "preview": self._preview(),
            "may_set": not is_over and self.actor.may_everywhere(SET_PROMOTIONS),
            **history_beside(self, row.id),
        }

    def _preview(self) -> dict[str, Any] | None:
        """What it would have done; None once it began, and for who sees no sales of its branch."""
        row = self.view.row
        branch_id = previewed_branch(self, [UUID(one) for one in row.branch_ids])
        begun = self.view.state is PromotionState.ENDED or row.first_on <= branch_date(branch_id)
        if begun or not self.actor.may(VIEW_SALES, branch_id):
            return None
        found = preview_standing(actor=self.actor, branch_id=branch_id, promotion_id=row.id)
        return preview_words(found) if found else None


class PausePromotion(PromotionScreen, ButtonScreen):
    """It gives nothing until it is continued."""

    calls = Calls(pause_promotion, reason=at_most(120))
    done = gettext_lazy("Promotion paused. Counters stop applying it within seconds.")


class ContinuePromotion(PromotionScreen, ButtonScreen):
    """It gives again."""

    calls = Calls(continue_promotion)
    done = gettext_lazy("Promotion continued.")


class EndPromotion(PromotionScreen, ButtonScreen):
    """It gives nothing any more."""

    calls = Calls(end_promotion, reason=at_most(120))
    done = gettext_lazy("Promotion ended.")


class AddCoupon(PromotionScreen, ButtonScreen):
    """A code that asks for it."""

    calls = Calls(add_coupon)
    done = gettext_lazy("Coupon added.")

    def given(self) -> Mapping[str, Any]:
        sent = self.request.POST
        coupon = given(
            CouponNew,
            promotion_id=self.view.row.id,
            code=sent.get("code", "")[:40].strip(),
            uses=whole(sent.get("uses", "")),
            uses_each=whole(sent.get("uses_each", "")),
        )
        return {"coupon": coupon}


class EndCoupon(PromotionScreen, ButtonScreen):
    """Its code asks for nothing any more."""

    calls = Calls(end_coupon)
    done = gettext_lazy("Coupon ended.")

    def given(self) -> Mapping[str, Any]:
        return {"reason": _("Ended on the promotion’s page")}
