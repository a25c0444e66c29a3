"""Functions of the parity of a count, through the generating function on record."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Integer, Symbol, expand, floor

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.names import fresh
from symreparam.derivation.transport import Letters, transport
from symreparam.families.members import record_of
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Defined, Sign
from symreparam.rules.parity import generating, parity_needs
from symreparam.rules.scaled_masses import at_twice, masses_from_one
from symreparam.terms.law import Named
from symreparam.terms.scope import variable, whole


def by_parity(builder: Builder, term: Expr, symbol: Symbol, names: Letters) -> int | None:
    """A step HasLaw of a term in `symbol` that is a function of its parity; None for another
    term, and where the symbol's family has no generating function on record."""
    index = builder.claim.variables.index(symbol)
    law = builder.claim.hypotheses[index].law
    if not isinstance(law, Named) or record_of(law).lattice is None:
        return None
    outer = _outer(term, symbol, names.source)
    if outer.has(symbol) or not outer.has(names.source):
        return None
    given = builder.add("hypothesis", (), (index,))
    plain = outer == names.source
    letter = names.target if plain else names.source
    try:
        ways = (_by_generating_function, _by_scaled_masses)
        parity = _first(lambda way: way(builder, given, law, names, letter), ways)
        if plain:
            return parity
        step = transport(builder, parity, outer, names)
    except (RuleError, NoInverse):
        return None
    return step if law_step(builder, step).subject == term else None


Way = Callable[[Builder, int, Named, Letters, Symbol], int]


def _first(asked: Callable[[Way], int], ways: tuple[Way, ...]) -> int:
    """The step by the first way that gives one. Raises RuleError."""
    error: RuleError | None = None
    for way in ways:
        try:
            return asked(way)
        except RuleError as failed:
            error = error or failed
    assert error is not None
    raise error


def _by_generating_function(
    builder: Builder, given: int, law: Named, names: Letters, letter: Symbol
) -> int:
    own = variable(fresh(builder, "s", names.source, names.target))
    premises = [given]
    for needed in parity_needs(generating(law, own), own):
        if isinstance(needed, Defined):
            premises.append(builder.add("defined", (), (needed.expr, needed.over)))
        elif isinstance(needed, Sign):
            premises.append(builder.sign_is(needed.expr, needed.sign, needed.over))
    return builder.add("parity", tuple(dict.fromkeys(premises)), (own, letter))


def _by_scaled_masses(
    builder: Builder, given: int, law: Named, names: Letters, letter: Symbol
) -> int:
    """c = f(2)/f(1), which is f(2 k)/f(k) for every k if the masses are scaled at all."""
    index = whole(fresh(builder, "j", names.source, names.target))
    each = masses_from_one(law, letter, index)
    first, second = (each.mass.xreplace({each.index: Integer(k)}) for k in (1, 2))
    share = second / first
    wanted = at_twice(each, share)
    same = builder.equal(wanted.left, wanted.right, wanted.over)
    return builder.add("parity-scaled", (given, same), (share, letter, index))


def _outer(term: Expr, symbol: Symbol, source: Symbol) -> Expr:
    """The term with `source` for symbol - 2 floor(symbol/2), sum by sum."""
    if not term.has(floor(symbol / 2)):
        return term
    if term.is_Add:
        plain = expand(term.xreplace({floor(symbol / 2): (symbol - source) / 2}))
        if not plain.has(symbol):
            return plain
    if not term.args or term == floor(symbol / 2):
        return term
    return term.func(*(_outer(arg, symbol, source) for arg in term.args))
