"""Codes that nobody knows: kept for the office at a counter, linked, set aside, put back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.counters import Contended
from theriac.core.database.documents import at_version, in_state, keep, locked
from theriac.core.database.insert import insert_if_absent
from theriac.core.facts.records import record
from theriac.core.facts.types import Id, Instant, Text500
from theriac.core.problems import Problem, require_reason
from theriac.domains.catalog.commands.barcodes import add_barcode
from theriac.domains.catalog.models import Barcode, CodeSighting, UnknownCode
from theriac.domains.catalog.models.unknown_code import MOST_A_DAY
from theriac.domains.catalog.permissions import MANAGE_CATALOG
from theriac.domains.catalog.problems import BarcodeTaken, TooManyCodes, UnknownCodeSettled
from theriac.domains.catalog.unknown_codes import RECORD, code_to_keep, note_to_keep
from theriac.domains.organisation.ids import BranchId, TerminalId

LONGEST_REASON = 120
OPEN, LINKED, ASIDE = UnknownCode.State.OPEN, UnknownCode.State.LINKED, UnknownCode.State.ASIDE


@record
class CodeKept:
    """What a counter kept for the office: `id` is the device's, `seen_at` its clock.

    No patient is named in `note`.
    """

    id: Id
    code: Text500
    note: Text500 = ""
    person_id: Id
    seen_at: Instant


def take_kept_code(
    *, actor: Actor, branch_id: BranchId, terminal_id: TerminalId, kept: CodeKept
) -> None:
    """Count what a device told; what it told before, or what opens a pack by now, leaves no trace.

    Raises as ``keep_unknown_code``.
    """
    if not _is_done(kept.id, code_to_keep(kept.code)):
        keep_unknown_code(actor=actor, branch_id=branch_id, terminal_id=terminal_id, kept=kept)


@command(name="catalog.keep_unknown_code", done=gettext_lazy("Saved an unknown code for linking"))
def keep_unknown_code(
    *, actor: Actor, branch_id: BranchId, terminal_id: TerminalId, kept: CodeKept
) -> None:
    """Take a device's word that somebody there kept a code that nobody knows.

    The same code counts and stands once; the same ``id`` changes nothing again. One that opens a
    pack by now isn't put on the list; one that was set aside counts and stays aside. Raises
    UnreadableCode, ProductRefused, and TooManyCodes beyond what a terminal may keep on a day.
    """
    code = code_to_keep(kept.code)
    row = UnknownCode.objects.select_for_update().filter(code=code).first()
    if _is_done(kept.id, code):
        return
    now = clock.now()
    day = now.astimezone(UTC).date()
    number = _next_number(terminal_id, day)
    if row is None:
        row = _new(code, branch_id, terminal_id, kept, now)
    sighting = CodeSighting(
        id=kept.id,
        code_id=row.id,
        branch_id=branch_id,
        terminal_id=terminal_id,
        person_id=kept.person_id,
        note=note_to_keep(kept.note),
        seen_at=kept.seen_at,
        recorded_at=now,
        day=day,
        number=number,
    )
    if not insert_if_absent(CodeSighting, sighting):
        raise Contended
    before = {"state": row.state, "times": row.times}
    _count(row, sighting)
    after = {"state": row.state, "times": row.times}
    if before["state"] == after["state"]:
        del before["state"], after["state"]
    facts = {"code": code, "person_id": kept.person_id, "before": before, "after": after}
    current_unit().record(RECORD, row.id, facts=facts, branch_id=branch_id)


@command(
    name="catalog.link_unknown_code",
    done=gettext_lazy("Linked an unknown code to a pack"),
    permission=MANAGE_CATALOG,
)
def link_unknown_code(*, actor: Actor, unknown_code_id: UUID, version: int, pack_id: UUID) -> int:
    """Let the code open the pack, as ``add_barcode`` does; it leaves the list.

    Returns the version then. Raises NotFound, Stale, UnknownCodeSettled, BarcodeTaken,
    ProductMerged.
    """
    row = _listed(unknown_code_id, version, OPEN, ASIDE)
    add_barcode(actor=actor, pack_id=pack_id, code=row.code)
    row.refresh_from_db()
    return row.version


@command(
    name="catalog.set_unknown_code_aside",
    done=gettext_lazy("Dismissed an unknown code"),
    permission=MANAGE_CATALOG,
)
def set_unknown_code_aside(
    *, actor: Actor, unknown_code_id: UUID, version: int, reason: str
) -> int:
    """Take the code off the list with a reason; kept again, it counts and stays aside.

    Returns the version then. Raises NotFound, Stale, UnknownCodeSettled, Unprocessable without a
    reason.
    """
    why = require_reason(" ".join(reason.split()))[:LONGEST_REASON]
    row = _listed(unknown_code_id, version, OPEN)
    return _settle(row, ASIDE, actor, why)


@command(
    name="catalog.put_unknown_code_back",
    done=gettext_lazy("Returned an unknown code to the list"),
    permission=MANAGE_CATALOG,
)
def put_unknown_code_back(*, actor: Actor, unknown_code_id: UUID, version: int) -> int:
    """Put a code that was set aside on the list again; returns the version then.

    Raises NotFound, Stale, UnknownCodeSettled, and BarcodeTaken where it opens a pack by now.
    """
    row = _listed(unknown_code_id, version, ASIDE)
    if _opens(row.code):
        raise BarcodeTaken(
            _("The code %(code)s already belongs to a pack. Check it.") % {"code": row.code},
            field="code",
            code=row.code,
        )
    return _settle(row, OPEN, None, "")


def _is_done(sighting_id: UUID, code: str) -> bool:
    return CodeSighting.objects.filter(id=sighting_id).exists() or _opens(code)


def _opens(code: str) -> bool:
    return Barcode.objects.filter(code=code).exists()


def _next_number(terminal_id: UUID, day: date) -> int:
    number = CodeSighting.objects.filter(terminal_id=terminal_id, day=day).count() + 1
    if number > MOST_A_DAY:
        raise TooManyCodes(
            _(
                "This counter has already saved %(most)s codes today. Save this one "
                "tomorrow, or ask a colleague to link it."
            )
            % {"most": MOST_A_DAY}
        )
    return number


def _new(
    code: str, branch_id: UUID, terminal_id: UUID, kept: CodeKept, now: datetime
) -> UnknownCode:
    row = UnknownCode(
        id=current_unit().effect_id,
        code=code,
        first_seen_at=now,
        last_seen_at=now,
        branch_id=branch_id,
        terminal_id=terminal_id,
        person_id=kept.person_id,
    )
    if not insert_if_absent(UnknownCode, row):
        # Somebody was faster: begin again, with their row.
        raise Contended
    return UnknownCode.objects.select_for_update().get(code=code)


def _count(row: UnknownCode, sighting: CodeSighting) -> None:
    """Count the sighting on the locked row; a code that opens nothing any more is listed again."""
    row.times += 1
    row.last_seen_at = sighting.recorded_at
    row.branch_id, row.terminal_id = sighting.branch_id, sighting.terminal_id
    row.person_id = sighting.person_id
    row.note = sighting.note or row.note
    if row.state == LINKED:
        row.state, row.pack_id = OPEN, None
        row.settled_by = row.settled_at = None
    keep(row)


def _listed(unknown_code_id: UUID, version: int, *states: str) -> UnknownCode:
    """The code in one of the states, locked. Raises NotFound, Stale, UnknownCodeSettled."""
    rows = UnknownCode.objects.filter(id=unknown_code_id)
    row = locked(rows, missing=_("This code isn’t on the list of codes to link."))
    in_state(row, *states, otherwise=_settled)
    at_version(row, version, _("Another user changed this code. Reload the page."))
    return row


def _settled(state: str) -> Problem:
    words = {
        OPEN: _("This code is already on the list."),
        LINKED: _("This code now belongs to a pack and was removed from the list."),
        ASIDE: _("This code was dismissed. Return it to the list first."),
    }
    return UnknownCodeSettled(words[UnknownCode.State(state)], state=state)


def _settle(row: UnknownCode, state: str, actor: Actor | None, reason: str) -> int:
    before = {"state": row.state, "reason": row.reason}
    row.state, row.reason = state, reason
    row.settled_by = actor.id if actor else None
    row.settled_at = clock.now() if actor else None
    version = keep(row)
    after = {"state": row.state, "reason": row.reason}
    facts = {"code": row.code, "before": before, "after": after}
    current_unit().record(RECORD, row.id, reason=reason, facts=facts)
    return version
