"""The counter reads codes as the server does: the same vectors, and the same answers."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path
from typing import Any

import pytest
from biip.gs1_application_identifiers import GS1ApplicationIdentifier

from tests.surfaces.counter.domain.conftest import Run
from theriac.domains.catalog.gs1.codes import read_code
from theriac.domains.catalog.gs1.dates import label_date
from theriac.domains.catalog.gs1.identifiers import is_identifier
from theriac.domains.catalog.gs1.problems import UnreadableCode

pytestmark = pytest.mark.journey
VECTORS = Path(__file__).parents[4] / "contracts" / "vectors"
READ_ALL = """({readCode, UnreadableCode}, raws) => raws.map((raw) => {
    try {
        return readCode(raw, 2026);
    } catch (refusal) {
        if (!(refusal instanceof UnreadableCode)) throw refusal;
        return { fault: refusal.fault, identifier: refusal.identifier };
    }
})"""


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((VECTORS / name).read_text("utf-8"))["cases"]
    return found


def as_counter(raw: str) -> dict[str, Any]:
    """The server's reading in the counter's words."""
    try:
        code = read_code(raw, as_of_year=2026)
    except UnreadableCode as refusal:
        return {"fault": refusal.facts["fault"], "identifier": refusal.facts["identifier"]}
    return {
        "raw": code.raw,
        "form": code.form.value,
        "text": code.text,
        "lookup": code.lookup,
        "symbology": code.symbology,
        "gtin": code.gtin,
        "batchNumber": code.batch_number,
        "expiresOn": code.expires_on and code.expires_on.isoformat(),
        "producedOn": code.produced_on and code.produced_on.isoformat(),
        "serial": code.serial,
        "quantity": code.quantity,
        "elements": [list(pair) for pair in code.elements],
        "details": [list(pair) for pair in code.details],
        "warnings": [warning.value for warning in code.warnings],
    }


def test_gtin_vectors(run: Run) -> None:
    vectors = cases("gs1_gtin.json")
    found = run(
        "domain/gs1.js",
        "({gtin14}, texts) => texts.map(gtin14)",
        [case["input"] for case in vectors],
    )
    assert found == [case["gtin14"] for case in vectors]


def test_date_vectors(run: Run) -> None:
    vectors = cases("gs1_dates.json")
    found = run(
        "domain/gs1/dates.js",
        "({gs1Date}, given) => given.map(([text, year]) => gs1Date(text, year))",
        [[case["input"], case["as_of_year"]] for case in vectors],
    )
    assert found == [case["expect"] for case in vectors]


def test_element_string_vectors(run: Run) -> None:
    vectors = cases("gs1_element_strings.json")
    found = run("domain/gs1.js", READ_ALL, [case["raw"] for case in vectors])
    for case, code in zip(vectors, found, strict=True):
        expect = case["expect"]
        if not expect["ok"]:
            assert code["fault"] == expect["error"], case["id"]
            continue
        values = dict(code["elements"])
        dates = {"17": code["expiresOn"], "11": code["producedOn"]}
        values |= {key: dates[key] for key in values.keys() & dates.keys()}
        assert values == expect["ai"], case["id"]
        assert code["warnings"] == expect.get("warnings", []), case["id"]


def test_same_answers_as_the_server_on_drawn_codes(
    run: Run, rng: random.Random, *, is_long: bool
) -> None:
    raws = [drawn_code(rng) for _ in range(20_000 if is_long else 2_000)]
    found = run("domain/gs1.js", READ_ALL, raws)
    assert found == [as_counter(raw) for raw in raws]
    assert 0.2 < sum("fault" in code for code in found) / len(found) < 0.9


def test_same_label_dates_as_the_server(run: Run, rng: random.Random) -> None:
    texts = [drawn_date(rng) for _ in range(2_000)]
    found = run(
        "domain/gs1/dates.js", "({labelDate}, all) => all.map((t) => labelDate(t, 2026))", texts
    )
    expected = [label_date(text, 2026) for text in texts]
    assert found == [date and date.isoformat() for date in expected]


def test_same_identifiers_and_formats_as_biip(run: Run) -> None:
    formats = run(
        "domain/gs1/formats.js",
        "({FORMATS}) => [...FORMATS].map(([key, {length, pattern}]) => "
        "[key, length, pattern.source])",
    )
    assert len(formats) == len({key for key, _, _ in formats}) == 541
    for key, length, source in formats:
        known = GS1ApplicationIdentifier.extract(key)
        assert (known.ai, known.separator_required) == (key, length == 0)
        assert source.replace("\\/", "/") == known.pattern.replace(key, "", 1), key
    keys = {key for key, _, _ in formats}
    assert keys == {str(n).zfill(w) for w in (2, 3, 4) for n in range(10**w) if known_ai(n, w)}


def known_ai(number: int, width: int) -> bool:
    return is_identifier(str(number).zfill(width))


@pytest.mark.shared
def test_same_answers_as_the_server_on_gs1s_own_vectors(run: Run, shared: Path) -> None:
    with (shared / "data" / "barcodes" / "gs1_vectors.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        inputs = [row["input"] for row in csv.DictReader(file)]
    raws = [text.replace("<GS>", "\x1d") for text in inputs]
    raws += [text.replace("^", "\x1d") for text in inputs]
    assert run("domain/gs1.js", READ_ALL, raws) == [as_counter(raw) for raw in raws]


def drawn_code(rng: random.Random) -> str:
    kind = rng.choice(("elements", "elements", "bracketed", "link", "text", "noise"))
    pairs = [drawn_pair(rng) for _ in range(rng.randint(1, 5))]
    if kind == "elements":
        body = "".join(f"{key}{value}{rng.choice(SEPARATORS)}" for key, value in pairs)
        return rng.choice(("]d2", "]C1", "]Q3", "", "", "]Q1", "\x1d")) + body
    if kind == "bracketed":
        return "".join(f"({key}){value}" for key, value in pairs)
    if kind == "link":
        path = "".join(f"/{key}/{value}" for key, value in pairs[:2])
        query = "&".join(f"{key}={value}" for key, value in pairs[2:])
        return f"https://id.example/{rng.choice(('', 'x', 'gtin'))}{path}?{query}"
    if kind == "text":
        words = (f"{rng.choice(LABELS)}{rng.choice((':', '=', ' '))}{value}" for _, value in pairs)
        return rng.choice((", ", ";", "\n", " | ")).join(words)
    return "".join(rng.choice(NOISE) for _ in range(rng.randint(0, 25)))


SEPARATORS = ("", "\x1d", "\x1d", "\x1d\x1d")
LABELS = ("Batch No", "EXP", "Mfg. Date", "GTIN", "Brand", "Licence No.", "http://x?batch", "Sr No")
NOISE = "]dC1Q3(01)0123456789ABCxyz/:=?&%-+;, \x1d\u0660é\\"
NUMBERS = ("09520000000011", "08999991234568", "8999345145069", "09520000000012", "78778931")


def drawn_pair(rng: random.Random) -> tuple[str, str]:
    key = rng.choice(
        ("01", "01", "10", "17", "21", "11", "30", "37", "02", "3103", "00", "8005", "99")
    )
    values = {"01": NUMBERS, "02": NUMBERS, "00": ("006141411234567890", "1")}
    if key in values:
        return key, rng.choice(values[key])
    if key in ("17", "11"):
        return key, drawn_date(rng) if rng.random() < 0.2 else f"{rng.randint(0, 311299):06}"
    if key in ("30", "37", "3103", "8005"):
        return key, str(rng.randint(0, 999999)).zfill(rng.choice((1, 6)))
    length = rng.choice((1, 5, 10, 20, 21))
    return key, "".join(rng.choice("ABab019%/-+(") for _ in range(length))


def drawn_date(rng: random.Random) -> str:
    parts = [
        rng.choice(("1", "02", "29", "31", "12", "13", "DEC", "mei", "Sept", "2028", "27", "0")),
        rng.choice(("1", "02", "12", "FEB", "2028", "00", "")),
        rng.choice(("27", "2028", "1999", "agt", "", "")),
    ]
    return rng.choice(("/", "-", " ", ".", "")).join(parts)
