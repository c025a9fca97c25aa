"""Merging two records of one prescriber, and taking it back."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.ids import new_id
from theriac.domains.prescribers.commands.prescriber import RECORD, locked_prescriber
from theriac.domains.prescribers.ids import PrescriberId
from theriac.domains.prescribers.models import (
    Practice,
    Prescriber,
    PrescriberLicence,
    PrescriberMerge,
    PrescriberWord,
)
from theriac.domains.prescribers.permissions import MANAGE_PRESCRIBERS
from theriac.domains.prescribers.problems import PrescriberMergeRefused, PrescriberUnknown
from theriac.domains.prescribers.search import calling_code, keep_words


@command(
    name="prescribers.merge_prescribers",
    done=gettext_lazy("Merged two prescribers"),
    permission=MANAGE_PRESCRIBERS,
)
def merge_prescribers(
    *, actor: Actor, kept_id: PrescriberId, merged_id: PrescriberId
) -> PrescriberId:
    """Let one record stand for both: licences and practices of the other go along.

    Name and contact are the kept one's; the other's stay with its record. Returns the kept one.
    Raises PrescriberMergeRefused for a record with itself, PrescriberUnknown.
    """
    if kept_id == merged_id:
        raise PrescriberMergeRefused(_("This is the same record. Choose another one."))
    first, second = sorted((kept_id, merged_id))
    rows: dict[UUID, Prescriber] = {one: locked_prescriber(one) for one in (first, second)}
    kept, merged = rows[kept_id], rows[merged_id]
    licences = [row.id for row in merged.licences.all()]
    practices = [row.id for row in merged.practices.all()]
    PrescriberLicence.objects.filter(id__in=licences).update(prescriber=kept)
    ahead = kept.practices.count()
    for at, row in enumerate(Practice.objects.filter(id__in=practices).order_by("position", "id")):
        row.prescriber, row.position = kept, ahead + at
        row.save(update_fields=["prescriber", "position"])
    PrescriberWord.objects.filter(prescriber=merged).delete()
    merged.merged_into = kept
    keep(merged, "merged_into")
    keep(kept, "state")
    keep_words(kept, calling_code())
    PrescriberMerge.objects.create(
        id=new_id(),
        kept=kept,
        merged=merged,
        moved={"licences": _texts(licences), "practices": _texts(practices)},
        merged_at=clock.now(),
        merged_by=actor.id,
    )
    unit = current_unit()
    unit.record(RECORD, kept_id, facts={"merged": str(merged_id)})
    unit.record(RECORD, merged_id, facts={"merged_into": str(kept_id)})
    return kept_id


@command(
    name="prescribers.undo_prescriber_merge",
    done=gettext_lazy("Undid a merge of prescribers"),
    permission=MANAGE_PRESCRIBERS,
)
def undo_prescriber_merge(*, actor: Actor, merged_id: PrescriberId) -> PrescriberId:
    """Let both stand by themselves again, each with what it brought; returns the kept one.

    What was edited in the kept record since stays there. Raises PrescriberUnknown,
    PrescriberMergeRefused.
    """
    merged: Prescriber | None = Prescriber.objects.filter(id=merged_id).first()
    if merged is None:
        raise PrescriberUnknown(_("This prescriber doesn’t exist. Choose one from the list."))
    if merged.merged_into_id is None:
        raise PrescriberMergeRefused(_("These records aren’t merged any longer. Reload the page."))
    kept = locked_prescriber(PrescriberId(merged.merged_into_id))
    merged = Prescriber.objects.select_for_update().get(id=merged_id)
    noted = PrescriberMerge.objects.select_for_update().filter(merged_id=merged_id, undone_at=None)
    merge = noted.order_by("-merged_at").first()
    if merge is None or merged.merged_into_id != kept.id:
        raise PrescriberMergeRefused(_("These records aren’t merged any longer. Reload the page."))
    mine = {"prescriber": merged}
    PrescriberLicence.objects.filter(id__in=merge.moved["licences"], prescriber=kept).update(**mine)
    Practice.objects.filter(id__in=merge.moved["practices"], prescriber=kept).update(**mine)
    merged.merged_into = None
    keep(merged, "merged_into")
    keep(kept, "state")
    for one in (merged, kept):
        keep_words(one, calling_code())
    merge.undone_at, merge.undone_by = clock.now(), actor.id
    merge.save(update_fields=["undone_at", "undone_by"])
    unit = current_unit()
    unit.record(RECORD, kept.id, facts={"unmerged": str(merged_id)})
    unit.record(RECORD, merged_id, facts={"unmerged_from": str(kept.id)})
    return PrescriberId(kept.id)


def _texts(ids: list[UUID]) -> list[str]:
    return [str(one) for one in ids]
