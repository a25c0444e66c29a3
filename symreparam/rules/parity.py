"""The parity of a count: from its generating function at -1."""

from __future__ import annotations

from sympy import Add, Basic, Expr, Integer, Mul, Pow, Symbol, exp, floor, log, oo

from symreparam.families.members import UnknownFamily, WrongArguments, record_of, unfold
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Defined, HasLaw, Judgement, Sign
from symreparam.rules.recorded_moments import recorded
from symreparam.rules.rule import Args, Premises, Setting, count, plain_letters, require, take
from symreparam.terms.law import Atom, Law, Named
from symreparam.terms.region import NUMBERS, interval

CODE = "parity"
MINUS, ONE = Integer(-1), Integer(1)


def parity_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S ~ a member with masses at whole numbers k >= 0 alone and M(w) = G(exp(w)) for all w <= 0
    G is defined on (-1, 1) and at -1    bases of powers that are not whole are positive there
    ------------------------------------------------------------------  parity(letter of G, of law)
    S - 2 floor(S/2) is 0 with probability (1 + G(-1))/2 and 1 with probability (1 - G(-1))/2

    The sum of the masses times z^k is analytic for |z| < 1 and continuous on [-1, 1], where it
    converges absolutely; so is G, made of sums, products, exponentials, logarithms and these
    powers. They agree on (0, 1), by the record, and so down to -1 (Feller 1968, chapter XI;
    Rudin 1976, theorems 8.2 and 8.5). At -1 the sum is P(S even) - P(S odd).
    """
    count(args, 2, "parity.args")
    plain_letters(args, "parity.letters")
    own = take(args[0], Symbol, "parity.args")
    letter = take(args[1], Symbol, "parity.args")
    require(bool(premises), "parity.premises", "none")
    given = take(premises[0], HasLaw, "parity.law")
    named = take(given.law, Named, "parity.law")
    free = (*setting.scope.names, *setting.claim.variables, *given.subject.free_symbols)
    used = {symbol.name for symbol in free}
    require(not {own.name, letter.name} & used, "parity.letters", "used already")
    body = generating(named, own)
    for needed in parity_needs(body, own):
        require(needed in premises[1:], "parity.need", needed)
    value = body.xreplace({own: MINUS})
    masses = (Atom(Integer(0), (1 + value) / 2), Atom(ONE, (1 - value) / 2))
    subject = given.subject - 2 * floor(given.subject / 2)
    return HasLaw(subject, Law(letter, (), masses))


def generating(named: Named, own: Symbol) -> Expr:
    """G(z), read off the moment generating function on record. Raises RuleError."""
    recorded(named, CODE)
    try:
        record, law = record_of(named), unfold(named, own)
    except (UnknownFamily, WrongArguments) as error:
        raise RuleError("parity.unknown", str(error)) from error
    plain = not law.pieces and not law.atoms and len(law.lattices) == 1
    require(plain, "parity.lattice", (record.name, "has other masses"))
    [each] = law.lattices
    require(each.point == each.index, "parity.lattice", ("masses at", each.point))
    from_zero = each.lower.is_Integer and each.lower >= 0
    require(bool(from_zero), "parity.lattice", ("masses from", each.lower, "on"))
    assert record.mgf is not None and record.mgf_range is not None
    require(record.mgf_range[0] == -oo, "parity.range", record.mgf_range[0])
    arguments = {p.symbol: a for p, a in zip(record.parameters, named.arguments, strict=True)}
    body = record.mgf.xreplace({exp(record.frequency): own})
    require(not body.has(record.frequency), "parity.generating", record.name)
    return body.xreplace(arguments)


def parity_needs(body: Expr, own: Symbol) -> tuple[Judgement, ...]:
    """What has to hold for G to be analytic on (-1, 1) and continuous at -1. Raises RuleError."""
    over = interval(own, MINUS, ONE)
    found: list[Judgement] = [
        Defined(body, over),
        Defined(body.xreplace({own: MINUS}), NUMBERS),
    ]
    pending: list[Basic] = [body]
    while pending:
        term = pending.pop()
        if not term.has(own) or term == own:
            continue
        analytic = isinstance(term, (Add, Mul, Pow, exp, log))
        require(analytic, "parity.analytic", term)
        if isinstance(term, Pow) and not term.exp.is_integer:
            require(not term.exp.has(own), "parity.analytic", term)
            at = term.base.xreplace({own: MINUS})
            found += [Sign(term.base, "+", over), Sign(at, "+", NUMBERS)]
        pending += term.args
    return tuple(dict.fromkeys(found))
