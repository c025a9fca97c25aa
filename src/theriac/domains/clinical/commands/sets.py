"""Taking sets of knowledge in: a head, then its files, while it is a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.database.insert import insert_rows
from theriac.core.facts.records import record
from theriac.core.facts.types import Day, Text40, Text80, Text120, Text250
from theriac.core.problems import NotFound, Unprocessable
from theriac.core.rights import Concerns
from theriac.domains.clinical.formats.reader import ReadKnowledge
from theriac.domains.clinical.formats.rows import UnreadRow
from theriac.domains.clinical.lines import rows_of
from theriac.domains.clinical.models import KnowledgeLine, KnowledgeSet
from theriac.domains.clinical.permissions import MANAGE_KNOWLEDGE
from theriac.domains.clinical.problems import SetFixed, SetTwice
from theriac.domains.clinical.rules.knowledge import Line
from theriac.domains.clinical.shipped import shipped_lines, shipped_sets

MOST_UNREAD = 200
"""So many rows that weren't understood are kept with a set; all are counted."""
MOST_LINES = 200_000


@record
class SetHead:
    """A set: its name and edition, where it is from, under which licence, of which day."""

    name: Text80
    edition: Text40
    source: Text250
    licence: Text120
    dated_on: Day | None = None


@command(
    name="clinical.add_set",
    done=gettext_lazy("Added a set for safety checks"),
    permission=MANAGE_KNOWLEDGE,
    concerns=Concerns.PHARMACY,
)
def add_set(*, actor: Actor, head: SetHead) -> UUID:
    """Begin a set as a draft, without lines. Raises Unprocessable, SetTwice."""
    return _begin(actor, head).id


@command(
    name="clinical.add_shipped_set",
    done=gettext_lazy("Added an included set for safety checks"),
    permission=MANAGE_KNOWLEDGE,
    concerns=Concerns.PHARMACY,
)
def add_shipped_set(*, actor: Actor, name: str) -> UUID:
    """Take in a set that comes with the product, as a draft. Raises NotFound, SetTwice."""
    shipped = next((one for one in shipped_sets() if one.name == name), None)
    if shipped is None:
        raise NotFound(_("No included set has this name. Choose one from the list."))
    head = SetHead(
        name=shipped.name,
        edition=shipped.edition,
        source=shipped.source,
        licence=shipped.licence,
        dated_on=shipped.dated_on,
    )
    row = _begin(actor, head)
    _take(row, shipped_lines(shipped).lines, ())
    return row.id


@command(
    name="clinical.take_file",
    done=gettext_lazy("Read a file into a set for safety checks"),
    permission=MANAGE_KNOWLEDGE,
    concerns=Concerns.PHARMACY,
)
def take_file(*, actor: Actor, set_id: UUID, read: ReadKnowledge) -> int:
    """Take the lines of a file into a draft; how many it has now. Raises NotFound, SetFixed."""
    row = locked_set(set_id)
    if row.state != KnowledgeSet.State.DRAFT:
        raise SetFixed(
            _("Only a draft takes files in. Add another edition of the set, then upload the file.")
        )
    if row.lines_count + len(read.lines) > MOST_LINES:
        raise Unprocessable(
            _("A set has at most %(most)s lines. Add another set for the rest.")
            % {"most": MOST_LINES},
            field="file",
        )
    _take(row, read.lines, read.unread)
    return int(row.lines_count)


def locked_set(set_id: UUID) -> KnowledgeSet:
    """The set, locked. Raises NotFound."""
    row: KnowledgeSet | None = KnowledgeSet.objects.select_for_update().filter(id=set_id).first()
    if row is None:
        raise NotFound(_("This set doesn’t exist."), set_id=set_id)
    return row


def _begin(actor: Actor, head: SetHead) -> KnowledgeSet:
    texts = {name: str(getattr(head, name)).strip() for name in ("name", "edition", "source")}
    for field, text in texts.items():
        if not text:
            raise Unprocessable(_("Enter the set’s name, edition and source."), field=field)
    if KnowledgeSet.objects.filter(name=texts["name"], edition=texts["edition"]).exists():
        raise SetTwice(
            _("This edition of the set is here already. Open it, or enter another edition.")
        )
    row = KnowledgeSet(
        id=current_unit().effect_id,
        **texts,
        licence=head.licence.strip(),
        dated_on=head.dated_on,
        made_at=clock.now(),
        made_by=actor.id,
    )
    keep(row)
    facts = {"after": {**texts, "licence": row.licence, "dated_on": str(row.dated_on or "")}}
    current_unit().record("clinical.set", row.id, facts=facts)
    return row


def _take(row: KnowledgeSet, lines: Sequence[Line], unread: Sequence[UnreadRow]) -> None:
    before = _counts(row)
    insert_rows(KnowledgeLine, rows_of(row.id, lines, start=row.lines_count))
    row.lines_count += len(lines)
    row.unread += len(unread)
    more = [asdict(one) for one in unread[: max(0, MOST_UNREAD - len(row.unread_rows))]]
    row.unread_rows = [*row.unread_rows, *more]
    keep(row, "lines_count", "unread", "unread_rows")
    facts = {"before": before, "after": _counts(row)}
    current_unit().record("clinical.set", row.id, facts=facts)


def _counts(row: KnowledgeSet) -> dict[str, int]:
    return {"lines": row.lines_count, "unread": row.unread}
