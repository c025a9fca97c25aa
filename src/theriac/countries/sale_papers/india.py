"""Papers of sales in India.

Rule 46 of the CGST Rules, 2017 (read) wants the goods code (g), the signature (q), a business's
address and GSTIN (d), any other buyer's name, address, State with its code and where the goods go
from Rs 50,000 on (e, o); Drugs Rules r.65 the batch on a chemist's memo. A total in words is usage.
The signature stays: whether an electronic document waives it wasn't read. Each letter has its test.
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.india.states import STATES
from theriac.countries.sale_papers.amount_words import rupees_in_words
from theriac.countries.sale_papers.rules import PARTS, BuyerRow, SalePaperRule


def _state(code: str) -> str:
    name = STATES.get(code, "")
    return f"{name} ({code})" if name else code


SALE_PAPERS = SalePaperRule(
    sheet_title=_("Tax invoice"),
    credit_title=_("Credit note"),
    shown=PARTS,
    required=frozenset({"batch", "goods_code", "signature"}),
    spelled=rupees_in_words,
    signature=_("Authorised signatory"),
    goods_code="HSN",
    buyer_named=(BuyerRow(date(2017, 7, 1), 50_000_00),),
    places=_state,
)
