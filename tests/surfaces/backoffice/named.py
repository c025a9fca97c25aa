"""What the back office's screens are about, by the names that their addresses use."""

from __future__ import annotations

from typing import Any

from tests.support.clinical import ANSWERED
from tests.support.vouchers import the_voucher
from theriac.domains.adverse_events.models import AdverseEventReport
from theriac.domains.budgets.models import Budget
from theriac.domains.catalog.models import (
    Abbreviation,
    Generic,
    Manufacturer,
    ProductMerge,
    UnknownCode,
)
from theriac.domains.clinical.models import KnowledgeSet
from theriac.domains.cold_chain.models import ColdSensor, Excursion
from theriac.domains.compounding.models import Formula, Preparation
from theriac.domains.controlled.models import CountCase, DispensingLimit
from theriac.domains.counselling.models import Counselling
from theriac.domains.credit.models import CreditAccount, CreditEntry
from theriac.domains.customer_returns.models import CustomerReturn
from theriac.domains.device_logs.models import LogFinding
from theriac.domains.disposal.models import Destruction, TakenBack
from theriac.domains.duty.models import DutyShift, DutyTurn
from theriac.domains.eprescriptions.models import EPrescription, PrescribingSystem, SystemKey
from theriac.domains.gift_cards.models import GiftCard
from theriac.domains.interventions.models import Intervention
from theriac.domains.loyalty.models import LoyaltyMember
from theriac.domains.offers.models import Offer, SupplierAlias
from theriac.domains.prescribers.models import Prescriber
from theriac.domains.prescriptions.models import Dispense, LineOutcome, Prescription
from theriac.domains.promotions.models import Coupon, Promotion
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
from theriac.domains.quotations.models import Quotation
from theriac.domains.recalls.models import Recall, RecallFinding, RecallList
from theriac.domains.refills.models import ChronicProgramme, ProgrammeMember, RefillPlan
from theriac.domains.replenishment.models import StockAlert, WantEntry
from theriac.domains.sale_documents.models import DocumentRequest
from theriac.domains.services.models import Appointment, OfferedService, ServiceRecord
from theriac.domains.stock.models import Bin, Reservation
from theriac.domains.stocktaking.models import StockCount
from theriac.domains.subject_requests.models import SubjectRequest
from theriac.domains.suppliers.models import Supplier, SupplierPerson
from theriac.domains.tills.models import HeldTillDocument, TillSession
from theriac.domains.transfers.models import Transfer
from theriac.domains.unmet_requests.models import UnmetRequest
from theriac.domains.waitlist.models import Wait


def leaving() -> dict[str, Any]:
    """What is recalled, destroyed and brought back; and what a person asks about their data."""
    return {
        "unknown_code_id": UnknownCode.objects.get().id,
        "list_id": RecallList.objects.get().id,
        "set_id": KnowledgeSet.objects.get().id,
        "rule_id": ANSWERED.id,
        "finding_id": RecallFinding.objects.get().id,
        "destruction_id": Destruction.objects.get().id,
        "customer_return_id": CustomerReturn.objects.get().id,
        "quotation_id": Quotation.objects.get().id,
        "document_request_id": DocumentRequest.objects.get().id,
        "credit_account_id": CreditAccount.objects.get().id,
        "loyalty_member_id": LoyaltyMember.objects.get().id,
        "gift_card_id": GiftCard.objects.get().id,
        "credit_entry_id": CreditEntry.objects.get(kind="payment").id,
        "preparation_id": Preparation.objects.get().id,
        "formula_id": Formula.objects.get().id,
        "entry_id": TakenBack.objects.get().id,
        "recall_id": Recall.objects.get().id,
        "subject_request_id": SubjectRequest.objects.get().id,
    }


def stock_room() -> dict[str, Any]:
    """What is received, returned, moved, counted, watched and wanted."""
    return {
        "transfer_id": Transfer.objects.get(state="dispatched").id,
        "alert_id": StockAlert.objects.get(kind="low").id,
        "count_case_id": CountCase.objects.get().id,
        "count_id": StockCount.objects.get().id,
        "counselling_id": Counselling.objects.get().id,
        "eprescription_id": EPrescription.objects.get().id,
        "system_id": PrescribingSystem.objects.get().id,
        "system_key_id": SystemKey.objects.get().id,
        "report_id": AdverseEventReport.objects.get().id,
        "service_id": OfferedService.objects.get().id,
        "appointment_id": Appointment.objects.get().id,
        "record_id": ServiceRecord.objects.get().id,
        "session_id": TillSession.objects.get().id,
        "held_till_id": HeldTillDocument.objects.get().id,
        "intervention_id": Intervention.objects.get().id,
        "dispensing_limit_id": DispensingLimit.objects.get().id,
        "sensor_id": ColdSensor.objects.get().id,
        "excursion_id": Excursion.objects.get().id,
        "want_id": WantEntry.objects.get().id,
        "reservation_id": Reservation.objects.get().id,
        "prescriber_id": Prescriber.objects.get(name="Ani Wijaya").id,
        "supplier_id": Supplier.objects.get().id,
        "contact_id": SupplierPerson.objects.get().id,
        "code_id": SupplierAlias.objects.order_by("kind", "id")[0].id,
        "receipt_id": GoodsReceipt.objects.get(state="draft").id,
        "line_id": GoodsReceiptLine.objects.get(receipt__state="draft").id,
        "return_id": SupplierReturn.objects.get().id,
        "settlement_id": ConsignmentSettlement.objects.get().id,
        "offer_id": Offer.objects.get(state="draft").id,
        "bin_id": Bin.objects.get().id,
        "log_finding_id": LogFinding.objects.get().id,
        "unmet_request_id": UnmetRequest.objects.get().id,
        "wait_id": Wait.objects.get().id,
        "plan_id": RefillPlan.objects.get().id,
        "programme_id": ChronicProgramme.objects.get().id,
        "member_id": ProgrammeMember.objects.get().id,
        "prescription_id": Prescription.objects.get().id,
        "outcome_id": LineOutcome.objects.get().id,
        "dispense_id": Dispense.objects.get().id,
        "shift_id": DutyShift.objects.get().id,
        "turn_id": DutyTurn.objects.order_by("-started_at")[0].id,
    }


def catalogue() -> dict[str, Any]:
    """What the catalogue's screens are about, beside products."""
    return {
        "merge_id": ProductMerge.objects.get().id,
        "group_id": Manufacturer.objects.get().id,
        "abbreviation_id": Abbreviation.objects.get().id,
        "generic_id": Generic.objects.filter(name__startswith="Paracetamol")[0].id,
    }


def money() -> dict[str, Any]:
    """What is owed, paid and entered by hand."""
    return {
        "account": "cash",
        "voucher_id": the_voucher(),
        "bill_id": SupplierBill.objects.get(number="INV-82").id,
        "payment_id": SupplierPayment.objects.get().id,
        "order_id": PurchaseOrder.objects.get().id,
        "budget_id": Budget.objects.get().id,
        "promotion_id": Promotion.objects.get().id,
        "coupon_id": Coupon.objects.get().id,
        "proposal_id": PurchaseProposal.objects.get().id,
    }
