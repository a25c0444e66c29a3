"""The chance that a uniform variable stays below a random threshold; the law of an indicator."""

from __future__ import annotations

from sympy import Expr, Ge, Gt, Integer, Le, Lt, Symbol

from symreparam.logic.judgement import Expectation, HasLaw, Holds, Judgement
from symreparam.rules.draw_means import place_of, require_uniform
from symreparam.rules.rule import Args, Premises, Setting, count, plain_letters, require, take
from symreparam.terms.events import condition_of, is_indicator
from symreparam.terms.law import Atom, Law
from symreparam.terms.scope import Relation

CODE = "expectation-threshold"
EVENT = "event-law"


def expectation_threshold_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    U ~ Uniform(0, 1)    U stands in neither g nor h    E (g h) = v
    0 <= g <= 1 for almost all values of what is random in it
    ------------------------------------------------------------  expectation-threshold(1{U < g}, h)
    E (1{U < g} h) = v

    Given everything but U, the event has the probability g, so that the mean of 1{U < g} |h| is
    that of g |h| (Tonelli: Billingsley 1995, theorem 18.3), which is finite. U = g has none.
    """
    count(args, 2, f"{CODE}.args")
    event, rest = (take(arg, Expr, f"{CODE}.args") for arg in args)
    found = threshold_of(event, setting.claim.variables)
    require(found is not None, f"{CODE}.event", event)
    uniform, height = found  # type: ignore[misc]
    require_uniform(setting, uniform, CODE)
    require(not rest.has(uniform), f"{CODE}.shared", rest)
    require(bool(premises), f"{CODE}.premises", "none")
    known = take(premises[0], Expectation, f"{CODE}.mean")
    require(known.body == height * rest, f"{CODE}.mean", "of another term")
    for needed in threshold_needs(setting, height):
        require(needed in premises, f"{CODE}.range", str(needed))
    return Expectation(event * rest, known.value)


def threshold_of(event: Expr, random: tuple[Symbol, ...]) -> tuple[Symbol, Expr] | None:
    """(U, g) where the term is the indicator of U < g or U <= g, for a variable U not in g and a
    random g."""
    condition = condition_of(event) if is_indicator(event) else None
    if not isinstance(condition, Lt | Le | Gt | Ge):
        return None
    low, high = condition.lts, condition.gts
    if low not in random or high.has(low) or not high.has(*random):
        return None
    return low, high


def threshold_needs(setting: Setting, height: Expr) -> tuple[Holds, ...]:
    """That the height lies between 0 and 1, in letters for what is random in it."""
    place = place_of(setting, (height,))
    return tuple(
        place.holds(relation)
        for relation in (
            Relation(Integer(0), "<=", height),
            Relation(height, "<=", Integer(1)),
        )
    )


def event_law_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    P(A) = v
    -----------------------------------------------  event-law(letter)
    1{A} ~ mass v at 1 and mass 1 - v at 0
    """
    count(premises, 1, f"{EVENT}.premises")
    count(args, 1, f"{EVENT}.args")
    letter = take(args[0], Symbol, f"{EVENT}.args")
    plain_letters((letter,), f"{EVENT}.args")
    known = take(premises[0], Expectation, f"{EVENT}.probability")
    event = known.body
    random = is_indicator(event)
    require(random and event.has(*setting.claim.variables), f"{EVENT}.event", event)
    used = {s.name for s in (*setting.scope.names, *setting.claim.variables)}
    require(letter.name not in used, f"{EVENT}.letter", letter)
    atoms = (Atom(Integer(0), 1 - known.value), Atom(Integer(1), known.value))
    return HasLaw(event, Law(letter, (), atoms))
