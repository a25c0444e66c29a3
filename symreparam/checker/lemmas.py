"""Steps that rest on lemmas: claims of their own, whose proofs the step carries.

A lemma's proof is replayed like any other, against the claim that is built here from the goal.
"""

from __future__ import annotations

from dataclasses import replace

from sympy import Expr, Integer, Mul, Symbol

from symreparam.families.members import unfold
from symreparam.logic.claim import Claim
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import (
    Equal,
    FailsAtSize,
    FoldEquation,
    FoldLaw,
    FoldName,
    HasMatrixLaw,
    Holds,
    Judgement,
    LargestAt,
    Sign,
    Total,
)
from symreparam.logic.proof import Argument, Proof, Step
from symreparam.rules.indices import (
    Partial,
    allowed,
    alone,
    first_claim,
    moved,
    next_claim,
    race_claim,
    size_of,
    sized_claim,
    whole_claim,
    whole_law,
)
from symreparam.rules.rule import Setting, require, take
from symreparam.rules.table import AT_SIZE, BOUNDARY, BY_SIGN, INDUCTION, LEMMAS
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Domain, Relation, counter, is_whole, variable


def conclude(step: Step, proof: Proof, setting: Setting) -> Judgement:
    """What the step concludes. Raises RuleError."""
    premises = tuple(proof.steps[index].conclusion for index in step.premises)
    require(
        all(proof.steps[index].scope == step.scope == 0 for index in step.premises),
        "lemma.scope",
        "the premises hold elsewhere",
    )
    require(not proof.at, "lemma.values", "the claim is about all parameter values")
    if step.rule == AT_SIZE:
        return _fails_at_size(setting.claim, step.args)
    if step.rule in (BOUNDARY, BY_SIGN):
        from symreparam.checker.sides import conclude_sides

        return conclude_sides(step, setting.claim)
    if step.rule == INDUCTION:
        return _induction(setting, premises, step.args)
    return _largest(setting, premises, step.args)


def _induction(
    setting: Setting, premises: tuple[Judgement, ...], args: tuple[Argument, ...]
) -> Judgement:
    """
    B_1, .., B_n are the bodies, and n >= 1
    B_1 has law L(1, t_1)
    S ~ L(m, T) and B independent of S imply S + B ~ L(m + 1, T + t), for m >= 1 and every T
    S ~ L(n, T) implies g(S) ~ claimed law, for every T, with the other variables of the claim,
    which are independent of S and have their own laws
    --------------------------------------------------------  induction(e, c, m, S, L, lemmas)
    g(B_1 + .. + B_n) has the claimed law

    Induction on the number of indices. T are totals t_1 + .. + t_m (or products) of the parameters,
    t their terms at one index; they lie in the domains given. B_m+1 is independent of B_1, .., B_m,
    whose variables have other indices. Products, maxima and minima in the same way. The last
    lemma is left out where g(S) is S and L(n, T) the claimed law. With e = -1 or c not 0 the bodies
    are e B_i + c, and g(e (S - n c)) is meant for g(S); of a product with e = 2 or -2 they are
    log(B_i) or -log(B_i), which are summed, and g(exp(S)) or g(exp(-S)) is meant.
    """
    whole = take(setting.claim.goal, FoldLaw, "induction.goal")
    require(len(args) in (7, 8), "induction.args", str(len(args)))
    sign, shift = take(args[0], int, "induction.args"), take(args[1], Expr, "induction.args")
    strangers = shift.free_symbols - set(setting.scope.names)
    require(not strangers, "induction.shift", str(shift))
    goal = whole if (sign, shift) == (1, 0) else moved(whole, sign, shift)
    part = _partial(setting, goal, args[2:5], "induction")
    no_shared(setting.claim, goal.body, goal.indexed, "induction")
    _enough(setting, goal.size, 1, premises, "induction")
    _domains(goal.totals, premises, "induction")
    proved_lemma(args[5], first_claim(setting.claim, goal.kind, goal.body, part), "induction.first")
    proved_lemma(args[6], next_claim(setting.claim, goal.kind, goal.body, part), "induction.next")
    if len(args) == 7:
        require(goal.subject == goal.letter, "induction.whole", "a lemma for it is missing")
        same = whole_law(goal, part) == goal.law
        require(same, "induction.law", "the law for n indices is another one")
        return whole
    proved_lemma(args[7], whole_claim(setting.claim, goal, part), "induction.whole")
    return whole


