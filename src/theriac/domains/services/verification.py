"""What must always be true of services, recomputed from the rows."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.sales.queries.sold_goods import lines_there
from theriac.domains.services.models import Appointment, ServiceBill, ServiceRecord
from theriac.domains.services.rules.codes import DONE, STANDING

BILL_DIFFERS = finding(
    "services.bill_differs",
    _("Service record %(record)s: its bill names a line that doesn’t sell this service."),
)
OVERBOOKED = finding(
    "services.overbooked",
    _("Appointment %(appointment)s: more stand at its time than the service had places."),
)
UNRECORDED = finding(
    "services.unrecorded", _("Appointment %(appointment)s is done but has no record.")
)
AT_ONCE = 400


@verifies("services.bills")
def bills_name_their_lines(findings: Findings) -> None:
    """Each bill names lines of one sale of its branch: the service's, the vaccine's, in units."""
    bills = list(ServiceBill.objects.select_related("record__offered").order_by("id"))
    for start in range(0, len(bills), AT_ONCE):
        some = bills[start : start + AT_ONCE]
        named = {one.line_id for one in some} | {one.vaccine_line_id for one in some}
        lines = lines_there({key for key in named if key is not None})
        for one in some:
            if not _agrees(one, lines):
                findings.violate(BILL_DIFFERS, record=one.record_id)
    findings.look(len(bills))


def _agrees(bill: ServiceBill, lines: dict[UUID, tuple[UUID, UUID, UUID, int]]) -> bool:
    record, line = bill.record, lines.get(bill.line_id)
    at = (record.branch_id, bill.sale_id)
    served = (*at, record.offered.product_id)
    if line is None or line[:2] != at or (line[:3] != served and not _was_another(bill)):
        return False
    if bill.unit > line[3] or (bill.vaccine_line_id is None) is not (record.product_id is None):
        return False
    if bill.vaccine_line_id is None:
        return True
    given = lines.get(bill.vaccine_line_id)
    return given is not None and given[:2] == at and (bill.vaccine_unit or 0) <= given[3]


def _was_another(bill: ServiceBill) -> bool:
    """Whether the service was billed as another product before it was changed."""
    return bool(bill.record.offered.version > 1)


@verifies("services.places")
def no_more_than_places(findings: Findings) -> None:
    """No more appointments stand at a time than their service has places.

    Of a service that was changed since nobody knows how many it had.
    """
    rows = Appointment.objects.filter(state__in=STANDING, offered__version=1)
    columns = ("id", "offered_id", "begins_at", "ends_at", "offered__capacity")
    standing: dict[UUID, list[datetime]] = {}
    looked = 0
    for row_id, offered_id, begins, ends, capacity in rows.order_by("begins_at", "id").values_list(
        *columns
    ):
        there = [one for one in standing.get(offered_id, ()) if one > begins]
        standing[offered_id] = [*there, ends]
        looked += 1
        if len(there) >= capacity:
            findings.violate(OVERBOOKED, appointment=row_id)
    findings.look(looked)


@verifies("services.records")
def what_is_done_is_recorded(findings: Findings) -> None:
    """Each appointment that is done has its record."""
    done = Appointment.objects.filter(state=DONE)
    recorded = set(ServiceRecord.objects.values_list("appointment_id", flat=True))
    for row_id in done.values_list("id", flat=True):
        if row_id not in recorded:
            findings.violate(UNRECORDED, appointment=row_id)
    findings.look(done.count())
