"""The resources of a bundle, and what a reference in one of them means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from theriac.domains.eprescriptions.reader.nodes import Faults, Node

MOST_ENTRIES = 200
METHODS = ("", "POST", "PUT")


@dataclass(frozen=True, slots=True)
class Resources:
    """Each resource by its address and by type with id."""

    by_name: Mapping[str, Node]
    requests: Sequence[Node]

    def find(self, reference: Node, within: Node, *kinds: str) -> Node | None:
        """The resource of these kinds that a reference in ``within`` means; None for none here."""
        text = reference.text("reference")
        found = _contained(within).get(text[1:]) if text.startswith("#") else self.by_name.get(text)
        return found if found is not None and kind_of(found) in kinds else None


def kind_of(resource: Node) -> str:
    """The type of a resource."""
    return resource.text("resourceType")


def resources_of(bundle: Node, faults: Faults) -> Resources:
    """Everything in the bundle's entries. What can't be told apart becomes a fault."""
    by_name: dict[str, Node] = {}
    requests = []
    entries = bundle.many("entry")
    if len(entries) > MOST_ENTRIES:
        bundle.refuse(_("The bundle has more than 200 entries. Send fewer."), "entry")
        return Resources({}, ())
    for entry in entries:
        resource = _resource(entry)
        if resource is None:
            continue
        kind, key = kind_of(resource), resource.text("id")
        for name in {entry.text("fullUrl"), f"{kind}/{key}" if key else ""} - {""}:
            if by_name.setdefault(name, resource) is not resource:
                entry.refuse(_("Another entry has the same address or id."))
        if kind == "MedicationRequest":
            requests.append(resource)
    return Resources(by_name, requests)


def _resource(entry: Node) -> Node | None:
    resource, asked = entry.one("resource"), entry.one("request")
    if asked is not None and asked.text("method") not in METHODS:
        asked.refuse(_("Only new resources are accepted: POST or PUT."), "method")
    if resource is None:
        entry.refuse(_("Each entry needs a resource."), "resource")
    elif resource.value.get("implicitRules"):
        resource.refuse(_("Implicit rules aren’t understood. Send it without."))
    return resource


def _contained(resource: Node) -> dict[str, Node]:
    return {one.text("id"): one for one in resource.many("contained")}
