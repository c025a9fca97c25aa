"""What every list's table shares: its cards, its ledger, and the mark for what is missing."""

from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict
from django.template.loader import render_to_string
from django_filters import ChoiceFilter, ModelChoiceFilter

from theriac.surfaces.backoffice.shell.listing.tables import (
    LedgerTable,
    ListFilters,
    ListTable,
    NumberColumn,
    TextColumn,
)


class Plain(ListTable):
    name = TextColumn(verbose_name="Name", label="Name")
    count = NumberColumn(verbose_name="Count", label="Count")


class Ledger(LedgerTable):
    name = TextColumn(verbose_name="Name")
    count = NumberColumn(verbose_name="Count")


class EmptyLedger(Ledger):
    missing = ""


def drawn(table: Any) -> str:
    return render_to_string("django_tables2/theriac.html", {"table": table})


ROWS = [{"name": "Zinc", "count": None}]


def test_a_missing_value_is_a_dash_that_a_card_leaves_out() -> None:
    page = drawn(Plain(ROWS, orderable=False))

    assert 'class="table t-table t-stacked"' in page
    assert '<td class="num" data-l="Count" data-none>\u2013</td>' in page
    assert '<td class="" data-l="Name">Zinc</td>' in page


def test_a_ledger_stays_one_in_the_classes_made_from_it() -> None:
    assert 'class="table t-table t-table-tight t-ledger"' in drawn(Ledger(ROWS, orderable=False))
    assert '<td class="num" data-none></td>' in drawn(EmptyLedger(ROWS, orderable=False))


class Filters(ListFilters):
    part = ChoiceFilter(choices=[("a", "Ampoule")], label="Part")
    kind = ModelChoiceFilter(queryset=ContentType.objects.all(), label="Kind")


@pytest.mark.django_db
def test_a_filters_choice_begins_with_all() -> None:
    form = Filters(QueryDict(""), queryset=ContentType.objects.all()).form

    for name in ("part", "kind"):
        assert str(next(iter(form.fields[name].choices))[1]) == "All"
