"""Saying once whom a sale's document is made out to."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_if_absent
from theriac.core.problems import Conflict, NotFound
from theriac.countries.registry import profile_for
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date, get_branch
from theriac.domains.sale_documents.documents import DocumentBuyer
from theriac.domains.sale_documents.models import SaleBuyer
from theriac.domains.sale_documents.rules import checked_buyer
from theriac.domains.sales.permissions import SELL
from theriac.domains.sales.queries.sold_goods import answered_document


@command(
    name="sale_documents.name_buyer",
    done=gettext_lazy("Named the buyer of a sale"),
    permission=SELL,
)
def name_buyer(*, actor: Actor, branch_id: BranchId, sale_id: UUID, buyer: DocumentBuyer) -> UUID:
    """Keep the buyer, encrypted; the row's id.

    In the sale's own month only: later the tax return has told the sale as it was. Raises NotFound
    for a sale of another branch, Conflict where one is named or the month is over, Unprocessable.
    """
    sale, branch = answered_document(sale_id), get_branch(branch_id)
    if sale is None or branch is None or sale.branch_id != branch_id:
        raise NotFound(_("This sale doesn’t exist. Choose one from the list."), sale_id=sale_id)
    today, on = branch_date(branch_id), sale.business_on
    if (on.year, on.month) != (today.year, today.month):
        raise Conflict(
            _("The buyer can be named in the month of the sale only. Return it and sell it again.")
        )
    profile = profile_for(branch.pharmacy.country)
    kept = checked_buyer(profile, buyer, place=sale.place_of_supply or branch.tax_state)
    row = SaleBuyer(
        id=current_unit().effect_id,
        sale_id=sale_id,
        details=asdict(kept),
        named_at=clock.now(),
        named_by=actor.id,
    )
    if not insert_if_absent(SaleBuyer, row):
        raise Conflict(_("The buyer of this sale is named already."), sale_id=sale_id)
    is_business = bool(kept.tax_number)
    facts = {"sale": sale.number, "names": sorted(asdict(kept)), "is_business": is_business}
    current_unit().record("sale_documents.buyer", row.id, facts=facts)
    return row.id
