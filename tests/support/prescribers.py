"""A prescriber of the shop."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.support.shop import Shop
from theriac.domains.prescribers.commands.prescriber import add_prescriber
from theriac.domains.prescribers.ids import PrescriberId
from theriac.domains.prescribers.rules.facts import (
    PracticeWritten,
    PrescriberLicenceWritten,
    PrescriberWritten,
)


def a_prescriber(shop: Shop, name: str = "Ani Wijaya", **facts: Any) -> PrescriberId:
    """A paediatrician with a practice, an STR and an SIP for another year."""
    number = "".join(str(ord(letter) % 10) for letter in name)
    sip = PrescriberLicenceWritten(
        kind="sip", number=f"503/{number}/2026", valid_until=shop.today + timedelta(days=365)
    )
    given: dict[str, Any] = {
        "prefix": "dr.",
        "suffix": "Sp.A",
        "specialisation": "Paediatrics",
        "phone": "0811 2233 4455",
        "practices": [
            PracticeWritten(name="Klinik Melati", address="Jl. Melati 1", hours="Mon-Fri")
        ],
        "licences": [PrescriberLicenceWritten(kind="str", number=f"STR{number}"), sip],
        **facts,
    }
    facts = PrescriberWritten(name=name, is_another=True, **given)
    return add_prescriber(actor=shop.owner, facts=facts)
