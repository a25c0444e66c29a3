"""The law of a discrete family's quantile at a uniform variable: draws of hierarchical models."""

from __future__ import annotations

from sympy import Integer

from symreparam.families.members import record_of
from symreparam.logic.judgement import HasLaw, Judgement, SameLaw
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.draws import QUANTILES
from symreparam.terms.law import Named
from symreparam.terms.scope import is_whole

UNIFORM = Named("Uniform", (Integer(0), Integer(1)))


def draw_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    U ~ Uniform(0, 1)    the member F(a) exists and is the law L    a are numbers of the scope
    -----------------------------------------------------------------------------  draw()
    the quantile of F(a) at U has law L

    The inverse transform (Devroye 1986, theorem II.2.1). An argument that the family takes from the
    whole numbers must be one by its form.
    """
    count(premises, 2, "draw.premises")
    count(args, 0, "draw.args")
    given = take(premises[0], HasLaw, "draw.uniform")
    require(given.law == UNIFORM, "draw.uniform", str(given.law))
    same = take(premises[1], SameLaw, "draw.member")
    named = take(same.left, Named, "draw.member")
    term = QUANTILES.get(named.family)
    require(term is not None, "draw.family", named.family)
    assert term is not None
    for parameter, argument in zip(record_of(named).parameters, named.arguments, strict=True):
        free = argument.free_symbols <= set(setting.scope.names)
        require(free, "draw.random", (argument, "is", "random"))
        whole = not parameter.domain.integer or is_whole(argument)
        require(whole, "draw.whole", (argument, "is", "no", "whole", "number"))
    return HasLaw(term(*named.arguments, given.subject), same.right)
