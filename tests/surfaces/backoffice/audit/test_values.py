"""Values of records in words: codes, money, moments, days, numbers."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client
from django.utils import translation

from tests.support.prescriptions import a_prescription, at_shop
from tests.support.shop import Shop, add_medicine
from theriac.core.actor import SYSTEM_ID
from theriac.core.audit.models import AuditRecord
from theriac.core.audit.queries import history_of
from theriac.domains.accounts.models import User
from theriac.domains.catalog.commands.change import change_product
from theriac.domains.catalog.models import Product
from theriac.domains.prescriptions.commands.pause import pause_prescription
from theriac.surfaces.backoffice.audit.lines import draw
from theriac.surfaces.backoffice.audit.values import LONGEST, WORDS, value_words_of
from theriac.surfaces.backoffice.audit.words import changes_of

pytestmark = pytest.mark.django_db


def test_codes_have_the_words_of_their_screen(shop: Shop) -> None:
    said = {at: words() for at, words in WORDS.items()}
    assert all(said.values())
    assert value_words_of("waitlist.wait", "state", "offered") == "Goods on hold"
    assert value_words_of("catalog.product", "status", "blocked") == "Blocked"
    assert value_words_of("catalog.product", "status", "of a later day") == "of a later day"


def test_money_moments_days_and_answers_read_as_on_screens(shop: Shop) -> None:
    assert value_words_of("capital.floor", "", 1_500_000).replace("\xa0", " ") == "Rp 1.500.000"
    assert value_words_of("catalog.pack", "price", 750).replace("\xa0", " ") == "Rp 750"
    assert value_words_of("waitlist.wait", "quantity", 1200) == "1.200"
    assert value_words_of("budgets.budget", "ended", True) == "Yes"
    assert value_words_of("clinical.set", "in_force_from", "2026-11-20") == "20 Nov 2026"
    told = value_words_of("waitlist.wait", "told_at", "2026-11-20T03:42:00+00:00")
    assert told in {"20 Nov 2026, 10:42", "20 Nov 2026, 10.42"}
    assert value_words_of("any", "note", "a" * 200) == "a" * LONGEST + "…"


def test_what_a_person_wrote_stands_as_written_whatever_it_begins_with(shop: Shop) -> None:
    for text in ("2026-11-20 10:42 called the doctor", "2026-99-99", "2026-11-20T99:99"):
        assert value_words_of("stock.want", "note", text) == text
        assert value_words_of("waitlist.wait", "told_at", text) == text
    assert value_words_of("catalog.product", "name", "2026-11-20") == "2026-11-20"
    assert value_words_of("books.closing", "", "2026-11-20") == "20 Nov 2026"


def test_a_records_history_says_the_word_and_not_the_code(shop: Shop, auditor: Client) -> None:
    medicine = add_medicine(shop)
    version = Product.objects.get(id=medicine.id).version
    change_product(
        actor=shop.owner,
        product_id=medicine.id,
        version=version,
        changes={"storage": "fridge", "legal_class": "keras"},
    )
    page = unescape(auditor.get("/trail/?action=catalog.change_product").text)
    assert "→ keras" not in page
    assert ">keras<" not in page
    assert ">fridge<" not in page


@pytest.mark.rows("AUD-01", "UX-04")
def test_a_prescriptions_history_names_fields_people_and_states(shop: Shop) -> None:
    made = a_prescription(shop, "approved")
    pause_prescription(**at_shop(shop, made), reason_code="patient")
    with translation.override("id"):
        records = list(history_of(actor=shop.owner, object_id=made, at_most=20))
        draw(records)
        said = {(str(name), str(now)) for one in records for name, _was, now in one.changes}
    owner = User.objects.get(id=shop.owner.id).display_name
    assert {
        ("Disetujui oleh", owner),
        ("Status sebelum dijeda", "Disetujui"),
        ("Perlu orang kedua", "Tidak"),
    } <= said
    dispensed = {"before": {}, "after": {"lines.2.dispensed": 10}}
    assert changes_of(dispensed, lambda _name, value: str(value)) == [
        ("Medicine 2, dispensed", "None", "10")
    ]


def test_a_list_of_codes_and_who_made_something_are_words(shop: Shop) -> None:
    record = AuditRecord(
        actor_id=SYSTEM_ID,
        actor_kind="system",
        command="services.offer",
        object_kind="services.offer",
        facts={
            "before": {"quantities": None, "made_by": None, "product_id": None},
            "after": {"quantities": ["pulse"], "made_by": str(SYSTEM_ID), "product_id": "an id"},
        },
    )
    draw([record])
    told = [(str(name), str(now)) for name, _was, now in record.changes]
    assert told == [("Measured values", "Pulse (/min)"), ("made by", "System")]
