"""The lines of a public list over the API: all of them as they stand now, each kept once."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.api.program import Program
from theriac.core.ids import new_id
from theriac.domains.recalls.commands.public_lists import keep_list
from theriac.domains.recalls.models import ListedRecall, RecallFinding

pytestmark = pytest.mark.django_db
NAME = "Paracetamol 500 mg tablet"
LINE = {"name": NAME, "lot": "L-7", "reason": "Glass", "reference": "BPOM-9"}
OTHER = {"name": "Something else", "lot": "X-9", "reason": "Falsified"}


@pytest.fixture
def at(shop: Shop) -> str:
    """The address of a list that is brought by hand."""
    return f"/recall-lists/{keep_list(actor=shop.owner, name='BPOM', url='')}"


@pytest.fixture
def batch(shop: Shop) -> UUID:
    return stock_up(shop, add_medicine(shop, NAME), 5, batch_number="L-7")


def test_lines_are_matched_with_the_stock_at_once(manager: Program, at: str, batch: UUID) -> None:
    done = manager.put(f"{at}/lines", {"lines": [LINE, OTHER]})
    assert done.status_code == 200
    told = done.json()
    assert (told["entries"], told["problem"]) == (2, "")
    assert told["read_at"] is not None
    [found] = manager.get("/recall-findings?state=open").json()["items"]
    assert (found["batch_id"], found["lot"], found["reference"]) == (str(batch), "L-7", "BPOM-9")


def test_a_line_that_is_brought_again_is_kept_and_found_once(
    manager: Program, at: str, batch: UUID
) -> None:
    spaced = {**LINE, "lot": " L-7 "}
    for lines in ([LINE, LINE], [LINE], [spaced, OTHER]):
        assert manager.put(f"{at}/lines", {"lines": lines}).status_code == 200
    assert ListedRecall.objects.count() == 2
    assert [one.batch_id for one in RecallFinding.objects.all()] == [batch]
    assert manager.get(at).json()["entries"] == 2


def test_what_can_be_no_list_is_refused(manager: Program, at: str) -> None:
    assert manager.put(f"{at}/lines", {"lines": []}).status_code == 422
    assert manager.put(f"{at}/lines", {"lines": [{**LINE, "gtin": 8}]}).status_code == 422
    unknown = manager.put(f"/recall-lists/{new_id()}/lines", {"lines": [LINE]})
    assert (unknown.status_code, unknown.json()["detail"]) == (404, "This list doesn't exist.")
    assert not ListedRecall.objects.exists()
