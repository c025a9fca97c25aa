"""Recalls for tests: opened by batch, accounted for, with a second branch where it matters."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from tests.support.shop import Shop
from theriac.core.actor import SYSTEM, Actor
from theriac.core.command import command, current_unit
from theriac.domains.organisation.commands.found import open_branch
from theriac.domains.organisation.ids import BranchId
from theriac.domains.recalls.commands.open import RecallOpened, open_recall
from theriac.domains.recalls.commands.public_lists import keep_list, take_list
from theriac.domains.recalls.commands.units import CountedUnits
from theriac.domains.recalls.models import RecallFinding
from theriac.domains.recalls.queries.list_text import ListedLine
from theriac.domains.stock.commands.places import open_places
from theriac.domains.stock.ledger import Document, Move, balances_for, post
from theriac.domains.stock.models import Balance, Batch, Place


def another_branch(shop: Shop, code: str = "ANG", name: str = "Anggrek") -> BranchId:
    """A second branch with its places."""
    branch_id = open_branch(
        actor=SYSTEM,
        pharmacy_id=shop.pharmacy_id,
        code=code,
        name=name,
        time_zone="Asia/Jakarta",
        tax_state="",
    )
    open_places(actor=SYSTEM, branch_id=branch_id)
    return branch_id


def recall_of(shop: Shop, batch_ids: Sequence[UUID], **changes: str) -> RecallOpened:
    """A recall of these batches, opened by the owner."""
    return open_recall(
        actor=shop.owner,
        branch_id=shop.branch_id,
        batch_ids=batch_ids,
        **{"source": "batch", "reason": "Glass in the bottle", **changes},
    )


def counted(batch_id: UUID, quantity: int, reason: str = "") -> CountedUnits:
    """Units of a batch."""
    return CountedUnits(batch_id, quantity, reason)


def lies(batch_id: UUID, kind: str) -> int:
    """What all places of this kind have of a batch."""
    rows = Balance.objects.filter(batch_id=batch_id, place__kind=kind)
    return sum(rows.values_list("quantity", flat=True))


@command(name="recalls.carry", done="Sample")
def carry(
    *, actor: Actor, branch_id: UUID, to_branch_id: UUID, batch_id: UUID, quantity: int
) -> None:
    """Move units from one branch's shelf to another's."""
    product_of = {batch_id: Batch.objects.get(id=batch_id).product_id}
    start = Place.objects.get(branch_id=branch_id, kind="shelf")
    end = Place.objects.get(branch_id=to_branch_id, kind="shelf")
    move = Move(
        batch_id=batch_id,
        product_id=product_of[batch_id],
        from_place_id=start.id,
        from_balance_id=balances_for(branch_id, product_of, start.id)[batch_id],
        to_place_id=end.id,
        to_balance_id=balances_for(to_branch_id, product_of, end.id)[batch_id],
        quantity=quantity,
    )
    document = Document(kind="transfer", id=current_unit().effect_id, branch_id=branch_id)
    post(document, [move])
    current_unit().record("stock.transfer", document.id)


def a_finding(shop: Shop) -> UUID:
    """A public list that names a batch of the stock; the finding's id."""
    row = keep_list(actor=shop.owner, name="BPOM", url="https://example.org/recalls.csv")
    batch = Batch.objects.filter(state="released").select_related("product").order_by("id")[0]
    line = ListedLine(name=batch.product.name, lot=batch.number, reason="Glass", reference="BPOM-9")
    take_list(actor=shop.owner, list_id=row, lines=[line])
    found: UUID = RecallFinding.objects.order_by("id")[0].id
    return found
