"""The generic profile: US dollars, no statutory tax, three legal classes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from theriac.countries.adverse_events.rules import GENERIC_FORMS
from theriac.countries.base import CashPart
from theriac.countries.controlled.generic import CONTROLLED
from theriac.countries.customer_returns.generic import CUSTOMER_RETURNS
from theriac.countries.documents import (
    DIGITS,
    FiscalYear,
    LicenceField,
    LicenceHolder,
    ReceiptForm,
    calendar_year,
    dashed_prefix,
    is_dashed_number,
)
from theriac.countries.duty.rules import DutyTerms
from theriac.countries.gates import GateDecision, Ground, LegalClass, class_by_code
from theriac.countries.generic import schedules, tax
from theriac.countries.generic.prescriptions import PRESCRIPTIONS
from theriac.countries.generic.recipients import RECIPIENTS
from theriac.countries.generic.retention import RETENTION
from theriac.countries.generic.subject_requests import ANSWERS
from theriac.countries.identity import PASSPORT, IdentifierCheck, PersonIdentifier, by_shape
from theriac.countries.prescribers.rules import OTHER as PRESCRIBER_LICENCE
from theriac.countries.sale_papers.generic import SALE_PAPERS
from theriac.countries.staff import OTHER
from theriac.countries.suppliers import OTHER as SUPPLIER_LICENCE
from theriac.countries.suppliers import OrderedGood, OrderForm, usual_form
from theriac.countries.taxes import LineTax, TaxContext

_FIELDS = (
    "shop",
    "address",
    "phone",
    "licences",
    "number",
    "issued_at",
    "served_by",
    "ground",
    "items",
    "batch",
    "expiry",
    "discount",
    "taxes",
    "total",
    "payments",
    "change",
)


NATIONAL_ID = PersonIdentifier(
    "national_id",
    _("National ID"),
    by_shape(
        r"(?=.*[0-9])[A-Z0-9/]{5,24}",
        _("Enter a valid national ID of 5 to 24 letters and digits."),
    ),
)


class GenericProfile:
    """Everything a shop needs where no law of its country is built in."""

    code = "generic"
    name = _("Another country")
    currency = "USD"
    languages = ("en", "id")
    legal_classes = schedules.LEGAL_CLASSES
    named_exceptions = schedules.NAMED_EXCEPTIONS
    tax_classes = tax.TAX_CLASSES
    prices_include_tax = False
    sells_at_mrp = False
    licences = (
        LicenceField(
            "pharmacy_licence", _("Pharmacy licence"), LicenceHolder.BRANCH, required=False
        ),
        LicenceField("tax_number", _("Tax number"), LicenceHolder.PHARMACY, required=False),
    )
    staff_licences = (OTHER,)
    prescriber_licences = (PRESCRIBER_LICENCE,)
    supplier_licences = (SUPPLIER_LICENCE,)
    supplier_tax_number = ""
    identifiers: Mapping[str, Callable[[str], IdentifierCheck]] = {}
    person_identifiers = (NATIONAL_ID, PASSPORT)
    calling_code = ""
    prescriptions = PRESCRIPTIONS
    customer_returns = CUSTOMER_RETURNS
    sale_papers = SALE_PAPERS
    recipients = RECIPIENTS
    controlled = CONTROLLED
    duty = DutyTerms()
    retention = RETENTION
    subject_requests = ANSWERS
    adverse_events = GENERIC_FORMS

    @cached_property
    def time_zones(self) -> tuple[str, ...]:
        """Every place that the tz database knows, UTC first."""
        places = (name for name in available_timezones() if "/" in name)
        return ("UTC", *sorted(name for name in places if not name.startswith("Etc/")))

    def order_form(self, good: OrderedGood) -> OrderForm:
        """One form for everything."""
        return usual_form(good)

    def legal_class(self, code: str) -> LegalClass:
        """The class. Raises UnknownLegalClass."""
        return class_by_code(self.legal_classes, code)

    def gate(self, legal_class: str, ground: Ground) -> GateDecision:
        """See schedules.gate."""
        return schedules.gate(legal_class, ground)

    def line_tax(self, amount: int, tax_class: str, context: TaxContext) -> LineTax:
        """See tax.line_tax."""
        return tax.line_tax(amount, tax_class, context)

    def sale_rounding(self, total: int, cash: CashPart | None = None) -> int:
        """Nothing: the sum is paid as it stands."""
        return 0

    def series_prefix(
        self, branch_code: str, terminal_code: str, on: date, generation: int = 1
    ) -> str:
        """MLT-K2-26-."""
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
        """A plain receipt."""
        return ReceiptForm("receipt", _("Receipt"), _FIELDS)
