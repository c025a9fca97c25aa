"""Grounds that name a prescriber of the register: the name filled in, the licence asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from theriac.core.actor import Actor
from theriac.domains.prescribers.queries.suggestions import name_prescriber
from theriac.domains.sales.checkout.drafts import SaleDraft


def with_prescribers(actor: Actor, draft: SaleDraft, on: date) -> tuple[SaleDraft, Sequence[str]]:
    """The draft with the register's names, and what is warned of; nothing is read without an id.

    Raises NotPermitted, PrescriberUnknown; PrescriberLicenceExpired where the country's rule takes
    no new prescription of somebody whose licence ended.
    """
    if all(one.prescriber_id is None for one in draft.grounds):
        return draft, ()
    grounds, warnings = [], []
    for ground in draft.grounds:
        if ground.prescriber_id is None:
            grounds.append(ground)
            continue
        named = name_prescriber(actor=actor, prescriber_id=ground.prescriber_id, on=on)
        grounds.append(replace(ground, prescriber=named.name))
        if named.warning:
            warnings.append(named.warning)
    return replace(draft, grounds=grounds), warnings
