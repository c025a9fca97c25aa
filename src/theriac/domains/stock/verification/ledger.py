"""What must always be true of stock, recomputed from the rows."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _

from theriac.core.audit.models import AuditRecord
from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.catalog.queries.product_facts import service_ids
from theriac.domains.stock.models import Balance, Batch, Movement
from theriac.domains.stock.queries.ledger.differences import (
    balance_differences,
    counting_snapshots,
    snapshot_differences,
)

BALANCE_DIFFERS = finding(
    "stock.balance_differs",
    _("Batch %(batch)s at place %(place)s: %(moved)s by movements, %(kept)s by the balance."),
)
BALANCE_NEGATIVE = finding("stock.balance_negative", _("Balance %(balance)s is %(kept)s."))
REVERSAL_DIFFERS = finding(
    "stock.reversal_differs",
    _("Movement %(movement)s doesn’t match the movement that it reverses."),
)
DOCUMENT_UNRECORDED = finding(
    "stock.document_unrecorded",
    _("Document %(document)s moved stock without an audit record."),
)

SNAPSHOT_DIFFERS = finding(
    "stock.snapshot_differs",
    _(
        "Batch %(batch)s at place %(place)s: %(kept)s by the snapshot of %(day)s, %(moved)s "
        "by the movements before it."
    ),
)
SERVICE_STOCKED = finding(
    "stock.service_stocked", _("Batch %(batch)s is of a service, which isn’t stocked.")
)


@verifies("stock.balances")
def balances_equal_movements(findings: Findings) -> None:
    """Each balance is the sum of its movements; the outside world keeps none."""
    for one in balance_differences():
        findings.violate(
            BALANCE_DIFFERS,
            batch=one.batch_id,
            place=one.place_id,
            moved=one.moved,
            kept=one.kept,
        )
    findings.look(Movement.objects.count() + Balance.objects.count())


@verifies("stock.snapshots")
def snapshots_equal_movements(findings: Findings) -> None:
    """Each snapshot that counts is the sum of the movements recorded before it."""
    for branch_id, own in counting_snapshots().items():
        for one in snapshot_differences(branch_id, own):
            findings.violate(
                SNAPSHOT_DIFFERS,
                batch=one.batch_id,
                place=one.place_id,
                day=one.day,
                moved=one.moved,
                kept=one.kept,
            )
        findings.look(sum(night.lines for night in own))


@verifies("stock.not_negative")
def no_balance_is_negative(findings: Findings) -> None:
    """No balance is below zero."""
    for balance in Balance.objects.filter(quantity__lt=0):
        findings.violate(BALANCE_NEGATIVE, balance=balance.id, kept=balance.quantity)
    findings.look(Balance.objects.count())


@verifies("stock.reversals")
def reversals_mirror(findings: Findings) -> None:
    """A reversal has the batch and quantity of what it reverses, the other way round."""
    reversals = Movement.objects.filter(reverses__isnull=False)
    wrong = reversals.exclude(
        batch_id=F("reverses__batch_id"),
        quantity=F("reverses__quantity"),
        from_place_id=F("reverses__to_place_id"),
        to_place_id=F("reverses__from_place_id"),
    )
    for movement_id in wrong.values_list("id", flat=True):
        findings.violate(REVERSAL_DIFFERS, movement=movement_id)
    findings.look(reversals.count())


@verifies("stock.audit")
def documents_are_on_the_trail(findings: Findings) -> None:
    """Every document that moved stock has its audit record."""
    documents = Movement.objects.exclude(kind=Movement.Kind.SALE).values("document_id").distinct()
    recorded = AuditRecord.objects.filter(
        object_kind__startswith="stock.", object_id=OuterRef("document_id")
    )
    missing = documents.filter(~Exists(recorded))
    for row in missing:
        findings.violate(DOCUMENT_UNRECORDED, document=row["document_id"])
    findings.look(documents.count())


@verifies("stock.services")
def services_have_no_batches(findings: Findings) -> None:
    """No batch is of a product that isn't stocked."""
    for number in Batch.objects.filter(product_id__in=service_ids()).values_list("id", flat=True):
        findings.violate(SERVICE_STOCKED, batch=number)
    findings.look(Batch.objects.count())
