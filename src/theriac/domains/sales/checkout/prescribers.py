"""Grounds that name a prescriber of the register: the name is filled in, the licence asked."""

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
    asked = dict.fromkeys(one.prescriber_id for one in draft.grounds if one.prescriber_id)
    if not asked:
        return draft, ()
    named = {one: name_prescriber(actor=actor, prescriber_id=one, on=on) for one in asked}
    grounds = [
        replace(one, prescriber=named[one.prescriber_id].name) if one.prescriber_id else one
        for one in draft.grounds
    ]
    return replace(draft, grounds=grounds), [one.warning for one in named.values() if one.warning]