def _largest(
    setting: Setting, premises: tuple[Judgement, ...], args: tuple[Argument, ...]
) -> Judgement:
    """
    B_1, .., B_n are the bodies    B_1 has law L(1, t_1), without masses
    S ~ L(m, T) and B independent of S imply max(S, B) ~ L(m + 1, T + t), for m >= 1 and every T
    S ~ L(m, T) and B independent of S imply P(B > S) = q(m + 1, T + t)
    q(1, t) = 1, or n >= 2
    --------------------------------------------------------  largest(kind, m, S, L, lemmas)
    B_j is the first of the largest of B_1, .., B_n with probability q_j(n, T), for every j

    S is the largest of the n - 1 bodies at the other indices, whose law is L by induction on their
    number; S = B_j has probability 0, as S has a density and is independent of B_j. Of kind `min`
    the same is said of -B and the least of them.
    """
    goal = take(setting.claim.goal, LargestAt, "largest.goal")
    require(len(args) == 7, "largest.args", str(len(args)))
    kind = args[0]
    require(kind in ("max", "min"), "largest.kind", str(kind))
    name: FoldName = "max" if kind == "max" else "min"
    body = goal.body if kind == "max" else Mul(Integer(-1), goal.body)
    part = _partial(setting, goal, args[1:4], "largest")
    no_shared(setting.claim, goal.body, goal.indexed, "largest")
    _enough(setting, goal.size, 1, premises, "largest")
    _domains(goal.totals, premises, "largest")
    plain = unfold(part.law, variable("x"))
    require(not plain.atoms and not plain.lattices, "largest.density", part.law.family)
    proved_lemma(args[4], first_claim(setting.claim, name, body, part), "largest.first")
    proved_lemma(args[5], next_claim(setting.claim, name, body, part), "largest.next")
    proved_lemma(args[6], race_claim(setting.claim, goal, name, body, part), "largest.race")
    two = Holds(Relation(Integer(2), "<=", goal.size)) in premises
    one = alone(goal) == 1 or Equal(alone(goal), Integer(1), NUMBERS) in premises
    require(one or two, "largest.alone", "with one index the mass is not 1")
    return goal


def _fails_at_size(claim: Claim, args: tuple[Argument, ...]) -> Judgement:
    """
    the claim about k indices, written out, is false at some allowed values
    ------------------------------------------------------------  fails-at-size(k, lemma)
    the claim about n indices is false at n = k and these values
    """
    require(len(args) == 2, "at-size.args", str(len(args)))
    goal = claim.goal
    if isinstance(goal, HasMatrixLaw):
        return _fails_at_shape(claim, goal, args)
    if not isinstance(goal, FoldLaw | LargestAt | FoldEquation):
        raise RuleError("at-size.goal", type(goal).__name__)
    size, lemma = take(args[0], int, "at-size.args"), take(args[1], Proof, "at-size.args")
    require(allowed(claim.scope, goal.size, size), "at-size.size", (goal.size, "=", size))
    for fold in goal.folds if isinstance(goal, FoldEquation) else (goal,):
        no_shared(claim, fold.body, goal.indexed, "at-size")
    refuted = lemma_refuted(lemma, sized_claim(claim, goal, size), "at-size.lemma")
    require(refuted, "at-size.refuted", "the lemma is proved")
    # replay has checked that the lemma's scope has a point: there are such values
    return FailsAtSize(goal, size)


def _fails_at_shape(
    claim: Claim, goal: HasMatrixLaw, args: tuple[Argument, ...]
) -> Judgement:
    """
    the claim with k rows and columns everywhere, entry by entry, is false at some allowed values
    ------------------------------------------------------------  fails-at-size(k, lemma)
    the claim about matrices of any size is false at these values
    """
    from symreparam.rules.matrix_sizes import sized_matrices, sizes_of

    size, lemma = take(args[0], int, "at-size.args"), take(args[1], Proof, "at-size.args")
    for symbol in sizes_of(claim, goal):
        require(allowed(claim.scope, symbol, size), "at-size.size", (symbol, "=", size))
    refuted = lemma_refuted(lemma, sized_matrices(claim, goal, size), "at-size.lemma")
    require(refuted, "at-size.refuted", "the lemma is proved")
    return FailsAtSize(goal, size)


