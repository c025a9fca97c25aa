"""What must always be true of tills, recomputed from the rows."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count, F, Q, Sum
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.books.accounts import Account
from theriac.domains.books.queries.documents import entered_by_documents
from theriac.domains.customer_returns.queries.notes import (
    cash_of_notes,
)
from theriac.domains.sales.queries.till_sales import recorded_since
from theriac.domains.tills.entries import VARIANCE
from theriac.domains.tills.models import CashMovement, CountedCash, HeldTillDocument, TillSession
from theriac.domains.tills.settlement import corrected, expected_of

VARIANCE_DIFFERS = finding(
    "tills.variance_differs",
    _("Till session %(session)s: the variance is %(variance)s, %(told)s is recorded."),
)
VARIANCE_UNPOSTED = finding(
    "tills.variance_unposted",
    _("Till session %(session)s: the variance is %(variance)s, %(posted)s is posted."),
)
COUNT_DIFFERS = finding(
    "tills.count_differs",
    _("Till session %(session)s: its notes and coins aren’t the sum that was counted."),
)
OPEN_TWICE = finding(
    "tills.open_twice", _("Terminal %(terminal)s has %(count)s open till sessions.")
)
REFUND_PAID_TWICE = finding(
    "tills.refund_paid_twice",
    _("Credit note %(note)s: %(paid)s was paid out of tills, %(owed)s was owed."),
)
AT_ONCE = 400
FOLLOWS = timedelta(minutes=15)
"""Within this a session that settled is corrected for a sale that came late."""


@verifies("tills.variances")
def variances_are_posted(findings: Findings) -> None:
    """What settled sessions posted is what was counted less what is expected, by the rows."""
    settled = TillSession.objects.filter(state=TillSession.State.SETTLED).order_by("id")
    keys = list(settled.values_list("id", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        some = list(settled.filter(id__in=keys[start : start + AT_ONCE]))
        ids = [one.id for one in some]
        fresh = recorded_since(ids, clock.now() - FOLLOWS)
        expected, later = expected_of(some), corrected(ids)
        posted = entered_by_documents(VARIANCE, Account.TILL_DIFFERENCES, ids)
        for one in some:
            told = (one.variance or 0) + later.get(one.id, 0)
            variance = (one.counted or 0) - expected[one.id].total
            if variance != told and one.id not in fresh:
                findings.violate(VARIANCE_DIFFERS, session=one.id, variance=variance, told=told)
            if -posted.get(one.id, 0) != told:
                findings.violate(
                    VARIANCE_UNPOSTED,
                    session=one.id,
                    variance=told,
                    posted=-posted.get(one.id, 0),
                )
    findings.look(len(keys))


@verifies("tills.counts")
def counts_add_up(findings: Findings) -> None:
    """What a closing counted is the sum of its notes and coins; what was told later has none."""
    closed = TillSession.objects.filter(counted__isnull=False, z_sequence__isnull=False)
    rows = CountedCash.objects.order_by().values_list("session_id")
    sums = dict(rows.annotate(sum=Sum(F("value") * F("pieces"))))
    for session_id, counted in closed.values_list("id", "counted").iterator():
        if int(sums.get(session_id) or 0) != counted:
            findings.violate(COUNT_DIFFERS, session=session_id)
    findings.look(closed.count())


@verifies("tills.open_sessions")
def one_is_open(findings: Findings) -> None:
    """No terminal has two open sessions."""
    rows = TillSession.objects.filter(~Q(open_key=None) | Q(state="open")).order_by()
    found = rows.values_list("terminal_id").annotate(n=Count("id"))
    for terminal_id, count in found:
        if count > 1:
            findings.violate(OPEN_TWICE, terminal=terminal_id, count=count)
    findings.look(len(found))


@verifies("tills.refunds")
def refunds_are_paid_once(findings: Findings) -> None:
    """Tills paid no more for a credit note than its cash, but where a person decided.

    One that hasn't come says nothing.
    """
    decided = HeldTillDocument.objects.filter(decision=HeldTillDocument.Decision.TAKEN).order_by()
    moves = decided.filter(kind="cash_out").values("document_id")
    notes = decided.filter(kind="return").values("document_id")
    rows = CashMovement.objects.filter(return_id__isnull=False).order_by()
    rows = rows.exclude(id__in=moves).exclude(return_id__in=notes)
    paid = dict(rows.values_list("return_id").annotate(sum=Sum("amount")))
    owed = cash_of_notes([key for key in paid if key])
    for note_id, amount in paid.items():
        if note_id in owed and int(amount) > owed[note_id]:
            findings.violate(REFUND_PAID_TWICE, note=note_id, paid=int(amount), owed=owed[note_id])
    findings.look(len(paid))
