"""How code is changed: a few operators, each a mistake that somebody makes.

Each takes a node and says which bytes become what. A change that Python wouldn't compile, or that
reads as the same tree, is never drawn (``finding.is_sound``).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

from tests.mutation.mutants import Change
from tests.mutation.source import Function, Source, is_impossible, sister_of

COMPARED = re.compile(rb"<=|>=|==|!=|<|>|\bis\s+not\b|\bnot\s+in\b|\bis\b|\bin\b")
EXCHANGED = {
    b"<": b"<=",
    b"<=": b"<",
    b">": b">=",
    b">=": b">",
    b"==": b"!=",
    b"!=": b"==",
    b"is": b"is not",
    b"is not": b"is",
    b"in": b"not in",
    b"not in": b"in",
}
BOUNDS = frozenset({b"<", b"<=", b">", b">="})
SUMS: dict[type[ast.operator], tuple[bytes, bytes]] = {
    ast.Add: (b"+", b"-"),
    ast.Sub: (b"-", b"+"),
    ast.FloorDiv: (b"//", b"%"),
    ast.Mod: (b"%", b"//"),
}
NO_NUMBERS = (
    ast.JoinedStr,
    ast.List,
    ast.Tuple,
    ast.Dict,
    ast.Set,
    ast.ListComp,
    ast.DictComp,
    ast.SetComp,
)
NARROWING = frozenset({"filter", "exclude", "get"})
DROPPED = frozenset({"only_where", "floor", "reason", "facts"})
"""Arguments with a default that guard or that tell; without one of them the call still runs."""
STATEMENT = re.compile(rb"\b(SELECT|UPDATE|DELETE|WHERE|HAVING)\b")
IN_STATEMENT = re.compile(rb"(?<= )(>=|<=|>|<|\+|-)(?= )")
SIGNS = {**EXCHANGED, b"+": b"-", b"-": b"+"}
UNSEEN_CALLS = re.compile(r"^(lock\w*|debug|info|warning|reset)$")
"""Calls whose loss SQLite can't show (it has one writer; tests/concurrency asks the servers), or
that only write a log."""
EMPTY = {
    r"int": b"0",
    r"str": b'""',
    r"list\[.*": b"[]",
    r"dict\[.*": b"{}",
    r".* \| None": b"None",
}
LEAVES = (ast.Raise, ast.Return, ast.Continue, ast.Break)


def comparisons(node: ast.AST, source: Source) -> Iterator[Change]:
    """A bound that takes one more or one less; an equality, identity or membership turned."""
    if not isinstance(node, ast.Compare):
        return
    operands = [node.left, *node.comparators]
    for left, right in pairwise(operands):
        start = source.span(left)[1]
        found = COMPARED.search(source.content, start, source.span(right)[0])
        if found:
            sign = b" ".join(found.group().split())
            name = "bound" if sign in BOUNDS else "equality"
            yield Change(name, found.start(), found.end(), EXCHANGED[sign])


def sums(node: ast.AST, source: Source) -> Iterator[Change]:
    """Plus and minus, whole quotient and remainder exchanged; texts and lists left alone."""
    if isinstance(node, ast.BinOp):
        left, right = node.left, node.right
    elif isinstance(node, ast.AugAssign):
        left, right = node.target, node.value
    else:
        return
    if type(node.op) not in SUMS or _is_no_number(left) or _is_no_number(right):
        return
    old, new = SUMS[type(node.op)]
    start = source.content.find(old, source.span(left)[1], source.span(right)[0])
    if start >= 0:
        yield Change("sum", start, start + len(old), new)


def _is_no_number(node: ast.expr) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in ("_", "gettext", "str", "list", "tuple")
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return is_text or isinstance(node, NO_NUMBERS)


def constants(node: ast.AST, source: Source) -> Iterator[Change]:
    """A whole number that is one more."""
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield Change("constant", *source.span(node), str(node.value + 1).encode())


def words(node: ast.AST, source: Source) -> Iterator[Change]:
    """And and or exchanged; one of their operands without effect; a not dropped."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        start = source.span(node)[0]
        yield Change("not", start, start + len(b"not"), b"")
    if not isinstance(node, ast.BoolOp):
        return
    old, new = (b"and", b"or") if isinstance(node.op, ast.And) else (b"or", b"and")
    first = source.content.find(old, source.span(node.values[0])[1], source.span(node.values[1])[0])
    if first >= 0:
        yield Change("and/or", first, first + len(old), new)
    neutral = b"True" if isinstance(node.op, ast.And) else b"False"
    for value in node.values:
        yield Change("operand", *source.span(value), neutral)


