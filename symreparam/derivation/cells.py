"""Cells of a map: subintervals on which kinks and steps are gone and the map has a plain body.

`abs`, `sign`, `min`, `max`, `floor`, `ceiling` and `if` are resolved on each cell, logarithms of
one kernel are combined. That the map equals the plain body on the cell is proved afterwards.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

from sympy import (
    ITE,
    Abs,
    And,
    Expr,
    Integer,
    Max,
    Min,
    Not,
    Or,
    Piecewise,
    Symbol,
    ceiling,
    expand,
    floor,
    oo,
    sign,
)
from sympy.core.relational import Ge, Gt, Le, Lt, Relational
from sympy.logic.boolalg import Boolean, BooleanAtom

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import sign as sign_everywhere
from symreparam.derivation.branch import Branch, NoInverse, OrderNeeded, SignNeeded, sign_of, split
from symreparam.derivation.invert import branches
from symreparam.derivation.plain_forms import combined_logs, inverse_sine, of_inverses, one_wave
from symreparam.derivation.whole_ends import stand_in
from symreparam.terms.record import dataclass
from symreparam.terms.region import interval

CELLS = 64


@dataclass(frozen=True, slots=True)
class Cell:
    """On (lower, upper) the map is `body`."""

    lower: Expr
    upper: Expr
    body: Expr


def cells(
    body: Expr, variable: Symbol, lower: Expr, upper: Expr, context: Context
) -> tuple[Cell, ...]:
    """The cells of `body` on (lower, upper), from left to right. Raises NoInverse."""
    pending = [Cell(lower, upper, body)]
    done: list[Cell] = []
    while pending:
        cell = pending.pop(0)
        if len(pending) + len(done) > CELLS:
            raise NoInverse(f"more than {CELLS} pieces in {body}")
        step = _innermost(cell.body, variable)
        if step is None:
            plain = _settled(cell.body, context)
            plain = one_wave(of_inverses(plain, variable), variable)
            plain = combined_logs(inverse_sine(plain, variable), variable)
            done.append(replace(cell, body=plain))
        else:
            pending = [*_resolved(cell, step, variable, context), *pending]
    return tuple(done)


_STEPS = (Abs, sign, Max, Min, floor, ceiling, Piecewise)


def _innermost(body: Expr, variable: Symbol) -> Expr | None:
    """A kink or step in the variable whose arguments have none."""
    for term in _postorder(body):
        if isinstance(term, _STEPS) and term.has(variable):
            return term
    return None


def _postorder(term: Expr) -> list[Expr]:
    out: list[Expr] = []
    for arg in term.args:
        out += _postorder(arg)
    out.append(term)
    return out


def _resolved(cell: Cell, step: Expr, variable: Symbol, context: Context) -> list[Cell]:
    """The cell cut where the step changes, with the step replaced on each part."""
    if isinstance(step, (floor, ceiling)):
        return _rounded(cell, step, variable, context)
    gaps = _gaps(step, variable)
    parts = [(cell.lower, cell.upper)]
    for gap in gaps:
        parts = [
            part
            for lower, upper in parts
            for part in crossings(gap, variable, lower, upper, context)
        ]
    out = []
    for lower, upper in parts:
        signs = {gap: _sign_on(gap, variable, lower, upper, context) for gap in gaps}
        try:
            plain = cell.body.xreplace({step: _value(step, signs)})
        except (TypeError, ValueError) as error:  # SymPy compares no 1/0 (a choice not taken)
            raise NoInverse(f"{cell.body} divides by zero in ({lower}, {upper})") from error
        out.append(Cell(lower, upper, plain))
    return out


def _settled(body: Expr, context: Context) -> Expr:
    """The body with choices between constants made, where their signs are known."""
    for step in _postorder(body) if body.has(Piecewise) else ():
        if isinstance(step, Piecewise):
            gaps = {a.lhs - a.rhs for _, c in step.args for a in c.atoms(Relational)}
            signs = {gap: sign_of(gap, context) for gap in gaps}
            if None not in signs.values():
                value = _value(step, signs)  # type: ignore[arg-type]
                return _settled(body.xreplace({step: value}), context)
    return body


def _gaps(step: Expr, variable: Symbol) -> list[Expr]:
    """The terms whose signs decide the step."""
    if isinstance(step, (Abs, sign)):
        return [step.args[0]]
    if isinstance(step, (Max, Min)):
        arguments = sorted(step.args, key=str)
        return [b - a for i, b in enumerate(arguments) for a in arguments[:i]]
    found = []
    for _, condition in step.args:
        for atom in condition.atoms(Relational):
            gap = atom.lhs - atom.rhs
            if gap not in found:
                found.append(gap)
    return sorted(found, key=str)


def crossings(
    gap: Expr, variable: Symbol, lower: Expr, upper: Expr, context: Context
) -> list[tuple[Expr, Expr]]:
    """(lower, upper) cut where `gap` changes its sign: at zeros, and at poles, where it may."""
    if not gap.has(variable):
        return [(lower, upper)]
    found = _branches_of(gap, variable, lower, upper, context)
    points = {branch.lower for branch in found} | {branch.upper for branch in found}
    cut = split(found, Integer(0), context)
    # only the crossings count: other ends of the gap's own branches may stay inside one cell
    marks: list[Expr] = [pole for pole in _poles(found) if pole not in (lower, upper)]
    points -= set(marks)
    for branch in cut:
        for end in (branch.lower, branch.upper):
            if end not in points and end not in marks:
                marks.append(end)
    marks = in_order(marks, context)
    ends = [lower, *marks, upper]
    return list(itertools.pairwise(ends))


def _poles(found: tuple[Branch, ...]) -> list[Expr]:
    """The ends of branches at which the image is unbounded."""
    ends: list[Expr] = []
    for branch in found:
        values = (branch.low, branch.high)[:: branch.sense]
        places = (branch.lower, branch.upper)
        ends += [end for end, at in zip(places, values, strict=True) if at in (oo, -oo)]
    return list(dict.fromkeys(ends))


def in_order(marks: list[Expr], context: Context) -> list[Expr]:
    """The terms in increasing order. NoInverse when it is open."""
    ordered: list[Expr] = []
    for mark in marks:
        place = 0
        while place < len(ordered) and _before(ordered[place], mark, context):
            place += 1
        ordered.insert(place, mark)
    return ordered


def _before(one: Expr, two: Expr, context: Context) -> bool:
    side = sign_of(two - one, context)
    if side is None:
        raise OrderNeeded(f"the order of {one} and {two} is open", two - one)
    return side > 0


def _branches_of(
    term: Expr, variable: Symbol, lower: Expr, upper: Expr, context: Context
) -> tuple[Branch, ...]:
    return branches(combined_logs(term, variable), variable, lower, upper, context)


def _sign_on(gap: Expr, variable: Symbol, lower: Expr, upper: Expr, context: Context) -> int:
    """The sign of a gap that does not cross zero on the cell (0 only when it is constant)."""
    if not gap.has(variable):
        found = sign_of(gap, context)
        if found is None:
            raise SignNeeded(gap)
        return found
    for branch in _branches_of(gap, variable, lower, upper, context):
        if branch.low == oo or branch.high == -oo:
            continue
        if branch.low != -oo and sign_of(branch.low, context) in (0, 1):
            return 1
        if branch.high != oo and sign_of(branch.high, context) in (0, -1):
            return -1
    inside = replace(context, over=interval(variable, lower, upper))
    for want, side in (("+", 1), ("-", -1)):
        if isinstance(sign_everywhere(gap, want, inside), Proved):
            return side
    raise NoInverse(f"the sign of {gap} on ({lower}, {upper}) is open")


def _value(step: Expr, signs: dict[Expr, int]) -> Expr:
    """The step's value where its gaps have these signs."""
    if isinstance(step, Abs):
        return step.args[0] * signs[step.args[0]]
    if isinstance(step, sign):
        return Integer(signs[step.args[0]])
    if isinstance(step, (Max, Min)):
        return _extreme(step, signs)
    for value, condition in step.args:
        if _truth(condition, signs):
            return value
    raise NoInverse("an `if` without a case")


