"""What keeps the contract is used, what doesn't is listed by its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.document_engine import a_document, told
from theriac.domains.offers.engine.client import parsed
from theriac.domains.offers.engine.contract import HEAD_FIELDS, LINE_FIELDS, document_of

pytestmark = pytest.mark.rows("PUR-03")
SCHEMAS = json.loads(
    (Path(__file__).parents[4] / "contracts" / "engine.openapi.json").read_text("utf-8")
)["components"]["schemas"]


def read(document: Any) -> Any:
    return document_of(parsed(json.dumps(document).encode()))


def test_the_fields_are_the_contracts() -> None:
    assert SCHEMAS["Document"]["properties"]["fields"]["properties"].keys() == HEAD_FIELDS
    assert SCHEMAS["Line"]["properties"]["fields"]["properties"].keys() == LINE_FIELDS


def test_a_document_is_read_with_exact_numbers() -> None:
    document = read(a_document(told(price="12500.5"), supplier="PT Enseval"))

    (line,) = document.lines.values()
    assert (document.pages, document.faults) == (1, ())
    assert document.fields["supplier"].value == "PT Enseval"
    assert str(line.fields["price"].confidence) == "0.99"
    assert line.place.box is not None
    assert [str(part) for part in line.place.box] == ["0.1", "0.2", "0.9", "0.25"]


@pytest.mark.parametrize(
    "broken",
    [
        {},
        "text",
        None,
        {**told(), "confidence": 1.5},
        {**told(), "confidence": "high"},
        {**told(), "place": {"page": 0}},
        {**told(), "place": {"page": 1, "box": [0, 0, 1]}},
        {**told(), "place": {"page": 1, "box": [0, 0, 1, 2]}},
        {**told(), "fields": []},
        told(price={"value": 12_500, "text": "", "confidence": 1, "place": {"page": 1}}),
        told(price={"text": "", "confidence": 1, "place": {"page": 1}}),
    ],
)
def test_a_line_that_breaks_the_contract_is_listed_and_the_others_stand(broken: Any) -> None:
    document = read(a_document(told(), broken, told()))

    assert sorted(document.lines) == [1, 3]
    assert [fault.line for fault in document.faults] == [2]


def test_what_a_later_contract_adds_is_left_alone() -> None:
    line = {**told(), "colour": "red"}
    line["fields"]["colour"] = line["fields"]["price"]

    document = read({**a_document(line), "more": 1})

    assert document.faults == ()
    assert "colour" not in document.lines[1].fields


@pytest.mark.parametrize("answer", [None, [], {}, {"lines": 1}, {"lines": None}])
def test_what_is_no_document_has_no_lines(answer: Any) -> None:
    document = read(answer)
    assert (dict(document.lines), [one.line for one in document.faults]) == ({}, [0])


def test_more_lines_than_are_taken_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("theriac.domains.offers.engine.contract.MOST_LINES", 2)
    document = read(a_document(told(), told(), told()))
    assert (len(document.lines), [one.line for one in document.faults]) == (2, [3])


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["lines", "fields", "pages", "place", "confidence", "page", "box"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_nothing_that_is_answered_raises(answer: Any) -> None:
    document_of(answer)


@pytest.mark.parametrize("body", [b"", b"{", b"NaN", b'{"a": Infinity}', b"\xff", b"[" * 100_000])
def test_what_isnt_json_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"^"):
        parsed(body)
