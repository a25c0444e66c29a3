"""Standard forms: each row of the table is proved by the engine, for all parameter values."""

from __future__ import annotations

import pytest
from sympy import Integer, Rational, Symbol

from symreparam.checker.replay import replay
from symreparam.derivation.prove import prove
from symreparam.families.members import UnknownFamily
from symreparam.families.standard import STANDARD, standard_form
from symreparam.families.table import family
from symreparam.logic.claim import Claim
from symreparam.logic.judgement import HasLaw
from symreparam.terms.law import Named
from symreparam.terms.scope import Relation, Scope, parameter, variable

# an exact inner point for the parameters of each row
POINTS = {"Uniform": (1, 3), "Bernoulli": ("1/3",)}


def claim_of(name: str) -> Claim:
    record = family(name)
    assert record is not None
    symbols = tuple(
        (parameter(f"p_{k}", p.domain), p.domain) for k, p in enumerate(record.parameters)
    )
    arguments = tuple(symbol for symbol, _ in symbols)
    swap = {p.symbol: a for p, a in zip(record.parameters, arguments, strict=True)}
    relations = tuple(
        type(r)(r.left.xreplace(swap), r.sign, r.right.xreplace(swap)) for r in record.conditions
    )
    if name == "Bernoulli":  # at p = 0 and 1 the interval of one of the values is empty
        relations += (Relation(Integer(0), "<", arguments[0]),)
        relations += (Relation(arguments[0], "<", Integer(1)),)
    values = POINTS.get(name, (2,) * len(arguments))
    point = tuple((a, Rational(v)) for a, v in zip(arguments, values, strict=True))
    named = Named(name, arguments)
    found = standard_form(named, variable("X"))
    assert found is not None
    law, body = found
    scope = Scope(symbols, relations, point)
    x = variable("X")
    return Claim(scope, (x,), (HasLaw(x, law),), HasLaw(body, named))


@pytest.mark.parametrize("name", STANDARD)
def test_the_standard_form_has_the_members_law(name: str) -> None:
    claim = claim_of(name)
    assert not replay(prove(claim), claim).refuted


@pytest.mark.parametrize("name", STANDARD)
def test_what_is_kept_is_a_parameter_of_the_standard_law(name: str) -> None:
    """The term and the standard law together use every argument, the term the letter."""
    claim = claim_of(name)
    body, law = claim.law_goal.subject, claim.hypotheses[0].law
    assert isinstance(law, Named)
    used = body.free_symbols.union(*(a.free_symbols for a in law.arguments), {variable("X")})
    assert used == {*claim.scope.names, variable("X")}
    assert body.has(variable("X"))


def test_families_without_a_row() -> None:
    assert standard_form(Named("Beta", (Integer(1), Integer(2))), variable("t")) is None
    with pytest.raises(UnknownFamily):
        standard_form(Named("Nothing", ()), Symbol("t"))
