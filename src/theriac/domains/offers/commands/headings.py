"""Somebody says what the columns of a supplier's list mean; it is read again with that."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.domains.offers.engine.progress import begin_job, latest_job
from theriac.domains.offers.ids import OfferId
from theriac.domains.offers.models import EngineJob, Offer, OfferLine, SupplierHeading
from theriac.domains.offers.offer import locked_offer, require_state, save_offer
from theriac.domains.offers.permissions import DRAFT_OFFERS
from theriac.domains.offers.problems import OfferRefused
from theriac.domains.offers.rules.headings import HeadingMeant, heading_faults, heading_key
from theriac.domains.organisation.ids import BranchId
from theriac.domains.suppliers.commands.supplier import RECORD as SUPPLIER
from theriac.domains.suppliers.ids import SupplierId


@command(
    name="offers.teach_headings",
    done=gettext_lazy("Said what columns of an offer mean"),
    permission=DRAFT_OFFERS,
)
def teach_headings(
    *,
    actor: Actor,
    branch_id: BranchId,
    offer_id: OfferId,
    version: int,
    headings: Sequence[HeadingMeant],
    replace_checked: bool = False,
) -> int:
    """Keep what these headings mean in its supplier's lists, and have its file read again.

    The lines of the offer give way to those of the new reading; where somebody looked at some
    already, only with ``replace_checked``. The version then. Raises NotFound, Stale, OfferFixed,
    OfferRefused without a supplier, without a file, and naming the headings that can't be kept.
    """
    offer = locked_offer(offer_id, branch_id, version)
    require_state(offer, Offer.State.DRAFT, Offer.State.READING)
    if offer.file_id is None:
        raise OfferRefused(_("This offer wasn’t read from a file. Correct its lines instead."))
    if offer.supplier_id is None:
        raise OfferRefused(
            _("Choose the supplier of this offer first: its next lists have the same columns."),
            field="supplier_id",
        )
    if faults := heading_faults(headings):
        raise OfferRefused(errors=faults)
    lines = OfferLine.objects.filter(offer=offer)
    if not replace_checked and lines.filter(is_checked=True).exists():
        words = _("Some lines were checked by hand. Say that they may be replaced.")
        raise OfferRefused(words, field="replace_checked")
    _keep(SupplierId(offer.supplier_id), headings)
    removed = lines.delete()[0]
    offer.state = Offer.State.READING
    _read_again(offer)
    return save_offer(offer, "", {"headings": len(headings), "lines": removed})


def _keep(supplier_id: SupplierId, headings: Sequence[HeadingMeant]) -> None:
    """The last word about each counts; it stands on the supplier's trail."""
    before = {
        row.key: row
        for row in SupplierHeading.objects.select_for_update().filter(supplier_id=supplier_id)
    }
    now = clock.now()
    told: dict[str, str] = {}
    for one in headings:
        key = heading_key(one.heading)
        row = before.get(key)
        if one.field is None:
            if row is not None:
                row.delete()
                told[one.heading] = "forgotten"
            continue
        if row is not None and row.field == one.field:
            continue
        row = row or SupplierHeading(id=new_id(), supplier_id=supplier_id, key=key)
        row.text, row.field, row.learnt_at = one.heading.strip(), one.field, now
        row.save()
        told[one.heading] = one.field or "left out"
    if told:
        current_unit().record(SUPPLIER, supplier_id, facts={"headings": told})


def _read_again(offer: Offer) -> None:
    """A new job for the file; one that is still under way ends as one that was given up."""
    if offer.file_id is None:
        raise AssertionError("it was read from a file")
    job = latest_job(offer.id)
    if job is not None and job.state in (EngineJob.State.QUEUED, EngineJob.State.SENT):
        job.state, job.failure_code = EngineJob.State.FAILED, "read_again"
        job.due_at, job.ended_at = None, clock.now()
        job.save()
    begin_job(EngineJob.Kind.OFFER, offer.id, offer.branch_id, offer.file_id)
