"""Dependence of two sums that share one summand: no moment and no law of the sums is needed."""

from __future__ import annotations

from sympy import Add, Expr, Mul, Symbol

from symreparam.families.members import record_of
from symreparam.logic.judgement import Fails, Independent, Judgement, Sign
from symreparam.rules.rule import (
    Args,
    Premises,
    Setting,
    no_common_variable,
    require,
    take,
)
from symreparam.rules.rule import count as number
from symreparam.terms.law import AnyLaw, Law, Named
from symreparam.terms.region import NUMBERS

_CODE = "dependent-shared"


def dependent_shared_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S_i = a X + R    S_j = b X + Q    a != 0    b != 0    X has densities alone
    no two of X, R, Q have a random variable in common
    -----------------------------------------  dependent-shared(goal, i, j, X, a, R, b, Q)
    it is false that S_1, S_2, .. are independent

    a and b are terms in parameters. With c for characteristic functions independence would say
    c_X(a s + b t) c_R(s) c_Q(t) = c_X(a s) c_R(s) c_X(b t) c_Q(t). All are 1 at 0 and continuous,
    so that c_X(u + v) = c_X(u) c_X(v) for small u and v: with v = -u, |c_X(u)| = 1 around 0. Only
    a constant has such a c_X (Billingsley 1995, section 26 and problem 26.1).
    """
    number(args, 8, f"{_CODE}.args")
    goal = take(args[0], Independent, f"{_CODE}.args")
    first, second = (take(args[k], int, f"{_CODE}.args") for k in (1, 2))
    symbol = take(args[3], Symbol, f"{_CODE}.args")
    a, left, b, right = (take(args[k], Expr, f"{_CODE}.args") for k in (4, 5, 6, 7))
    size = len(goal.subjects)
    require(0 <= first < size and 0 <= second < size and first != second, f"{_CODE}.terms")
    random = set(setting.claim.variables)
    for place, slope, rest in ((first, a, left), (second, b, right)):
        whole = goal.subjects[place]
        require(whole == Add(Mul(slope, symbol), rest), f"{_CODE}.sum", whole)
        require(not slope.free_symbols & random, f"{_CODE}.slope", slope)
        signs = {Sign(slope, want, NUMBERS) for want in ("+", "-", "!=")}
        require(slope == 1 or bool(signs & set(premises)), f"{_CODE}.slope", slope)
    no_common_variable(setting, ((symbol,), (left,), (right,)), f"{_CODE}.common")
    laws = {given.subject: given.law for given in setting.claim.hypotheses}
    require(symbol in laws and _spread(laws[symbol]), f"{_CODE}.law", symbol)
    return Fails(goal)


def _spread(law: AnyLaw) -> bool:
    """Whether the law has densities alone."""
    known = record_of(law) if isinstance(law, Named) else law
    alone = bool(known.pieces) and not known.atoms
    return alone and not (known.lattices if isinstance(known, Law) else known.lattice)
