"""Independence of the smallest of exponential variables and of what a shift leaves alone."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Max, Min, Mul, Symbol, exp, oo

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equal, HasLaw, Independent, Judgement, Sign
from symreparam.rules.rule import Args, Premises, Setting, count, plain_letters, require, take
from symreparam.terms.law import Law
from symreparam.terms.region import NUMBERS, Region

_CODE = "independent-shift"


def independent_shift_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X_i has the density c_i exp(-b_i x) for x > m_i, b_i > 0
    f(x_1 + t, .., x_n + t) = f(x_1, .., x_n), by its form
    g(x_1, .., x_n) = h(min(x_1 - m_1, .., x_n - m_n))
    ----------------------------------------  independent-shift(goal, i, (x_1, ..), h on r, r)
    f, the i-th of the two terms, and g are independent

    The joint density is exp(-(b_1 + .. + b_n) s) for s = min(x_i - m_i) > 0 times a function of the
    x_i - s: s is complete and sufficient for a common shift of the m_i, and f is ancillary (Basu
    1955; Casella & Berger 2002, theorem 6.2.24). Premises: the laws, the signs, the equation.
    """
    count(args, 5, f"{_CODE}.args")
    goal = take(args[0], Independent, f"{_CODE}.args")
    place = take(args[1], int, f"{_CODE}.args")
    require(len(goal.subjects) == 2 and place in (0, 1), f"{_CODE}.index", place)
    letters = take(args[2], tuple, f"{_CODE}.args")
    plain_letters((*letters, args[4]), f"{_CODE}.letters")
    xs = tuple(take(each, Symbol, f"{_CODE}.letters") for each in letters)
    radius, form = take(args[4], Symbol, f"{_CODE}.letters"), take(args[3], Expr, f"{_CODE}.args")
    names = [v for v in setting.claim.variables if any(term.has(v) for term in goal.subjects)]
    fresh = {*xs, radius} - {*setting.claim.variables, *setting.scope.names}
    require(len(xs) == len(names) and len(fresh) == len(xs) + 1, f"{_CODE}.letters", "taken")
    strangers = form.free_symbols - {radius, *setting.scope.names}
    require(not strangers, f"{_CODE}.form", ", ".join(sorted(map(str, strangers))))
    require(len(premises) >= len(names), f"{_CODE}.premises", str(len(premises)))
    require(shift_of(goal.subjects[place], frozenset(names)) == 0, f"{_CODE}.shift", place)
    ends = _ends(setting, names, premises)
    wanted = obligations(goal.subjects[1 - place], names, ends, (xs, form, radius))
    require(tuple(wanted) == premises[len(names) :], f"{_CODE}.premises", "others are asked for")
    return goal


def obligations(
    term: Expr,
    names: list[Symbol],
    ends: list[tuple[Expr, Expr]],
    letters: tuple[tuple[Symbol, ...], Expr, Symbol],
) -> list[Sign | Equal]:
    """The signs of the rates, and that the term is one of the smallest excess."""
    xs, form, radius = letters
    least = Min(*(x - low for x, (_, low) in zip(xs, ends, strict=True)))
    space = Region(tuple((x, low, oo) for x, (_, low) in zip(xs, ends, strict=True)))
    there = term.xreplace(dict(zip(names, xs, strict=True)))
    return [
        *(Sign(rate, "+", NUMBERS) for rate, _ in ends),
        Equal(there, form.xreplace({radius: least}), space),
    ]


def _ends(setting: Setting, names: list[Symbol], premises: Premises) -> list[tuple[Expr, Expr]]:
    found: list[tuple[Expr, Expr]] = []
    for name, premise in zip(names, premises, strict=False):
        given = take(premise, HasLaw, f"{_CODE}.law")
        require(given.subject == name, f"{_CODE}.law", ("of", given.subject))
        law = take(given.law, Law, f"{_CODE}.law")
        found.append(end_of(law))
        parts = (*found[-1], *(piece.density for piece in law.pieces))
        random = {s for each in parts for s in each.free_symbols} & set(setting.claim.variables)
        require(not random, f"{_CODE}.law", "its parameters are random")
    return found


def end_of(law: Law) -> tuple[Expr, Expr]:
    """(b, m) for the density c exp(-b x) for x > m. RuleError for another."""
    require(len(law.pieces) == 1, f"{_CODE}.density", f"{len(law.pieces)} pieces")
    require(not law.atoms and not law.lattices, f"{_CODE}.density", "masses")
    [piece] = law.pieces
    letter, low, high = piece.region.bounds[0]
    require(high == oo and low != -oo, f"{_CODE}.support", (low, "to", high))
    moving = [each for each in Mul.make_args(piece.density) if each.has(letter)]
    require(len(moving) == 1 and isinstance(moving[0], exp), f"{_CODE}.density", piece.density)
    exponent = moving[0].args[0]
    slope = exponent.diff(letter)
    require(not slope.has(letter), f"{_CODE}.density", "its exponent is not linear")
    return -slope, low


def shift_of(term: Expr, letters: frozenset[Symbol]) -> Expr:
    """The c with f(x + t) = f(x) + c t, read from the form. RuleError where it does not tell it."""
    if not term.free_symbols & letters:
        return Integer(0)
    if isinstance(term, Symbol):
        return Integer(1)
    if isinstance(term, Add):
        return Add(*(shift_of(each, letters) for each in term.args))
    if isinstance(term, Max | Min):
        shifts = {shift_of(each, letters) for each in term.args}
        require(len(shifts) == 1, f"{_CODE}.shift", term)
        return shifts.pop()
    if isinstance(term, Mul):
        moved = [each for each in term.args if each.free_symbols & letters]
        if len(moved) == 1:
            rest = (each for each in term.args if each != moved[0])
            return Mul(*rest, shift_of(moved[0], letters))
    for each in term.args:
        if not isinstance(each, Expr) or shift_of(each, letters) != 0:
            raise RuleError(f"{_CODE}.shift", str(term))
    return Integer(0)
