"""``verify`` speaks the terminal's language."""

from __future__ import annotations

import pytest

from theriac.surfaces.operations.cli.verify import terminal_language


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "id_ID.UTF-8"}, "id"),
        ({"LANG": "id"}, "id"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "id_ID.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "id_ID", "LC_ALL": ""}, "id"),
    ],
)
def test_the_first_that_is_set_rules(environ: dict[str, str], language: str) -> None:
    assert terminal_language(environ) == language
