"""Valid requests about the register of data subjects' requests."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.support.shop import Shop
from tests.support.subject_requests import a_subject_request
from tests.surfaces.api.patients import the_patient
from tests.surfaces.api.pieces import Asked
from theriac.core.audit.models import AuditRecord
from theriac.domains.patients.commands.export import export_patient
from theriac.domains.patients.ids import PatientId

BEFORE_THE_LAW = datetime(2022, 6, 1, 3, tzinfo=UTC)
"""An arrival whose period may be prolonged in Indonesia."""


def subject_requests_asked(shop: Shop) -> dict[str, Asked]:
    """Reads and writes by operation, each write of a request of its own."""
    patient = the_patient(shop)
    names = ("take", "identity", "prolonging", "deeds", "answer", "close")
    early = {"arrived_at": BEFORE_THE_LAW, "kind": "objection"}
    kinds = {"prolonging": early, "answer": {"kind": "grievance"}}
    at = {
        name: f"/subject-requests/{a_subject_request(shop, patient, **kinds.get(name, {}))}"
        for name in names
    }
    export_patient(
        actor=shop.owner, branch_id=shop.branch_id, patient_id=PatientId(patient), why="request"
    )
    done = AuditRecord.objects.filter(command="patients.export_patient").order_by("-recorded_at")[0]
    today = shop.today.isoformat()
    new = {
        "kind": "erasure",
        "channel": "email",
        "arrived_at": "2026-11-19T03:42:10Z",
        "contact": "joko@example.com",
    }
    answer = {"outcome": "granted", "on": today, "words": "Here it is."}
    return {
        "listSubjectRequests": Asked(
            "GET", "/subject-requests?state=open&overdue=false&limit=1", writes=False
        ),
        "getSubjectRequest": Asked("GET", at["take"], writes=False),
        "getSubjectRequestTexts": Asked("GET", f"{at['take']}/texts", writes=False),
        "enterSubjectRequest": Asked("POST", "/subject-requests", new),
        "takeSubjectRequest": Asked("POST", f"{at['take']}/take"),
        "confirmSubject": Asked(
            "POST", f"{at['identity']}/identity", {"on": today, "how": "Showed a card"}
        ),
        "prolongSubjectRequest": Asked(
            "POST",
            f"{at['prolonging']}/prolonging",
            {"notice_on": "2022-06-15", "why": "Many of them"},
        ),
        "linkSubjectDeed": Asked("POST", f"{at['deeds']}/deeds", {"audit_record_id": str(done.id)}),
        "answerSubjectRequest": Asked("POST", f"{at['answer']}/answer", answer),
        "closeSubjectRequest": Asked("POST", f"{at['close']}/close", {"why": "withdrawn"}),
    }
