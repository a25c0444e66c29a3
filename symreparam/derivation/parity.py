"""Functions of the parity of a count, through the generating function on record."""

from __future__ import annotations

from sympy import Expr, Symbol, expand, floor

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.names import fresh
from symreparam.derivation.transport import Letters, transport
from symreparam.families.members import record_of
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Defined, Sign
from symreparam.rules.parity import generating, parity_needs
from symreparam.terms.law import Named
from symreparam.terms.scope import variable


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
    own = variable(fresh(builder, "s", names.source, names.target))
    try:
        body = generating(law, own)
        premises = [given]
        for needed in parity_needs(body, own):
            if isinstance(needed, Defined):
                premises.append(builder.add("defined", (), (needed.expr, needed.over)))
            elif isinstance(needed, Sign):
                premises.append(builder.sign_is(needed.expr, needed.sign, needed.over))
        plain = outer == names.source
        letter = names.target if plain else names.source
        parity = builder.add("parity", tuple(dict.fromkeys(premises)), (own, letter))
        if plain:
            return parity
        step = transport(builder, parity, outer, names)
    except (RuleError, NoInverse):
        return None
    return step if law_step(builder, step).subject == term else None


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
