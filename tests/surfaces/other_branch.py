"""Another branch that has one of everything that a branch has, beside the world of the API."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from tests.support.adverse_events import report
from tests.support.alerts import an_alert
from tests.support.approving import a_request
from tests.support.cold_chain import a_sensor, an_excursion
from tests.support.compounding import compounded
from tests.support.consigned import a_settlement
from tests.support.counselling import counsel
from tests.support.credit import a_credit_payment
from tests.support.customer_returns import a_return as a_customer_return
from tests.support.customer_returns import give_back, returned, sold
from tests.support.destructions import draft_of, signature
from tests.support.duty import pharmacist, plan_a_shift
from tests.support.eprescriptions import eprescription_things
from tests.support.gift_cards import redeemed
from tests.support.interventions import intervene
from tests.support.log_findings import a_log_finding
from tests.support.offers import an_offer, an_offered
from tests.support.orders import an_order
from tests.support.payments import a_bill, paid
from tests.support.prescriptions import a_person, prescription_things
from tests.support.proposals import a_proposal
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.queue_tickets import a_ticket
from tests.support.quotations import a_quotation, quoted
from tests.support.receipts import goods, written
from tests.support.refills import refill_things
from tests.support.reservations import reserve
from tests.support.returns import a_return, aside
from tests.support.sent_documents import a_document_request
from tests.support.serials import a_serial_sold
from tests.support.services import book, serve, the_service
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from tests.support.stocktaking import begin, enter
from tests.support.suppliers import a_supplier
from tests.support.tills import closed_till, held_opening
from tests.support.unmet_requests import an_unmet_request
from tests.support.vouchers import a_voucher
from tests.support.waitlist import join
from tests.surfaces.api.controlled import the_case
from tests.surfaces.api.importing import begin as begin_import
from tests.surfaces.api.pieces import Asked
from tests.surfaces.api.services import vaccination_requests
from tests.surfaces.api.world import World
from theriac.core.actor import SYSTEM
from theriac.core.approval.models import Approval, ApprovalRequest
from theriac.domains.adverse_events.models import AdverseEventReport
from theriac.domains.books.models import Posting
from theriac.domains.catalog.models import Import
from theriac.domains.cold_chain.models import ColdSensor, Excursion
from theriac.domains.controlled.models import CountCase
from theriac.domains.counselling.models import Counselling
from theriac.domains.credit.models import CreditEntry
from theriac.domains.customer_returns.models import CustomerReturn
from theriac.domains.device_logs.models import LogFinding
from theriac.domains.disposal.commands.take_back import TakenBackNew, log_taken_back
from theriac.domains.disposal.models import Destruction, TakenBack
from theriac.domains.duty.commands.sign_on import sign_on
from theriac.domains.duty.models import DutyShift, DutyTurn
from theriac.domains.gift_cards.models import GiftEntry
from theriac.domains.interventions.models import Intervention
from theriac.domains.offers.models import Offer
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.organisation.models import Branch, DocumentSeries, Terminal
from theriac.domains.proposals.models import PurchaseProposal
from theriac.domains.purchase_orders.models import PurchaseOrder
from theriac.domains.purchasing.models import (
    ConsignmentSettlement,
    GoodsReceipt,
    GoodsReceiptLine,
    SupplierBill,
    SupplierPayment,
    SupplierReturn,
    SupplierReturnLine,
)
from theriac.domains.queue_tickets.models import QueueTicket
from theriac.domains.quotations.models import Quotation
from theriac.domains.replenishment.models import StockAlert, WantEntry
from theriac.domains.sale_documents.models import DocumentRequest
from theriac.domains.sales.models import DiscrepancyCase, Sale, SaleLine
from theriac.domains.serials.models import SerialSold
from theriac.domains.services.models import Appointment, OfferedService, ServiceRecord
from theriac.domains.stock.commands.bins import add_bin
from theriac.domains.stock.models import Batch, Bin, Movement, Place, Reservation
from theriac.domains.stocktaking.models import CountLine, StockCount
from theriac.domains.tills.models import HeldTillDocument, TillSession
from theriac.domains.transfers.commands.draft import (
    TransferLineAsked,
    TransferWritten,
    draft_transfer,
)
from theriac.domains.transfers.models import Transfer, TransferLine
from theriac.domains.unmet_requests.models import UnmetRequest
from theriac.domains.waitlist.models import Wait


def shop_there(shop: Shop) -> Shop:
    """Another branch of the same pharmacy as a shop of its own."""
    branch_id = second_branch(shop)
    counter, program = (
        register_terminal(actor=SYSTEM, branch_id=branch_id, code=code, name=code, kind=kind)
        for code, kind in (("K7", "counter"), ("A7", "api"))
    )
    return replace(shop, branch_id=branch_id, terminal_id=counter, api_terminal_id=program)


def _treatment(there: Shop) -> dict[type[Any], UUID]:
    """A prescription, what its patient was told, what was found, what is due again."""
    return {
        **prescription_things(there),
        Counselling: counsel(there),
        Intervention: intervene(there, a_person(there)),
        **eprescription_things(there),
        AdverseEventReport: report(there, a_person(there), reaction="Nausea"),
        **refill_things(there),
        **_services(there),
    }


def _services(there: Shop) -> dict[type[Any], UUID]:
    """A service, who comes for it, and what was done for them."""
    service, patient = the_service(there), a_person(there)
    return {
        OfferedService: service,
        ServiceRecord: serve(there, service, patient),
        Appointment: book(there, service, patient),
    }


def _asked(there: Shop, medicine: Medicine) -> dict[type[Any], UUID]:
    """What is reserved there, and what somebody asked for in vain."""
    return {
        Reservation: reserve(there, medicine, 1, reference="W-9"),
        UnmetRequest: an_unmet_request(there, medicine),
        LogFinding: a_log_finding(there).id,
    }


def things_of(there: Shop, medicine: Medicine) -> dict[type[Any], UUID]:
    """One of each thing that belongs to the branch, by its model."""
    at: dict[str, Any] = {"actor": there.owner, "branch_id": there.branch_id}
    batch = stock_up(there, medicine, 60, batch_number="THERE-1")
    draft = draft_of(there, [(batch, "shelf", 1)])
    count = begin(there, "products", product_ids=[medicine.id])
    enter(there, count, batch, 60)
    receipt = written(there, a_supplier(there, "PT There"), goods(there, medicine))
    back = a_return(there, a_supplier(there, "PT Back"), [aside(batch, 1)])
    moved = (TransferLineAsked(batch_id=batch, quantity=1),)
    asked = TransferWritten(to_branch_id=there.branch_id, to_place="quarantine", lines=moved)
    transfer = draft_transfer(**at, draft=asked)
    alert = an_alert(there, medicine)
    wrong = pushed_sale(there, [pushed_line(there, medicine, [(batch, 900)])])
    push(there, wrong)
    settled = a_settlement(there, a_supplier(there, "PT Consigned there"), "Consigned there")
    (payment_id,) = paid(there, a_bill(there, medicine, "THERE-1"))
    return {
        Branch: there.branch_id,
        Terminal: there.terminal_id,
        DocumentSeries: wrong.series_id,
        Batch: batch,
        Movement: Movement.objects.get(batch_id=batch, kind="opening").id,
        Place: Place.objects.get(branch_id=there.branch_id, kind="shelf").id,
        Bin: add_bin(**at, code="THERE"),
        Sale: wrong.id,
        DiscrepancyCase: DiscrepancyCase.objects.filter(branch_id=there.branch_id)[0].id,
        SerialSold: a_serial_sold(there, medicine, "S-9"),
        Wait: join(there, medicine, 900_000, "W-9"),
        **_asked(there, medicine),
        **_treatment(there),
        **duty_of(there),
        **compounded(there),
        Approval: signature(
            there, draft, add_staff("pharmacist", there.branch_id, "witness there")
        ),
        ApprovalRequest: a_request(there, batch, "asker there"),
        Destruction: draft,
        TakenBack: log_taken_back(**at, waste=TakenBackNew(waste="mixed", grams=5, name="bag")),
        CountCase: the_case(there, "Codeine 20 mg tablet"),
        StockCount: count,
        CountLine: CountLine.objects.get(count_id=count, batch_id=batch).id,
        Transfer: transfer,
        TransferLine: TransferLine.objects.get(transfer_id=transfer).id,
        GoodsReceipt: receipt,
        GoodsReceiptLine: GoodsReceiptLine.objects.get(receipt_id=receipt).id,
        SupplierReturn: back.id,
        SupplierReturnLine: SupplierReturnLine.objects.get(supplier_return_id=back.id).id,
        ConsignmentSettlement: settled,
        Posting: a_voucher(there),
        SupplierPayment: payment_id,
        PurchaseProposal: a_proposal(there, medicine, a_supplier(there, "PT Proposed there")),
        PurchaseOrder: an_order(there, medicine, a_supplier(there, "PT Ordered there")),
        SupplierBill: a_bill(there, medicine, "THERE-2").id,
        StockAlert: alert,
        WantEntry: WantEntry.objects.get(branch_id=there.branch_id).id,
        **cold_things(there),
        Offer: an_offer(there, a_supplier(there, "PT Offers"), an_offered(medicine)),
        Import: begin_import(there),
    }


def returned_there(there: Shop) -> dict[type[Any], UUID]:
    """A sale of which a part came back."""
    medicine = add_medicine(there, "Loratadine 5 mg tablet")
    stock_up(there, medicine, 9, batch_number="RET-9")
    sale = sold(there, [(medicine.id, 2)])
    line = sale.lines[0].id
    note = give_back(there, a_customer_return(sale, returned(line, 1)))
    quotation = a_quotation(there, quoted(add_medicine(there, "Quoted 5 mg")))
    return {
        SaleLine: line,
        CustomerReturn: note.id,
        CreditEntry: a_credit_payment(there).id,
        GiftEntry: redeemed(there).id,
        Quotation: quotation.id,
        DocumentRequest: a_document_request(there, sale.sale.id),
        QueueTicket: a_ticket(there).id,
    }


def cold_things(there: Shop) -> dict[type[Any], UUID]:
    """A sensor that was too warm once."""
    sensor = a_sensor(there, "T-9")
    an_excursion(there, "T-9")
    return {ColdSensor: sensor, Excursion: Excursion.objects.get(sensor_id=sensor).id}


def duty_of(there: Shop) -> dict[type[Any], UUID]:
    """Somebody is planned, and on duty; a till is closed, another held; goods came back."""
    sentry = pharmacist(there, "sentry there")
    return {
        DutyShift: plan_a_shift(there, sentry),
        DutyTurn: sign_on(actor=sentry, branch_id=there.branch_id),
        TillSession: closed_till(there, short=5),
        HeldTillDocument: held_opening(there),
        **returned_there(there),
    }


def more_requests(world: World) -> dict[str, Asked]:
    """Requests that name what those of the world leave out, by operation and what about."""
    shop, medicine = world.shop, world.medicine
    asker = add_staff("restocker", shop.branch_id, "asks here")
    chilled = stock_up(shop, medicine, 3, batch_number="COLD", shelf="K5")
    sensor = a_sensor(shop, "T-5", shelf="K5")
    an_excursion(shop, "T-5")
    excursion = Excursion.objects.get(sensor_id=sensor).id
    decided = [{"batch_id": str(chilled), "decision": "release", "reason": "only a moment"}]
    few = stock_up(shop, medicine, 1, batch_number="FEW")
    short = pushed_sale(shop, [pushed_line(shop, medicine, [(few, 9)])], 2)
    push(shop, short)
    case = DiscrepancyCase.objects.get(sale_id=short.id, kind="stock_short").id
    given = {"settlement": "other_batch", "batch_id": str(world.batch_id), "note": "taken there"}
    return {
        "assessExcursion:decided": Asked(
            "POST",
            f"/excursions/{excursion}/assess",
            {"decisions": decided},
        ),
        "settleCase:other_batch": Asked("POST", f"/cases/{case}/settle", given),
        **vaccination_requests(shop),
        **{
            f"{name}:{action}": Asked(
                "POST", path, {"action": action, "content": content, "reason": "seen", **more}
            )
            for action, content in approvable(world).items()
            for name, path, more in (
                ("leaveApprovalRequest", "/approval-requests", {}),
                ("giveApproval", "/approvals", {"requested_by": str(asker.id)}),
            )
        },
    }


def approvable(world: World) -> dict[str, dict[str, Any]]:
    """What an approval may be of, by its action: each names something of the branch."""
    batch = {"batch_id": str(world.batch_id)}
    count = StockCount.objects.filter(branch_id=world.shop.branch_id).values_list("id", flat=True)
    draft = Destruction.objects.filter(branch_id=world.shop.branch_id).values_list("id", flat=True)
    case = CountCase.objects.filter(branch_id=world.shop.branch_id).values_list("id", flat=True)
    return {
        "controlled.settle": {
            "count_case_id": str(case[0]),
            "difference": -1,
            "explanation_hash": "0" * 64,
        },
        "stock.change": {**batch, "kind": "write_off", "before": 4, "after": 1, "value": 1200},
        "stock.batch": {**batch, "number": ["A", "B"], "expires_on": ["", ""]},
        "stock.count": {"count_id": str(count[0]), "value": 9, "lines": "0" * 64},
        "stock.destroy": {"destruction_id": str(draft[0]), "content_hash": "0" * 64},
    }
