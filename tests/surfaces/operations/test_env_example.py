"""The example environment names every variable, as it is."""

from pathlib import Path

import pytest

from theriac.config.env import VARIABLES
from theriac.surfaces.operations.env_example import env_example

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.written
@pytest.mark.rows("OPS-22")
def test_the_committed_example_is_up_to_date() -> None:
    assert (ROOT / ".env.example").read_text(encoding="utf-8") == env_example()


def test_a_secret_has_no_value_in_the_example() -> None:
    text = env_example()
    secrets = [variable.name for variable in VARIABLES if variable.secret]
    assert [name for name in secrets if f"#{name}=\n" not in text] == []
