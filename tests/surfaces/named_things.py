"""What a request of the API names: each id in its address, its query and its body.

Where they stand is read from the API's document, so that a new field is known without a word here
but what kind of thing it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from tests.surfaces.api.pieces import Asked
from theriac.core.approval.models import Approval, ApprovalRequest
from theriac.domains.accounts.models import User
from theriac.domains.adverse_events.models import AdverseEventReport
from theriac.domains.books.models import Posting
from theriac.domains.catalog.models import Import
from theriac.domains.cold_chain.models import ColdSensor, Excursion
from theriac.domains.compounding.models import Formula, Preparation
from theriac.domains.controlled.models import CountCase
from theriac.domains.counselling.models import Counselling
from theriac.domains.credit.models import CreditEntry
from theriac.domains.customer_returns.models import CustomerReturn
from theriac.domains.device_logs.models import LogFinding
from theriac.domains.disposal.models import Destruction, TakenBack
from theriac.domains.duty.models import DutyShift, DutyTurn
from theriac.domains.eprescriptions.models import (
    EPrescription,
    PrescribingSystem,
    ReceivedBundle,
    SystemKey,
)
from theriac.domains.gift_cards.models import GiftEntry
from theriac.domains.interventions.models import Intervention
from theriac.domains.offers.models import Offer
from theriac.domains.organisation.models import Branch, DocumentSeries, Terminal
from theriac.domains.prescriptions.models import (
    Dispense,
    LineOutcome,
    Prescription,
    PrescriptionLine,
)
from theriac.domains.proposals.models import PurchaseProposal
from theriac.domains.purchase_orders.models import PurchaseOrder
from theriac.domains.purchasing.models import (
    ConsignmentSettlement,
    GoodsReceipt,
    GoodsReceiptLine,
    SupplierBill,
    SupplierPayment,
    SupplierReturn,
)
from theriac.domains.queue_tickets.models import QueueTicket
from theriac.domains.quotations.models import Quotation
from theriac.domains.refills.models import ProgrammeMember, RefillFill, RefillPlan
from theriac.domains.replenishment.models import StockAlert, WantEntry
from theriac.domains.sale_documents.models import DocumentRequest
from theriac.domains.sales.models import DiscrepancyCase, Sale, SaleLine
from theriac.domains.serials.models import SerialSold
from theriac.domains.services.models import Appointment, OfferedService, ServiceRecord
from theriac.domains.stock.models import Batch, Bin, Movement, Place, Reservation
from theriac.domains.stocktaking.models import CountLine, StockCount
from theriac.domains.tills.models import HeldTillDocument, TillSession
from theriac.domains.transfers.models import Transfer, TransferLine
from theriac.domains.unmet_requests.models import UnmetRequest
from theriac.domains.waitlist.models import Wait
from theriac.surfaces.api.export import openapi_document

DOCUMENT = openapi_document()
SCHEMAS: Mapping[str, Any] = DOCUMENT["components"]["schemas"]
Steps = tuple[str | int, ...]

KINDS: Mapping[str, type[Any]] = {
    "actor_id": User,
    "at_branch": Branch,
    "alert_id": StockAlert,
    "approval_id": Approval,
    "credit_approval_id": Approval,
    "approved_by": User,
    "signature_id": Approval,
    "batch_id": Batch,
    "batch_ids": Batch,
    "bill_id": SupplierBill,
    "bill_ids": SupplierBill,
    "bin_id": Bin,
    "branch": Branch,
    "branch_id": Branch,
    "branch_ids": Branch,
    "by": User,
    "case_id": DiscrepancyCase,
    "count_case_id": CountCase,
    "counselling_id": Counselling,
    "count_id": StockCount,
    "created_by": User,
    "destruction_id": Destruction,
    "dispense_id": Dispense,
    "document_id": Movement,
    "entry_id": TakenBack,
    "bundle_id": ReceivedBundle,
    "eprescription_id": EPrescription,
    "excursion_id": Excursion,
    "formula_id": Formula,
    "from_branch_id": Branch,
    "import_id": Import,
    "intervention_id": Intervention,
    "line_ids": CountLine,
    "movement_id": Movement,
    "order_id": PurchaseOrder,
    "preparation_id": Preparation,
    "prescription_id": Prescription,
    "prescription_line_id": PrescriptionLine,
    "proposal_id": PurchaseProposal,
    "report_id": AdverseEventReport,
    "service_id": OfferedService,
    "appointment_id": Appointment,
    "record_id": ServiceRecord,
    "session_id": TillSession,
    "till_session_id": TillSession,
    "held_till_id": HeldTillDocument,
    "offer_id": Offer,
    "outcome_id": LineOutcome,
    "owner_id": User,
    "permitted_by": User,
    "payment_id": SupplierPayment,
    "person_id": User,
    "place_id": Place,
    "receipt_id": GoodsReceipt,
    "request_id": ApprovalRequest,
    "requested_by": User,
    "reservation_id": Reservation,
    "reservation_ids": Reservation,
    "return_id": SupplierReturn,
    "sale_id": Sale,
    "sale_line_id": SaleLine,
    "customer_return_id": CustomerReturn,
    "document_request_id": DocumentRequest,
    "quotation_id": Quotation,
    "queue_ticket_id": QueueTicket,
    "credit_entry_id": CreditEntry,
    "gift_entry_id": GiftEntry,
    "sensor_id": ColdSensor,
    "series_id": DocumentSeries,
    "settlement_id": ConsignmentSettlement,
    "shift_id": DutyShift,
    "sold_id": SerialSold,
    "terminal_id": Terminal,
    "to_branch_id": Branch,
    "system_id": PrescribingSystem,
    "system_key_id": SystemKey,
    "transfer_id": Transfer,
    "turn_id": DutyTurn,
    "voucher_id": Posting,
    "plan_id": RefillPlan,
    "fill_id": RefillFill,
    "member_id": ProgrammeMember,
    "log_finding_id": LogFinding,
    "unmet_request_id": UnmetRequest,
    "wait_id": Wait,
    "want_id": WantEntry,
}
"""What a field names that belongs to a branch, or works there."""
LINES = {
    "/goods-receipts": GoodsReceiptLine,
    "/transfers": TransferLine,
    "/stock-counts": CountLine,
    "/prescriptions": PrescriptionLine,
}
"""What ``line_id`` names, by where the address begins."""
SHARED = {
    "abbreviation_id",
    *(
        "change_id",
        "code_id",
        "contact_id",
        "finding_id",
        "generic_id",
        "list_id",
        "merge_id",
        "recall_id",
    ),
    *("account_id", "credit_account_id", "loyalty_member_id", "gift_card_id"),
    *("promotion_id", "coupon_id", "instead_of", "category_ids"),
    *("set_id", "rule_id", "budget_id", "category_id", "dispensing_limit_id"),
    *("kept_id", "kept_pack_id", "merged_id", "merged_pack_id", "pack_id", "patient_id"),
    *("prescriber_id", "product_id", "product_ids", "supplier_id", "supplier_ids", "to_pack_id"),
    "vaccine_ids",
    "programme_id",
    *("audit_record_id", "subject_id", "subject_request_id", "unknown_code_id"),
}
"""What all branches have in common: catalogue, patients, suppliers, recalls, settings."""
OWN = {
    "client_id": "a program's own",
    "file_id": "files are read by who may for their purpose; test_elsewhere asks the address",
    "ground_id": "a device's own, within what it pushes",
    "holder_id": "what an order of somebody else's program is called there",
    "id": "a device's own, within what it pushes",
    "invoice_line_id": "a line of the receipt that the address names",
    "shown": "lines of the receipt that the address names",
    "issue_id": "an issue of the sale that the address names",
    "job_id": "work is of who began it, not of a branch",
    "option_id": "an offer within what the proposal was made from, which the proposal itself has",
    "record_id": "a product, or a person, which are the pharmacy's",
}
"""What names nothing of a branch, and why."""


@dataclass(frozen=True)
class Named:
    """Where an operation takes an id: in ``path``, ``query`` or ``body``, and the way there."""

    where: str
    steps: Steps

    @property
    def field(self) -> str:
        """The name of the field itself."""
        return next(str(step) for step in reversed(self.steps) if step != 0)

    def put(self, asked: Asked, template: str, thing: UUID) -> Asked | None:
        """The request with this thing there; None where its body has no such part."""
        if self.where == "body":
            body = _put(asked.body, self.steps, str(thing))
            return None if body is None else replace(asked, body=body)
        if self.where == "query":
            return replace(asked, path=with_query(asked.path, self.field, thing))
        return replace(asked, path=_in_path(asked.path, template, self.field, thing))


def with_query(path: str, name: str, value: object) -> str:
    """An address that says this in its query, and says it once."""
    head, _mark, query = path.partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith(f"{name}=")]
    return f"{head}?{'&'.join([*kept, f'{name}={value}'])}"


def named_by(operation: Mapping[str, Any]) -> list[Named]:
    """Every place where the operation takes an id."""
    found = [
        Named(one["in"], (one["name"],))
        for one in operation.get("parameters", [])
        if one["in"] in ("path", "query") and list(_ids(one["schema"], (), ()))
    ]
    content = operation.get("requestBody", {}).get("content", {})
    schemas = [content["application/json"]["schema"]] if "application/json" in content else []
    steps = {one for schema in schemas for one in _ids(schema, (), ())}
    return [*found, *(Named("body", one) for one in sorted(steps, key=str))]


def _ids(schema: Mapping[str, Any], steps: Steps, seen: tuple[str, ...]) -> Iterator[Steps]:
    name = schema.get("$ref", "").rpartition("/")[2]
    if name:
        if name not in seen:
            yield from _ids(SCHEMAS[name], steps, (*seen, name))
        return
    if schema.get("format") == "uuid":
        yield steps
    for word in ("anyOf", "oneOf", "allOf"):
        for one in schema.get(word, []):
            yield from _ids(one, steps, seen)
    for field, one in schema.get("properties", {}).items():
        yield from _ids(one, (*steps, field), seen)
    if isinstance(schema.get("items"), dict):
        yield from _ids(schema["items"], (*steps, 0), seen)


def _put(body: Any, steps: Steps, value: str) -> Any:
    """The body with the value at the end of the steps; a last field may be new in its part."""
    step, *rest = steps
    if isinstance(step, int):
        if not isinstance(body, list) or (rest and not body):
            return None
        first = _put(body[0], tuple(rest), value) if rest else value
        return None if first is None else [first, *body[1:]]
    if not isinstance(body, dict):
        return None
    if rest and step not in body:
        return {**body, step: [value]} if rest == [0] else None
    part = _put(body[step], tuple(rest), value) if rest else value
    return None if part is None else {**body, step: part}


def _in_path(path: str, template: str, name: str, thing: UUID) -> str:
    head, mark, query = path.partition("?")
    parts = head.split("/")
    parts[template.split("/").index(f"{{{name}}}")] = str(thing)
    return re.sub(r"\?$", "", f"{'/'.join(parts)}{mark}{query}")
