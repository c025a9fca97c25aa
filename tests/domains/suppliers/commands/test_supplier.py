"""Adding and changing suppliers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection

from tests.support.shop import Shop, add_staff
from tests.support.suppliers import a_supplier
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotFound, NotPermitted, Stale
from theriac.domains.suppliers.commands.supplier import add_supplier, change_supplier
from theriac.domains.suppliers.ids import SupplierId
from theriac.domains.suppliers.models import Supplier
from theriac.domains.suppliers.problems import SupplierCodeTaken, SupplierRefused
from theriac.domains.suppliers.queries import (
    LicenceStanding,
    find_supplier,
    licences_of,
    list_suppliers,
    matching,
    standing_of,
)
from theriac.domains.suppliers.rules import ContactWritten, SupplierLicenceWritten, SupplierWritten

pytestmark = pytest.mark.django_db
RUDI = ContactWritten(
    name="Rudi Hartanto", role="Orders", phone="0812 555 66", email="rudi@ens.example"
)


def found(shop: Shop, supplier_id: SupplierId) -> Supplier:
    row = find_supplier(actor=shop.owner, supplier_id=supplier_id)
    assert row is not None
    return row


def test_a_supplier_is_kept_whole(shop: Shop) -> None:
    facts = SupplierWritten(
        name="  PT  Enseval ",
        tax_id="01.000.013.1-093.000",
        payment_days=30,
        lead_days=2,
        minimum_order=750_000,
        contacts=[RUDI],
        licences=[
            SupplierLicenceWritten(kind="pbf", number=" FP.1 ", valid_until=date(2030, 1, 31))
        ],
    )

    row = found(shop, add_supplier(actor=shop.owner, facts=facts))

    assert (row.name, row.code, row.tax_id) == ("PT Enseval", "ENSE", "0010000131093000")
    assert (row.payment_days, row.lead_days, row.minimum_order) == (30, 2, 750_000)
    assert row.contacts == [
        {"name": "Rudi Hartanto", "role": "Orders", "phone": "0812 555 66", "email": RUDI.email}
    ]
    assert licences_of(row) == [
        SupplierLicenceWritten(kind="pbf", number="FP.1", valid_until=date(2030, 1, 31))
    ]


def test_the_database_shows_nobody_who_is_reached_there(shop: Shop) -> None:
    a_supplier(shop, contacts=[RUDI])

    with connection.cursor() as cursor:
        cursor.execute("SELECT contacts FROM suppliers_supplier")
        (text,) = cursor.fetchone()
    assert not [part for part in ("Rudi", "Orders", "0812", "rudi@") if part in text]
    facts = AuditRecord.objects.filter(object_kind="suppliers.supplier").values_list("facts")
    assert "Rudi" not in str(list(facts))


def test_a_code_names_one_supplier(shop: Shop) -> None:
    a_supplier(shop, "Enseval", code="ENS")

    with pytest.raises(SupplierCodeTaken) as refused:
        a_supplier(shop, "Another", code="ens")
    assert refused.value.field == "code"
    assert found(shop, a_supplier(shop, "Enseval")).code == "ENSE"


def test_a_change_replaces_all_and_says_what(shop: Shop) -> None:
    supplier_id = a_supplier(shop, contacts=[RUDI], code="KF")
    facts = SupplierWritten(name="Kimia", lead_days=2, payment_days=30, licences=[])

    version = change_supplier(actor=shop.owner, supplier_id=supplier_id, version=1, facts=facts)

    row = found(shop, supplier_id)
    assert (version, row.version, row.name, row.code) == (2, 2, "Kimia", "KF")
    assert (row.contacts, licences_of(row)) == ([], [])
    record = AuditRecord.objects.filter(object_id=supplier_id).latest("recorded_at", "id")
    assert record.facts == {"names": ["contacts", "licences", "name"]}


def test_a_licence_is_renewed_in_its_place(shop: Shop) -> None:
    supplier_id = a_supplier(shop)
    before = SupplierWritten(
        name="PT Kimia Farma Trading",
        payment_days=30,
        lead_days=2,
        licences=[SupplierLicenceWritten(kind="pbf", number="NEW", valid_until=date(2035, 1, 1))],
        contacts=[ContactWritten(name="Wulandari", role="Sales", phone="0811 2233 4455")],
    )
    change_supplier(actor=shop.owner, supplier_id=supplier_id, version=1, facts=before)

    row = found(shop, supplier_id)
    assert licences_of(row) == [
        SupplierLicenceWritten(kind="pbf", number="NEW", valid_until=date(2035, 1, 1))
    ]
    again = change_supplier(actor=shop.owner, supplier_id=supplier_id, version=2, facts=before)
    assert again == 2


def test_who_was_slower_is_refused_and_so_is_an_unknown_one(shop: Shop) -> None:
    supplier_id = a_supplier(shop)
    facts = SupplierWritten(name="X")
    with pytest.raises(Stale):
        change_supplier(actor=shop.owner, supplier_id=supplier_id, version=9, facts=facts)
    with pytest.raises(NotFound):
        change_supplier(
            actor=shop.owner, supplier_id=SupplierId(shop.branch_id), version=1, facts=facts
        )


def test_faults_stand_at_their_fields(shop: Shop) -> None:
    with pytest.raises(SupplierRefused) as refused:
        add_supplier(actor=shop.owner, facts=SupplierWritten(name="X", code="?", tax_id="1"))
    assert set(refused.value.errors) == {"code", "tax_id"}
    assert not Supplier.objects.exists()


def test_it_takes_the_right(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        add_supplier(actor=cashier, facts=SupplierWritten(name="X"))
    with pytest.raises(NotPermitted):
        list_suppliers(actor=cashier)


def test_they_are_found_by_words_of_the_name_or_by_code(shop: Shop) -> None:
    a_supplier(shop, "PT Enseval Putera", code="EPM")
    a_supplier(shop, "PT Kimia Farma", code="KF")

    def names(text: str) -> list[str]:
        rows = matching(list_suppliers(actor=shop.owner), text).order_by("name")
        return [row.name for row in rows]

    assert names("putera ense") == ["PT Enseval Putera"]
    assert names("kf") == ["PT Kimia Farma"]
    assert names("100%") == []


def test_a_licence_that_ended_or_soon_will_is_told(shop: Shop) -> None:
    day = shop.today
    ends = [("pbf", -1), ("cdob", 60), ("licence", 61)]
    licences = [
        SupplierLicenceWritten(kind=kind, number="1", valid_until=day + timedelta(days=days))
        for kind, days in ends
    ]
    row = found(shop, a_supplier(shop, licences=licences))

    assert standing_of(row, day) == LicenceStanding(ended=("pbf",), ending=("cdob",))
