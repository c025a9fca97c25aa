"""The export for analysis: nobody named, nobody alone, on the record, never joined."""

from __future__ import annotations

import pytest

from tests.support.patients import NIK, register
from tests.support.shop import Shop
from theriac.core.actor import Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import Conflict, NotPermitted, Unprocessable
from theriac.domains.patients.commands.analysis import export_for_analysis, table_of
from theriac.domains.patients.commands.health import NewHealthFact, record_health
from theriac.domains.patients.commands.restrict import restrict_patient
from theriac.domains.patients.rules.anonymity import smallest_class


@pytest.mark.rows("AUD-05")
def test_what_is_given_names_nobody_and_cant_be_joined(shop: Shop, pharmacist: Actor) -> None:
    named = {"actor": shop.owner, "branch_id": shop.branch_id}
    ids = [
        register(shop, name, sex="female", addresses=["Jalan Melati, Bandung 40251"])
        for name in ("Siti", "Wati", "Dewi", "Rina")
    ]
    hidden = register(shop, "Tuti", sex="female", national_ids={"nik": NIK})
    restrict_patient(**named, patient_id=hidden)
    record_health(
        **named, patient_id=ids[0], fact=NewHealthFact("allergy", "egg", "tells who it is")
    )

    first, second = (export_for_analysis(**named, k=4) for _ in range(2))

    assert smallest_class(first.rows) == 4
    table = list(table_of(first))
    assert {row[1:4] for row in table} == {("1990-1999", "female", "402*")}
    assert sorted(row[4] for row in table) == ["", "", "", "allergy:egg"]
    text = str(table)
    assert not [w for w in ("Siti", "tells", "Melati", NIK, str(ids[0])) if w in text]
    assert not {row[0] for row in table} & {row[0] for row in table_of(second)}
    record = AuditRecord.objects.filter(command="patients.export_for_analysis")[0]
    assert record.facts == {"rows": 4, "suppressed": 0, "k": 4, "l": 2}
    with pytest.raises(Conflict):
        export_for_analysis(**named, k=5)
    with pytest.raises(Unprocessable):
        export_for_analysis(**named, k=2)
    with pytest.raises(NotPermitted):
        export_for_analysis(actor=pharmacist, branch_id=shop.branch_id, k=5)
