"""Requests about safety checks and the sets behind them."""

from __future__ import annotations

from tests.support.clinical import PAIR, a_set
from tests.support.shop import Medicine, Shop
from tests.surfaces.api.pieces import Asked


def safety_asked(shop: Shop, medicine: Medicine) -> dict[str, Asked]:
    """A set of one line, and a basket of one product."""
    set_id = a_set(shop.owner, PAIR)
    basket = {
        "medicines": [
            {"key": "1", "product_id": str(medicine.id), "times": 3, "milliunits": 2000},
            {"key": "2", "name": "Warfarin", "substances": ["warfarin 2 mg"], "is_active": True},
        ],
        "person": {"allergies": ["penicillins"], "weight_grams": 60000},
    }
    return {
        "checkSafety": Asked("POST", "/safety-checks", basket, writes=False),
        "countSafetyAlerts": Asked("GET", "/safety-rules?months=12", writes=False),
        "listSafetySets": Asked("GET", "/safety-sets?state=draft", writes=False),
        "getSafetySet": Asked("GET", f"/safety-sets/{set_id}", writes=False),
        "listSafetyLines": Asked("GET", f"/safety-sets/{set_id}/lines?kind=pair", writes=False),
    }
