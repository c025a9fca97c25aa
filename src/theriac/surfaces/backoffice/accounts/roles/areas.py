"""Rights grouped by what they concern, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import Permission, declared_permissions
from theriac.core.problems import Text

AREAS: dict[str, Text] = {
    "accounts": _("Staff and API keys"),
    "approvals": _("Approvals"),
    "audit": _("Audit log and tamper proof"),
    "catalog": _("Catalogue"),
    "files": _("Files"),
    "jobs": _("Background tasks"),
    "organisation": _("Pharmacy and devices"),
    "patients": _("Patients"),
    "purchasing": _("Purchasing"),
    "sales": _("Sales"),
    "stock": _("Stock"),
    "suppliers": _("Suppliers"),
}


def areas() -> Iterator[tuple[Text, list[Permission]]]:
    """Each area with its rights, by code."""
    found: dict[str, list[Permission]] = {}
    for one in declared_permissions():
        found.setdefault(one.code.partition(".")[0], []).append(one)
    for name, rights in found.items():
        yield AREAS.get(name, name), rights
