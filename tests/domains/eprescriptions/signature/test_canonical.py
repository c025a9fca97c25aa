"""The canonical text of a bundle: RFC 8785, and what is refused before it is parsed."""

from __future__ import annotations

import pytest

from theriac.domains.eprescriptions.problems import BundleRefused
from theriac.domains.eprescriptions.signature.canonical import (
    DEEPEST,
    LARGEST,
    canonical,
    read_json,
    signed_text,
)

pytestmark = pytest.mark.rows("RX-06")


def test_it_is_written_as_rfc_8785_has_it() -> None:
    raw = '{"\\u20ac":"Euro","\\r":"CR","\\ufb33":"x","1":[],"\\ud83d\\ude00":1,"\\u0080":"c"}'
    assert canonical(read_json(raw.encode())) == (
        '{"\\r":"CR","1":[],"\x80":"c","€":"Euro","\U0001f600":1,"\ufb33":"x"}'
    )
    told = read_json(b'{"n":[1.0,1.50,-0,100,0.000001,1E3,333333333.333333],"t":"\\u000f\\/\\""}')
    assert canonical(told) == (
        '{"n":[1,1.5,0,100,0.000001,1000,333333333.333333],"t":"\\u000f/\\""}'
    )
    told = read_json(b'{"n":[0.1234567890123456789,12345678901234567890,-71.08025530499999]}')
    assert canonical(told) == ('{"n":[0.12345678901234568,12345678901234567000,-71.080255305]}')
    kept = read_json(b'{"b":true,"signature":{"data":"x"},"a":null}')
    assert signed_text(kept) == '{"a":null,"b":true}'


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"[]", "one JSON object"),
        (b"{", "isn’t JSON"),
        (b'{"a":NaN}', "isn’t JSON"),
        (b'{"a":1,"a":2}', "twice"),
        (b'{"a":\xff}', "isn’t JSON"),
        (b'{"a":1e400}', "1e21"),
        (b'{"a":1e-7}', "1e21"),
        (b'{"a":' + b"9" * 5000 + b"}", "1e21"),
        (b'{"a":' + b"[" * DEEPEST + b"]" * DEEPEST + b"}", "24 levels"),
        (b"[" * 200_000, "24 levels"),
        (b'{"a":"' + b"x" * LARGEST + b'"}', "512 kB"),
    ],
)
def test_what_is_hostile_is_refused(raw: bytes, said: str) -> None:
    with pytest.raises(BundleRefused) as refused:
        read_json(raw)
    assert said in str(refused.value.detail)


@pytest.mark.parametrize("text", ["a\\u0000", "\\ud800"])
def test_a_text_that_no_database_keeps_is_refused(text: str) -> None:
    with pytest.raises(BundleRefused):
        canonical(read_json(f'{{"a":"{text}"}}'.encode()))


def test_brackets_in_texts_are_no_depth() -> None:
    assert read_json(b'{"a":"' + b'[{\\"' * 40 + b'"}')["a"] == '[{"' * 40
