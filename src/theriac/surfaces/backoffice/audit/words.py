"""What was done and of what kind, in the reader's words: a command carries its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.command import declared_commands, words_of
from theriac.core.problems import Text
from theriac.domains.patients.rules.lists import ENDINGS, HOWS
from theriac.domains.patients.rules.reasons import WHY
from theriac.surfaces.backoffice.organisation.words import NAMES as SETTINGS

KINDS: dict[str, Text] = {
    "accounts.api_key": _("API key"),
    "accounts.counter_pin": _("PIN for the counter"),
    "accounts.factor": _("Two-factor sign-in"),
    "accounts.licence": _("Licence"),
    "accounts.link": _("Password link"),
    "accounts.person": _("Staff member"),
    "accounts.role": _("Role"),
    "accounts.security": _("Security"),
    "shares.share": _("Shared records"),
    "accounts.sign_in": _("Session"),
    "accounts.signing_key": _("Signing key"),
    "accounts.token_family": _("Program session"),
    "approval.approval": _("Approval"),
    "approval.limit": _("Limit"),
    "approval.request": _("Approval request"),
    "approval.rule": _("Self-confirmation rule"),
    "customers.customer": _("Customer"),
    "customers.registration": _("Customer registration"),
    "catalog.category": _("Category"),
    "catalog.favourites": _("Favourites"),
    "catalog.generic": _("Generic medicine"),
    "catalog.import": _("Import"),
    "catalog.import_file": _("Import file"),
    "catalog.manufacturer": _("Manufacturer"),
    "catalog.price_change": _("Price change"),
    "catalog.product": _("Product"),
    "catalog.unknown_code": _("Unknown code"),
    "clinical.set": _("Set of safety checks"),
    "files.file": _("File"),
    "files.refused": _("Rejected file"),
    "job": _("Background tasks"),
    "organisation.branch": _("Branch"),
    "organisation.document_number": _("Document numbers"),
    "organisation.pharmacy": _("Pharmacy"),
    "organisation.sealing_key": _("Prescription encryption key"),
    "organisation.series": _("Number series"),
    "organisation.settings": _("Settings"),
    "organisation.settings_change": _("Settings change"),
    "organisation.terminal": _("Terminal"),
    "patients.patient": _("Patient"),
    "patients.search": _("Search"),
    "organisation.retention": _("Data retention"),
    "organisation.retention_run": _("Deletion after retention period"),
    "subject_requests.request": _("Data request"),
    "patients.analysis": _("Data for analysis"),
    "patients.search_key": _("Search key"),
    "books.voucher": _("Money entry"),
    "books.closing": _("Closed books"),
    "offers.offer": _("Supplier offer"),
    "budgets.budget": _("Budget"),
    "capital.floor": _("Minimum available capital"),
    "purchase_orders.order": _("Purchase order"),
    "proposals.proposal": _("Purchase proposal"),
    "purchasing.consignment": _("Consignment payment"),
    "purchasing.payment": _("Payment to supplier"),
    "purchasing.receipt": _("Goods receipt"),
    "purchasing.terms": _("Receiving rules"),
    "sales.case": _("Discrepancy"),
    "sales.prescriptions": _("Prescriptions of a month"),
    "sales.held_push": _("Sale on hold"),
    "sales.receipt_copy": _("Receipt copy"),
    "sales.sale": _("Sale"),
    "sales.series_closing": _("Number series closed"),
    "sales.voided_number": _("Voided number"),
    "seal.export": _("Export of sealed records"),
    "seal.log": _("Tamper-proof log"),
    "stock.adjustment": _("Adjustment"),
    "stock.alert": _("Alert"),
    "stock.batch": _("Batch"),
    "stock.count": _("Count"),
    "stock.count_plan": _("Count list"),
    "stock.excursion": _("Temperature excursion"),
    "stock.bin": _("Location (bin)"),
    "stock.home_bin": _("Product location (bin)"),
    "stock.merge": _("Merged product"),
    "stock.minimum": _("Minimum"),
    "stock.destruction": _("Destruction"),
    "stock.taken_back": _("Returned medicines"),
    "stock.recall": _("Recall"),
    "stock.recall_finding": _("Public recall list match"),
    "stock.recall_list": _("Public recall list"),
    "stock.recall_step": _("Recalled units"),
    "stock.quarantine": _("Quarantine because of temperature"),
    "stock.readings": _("Temperatures"),
    "stock.sensor": _("Sensor"),
    "stock.serial": _("Serial number"),
    "stock.receipt": _("Goods receipt"),
    "stock.opening": _("Opening stock"),
    "stock.reversal": _("Reversal"),
    "stock.transfer": _("Transfer"),
    "stock.to_supplier": _("Goods returned to supplier"),
    "stock.quota_lease": _("Offline sale"),
    "stock.reservation": _("Reservation"),
    "stock.want": _("Want list item"),
    "stock.write_off": _("Write-off"),
    "purchasing.return": _("Return to a supplier"),
    "prescribers.prescriber": _("Prescriber"),
    "suppliers.person": _("Supplier’s person"),
    "suppliers.supplier": _("Supplier"),
    "waitlist.wait": _("Waitlist entry"),
}

FIELDS: dict[str, Text] = {
    "name": _("Name"),
    "generic_name": _("Generic name"),
    "substance": _("Substance"),
    "strength": _("Strength"),
    "dose_form": _("Dose form"),
    "description": _("Description"),
    "legal_class": _("Legal class"),
    "storage": _("Storage"),
    "tax_class": _("Tax class"),
    "rotation": _("Batch picking order"),
    "ved": _("VED class"),
    "state": _("Status"),
    "status": _("Status"),
    "times": _("Scans"),
    "image_id": _("Picture"),
    "manufacturer_id": _("Manufacturer"),
    "category_id": _("Category"),
    "generic": _("Generic medicine"),
    "generic_id": _("Generic medicine"),
    "price": _("Price"),
    "barcode": _("Barcode"),
    "roles": _("Roles"),
    "landing": _("First page after sign-in"),
    "note": _("Note"),
    "batches": _("Batches with base units"),
    "expires_at": _("Keep until"),
    "to_branch_id": _("To branch"),
    "url": _("Address"),
    "watched": _("Checked every night"),
}

PAGES: dict[str, str] = {
    "accounts.person": "person_detail",
    "accounts.role": "role_detail",
    "customers.customer": "customer_detail",
    "catalog.import": "import_detail",
    "catalog.product": "product_detail",
    "catalog.unknown_code": "unknown_code_detail",
    "clinical.set": "safety_set",
    "files.file": "file_detail",
    "organisation.branch": "branch_detail",
    "organisation.terminal": "terminal_detail",
    "patients.patient": "patient_detail",
    "books.voucher": "voucher",
    "purchase_orders.order": "order_detail",
    "proposals.proposal": "proposal_detail",
    "offers.offer": "offer_detail",
    "purchasing.consignment": "consignment_payment",
    "purchasing.payment": "supplier_payment",
    "purchasing.receipt": "receipt_detail",
    "stock.alert": "alert_detail",
    "stock.count": "count_detail",
    "purchasing.return": "return_detail",
    "stock.reservation": "reservation_detail",
    "stock.want": "want_detail",
    "stock.sensor": "cold_detail",
    "stock.excursion": "excursion_detail",
    "subject_requests.request": "subject_request_detail",
    "prescribers.prescriber": "prescriber_detail",
    "suppliers.supplier": "supplier_detail",
    "waitlist.wait": "wait_detail",
    "stock.destruction": "destruction_detail",
    "stock.recall": "recall_detail",
    "sales.case": "case_settle",
    "stock.transfer": "transfer_detail",
    "sales.sale": "sale_detail",
}

SYSTEM_REASONS: dict[str, Text] = {
    "active": _("activated"),
    "inactive": _("suspended"),
    "import": _("by an import"),
    **WHY,
    **HOWS,
    **ENDINGS,
} | dict.fromkeys(
    (
        "added",
        "back to writing",
        "begun",
        "ceiling",
        "changed",
        "checked",
        "clock",
        "code forgotten",
        "counted",
        "discarded",
        "file added",
        "first",
        "generic",
        "invoice read",
        "line added",
        "line changed",
        "line removed",
        "missing",
        "own code",
        "own password",
        "pack",
        "paired",
        "pairing code",
        "password",
        "past its day",
        "past sale",
        "picture",
        "posted",
        "preferences",
        "price",
        "prices confirmed",
        "relocked",
        "renamed",
        "brought back",
        "retired",
        "roles",
        "rows",
    ),
    "",
)
"""Reasons that commands write themselves; what a person wrote stands as it is."""


def actions() -> dict[str, Text]:
    """What each command did, by its name on the trail; those that only others call left out."""
    own = (one for one in declared_commands() if one.module.startswith("theriac."))
    return {one.name: one.done for one in own if not one.name.rpartition(".")[2].startswith("_")}


def action_words(command: str) -> Text:
    """What a command did; another version's by its name."""
    plain = command.rpartition(".")[2].strip("_").replace("_", " ").capitalize()
    return words_of(command) or plain


