"""The parity of a count whose masses at the even numbers are a multiple of all its masses."""

from __future__ import annotations

from sympy import Expr, Integer, Symbol, floor, oo

from symreparam.families.members import UnknownFamily, WrongArguments, unfold
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equal, HasLaw, Judgement
from symreparam.rules.rule import Args, Premises, Setting, count, plain_letters, require, take
from symreparam.terms.law import Atom, Lattice, Law, Named
from symreparam.terms.scope import whole

CODE = "parity-scaled"
ONE, TWO = Integer(1), Integer(2)


def parity_scaled_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S ~ a member with masses f(k) at k = 1, 2, .. alone    f(2 k) = c f(k) for all of these k
    ----------------------------------------------------------------  parity-scaled(c, letter, k)
    S - 2 floor(S/2) is 0 with probability c and 1 with probability 1 - c

    The even numbers are 2 k for k = 1, 2, ..: their probability is the sum of f(2 k), and that of
    the f(k) is 1 (Rudin 1976, theorem 3.47). Zipf's law has c = 2^(-s).
    """
    count(premises, 2, f"{CODE}.premises")
    count(args, 3, f"{CODE}.args")
    plain_letters(args[1:2], f"{CODE}.letters")
    share, letter = take(args[0], Expr, f"{CODE}.args"), take(args[1], Symbol, f"{CODE}.args")
    index = take(args[2], Symbol, f"{CODE}.args")
    given = take(premises[0], HasLaw, f"{CODE}.law")
    named = take(given.law, Named, f"{CODE}.law")
    free = (*setting.scope.names, *setting.claim.variables, *given.subject.free_symbols)
    used = {symbol.name for symbol in free}
    require(not {letter.name, index.name} & used, f"{CODE}.letters", "used already")
    require(index == whole(index.name) and index.name != letter.name, f"{CODE}.letters", index)
    each = masses_from_one(named, letter, index)
    strangers = share.free_symbols - set(setting.scope.names)
    require(not strangers, f"{CODE}.share", share)
    require(premises[1] == at_twice(each, share), f"{CODE}.equal", "of other masses")
    atoms = (Atom(Integer(0), share), Atom(ONE, 1 - share))
    subject = given.subject - 2 * floor(given.subject / 2)
    return HasLaw(subject, Law(letter, (), atoms))


def masses_from_one(named: Named, letter: Symbol, index: Symbol) -> Lattice:
    """The member's masses, when these are at 1, 2, .. alone. Raises RuleError."""
    try:
        law = unfold(named, letter, index)
    except (UnknownFamily, WrongArguments) as error:
        raise RuleError(f"{CODE}.unknown", str(error)) from error
    plain = not law.pieces and not law.atoms and len(law.lattices) == 1
    require(plain, f"{CODE}.lattice", (named.family, "has other masses"))
    [each] = law.lattices
    from_one = (each.lower, each.upper, each.point) == (ONE, oo, each.index)
    require(from_one, f"{CODE}.lattice", ("masses at", each.point, "from", each.lower, "on"))
    return each


def at_twice(each: Lattice, share: Expr) -> Equal:
    """f(2 k) = c f(k)."""
    twice = each.mass.xreplace({each.index: TWO * each.index})
    return Equal(twice, share * each.mass, each.range)
