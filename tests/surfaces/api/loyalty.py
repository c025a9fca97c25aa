"""Valid requests about the loyalty programme and its members."""

from __future__ import annotations

from tests.support.credit import sold_for
from tests.support.loyalty import a_member, programme
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.api.pieces import Asked
from theriac.domains.loyalty.commands.change import block_member
from theriac.domains.loyalty.ids import LoyaltyMemberId
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import TenderGiven


def loyalty_asked(shop: Shop) -> dict[str, Asked]:
    """Reads and writes by operation; each that ends something has a member of its own."""
    programme(shop)
    members = [a_member(shop, "") for _number in range(6)]
    block_member(
        actor=shop.owner,
        branch_id=shop.branch_id,
        loyalty_member_id=LoyaltyMemberId(members[5].id),
        version=members[5].version,
        reason="lost",
    )
    medicine = add_medicine(shop, "Oralit loyal")
    stock_up(shop, medicine, 5)
    cash = [TenderGiven(method=PaymentMethod.CASH)]
    done = sold_for(shop, medicine.id, 1, cash, member_number=members[0].number)
    at = [f"/loyalty-members/{one.id}" for one in members]
    here = f"?branch_id={shop.branch_id}"
    why = {"reason": "as agreed"}
    holder = {"name": "Bu Sari", "phone": "081234567890"}
    terms = {"is_on": True, "earn_amount": 1_000, "point_value": 5}
    return {
        "readLoyaltyProgram": Asked("GET", "/loyalty-program", writes=False),
        "setLoyaltyProgram": Asked(
            "POST", "/loyalty-program", terms, edits=f"/loyalty-program{here}"
        ),
        "listLoyaltyMembers": Asked("GET", "/loyalty-members?state=active", writes=False),
        "readLoyaltyMember": Asked("GET", at[0], writes=False),
        "listLoyaltyEntries": Asked("GET", f"{at[0]}/entries", writes=False),
        "readLoyaltyOfSale": Asked("GET", f"/sales/{done.sale.id}/loyalty", writes=False),
        "enrolLoyaltyMember": Asked("POST", "/loyalty-members", {"holder": holder}),
        "changeLoyaltyMember": Asked(
            "POST", f"{at[1]}/particulars", {"holder": holder}, edits=f"{at[1]}{here}"
        ),
        "blockLoyaltyMember": Asked("POST", f"{at[2]}/block", why, edits=f"{at[2]}{here}"),
        "unblockLoyaltyMember": Asked("POST", f"{at[5]}/unblock", why, edits=f"{at[5]}{here}"),
        "closeLoyaltyMember": Asked("POST", f"{at[3]}/close", why, edits=f"{at[3]}{here}"),
        "replaceLoyaltyCard": Asked("POST", f"{at[4]}/number", why, edits=f"{at[4]}{here}"),
        "adjustLoyaltyPoints": Asked("POST", f"{at[0]}/points", {"points": 50, **why}),
    }
