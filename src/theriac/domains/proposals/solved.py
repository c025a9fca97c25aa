"""A plan made before anything is locked, as the commands then keep it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.core.money import CURRENCIES
from theriac.domains.organisation.queries.branches import pharmacy_currency
from theriac.domains.proposals.child.answer import PlanAnswer
from theriac.domains.proposals.child.process import plan_answer
from theriac.domains.proposals.models import ProposalLine, PurchaseProposal
from theriac.domains.proposals.problems import ProposalRefused
from theriac.domains.proposals.rules.line_reasons import line_reasons
from theriac.domains.proposals.rules.plans import Counted
from theriac.domains.proposals.snapshot import Market, Settled, told_settled

HOLDS = timedelta(days=7)
"""A proposal without an offer that ends before is out of date after so long."""


@dataclass(frozen=True)
class SolvedProposal:
    """The plan with what it was made from; ``of_version`` is the version that was seen."""

    market: Market
    settled: Settled
    counted: Counted
    answer: PlanAnswer
    of_version: int = 0


def solved(
    market: Market, limit: int, most_suppliers: int | None, settled: Settled, version: int = 0
) -> SolvedProposal:
    """The best plan, whose limits are counted again here.

    Raises ProposalRefused where what a person settled can't be had, PlanStopped, PlannerBusy.
    """
    answer = plan_answer(market, limit, most_suppliers, settled, _currency_unit())
    if answer is None:
        raise ProposalRefused(
            _(
                "The lines that were set can’t be bought under this limit and the suppliers’ "
                "minimum orders. Raise the limit, or free a line."
            ),
            field="limit",
        )
    counted = Counted(market.inputs(limit, most_suppliers, settled), answer.choice)
    if counted.broken():
        raise ValueError(counted.broken())
    return SolvedProposal(market, settled, counted, answer, version)


def _currency_unit() -> int:
    currency = CURRENCIES.get(pharmacy_currency())
    return 10**currency.exponent if currency else 1


def take(proposal: PurchaseProposal, found: SolvedProposal) -> list[ProposalLine]:
    """Write a plan into a proposal's row; its lines, not kept yet."""
    counted, market = found.counted, found.market
    proposal.money_limit = counted.inputs.limit
    proposal.settled = told_settled(found.settled)
    proposal.market, proposal.market_hash = market.text, market.digest
    proposal.goods, proposal.freight = counted.goods, counted.freight
    proposal.saved, proposal.gap = counted.saved, found.answer.gap
    proposal.kept_out = found.answer.kept_out
    proposal.outlook = found.answer.outlook
    lines = _lines(proposal, found)
    proposal.lines = len(lines)
    proposal.valid_until = _valid_until(found)
    return lines


def write_lines(proposal: PurchaseProposal, lines: list[ProposalLine]) -> None:
    """Put these lines in place of those there are."""
    ProposalLine.objects.filter(proposal=proposal).delete()
    insert_rows(ProposalLine, lines)


def _lines(proposal: PurchaseProposal, found: SolvedProposal) -> list[ProposalLine]:
    lines = []
    for position, (product, option, packs) in enumerate(found.counted.lines, start=1):
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
    lots = (found.market.lots[option.id] for _, option, _ in found.counted.lines)
    ends = [one.valid_until for one in lots if one.valid_until is not None]
    return min([*ends, found.market.on + HOLDS])
