"""What each operator changes, exactly, and the name by which a mutant is known."""

from textwrap import dedent

import pytest

from tests.mutation.finding import is_sound, mutants_in
from tests.mutation.mutants import Mutant
from tests.mutation.source import sister_of

FILE = "src/theriac/core/example.py"


def of(text: str) -> list[Mutant]:
    content = dedent(text).lstrip().encode()
    return [one for one in mutants_in(FILE, content) if is_sound(one, content)]


def named(text: str, operator: str) -> list[str]:
    return [one.after for one in of(text) if one.change.operator == operator]


@pytest.mark.parametrize(
    ("operator", "text", "after"),
    [
        ("bound", "a < b", ["a <= b"]),
        ("bound", "0 <= a <= b", ["0 < a <= b", "0 <= a < b"]),
        ("bound", "(a) > (b)", ["(a) >= (b)"]),
        ("equality", "a == b", ["a != b"]),
        ("equality", "a is  not b", ["a is b"]),
        ("equality", "a not in b", ["a in b"]),
        ("sum", "a + b - c", ["a - b - c", "a + b + c"]),
        ("sum", "a // b % c", ["a % b % c", "a // b // c"]),
        ("sum", "a += b", ["a -= b"]),
        ("sum", "a + [b]", []),
        ("sum", "_('%(what)s') % {'what': a}", []),
        ("constant", "a[0], True, 'text', 9", ["a[1], True, 'text', 9", "a[0], True, 'text', 10"]),
        ("not", "a = not b", ["a = b"]),
        ("and/or", "a and b or c", ["a or b or c", "a and b and c"]),
        ("operand", "a and b", ["True and b", "a and True"]),
        ("operand", "a or b", ["False or b", "a or False"]),
        ("condition", "a if b else c", ["a if not (b) else c"]),
        ("narrowing", "[a for a in b if a]", ["[a for a in b if True]"]),
        ("narrowing", "rows.filter(a=1, b=2)", ["rows.filter(b=2)", "rows.filter(a=1)"]),
        ("narrowing", "rows.filter(a=1)", ["rows.filter()"]),
        ("narrowing", "rows.get(a=1)", []),
        ("narrowing", "mapping.get(key, other)", []),
        ("argument", "post(a, only_where=b)", ["post(a)"]),
        ("argument", "unit.record(a, reason=b, facts=c)", ["unit.record(a, facts=c)"]),
        ("call", "refuse(a)", ["pass"]),
        ("call", "lock_rows(a)", []),
        ("call", "log.info(a)", []),
        ("sql", "ask('UPDATE a SET b = b + 1 WHERE b >= 0')", None),
        ("sql", "say('one >= two')", []),
    ],
)
def test_an_operator_changes_this_and_nothing_else(
    operator: str, text: str, after: list[str] | None
) -> None:
    if after is None:
        after = [
            "ask('UPDATE a SET b = b - 1 WHERE b >= 0')",
            "ask('UPDATE a SET b = b + 1 WHERE b > 0')",
        ]
    found = named(text, operator)
    assert found[: len(after)] == after
    assert len(found) == len(after) or operator == "argument"


def test_a_guard_never_strikes_and_another_condition_is_turned_round() -> None:
    text = """
        def take(a):
            if a:
                raise Refused
            if not a:
                b()
            else:
                c()
            raise Busy
    """
    assert named(text, "guard") == ["if False:"]
    assert named(text, "condition") == ["if not (not a):"]
    assert named(text, "raise") == ["pass"]
    assert named(text, "call") == ["pass", "pass"]


def test_an_answer_is_turned_round_or_empty_as_its_kind_wants_it() -> None:
    text = """
        def yes() -> bool:
            return a
        def many() -> list[int]:
            return a
        def one() -> Row | None:
            if b:
                return None
            return a
        def row() -> Row:
            return a
    """
    assert named(text, "answer") == ["return not (a)", "return []", "return None"]


def test_what_python_does_not_run_on_sqlite_is_left_alone() -> None:
    text = '''
        """A text with 1 < 2."""
        def change_postgresql(a):
            return a < 1
        def change(a: Literal[1]) -> Literal[2]:
            """Nothing < 3."""
            if a is None or a < 1:
                raise AssertionError("nobody comes here")
    '''
    assert of(text) == []


def test_a_right_becomes_its_sister_or_is_not_asked() -> None:
    text = """
        from theriac.domains.stock.permissions import HOLD_STOCK

        @command(permission=HOLD_STOCK)
        def hold(): ...
    """
    found = [(one.function, one.change.operator, one.after) for one in of(text)]
    sister = '__import__("theriac.domains.stock.permissions", fromlist=["RELEASE_STOCK"])'
    assert found == [
        ("hold", "no permission", "@command(permission=None)"),
        ("hold", "permission", f"@command(permission={sister}.RELEASE_STOCK)"),
    ]


def test_the_last_permissions_sister_is_the_first() -> None:
    assert sister_of("theriac.domains.stock.permissions.APPROVE_CHANGE") == "VIEW_STOCK"
    assert sister_of("theriac.domains.stock.permissions.NOBODY") is None


def test_the_rest_of_the_file_stays_byte_for_byte() -> None:
    content = b"price = '\xe2\x82\xb9'; dear = price < limit  # \xe2\x82\xb9\r\n"
    (mutant,) = mutants_in(FILE, content)
    assert mutant.applied(content) == content.replace(b"<", b"<=")
    assert mutant.diff(content).splitlines()[-2:] == [
        "-price = '₹'; dear = price < limit  # ₹",
        "+price = '₹'; dear = price <= limit  # ₹",
    ]


def test_a_key_names_the_place_and_counts_lines_that_read_the_same() -> None:
    text = """
        class Row:
            def free(self):
                a = 1
                b = a < 1
                b = a < 1
    """
    place = f"{FILE}::Row.free"
    assert [one.key for one in of(text) if one.change.operator == "bound"] == [
        f"{place} [bound] b = a < 1 => b = a <= 1",
        f"{place} [bound #2] b = a < 1 => b = a <= 1",
    ]
