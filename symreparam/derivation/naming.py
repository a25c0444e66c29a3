"""The law of a term derived and named: every member of the table that is proved to be that law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from sympy import Abs, Expr, Integer, expand

from symreparam.derivation.branch import NoInverse, OrderNeeded, SignNeeded
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.fingerprint import members, usual
from symreparam.derivation.merge import merged
from symreparam.derivation.plainer import plainer
from symreparam.derivation.prove import Stuck, conclude, prove, true_law
from symreparam.derivation.transport import letters
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import HasImplicitLaw, HasLaw, HasLawByCases
from symreparam.logic.proof import Proof
from symreparam.terms.forms import ImplicitLaw, LawForm
from symreparam.terms.law import Law, Named
from symreparam.terms.record import dataclass
from symreparam.terms.scope import Relation

MOST_NAMES: Final = 6


@dataclass(frozen=True, slots=True)
class Derived:
    """The law in as few pieces as possible with its proof, and its names, each with a proof.

    A law that differs in form by the sign of a parameter has no `law`, only names. Where no
    density in a letter of its own is found, `formed` tells the law in another way.
    """

    law: Law | None
    proof: Proof | None
    names: tuple[tuple[Named, Proof], ...]
    formed: tuple[LawForm, Proof] | None = None


def derive_law(claim: Claim, most: int = MOST_NAMES) -> Derived:
    """The law of the goal's subject, with at most so many names; the goal's own law is not looked
    at.

    Raises Stuck, or Unsupported naming the construct.
    """
    builder = Builder(claim)
    try:
        derived = true_law(builder)
        plain = law_step(builder, derived).law
    except (SignNeeded, OrderNeeded) as open_sign:
        names = tuple(_by_sign(claim, open_sign.term))
        if not names:
            return _derived_by_cases(claim, open_sign)
        return Derived(None, None, names)
    except (RuleError, NoInverse) as error:
        return _in_another_form(claim, error)
    if not isinstance(plain, Law):
        raise Stuck("no density was derived")
    joined = merged(builder, plain)
    forms = tuple(dict.fromkeys((plainer(builder.setting.scope, joined), joined, plain)))
    law, proof = plain, None
    for form in forms:
        proof = _concluded(builder, derived, plain, form)
        if proof is not None:
            law = form
            break
    found = ((named, _concluded(builder, derived, plain, named)) for named in _likely(forms))
    names = tuple(islice(((n, p) for n, p in found if p is not None), most))
    return Derived(law, proof, names)


def _likely(forms: tuple[Law, ...]) -> Iterator[Named]:
    """Members that one of the forms may be, each once."""
    seen: set[Named] = set()
    for form in forms:
        for named in members(form):
            if named not in seen and usual(named):
                seen.add(named)
                yield named


def _derived_by_cases(claim: Claim, open_sign: Exception) -> Derived:
    """The law by cases of signs that are open, or the one law that all cases have."""
    from symreparam.derivation.law_by_cases import law_by_cases

    builder = Builder(claim)
    try:
        last = law_by_cases(builder)
    except (RuleError, NoInverse, Unsupported) as error:
        raise Stuck(str(open_sign)) from error
    found = builder.conclusion(last)
    assert isinstance(found, HasLaw | HasImplicitLaw | HasLawByCases)
    proof = replace(builder.proof(last), claim=replace(claim, goal=found))
    if isinstance(found, HasLaw):
        if isinstance(found.law, Named):
            return Derived(None, None, ((found.law, proof),))
        return Derived(found.law, proof, ())
    form = found.law if isinstance(found, HasImplicitLaw) else found.cases
    return Derived(None, None, (), (form, proof))


def formed_law(claim: Claim) -> tuple[LawForm, Proof] | None:
    """The law at the values of the map or by cases, with its proof, or None."""
    try:
        return _in_another_form(claim, NoInverse("no density")).formed
    except Stuck:
        return None


def _in_another_form(claim: Claim, failed: Exception) -> Derived:
    """The law at the values of the map, or by cases of signs that this asks for. Raises Stuck."""
    from symreparam.derivation.implicit import implicit_law

    builder = Builder(claim)
    try:
        last = implicit_law(builder, claim.law_goal.subject, letters(builder))
    except (SignNeeded, OrderNeeded):
        return _derived_by_cases(claim, failed)
    except (RuleError, NoInverse, Unsupported):
        raise Stuck(str(failed)) from failed
    found = builder.conclusion(last)
    assert isinstance(found, HasImplicitLaw)
    proof = replace(builder.proof(last), claim=replace(claim, goal=found))
    return Derived(None, None, (), (found.law, proof))


def _concluded(builder: Builder, derived: int, plain: Law, law: Law | Named) -> Proof | None:
    goal = HasLaw(builder.claim.law_goal.subject, law)
    try:
        last = conclude(builder, derived, plain, goal)
    except (RuleError, NoInverse, Unsupported):
        return None
    proof = builder.proof(last)
    original = HasLaw(builder.original.law_goal.subject, law)
    return replace(proof, claim=replace(proof.claim, goal=original))


def formed_goal(subject: Expr, form: LawForm) -> HasImplicitLaw | HasLawByCases:
    """The goal that the subject has a law of such a form."""
    if isinstance(form, ImplicitLaw):
        return HasImplicitLaw(subject, form)
    return HasLawByCases(subject, form)


def derived_law(claim: Claim) -> Law:
    """The density of the goal's subject, as the search derives it (nothing is proved by this)."""
    builder = Builder(claim)
    try:
        law = law_step(builder, true_law(builder)).law
    except (RuleError, NoInverse) as error:
        raise Stuck(str(error)) from error
    if not isinstance(law, Law):
        raise Stuck("no density was derived")
    return merged(builder, law)


def whole_law(claim: Claim, law: Law) -> Law:
    """A derived law with the pieces together that belong together."""
    return merged(Builder(claim), law)


def _by_sign(claim: Claim, term: Expr) -> Iterator[tuple[Named, Proof]]:
    """Names that hold for both signs of the term: arguments that change sign with it get |.|."""
    if not term.free_symbols <= set(claim.scope.names):
        return
    zero: Expr = Integer(0)
    sides: list[list[Named]] = []
    for relation in (Relation(zero, "<", term), Relation(term, "<", zero)):
        builder = Builder(claim)
        builder.enter(relation)
        try:
            law = law_step(builder, true_law(builder)).law
        except (RuleError, NoInverse, Unsupported):
            return
        sides.append(list(members(merged(builder, law))) if isinstance(law, Law) else [])
    for above in sides[0][:MOST_NAMES]:
        for below in (named for named in sides[1] if named.family == above.family):
            named = _of_both(above, below)
            if named is None:
                continue
            try:
                yield named, prove(replace(claim, goal=HasLaw(claim.law_goal.subject, named)))
            except (Stuck, Unsupported):
                continue


def _of_both(above: Named, below: Named) -> Named | None:
    arguments = []
    for one, two in zip(above.arguments, below.arguments, strict=True):
        if expand(one - two) == 0:
            arguments.append(one)
        elif expand(one + two) == 0:
            arguments.append(Abs(one))
        else:
            return None
    return Named(above.family, tuple(arguments))
