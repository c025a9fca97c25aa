"""Valid requests about reports of adverse events."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from tests.support.adverse_events import AUTHORITIES, PROBABLE, report, send
from tests.support.prescriptions import a_person
from tests.support.shop import Shop
from tests.surfaces.api.pieces import Asked
from theriac.domains.adverse_events.models import AdverseEventReport


def the_report(shop: Shop, *, is_sent: bool = False) -> UUID:
    """Another of the patient's, as a draft or sent."""
    made = report(shop, a_person(shop), weight=f"{AdverseEventReport.objects.count()} kg")
    if is_sent:
        send(shop, made)
    return made


def written(day: date, **facts: Any) -> dict[str, Any]:
    """A reaction as a body tells it."""
    return {
        "initials": "S.N.",
        "reaction": "Hives",
        "onset_on": day.isoformat(),
        "learned_on": day.isoformat(),
        "outcome": "recovered",
        "seriousness": ["hospital"],
        "medicines": [{"role": "suspect", "name": "Ibuprofen 400 mg"}],
        **facts,
    }


def adverse_event_reads(shop: Shop) -> dict[str, str]:
    rows = AdverseEventReport.objects.filter(branch_id=shop.branch_id).order_by("at", "id")
    found = rows.values_list("id", flat=True).first() or the_report(shop)
    return {
        "listAdverseEvents": "/adverse-events?seriousness=other&state=draft",
        "readReportingPeriod": "/adverse-events/period",
        "openAdverseEvent": f"/adverse-events/{found}?why=care",
        "prefillAdverseEvent": f"/patients/{a_person(shop)}/adverse-event-prefill",
    }


def adverse_event_writes(shop: Shop) -> dict[str, Asked]:
    sending = {
        "authority": AUTHORITIES[shop.country],
        "way": "web",
        "sent_on": shop.today.isoformat(),
    }

    def edits(act: str, body: Any = None, *, is_sent: bool = False) -> Asked:
        at = f"/adverse-events/{the_report(shop, is_sent=is_sent)}"
        method = "POST" if act else "PUT"
        return Asked(method, f"{at}{act}", body, edits=f"{at}?branch_id={shop.branch_id}")

    named = {"patient_id": str(a_person(shop)), "report": written(shop.today)}
    judged = {"answers": PROBABLE, "category": "probable"}
    return {
        "writeAdverseEvent": Asked("POST", "/adverse-events", named),
        "setReportingPeriod": Asked("POST", "/adverse-events/period", {"serious_days": 15}),
        "changeAdverseEvent": edits("", {"report": written(shop.today, tests="ALT")}),
        "assessAdverseEvent": edits("/assessment", judged),
        "sendAdverseEvent": edits("/send", sending),
        "noteAdverseEventReference": edits("/reference", {"reference": "B-1"}, is_sent=True),
        "followUpAdverseEvent": edits("/follow-up", is_sent=True),
        "withdrawAdverseEvent": edits("/withdraw", {"reason_code": "mistake"}),
    }
