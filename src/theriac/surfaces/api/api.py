"""The API put together: routers, errors, what holds for every operation."""

from __future__ import annotations

from ninja import Router

from theriac.surfaces.api.bodies import StrictParser
from theriac.surfaces.api.document import DocumentedAPI
from theriac.surfaces.api.guard import declared_only
from theriac.surfaces.api.refusals.errors import handle_errors
from theriac.surfaces.api.routers import (
    approvals,
    auth,
    books,
    cold_chain,
    customers,
    disposal,
    events,
    exports,
    jobs,
    organisation,
    people,
    serials,
    settings,
    subject_requests,
)
from theriac.surfaces.api.routers import files as kept_files
from theriac.surfaces.api.routers.adverse_events import acts as adverse_event_acts
from theriac.surfaces.api.routers.adverse_events import reports as adverse_events
from theriac.surfaces.api.routers.catalog import (
    abbreviations,
    barcodes,
    favourites,
    generics,
    groups,
    price_changes,
    prices,
    products,
    unknown_codes,
)
from theriac.surfaces.api.routers.catalog import (
    merges as product_merges,
)
from theriac.surfaces.api.routers.clinical import checks, eprescriptions
from theriac.surfaces.api.routers.compounding import formulas, preparations
from theriac.surfaces.api.routers.credit import accounts as credit_accounts
from theriac.surfaces.api.routers.credit import entries as credit_entries
from theriac.surfaces.api.routers.duty import roster, turns
from theriac.surfaces.api.routers.feed import pages as feed
from theriac.surfaces.api.routers.gift_cards import cards as gift_cards
from theriac.surfaces.api.routers.gift_cards import money as gift_money
from theriac.surfaces.api.routers.imports import files, problems, steps
from theriac.surfaces.api.routers.loyalty import members as loyalty_members
from theriac.surfaces.api.routers.loyalty import program as loyalty_program
from theriac.surfaces.api.routers.patients import (
    consents,
    counselling,
    dispenses,
    erasure,
    interventions,
    merges,
    prescribers,
    prescription_steps,
    prescriptions,
    programmes,
    purchases,
    readers,
    records,
    refills,
    waits,
)
from theriac.surfaces.api.routers.promotions import previews, promotions
from theriac.surfaces.api.routers.purchasing import (
    budgets,
    capital,
    consignment,
    offers,
    orders,
    payments,
    proposals,
    return_states,
    returns,
    supplier_feed,
    terms,
)
from theriac.surfaces.api.routers.purchasing.receipts import heads as receipt_heads
from theriac.surfaces.api.routers.purchasing.receipts import read as receipts_read
from theriac.surfaces.api.routers.purchasing.receipts import states as receipt_states
from theriac.surfaces.api.routers.recalls import letters, public_lists, recalls
from theriac.surfaces.api.routers.replenishment import (
    alerts,
    expiry,
    minimums,
    needs,
    unmet_requests,
    wants,
)
from theriac.surfaces.api.routers.sales import (
    cases,
    conflicts,
    copies,
    customer_returns,
    device_logs,
    documents,
    pushes,
    queue_tickets,
    quotations,
    sales,
    series,
    till_documents,
    tills,
)
from theriac.surfaces.api.routers.services import appointments
from theriac.surfaces.api.routers.services import records as service_records
from theriac.surfaces.api.routers.stock import (
    batches,
    bins,
    consigned,
    controlled_counts,
    demand,
    dispensing_limits,
    labels,
    movements,
    registers,
    reservations,
    valuation,
)
from theriac.surfaces.api.routers.stocktaking import counts, entries
from theriac.surfaces.api.routers.suppliers import people as suppliers_people
from theriac.surfaces.api.routers.suppliers import scorecards, suppliers
from theriac.surfaces.api.routers.transfers import suggestions, transfers

# A fixed address stands before the one that takes an id in its place.
ROUTERS: tuple[Router, ...] = (
    products.router,
    groups.router,
    generics.router,
    product_merges.router,
    prices.router,
    price_changes.router,
    barcodes.router,
    unknown_codes.router,
    abbreviations.router,
    favourites.router,
    batches.router,
    movements.router,  # the movements that stock reads, and those that are posted
    consigned.router,
    labels.router,
    minimums.router,
    expiry.router,
    alerts.router,
    recalls.router,
    letters.router,
    public_lists.router,
    counts.router,
    entries.router,
    transfers.router,
    suggestions.router,
    disposal.router,
    preparations.router,
    formulas.router,
    wants.router,
    unmet_requests.router,
    needs.router,
    reservations.router,
    waits.router,
    eprescriptions.router,
    prescriptions.router,
    prescription_steps.router,
    dispenses.router,
    counselling.router,
    interventions.router,
    adverse_events.router,
    adverse_event_acts.router,
    appointments.router,
    service_records.router,
    refills.router,
    programmes.router,
    turns.router,
    roster.router,
    serials.router,
    cold_chain.router,
    registers.router,
    controlled_counts.router,
    dispensing_limits.router,
    valuation.router,
    bins.router,
    demand.router,
    series.router,
    previews.router,
    promotions.router,
    pushes.router,
    sales.router,
    copies.router,
    customer_returns.router,
    credit_accounts.router,
    credit_entries.router,
    gift_cards.router,
    gift_money.router,
    loyalty_program.router,
    loyalty_members.router,
    documents.router,
    quotations.router,
    queue_tickets.router,
    cases.router,
    device_logs.router,
    conflicts.router,
    tills.router,
    till_documents.router,
    scorecards.router,
    suppliers.router,
    suppliers_people.router,
    terms.router,
    offers.router,
    receipts_read.router,
    receipt_heads.router,
    receipt_states.router,
    returns.router,
    return_states.router,
    consignment.router,
    books.router,
    checks.router,
    budgets.router,
    capital.router,
    orders.router,
    proposals.router,
    payments.router,
    records.router,
    consents.router,
    erasure.router,
    readers.router,
    purchases.router,
    merges.router,
    subject_requests.router,
    events.router,
    feed.router,
    files.router,
    steps.router,
    problems.router,
    exports.router,
    kept_files.router,
    jobs.router,
    organisation.router,
    prescribers.router,
    approvals.router,
    settings.router,
    people.router,
    auth.router,
    customers.router,
    supplier_feed.router,
)

api = DocumentedAPI(
    title="Theriac",
    version="1",
    description=(
        "The pharmacy's own API. Amounts are whole minor units with their currency, quantities "
        "whole base units. Every write carries an Idempotency-Key; every refusal is RFC 9457 "
        "with a stable code. Events and paths are listed in docs/api.md."
    ),
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
    parser=StrictParser(),
    servers=[{"url": "/"}],
)
handle_errors(api)
api.add_decorator(declared_only, mode="view")
for router in ROUTERS:
    api.add_router("", router)
