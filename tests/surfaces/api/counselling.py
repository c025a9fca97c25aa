"""Valid requests about counselling."""

from __future__ import annotations

from uuid import UUID

from tests.support.counselling import counsel
from tests.support.prescriptions import a_person
from tests.support.shop import Shop
from tests.surfaces.api.pieces import Asked
from theriac.domains.counselling.models import Counselling


def the_counselling(shop: Shop, topic: str) -> UUID:
    """The patient's about this topic; made at first need."""
    rows = Counselling.objects.filter(branch_id=shop.branch_id, topics=topic)
    found: UUID | None = rows.values_list("id", flat=True).first()
    return found or counsel(shop, topics=[topic])


def counselling_reads(shop: Shop) -> dict[str, str]:
    period = "since=2026-01-01T00:00:00Z&until=2036-01-01T00:00:00Z"
    return {
        "listCounselling": "/counselling?state=counselled",
        "countCounselling": f"/counselling/report?{period}",
        "openCounselling": f"/counselling/{the_counselling(shop, 'storage')}?why=care",
    }


def counselling_writes(shop: Shop) -> dict[str, Asked]:
    at = f"/counselling/{the_counselling(shop, 'food')}"
    told = {"topics": ["device"], "to_whom": "caregiver", "is_leaflet_given": True}
    return {
        "counselPatient": Asked(
            "POST", "/counselling", {"patient_id": str(a_person(shop)), "counselling": told}
        ),
        "withdrawCounselling": Asked(
            "POST",
            f"{at}/withdraw",
            {"reason_code": "mistake"},
            edits=f"{at}?branch_id={shop.branch_id}",
        ),
    }
