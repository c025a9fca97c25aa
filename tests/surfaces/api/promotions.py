"""Valid requests about promotions and coupons."""

from __future__ import annotations

from tests.support.promotions import a_coupon, a_promotion
from tests.support.shop import Shop
from tests.surfaces.api.pieces import Asked
from theriac.domains.promotions.commands.promotion import pause_promotion


def promotions_asked(shop: Shop) -> dict[str, Asked]:
    """None of them runs at the branch now, so that no other request gets one."""
    later = {"first_on": shop.today.replace(year=shop.today.year + 1), "last_on": None}
    later["last_on"] = later["first_on"]
    keys = {
        name: a_promotion(shop, name=name, needs_coupon=True, **later)
        for name in ("Paused", "Continued", "Ended", "Asked")
    }
    pause_promotion(
        actor=shop.owner, promotion_id=keys["Continued"], version=1, reason="to be continued"
    )
    coupon = a_coupon(shop, keys["Asked"], "ASKED1")
    at = {name: f"/promotions/{key}" for name, key in keys.items()}
    new = {
        "name": "Week",
        "kind": "percent",
        "value": 500,
        "first_on": f"{later['first_on']}",
        "last_on": f"{later['last_on']}",
    }
    why = {"reason": "over"}
    return {
        "listPromotions": Asked("GET", "/promotions?state=planned", writes=False),
        "addPromotion": Asked("POST", "/promotions", new),
        "previewNewPromotion": Asked("POST", "/promotions/preview", new, writes=False),
        "previewPromotion": Asked("GET", f"{at['Asked']}/preview", writes=False),
        "getPromotion": Asked("GET", at["Asked"], writes=False),
        "pausePromotion": Asked("POST", f"{at['Paused']}/pause", why, edits=at["Paused"]),
        "continuePromotion": Asked("POST", f"{at['Continued']}/continue", edits=at["Continued"]),
        "endPromotion": Asked("POST", f"{at['Ended']}/end", why, edits=at["Ended"]),
        "addCoupon": Asked("POST", f"{at['Asked']}/coupons", {"code": "ASKED2"}),
        "endCoupon": Asked("POST", f"/coupons/{coupon}/end", why, edits=f"/coupons/{coupon}"),
    }
