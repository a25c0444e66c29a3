"""Independence of remainders of whole combinations of uniform variables, and their dependence."""

from __future__ import annotations

from flint import fmpz_mat
from sympy import Add, Expr, Mul, Symbol, expand, floor

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Fails, HasLaw, Independent, Judgement
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Named


def independent_circle_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    U_j ~ Uniform(a_j, b_j)    W_i = c_i1 U_1 + .. + c_in U_n + R_i, without any U_j in R_i
    c_ij (b_j - a_j) = k_ij m_i for whole numbers k_ij    m_i > 0    (k_ij) has full row rank
    ----------------------------------  independent-circle(goal, (U_1, ..))
    the W_i - m_i floor(W_i/m_i) are independent

    The others held fixed, a character h of the remainders has the mean 0 unless h k = 0, and that
    is so for h = 0 alone: they are uniform and independent, whatever the others are (Billingsley
    1995, section 26: the coefficients of a law on a circle, and on a product of circles, determine
    it). For a term that is U_i itself, W_i is U_i and m_i the length b_i - a_i of its interval.
    """
    goal, rows, _ = _rows(setting, premises, args, "independent-circle")
    rank = fmpz_mat([list(row) for row in rows]).rank()
    require(rank == len(rows), "independent-circle.rank", f"{rank} of {len(rows)}")
    return goal


def dependent_circle_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    as in independent-circle, the R_i without random variables    no row of (k_ij) is 0
    the rows are dependent
    ----------------------------------  dependent-circle(goal, (U_1, ..))
    it is false that the W_i - m_i floor(W_i/m_i) are independent

    For a whole vector h other than 0 with h k = 0 the character h of the remainders is one number,
    of absolute value 1. Independent, they would have the product of its means in the one remainders
    as its mean, and that is 0, as each of them is uniform (Billingsley 1995, section 26).
    """
    goal, rows, rests = _rows(setting, premises, args, "dependent-circle")
    fixed = not any(rest.has(*setting.claim.variables) for rest in rests)
    require(fixed, "dependent-circle.rest", "another random variable")
    rank = fmpz_mat([list(row) for row in rows]).rank()
    require(rank < len(rows), "dependent-circle.rank", f"{rank} of {len(rows)}")
    return Fails(goal)


Rows = list[tuple[int, ...]]


def _rows(
    setting: Setting, premises: Premises, args: Args, code: str
) -> tuple[Independent, Rows, list[Expr]]:
    """The goal, the whole numbers k_ij, and the R_i."""
    count(args, 2, f"{code}.args")
    goal, names = take(args[0], Independent, f"{code}.args"), take(args[1], tuple, f"{code}.args")
    count(premises, len(names), f"{code}.premises")
    require(len(set(names)) == len(names) > 0, f"{code}.variables", "twice the same, or none")
    lengths: dict[Symbol, Expr] = {}
    for name, premise in zip(names, premises, strict=True):
        symbol = take(name, Symbol, f"{code}.variables")
        require(symbol in setting.claim.variables, f"{code}.variables", symbol)
        given = take(premise, HasLaw, f"{code}.law")
        named = take(given.law, Named, f"{code}.law")
        uniform = given.subject == symbol and named.family == "Uniform"
        require(uniform, f"{code}.law", (symbol, "is", "not", "uniform"))
        fixed = not any(end.has(*setting.claim.variables) for end in named.arguments)
        require(fixed, f"{code}.law", "a random end")
        low, high = named.arguments
        lengths[symbol] = Add(high, Mul(-1, low))
    rows: Rows = []
    rests: list[Expr] = []
    for term in goal.subjects:
        whole, period = remainder_of(term, lengths)
        wanted = whole - period * floor(whole / period)
        require(term in lengths or term == wanted, f"{code}.term", term)
        sure = term in lengths or bool(period.is_positive)
        require(sure and not period.has(*setting.claim.variables), f"{code}.period", period)
        row, rest = whole_row(whole, period, lengths)
        require(row is not None, f"{code}.whole", whole)
        assert row is not None
        require(any(row), f"{code}.zero", whole)
        rows.append(row)
        rests.append(rest)
    return goal, rows, rests


def remainder_of(term: Expr, lengths: dict[Symbol, Expr]) -> tuple[Expr, Expr]:
    """W and m of the term W - m floor(W/m), or of a variable itself. Raises RuleError."""
    if isinstance(term, Symbol) and term in lengths:
        return term, lengths[term]
    floors = term.atoms(floor)
    if len(floors) == 1:
        [down] = floors
        factor = term.coeff(down, 1)
        whole = term - factor * down
        if not whole.has(floor) and factor != 0:
            return whole, Mul(-1, factor)
    raise RuleError("independent-circle.term", str(term))


def whole_row(
    whole: Expr, period: Expr, lengths: dict[Symbol, Expr]
) -> tuple[tuple[int, ...] | None, Expr]:
    """The k_j of W = c_1 U_1 + .. + R, None where they are no whole numbers; and R."""
    total = expand(whole)
    row: list[int] = []
    for symbol, length in lengths.items():
        factor = total.coeff(symbol, 1)
        total = expand(total - factor * symbol)
        number = factor * length / period
        if not number.is_Integer:
            return None, total
        row.append(int(number))
    return (None if total.has(*lengths) else tuple(row)), total
