"""What a check found, as the page shows it: four counts, problem rows, chips, the choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from theriac.core.problems import Text
from theriac.domains.catalog.imports.faults import Consequence, fault_words
from theriac.domains.catalog.imports.outcomes import (
    CLASS_CHOSEN,
    PACKS_COUNTED,
    UNBARCODED,
    RowAction,
    Tally,
)
from theriac.surfaces.backoffice.imports.words import (
    change_words,
    consequence_badge,
    problem_words,
)

if TYPE_CHECKING:
    from theriac.domains.catalog.models import Import, ImportProblem

PAGE = 50
MOST_CHIPS = 5
OTHERS = "others"
TOLD = ("without_expiry", "without_batch", UNBARCODED, CLASS_CHOSEN, PACKS_COUNTED)


@dataclass(frozen=True, slots=True)
class ColumnChip:
    """A filter by column: its words, how many, where it leads."""

    label: Text
    count: int
    query: str
    is_on: bool


def checked_of(batch: Import) -> Tally:
    """What the check counted."""
    return Tally.from_json(batch.counts.get("checked") or {})


def committed_of(batch: Import) -> Tally:
    """What was brought in."""
    return Tally.from_json(batch.counts.get("committed") or {})


def counts_context(tally: Tally, aside: int = 0) -> dict[str, Any]:
    """The four counts, in which each row stands once, and what goes in.

    Rows that want a look stand with the problems. ``aside`` rows were set aside by a person.
    """
    return {
        "new": tally.plain(RowAction.NEW),
        "changed": tally.plain(RowAction.CHANGED),
        "change_words": change_words(tally),
        "unchanged": tally.plain(RowAction.UNCHANGED) + tally.plain(RowAction.PASSED_OVER),
        "problems": tally.left_out + tally.look,
        "problem_words": problem_words(tally),
        "left_out": tally.left_out,
        "look": tally.look,
        "taken": tally.taken - aside,
        "out": tally.left_out + aside,
        "total": tally.rows,
        **lacks_context(tally),
    }


def result_context(tally: Tally) -> dict[str, Any]:
    """What was done, by what it did."""
    return {
        "new": tally.actions[RowAction.NEW],
        "changed": tally.actions[RowAction.CHANGED],
        "change_words": change_words(tally),
        "unchanged": tally.actions[RowAction.UNCHANGED] + tally.actions[RowAction.PASSED_OVER],
        "left_out": tally.left_out,
        "taken": tally.taken,
        **lacks_context(tally),
    }


def lacks_context(tally: Tally) -> dict[str, int]:
    """How many rows come in without expiry, batch number or barcode, or as a person said."""
    return {name: tally.notes[name] for name in TOLD}


def problems_context(
    batch: Import, problems: QuerySet[ImportProblem], query: QueryDict
) -> dict[str, Any]:
    """The problem rows of one page, filtered by column, with the chips."""
    tally = checked_of(batch)
    ranked = [name for name, _count in tally.columns.most_common()]
    first, rest = ranked[:MOST_CHIPS], ranked[MOST_CHIPS:]
    chosen, others = query.get("column", ""), OTHERS in query
    rows = problems.order_by("number", "id")
    if others:
        rows = rows.filter(column__in=rest)
    elif chosen:  # an address may name any text, also one that no column may hold
        rows = rows.filter(column=chosen) if chosen in ranked else rows.none()
    count = rows.count()
    start = min(_page(query) * PAGE, max(0, count - 1) // PAGE * PAGE)
    aside = frozenset(batch.left_out_rows)
    page = [_row(one, aside) for one in rows[start : start + PAGE]]
    kept = {"column": chosen, OTHERS: "yes" if others else ""}
    return {
        "rows": page,
        "first": start + 1 if page else 0,
        "last": start + len(page),
        "count": count,
        "previous": _query(kept, start // PAGE - 1) if start else "",
        "next": _query(kept, start // PAGE + 1) if start + PAGE < count else "",
        "chips": _chips(tally, first, rest, chosen if not others else OTHERS),
        "kept_all": problems.count() if not chosen and not others else None,
    }


def _page(query: Mapping[str, Any]) -> int:
    text = str(query.get("page", ""))[:6]
    return int(text) if text.isdecimal() else 0


def _query(kept: Mapping[str, str], page: int) -> str:
    made = QueryDict(mutable=True)
    made.update({name: value for name, value in kept.items() if value})
    if page:
        made["page"] = str(page)
    return f"?{made.urlencode()}"


def _chips(tally: Tally, first: list[str], rest: list[str], chosen: str) -> list[ColumnChip]:
    total = sum(tally.columns.values())
    chips = [ColumnChip(_("All"), total, "?", not chosen)]
    chips += [
        ColumnChip(
            name or _("whole row"), tally.columns[name], _query({"column": name}, 0), chosen == name
        )
        for name in first
        if name
    ]
    if rest:
        count = sum(tally.columns[name] for name in rest)
        query = _query({OTHERS: "yes"}, 0)
        chips.append(ColumnChip(_("others"), count, query, chosen == OTHERS))
    return chips


def _row(problem: ImportProblem, aside: frozenset[int]) -> dict[str, Any]:
    told = fault_words(problem.code, problem.params)
    is_out = problem.consequence == Consequence.LEFT_OUT
    return {
        "number": problem.number,
        "column": problem.column,
        "content": problem.content,
        "reason": told.reason,
        "remedy": told.remedy,
        "consequence": consequence_badge("" if problem.number in aside else problem.consequence),
        "is_out": is_out,
        "may_set_aside": not is_out,
        "is_aside": problem.number in aside,
    }