def _extreme(step: Expr, signs: dict[Expr, int]) -> Expr:
    way = 1 if isinstance(step, Max) else -1
    arguments = sorted(step.args, key=str)
    best = arguments[0]
    for other in arguments[1:]:
        if signs.get(other - best, -signs.get(best - other, 0)) * way > 0:
            best = other
    return best


def _truth(condition: Boolean, signs: dict[Expr, int]) -> bool:
    if isinstance(condition, BooleanAtom):
        return bool(condition)
    if isinstance(condition, Not):
        return not _truth(condition.args[0], signs)
    if isinstance(condition, ITE):  # so SymPy writes an equation of an `if`
        test, one, other = condition.args
        return _truth(one if _truth(test, signs) else other, signs)
    if isinstance(condition, (And, Or)):
        parts = [_truth(part, signs) for part in condition.args]
        return all(parts) if isinstance(condition, And) else any(parts)
    side = signs[condition.lhs - condition.rhs]
    if isinstance(condition, (Gt, Ge)):
        return side > 0 or (side == 0 and isinstance(condition, Ge))
    if isinstance(condition, (Lt, Le)):
        return side < 0 or (side == 0 and isinstance(condition, Le))
    return bool((side == 0) == (condition.rel_op == "=="))


def _rounded(cell: Cell, step: Expr, variable: Symbol, context: Context) -> list[Cell]:
    """floor(u) and ceiling(u) on the parts where u stays between two integers."""
    inner = step.args[0]
    out: list[Cell] = []
    found = _branches_of(inner, variable, cell.lower, cell.upper, context)
    if len(found) > 1:
        found = tuple(sorted(found, key=lambda b: float(stand_in(b.lower, -1e9))))
    for branch in found:
        low, high = (stand_in(expand(end), None, context) for end in (branch.low, branch.high))
        if high - low > CELLS:
            raise NoInverse(f"more than {CELLS} steps of {step}")
        integers = range(int(low // 1) + 1, int(-(-high // 1)))
        marks = [branch.letter_to(Integer(k)) for k in integers]
        first = int(low // 1)
        if branch.sense < 0:
            marks.reverse()
        ends = [branch.lower, *marks, branch.upper]
        for index, (a, b) in enumerate(itertools.pairwise(ends)):
            k = first + (index if branch.sense > 0 else len(marks) - index)
            value = Integer(k if isinstance(step, floor) else k + 1)
            out.append(Cell(a, b, cell.body.xreplace({step: value})))
    return out