def conditions(node: ast.AST, source: Source) -> Iterator[Change]:
    """A guard that never strikes, a condition turned round, a filter that lets all through."""
    if isinstance(node, ast.If) and _is_guard(node):
        yield Change("guard", *source.span(node.test), b"False")
    elif isinstance(node, ast.If | ast.IfExp):
        start, end = source.span(node.test)
        yield Change("condition", start, end, b"not (" + source.content[start:end] + b")")
    elif isinstance(node, ast.comprehension):
        for test in node.ifs:
            yield Change("narrowing", *source.span(test), b"True")


def _is_guard(node: ast.If) -> bool:
    return isinstance(node.body[-1], LEAVES) and not node.orelse


def statements(node: ast.AST, source: Source) -> Iterator[Change]:
    """A call whose answer nobody reads is dropped, or a raise that no condition guards."""
    guards = isinstance(node, ast.If) and _is_guard(node)
    for statement in _statements_of(node):
        call = statement.value if isinstance(statement, ast.Expr) else None
        if isinstance(call, ast.Call) and not UNSEEN_CALLS.match(_name(call.func)):
            yield Change("call", *source.span(statement), b"pass")
        if isinstance(statement, ast.Raise) and not guards and not is_impossible(statement):
            yield Change("raise", *source.span(statement), b"pass")


def _statements_of(node: ast.AST) -> Iterator[ast.stmt]:
    for name in ("body", "orelse", "finalbody"):
        inner = getattr(node, name, ())
        if isinstance(inner, list):
            yield from inner


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def answers(node: ast.AST, source: Source) -> Iterator[Change]:
    """What a function answers: turned round where it is yes or no, else nothing of its kind."""
    if not isinstance(node, Function) or node.returns is None:
        return
    kind = ast.unparse(node.returns)
    for returned in _returns(node.body):
        assert returned.value is not None
        start, end = source.span(returned.value)
        old = source.content[start:end]
        if kind == "bool":
            yield Change("answer", start, end, b"not (" + old + b")")
        for known, new in EMPTY.items():
            if re.fullmatch(known, kind) and old != new:
                yield Change("answer", start, end, new)


def _returns(body: Iterable[ast.AST]) -> Iterator[ast.Return]:
    for node in body:
        if isinstance(node, ast.Return) and node.value is not None:
            yield node
        if not isinstance(node, Function | ast.Lambda):
            yield from _returns(ast.iter_child_nodes(node))


def arguments(node: ast.AST, source: Source) -> Iterator[Change]:
    """One condition of a query's dropped, or an argument that guards or tells."""
    if not isinstance(node, ast.Call):
        return
    given = sorted([*node.args, *node.keywords], key=lambda one: (one.lineno, one.col_offset))
    narrows = isinstance(node.func, ast.Attribute) and node.func.attr in NARROWING
    is_get = _name(node.func) == "get"
    for position, one in enumerate(given):
        word = one.arg if isinstance(one, ast.keyword) else None
        if word in DROPPED:
            yield _without(given, position, "argument", source)
        elif narrows and not (is_get and (word is None or len(given) == 1)):
            yield _without(given, position, "narrowing", source)


def _without(given: list[Any], position: int, name: str, source: Source) -> Change:
    start, end = source.span(given[position])
    if position + 1 < len(given):
        end = source.span(given[position + 1])[0]
    elif position:
        start = source.span(given[position - 1])[1]
    return Change(name, start, end, b"")


def permissions(node: ast.AST, source: Source) -> Iterator[Change]:
    """A right exchanged for its sister, or not asked at all."""
    if isinstance(node, ast.Name) and node.id in source.permissions:
        permission = source.permissions[node.id]
        sister = sister_of(permission)
        if sister:
            module = permission.rpartition(".")[0]
            new = f'__import__("{module}", fromlist=["{sister}"]).{sister}'
            yield Change("permission", *source.span(node), new.encode())
    if isinstance(node, ast.Call) and _name(node.func) in ("command", "require"):
        for one in [*node.args, *(keyword.value for keyword in node.keywords)]:
            if isinstance(one, ast.Name) and one.id in source.permissions:
                yield Change("no permission", *source.span(one), b"None")


def sql(node: ast.AST, source: Source) -> Iterator[Change]:
    """A bound or a sign in the text of a statement."""
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    if not (is_text or isinstance(node, ast.JoinedStr)):
        return
    assert isinstance(node, ast.expr)
    start, end = source.span(node)
    if STATEMENT.search(source.content, start, end):
        for found in IN_STATEMENT.finditer(source.content, start, end):
            yield Change("sql", found.start(), found.end(), SIGNS[found.group()])


OPERATORS: tuple[Callable[[ast.AST, Source], Iterator[Change]], ...] = (
    comparisons,
    sums,
    constants,
    words,
    conditions,
    statements,
    answers,
    arguments,
    permissions,
    sql,
)
