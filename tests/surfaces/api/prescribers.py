"""Valid requests about prescribers."""

from __future__ import annotations

from uuid import UUID

from tests.support.prescribers import a_prescriber
from tests.support.shop import Shop
from tests.surfaces.api.pieces import Asked
from tests.surfaces.api.prescriptions import prescription_reads
from theriac.domains.prescribers.commands.merge import merge_prescribers
from theriac.domains.prescribers.ids import PrescriberId
from theriac.domains.prescribers.models import Prescriber

WRITTEN = {
    "name": "Budi Santoso",
    "prefix": "dr.",
    "phone": "0812 000 111",
    "practices": [{"name": "Klinik Sehat", "hours": "08-12"}],
    "licences": [{"kind": "str", "number": "STR-55001", "valid_until": "2031-05-31"}],
}


def the_prescriber(shop: Shop) -> UUID:
    """The first prescriber; added at first need."""
    rows = Prescriber.objects.filter(merged_into=None).order_by("created_at", "id")
    return rows.values_list("id", flat=True).first() or a_prescriber(shop)


def another_prescriber(shop: Shop) -> UUID:
    """One who isn't merged into anybody, beside the first; added at first need."""
    rows = Prescriber.objects.filter(name="Dewi Lestari", merged_into=None)
    return rows.values_list("id", flat=True).first() or a_prescriber(shop, "Dewi Lestari")


def merged_prescriber(shop: Shop) -> UUID:
    """A record that stands in the first one; merged at first need."""
    rows = Prescriber.objects.exclude(merged_into=None).values_list("id", flat=True)
    found = rows.first()
    if found is None:
        found = a_prescriber(shop, "Rina Marlina")
        kept = PrescriberId(the_prescriber(shop))
        merge_prescribers(actor=shop.owner, kept_id=kept, merged_id=found)
    return found


def prescriber_reads(shop: Shop) -> dict[str, str]:
    return {
        "listPrescribers": "/prescribers?state=active&text=ani&expiring_by=2031-01-01",
        "suggestPrescribers": "/prescribers/suggestions?text=ani",
        "listDuplicatePrescribers": "/prescribers/duplicates",
        "getPrescriber": f"/prescribers/{the_prescriber(shop)}",
        **prescription_reads(shop),
    }


def prescriber_writes(shop: Shop) -> dict[str, Asked]:
    at = f"/prescribers/{the_prescriber(shop)}"
    merged = {"merged_id": str(another_prescriber(shop))}
    return {
        "addPrescriber": Asked("POST", "/prescribers", WRITTEN),
        "changePrescriber": Asked("PUT", at, WRITTEN, edits=at),
        "deactivatePrescriber": Asked("POST", f"{at}/deactivation", {"reason": "Moved"}, edits=at),
        "activatePrescriber": Asked("POST", f"{at}/activation", edits=at),
        "mergePrescribers": Asked("POST", f"{at}/merges", merged),
        "undoPrescriberMerge": Asked("POST", f"/prescribers/{merged_prescriber(shop)}/unmerge"),
    }
