"""Valid requests about treatment: compounding, counselling, refills, reactions, services."""

from __future__ import annotations

from tests.support.shop import Shop
from tests.surfaces.api.adverse_events import adverse_event_reads, adverse_event_writes
from tests.surfaces.api.compounding import compounding_reads, compounding_writes
from tests.surfaces.api.counselling import counselling_reads, counselling_writes
from tests.surfaces.api.eprescriptions import eprescription_reads, eprescription_writes
from tests.surfaces.api.interventions import intervention_reads, intervention_writes
from tests.surfaces.api.pieces import Asked
from tests.surfaces.api.refills import refill_reads, refill_writes
from tests.surfaces.api.services import service_reads, service_writes


def treatment_reads(shop: Shop) -> dict[str, str]:
    return {
        **compounding_reads(shop),
        **counselling_reads(shop),
        **eprescription_reads(shop),
        **intervention_reads(shop),
        **refill_reads(shop),
        **adverse_event_reads(shop),
        **service_reads(shop),
    }


def treatment_writes(shop: Shop) -> dict[str, Asked]:
    return {
        **compounding_writes(shop),
        **counselling_writes(shop),
        **eprescription_writes(shop),
        **intervention_writes(shop),
        **refill_writes(shop),
        **adverse_event_writes(shop),
        **service_writes(shop),
    }
