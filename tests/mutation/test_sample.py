"""What is drawn of the targets, which tests a mutant is asked, and which may live."""

import pytest

from tests.mutation import asked, finding, justified, trying
from tests.mutation.mutants import Mutant
from tests.mutation.targets import TARGETS, files_of, is_target
from tests.running import choosing
from tests.running.cover import ROOT

MONEY = "src/theriac/core/money.py"
LEDGER = "src/theriac/domains/stock/ledger.py"


def keys(drawn: list[Mutant]) -> list[str]:
    return [one.key for one in drawn]


@pytest.fixture
def subjects() -> dict[str, list[Mutant]]:
    return {"money": list(finding.mutants_of(MONEY)), "stock": list(finding.mutants_of(LEDGER))}


def test_a_seed_draws_the_same_again_and_another_seed_something_else(
    subjects: dict[str, list[Mutant]],
) -> None:
    drawn = keys(finding.sample(subjects, 6, 1))
    assert drawn == keys(finding.sample(subjects, 6, 1))
    assert drawn != keys(finding.sample(subjects, 6, 2))


def test_subjects_are_drawn_in_turn_and_each_mutant_once(
    subjects: dict[str, list[Mutant]],
) -> None:
    assert [one.file for one in finding.sample(subjects, 5, 1)] == [
        MONEY,
        LEDGER,
        MONEY,
        LEDGER,
        MONEY,
    ]
    whole = keys(finding.sample(subjects, 10_000, 1))
    assert len(whole) == len(set(whole))
    assert {one.key for one in subjects["money"] if finding.is_sound(one, _read(MONEY))} < {*whole}


def _read(file: str) -> bytes:
    return (ROOT / file).read_bytes()


def test_what_is_justified_is_not_drawn(subjects: dict[str, list[Mutant]]) -> None:
    first = finding.sample(subjects, 1, 1)[0]
    assert first.key not in keys(finding.sample(subjects, 10_000, 1, {first.key}))


@pytest.mark.parametrize("target", TARGETS, ids=lambda one: one.pattern)
def test_each_target_is_there(target: object) -> None:
    assert files_of(target)  # type: ignore[arg-type]


def test_the_nearest_tests_are_asked_first_and_none_twice() -> None:
    stages = asked.stages_of(LEDGER)
    assert stages[0][0] == "tests/domains/stock/test_ledger.py"
    assert "tests/domains/stock/commands/test_adjust.py" in stages[0]
    assert "tests/domains/stock/rules/test_allocation.py" in stages[1]
    everything = [name for stage in stages for name in stage]
    assert len(everything) == len(set(everything))
    assert all((ROOT / name).is_file() for name in everything)
    assert not any(name.startswith("tests/architecture/") for name in everything)


def test_a_module_of_money_is_asked_of_those_that_use_it_too() -> None:
    near, core, far = asked.stages_of(MONEY)
    assert "tests/domains/pricing/rules/test_ceilings.py" in near
    assert "tests/domains/pricing/rules/test_discounts.py" in near
    assert "tests/core/test_command.py" in core
    assert all(name.startswith("tests/surfaces/") for name in far)


def test_covering_tests_are_named_as_every_run_names_its_only_tests() -> None:
    assert trying.ONLY == choosing.ONLY


def test_a_reason_stands_below_its_mutant() -> None:
    assert justified.parsed("# head\n\na\n    one\n    two\nb\n    three\n") == {
        "a": "one two",
        "b": "three",
    }
    for torn in ("    alone\n", "a\nb\n    three\n"):
        with pytest.raises(ValueError, match="without"):
            justified.parsed(torn)


def test_what_is_justified_is_still_a_mutant_of_a_target() -> None:
    files = {key.partition("::")[0] for key in justified.reasons()}
    assert all(is_target(file) for file in files)
    known = {one.key for file in files for one in finding.mutants_of(file)}
    assert set(justified.reasons()) <= known
