"""What must always be true of transfers, recomputed from the movements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.organisation.numbering import declare_numbers
from theriac.domains.stock.models import Balance, Movement, Place
from theriac.domains.transfers.commands.draft import NUMBERED
from theriac.domains.transfers.models import Transfer, TransferLine

TRANSFER_DIFFERS = finding(
    "transfers.differs",
    _(
        "Line %(line)s of transfer %(transfer)s: sent, received, lost and returned are "
        "%(moved)s by movements, %(kept)s by the line."
    ),
)
TRANSIT_DIFFERS = finding(
    "transfers.transit_differs",
    _("Batch %(batch)s in transit: %(told)s by transfers, %(kept)s by stock."),
)
CLOSED_IN_TRANSIT = finding(
    "transfers.closed_in_transit",
    _("Transfer %(transfer)s was closed with %(left)s base units in transit."),
)


@verifies("transfers.transfers")
def lines_equal_movements(findings: Findings) -> None:
    """Sent is what was received, lost, returned and is on the way, by line and by movements."""
    moved = _moved()
    on_way: dict[tuple[UUID, UUID], int] = defaultdict(int)
    lines = TransferLine.objects.select_related("transfer")
    for line in lines.iterator(2000):
        kept = (line.sent, line.received, line.lost, line.returned)
        if moved[line.id] != kept or line.in_transit < 0:
            findings.violate(
                TRANSFER_DIFFERS,
                line=line.id,
                transfer=line.transfer.number,
                moved=moved[line.id],
                kept=kept,
            )
        is_settled = line.transfer.state in (Transfer.State.CLOSED, Transfer.State.RECEIVED)
        if is_settled and line.in_transit:
            findings.violate(CLOSED_IN_TRANSIT, transfer=line.transfer.number, left=line.in_transit)
        on_way[(line.transfer.from_branch_id, line.batch_id)] += line.in_transit
    _compare_places(findings, on_way)
    findings.look(len(moved))


def _moved() -> dict[UUID, tuple[int, int, int, int]]:
    """Sent, received, lost, returned by line, from the movements."""
    kinds = dict(Place.objects.values_list("id", "kind"))
    of_transfer = dict(Transfer.objects.values_list("id", "from_place_id"))
    found: dict[UUID, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    rows = (
        Movement.objects.filter(kind=Movement.Kind.TRANSFER)
        .values_list("line_id", "document_id", "branch_id", "from_place_id", "to_place_id")
        .annotate(units=Sum("quantity"))
        .order_by()
    )
    senders = dict(Transfer.objects.values_list("id", "from_branch_id"))
    for line_id, document_id, branch_id, source, target, units in rows:
        if line_id is None or document_id not in of_transfer:
            continue
        sums = found[line_id]
        goes_on = kinds[target] == Place.Kind.TRANSIT
        if goes_on and kinds[source] == Place.Kind.OUTSIDE:
            sums[2] -= int(units)
        elif goes_on:
            sums[0] += int(units)
        elif kinds[target] == Place.Kind.OUTSIDE:
            sums[2] += int(units)
        elif target == of_transfer[document_id] and branch_id == senders[document_id]:
            sums[3] += int(units)
        else:
            sums[1] += int(units)
    result: dict[UUID, tuple[int, int, int, int]] = defaultdict(lambda: (0, 0, 0, 0))
    result.update({key: (a, b, c, d) for key, (a, b, c, d) in found.items()})
    return result


def _compare_places(findings: Findings, on_way: dict[tuple[UUID, UUID], int]) -> None:
    kept: dict[tuple[UUID, UUID], int] = defaultdict(int)
    rows = Balance.objects.filter(place__kind=Place.Kind.TRANSIT).values_list(
        "branch_id", "batch_id", "quantity"
    )
    for branch_id, batch_id, quantity in rows:
        kept[(branch_id, batch_id)] += quantity
    for key in {*on_way, *kept}:
        if on_way[key] != kept[key]:
            findings.violate(TRANSIT_DIFFERS, batch=key[1], told=on_way[key], kept=kept[key])


def _numbers_kept(branch_id: UUID) -> Iterable[str]:
    rows = Transfer.objects.filter(from_branch_id=branch_id).order_by()
    return rows.values_list("number", flat=True)


declare_numbers(NUMBERED, _("Transfers"), _numbers_kept)