def _partial(
    setting: Setting, goal: FoldLaw | LargestAt, args: tuple[Argument, ...], code: str
) -> Partial:
    """The law of the fold over the first indices; its letters are new.

    A parameter with an index has another value at every index: the law has totals of it alone.
    """
    count, own = (take(arg, Symbol, f"{code}.args") for arg in args[:2])
    law = take(args[2], Named, f"{code}.args")
    require(count == counter(count.name), f"{code}.count", str(count))
    require(own == variable(own.name), f"{code}.letter", str(own))
    taken = [*setting.scope.names, *setting.claim.variables, *(t.letter for t in goal.totals)]
    names = {symbol.name for symbol in taken}
    require(count.name != own.name, f"{code}.letter", "a letter stands twice")
    require(count.name not in names, f"{code}.count", (count, "is", "taken"))
    require(own.name not in names, f"{code}.letter", (own, "is", "taken"))
    terms = set().union(*(term.free_symbols for term in law.arguments))
    require(not terms & set(goal.indexed), f"{code}.indexed", "a parameter of one index in the law")
    return Partial(own, count, law)


def no_shared(claim: Claim, body: Expr, indexed: tuple[Symbol, ...], code: str) -> None:
    """No random variable in the bodies is the same at several indices."""
    shared = (body.free_symbols & set(claim.variables)) - set(indexed)
    require(not shared, f"{code}.shared", ", ".join(sorted(map(str, shared))))


def _enough(
    setting: Setting, size: Expr, least: int, premises: tuple[Judgement, ...], code: str
) -> None:
    """The size is a whole number of the scope, and at least so many."""
    symbol, _ = size_of(size)
    domain = setting.scope.domain(symbol)
    require(domain is not None and domain.integer, f"{code}.size", f"{size} is no whole number")
    known = Holds(Relation(Integer(least), "<=", size)) in premises
    require(known, f"{code}.size", (size, ">=", least))


def _domains(totals: tuple[Total, ...], premises: tuple[Judgement, ...], code: str) -> None:
    """Sums and products of the terms lie in the domains that their letters have.

    All numbers; positive or non-negative ones when the terms are; for products of terms between 0
    and 1 that interval; whole numbers from 1 or 0 when the terms are such.
    """
    for total in totals:
        term, whole = total.term, total.domain.integer
        bare = replace(total.domain, integer=False)
        if whole:
            require(is_whole(term), f"{code}.domain", (term, "is", "no", "whole", "number"))
        if bare == Domain():
            continue
        positive = Sign(term, "+", NUMBERS) in premises
        if bare == Domain(Integer(0), lower_closed=True):
            known = positive or Sign(term, ">=", NUMBERS) in premises
            require(known, f"{code}.domain", (term, "may", "be", "negative"))
            continue
        require(positive, f"{code}.domain", (term, "may", "not", "be", "positive"))
        if bare == Domain(Integer(0)):
            continue
        if bare == Domain(Integer(1), lower_closed=True):
            require(whole, f"{code}.domain", (term, "may", "be", "below", "1"))
            continue
        unit = bare == Domain(Integer(0), Integer(1)) and total.kind == "prod"
        require(unit, f"{code}.domain", (total.letter, "is", "no", "total", "of", "this", "kind"))
        below = Sign(1 - term, "+", NUMBERS) in premises
        require(below, f"{code}.domain", (term, "may", "be", "above", "1"))


def proved_lemma(
    argument: Argument, claim: Claim, code: str, inner: tuple[str, ...] = ()
) -> None:
    """Raises RuleError unless the argument is a proof of the claim; `inner` as in lemma_refuted."""
    refuted = lemma_refuted(take(argument, Proof, code), claim, code, inner)
    require(not refuted, code, "the lemma is refuted")


def lemma_refuted(
    lemma: Proof,
    claim: Claim,
    code: str,
    inner: tuple[str, ...] = (),
    *,
    densities_known: bool = False,
) -> bool:
    """Whether the lemma is refuted (else proved). Raises RuleError unless its proof is one. Rules
    of `inner` may rest on lemmas in it, which have none; with `densities_known` the laws supposed
    were proved to be such."""
    # the checker imports this module for the steps that need it
    from symreparam.checker.replay import replay

    # a lemma that carries lemmas of its own would let data choose the depth
    deep = [step.rule for step in lemma.steps if step.rule in LEMMAS and step.rule not in inner]
    require(not deep, code, "a lemma in a lemma")
    try:
        return replay(lemma, claim, densities_known=densities_known).refuted
    except ProofError as error:
        raise RuleError(code, str(error)) from error
