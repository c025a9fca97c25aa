"""Keeping public lists, taking in what they say, and settling what of it the stock has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep
from theriac.core.database.insert import insert_absent
from theriac.core.idempotency.context import fingerprint
from theriac.core.ids import new_id
from theriac.core.outgoing.addresses import OutgoingRefused, checked
from theriac.core.problems import Conflict, NotFound, Unprocessable, require_reason
from theriac.core.rights import Concerns
from theriac.core.tables.heads import fold
from theriac.domains.organisation.ids import BranchId
from theriac.domains.recalls.commands.open import RecallOpened, open_recall
from theriac.domains.recalls.models import ListedRecall, Recall, RecallFinding, RecallList
from theriac.domains.recalls.permissions import RECALL_STOCK
from theriac.domains.recalls.queries.list_match import Pair, unfound
from theriac.domains.recalls.queries.list_text import ListedLine, UnreadLine, vague_lines

MOST_UNREAD = 200
"""So many things that weren't understood are kept with a list; all are counted."""


@command(
    name="recalls.keep_list",
    done=gettext_lazy("Saved a public list of recalls"),
    permission=RECALL_STOCK,
    concerns=Concerns.PHARMACY,
)
def keep_list(
    *,
    actor: Actor,
    name: str,
    url: str,
    list_id: UUID | None = None,
    version: int | None = None,
    is_watched: bool = True,
) -> UUID:
    """Keep a list by its address, which is read every night; with ``list_id`` change it.

    ``url`` may be empty: then its files are brought by hand. Raises Unprocessable for an address
    that isn't one, NotFound, and Stale where it has another ``version``.
    """
    if not name.strip():
        raise Unprocessable(_("Enter the list’s name."), field="name")
    if url.strip():
        try:
            checked(url.strip(), ())
        except OutgoingRefused as problem:
            raise Unprocessable(str(problem), field="url") from None
    row = RecallList.objects.select_for_update().filter(id=list_id).first() if list_id else None
    if list_id and row is None:
        raise NotFound(_("This list doesn't exist."))
    if row is not None:
        at_version(row, version, _("Another user changed this list. Reload the page."))
    before = {"before": _terms(row)} if row is not None else {}
    row = row or RecallList(id=current_unit().effect_id, version=0)
    row.name, row.url, row.is_watched = name.strip()[:80], url.strip()[:500], is_watched
    keep(row)
    current_unit().record("stock.recall_list", row.id, facts={**before, "after": _terms(row)})
    return row.id


def _terms(row: RecallList) -> dict[str, Any]:
    """What people say of a list."""
    return {"name": row.name, "url": row.url, "watched": row.is_watched}


@command(
    name="recalls.take_list",
    done=gettext_lazy("Read a public list of recalls"),
    permission=RECALL_STOCK,
    concerns=Concerns.PHARMACY,
)
def take_list(
    *,
    actor: Actor,
    list_id: UUID,
    lines: Sequence[ListedLine],
    unread: Sequence[UnreadLine] = (),
) -> int:
    """Keep a list's lines, each once, and look for them in the stock; how many new findings.

    What isn't understood (``unread``), and lines by which nothing can be looked for, are counted
    and kept with the list, so that somebody looks at them. Raises NotFound.
    """
    row = RecallList.objects.select_for_update().filter(id=list_id).first()
    if row is None:
        raise NotFound(_("This list doesn't exist."))
    moment = clock.now()
    by_key = {fingerprint(asdict(line)): line for line in lines}
    known = set(ListedRecall.objects.filter(list_id=row.id).values_list("key", flat=True))
    insert_absent(
        ListedRecall,
        [
            ListedRecall(
                id=new_id(),
                list_id=row.id,
                key=key,
                gtin=line.gtin,
                name=line.name,
                folded=fold(line.name)[:200],
                lot=line.lot,
                reason=line.reason,
                reference=line.reference,
                expires=line.expires,
                first_read_at=moment,
            )
            for key, line in by_key.items()
            if key not in known
        ],
    )
    said = ListedRecall.objects.filter(list_id=row.id)
    found = _keep(unfound(row.id, [one for one in said if one.key in by_key]))
    untold = [*unread, *vague_lines(list(by_key.values()))]
    row.read_at, row.entries, row.problem = moment, len(by_key), ""
    row.unread, row.unread_lines = len(untold), [asdict(one) for one in untold[:MOST_UNREAD]]
    row.save(update_fields=["read_at", "entries", "unread", "unread_lines", "problem"])
    facts = {
        "name": row.name,
        "entries": len(by_key),
        "unread": len(untold),
        "findings": found,
    }
    current_unit().record("stock.recall_list", row.id, facts=facts)
    return found


