"""The builder of proofs: append-only, and every step is applied through its rule as it is added."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from sympy import Basic, Expr, Symbol

from symreparam.decide.answer import Proved, Unknown, context_over
from symreparam.decide.zero import equal
from symreparam.derivation.by_angle import equal_by_angle, factor_of
from symreparam.derivation.by_slope import equal_by_slope, worth_it
from symreparam.derivation.by_square import equal_by_square, worth_squaring
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Equal,
    GivenValue,
    HasImplicitLaw,
    HasJointLaw,
    HasLaw,
    HasLawByCases,
    Independent,
    Judgement,
    SignName,
)
from symreparam.logic.proof import Argument, Proof, Step, SubScope
from symreparam.rules.by_value import gives_a_value
from symreparam.rules.instance import instantiate
from symreparam.rules.rule import Setting
from symreparam.rules.table import BAYES, CASES, LAWS_BY_CASES, MARGINAL, MIXTURE, RULES, STEPS
from symreparam.rules.wellformed import check_judgement
from symreparam.terms.build import TermLimit
from symreparam.terms.forms import CaseLaw
from symreparam.terms.law import Law
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Relation, Scope


class Builder:
    """Collects steps; the only mutable object of the derivation."""

    def __init__(self, claim: Claim, at: tuple[tuple[Symbol, Expr], ...] = ()) -> None:
        self.original, self.at = claim, at
        self.claim = instantiate(claim, at)
        self.steps: list[Step] = []
        self.narrower: list[SubScope] = []
        self.scopes: list[Scope] = [self.claim.scope]
        self.scope = 0
        self._seen: dict[tuple[int, Judgement], int] = {}
        self.transforms = True
        """Whether sums may be named by their transforms; not where the method is asked for."""

    @property
    def setting(self) -> Setting:
        """The claim and the scope in which steps are added now."""
        return Setting(self.claim, self.scopes[self.scope])

    def conclusion(self, index: int) -> Judgement:
        """What step `index` concludes."""
        return self.steps[index].conclusion

    def add(
        self, rule: str, premises: tuple[int, ...] = (), args: tuple[Argument, ...] = ()
    ) -> int:
        """Apply a rule and store the step; the index of an equal earlier step is reused."""
        known = tuple(self.steps[premise].conclusion for premise in premises)
        for premise in premises:
            if self.steps[premise].scope != self.scope:
                check_judgement(self.steps[premise].conclusion, self.setting)
        try:
            conclusion = RULES[rule](self.setting, known, args)
        except TermLimit as error:  # this way; another may need no such number
            raise RuleError("term.limit", error.message) from error
        check_judgement(conclusion, self.setting)
        key = (self.scope, conclusion)
        if key not in self._seen:
            self.steps.append(Step(self.scope, rule, premises, args, conclusion))
            self._seen[key] = len(self.steps) - 1
        return self._seen[key]

    def enter(self, relation: Relation) -> None:
        """Go on in the current scope narrowed by one relation."""
        self.narrower.append(SubScope(self.scope, relation))
        self.scopes.append(self.scopes[self.scope].with_relation(relation))
        self.scope = len(self.scopes) - 1

    def enter_bound(self, symbol: Symbol, lower: Expr, upper: Expr) -> None:
        """Go on in the current scope with one more symbol, in an interval."""
        self.narrower.append(SubScope(self.scope, None, interval(symbol, lower, upper)))
        self.scopes.append(self.scopes[self.scope].with_symbol(symbol, lower, upper))
        self.scope = len(self.scopes) - 1

    @contextmanager
    def bound(self, symbol: Symbol, lower: Expr, upper: Expr) -> Iterator[None]:
        """Steps within are added with one more symbol, in an interval."""
        scope = self.scope
        self.enter_bound(symbol, lower, upper)
        try:
            yield
        finally:
            self.scope = scope

    def leave(self) -> None:
        """Go back to the parent scope."""
        self.scope = self.narrower[self.scope - 1].parent

    def join(self, cases: tuple[int, ...], exclusion: tuple[int, ...]) -> int:
        """The rule `cases`, in the current scope; the checker examines it."""
        conclusion = self.steps[cases[0]].conclusion
        return self._append(Step(self.scope, CASES, (*exclusion, *cases), (), conclusion))

    def join_laws(self, cases: tuple[int, ...], exclusion: tuple[int, ...]) -> int:
        """The rule `law-by-cases`, in the current scope; the checker examines it."""
        found: list[CaseLaw] = []
        for index in cases:
            known, scope = self.steps[index].conclusion, self.steps[index].scope
            relation = self.narrower[scope - 1].relation
            assert isinstance(known, HasLaw | HasImplicitLaw | HasLawByCases) and relation
            subject = known.subject
            if isinstance(known, HasLawByCases):
                found += [CaseLaw((relation, *each.relations), each.law) for each in known.cases]
            else:
                found.append(CaseLaw((relation,), known.law))
        law = HasLawByCases(subject, tuple(found))
        return self._append(Step(self.scope, LAWS_BY_CASES, (*exclusion, *cases), (), law))

    def mix(self, premises: tuple[int, ...], args: tuple[Argument, ...], law: HasLaw) -> int:
        """The rule `mixture`, in the current scope, concluding `law`; the checker examines it."""
        return self._append(Step(self.scope, MIXTURE, premises, args, law))

    def marginal(self, premises: tuple[int, ...], law: HasJointLaw) -> int:
        """The rule `marginal`, in the current scope, concluding `law`; the checker examines it."""
        return self._append(Step(self.scope, MARGINAL, premises, (), law))

    def steps_law(
        self, premises: tuple[int, ...], args: tuple[Argument, ...], law: HasLaw
    ) -> int:
        """The rule `pushforward-steps`, concluding `law`; the checker examines it."""
        return self._append(Step(self.scope, STEPS, premises, args, law))

    def bayes(
        self, premises: tuple[int, ...], args: tuple[Argument, ...], law: GivenValue
    ) -> int:
        """The rule `bayes`, concluding `law`; the checker examines it."""
        return self._append(Step(self.scope, BAYES, premises, args, law))

    def independent(
        self, rule: str, premises: tuple[int, ...], args: tuple[Argument, ...], goal: Independent
    ) -> int:
        """A rule of independence that joins scopes, concluding `goal`; the checker examines it."""
        return self._append(Step(self.scope, rule, premises, args, goal))

    def insert(self, step: Step) -> int:
        """A step of another proof, or an equal earlier one; the checker examines it."""
        known = self._seen.get((step.scope, step.conclusion))
        return self._append(step) if known is None else known

    def _append(self, step: Step) -> int:
        self.steps.append(step)
        self._seen[(step.scope, step.conclusion)] = len(self.steps) - 1
        return len(self.steps) - 1

    def holds(self, relation: Relation, over: Region = NUMBERS) -> int:
        """A step for a relation."""
        return self.add("holds", (), (relation, over))

    def sign(self, expr: Expr, over: Region = NUMBERS) -> int:
        """A step for the strict sign of `expr`, whichever it is. RuleError when neither is."""
        try:
            return self.add("sign", (), (expr, over, "+"))
        except RuleError:
            return self.add("sign", (), (expr, over, "-"))

    def known(self, judgement: Judgement) -> int | None:
        """The step of this scope that concludes the judgement already."""
        return self._seen.get((self.scope, judgement))

    def sign_is(self, expr: Expr, sign: SignName, over: Region = NUMBERS) -> int:
        """A step for one sign of `expr`."""
        return self.add("sign", (), (expr, over, sign))

    def equal(self, left: Expr, right: Expr, over: Region = NUMBERS) -> int:
        """A step for an equality, with one premise for each divisor of its normal form."""
        known = self._seen.get((self.scope, Equal(left, right, over)))
        if known is not None:
            return known
        by_value = self._by_value(left, right, over)
        if by_value is not None:
            return by_value
        answer = equal(left, right, context_over(self.scopes[self.scope], over))
        divisors = answer.divisors if isinstance(answer, Proved) else ()
        if isinstance(answer, Unknown) and worth_it(left, right, over):
            return equal_by_slope(self, left, right, over)
        if isinstance(answer, Unknown) and factor_of(left, right) is not None:
            return equal_by_angle(self, left, right, over)
        if isinstance(answer, Unknown) and worth_squaring(left, right, over):
            try:
                return equal_by_square(self, left, right, over)
            except RuleError:
                pass
        premises = tuple(self._divisor(divisor, over) for divisor in divisors)
        return self.add("equal", premises, (left, right, over))

    def _by_value(self, left: Expr, right: Expr, over: Region) -> int | None:
        """The same where a relation of the scope gives a parameter its value, or None."""
        used = left.free_symbols | right.free_symbols
        for relation in values_of(self.setting.scope):
            if relation.left in used:
                swap = {relation.left: relation.right}
                try:
                    there = self.equal(left.xreplace(swap), right.xreplace(swap), over)
                    return self.add("equal-by-value", (there,), (left, right, over, relation))
                except (RuleError, TypeError):  # SymPy compares no 1/0
                    return None
        return None

    def _divisor(self, divisor: Expr, over: Region) -> int:
        bound = set(over.variables) & divisor.free_symbols
        region = over if bound else NUMBERS
        try:
            return self.sign_is(divisor, "!=", region)
        except RuleError:
            if not bound:
                raise
            return self.add("null-zeros", (), (divisor, over))

    def proof(self, last: int) -> Proof:
        """The proof that ends in step `last`: its cone of used steps and scopes, renumbered."""
        keep: set[int] = set()
        stack = [last]
        while stack:
            index = stack.pop()
            if index not in keep:
                keep.add(index)
                stack.extend(self.steps[index].premises)
        order = sorted(keep)
        number = {old: new for new, old in enumerate(order)}
        lived: set[int] = set()
        for index in order:
            scope = self.steps[index].scope
            while scope > 0:
                lived.add(scope)
                scope = self.narrower[scope - 1].parent
        place = {0: 0} | {old: new + 1 for new, old in enumerate(sorted(lived))}
        scopes = tuple(
            replace(self.narrower[old - 1], parent=place[self.narrower[old - 1].parent])
            for old in sorted(lived)
        )
        steps = tuple(
            Step(
                place[step.scope],
                step.rule,
                tuple(number[premise] for premise in step.premises),
                step.args,
                step.conclusion,
            )
            for step in (self.steps[index] for index in order)
        )
        return Proof(self.original, self.at, scopes, steps)


def values_of(scope: Scope) -> tuple[Relation, ...]:
    """The relations of the scope that give a parameter its value, each in parameters that no
    earlier one speaks of."""
    found: list[Relation] = []
    spent: set[Basic] = set()
    for relation in scope.relations:
        if gives_a_value(relation) and not relation.right.free_symbols & spent:
            found.append(relation)
            spent |= {relation.left, *relation.right.free_symbols}
    return tuple(found)


def at_values(scope: Scope, term: Expr) -> Expr:
    """The term with the values that relations of the scope give to parameters."""
    return term.xreplace({each.left: each.right for each in values_of(scope)})


def law_step(builder: Builder, index: int) -> HasLaw:
    """The conclusion of a step that must be about a law."""
    conclusion = builder.conclusion(index)
    if not isinstance(conclusion, HasLaw):
        raise RuleError("builder.law", type(conclusion).__name__)
    return conclusion


def written_law(builder: Builder, index: int) -> Law:
    """The densities and masses in the conclusion of a step that must have them."""
    law = law_step(builder, index).law
    if not isinstance(law, Law):
        raise RuleError("builder.law", "no density is known")
    return law
