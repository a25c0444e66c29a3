"""Divergences and entropies of laws with several densities, one after another: sums of integrals.

(Kullback & Leibler 1951, equation 2.4; Cover & Thomas 2006, section 8.1.)
"""

from __future__ import annotations

from itertools import pairwise

from sympy import Add, Expr, exp

from symreparam.logic.judgement import (
    Divergence,
    Entropy,
    Equal,
    HasLaw,
    Integral,
    Judgement,
    Sign,
)
from symreparam.rules.divergence import below, lies_inside, member
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Law, Piece


def divergence_pieces_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has density p_k on S_k, one after another    Q is a member with density q_k on a region that
    contains S_k    q_k > 0 on S_k    p_k = q_k exp(g_k) at almost every point of S_k
    the integral of g_k p_k over S_k is v_k
    ---------------------------------------------------------------  divergence-pieces(g_1, ..)
    KL(law of X, Q) = v_1 + v_2 + ..

    Kullback & Leibler (1951), equation 2.4. Integrals converge absolutely.
    """
    code = "divergence-pieces"
    require(len(premises) >= 2, f"{code}.premises", len(premises))
    given, pieces = _first(premises, code)
    named, other = member(premises[1], code)
    require(not other.atoms and not other.lattices, f"{code}.second", "the second law has masses")
    values: list[Expr] = []
    for piece, body in zip(pieces, _bodies(args, len(pieces), code), strict=True):
        around = [
            each.density
            for each in other.pieces
            if each.region.variables == piece.region.variables
            and lies_inside(piece.region, each.region, premises)
        ]
        require(len(around) == 1, f"{code}.support", "not inside the second law's support")
        [second] = around
        require(Sign(second, "+", piece.region) in premises, f"{code}.positive", second)
        ratio = Equal(piece.density, second * exp(body), piece.region)
        require(ratio in premises, f"{code}.ratio", "not the logarithm of the ratio")
        values.append(_integral(premises, piece, body, code))
    return Divergence(given.subject, named, Add(*values))


def entropy_pieces_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has density p_k on S_k, one after another    p_k = exp(-g_k) at almost every point of S_k
    the integral of g_k p_k over S_k is v_k
    ------------------------------------------------------------------  entropy-pieces(g_1, ..)
    the entropy of X is v_1 + v_2 + ..

    Differential entropy (Cover & Thomas 2006, section 8.1), with the natural logarithm.
    """
    code = "entropy-pieces"
    require(bool(premises), f"{code}.premises", 0)
    given, pieces = _first(premises, code)
    values: list[Expr] = []
    for piece, body in zip(pieces, _bodies(args, len(pieces), code), strict=True):
        minus = Equal(piece.density, exp(-body), piece.region)
        require(minus in premises, f"{code}.density", "not the negative logarithm")
        values.append(_integral(premises, piece, body, code))
    return Entropy(given.subject, Add(*values))


def _first(premises: Premises, code: str) -> tuple[HasLaw, tuple[Piece, ...]]:
    """The law of the premise: densities alone, of which each ends before the next begins."""
    given = take(premises[0], HasLaw, f"{code}.law")
    law = take(given.law, Law, f"{code}.law")
    plain = bool(law.pieces) and not law.atoms and not law.lattices
    require(plain, f"{code}.law", "densities are expected")
    for piece in law.pieces:
        require(piece.region.variables == (law.variable,), f"{code}.variable")
    for one, two in pairwise(law.pieces):
        [(_, _, high)], [(_, low, _)] = one.region.bounds, two.region.bounds
        require(below(high, low, premises), f"{code}.apart", (high, low))
    return given, law.pieces


def _bodies(args: Args, number: int, code: str) -> tuple[Expr, ...]:
    count(args, 1, f"{code}.args")
    bodies = take(args[0], tuple, f"{code}.args")
    require(len(bodies) == number, f"{code}.args", "one logarithm for each density")
    return tuple(take(body, Expr, f"{code}.args") for body in bodies)


def _integral(premises: Premises, piece: Piece, body: Expr, code: str) -> Expr:
    wanted = (body * piece.density, piece.region)
    for premise in premises:
        if isinstance(premise, Integral) and (premise.integrand, premise.over) == wanted:
            return premise.value
    require(False, f"{code}.integral", body)
    raise AssertionError
