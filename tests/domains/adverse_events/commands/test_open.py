"""Opening a report is a reading of the patient."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.support.adverse_events import report
from tests.support.patients import register
from tests.support.shop import Shop
from theriac.core.audit.models import AuditRecord
from theriac.domains.adverse_events.commands.open import open_report
from theriac.domains.adverse_events.problems import AdverseEventUnknown
from theriac.domains.patients.problems import ParticularsRefused

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-02")]


def test_who_looks_leaves_why_with_the_patient(shop: Shop) -> None:
    patient = register(shop)
    made, unnamed = report(shop, patient), report(shop)
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    opened = open_report(**here, report_id=made, why="claim")
    assert (opened.patient, opened.told.outcome) == ("Siti Nurhaliza", "recovering")
    records = AuditRecord.objects.filter(command="adverse_events.open")
    record = records.get()
    assert (record.object_id, record.reason) == (patient, "claim")
    assert open_report(**here, report_id=unnamed).patient_id is None
    with pytest.raises(ParticularsRefused):
        open_report(**here, report_id=made, why="curious")
    with pytest.raises(AdverseEventUnknown):
        open_report(**here, report_id=uuid4())
