"""Where a program is in the feed: a text that the server alone reads.

It names the branch, so that a place in one branch's feed isn't taken for one in another's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.problems import Unprocessable

BRANCH = 12
_WRITTEN = re.compile(r"([0-9a-f]{12})\.(\d{1,15})(?:\.([0-9a-f]{32})\.([0-9a-f]{32}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class FeedPosition:
    """Everything up to ``position`` is known; inside a snapshot, up to ``product_id`` of it."""

    position: int
    snapshot: UUID | None = None
    product_id: UUID = UUID(int=0)

    def written(self, branch_id: UUID) -> str:
        """The place as it is answered."""
        parts = [branch_id.hex[-BRANCH:], str(self.position)]
        if self.snapshot is not None:
            parts += [self.snapshot.hex, self.product_id.hex]
        return ".".join(parts)


def read_place(text: str, branch_id: UUID) -> FeedPosition | None:
    """The place, None for an empty text. Raises Unprocessable for one of another feed."""
    if not text:
        return None
    found = _WRITTEN.fullmatch(text)
    if found is None or found[1] != branch_id.hex[-BRANCH:]:
        raise Unprocessable(
            _("This position isn’t in this branch’s feed. Start again without a position."),
            field="after",
        )
    if found[3] is None:
        return FeedPosition(int(found[2]))
    return FeedPosition(int(found[2]), UUID(found[3]), UUID(found[4]))
