"""What answered a file of journeys is kept, added to, and forgotten where the file changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import calls

HANDS, QUEUE = "tests/journeys/test_counter_hands.py", "tests/journeys/test_counter_queue.py"
NOTED_HANDS, NOTED_QUEUE = HANDS.removeprefix("tests/"), QUEUE.removeprefix("tests/")
PAGE, TICKETS = "counter/views/page.py", "counter/queue_tickets.py"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where it is kept; the page was seen to answer both."""
    file = tmp_path / "calls.txt"
    file.write_text("".join(f"{one} {PAGE}\n" for one in (NOTED_HANDS, NOTED_QUEUE)), "utf-8")
    monkeypatch.setattr(calls, "FILE", file)
    calls.known.cache_clear()
    return file


@pytest.fixture(autouse=True)
def forgotten() -> None:
    calls.known.cache_clear()


def answered(*modules: str) -> set[str]:
    return {f"src/theriac/surfaces/{one}" for one in modules}


def lines(kept: Path) -> dict[str, list[str]]:
    told = (line.split() for line in kept.read_text("utf-8").splitlines())
    return {file: modules for file, *modules in told}


def test_what_a_run_saw_is_added_to_what_is_known(kept: Path) -> None:
    calls.write({QUEUE: answered(TICKETS)}, is_whole=lambda _file: True, changed=())
    assert lines(kept) == {
        NOTED_HANDS: [PAGE],
        NOTED_QUEUE: [TICKETS, PAGE],
    }


def test_of_a_changed_file_only_what_this_run_saw_is_known(kept: Path) -> None:
    calls.write({QUEUE: answered(TICKETS)}, is_whole=lambda _file: True, changed={QUEUE})
    assert lines(kept)[NOTED_QUEUE] == [TICKETS]


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_file_that_nobody_knew_is_noted_once_all_of_it_was_asked(
    kept: Path, *, is_whole: bool
) -> None:
    kept.write_text("", "utf-8")
    calls.known.cache_clear()
    calls.write({HANDS: answered(PAGE)}, is_whole=lambda _file: is_whole, changed=())
    assert lines(kept) == ({NOTED_HANDS: [PAGE]} if is_whole else {})


def test_files_and_modules_that_went_are_forgotten(kept: Path) -> None:
    kept.write_text(f"journeys/test_gone.py {PAGE}\n{NOTED_HANDS} counter/gone.py\n", "utf-8")
    calls.known.cache_clear()
    calls.write({}, is_whole=lambda _file: True, changed=())
    assert lines(kept) == {NOTED_HANDS: []}


def test_what_the_tests_of_a_file_tell_comes_together(tmp_path: Path) -> None:
    results = tmp_path / "deep" / "last.jsonl"
    assert calls.seen(results) == {}
    calls.tell(results, QUEUE, answered(PAGE))
    calls.tell(results, QUEUE, [*answered(TICKETS), "src/theriac/core/money.py", ""])
    calls.tell(results, HANDS, [])
    assert calls.seen(results) == {QUEUE: answered(PAGE, TICKETS), HANDS: set()}
