"""Plans that are only worked out: nothing is written or locked while they are."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.problems import NotFound
from theriac.core.query import query
from theriac.domains.proposals.market import gathered_market
from theriac.domains.proposals.models import PurchaseProposal
from theriac.domains.proposals.permissions import PROPOSE
from theriac.domains.proposals.problems import ProposalRefused
from theriac.domains.proposals.proposal import missing
from theriac.domains.proposals.rules.facts import ProposalChange, ProposalTerms
from theriac.domains.proposals.rules.inputs import FixedLine, WantedProduct
from theriac.domains.proposals.snapshot import Settled, read_market, read_settled
from theriac.domains.proposals.solved import SolvedProposal, solved


@query(permission=PROPOSE)
def new_plan(*, actor: Actor, branch_id: UUID, terms: ProposalTerms) -> SolvedProposal:
    """The best plan for today's needs and offers. Raises NothingKnown."""
    market = gathered_market(actor, branch_id, terms)
    return solved(market, terms.limit, terms.most_suppliers, {})


@query(permission=PROPOSE)
def changed_plan(
    *, actor: Actor, branch_id: UUID, proposal_id: UUID, version: int, change: ProposalChange
) -> SolvedProposal:
    """The best plan of a draft with a change, from what the draft was made from.

    Whether the draft may still be changed is asked when the plan is kept. Raises NotFound,
    ProposalRefused.
    """
    proposal = PurchaseProposal.objects.filter(id=proposal_id, branch_id=branch_id).first()
    if proposal is None:
        raise NotFound(missing())
    market = read_market(proposal.market)
    settled: Settled = read_settled(proposal.settled)
    if change.product_id is not None:
        bought = proposal.bought.filter(product_id=change.product_id).first()
        usual = bought.option_id if bought else None
        settled = _settled(market.inputs(0, None, {}).by_product, settled, change, usual)
    limit = proposal.money_limit if change.limit is None else change.limit
    return solved(market, limit, proposal.terms["most_suppliers"], settled, version)


def _settled(
    products: Mapping[UUID, WantedProduct],
    settled: Settled,
    change: ProposalChange,
    usual: UUID | None,
) -> Settled:
    """What is settled then. Raises ProposalRefused for a product or offer that isn't there."""
    product = products.get(change.product_id) if change.product_id else None
    if product is None:
        raise ProposalRefused(
            _("This product isn’t in the proposal. Create a new proposal."), field="product_id"
        )
    kept = {key: one for key, one in settled.items() if key != product.id}
    if change.packs is None:
        return kept
    if change.packs == 0:
        return {**kept, product.id: FixedLine(None, 0)}
    wanted = change.option_id or usual
    options = {one.id: one for one in product.options}
    if wanted is None and product.options:
        wanted = min(product.options, key=lambda one: (one.best_cost, one.id)).id
    option = options.get(wanted) if wanted else None
    if option is None:
        raise ProposalRefused(
            _("There is no offer for this product. Choose a supplier that offers it."),
            field="option_id",
        )
    if option.most is not None and change.packs > option.most:
        raise ProposalRefused(
            _("The supplier has %(most)s packs. Enter %(most)s or fewer.") % {"most": option.most},
            field="packs",
        )
    return {**kept, product.id: FixedLine(option.id, change.packs)}
