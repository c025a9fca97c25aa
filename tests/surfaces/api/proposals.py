"""Valid requests about purchase proposals."""

from __future__ import annotations

from functools import partial

from tests.support.orders import capital
from tests.support.proposals import a_proposal
from tests.support.shop import Shop, add_medicine, add_staff
from tests.support.suppliers import a_supplier
from tests.surfaces.api.pieces import Asked


def proposals_asked(shop: Shop) -> dict[str, Asked]:
    capital(shop)
    medicine = add_medicine(shop, "Metformin 500 mg tablet")
    supplier_id = a_supplier(shop, "PT Usul Sehat")
    author = add_staff("pharmacist", shop.branch_id, "proposer")
    made = partial(a_proposal, shop, medicine, supplier_id, author=author)
    draft, waiting = f"/purchase-proposals/{made()}", made(submitted=True)
    to_submit = f"/purchase-proposals/{made()}"
    withdrawn = f"/purchase-proposals/{waiting}"
    approved = f"/purchase-proposals/{made(submitted=True)}"
    rejected = f"/purchase-proposals/{made(submitted=True)}"
    why = {"reason": "as discussed"}
    return {
        "listPurchaseProposals": Asked("GET", "/purchase-proposals?limit=1", writes=False),
        "proposePurchases": Asked("POST", "/purchase-proposals", {"limit": 50_000}),
        "getPurchaseProposal": Asked("GET", draft, writes=False),
        "changePurchaseProposal": Asked("PATCH", draft, {"limit": 90_000}, edits=draft),
        "submitPurchaseProposal": Asked("POST", f"{to_submit}/submission", edits=to_submit),
        "withdrawPurchaseProposal": Asked("POST", f"{withdrawn}/withdrawal", edits=withdrawn),
        "approvePurchaseProposal": Asked(
            "POST", f"{approved}/approval", why, writes=False, edits=approved
        ),
        "rejectPurchaseProposal": Asked(
            "POST", f"{rejected}/rejection", why, writes=False, edits=rejected
        ),
    }
