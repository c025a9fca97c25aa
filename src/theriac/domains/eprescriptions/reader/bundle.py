"""A Bundle as prescriptions: requests of one group, patient, prescriber and day are one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from theriac.domains.eprescriptions.problems import BundleRefused
from theriac.domains.eprescriptions.reader.facts import SentBundle, SentPrescription
from theriac.domains.eprescriptions.reader.nodes import Faults, Node
from theriac.domains.eprescriptions.reader.requests import BundleTerms, SentRequest, request_of
from theriac.domains.eprescriptions.reader.resources import resources_of
from theriac.domains.eprescriptions.signature.jws import instant_of
from theriac.domains.prescriptions.rules.facts import MOST_LINES

TYPES = ("transaction", "collection", "document", "message")
MOST_REQUESTS = 40
LONGEST_IDENTIFIER = 200


def read_bundle(bundle: Mapping[str, Any], when: BundleTerms) -> SentBundle:
    """What a bundle says. Raises BundleRefused with every fault by its place."""
    faults: Faults = {}
    root = Node(bundle, "Bundle", faults)
    if root.text("resourceType") != "Bundle":
        raise BundleRefused(_("Send a FHIR R4 Bundle."), field="Bundle.resourceType")
    namespace, identifier = _identifier(root)
    timestamp = instant_of(root.value.get("timestamp"))
    if timestamp is None:
        root.refuse(_("Say when the bundle was made, with a time zone."), "timestamp")
    if root.text("type") not in TYPES:
        root.refuse(_("Use a transaction, collection, document or message."), "type")
    resources = resources_of(root, faults)
    if not resources.requests and "Bundle.entry" not in faults:
        root.refuse(_("The bundle has no MedicationRequest."), "entry")
    if len(resources.requests) > MOST_REQUESTS:
        root.refuse(_("Send at most 40 medicines in a bundle."), "entry")
        raise BundleRefused(errors=faults)
    read = [request_of(one, resources, when) for one in resources.requests]
    found = [one for one in read if one is not None]
    if len({one.patient for one in found}) > 1:
        root.refuse(_("The bundle is about several patients. Send one bundle for each."), "entry")
    groups = _grouped(found)
    if faults or timestamp is None:
        raise BundleRefused(errors=faults)
    return SentBundle(
        namespace,
        identifier,
        timestamp,
        tuple(_prescription(group) for group in groups),
        tuple(_key(group) for group in groups),
    )


def _identifier(root: Node) -> tuple[str, str]:
    told = root.one("identifier")
    namespace = told.text("system") if told is not None else ""
    value = told.text("value") if told is not None else ""
    if not (namespace and value) or len(value) > LONGEST_IDENTIFIER:
        root.refuse(_("Give the bundle an identifier of your own: system and value."), "identifier")
    return namespace, value


def _grouped(found: Sequence[SentRequest]) -> list[list[SentRequest]]:
    """The requests by prescription, in the order in which they came."""
    groups: dict[Any, list[SentRequest]] = {}
    for one in found:
        name = one.group if one.group[1] else (one.prescriber, one.written_on)
        groups.setdefault(name, []).append(one)
    for group in groups.values():
        first = group[0]
        for other in group[1:]:
            if (other.prescriber, other.written_on) != (first.prescriber, first.written_on):
                _refuse(other, first, _("One group has one prescriber and one day."))
    return list(groups.values())


def _refuse(other: SentRequest, _first: SentRequest, words: str) -> None:
    raise BundleRefused(errors={f"{other.line.place}.groupIdentifier": words})


def _prescription(group: Sequence[SentRequest]) -> SentPrescription:
    first = group[0]
    starts = [one.starts_on for one in group if one.starts_on]
    ends = [one.ends_on for one in group if one.ends_on]
    number = first.group[1] or next((value for _system, value in first.numbers), "")
    return SentPrescription(
        number=number[:60],
        written_on=first.written_on.isoformat(),
        starts_on=_told(max(starts, default=None)),
        ends_on=_told(min(ends, default=None)),
        patient=first.patient,
        prescriber=first.prescriber,
        lines=tuple(one.line for one in group),
    )


def _key(group: Sequence[SentRequest]) -> str:
    """What makes a prescription of a system the same: the group's number, else all of its own."""
    first = group[0]
    if first.group[1]:
        return "group " + "|".join(first.group)
    own = sorted("|".join(one) for request in group for one in request.numbers)
    return "requests " + " ".join(own) if own else ""


def _told(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


assert MOST_REQUESTS <= MOST_LINES  # noqa: S101 (one group's lines fit one prescription)
