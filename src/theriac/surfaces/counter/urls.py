"""The counter's page and the addresses that its program asks."""

from __future__ import annotations

from django.urls import path

from theriac.surfaces.counter.alert_counts import alert_counts
from theriac.surfaces.counter.baskets.parked import fetch, parked, waiting
from theriac.surfaces.counter.baskets.quotations import find as quotation_find
from theriac.surfaces.counter.baskets.quotations import issue as quotation_issue
from theriac.surfaces.counter.baskets.quotations import paper as quotation_paper
from theriac.surfaces.counter.baskets.quotations import take as quotation_take
from theriac.surfaces.counter.baskets.sent_documents import send as document_send
from theriac.surfaces.counter.baskets.sent_documents import sent as document_sent
from theriac.surfaces.counter.cards.gift_cards import gift_card
from theriac.surfaces.counter.cards.gift_money import sell_gift_card, top_up
from theriac.surfaces.counter.cards.loyalty import enrol, loyalty
from theriac.surfaces.counter.credit.payments import accounts as credit_accounts
from theriac.surfaces.counter.credit.payments import pay_account
from theriac.surfaces.counter.credit.standing import credit
from theriac.surfaces.counter.customer_returns.owed import refunds
from theriac.surfaces.counter.customer_returns.unreceipted import (
    brought,
    unreceipted,
    unreceipted_check,
)
from theriac.surfaces.counter.customer_returns.views import return_check, return_sale
from theriac.surfaces.counter.duty import duty
from theriac.surfaces.counter.prescriptions import ready, take
from theriac.surfaces.counter.pushes.offers import offer
from theriac.surfaces.counter.pushes.parcels import push
from theriac.surfaces.counter.pushes.saved import saved
from theriac.surfaces.counter.queue_tickets import call as queue_call
from theriac.surfaces.counter.queue_tickets import issue as queue_issue
from theriac.surfaces.counter.queue_tickets import queue
from theriac.surfaces.counter.views.approvals import approve, passkey
from theriac.surfaces.counter.views.checks import check, serial
from theriac.surfaces.counter.views.codes import link_code, unknown_codes
from theriac.surfaces.counter.views.feed import clock_now, feed, safety
from theriac.surfaces.counter.views.page import counter
from theriac.surfaces.counter.views.pairing import first_pairing, pair
from theriac.surfaces.counter.views.patients import (
    check_for,
    new_patient,
    patient,
    patient_baskets,
    patients,
)
from theriac.surfaces.counter.views.pictures import picture
from theriac.surfaces.counter.views.program import manifest, program_file, service_worker
from theriac.surfaces.counter.views.quotas import quota
from theriac.surfaces.counter.views.receipts import (
    printed_receipt,
    receipt,
    receipt_copies,
    receipt_copy,
    receipts,
)
from theriac.surfaces.counter.views.reservations import reserved
from theriac.surfaces.counter.views.sign_in import own_pin, sign_in

app_name = "counter"
urlpatterns = [
    path("", counter, name="page"),
    path("service-worker.js", service_worker, name="service_worker"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("v/<str:version>/<path:path>", program_file, name="program_file"),
    path("pictures/<uuid:product_id>/<uuid:file_id>", picture, name="picture"),
    path("api/pair", pair, name="pair"),
    path("api/first-pairing", first_pairing, name="first_pairing"),
    path("api/sign-in", sign_in, name="sign_in"),
    path("api/pin", own_pin, name="pin"),
    path("api/feed", feed, name="feed"),
    path("api/safety", safety, name="safety"),
    path("api/alert-counts", alert_counts, name="alert_counts"),
    path("api/check", check, name="check"),
    path("api/credit", credit, name="credit"),
    path("api/credit/accounts", credit_accounts, name="credit_accounts"),
    path("api/credit/payment", pay_account, name="credit_payment"),
    path("api/gift-card", gift_card, name="gift_card"),
    path("api/gift-card/sell", sell_gift_card, name="sell_gift_card"),
    path("api/gift-card/top-up", top_up, name="top_up_gift_card"),
    path("api/loyalty", loyalty, name="loyalty"),
    path("api/loyalty/enrol", enrol, name="loyalty_enrol"),
    path("api/serial", serial, name="serial"),
    path("api/approve", approve, name="approve"),
    path("api/approve/passkey", passkey, name="approve_passkey"),
    path("api/patients", patients, name="patients"),
    path("api/patient", patient, name="patient"),
    path("api/patient/baskets", patient_baskets, name="patient_baskets"),
    path("api/patient/check", check_for, name="patient_check"),
    path("api/patient/register", new_patient, name="new_patient"),
    path("api/prescriptions", ready, name="prescriptions"),
    path("api/prescription", take, name="prescription"),
    path("receipts/<uuid:sale_id>", printed_receipt, name="printed_receipt"),
    path("api/receipts", receipts, name="receipts"),
    path("api/receipt", receipt, name="receipt"),
    path("api/receipt/copy", receipt_copy, name="receipt_copy"),
    path("api/receipt/copies", receipt_copies, name="receipt_copies"),
    path("api/refunds", refunds, name="refunds"),
    path("api/return/sale", return_sale, name="return_sale"),
    path("api/return/check", return_check, name="return_check"),
    path("api/return/brought", brought, name="return_brought"),
    path("api/return/unreceipted/check", unreceipted_check, name="unreceipted_check"),
    path("api/return/unreceipted", unreceipted, name="unreceipted"),
    path("api/link-code", link_code, name="link_code"),
    path("api/unknown-codes", unknown_codes, name="unknown_codes"),
    path("api/duty", duty, name="duty"),
    path("api/reserved", reserved, name="reserved"),
    path("api/parked", parked, name="parked"),
    path("api/parked/list", waiting, name="parked_list"),
    path("api/parked/fetch", fetch, name="parked_fetch"),
    path("api/quotation", quotation_find, name="quotation"),
    path("api/quotation/issue", quotation_issue, name="quotation_issue"),
    path("api/quotation/take", quotation_take, name="quotation_take"),
    path("api/quotation/paper", quotation_paper, name="quotation_paper"),
    path("api/document/send", document_send, name="document_send"),
    path("api/document/sent", document_sent, name="document_sent"),
    path("api/queue", queue, name="queue"),
    path("api/queue/issue", queue_issue, name="queue_issue"),
    path("api/queue/call", queue_call, name="queue_call"),
    path("api/offer", offer, name="offer"),
    path("api/push", push, name="push"),
    path("api/saved", saved, name="saved"),
    path("api/clock", clock_now, name="clock"),
    path("api/quota", quota, name="quota"),
]
