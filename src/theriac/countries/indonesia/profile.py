"""The Indonesian profile, put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.core.money import round_to_multiple
from theriac.countries.adverse_events.indonesia import FORMS as ADVERSE_EVENTS
from theriac.countries.base import CashPart
from theriac.countries.controlled.indonesia import CONTROLLED
from theriac.countries.customer_returns.indonesia import CUSTOMER_RETURNS
from theriac.countries.documents import (
    DIGITS,
    FiscalYear,
    ReceiptForm,
    calendar_year,
    dashed_prefix,
    is_dashed_number,
)
from theriac.countries.duty.indonesia import DUTY
from theriac.countries.gates import GateDecision, Ground, LegalClass, class_by_code
from theriac.countries.identity import PASSPORT, IdentifierCheck
from theriac.countries.indonesia import (
    order_letters,
    receipt,
    schedules,
    staff,
    suppliers,
    tax,
)
from theriac.countries.indonesia.authorisations import check_nie
from theriac.countries.indonesia.identifiers import NIK, check_npwp
from theriac.countries.indonesia.prescriptions import PRESCRIPTIONS
from theriac.countries.indonesia.recipients import RECIPIENTS
from theriac.countries.indonesia.retention import RETENTION
from theriac.countries.indonesia.subject_requests import ANSWERS
from theriac.countries.prescribers.indonesia import PRESCRIBER_LICENCES
from theriac.countries.sale_papers.indonesia import SALE_PAPERS
from theriac.countries.suppliers import OrderedGood, OrderForm
from theriac.countries.taxes import LineTax, TaxContext

ANY_TIME = date(2099, 12, 31)
"""An NPWP that is a NIK is checked by its structure only; no birth date is read from it."""


def _npwp(text: str) -> IdentifierCheck:
    return check_npwp(text, ANY_TIME)


class IndonesiaProfile:
    """Indonesia."""

    code = "id"
    name = _("Indonesia")
    currency = "IDR"
    languages = ("id", "en")
    time_zones = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Asia/Pontianak")
    legal_classes = schedules.LEGAL_CLASSES
    named_exceptions = schedules.NAMED_EXCEPTIONS
    tax_classes = tax.TAX_CLASSES
    prices_include_tax = True
    sells_at_mrp = False
    licences = receipt.LICENCES
    staff_licences = staff.STAFF_LICENCES
    prescriber_licences = PRESCRIBER_LICENCES
    supplier_licences = suppliers.SUPPLIER_LICENCES
    supplier_tax_number = "npwp"
    identifiers: Mapping[str, Callable[[str], IdentifierCheck]] = {
        "npwp": _npwp,
        "nie": check_nie,
    }
    person_identifiers = (NIK, PASSPORT)
    calling_code = "62"
    prescriptions = PRESCRIPTIONS
    customer_returns = CUSTOMER_RETURNS
    sale_papers = SALE_PAPERS
    recipients = RECIPIENTS
    controlled = CONTROLLED
    duty = DUTY
    retention = RETENTION
    subject_requests = ANSWERS
    adverse_events = ADVERSE_EVENTS

    def order_form(self, good: OrderedGood) -> OrderForm:
        """See order_letters.order_form."""
        return order_letters.order_form(good)

    def legal_class(self, code: str) -> LegalClass:
        """The golongan. Raises UnknownLegalClass."""
        return class_by_code(self.legal_classes, code)

    def gate(self, legal_class: str, ground: Ground) -> GateDecision:
        """See schedules.gate."""
        return schedules.gate(legal_class, ground)

    def line_tax(self, amount: int, tax_class: str, context: TaxContext) -> LineTax:
        """See tax.line_tax."""
        return tax.line_tax(amount, tax_class, context)

    def sale_rounding(self, total: int, cash: CashPart | None = None) -> int:
        """Cash rounding of the part that is paid in cash, to the nearest multiple; off by default.

        The smaller coins hardly circulate. Only the cash part is rounded, so that a card or QR
        payment is always exact. That the nearest multiple is taken is our rule.
        """
        if cash is None or cash.multiple <= 1:
            return 0
        due = total - cash.other
        return round_to_multiple(due, cash.multiple) - due if due > 0 else 0

    def series_prefix(
        self, branch_code: str, terminal_code: str, on: date, generation: int = 1
    ) -> str:
        """MLT-K2-26-. Faktur Pajak numbers are Coretax's own and never ours."""
        return dashed_prefix(branch_code, terminal_code, on, generation)

    def format_number(self, prefix: str, sequence: int) -> str:
        """MLT-K2-26-000421."""
        return f"{prefix}{sequence:0{DIGITS}d}"

    def is_valid_number(self, number: str) -> bool:
        """See documents.is_dashed_number."""
        return is_dashed_number(number)

    def fiscal_year(self, on: date) -> FiscalYear:
        """The calendar year."""
        return calendar_year(on)

    def receipt_form(self, *, registered: bool, all_nil: bool = False) -> ReceiptForm:
        """See receipt.receipt_form."""
        return receipt.receipt_form(registered=registered, all_nil=all_nil)
