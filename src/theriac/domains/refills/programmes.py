"""Who is in a chronic programme: found, left, and told on the trail."""

from __future__ import annotations

from collections.abc import Mapping

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.documents import keep
from theriac.domains.refills.models import ChronicProgramme, ProgrammeMember
from theriac.domains.refills.rules.codes import OWN, PROGRAMMES

RECORD = "refills.member"


def name_of(programme: ChronicProgramme) -> str:
    """What the programme is called, in the reader's language where it is a known kind."""
    return programme.name if programme.kind == OWN else str(PROGRAMMES[programme.kind])


def end_membership(member: ProgrammeMember, why: str) -> int:
    """Let a locked membership end for the coded reason; the version then."""
    member.left_at, member.left_by = clock.now(), current_unit().actor.id
    member.left_why, member.open_key = why, None
    keep(member)
    note_member(member, {"left_why": ""}, {"left_why": why}, why)
    return int(member.version)


def note_member(
    member: ProgrammeMember,
    before: Mapping[str, object],
    after: Mapping[str, object],
    reason: str = "",
) -> None:
    """Leave the record of what became of a membership."""
    facts = {"programme_id": member.programme_id, "before": before, "after": after}
    current_unit().record(RECORD, member.id, reason=reason, facts=facts, branch_id=member.branch_id)
