"""What the self-test says of scanner, clock and scale; its test code is read by another's reader."""

from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image

from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("UX-10")]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("010950600013435210TEST\x1d17271231211", "good"),
        ("]d2010950600013435210TEST\x1d17271231211", "good"),
        ("\x1d010950600013435210TEST\x1d17271231211", "good"),
        ("010950600013435210TEST17271231211", "lost"),
        ("4006381333931", "other"),
        ("", "other"),
    ],
)
def test_a_scan_of_the_test_code_tells_whether_the_separator_comes(
    run: Run, text: str, verdict: str
) -> None:
    assert run("domain/hardware.js", "({separatorOf}, text) => separatorOf(text)", text) == verdict


def test_the_code_on_the_screen_says_what_is_compared(run: Run) -> None:
    symbol = run("domain/hardware.js", "({TEST_SYMBOL}) => TEST_SYMBOL", None)
    side = len(symbol["rows"])
    image = Image.new("L", (side + 4, side + 4), 255)
    for y, row in enumerate(symbol["rows"]):
        for x, dark in enumerate(f"{row:0{side}b}"):
            if dark == "1":
                image.putpixel((x + 2, y + 2), 0)
    found = zxingcpp.read_barcode(image.resize((image.width * 6, image.height * 6), 0))
    assert found is not None
    assert found.symbology_identifier == "]d2"
    assert found.bytes.decode() == f"{symbol['before']}\x1d{symbol['after']}"


@pytest.mark.parametrize(
    ("asked", "seconds", "level"),
    [
        ((1_000, 1_200, 1_100), 0, "good"),
        ((60_000, 60_200, 0), 60, "look"),
        ((0, 200, 60_100), -60, "good"),
        ((0, 0, 300_001), -300, "stop"),
    ],
)
def test_the_drift_takes_half_the_way_off(
    run: Run, asked: tuple[int, int, int], seconds: int, level: str
) -> None:
    script = "({driftOf}, [sentMs, heardMs, serverMs]) => driftOf({ sentMs, heardMs, serverMs })"
    assert run("domain/hardware.js", script, list(asked)) == {"seconds": seconds, "level": level}


@pytest.mark.parametrize(
    ("line", "weight"),
    [
        ("ST,GS,+  12.345 kg", (12_345_000, True)),
        ("US,GS,+ 0.5 kg", (500_000, False)),
        ("S S     12.30 g", (12_300, True)),
        ("S D     12.30 g", (12_300, False)),
        ("-3 mg", (-3, True)),
        ("1,5 g", (1_500, True)),
        ("0.1234567 kg", None),
        ("hello", None),
    ],
)
def test_a_scales_line_is_read_exactly(
    run: Run, line: str, weight: tuple[int, bool] | None
) -> None:
    wanted = weight and {"milligrams": weight[0], "stable": weight[1]}
    assert run("domain/hardware.js", "({weightOf}, line) => weightOf(line)", line) == wanted
