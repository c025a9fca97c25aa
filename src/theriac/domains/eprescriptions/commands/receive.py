"""Receiving a signed bundle: all of it together or nothing, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.core.privacy.keys import make_keys
from theriac.core.privacy.rows import read_together
from theriac.core.problems import Conflict, Problem
from theriac.core.secrets import keyed_hash
from theriac.domains.eprescriptions.ids import BundleId
from theriac.domains.eprescriptions.matches import SentMatch, match_of
from theriac.domains.eprescriptions.models import EPrescription, ReceivedBundle
from theriac.domains.eprescriptions.permissions import RECEIVE_ELECTRONIC
from theriac.domains.eprescriptions.problems import NumberTaken
from theriac.domains.eprescriptions.reader.bundle import read_bundle
from theriac.domains.eprescriptions.reader.facts import SentBundle, SentPrescription, content_of
from theriac.domains.eprescriptions.reader.requests import BundleTerms
from theriac.domains.eprescriptions.settlement import BUNDLE_RECORD, EPRESCRIPTION_RECORD
from theriac.domains.eprescriptions.signed import SignedBundle, verified
from theriac.domains.eprescriptions.written import prescription_of
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date, branch_zone
from theriac.domains.prescriptions.commands.receive import take_in
from theriac.domains.prescriptions.papers.sources import writes_times_first


@command(
    name="eprescriptions.receive_bundle",
    done=gettext_lazy("Received an electronic prescription"),
    permission=RECEIVE_ELECTRONIC,
)
def receive_bundle(*, actor: Actor, branch_id: BranchId, bundle: Mapping[str, Any]) -> BundleId:
    """Take a signed bundle in at the branch, whole; the same again is the first one.

    What is known exactly and asks nothing stands in the queue at once; else it waits for a person.
    Raises SignatureRefused, BundleRefused with every fault, NumberTaken, and Conflict for another
    bundle under an identifier and time that were used.
    """
    signed = verified(branch_id, bundle)
    told = bundle.get("timestamp")
    name = f"{signed.system.id}\n{bundle['identifier'].get('value')}\n{told}"
    sent_key = keyed_hash(f"eprescription {name}")
    first = ReceivedBundle.objects.filter(sent_key=sent_key).first()
    if first is not None:
        if first.digest != signed.digest:
            raise Conflict(
                _("Another bundle came with this identifier and time. Give each its own."),
                field="Bundle.identifier",
            )
        return BundleId(first.id)
    zone = branch_zone(branch_id)
    when = BundleTerms(branch_date(branch_id), zone, times_first=writes_times_first())
    sent = read_bundle(bundle, when)
    keys = _number_keys(signed, sent)
    return _kept(actor, branch_id, signed, sent, sent_key, keys)


def _number_keys(signed: SignedBundle, sent: SentBundle) -> list[str | None]:
    """The keyed hash of each prescription's number. Raises NumberTaken for one that is there."""
    keys = [
        keyed_hash(f"eprescription number {signed.system.id}\n{key}") if key else None
        for key in sent.keys
    ]
    there = [key for key in keys if key]
    first = EPrescription.objects.filter(number_key__in=there).first()
    if first is not None or len(set(there)) < len(there):
        raise NumberTaken(
            _("A prescription of this number was sent before. Give a new one a number of its own."),
            eprescription_id=first.id if first is not None else None,
        )
    return keys


def _kept(
    actor: Actor,
    branch_id: BranchId,
    signed: SignedBundle,
    sent: SentBundle,
    sent_key: str,
    keys: Sequence[str | None],
) -> BundleId:
    unit, now = current_unit(), clock.now()
    today = branch_date(branch_id)
    matches = [match_of(one, today) for one in sent.prescriptions]
    taken = [
        _taken(branch_id, one, match)
        for one, match in zip(sent.prescriptions, matches, strict=True)
    ]
    patient_id = matches[0].patient_id if any(taken) else None
    kept_for = patient_id or unit.effect_id
    if patient_id is None:
        make_keys([unit.effect_id])
    bundle = ReceivedBundle(
        id=unit.effect_id,
        system=signed.system,
        branch_id=branch_id,
        key=signed.key,
        kept_for=kept_for,
        content={"text": signed.text, "signature": signed.jws},
        sent_key=sent_key,
        digest=signed.digest,
        signed_at=signed.when,
        received_at=now,
        received_by=actor.id,
    )
    bundle.save(force_insert=True)
    rows = [
        _row(bundle, at, (one, match, made, key))
        for at, (one, match, made, key) in enumerate(
            zip(sent.prescriptions, matches, taken, keys, strict=True), 1
        )
    ]
    read_together(rows)
    EPrescription.objects.bulk_create(rows)
    unit.record(BUNDLE_RECORD, bundle.id, facts={"system": signed.system.id.hex})
    for row in rows:
        facts = {"state": row.state, "lines": row.line_count}
        unit.record(EPRESCRIPTION_RECORD, row.id, facts=facts)
    return BundleId(bundle.id)


def _taken(branch_id: BranchId, sent: SentPrescription, match: SentMatch) -> UUID | None:
    """The prescription, where nothing is left for a person; None where something is."""
    if not match.is_whole:
        return None
    try:
        with transaction.atomic():
            facts = given_of(sent, match)
            made = new_id()
            return take_in(SYSTEM, branch_id, facts, prescription_id=made)
    except Problem:
        return None


def given_of(sent: SentPrescription, match: SentMatch) -> Any:
    """What the intake of prescriptions is told. Raises Unprocessable."""
    lines = [
        {"product_id": product, "quantity": line.quantity, "directions": line.directions}
        for line, product in zip(match.lines, match.products, strict=True)
    ]
    return prescription_of(sent, match.patient_id, match.prescriber_id, lines)


def _row(
    bundle: ReceivedBundle,
    at: int,
    told: tuple[SentPrescription, SentMatch, UUID | None, str | None],
) -> EPrescription:
    sent, match, made, key = told
    is_taken = made is not None
    return EPrescription(
        id=new_id(),
        bundle=bundle,
        branch_id=bundle.branch_id,
        position=at,
        kept_for=bundle.kept_for,
        content=content_of(sent),
        number_key=key,
        line_count=len(sent.lines),
        places=[line.place for line in sent.lines],
        state=EPrescription.State.TAKEN if is_taken else EPrescription.State.WAITING,
        patient_id=match.patient_id if is_taken else None,
        prescriber_id=match.prescriber_id if is_taken else None,
        prescription_id=made,
        received_at=bundle.received_at,
        settled_at=bundle.received_at if is_taken else None,
        settled_by=bundle.received_by if is_taken else None,
    )
