"""Requests about letters of a recall, public lists and what the stock has of them."""

from __future__ import annotations

from uuid import UUID

from tests.support.patients import register
from tests.support.recalls import recall_of
from tests.support.shop import Medicine, Shop, stock_up
from tests.surfaces.api.pieces import Asked
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.domains.recalls.commands.public_lists import keep_list, take_list
from theriac.domains.recalls.models import RecallFinding, RecallLetter
from theriac.domains.recalls.queries.list_text import ListedLine
from theriac.domains.stock.models import Batch


def letters_asked(shop: Shop, medicine: Medicine) -> dict[str, Asked]:
    """A recall of which one patient was written to."""
    recall = recall_of(shop, [stock_up(shop, medicine, 5, batch_number="R-5")])
    patient_id = register(shop, "Sari Dewi")
    RecallLetter.objects.create(
        id=new_id(),
        recall_id=recall.id,
        patient_id=patient_id,
        outcome="prepared",
        branch_id=shop.branch_id,
        person_id=shop.owner.id,
        recorded_at=clock.now(),
    )
    at = f"/recalls/{recall.id}/letters"
    return {
        "listRecallLetters": Asked("GET", at, writes=False),
        "prepareRecallLetters": Asked("POST", at),
        "noteRecallLetter": Asked("PUT", f"{at}/{patient_id}", {"outcome": "told"}),
    }


def watchlists_asked(shop: Shop, medicine: Medicine) -> dict[str, Asked]:
    """A list that names two batches of the stock."""
    list_id = keep_list(actor=shop.owner, name="BPOM", url="")
    found = [finding_of(shop, medicine, list_id, lot) for lot in ("W-1", "W-2")]
    at, why = f"/recall-lists/{list_id}", {"reason": "looked at the box"}
    line = {"name": "Something else", "lot": "X-9", "reason": "Falsified"}
    new = {"name": "BPOM recalls", "url": "https://example.org/recalls.csv"}
    return {
        "listRecallLists": Asked("GET", "/recall-lists", writes=False),
        "getRecallList": Asked("GET", at, writes=False),
        "addRecallList": Asked("POST", "/recall-lists", new),
        "changeRecallList": Asked("PUT", at, {"name": "BPOM", "is_watched": False}, edits=at),
        "bringRecallList": Asked("PUT", f"{at}/lines", {"lines": [line]}),
        "listRecallFindings": Asked("GET", "/recall-findings?state=open&limit=1", writes=False),
        "recallFinding": Asked("POST", f"/recall-findings/{found[0]}/recall", why),
        "dismissFinding": Asked("POST", f"/recall-findings/{found[1]}/dismissal", why),
    }


def finding_of(shop: Shop, medicine: Medicine, list_id: UUID, lot: str) -> UUID:
    """A batch of this lot, which the list names; the finding's id."""
    batch_id = stock_up(shop, medicine, 5, batch_number=lot)
    name = Batch.objects.get(id=batch_id).product.name
    take_list(
        actor=shop.owner,
        list_id=list_id,
        lines=[ListedLine(name=name, lot=lot, reason="Glass", reference="BPOM-9")],
    )
    found: UUID = RecallFinding.objects.get(batch_id=batch_id).id
    return found
