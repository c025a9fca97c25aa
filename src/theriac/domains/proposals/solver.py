"""HiGHS, asked for the best of a programme. The one place with floats: its answer is counted again.

The same programme gives the same answer: one thread, a fixed seed, and an end that is counted in
nodes. The clock ends only what would take too long; then the best that was found is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from theriac.domains.proposals.rules.candidates import Candidate
from theriac.domains.proposals.rules.programme import Programme

if TYPE_CHECKING:
    from highspy import HighsLp

SEED, NODES = 16, 20_000
GAP = 1e-6
"""A plan as near to the best as this is taken for the best: a millionth of its score."""
SCALE = 1_000
"""Scores come in thousandths and money in minor units; the solver is told both in thousands."""
SURELY, NEARLY = 1 - 1e-6, 1e-6


@dataclass(frozen=True, slots=True)
class SolverAnswer:
    """The lines that are wholly bought, those that are bought in part, and what can't be exceeded.

    ``bound`` is thousandths of a minor unit, None where nothing is known. ``found`` is whether
    anything satisfies the rows, as far as the search went.
    """

    found: bool
    lines: Sequence[Candidate] = ()
    parts: Sequence[Candidate] = ()
    bound: int | None = None


def solve(programme: Programme, *, seconds: int) -> SolverAnswer:
    """The best lines of a programme that were found within so many seconds."""
    import highspy  # noqa: PLC0415 (slow)

    # The class above this one prints a line on the console when it is made.
    solver = highspy._core._Highs()  # noqa: SLF001
    for name, value in (
        ("output_flag", False),
        ("threads", 1),
        ("parallel", "off"),
        ("random_seed", SEED),
        ("mip_rel_gap", GAP),
        ("mip_max_nodes", NODES),
        ("time_limit", float(seconds)),
    ):
        solver.setOptionValue(name, value)
    solver.passModel(_model(programme))
    solver.run()
    info = solver.getInfo()
    whole = any(one.whole for one in programme.columns)
    bound = info.mip_dual_bound if whole else info.objective_function_value
    known = None if abs(bound) >= highspy.kHighsInf else int(-(-bound * SCALE // 1))
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return SolverAnswer(found=False, bound=known)
    values = solver.getSolution().col_value
    taken = [(values[column], one) for column, one in programme.lines.items()]
    return SolverAnswer(
        found=True,
        lines=[one for value, one in taken if value >= SURELY],
        parts=[one for value, one in taken if NEARLY < value < SURELY],
        bound=known,
    )


def _model(programme: Programme) -> HighsLp:
    """The programme as HiGHS takes it, row by row; a row is divided by its largest factor."""
    import highspy  # noqa: PLC0415 (slow)

    columns, rows, unbounded = programme.columns, programme.rows, highspy.kHighsInf
    made = highspy.HighsLp()
    made.num_col_, made.num_row_ = len(columns), len(rows)
    made.sense_ = highspy.ObjSense.kMaximize
    made.col_cost_ = [one.gain / SCALE for one in columns]
    made.col_lower_ = [float(one.least) for one in columns]
    made.col_upper_ = [1.0] * len(columns)
    scales = [max((abs(factor) for _, factor in one.parts), default=1) or 1 for one in rows]
    made.row_lower_ = [
        -unbounded if one.least is None else one.least / scale
        for one, scale in zip(rows, scales, strict=True)
    ]
    made.row_upper_ = [
        unbounded if one.most is None else one.most / scale
        for one, scale in zip(rows, scales, strict=True)
    ]
    kinds = highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger
    made.integrality_ = [kinds[one.whole] for one in columns]
    starts = [0]
    for one in rows:
        starts.append(starts[-1] + len(one.parts))
    matrix = made.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = starts
    matrix.index_ = [column for one in rows for column, _ in one.parts]
    matrix.value_ = [
        factor / scale for one, scale in zip(rows, scales, strict=True) for _, factor in one.parts
    ]
    return made
