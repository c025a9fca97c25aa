import base64
import json
from datetime import UTC, date
from uuid import UUID

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import F
from django.db.models.functions import Length
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from theriac.surfaces.backoffice.shell.listing import keyset as keyset_module
from theriac.surfaces.backoffice.shell.listing.keyset import (
    Chosen,
    Cursor,
    Keyset,
    Sort,
    count_rows,
    decode_cursor,
    encode_cursor,
)

VALUES = st.one_of(
    st.text(max_size=20),
    st.integers(-(2**63), 2**63),
    st.dates(),
    st.datetimes(timezones=st.just(UTC)),
    st.uuids(),
)


@given(st.lists(VALUES, min_size=1, max_size=4), st.integers(0, 10**6), st.booleans())
def test_a_cursor_survives_the_address(values: list, position: int, backwards: bool) -> None:
    cursor = Cursor(tuple(values), position, backwards)
    assert decode_cursor(encode_cursor(cursor, "a"), "a") == cursor


@given(st.text(max_size=60))
def test_no_word_from_outside_is_a_cursor(word: str) -> None:
    assert decode_cursor(word, "a") is None


def test_a_cursor_of_another_order_is_not_taken() -> None:
    word = encode_cursor(Cursor((date(2026, 11, 20), UUID(int=1)), 3), "a")
    assert decode_cursor(word, "b") is None


@pytest.mark.parametrize("value", ["\0", -1, 10**20, "not a number"])
def test_a_cursor_that_somebody_wrote_never_reaches_the_database(
    kinds: list[int], value: str | int
) -> None:
    text = json.dumps([0, 0, value, value]).encode()
    for seal in (b"", b"123456789"):
        word = base64.urlsafe_b64encode(seal + text).decode()
        assert keyset_of("plain", False).page(word) == keyset_of("plain", False).page()


def test_a_value_that_no_address_can_carry_is_refused() -> None:
    with pytest.raises(TypeError, match="cut by a float"):
        encode_cursor(Cursor((1.5,), 0), "a")


@pytest.fixture
def kinds(db: None) -> list[int]:
    ContentType.objects.bulk_create(
        ContentType(app_label=f"part{number % 5}", model="k" * (number % 3 + 1) + str(number))
        for number in range(43)
    )
    return list(ContentType.objects.filter(app_label__startswith="part").values_list("pk", flat=1))


SORTS = {
    "plain": Sort("", ("model",)),
    "ties": Sort("", ("app_label",)),
    "two": Sort("", ("app_label", "model")),
    "computed": Sort("", (Length("model"), F("app_label"))),
}


def ordered(sort: str, descending: bool) -> list[int]:
    keyset = keyset_of(sort, descending)
    return list(keyset.ordered().values_list("pk", flat=True))


def keyset_of(sort: str, descending: bool, size: int = 7) -> Keyset:
    rows = ContentType.objects.filter(app_label__startswith="part")
    return Keyset(rows, Chosen(sort, SORTS[sort], descending), size)


@pytest.mark.rows("CAT-14")
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", SORTS)
def test_pages_forwards_and_back_are_the_whole_order(
    kinds: list[int], sort: str, descending: bool
) -> None:
    expected = ordered(sort, descending)
    assert sorted(expected) == sorted(kinds)
    page = keyset_of(sort, descending).page()
    pages = [page]
    while page.after:
        page = keyset_of(sort, descending).page(page.after)
        pages.append(page)
    assert [key for one in pages for key in one.ids] == expected
    assert [one.start for one in pages] == [0, 7, 14, 21, 28, 35, 42]
    for earlier in reversed(pages[:-1]):
        assert page.before
        page = keyset_of(sort, descending).page(page.before)
        assert (page.ids, page.start) == (earlier.ids, earlier.start)
    assert page.before is None


def test_rows_that_come_meanwhile_shift_nothing(kinds: list[int]) -> None:
    first = keyset_of("plain", False).page()
    second = keyset_of("plain", False).page(first.after or "")
    ContentType.objects.create(app_label="part0", model="aaaa")
    assert keyset_of("plain", False).page(first.after or "").ids == second.ids


def test_a_deep_page_is_one_statement_without_offset(kinds: list[int]) -> None:
    page = keyset_of("two", False).page()
    page = keyset_of("two", False).page(page.after or "")
    with CaptureQueriesContext(connection) as statements:
        keyset_of("two", False).page(page.after or "")
    assert len(statements) == 1
    assert "OFFSET" not in statements[0]["sql"]


def test_an_unreadable_cursor_leads_to_the_first_page(kinds: list[int]) -> None:
    assert keyset_of("plain", False).page("rubbish") == keyset_of("plain", False).page()


def test_a_count_stops_at_its_limit(kinds: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    rows = ContentType.objects.filter(app_label__startswith="part")
    assert count_rows(rows) == keyset_module.RowCount(43, is_more=False)
    monkeypatch.setattr(keyset_module, "COUNT_LIMIT", 40)
    assert count_rows(rows) == keyset_module.RowCount(40, is_more=True)
