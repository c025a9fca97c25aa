"""ESC/POS of a receipt: every command whole, text in the printer's letters, nothing smuggled in."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-22")]
ESC, GS = 0x1B, 0x1D
LENGTHS = {
    (ESC, 0x40): 0,
    (ESC, 0x74): 1,
    (ESC, 0x70): 3,
    (ESC, 0x61): 1,
    (ESC, 0x45): 1,
    (ESC, 0x42): 2,
    (ESC, 0x64): 1,
    (GS, 0x21): 1,
    (GS, 0x68): 1,
    (GS, 0x77): 1,
    (GS, 0x48): 1,
    (GS, 0x56): 2,
}
"""Parameters of the commands that have a fixed number of them."""


def made(run: Run, rows: list[dict[str, Any]], **how: Any) -> bytes:
    script = "({escposOf}, [rows, how]) => [...escposOf(rows, how)]"
    return bytes(run("domain/escpos.js", script, [rows, {"width": 80, **how}]))


def parsed(content: bytes) -> list[tuple[str, bytes]]:
    """Commands with their parameters and lines of text, as a printer takes them."""
    found: list[tuple[str, bytes]] = []
    at, text = 0, b""
    while at < len(content):
        head = content[at]
        if head not in (ESC, GS):
            if head == 0x0A:
                found.append(("text", text))
                text = b""
            else:
                assert head >= 0x20, (at, head)
                text += bytes([head])
            at += 1
            continue
        command = (head, content[at + 1])
        if command == (GS, 0x28):
            length = content[at + 3] + 256 * content[at + 4] + 3
        elif command == (GS, 0x6B):
            length = content[at + 3] + 2
        else:
            length = LENGTHS[command]
        name = f"{'ESC' if head == ESC else 'GS'} {chr(command[1])}"
        found.append((name, content[at + 2 : at + 2 + length]))
        at += 2 + length
    assert text == b""
    return found


def test_a_receipt_begins_clean_and_ends_with_the_cut(run: Run) -> None:
    rows = [
        {"text": "APOTEK SENTOSA", "centred": True, "bold": True},
        {"text": "", "rule": True},
        {"text": "Paracetamol 500 mg", "right": "Rp 6.500"},
        {"text": "Total", "right": "Rp 6.500", "bold": True, "big": True},
    ]
    told = parsed(made(run, rows))

    assert told[:2] == [("ESC @", b""), ("ESC t", bytes([16]))]
    assert told[-2:] == [("ESC d", bytes([4])), ("GS V", bytes([66, 0]))]
    lines = [text for name, text in told if name == "text"]
    assert lines[1] == b"-" * 48
    assert (len(lines[2]), lines[2][-8:]) == (48, b"Rp 6.500")
    assert len(lines[3]) == 24
    assert [sizes for name, sizes in told if name == "GS !"] == [b"\0", b"\0", b"\0", b"\x11"]
    assert ("ESC p", bytes([0, 60, 120])) not in told
    assert len([one for one in parsed(made(run, rows, width=58)) if one[1] == b"-" * 32]) == 1


def test_the_drawer_opens_and_the_printer_beeps_only_when_told(run: Run) -> None:
    names = [name for name, _ in parsed(made(run, [], kick=True, beep=True, cut=False))]
    assert names == ["ESC @", "ESC t", "ESC p", "ESC B", "ESC d"]


def test_letters_are_those_of_the_table_or_plain(run: Run) -> None:
    rows = [{"text": "Crème ₹12 − “½” 中"}]
    western = next(text for name, text in parsed(made(run, rows)) if name == "text")
    assert western.decode("cp1252") == "Crème Rs 12 - “½” ?"
    told = parsed(made(run, rows, page="ascii"))
    assert "ESC t" not in [name for name, _ in told]
    assert next(text for name, text in told if name == "text").startswith(b'Creme Rs 12 - "')


def test_signs_of_a_receipt_are_printed_in_both_tables(run: Run) -> None:
    rows = [{"text": "2 × 4 · ½", "right": "€ 5"}]
    for page, left, right in (
        ("wpc1252", "2 × 4 · ½", "€ 5"),
        ("ascii", "2 x 4 - 1/2", "EUR 5"),
    ):
        told = parsed(made(run, rows, page=page))
        line = next(text for name, text in told if name == "text").decode("cp1252")
        assert (len(line), line.split("  ")[0], line.split("  ")[-1].strip()) == (48, left, right)


def test_no_name_of_a_product_reaches_the_printer_as_a_command(run: Run) -> None:
    bad = "x\x1bp\x00\x19\xfa\x1dV\x00\x0a\x07y"
    told = parsed(made(run, [{"text": bad}, {"text": "a", "right": bad}]))
    assert {"ESC p", "ESC B"}.isdisjoint(name for name, _ in told)
    assert [name for name, _ in told].count("GS V") == 1


def test_bars_and_qr_code_hold_the_number(run: Run) -> None:
    number = "MU1/26-27/000007"
    told = parsed(made(run, [{"text": "", "bars": [1, 2]}], number=number, qr=number))
    (bars,) = [data for name, data in told if name == "GS k"]
    assert bars == bytes([73, len(number) + 2]) + b"{B" + number.encode()
    stored = [data for name, data in told if name == "GS (" and data[4:5] == b"P"]
    assert stored[0][6:] == number.encode()
    assert stored[0][1] + 256 * stored[0][2] == len(stored[0]) - 3
