"""Pharmacy, branches and settings as others read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import QuerySet

from theriac.core import clock
from theriac.core.database.reads import CachedRead
from theriac.core.formatting import format_money
from theriac.core.money import Money
from theriac.domains.organisation.models import Branch, Pharmacy, PharmacySettings


def get_pharmacy() -> Pharmacy | None:
    """The pharmacy of this installation, or None before it is founded."""
    return Pharmacy.objects.order_by("created_at").first()


_founded = CachedRead(
    lambda: Pharmacy.objects.order_by("created_at").values_list("currency", "country")[:1]
)
_zone = CachedRead(
    lambda branch_id: Branch.objects.filter(id=branch_id).values_list("time_zone")[:1]
)


def pharmacy_currency() -> str:
    """The pharmacy's currency, or nothing before it is founded."""
    rows = _founded()
    return str(rows[0][0]) if rows else ""


def pharmacy_country() -> str:
    """The pharmacy's country, or nothing before it is founded."""
    rows = _founded()
    return str(rows[0][1]) if rows else ""


def money_writer() -> Callable[[int], str]:
    """Writes an amount of minor units as the pharmacy's country does; asks for that once."""
    pharmacy = get_pharmacy()
    if pharmacy is None:
        return str
    currency, country = pharmacy.currency, pharmacy.country
    return lambda amount: format_money(Money(amount, currency), country)


def get_settings() -> PharmacySettings | None:
    """The pharmacy's settings."""
    return PharmacySettings.objects.order_by("id").first()


def settled_limit(name: str) -> int | None:
    """A limit as the pharmacy settled it (``core.limits``); None before there is a pharmacy."""
    rows = PharmacySettings.objects.order_by("id").values_list(name, flat=True)[:1]
    return next(iter(rows), None)


def list_branches(only: Iterable[UUID] | None = None) -> QuerySet[Branch]:
    """Active branches by code; ``only`` narrows to those an actor may see (None: all)."""
    branches = Branch.objects.filter(is_active=True).order_by("code")
    return branches if only is None else branches.filter(id__in=list(only))


def get_branch(branch_id: UUID) -> Branch | None:
    """One branch with its pharmacy."""
    return Branch.objects.select_related("pharmacy").filter(id=branch_id).first()


def get_branch_with_settings(branch_id: UUID) -> Branch | None:
    """One branch with its pharmacy and what that settled, in one read; None where one lacks."""
    rows = Branch.objects.select_related("pharmacy__settings")
    return rows.filter(id=branch_id, pharmacy__settings__isnull=False).first()


def lock_branch(branch_id: UUID) -> None:
    """Let nobody else who locks this branch work beside, until the unit ends.

    For what is kept in a branch's order, where there may be no row yet to lock.
    """
    no_key = connection.features.has_select_for_no_key_update
    rows = Branch.objects.select_for_update(no_key=no_key).filter(id=branch_id)
    rows.values_list("id").first()


def branch_zone(branch_id: UUID) -> ZoneInfo:
    """The branch's time zone; UTC where there is no such branch."""
    rows = _zone(branch_id)
    return ZoneInfo(rows[0][0] if rows else "UTC")


def branch_date(branch_id: UUID, moment: datetime | None = None) -> date:
    """The branch's calendar date at a moment, or now; UTC's where there is no such branch."""
    return (moment or clock.now()).astimezone(branch_zone(branch_id)).date()


def latest_date() -> date:
    """The latest calendar date that a branch has now; work of a day looks no further."""
    return max(clock.today(zone) for zone in branch_time_zones())


def day_begins(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a calendar day begins in a zone; pure."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def branch_dates(branch_ids: Iterable[UUID]) -> dict[UUID, date]:
    """The date of each of these branches now, by its own zone, in one statement."""
    rows = Branch.objects.filter(id__in=set(branch_ids)).values_list("id", "time_zone")
    return {key: clock.today(zone) for key, zone in rows}


def branch_time_zones() -> tuple[str, ...]:
    """The zones by which daily work runs, each once, the first branch's first; UTC before one."""
    zones = (
        Branch.objects.filter(is_active=True).order_by("code").values_list("time_zone", flat=True)
    )
    return tuple(dict.fromkeys(zones)) or ("UTC",)