@command(
    name="recalls.add_findings",
    done=gettext_lazy("Matched a public list of recalls with the stock"),
    system_only=True,
)
def add_findings(*, actor: Actor, list_id: UUID, pairs: Sequence[Pair]) -> int:
    """Keep what the stock has of a list's lines; how many of these findings are new.

    Raises NotFound.
    """
    row = RecallList.objects.select_for_update().filter(id=list_id).first()
    if row is None:
        raise NotFound(_("This list doesn't exist."))
    found = _keep(pairs)
    facts = {"name": row.name, "findings": found}
    current_unit().record("stock.recall_list", row.id, facts=facts)
    return found


@command(
    name="recalls.note_list_problem",
    done=gettext_lazy("Couldn’t read a public list of recalls"),
    system_only=True,
)
def note_list_problem(*, actor: Actor, list_id: UUID, problem: str) -> None:
    """Keep why a list couldn't be read; what it said before stays."""
    RecallList.objects.filter(id=list_id).update(read_at=clock.now(), problem=problem[:250])
    current_unit().record("stock.recall_list", list_id, reason=problem)


@command(
    name="recalls.recall_finding",
    done=gettext_lazy("Opened a recall from a public list"),
    permission=RECALL_STOCK,
)
def recall_finding(
    *, actor: Actor, branch_id: BranchId, finding_id: UUID, reason: str
) -> RecallOpened:
    """Open a recall of the batch that a list names. Raises NotFound, Conflict, Unprocessable."""
    finding = _open_finding(finding_id)
    opened = open_recall(
        actor=actor,
        branch_id=branch_id,
        batch_ids=[finding.batch_id],
        source=Recall.Source.LIST,
        reason=reason,
        reference=finding.line.reference,
    )
    _settle(finding, RecallFinding.State.RECALLED, actor, reason, opened.id)
    return opened


@command(
    name="recalls.dismiss_finding",
    done=gettext_lazy("Dismissed a match from a public list"),
    permission=RECALL_STOCK,
    concerns=Concerns.PHARMACY,
)
def dismiss_finding(*, actor: Actor, finding_id: UUID, reason: str) -> None:
    """Say why the batch isn't the one that the list means. Raises NotFound, Conflict."""
    require_reason(reason)
    finding = _open_finding(finding_id)
    _settle(finding, RecallFinding.State.DISMISSED, actor, reason, None)
    current_unit().record("stock.recall_finding", finding.id, reason=reason)


def _keep(pairs: Sequence[Pair]) -> int:
    moment = clock.now()
    return insert_absent(
        RecallFinding,
        [
            RecallFinding(id=new_id(), line_id=line_id, batch_id=batch_id, found_at=moment)
            for line_id, batch_id in sorted(pairs)
        ],
    )


def _open_finding(finding_id: UUID) -> RecallFinding:
    finding = RecallFinding.objects.select_for_update().filter(id=finding_id).first()
    if finding is None:
        raise NotFound(_("This match doesn’t exist."))
    if finding.state != RecallFinding.State.OPEN:
        raise Conflict(_("This match was already settled. Reload the list."))
    return finding


def _settle(
    finding: RecallFinding, state: str, actor: Actor, reason: str, recall_id: UUID | None
) -> None:
    finding.state, finding.recall_id = state, recall_id
    finding.settled_at, finding.settled_by = clock.now(), actor.id
    finding.reason = reason.strip()[:250]
    finding.save()
