"""The night of the public lists: read outside a transaction, taken in, matched with the stock."""

from __future__ import annotations

from theriac.core.actor import SYSTEM
from theriac.core.outgoing import client
from theriac.core.outgoing.addresses import OutgoingRefused
from theriac.core.problems import Problem
from theriac.domains.recalls.commands.public_lists import add_findings, note_list_problem, take_list
from theriac.domains.recalls.models import RecallList
from theriac.domains.recalls.queries.list_match import unfound_of_list
from theriac.domains.recalls.queries.list_text import parse_list


def read_watched_lists() -> int:
    """Read every watched list that has an address, and match all of them; how many new findings.

    What a list said before is matched too, also where it can't be read tonight: the stock may
    have changed meanwhile. One that fails stops no other.
    """
    found = 0
    for row in RecallList.objects.filter(is_watched=True).order_by("id"):
        if row.url:
            found += _read(row)
        if pairs := unfound_of_list(row.id):
            found += add_findings(actor=SYSTEM, list_id=row.id, pairs=pairs)
    return found


def _read(row: RecallList) -> int:
    try:
        read = parse_list(client.get(row.url).body)
    except OutgoingRefused as problem:
        note_list_problem(actor=SYSTEM, list_id=row.id, problem=str(problem))
        return 0
    except Problem as problem:
        words = str(problem.detail or problem.title)
        note_list_problem(actor=SYSTEM, list_id=row.id, problem=words)
        return 0
    return take_list(actor=SYSTEM, list_id=row.id, lines=read.lines, unread=read.unread)
