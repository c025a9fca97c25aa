"""What a country must answer: the protocol that each folder here implements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from theriac.core.problems import Text
from theriac.countries.adverse_events.rules import AdverseEventForm
from theriac.countries.controlled.rules import ControlledRule
from theriac.countries.customer_returns.rules import ReturnRule
from theriac.countries.documents import FiscalYear, LicenceField, ReceiptForm
from theriac.countries.duty.rules import DutyTerms
from theriac.countries.gates import GateDecision, Ground, LegalClass, NamedException
from theriac.countries.identity import IdentifierCheck, PersonIdentifier
from theriac.countries.prescribers.rules import PrescriberLicenceKind
from theriac.countries.prescriptions import PrescriptionRule
from theriac.countries.recipients import RecipientRule
from theriac.countries.retention import RetentionRule
from theriac.countries.sale_papers.rules import SalePaperRule
from theriac.countries.staff import StaffLicenceKind
from theriac.countries.subject_requests import AnswerRule
from theriac.countries.suppliers import OrderedGood, OrderForm, SupplierLicenceKind
from theriac.countries.taxes import LineTax, TaxClass, TaxContext


@dataclass(frozen=True, slots=True)
class CashPart:
    """How a sale is about to be paid, as far as rounding asks.

    ``other`` is what isn't cash; ``multiple`` is the smallest sum in coins that the shop gives
    (0 or 1: no cash rounding).
    """

    other: int = 0
    multiple: int = 0


class CountryProfile(Protocol):
    """A country's rules. Every function is pure; dates are the shop's own."""

    @property
    def code(self) -> str:
        """``id``, ``in`` or ``generic``; also the key of core.formatting."""

    @property
    def name(self) -> Text: ...

    @property
    def currency(self) -> str: ...

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages its people read first, of those that Theriac speaks."""

    @property
    def time_zones(self) -> tuple[str, ...]:
        """The IANA zones a branch may be in, the most usual first."""

    @property
    def legal_classes(self) -> tuple[LegalClass, ...]: ...

    @property
    def named_exceptions(self) -> tuple[NamedException, ...]: ...

    @property
    def prescriptions(self) -> tuple[PrescriptionRule, ...]:
        """For how long a prescription is dispensed, dated; see ``countries.prescriptions``."""

    @property
    def recipients(self) -> tuple[RecipientRule, ...]:
        """For which classes the patient is recorded, dated; see ``countries.recipients``."""

    @property
    def controlled(self) -> tuple[ControlledRule, ...]:
        """What a hand-over of registered goods needs, dated; see ``countries.controlled``."""

    @property
    def customer_returns(self) -> tuple[ReturnRule, ...]:
        """What of returned goods may be sold again, dated; see ``countries.customer_returns``."""

    @property
    def sale_papers(self) -> SalePaperRule:
        """What papers of sales show besides their form; see ``countries.sale_papers``."""

    @property
    def duty(self) -> DutyTerms:
        """Where a responsible pharmacist is on duty, dated; see ``countries.duty.rules``."""

    @property
    def tax_classes(self) -> tuple[TaxClass, ...]:
        """The first one is the usual class of a medicine."""

    @property
    def prices_include_tax(self) -> bool: ...

    @property
    def sells_at_mrp(self) -> bool:
        """Whether a batch's printed maximum price is its price, the price list the fallback."""

    @property
    def licences(self) -> tuple[LicenceField, ...]: ...

    @property
    def staff_licences(self) -> tuple[StaffLicenceKind, ...]:
        """The licences that its people hold themselves, the most usual first."""

    @property
    def prescriber_licences(self) -> tuple[PrescriberLicenceKind, ...]:
        """The registrations and licences of who prescribes, the most usual first."""

    @property
    def supplier_licences(self) -> tuple[SupplierLicenceKind, ...]:
        """The licences that suppliers hold, the most usual first."""

    @property
    def supplier_tax_number(self) -> str:
        """The name in ``identifiers`` of a business's tax number; "" where none is checked."""

    @property
    def identifiers(self) -> Mapping[str, Callable[[str], IdentifierCheck]]:
        """Checks by the name of the identifier: ``gstin``, ``npwp``."""

    @property
    def person_identifiers(self) -> tuple[PersonIdentifier, ...]:
        """The numbers by which people are known, the most usual first."""

    @property
    def retention(self) -> tuple[RetentionRule, ...]:
        """How long kinds of records are kept, dated; see ``countries.retention.rule_for``."""

    @property
    def subject_requests(self) -> tuple[AnswerRule, ...]:
        """By when requests of data subjects are answered, dated; see ``answer_rule`` there."""

    @property
    def adverse_events(self) -> tuple[AdverseEventForm, ...]:
        """By which form adverse events are reported, dated; see ``countries.adverse_events``."""

    @property
    def calling_code(self) -> str:
        """The digits before a telephone number written without them; "" where it isn't known."""

    def order_form(self, good: OrderedGood) -> OrderForm:
        """On which form goods are ordered of a supplier; see ``countries.suppliers``."""

    def legal_class(self, code: str) -> LegalClass:
        """The class. Raises UnknownLegalClass."""

    def gate(self, legal_class: str, ground: Ground) -> GateDecision:
        """Whether goods of the class may be handed over on this ground."""

    def line_tax(self, amount: int, tax_class: str, context: TaxContext) -> LineTax:
        """The tax on a line of ``amount`` minor units after discount.

        Raises UnknownTaxClass, or NotInForce for a date before the table.
        """

    def sale_rounding(self, total: int, cash: CashPart | None = None) -> int:
        """What is added to ``total`` (or taken, below zero) to make the sum that is paid."""

    def series_prefix(
        self, branch_code: str, terminal_code: str, on: date, generation: int = 1
    ) -> str:
        """The prefix of the series that a terminal writes on this day.

        Raises UnfitCode or SeriesTooLong.
        """

    def format_number(self, prefix: str, sequence: int) -> str:
        """The document number. Raises SeriesTooLong when the country leaves no room for it."""

    def is_valid_number(self, number: str) -> bool:
        """Whether the country takes ``number`` as a document number."""

    def fiscal_year(self, on: date) -> FiscalYear: ...

    def receipt_form(self, *, registered: bool, all_nil: bool = False) -> ReceiptForm:
        """The document of a sale: whether the shop charges tax, and whether no goods bear any."""
