"""Valid requests about what a pharmacist tells patients and finds in their treatment."""

from __future__ import annotations

from tests.support.shop import Shop
from tests.surfaces.api.counselling import counselling_reads, counselling_writes
from tests.surfaces.api.interventions import intervention_reads, intervention_writes
from tests.surfaces.api.pieces import Asked


def treatment_reads(shop: Shop) -> dict[str, str]:
    return {**counselling_reads(shop), **intervention_reads(shop)}


def treatment_writes(shop: Shop) -> dict[str, Asked]:
    return {**counselling_writes(shop), **intervention_writes(shop)}
