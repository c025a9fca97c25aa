"""What the commands on a proposal share: it is loaded and locked, hashed, on the trail."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from theriac.core.command import current_unit
from theriac.core.database.documents import at_version, in_state, keep, locked
from theriac.domains.proposals.models import ProposalLine, PurchaseProposal
from theriac.domains.proposals.problems import ProposalFixed

RECORD = "proposals.proposal"
_SEALED_LINE = (
    "position",
    "product_id",
    "supplier_id",
    "pack_id",
    "option_id",
    "offer_line_id",
    "factor",
    "packs",
    "bonus_packs",
    "price",
    "discount",
    "tax_bp",
    "cost",
    "is_settled",
)


def locked_proposal(
    proposal_id: UUID, branch_id: UUID, version: int | None = None
) -> PurchaseProposal:
    """The proposal of this branch, locked. Raises NotFound, and Stale for another version."""
    rows: QuerySet[PurchaseProposal] = PurchaseProposal.objects.filter(
        id=proposal_id, branch_id=branch_id
    )
    proposal = locked(rows, missing=missing())
    at_version(proposal, version, _("Another user changed this proposal. Reload the page."))
    return proposal


def missing() -> str:
    """What is said where there is no such proposal."""
    return _("This proposal doesn’t exist. Choose one from the list.")


def require_state(proposal: PurchaseProposal, *states: str) -> None:
    """Raise ProposalFixed, with the way on, unless the proposal is in one of these states."""
    words = {
        PurchaseProposal.State.DRAFT: _("This proposal is a draft. Submit it first."),
        PurchaseProposal.State.SUBMITTED: _(
            "This proposal awaits approval. Withdraw it to change it."
        ),
        PurchaseProposal.State.ORDERED: _("This proposal was approved and ordered."),
        PurchaseProposal.State.REJECTED: _("This proposal was rejected. Create a new one."),
        PurchaseProposal.State.EXPIRED: _("This proposal has expired. Create a new one."),
    }
    in_state(
        proposal,
        *states,
        otherwise=lambda state: ProposalFixed(words[PurchaseProposal.State(state)], state=state),
    )


def save_proposal(
    proposal: PurchaseProposal, reason: str = "", facts: Mapping[str, Any] | None = None
) -> int:
    """Keep it with the next version, and say so with a person’s reason, if any; the version."""
    keep(proposal)
    current_unit().record(
        RECORD, proposal.id, reason=reason, facts=facts, branch_id=proposal.branch_id
    )
    return proposal.version


def lines_of(proposal: PurchaseProposal) -> list[ProposalLine]:
    """What it buys, in its order."""
    rows: QuerySet[ProposalLine] = ProposalLine.objects.filter(proposal=proposal)
    return list(rows.order_by("position"))


def content_hash(proposal: PurchaseProposal, lines: Sequence[ProposalLine]) -> str:
    """SHA-256 of the terms, what the plan was made from, and every line, as sorted JSON."""
    market = hashlib.sha256(proposal.market.encode()).hexdigest()
    written = {
        "terms": proposal.terms,
        "limit": proposal.money_limit,
        "settled": proposal.settled,
        "market": market,
        "freight": proposal.freight,
        "lines": [{name: _plain(getattr(one, name)) for name in _SEALED_LINE} for one in lines],
    }
    text = json.dumps(written, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    return value.hex if isinstance(value, UUID) else value
