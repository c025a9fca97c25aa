"""Whom and what a pushed sale names."""

from __future__ import annotations

from uuid import UUID

from theriac.domains.sales.pushes.sale import PushedSale


def person_ids(pushed: PushedSale) -> set[UUID]:
    """Everybody whom the sale names as having done something."""
    return {
        pushed.person_id,
        *(ground.permitted_by for ground in pushed.grounds),
        *(found.permitted_by for found in pushed.found),
        *((pushed.approval.approved_by,) if pushed.approval else ()),
        *(one.approved_by for one in pushed.answers if one.approved_by),
        *((pushed.hand_over.approved_by,) if pushed.hand_over else ()),
        *((pushed.credit_approval.approved_by,) if pushed.credit_approval else ()),
        *((pushed.beyond_approval.approved_by,) if pushed.beyond_approval else ()),
    }


def batch_ids(pushed: PushedSale) -> set[UUID]:
    """The batches that were printed."""
    return {share.batch_id for line in pushed.lines for share in line.allocations}
