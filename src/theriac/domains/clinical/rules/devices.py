"""What a device needs of a set: it checks baskets for nobody known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from theriac.domains.clinical.rules.kinds import CHECK_OF, CheckKind, Kind
from theriac.domains.clinical.rules.knowledge import Line, SetName

ASKED = frozenset({Kind.PAIR, Kind.DOSE})


@dataclass(frozen=True, slots=True)
class SetForDevices:
    """The lines of a set that a device asks, and all checks that the set serves."""

    of: SetName
    checks: tuple[CheckKind, ...]
    lines: tuple[Line, ...]


def for_devices(of: SetName, lines: Sequence[Line]) -> SetForDevices:
    """The set without what is asked of a person; names hold for all sets, so they stay."""
    kinds = {Kind.NAME}
    if any(one.kind in ASKED for one in lines):
        kinds |= ASKED | {Kind.MEMBER}
    checks = dict.fromkeys(CHECK_OF[one.kind] for one in lines if one.kind in CHECK_OF)
    return SetForDevices(of, tuple(checks), tuple(one for one in lines if one.kind in kinds))
