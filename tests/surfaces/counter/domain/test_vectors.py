"""The counter's rules meet the same vectors as the server's, in a real browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.domains.clinical.checks import sets_on_devices
from tests.surfaces.counter.domain.conftest import ORIGIN
from theriac.surfaces.operations.conform.answers import ANSWERS

pytestmark = pytest.mark.journey
VECTORS = Path(__file__).parents[4] / "contracts" / "vectors"
HARNESS = Path(__file__).with_name("harness.js").read_text("utf-8")
NAMES = [
    "atc_duplicates",
    "ddi_alerts",
    "discount_limits",
    "discount_shares",
    "dispensing_gates",
    "document_series",
    "id_het",
    "id_ppn",
    "in_document_number",
    "in_gst_invoice_rounding",
    "in_gst_lines",
    "in_gst_rate_by_date",
    "in_gstin",
    "in_place_of_supply_gstr1",
    "money_formats",
    "pack_quantities",
    "payments",
    "pricing_ceilings",
    "pricing_lines",
    "pricing_resolution",
    "pricing_splits",
    "promotions",
    "sale_totals",
]
ELSEWHERE = {"fefo_allocation", "gs1_dates", "gs1_element_strings", "gs1_gtin"}
OF_A_PERSON = {"allergy_checks"}
"""A device knows nobody: who is known is checked by the server."""
SERVER_ONLY = {"audit_merkle", "id_bpom_nie", "id_nik", "id_npwp"} | OF_A_PERSON


def cases_of(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((VECTORS / f"{name}.json").read_text("utf-8"))["cases"]
    return found


@pytest.mark.rows("CAT-08", "CAT-09")
@pytest.mark.parametrize("name", NAMES)
def test_every_case_as_the_server_answers_it(name: str, module_page: Page) -> None:
    cases = cases_of(name)
    given = module_page.evaluate(HARNESS, [ORIGIN, name, cases, sets_on_devices()])
    answers = [ANSWERS[name](case) for case in cases]
    assert [answer.given for answer in answers] == [answer.expected for answer in answers]
    assert dict(zip((case["id"] for case in cases), given, strict=True)) == {
        case["id"]: answer.expected for case, answer in zip(cases, answers, strict=True)
    }


def test_the_harness_answers_what_is_listed(module_page: Page) -> None:
    assert sorted(module_page.evaluate(HARNESS, [ORIGIN, None, [], []])) == NAMES


def test_no_file_that_the_server_answers_is_forgotten() -> None:
    assert set(ANSWERS) - set(NAMES) == ELSEWHERE | SERVER_ONLY
