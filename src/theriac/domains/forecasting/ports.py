"""What forecasting asks of domains above: packs that goods came in, what is on order, how long."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Protocol
from uuid import UUID

from theriac.domains.forecasting.rules.lead_times import LeadSpread


class BoughtPacks(Protocol):
    """Knows the packs in which batches came."""

    def __call__(self, batch_ids: Collection[UUID]) -> Mapping[UUID, int]:
        """Base units of the pack by batch, in one statement; left out where none is known."""


_knowing: list[BoughtPacks] = []


def register_bought_packs(packs: BoughtPacks) -> None:
    """Let ``packs`` answer; the last one counts."""
    _knowing[:] = [packs]


def bought_packs(batch_ids: Collection[UUID]) -> Mapping[UUID, int]:
    """In packs of how many base units each of these batches was bought."""
    return _knowing[0](batch_ids)


class OpenOrders(Protocol):
    """Knows what of a branch's purchase orders is still to come."""

    def __call__(self, branch_id: UUID) -> Mapping[UUID, int]:
        """Base units by product, in one statement; left out where there are none."""


_ordering: list[OpenOrders] = []


def register_open_orders(orders: OpenOrders) -> None:
    """Let ``orders`` answer; the last one counts."""
    _ordering[:] = [orders]


def open_orders(branch_id: UUID) -> Mapping[UUID, int]:
    """Base units of each product that the branch's purchase orders still bring."""
    return _ordering[0](branch_id)


class MeasuredLeads(Protocol):
    """Knows how long a branch's orders took to come."""

    def __call__(self, branch_id: UUID, today: date) -> Mapping[UUID, LeadSpread]:
        """By supplier, in one statement; left out where nothing was measured."""


_measuring: list[MeasuredLeads] = []


def register_measured_leads(leads: MeasuredLeads) -> None:
    """Let ``leads`` answer; the last one counts."""
    _measuring[:] = [leads]


def measured_leads(branch_id: UUID, today: date) -> Mapping[UUID, LeadSpread]:
    """How long each supplier's orders took to come to the branch lately."""
    return _measuring[0](branch_id, today)
