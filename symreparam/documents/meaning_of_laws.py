"""`pdf(LAW, x)`, `logpdf(LAW, x)` and `cdf(LAW, x)`: the record's formulas at a term."""

from __future__ import annotations

from sympy import Expr, Integer, Piecewise, log, oo

from symreparam.documents import syntax
from symreparam.documents.meaning_existence import existence
from symreparam.documents.meaning_laws import named_law
from symreparam.documents.meaning_needs import Meaningless, Need
from symreparam.documents.meaning_terms import Reader
from symreparam.families.members import WrongArguments, cdf_of, unfold
from symreparam.families.variadic import is_law
from symreparam.logic.errors import Unsupported
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import variable


def of_law(call: syntax.Call, reader: Reader) -> Expr:
    """The density of a law, its logarithm, or its distribution function, at a term."""
    if len(call.arguments) != 2:
        raise Meaningless(f"{call.name} takes a law and a term", "", call.span)
    law = call.arguments[0]
    if not isinstance(law, syntax.Call) or not is_law(law.name):
        message = f"the first argument of {call.name} is a law"
        raise Meaningless(message, f"write {call.name}(Normal(0, 1), x)", call.span)
    named = named_law(law, reader)
    reader.needs.extend(existence(named, law))
    point = reader.read(call.arguments[1])
    letter = variable("t'")  # no name of a claim has a prime
    try:
        known = unfold(named, letter)
    except WrongArguments as error:
        raise Unsupported(f"{call.name} of {named.family}: {error}") from error
    if len(known.pieces) != 1 or known.atoms or known.lattices:
        raise Unsupported(f"{call.name} of a law without a density on one interval")
    [piece] = known.pieces
    _, low, high = piece.region.bounds[0]
    inside = [point > low] if low != -oo else []
    inside += [point < high] if high != oo else []
    if call.name == "cdf":
        terms = cdf_of(named, letter)
        if len(terms) != 1:
            raise Unsupported(f"the distribution function of {named.family}")
        value = terms[0].xreplace({letter: point})
        rows = [(Integer(0), point <= low)] if low != -oo else []
        rows += [(Integer(1), point >= high)] if high != oo else []
        return Piecewise(*rows, (value, True)) if rows else value
    density = piece.density.xreplace({letter: point})
    if call.name == "pdf":
        for condition in inside:
            density = Piecewise((density, condition), (Integer(0), True))
        return density
    for end, gap in ((low, point - low), (high, high - point)):
        if end not in (oo, -oo) and not gap.is_positive:
            over = reader.over if gap.has(*reader.over.variables) else NUMBERS
            message = f"logpdf outside of the support of {named.family}"
            reader.needs.append(Need("positive", gap, None, over, call.span, message, ""))
    return log(density)
