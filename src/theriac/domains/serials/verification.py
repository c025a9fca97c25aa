"""What must always be true of single packs, recomputed from the rows."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.serials.models import SerialSold

SOLD_TWICE = finding(
    "serials.sold_twice",
    _("The pack %(gtin)s %(serial)s was sold %(turn)s times without being returned."),
)


@verifies("serials.turns")
def no_pack_is_sold_twice(findings: Findings) -> None:
    """Each turn of a pack follows one that came back, from the first without a gap."""
    rows = SerialSold.objects.order_by("gtin", "serial", "turn")
    looked, before = 0, ("", "", 0, True)
    for gtin, serial, turn, back in rows.values_list(
        "gtin", "serial", "turn", "back__id"
    ).iterator():
        same = before[:2] == (gtin, serial)
        if turn != (before[2] + 1 if same else 1) or (same and not before[3]):
            findings.violate(SOLD_TWICE, gtin=gtin, serial=serial, turn=turn)
        before = (gtin, serial, turn, back is not None)
        looked += 1
    findings.look(looked)
