"""When a batch's label may be changed by one person: pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class BatchLabel:
    """What the books say stands on the pack; "" and None for what wasn't entered."""

    number: str
    expires_on: date | None


def wants_second_person(
    before: BatchLabel, after: BatchLabel, *, is_traded: bool, today: date
) -> bool:
    """Whether the change needs somebody else's yes.

    An expiry that is put later or taken away always does. So does any other change of what stood
    there, once the batch ``is_traded`` (received from a supplier or sold) or has expired. To enter
    what was missing needs nobody else.
    """
    if before.expires_on is None:
        expiry_changes = False
    else:
        if after.expires_on is None or after.expires_on > before.expires_on:
            return True
        expiry_changes = after.expires_on != before.expires_on
    number_changes = before.number not in ("", after.number)
    has_expired = before.expires_on is not None and before.expires_on < today
    return (number_changes or expiry_changes) and (is_traded or has_expired)
