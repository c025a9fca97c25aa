"""A mutant lives in a copy alone, and is caught by a failing test, a hanging one, or nothing."""

from pathlib import Path

import pytest

from tests.mutation.__main__ import one_a_file
from tests.mutation.finding import mutants_in
from tests.mutation.mutants import Mutant
from tests.mutation.trying import HUNG, Copy, Verdict

pytestmark = pytest.mark.slow

COUNTED = """def counted(limit):
    count = 0
    while count < limit:
        count += 1
    return count
"""
TEST = """from counting import counted

def test_it_counts_{name}():
    assert counted({limit}) == {limit}
"""
HANGS = 5


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    root = tmp_path / "original"
    (root / "src").mkdir(parents=True)
    (root / "src" / "counting.py").write_text(COUNTED, "utf-8")
    (root / "pytest.ini").write_text("[pytest]\n", "utf-8")
    (root / "test_none.py").write_text(TEST.format(name="nothing", limit=0), "utf-8")
    (root / "test_three.py").write_text(TEST.format(name="three", limit=3), "utf-8")
    (root / "test_red.py").write_text("def test_red():\n    assert False\n", "utf-8")
    return root


def mutant(operator: str) -> Mutant:
    found = mutants_in("src/counting.py", COUNTED.encode())
    return next(one for one in found if one.change.operator == operator)


def test_what_became_of_a_mutant(tree: Path, tmp_path: Path) -> None:
    copy = Copy(tmp_path / "copy", tree, HANGS)
    bound, added = mutant("bound"), mutant("sum")

    caught = copy.try_out(bound, [["test_three.py"]])
    assert caught == Verdict(bound, "test_three.py::test_it_counts_three")
    assert copy.try_out(added, [["test_three.py"]]) == Verdict(added, HUNG)
    assert copy.try_out(added, [["test_none.py"]]).survived
    assert copy.try_out(bound, [["test_none.py"], ["test_three.py"]]).by

    red = Verdict(added, "test_red.py::test_red")
    assert copy.unsound([caught, red]) == {"test_red.py::test_red"}
    assert (copy.root / "src" / "counting.py").read_text("utf-8") == COUNTED
    assert (tree / "src" / "counting.py").read_text("utf-8") == COUNTED


SECOND = "def counted_down(limit):\n    return limit - 1\n"


def test_what_is_far_is_asked_of_mutants_together_and_the_culprit_told(
    tree: Path, tmp_path: Path
) -> None:
    (tree / "src" / "second.py").write_text(SECOND, "utf-8")
    copy = Copy(tmp_path / "copy", tree, HANGS)
    bound, added = mutant("bound"), mutant("sum")
    unseen = mutants_in("src/second.py", SECOND.encode())[0]

    assert [one.by for one in copy.try_together([unseen, added], ["test_none.py"])] == ["", ""]
    caught = copy.try_together([unseen, bound], ["test_three.py"])
    assert [one.by for one in caught] == ["", "test_three.py::test_it_counts_three"]
    hung = copy.try_together([unseen, added], ["test_three.py"])
    assert [one.by for one in hung] == ["", HUNG]
    assert (copy.root / "src" / "second.py").read_text("utf-8") == SECOND
    assert one_a_file([bound, added, unseen]) == [[bound, unseen], [added]]


def test_tests_that_cannot_be_read_catch_nothing(tree: Path, tmp_path: Path) -> None:
    copy = Copy(tmp_path / "copy", tree, HANGS)
    with pytest.raises(RuntimeError, match="without any mutant"):
        copy.try_out(mutant("bound"), [["test_gone.py"]])
