"""A file as QR codes: numbered, in any order, doubles ignored, what is missing named."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("OFF-09")]
SUM = "AB" * 32
READ = """({codesOf, withCode, missingOf, rangesOf, wholeOf}, [bytes, sum, order]) => {
  const codes = codesOf(Uint8Array.from(bytes), sum, true);
  let series = null;
  const heard = [];
  for (const at of order) {
    const found = withCode(series, codes[at]);
    series = found.series;
    heard.push(found.heard);
  }
  const missing = missingOf(series);
  return {count: codes.length, longest: Math.max(...codes.map((one) => one.length)), heard, missing,
    named: rangesOf(missing), whole: missing.length ? null : [...wholeOf(series)]};
}"""


def read(run: Run, data: bytes, order: list[int]) -> Any:
    return run("domain/code_series.js", READ, [list(data), SUM, order])


def test_in_any_order_and_twice_it_comes_out_whole(run: Run, rng: Random) -> None:
    data = rng.randbytes(rng.randrange(1, 30_000))
    count = -(-len(data) // 600)
    order = [*range(count), *rng.choices(range(count), k=count)]
    rng.shuffle(order)
    found = read(run, data, order)
    assert (found["count"], bytes(found["whole"])) == (count, data)
    assert found["heard"].count("new") == count
    assert found["heard"].count("double") == count
    assert found["longest"] <= 1_000


def test_what_is_missing_is_named(run: Run) -> None:
    found = read(run, bytes(600 * 9 + 1), [1, 5, 1])
    assert found["heard"] == ["new", "new", "double"]
    assert found["missing"] == [1, 3, 4, 5, 7, 8, 9, 10]
    assert found["named"] == "1, 3–5, 7–10"
    assert found["whole"] is None


@pytest.mark.parametrize(
    ("code", "heard"),
    [
        (f"THERIAC/1/{SUM}/D/2/3/BB8", "new"),
        (f"THERIAC/1/{'CD' * 32}/D/2/3/BB8", "other"),
        (f"THERIAC/1/{SUM}/P/2/3/BB8", "other"),
        (f"THERIAC/1/{SUM}/D/2/4/BB8", "other"),
        (f"THERIAC/1/{SUM}/D/4/3/BB8", "strange"),
        (f"THERIAC/1/{SUM}/D/0/3/BB8", "strange"),
        (f"THERIAC/1/{SUM}/D/2/3000/BB8", "strange"),
        (f"THERIAC/1/{SUM}/D/2/3/:::", "strange"),
        (f"THERIAC/1/{SUM}/D/2/3/{'0' * 1_503}", "strange"),
        ("8991234567891", "strange"),
    ],
)
def test_codes_of_another_file_and_other_codes_change_nothing(
    run: Run, code: str, heard: str
) -> None:
    script = """({withCode}, [first, code]) => {
      const begun = withCode(null, first).series;
      const {series, heard} = withCode(begun, code);
      return {heard, read: series.parts.size};
    }"""
    first = f"THERIAC/1/{SUM}/D/1/3/BB8"
    found = run("domain/code_series.js", script, [first, code])
    assert found == {"heard": heard, "read": 2 if heard == "new" else 1}


def test_more_than_somebody_can_show_is_no_series(run: Run) -> None:
    script = """({codesOf}, sum) => [
      codesOf(new Uint8Array(599400), sum, true).length, codesOf(new Uint8Array(599401), sum, true)]"""
    assert run("domain/code_series.js", script, SUM) == [999, None]


@pytest.mark.parametrize(
    ("text", "written"),
    [("AB", "BB8"), ("Hello!!", "%69 VD92EX0"), ("base-45", "UJCLQE7W581"), ("", "")],
)
def test_base45_is_as_rfc_9285_has_it(run: Run, text: str, written: str) -> None:
    script = """({toBase45, fromBase45}, [text, written]) => [
      toBase45(new TextEncoder().encode(text)), new TextDecoder().decode(fromBase45(written))]"""
    assert run("domain/base45.js", script, [text, written]) == [written, text]


@pytest.mark.parametrize("text", ["A", "::: ", "GGW", "a00", ":::", "::"])
def test_what_is_no_base45_is_refused(run: Run, text: str) -> None:
    assert run("domain/base45.js", "({fromBase45}, text) => fromBase45(text)", text) is None
