"""Implicit derivatives by an integral of the density's derivative, and every obligation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer, Symbol, cos, oo, pi, sqrt
from sympy import sign as jump

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.implicit_slope import prove_implicit_slope
from symreparam.families.members import unfold
from symreparam.logic.claim import Claim
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import (
    Derivative,
    Equal,
    HasLaw,
    ImplicitSlope,
    SameLaw,
    Sign,
)
from symreparam.logic.proof import Proof
from symreparam.rules.implicit_slope import implicit_slope_rule
from symreparam.rules.rule import Setting
from symreparam.terms.law import Atom, Law, Named, Piece
from symreparam.terms.mapping import Map
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, Relation, Scope, parameter, variable

MU, K = parameter("mu", REALS), parameter("k", Domain(lower=Integer(0)))
SCOPE = Scope(((MU, REALS), (K, Domain(lower=Integer(0)))), (), ((MU, Integer(1)), (K, Integer(2))))
LAW = Named("VonMises", (MU, K))
Z = variable("z")
PIECE = unfold(LAW, Z).pieces[0]
WIDE = interval(Z, -oo, 2 * pi)


@pytest.fixture(scope="module")
def proofs() -> dict[Symbol, Proof]:
    return {c: prove_implicit_slope(SCOPE, LAW, c, Z) for c in (MU, K)}


@pytest.mark.parametrize("symbol", [MU, K])
def test_von_mises_is_proved_and_stored(proofs: dict[Symbol, Proof], symbol: Symbol) -> None:
    proof = proofs[symbol]
    goal = proof.claim.goal
    assert isinstance(goal, ImplicitSlope)
    assert (goal.value is None) == (symbol == K)  # the integral in mu has a closed form
    replay(proof, proof.claim)
    assert proof_from_json(proof_to_json(proof)) == proof


def test_another_slope_or_value_is_not_replayed(proofs: dict[Symbol, Proof]) -> None:
    goal = proofs[MU].claim.goal
    assert isinstance(goal, ImplicitSlope)
    for other in (replace(goal, slope=2 * goal.slope), replace(goal, value=goal.value + 1)):
        changed = replace(proofs[MU].claim, goal=other)
        with pytest.raises(ProofError):
            replay(replace(proofs[MU], claim=changed))


def apply(*premises: object, symbol: Symbol = K, start: object = -oo, scope: Scope = SCOPE):
    claim = Claim(scope, (), (), HasLaw(Z, LAW))
    return implicit_slope_rule(Setting(claim, scope), premises, (symbol, start))  # type: ignore[arg-type]


def known(piece: Piece = PIECE, law: Named = LAW) -> tuple[SameLaw, Sign]:
    return SameLaw(law, Law(Z, (piece,))), Sign(piece.density, "+", piece.region)


def rejected(code: str, *premises: object, **more: object) -> None:
    with pytest.raises(RuleError) as caught:
        apply(*premises, **more)  # type: ignore[arg-type]
    assert caught.value.code == f"implicit-slope.{code}"


def test_the_plain_step_is_accepted() -> None:
    found = apply(*known())
    assert isinstance(found, ImplicitSlope) and found.value is None
    assert apply(*known(), start=Integer(-1)) == found


def test_each_obligation() -> None:
    same, sign = known()
    rejected("premises", same)
    rejected("law", sign, same)
    atom = Law(Z, (PIECE,), (Atom(Integer(0), Integer(1)),))
    rejected("law", SameLaw(LAW, atom), sign)
    rejected("law", SameLaw(LAW, Law(Z, (PIECE, PIECE))), sign)
    rejected("positive", same, replace(sign, sign=">="))
    rejected("positive", same, replace(sign, over=WIDE))
    rejected("start", same, sign, start=Integer(0))  # the density is to be known below its end
    rejected("start", same, sign, start=Z - 1)
    rejected("ends", same, sign, start=-K)
    rejected("parameter", same, sign, symbol=variable("c"))
    tied = replace(SCOPE, relations=(Relation(K, "<=", MU),))
    rejected("tied", same, sign, scope=tied)
    rejected("args", same, sign, start="0")


def test_ends_that_move_and_ranges_without_a_lower_end() -> None:
    moving = Piece(interval(Z, Integer(0), K), 1 / K)
    rejected("ends", *known(moving))
    whole = Piece(interval(Z, -oo, oo), PIECE.density)
    rejected("compact", *known(whole))


def test_densities_that_are_not_continuous_at_the_end() -> None:
    # sqrt(z) has no formula below 0, a sign jumps, |k - 1| bends
    for code, density in (
        ("smooth", K * sqrt(Z)),
        ("continuous", K * (2 + jump(Z - 1))),
        ("smooth", abs(K - 1) + 1),
    ):
        rejected(code, *known(Piece(PIECE.region, density)))


def test_equations_and_antiderivatives_of_other_terms() -> None:
    same, sign = known()
    plain = apply(same, sign)
    assert isinstance(plain, ImplicitSlope)
    equation = Equal(plain.slope, plain.slope + 0, WIDE)
    assert apply(same, sign, equation) == plain
    rejected("equal", same, sign, replace(equation, left=K))
    rejected("equal", same, sign, replace(equation, over=PIECE.region))
    whole = Map(Z, cos(Z), WIDE)
    rejected("antiderivative", same, sign, Derivative(whole, -cos(Z)))
    inside = Map(Z, cos(Z), PIECE.region)  # not known to be continuous at the end
    rejected("antiderivative", same, sign, Derivative(inside, plain.slope))
    rejected("antiderivative", same, sign, sign)
    rejected("premises", same, sign, Derivative(whole, plain.slope), equation)


def test_laws_that_the_search_refuses() -> None:
    positive = Domain(lower=Integer(0))
    scope = Scope(((K, positive),), (), ((K, Integer(2)),))
    for law in (Named("Gamma", (K, Integer(1))), Named("Uniform", (Integer(0), K))):
        with pytest.raises(RuleError):
            prove_implicit_slope(scope, law, K, Z)


def test_bound_letters_are_checked() -> None:
    builder = Builder(Claim(SCOPE, (Z,), (HasLaw(Z, LAW),), HasLaw(Z, LAW)))
    with pytest.raises(RuleError, match=r"form\.capture"):
        builder.add("family", (builder.holds(Relation(Integer(0), "<", K)),), (LAW, Z))
