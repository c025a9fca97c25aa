"""The Indian profile, put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.adverse_events.india import FORMS as ADVERSE_EVENTS
from theriac.countries.base import CashPart
from theriac.countries.controlled.india import CONTROLLED
from theriac.countries.customer_returns.india import CUSTOMER_RETURNS
from theriac.countries.documents import FiscalYear, ReceiptForm
from theriac.countries.duty.india import DUTY
from theriac.countries.gates import GateDecision, Ground, LegalClass, class_by_code
from theriac.countries.identity import PASSPORT, IdentifierCheck
from theriac.countries.india import (
    numbering,
    receipt,
    schedules,
    staff,
    suppliers,
    tax,
)
from theriac.countries.india.identifiers import ABHA, GSTIN, PAN, check_gstin
from theriac.countries.india.prescriptions import PRESCRIPTIONS
from theriac.countries.india.recipients import RECIPIENTS
from theriac.countries.india.retention import RETENTION
from theriac.countries.india.subject_requests import ANSWERS
from theriac.countries.india.tax_classes import TAX_CLASSES
from theriac.countries.prescribers.india import PRESCRIBER_LICENCES
from theriac.countries.sale_papers.india import SALE_PAPERS
from theriac.countries.suppliers import OrderedGood, OrderForm, usual_form
from theriac.countries.taxes import LineTax, TaxContext


class IndiaProfile:
    """India."""

    code = "in"
    name = _("India")
    currency = "INR"
    languages = ("en",)
    time_zones = ("Asia/Kolkata",)
    legal_classes = schedules.LEGAL_CLASSES
    named_exceptions = schedules.NAMED_EXCEPTIONS
    tax_classes = TAX_CLASSES
    prices_include_tax = True
    sells_at_mrp = True
    licences = receipt.LICENCES
    staff_licences = staff.STAFF_LICENCES
    prescriber_licences = PRESCRIBER_LICENCES
    supplier_licences = suppliers.SUPPLIER_LICENCES
    supplier_tax_number = "gstin"
    identifiers: Mapping[str, Callable[[str], IdentifierCheck]] = {"gstin": check_gstin}
    person_identifiers = (ABHA, PAN, GSTIN, PASSPORT)
    calling_code = "91"
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
        """One form for everything."""
        return usual_form(good)

    def legal_class(self, code: str) -> LegalClass:
        """The schedule. Raises UnknownLegalClass."""
        return class_by_code(self.legal_classes, code)

    def gate(self, legal_class: str, ground: Ground) -> GateDecision:
        """See schedules.gate."""
        return schedules.gate(legal_class, ground)

    def line_tax(self, amount: int, tax_class: str, context: TaxContext) -> LineTax:
        """See tax.line_tax."""
        return tax.line_tax(amount, tax_class, context)

    def sale_rounding(self, total: int, cash: CashPart | None = None) -> int:
        """The round-off of the bill to the rupee, however it is paid (CGST Act s.170)."""
        return tax.round_off(total)

    def series_prefix(
        self, branch_code: str, terminal_code: str, on: date, generation: int = 1
    ) -> str:
        """See numbering.series_prefix."""
        return numbering.series_prefix(branch_code, terminal_code, on, generation)

    def format_number(self, prefix: str, sequence: int) -> str:
        """See numbering.format_number."""
        return numbering.format_number(prefix, sequence)

    def is_valid_number(self, number: str) -> bool:
        """See numbering.is_valid_number."""
        return numbering.is_valid_number(number)

    def fiscal_year(self, on: date) -> FiscalYear:
        """The financial year from April to March."""
        return numbering.fiscal_year(on)

    def receipt_form(self, *, registered: bool, all_nil: bool = False) -> ReceiptForm:
        """See receipt.receipt_form."""
        return receipt.receipt_form(registered=registered, all_nil=all_nil)
