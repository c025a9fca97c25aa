"""Papers of sales where no law of the country is built in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.countries.sale_papers.rules import SalePaperRule

SALE_PAPERS = SalePaperRule(
    sheet_title=_("Invoice"), credit_title=_("Credit note"), shown=("batch", "code", "logo")
)
