"""Both versions of a document are told in words: no field by its own name, no id, no code."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import Any, get_args, get_type_hints

import pytest
from django.urls import reverse
from django.utils import translation

from tests.support.backoffice import client_of
from tests.support.log_findings import a_log_finding
from tests.support.shop import Shop, add_medicine
from theriac.core.ids import new_id
from theriac.domains.sales.pushes.sale import CounterSale
from theriac.domains.tills.documents import TillDocument
from theriac.domains.unmet_requests.drafts import RequestTold
from theriac.surfaces.backoffice.device_logs.versions import FIELDS, PARTS, version_lines

pytestmark = pytest.mark.rows("OFF-03")
UNLOGGED = frozenset({"sent_at", "stock_as_of"})
"""When it was sent, which is no part of a sale; see ``content_of``."""
OPAQUE = frozenset(
    "answers approval beyond_approval credit_approval grounds hand_over patient".split()
)
"""Parts of which nothing is told but that they differ."""


def records_in(kind: Any) -> list[type]:
    """The records that a type names, itself or of its parts."""
    if isinstance(kind, type) and is_dataclass(kind):
        return [kind]
    return [found for one in get_args(kind) for found in records_in(one)]


def named(kind: type) -> set[str]:
    """Every field of a record and of what it holds."""
    found: set[str] = set()
    for name, of in get_type_hints(kind).items():
        parts = [] if name in OPAQUE else records_in(of)
        found |= {name} | {one for part in parts for one in named(part)}
    return found


@pytest.mark.parametrize("kind", [CounterSale, *get_args(TillDocument), RequestTold])
def test_each_field_of_a_document_has_words(kind: type) -> None:
    assert named(kind) - UNLOGGED - FIELDS.keys() - PARTS.keys() == set()


@pytest.mark.django_db
def test_values_are_told_as_their_screens_tell_them(shop: Shop) -> None:
    medicine = add_medicine(shop, "Zinc 20 mg tablet")
    key = str(new_id())
    differences = [
        ("total", 9_000, 8_000),
        ("lines.2.product_id", str(medicine.id), None),
        ("lines.2.taxes.1.rate_bp", 1_100, 0),
        ("payments.1.method", "cash", "card"),
        ("occurred_at", "2026-11-20T03:16:00+00:00", None),
        ("approval", "0a1b2c3d", None),
        ("sequence", 12_345, 12_346),
        ("lines.1.allocations.1.batch_id", key, None),
        ("lines.1.newer_thing", True, False),
    ]
    fields = [{"field": name, "logged": one, "sent": other} for name, one, other in differences]
    with translation.override("en"):
        told = [(one.words, str(one.logged), str(one.sent)) for one in version_lines(fields)]
    assert told == [
        ("Total", "Rp 9.000", "Rp 8.000"),
        ("Item 2 · Product", "Zinc 20 mg tablet", "–"),
        ("Item 2 · Tax 1 · Tax rate", "11%", "0%"),
        ("Payment 1 · Payment method", "Cash", "Card"),
        ("Time", "20 Nov 2026, 10:16", "–"),
        ("Approval", "Not shown", "–"),
        ("Sequence number", "12345", "12346"),
        ("Item 1 · Batch 1 · Batch", f"…{key[-8:]}", "–"),
        ("Item 1 · Newer thing", "Yes", "No"),
    ]


@pytest.mark.django_db
def test_the_page_says_what_differs(shop: Shop) -> None:
    finding = a_log_finding(shop)
    address = reverse("backoffice:log_finding_settle", args=[finding.id])
    page = client_of(shop, "manager").get(address).content.decode()
    assert "<td>Total</td>" in page
    assert "9.000" in page
    assert "8.000" in page