def kind_words(kind: str, command: str = "") -> Text:
    """What kind of thing was concerned; empty for a command that concerned none."""
    plain = kind.rpartition(".")[2].replace("_", " ")
    return KINDS.get(kind, "" if kind == command or words_of(kind) else plain)


def record_url(kind: str, object_id: UUID) -> str:
    """The page of what was concerned; empty where there is none."""
    try:
        return reverse(f"backoffice:{PAGES[kind]}", args=[object_id]) if kind in PAGES else ""
    except NoReverseMatch:
        return ""


def reason_words(reason: str) -> Text:
    """Why."""
    return SYSTEM_REASONS.get(reason, reason)


def changes_of(
    facts: Mapping[str, Any], written: Callable[[str, Any], Text]
) -> list[tuple[Text, Text, Text]]:
    """Name, before and after of each value that a record says was changed."""
    rights = _rights_changed(facts, written) if isinstance(facts.get("added"), list) else []
    before, after = facts.get("before"), facts.get("after")
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        if before is None or after is None:
            return rights
        return [("", written("", before), written("", after))]
    return rights + [
        (_name(name), written(name, before.get(name)), written(name, new))
        for name, new in after.items()
    ]


def _name(field: str) -> Text:
    return FIELDS.get(field) or SETTINGS.get(field) or field.replace("_", " ")


def _rights_changed(
    facts: Mapping[str, Any], written: Callable[[str, Any], Text]
) -> list[tuple[Text, Text, Text]]:
    """What a role was given, and what was taken from it."""
    given, taken = facts.get("added"), facts.get("removed")
    lines: list[tuple[Text, Text, Text]] = []
    if given:
        lines.append((_("Permissions added"), written("rights", []), written("rights", given)))
    if taken:
        lines.append((_("Permissions removed"), written("rights", taken), written("rights", [])))
    return lines
