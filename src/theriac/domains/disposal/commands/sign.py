"""Two witnesses sign a destruction; with the second signature it is posted.

Indonesia: Permenkes 73/2016 (standards of service in pharmacies) has the pharmacist destroy
medicines before a witness and make a record of it (berita acara) that is kept.
"""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.approval.actions import ApprovalAction, Measure, declare_action
from theriac.core.approval.demand import demand_approval
from theriac.core.approval.models import Approval
from theriac.core.command import command, current_unit
from theriac.core.database.counters import lock_rows
from theriac.core.database.documents import keep
from theriac.core.idempotency.context import fingerprint
from theriac.core.ids import new_id
from theriac.domains.disposal.commands.draft import locked_draft
from theriac.domains.disposal.models import (
    Destruction,
    DestructionLine,
    DestructionPosting,
    DestructionSignature,
)
from theriac.domains.disposal.permissions import DESTROY_STOCK, WITNESS_DESTRUCTION
from theriac.domains.disposal.problems import WitnessUnfit
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.numbering import take_document_number
from theriac.domains.organisation.queries.branches import branch_date, pharmacy_currency
from theriac.domains.stock.ledger import Document, Move, post
from theriac.domains.stock.models import Balance, Movement
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stock.rules.valuation import cost_of
from theriac.domains.stock.shortage import short_batch

NUMBER = "DS"
WITNESSES = 2
WITNESS = declare_action(
    ApprovalAction(
        code="stock.destroy",
        title=gettext_lazy("Signing as a witness"),
        explanation=gettext_lazy(
            "By law, two people who see the destruction sign it, in addition to the person "
            "who prepared it."
        ),
        approver=WITNESS_DESTRUCTION,
        measure=Measure.ALWAYS,
        is_witness=True,
        subject="destruction_id",
        is_at=lambda branch_id, destruction_id: Destruction.objects.filter(
            id=destruction_id, branch_id=branch_id
        ).exists(),
    )
)


@command(
    name="disposal.sign_destruction",
    done=gettext_lazy("Requested a witness signature for a destruction"),
    permission=DESTROY_STOCK,
)
def sign_destruction(
    *,
    actor: Actor,
    branch_id: BranchId,
    destruction_id: UUID,
    approval_id: UUID | None = None,
) -> int:
    """Keep a witness's signature, which ``approval_id`` is; how many signed then.

    With the second, the units leave the book and the certificate has its number. Raises
    ApprovalNeeded with what a witness confirms, ApprovalUnfit, WitnessUnfit for who wrote it or
    signed before, InsufficientStock, DestructionSettled, NotFound.
    """
    draft = locked_draft(branch_id, destruction_id)
    lines = list(DestructionLine.objects.filter(destruction_id=draft.id).select_related("batch"))
    content = content_of(draft, lines)
    content_hash = fingerprint(content)
    signed = list(
        DestructionSignature.objects.filter(destruction_id=draft.id).order_by("signed_at")
    )
    approval = demand_approval(
        WITNESS,
        branch_id=branch_id,
        content={"destruction_id": str(draft.id), "content_hash": content_hash},
        requested_by=_asker(draft, actor, approval_id),
        approval_id=approval_id,
    )
    witness_id = approval.approved_by
    if witness_id == draft.created_by:
        raise WitnessUnfit(
            _("The person who prepared it can’t be a witness. Choose another person.")
        )
    if witness_id in {one.witness_id for one in signed}:
        raise WitnessUnfit(_("This person has already signed. Choose a second witness."))
    signed.append(
        DestructionSignature.objects.create(
            id=new_id(),
            destruction_id=draft.id,
            witness_id=witness_id,
            approval_id=approval.id,
            content_hash=content_hash,
            signed_at=clock.now(),
        )
    )
    if len(signed) < WITNESSES:
        facts = {"witness": witness_id, "approval_id": approval.id}
        current_unit().record("stock.destruction", draft.id, facts=facts)
    else:
        _post(draft, lines, [one.witness_id for one in signed], content_hash)
    return len(signed)


def _asker(draft: Destruction, actor: Actor, approval_id: UUID | None) -> UUID:
    """Who asked the witness: whoever enters the signature, or who wrote the document."""
    if approval_id is None:
        return actor.id
    asked = Approval.objects.filter(id=approval_id, requested_by=draft.created_by)
    return draft.created_by if asked.exists() else actor.id


def content_of(draft: Destruction, lines: list[DestructionLine]) -> dict[str, object]:
    """What a witness signs: the document with its lines."""
    return {
        "id": str(draft.id),
        "method": draft.method,
        "reason": draft.reason,
        "lines": [[str(one.batch_id), str(one.place_id), one.quantity] for one in lines],
    }


def _post(
    draft: Destruction, lines: list[DestructionLine], witnesses: list[UUID], content_hash: str
) -> None:
    branch_id = BranchId(draft.branch_id)
    today = branch_date(branch_id)
    number = take_document_number(branch_id, NUMBER, today)
    document = Document(
        kind=Movement.Kind.DESTRUCTION,
        id=draft.id,
        branch_id=branch_id,
        number=number,
        reason=draft.reason,
    )
    post(document, _moves(lines))
    quantity, cost = sum(one.quantity for one in lines), sum(map(cost_of_line, lines))
    DestructionPosting.objects.create(
        id=new_id(),
        destruction_id=draft.id,
        branch_id=branch_id,
        number=number,
        document_id=document.id,
        lines=len(lines),
        quantity=quantity,
        currency=pharmacy_currency(),
        cost=cost,
        first_witness=witnesses[0],
        second_witness=witnesses[1],
        content_hash=content_hash,
        person_id=draft.created_by,
        business_on=today,
        recorded_at=clock.now(),
    )
    draft.state, draft.number = Destruction.State.POSTED, number
    keep(draft, "state", "number")
    facts = {"number": number, "quantity": quantity, "cost": cost, "witnesses": witnesses}
    current_unit().record("stock.destruction", draft.id, reason=draft.reason, facts=facts)


def cost_of_line(line: DestructionLine) -> int:
    """At the batch's cost, minor units; 0 where none is known."""
    return cost_of(line.quantity, line.batch.cost_amount, line.batch.cost_units)


def _moves(lines: list[DestructionLine]) -> list[Move]:
    """The lines' movements, their balances locked. Raises InsufficientStock."""
    rows = Balance.objects.filter(batch_id__in={one.batch_id for one in lines})
    keys = {
        (batch_id, place_id): key
        for key, batch_id, place_id in rows.values_list("id", "batch_id", "place_id")
    }
    ids = {one.id: keys[one.batch_id, one.place_id] for one in lines}
    here = lock_rows(Balance, "quantity", sorted(ids.values()))
    for one in lines:
        if here[ids[one.id]] < one.quantity:
            raise short_batch(
                one.batch_id,
                requested=one.quantity,
                available=here[ids[one.id]],
                position=one.position,
                to_do=_(
                    "Some of this stock is no longer there. Discard this draft and "
                    "create a new one."
                ),
            )
    return [
        Move(
            batch_id=one.batch_id,
            product_id=one.batch.product_id,
            from_place_id=one.place_id,
            from_balance_id=ids[one.id],
            to_place_id=OUTSIDE_ID,
            quantity=one.quantity,
            line_id=one.id,
        )
        for one in lines
    ]
