"""What must always be true of the organisation, asked of the rows."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.organisation.models import DocumentNumber
from theriac.domains.organisation.numbering import numbered_documents
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.organisation.queries.sealing_keys import newest_key, opens_here

KEY_MISSING = finding(
    "organisation.sealing_key_missing",
    _("Branch %(branch)s has no encryption key, so its counters can't record prescriptions."),
)
KEY_SHUT = finding(
    "organisation.sealing_key_shut",
    _(
        "The encryption key %(key)s of branch %(branch)s can't be decrypted. Add the secret "
        "it was encrypted with to THERIAC_SEALING_SECRET."
    ),
)
NUMBERS_MISSING = finding(
    "organisation.numbers_missing",
    _(
        "%(count)s numbers of documents %(document)s of branch %(branch)s in %(period)s have no "
        "document, the first is %(first)s."
    ),
)
NUMBER_UNKNOWN = finding(
    "organisation.number_unknown",
    _(
        "Document number %(number)s of branch %(branch)s was never given out: %(document)s of "
        "%(period)s go from %(first)s to %(last)s."
    ),
)


@verifies("organisation.document_numbers")
def document_numbers_have_no_gap(findings: Findings) -> None:
    """From a series' first number to its last, each number has its document, and no other has."""
    rows = {
        (row.branch_id, row.document, row.period[-2:]): row
        for row in DocumentNumber.objects.order_by("branch_id", "document", "period")
    }
    for branch in list_branches():
        for one in numbered_documents():
            kept = _by_year(one.kept(branch.id), one.mark)
            years = {year for at, mark, year in rows if (at, mark) == (branch.id, one.mark)}
            for year in sorted(years | kept.keys()):
                row = rows.get((branch.id, one.mark, year)) or DocumentNumber(
                    document=one.mark, period=year
                )
                _compare(findings, branch.code, row, kept.get(year, set()))


def _by_year(numbers: Iterable[str], mark: str) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for number in numbers:
        parts = number.rsplit("-", 3)
        if len(parts) == len(("branch", "mark", "year", "number")) and parts[1] == mark:
            found.setdefault(parts[2], set()).add(int(parts[3]))
    return found


def _compare(findings: Findings, branch: str, row: DocumentNumber, kept: set[int]) -> None:
    given = range(row.first_number, row.last_number + 1)
    told = {"branch": branch, "document": row.document, "period": row.period}
    missing = [number for number in given if number not in kept]
    if missing:
        findings.violate(NUMBERS_MISSING, **told, count=len(missing), first=missing[0])
    for number in sorted(kept - set(given)):
        bounds = {"first": row.first_number, "last": row.last_number}
        findings.violate(NUMBER_UNKNOWN, **told, number=number, **bounds)
    findings.look(len(given))


@verifies("organisation.sealing")
def sealing_keys_open(findings: Findings) -> None:
    """Every branch has a key to seal to, and this installation opens it."""
    for branch in list_branches():
        findings.look(1)
        key = newest_key(branch.id)
        if key is None:
            findings.violate(KEY_MISSING, branch=branch.code)
        elif not opens_here(key):
            findings.violate(KEY_SHUT, branch=branch.code, key=key.key_id)
