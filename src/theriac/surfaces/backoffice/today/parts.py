"""Parts of Today that aren't charts: terminals, the books' verification, failed work, batches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.core.money import Money
from theriac.domains.catalog.queries.products import product_details
from theriac.surfaces.backoffice.catalog.words import in_words, money
from theriac.surfaces.backoffice.jobs.words import job_title, job_url
from theriac.surfaces.backoffice.shell.navigation import address_of
from theriac.surfaces.backoffice.templatetags import theriac as shown
from theriac.surfaces.backoffice.today.facts import Facts


@dataclass(frozen=True, slots=True)
class TerminalRow:
    """A terminal, its last sale today and their sum; None where it sold nothing."""

    name: str
    last_at: datetime | None
    count: int
    total: Money | None


def terminal_rows(facts: Facts) -> list[TerminalRow]:
    """The branch's terminals with their sales of the day."""
    rows = []
    for terminal in facts.terminals:
        day = facts.terminal_days.get(terminal.id)
        if day is None:
            rows.append(TerminalRow(terminal.name, None, 0, None))
        else:
            rows.append(TerminalRow(terminal.name, day.last_at, day.count, money(day.total)))
    return rows


@dataclass(frozen=True, slots=True)
class VerifiedBooks:
    """What the nightly verification found."""

    title: str
    text: str
    icon: str
    meaning: str
    url: str = ""


def books(facts: Facts) -> VerifiedBooks:
    """Whether the books matched when they were last checked."""
    job = facts.verification
    url = address_of("backoffice:verification") or ""
    if job is None:
        return VerifiedBooks(
            _("Nightly check hasn't run yet"),
            _("Every night, all figures are recalculated from the data."),
            "shield",
            "note",
            url,
        )
    result: dict[str, Any] = job.result or {}
    moment = shown.local_moment(job.finished_at)
    violations = int(result.get("violations", 0))
    if violations:
        return VerifiedBooks(
            ngettext(
                "The nightly check found %(count)s discrepancy",
                "The nightly check found %(count)s discrepancies",
                violations,
            )
            % {"count": shown.number(violations)},
            _("Checked on %(moment)s. Review each one.") % {"moment": moment},
            "shield-exclamation",
            "stop",
            url,
        )
    checks = len(result.get("checks", ()))
    return VerifiedBooks(
        _("Nightly check: no discrepancies"),
        ngettext(
            "Recalculated on %(moment)s: %(count)s check, no discrepancies.",
            "Recalculated on %(moment)s: %(count)s checks, no discrepancies.",
            checks,
        )
        % {"moment": moment, "count": checks},
        "shield-check",
        "go",
        url,
    )


@dataclass(frozen=True, slots=True)
class ExpiringBatch:
    """A batch that expires soon, with its product and what the shelf has of it."""

    row: Any
    product: str
    quantity: str


def expiring_batches(facts: Facts) -> list[ExpiringBatch]:
    """The batches that expire first."""
    rows = facts.next_batches
    ids = list(dict.fromkeys(row.product_id for row in rows))
    products = {one.id: one for one in product_details(actor=facts.actor, product_ids=ids)}
    return [
        ExpiringBatch(
            row, products[row.product_id].name, in_words(row.quantity, products[row.product_id])
        )
        for row in rows
    ]


def failed_jobs(facts: Facts) -> Sequence[Any]:
    """Work that failed lately: title, address, job."""
    return [(job_title(job), job_url(job), job) for job in facts.failed_jobs]
