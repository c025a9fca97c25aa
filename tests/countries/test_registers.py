"""What an entry of a register names: the file's cases of the form that India prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from theriac.countries.controlled.india import FORM_65_3
from theriac.countries.controlled.rules import missing_in


@pytest.mark.shared
@pytest.mark.rows("CTL-03")
def test_the_form_of_rule_65_names_what_an_entry_lacks(shared: Path) -> None:
    content = json.loads((shared / "vectors" / "in_schedule_registers.json").read_text())
    cases = [case for case in content["cases"] if case["schedule"] == "H"]
    assert len(cases) == 2
    for case in cases:
        assert missing_in(case["entry"], FORM_65_3) == case["expect_missing"], case["id"]
    nobody = missing_in({}, FORM_65_3)
    assert nobody == list(FORM_65_3)
