"""What goes over all of the program runs at any change: what it meets there, it doesn't import."""

from __future__ import annotations

import re

from tests.architecture.source import ROOT, text_of
from tests.running.changes import ALWAYS, DRAWS

WALKS = re.compile(
    r"walk_packages\(|iter_modules\(|(?<![\w.])apps\.get_models\(\)|"
    r"""(?:SOURCE|SURFACES|DOMAINS|\(ROOT / "src"\))\.rglob\("""
)
"""How a test comes to what it doesn't import: by packages, by models, by the source's files."""


def test_what_goes_over_all_runs_at_any_change() -> None:
    """It stands in ``ALWAYS``, as all of this folder, or is a sweep; else no gate meets the new."""
    walking = {
        path.relative_to(ROOT).as_posix(): text_of(path)
        for path in (ROOT / "tests").rglob("test_*.py")
        if WALKS.search(text_of(path))
    }
    assert "tests/architecture/test_records.py" in walking
    elsewhere = [name for name in walking if not name.startswith(ALWAYS)]
    assert [name for name in elsewhere if DRAWS not in walking[name]] == []
