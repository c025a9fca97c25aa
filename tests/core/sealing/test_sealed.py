"""What was sealed opens in its place with its key, and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from theriac.core.sealing.encoding import CantOpen, join_parts, split_parts, to_bytes
from theriac.core.sealing.sealed import (
    key_id_of,
    key_of,
    new_key_pair,
    place_of,
    public_text,
    read_private_key,
    seal,
    unseal,
)

VECTORS = json.loads(
    (Path(__file__).parents[3] / "contracts" / "vectors" / "sealed_texts.json").read_text("utf-8")
)
KEYS = {
    name: read_private_key(to_bytes(one["private_key"])) for name, one in VECTORS["keys"].items()
}
PLACE = place_of("ground", ["branch", "sale", "ground"])


def content_of(case: dict[str, Any]) -> str:
    place = place_of(case["purpose"], case["ids"])
    return unseal(case["sealed"], KEYS[case["key"]], place).decode()


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["id"])
def test_vectors(case: dict[str, Any]) -> None:
    if case["valid"]:
        assert content_of(case) == case["expect"]
    else:
        with pytest.raises(CantOpen):
            content_of(case)


def test_a_public_key_names_itself() -> None:
    for name, one in VECTORS["keys"].items():
        assert public_text(KEYS[name]) == one["public_key"]
        assert key_id_of(one["public_key"]) == one["key_id"]


def test_it_opens_where_it_belongs() -> None:
    public, private = new_key_pair()
    text = seal(b"dr. Maya L.", public, PLACE)
    assert key_of(text) == key_id_of(public)
    assert unseal(text, read_private_key(private), PLACE) == b"dr. Maya L."
    assert seal(b"dr. Maya L.", public, PLACE) != text


def test_another_key_opens_nothing() -> None:
    public, _private = new_key_pair()
    text = seal(b"dr. Maya L.", public, PLACE)
    with pytest.raises(CantOpen):
        unseal(text, read_private_key(new_key_pair()[1]), PLACE)


@pytest.mark.parametrize(
    "moved",
    [
        place_of("ground", ["branch", "other sale", "ground"]),
        place_of("ground", ["other branch", "sale", "ground"]),
        place_of("ground", ["branch", "sale", "other ground"]),
        place_of("patient", ["branch", "sale", "ground"]),
        b"",
    ],
)
def test_moved_elsewhere_it_opens_no_more(moved: bytes) -> None:
    public, private = new_key_pair()
    text = seal(b"dr. Maya L.", public, PLACE)
    with pytest.raises(CantOpen):
        unseal(text, read_private_key(private), moved)


def test_no_byte_of_it_may_change() -> None:
    public, private = new_key_pair()
    key = read_private_key(private)
    key_id, content = split_parts(seal(b"dr. Maya L.", public, PLACE))
    for place in range(len(content)):
        altered = bytearray(content)
        altered[place] ^= 1
        with pytest.raises(CantOpen):
            unseal(join_parts(key_id, bytes(altered)), key, PLACE)
    for cut in range(len(content)):
        with pytest.raises(CantOpen):
            unseal(join_parts(key_id, content[:cut]), key, PLACE)


@pytest.mark.parametrize("text", ["", "1", "1.a", "2.a.AAAA", "1.a.b.c", "1.a.=", "1.a.A", "1.a.ü"])
def test_another_form_is_refused(text: str) -> None:
    with pytest.raises(CantOpen):
        unseal(text, KEYS["first"], PLACE)


def test_what_isnt_a_private_key_is_refused() -> None:
    with pytest.raises(CantOpen):
        read_private_key(b"no key")
