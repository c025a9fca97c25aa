"""A plan made before anything is locked, as the commands then keep it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.core.money import CURRENCIES
from theriac.domains.organisation.queries.branches import pharmacy_currency
from theriac.domains.proposals.models import ProposalLine, PurchaseProposal
from theriac.domains.proposals.planner import Plan, plan_of
from theriac.domains.proposals.problems import ProposalRefused
from theriac.domains.proposals.rules.inputs import FixedLine
from theriac.domains.proposals.rules.kept_out import reasons_of
from theriac.domains.proposals.rules.line_reasons import line_reasons
from theriac.domains.proposals.rules.outlook import outlook_of
from theriac.domains.proposals.snapshot import Market

HOLDS = timedelta(days=7)
"""A proposal without an offer that ends before is out of date after so long."""

Settled = Mapping[UUID, FixedLine]


@dataclass(frozen=True)
class SolvedProposal:
    """The plan with what it was made from; ``of_version`` is the version that was seen."""

    market: Market
    settled: Settled
    plan: Plan
    of_version: int = 0


def solved(
    market: Market, limit: int, most_suppliers: int | None, settled: Settled, version: int = 0
) -> SolvedProposal:
    """The best plan. Raises ProposalRefused where what a person settled can't be had."""
    plan = plan_of(market.inputs(limit, most_suppliers, settled))
    if plan is None:
        raise ProposalRefused(
            _(
                "The lines that were set can’t be bought under this limit and the suppliers’ "
                "minimum orders. Raise the limit, or free a line."
            ),
            field="limit",
        )
    return SolvedProposal(market, settled, plan, version)


def take(proposal: PurchaseProposal, found: SolvedProposal) -> list[ProposalLine]:
    """Write a plan into a proposal's row; its lines, not kept yet."""
    counted, market = found.plan.counted, found.market
    proposal.money_limit = counted.inputs.limit
    proposal.settled = {
        key.hex: [one.option_id.hex if one.option_id else None, one.packs]
        for key, one in found.settled.items()
    }
    proposal.market, proposal.market_hash = market.text, market.digest
    proposal.goods, proposal.freight = counted.goods, counted.freight
    proposal.saved, proposal.gap = counted.saved, found.plan.gap_millionths
    proposal.kept_out = kept_out_told(found)
    proposal.outlook = outlook_told(found)
    lines = _lines(proposal, found)
    proposal.lines = len(lines)
    proposal.valid_until = _valid_until(found)
    return lines


def write_lines(proposal: PurchaseProposal, lines: list[ProposalLine]) -> None:
    """Put these lines in place of those there are."""
    ProposalLine.objects.filter(proposal=proposal).delete()
    insert_rows(ProposalLine, lines)


def read_settled(told: Mapping[str, Any]) -> dict[UUID, FixedLine]:
    """What persons settled, as a proposal keeps it."""
    return {
        UUID(key): FixedLine(UUID(option) if option else None, packs)
        for key, (option, packs) in told.items()
    }


def kept_out_told(found: SolvedProposal) -> list[Any]:
    """By product: what keeps it out, by how much, at whom; and what it lacks."""
    plan, by_product = found.plan, found.plan.counted.inputs.by_product
    return [
        [
            product_id.hex,
            by_product[product_id].lacking,
            [
                [one.limit.value, one.amount, one.supplier_id.hex if one.supplier_id else None]
                for one in reasons
            ],
        ]
        for product_id, reasons in sorted(reasons_of(plan.counted, plan.corners).items())
    ]


def outlook_told(found: SolvedProposal) -> list[Any]:
    """A few limits with what they would cost and save, and whom they bring in and leave out."""
    currency = CURRENCIES.get(pharmacy_currency())
    unit = 10**currency.exponent if currency else 1
    points = outlook_of(found.plan.counted, found.plan.corners, unit)
    return [
        [
            one.limit,
            one.cost,
            one.saved,
            [key.hex for key in one.gained],
            [key.hex for key in one.lost],
        ]
        for one in points
    ]


def _lines(proposal: PurchaseProposal, found: SolvedProposal) -> list[ProposalLine]:
    lines = []
    for position, (product, option, packs) in enumerate(found.plan.counted.lines, start=1):
        lot = found.market.lots[option.id]
        lines.append(
            ProposalLine(
                id=new_id(),
                proposal=proposal,
                position=position,
                product_id=product.id,
                supplier_id=option.supplier_id,
                pack_id=lot.pack_id,
                option_id=option.id,
                offer_line_id=lot.offer_line_id,
                factor=option.pack,
                packs=packs,
                bonus_packs=option.free(packs),
                price=lot.price,
                discount=lot.off(packs),
                tax_bp=lot.tax_bp,
                cost=packs * option.pack_cost,
                supplier_code=lot.supplier_code,
                is_settled=product.id in found.settled,
                reasons=asdict(line_reasons(product, option, packs)),
            )
        )
    return lines


def _valid_until(found: SolvedProposal) -> date:
    """The first day on which an offer that is bought from ends, a week from now at the latest."""
    lots = (found.market.lots[option.id] for _, option, _ in found.plan.counted.lines)
    ends = [one.valid_until for one in lots if one.valid_until is not None]
    return min([*ends, found.market.on + HOLDS])
