from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict
from django_filters import (
    BooleanFilter,
    CharFilter,
    DateFromToRangeFilter,
    ModelChoiceFilter,
    MultipleChoiceFilter,
    RangeFilter,
)

from theriac.surfaces.backoffice.shell.listing.chips import Chip, chips_of
from theriac.surfaces.backoffice.shell.listing.tables import ListFilters


class Filters(ListFilters):
    part = MultipleChoiceFilter(choices=[("a", "Ampoule"), ("b", "Box")], label="Part")
    kind = ModelChoiceFilter(queryset=ContentType.objects.all(), label="Kind")
    low = BooleanFilter(label="Low")
    number = RangeFilter(field_name="pk", label="Number")
    day = DateFromToRangeFilter(field_name="pk", label="Day")
    text = CharFilter(label="Text")

    def filter_queryset(self, queryset: Any) -> Any:
        return queryset


def chips(query: str) -> dict[str, Chip]:
    filters = Filters(QueryDict(query), queryset=ContentType.objects.none())
    return {chip.name: chip for chip in chips_of(filters, lambda **changes: str(changes))}


@pytest.mark.django_db
def test_what_is_chosen_stands_in_words() -> None:
    found = chips("part=a&part=b&number_min=3&text=zinc")
    assert found["part"].chosen == "Ampoule, Box"
    assert found["number"].chosen == "3 – "
    assert found["text"].chosen == "zinc"
    assert [name for name, chip in found.items() if chip.is_on] == ["part", "number", "text"]


@pytest.mark.django_db
def test_a_model_is_named_as_its_choice_is() -> None:
    kind = ContentType.objects.get(app_label="catalog", model="product")
    chip = chips(f"kind={kind.pk}")["kind"]
    assert chip.is_on
    assert chip.chosen == str(kind)


def test_clearing_a_range_takes_both_ends_from_the_address() -> None:
    assert chips("number_min=3&number_max=9")["number"].url == (
        "{'number': None, 'number_min': None, 'number_max': None}"
    )


def test_a_yes_or_no_toggles() -> None:
    assert chips("")["low"].url == "{'low': 'true'}"
    assert chips("low=true")["low"].url == "{'low': None}"
    assert chips("low=true")["low"].is_on


def test_what_cant_be_read_is_marked_and_counts_as_not_chosen() -> None:
    found = chips("day_after=2026-02-31&part=zzz")
    assert found["day"].has_error
    assert not found["day"].is_on
    assert found["part"].has_error
