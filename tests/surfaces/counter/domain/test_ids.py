"""The counter's ids are UUIDv7 by RFC 9562."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey


def made(run: Run, instant: int, random: list[int]) -> UUID:
    script = "(ids, [instant, random]) => ids.uuid7(instant, new Uint8Array(random))"
    return UUID(run("domain/ids.js", script, [instant, random]))


def test_the_example_of_the_rfc(run: Run) -> None:
    random = [0x0C, 0xC3, 0x18, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F]
    assert str(made(run, 0x017F22E279B0, random)) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


def test_version_and_variant_whatever_the_chance(run: Run) -> None:
    for byte in (0x00, 0xFF):
        made_id = made(run, 1_795_142_400_000, [byte] * 10)
        assert (made_id.version, made_id.variant) == (7, "specified in RFC 4122")


def test_later_ids_sort_later(run: Run) -> None:
    early, late = made(run, 1_795_142_400_000, [255] * 10), made(run, 1_795_142_400_001, [0] * 10)
    assert early < late
