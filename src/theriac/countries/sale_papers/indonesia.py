"""Papers of sales in Indonesia: a struk on a roll, a nota with the sum in words on a sheet.

By custom of shops; no text of law was read for the nota. A faktur pajak is Coretax's, never ours.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.countries.sale_papers.amount_words import rupiah_in_words
from theriac.countries.sale_papers.rules import SalePaperRule

SALE_PAPERS = SalePaperRule(
    sheet_title=_("Sales note"),
    credit_title=_("Credit note"),
    shown=("batch", "words", "signature", "code", "logo"),
    spelled=rupiah_in_words,
    signature=_("Yours faithfully,"),
)
