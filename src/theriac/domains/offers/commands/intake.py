"""A supplier's file comes in: kept as it is, known by its hash, given to the engine."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.files.models import StoredFile
from theriac.core.rights import require
from theriac.domains.offers.engine.paper import PreparedPaper, keep_paper, prepare_paper
from theriac.domains.offers.engine.progress import begin_job
from theriac.domains.offers.files import OFFER_FILE
from theriac.domains.offers.ids import OfferId
from theriac.domains.offers.models import EngineJob, Offer
from theriac.domains.offers.offer import RECORD, known_supplier
from theriac.domains.offers.permissions import DRAFT_OFFERS
from theriac.domains.offers.problems import OfferTwice
from theriac.domains.organisation.ids import BranchId

BY_PERSON, BY_FILE = "person", "file"


def take_offer_file(
    *,
    actor: Actor,
    branch_id: BranchId,
    file: BinaryIO,
    name: str = "",
    supplier_id: UUID | None = None,
) -> OfferId:
    """Keep a file as an offer that is being read; its id. Takes seconds, outside a transaction.

    Raises as ``prepare_offer_file`` and ``register_offer``.
    """
    prepared = prepare_offer_file(actor=actor, branch_id=branch_id, file=file, name=name)
    return register_offer(
        actor=actor,
        branch_id=branch_id,
        row=prepared.row,
        sha256=prepared.sha256,
        supplier_id=supplier_id,
    )


def prepare_offer_file(
    *, actor: Actor, branch_id: BranchId, file: BinaryIO, name: str = ""
) -> PreparedPaper:
    """Check a file's size, kind and hash before anything opens it, and write it.

    Raises NotPermitted, FileRefused (and its kinds).
    """
    require(actor, DRAFT_OFFERS, branch_id)
    purpose, record = OFFER_FILE, RECORD
    return prepare_paper(
        actor=actor, branch_id=branch_id, file=file, name=name, purpose=purpose, record=record
    )


@command(
    name="offers.register_offer",
    done=gettext_lazy("Uploaded an offer"),
    permission=DRAFT_OFFERS,
)
def register_offer(
    *,
    actor: Actor,
    branch_id: BranchId,
    row: StoredFile,
    sha256: str,
    supplier_id: UUID | None = None,
) -> OfferId:
    """Keep the row of a file that was just written as a new offer's, and queue it for the engine.

    The supplier is who it was said to be, else whose the same file was before. Raises OfferTwice,
    NotFound, OffererBlocked.
    """
    known_supplier(supplier_id)
    refuse_twice(branch_id, sha256)
    offer = Offer(
        id=current_unit().effect_id,
        branch_id=branch_id,
        source=Offer.Source.FILE,
        state=Offer.State.READING,
        supplier_id=supplier_id,
        supplier_by=BY_PERSON if supplier_id else "",
        file_id=row.id,
        sha256=sha256,
        file_key=sha256,
        created_at=clock.now(),
        created_by=actor.id,
    )
    if supplier_id is None:
        earlier = Offer.objects.filter(sha256=sha256, supplier__isnull=False)
        offer.supplier_id = earlier.values_list("supplier_id", flat=True).first()
        offer.supplier_by = BY_FILE if offer.supplier_id else ""
    try:
        with transaction.atomic():
            offer.save(force_insert=True)
    except IntegrityError:
        refuse_twice(branch_id, sha256)
        raise
    keep_paper(row, RECORD, offer.id)
    begin_job(EngineJob.Kind.OFFER, offer.id, branch_id, row.id)
    current_unit().record(RECORD, offer.id, facts={"sha256": sha256})
    return OfferId(offer.id)


def refuse_twice(branch_id: UUID, sha256: str) -> None:
    """Raise OfferTwice where an offer that stands at the branch has this file."""
    rows = Offer.objects.filter(branch_id=branch_id, file_key=sha256)
    found: tuple[UUID, datetime] | None = rows.values_list("id", "created_at").first()
    if found is not None:
        raise OfferTwice(
            _("This file was uploaded before. Open that offer, or withdraw it first."),
            field="file",
            offer_id=str(found[0]),
        )
