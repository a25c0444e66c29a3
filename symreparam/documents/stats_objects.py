"""The door for SymPy users: `sympy.stats` variables and symbols with assumptions become claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from sympy import E, Eq, Expr, Float, I, Integer, Piecewise, Pow, Symbol, Tuple, nan, oo, zoo
from sympy.core.relational import Relational
from sympy.functions import Heaviside, exp
from sympy.logic.boolalg import And, Boolean, Not, Or, false, true
from sympy.matrices import MatrixBase
from sympy.stats.rv import RandomIndexedSymbol, RandomSymbol, SinglePSpace
from sympy.tensor.indexed import Indexed

from symreparam.documents.meaning_needs import Need
from symreparam.documents.stats_handmade import as_atoms, drawn, masses_of, stated_law
from symreparam.documents.stats_needs import needs_in_our_symbols
from symreparam.documents.stats_symbols import check_plain, domain_of, name_of, told
from symreparam.families.table import family
from symreparam.logic.claim import Claim
from symreparam.logic.errors import ClaimError, Unsupported
from symreparam.logic.judgement import HasLaw
from symreparam.terms.build import HEADS, TermError, build
from symreparam.terms.law import AnyLaw, Law, Named
from symreparam.terms.scope import Domain, Relation, Scope, parameter, variable

# arguments that sympy.stats adds after a family's own, with the values that our records have
_FURTHER: Final = MappingProxyType(
    {"Gumbel": ("False",), "Bernoulli": ("1", "0"), "Binomial": ("1", "0")}
)


DEPTH: Final = 100
# what `nonzero=True` says beside `real=True`; kept as a relation
_NONZERO: Final = frozenset((("zero", False), ("nonzero", True), ("extended_nonzero", True)))
_VECTORS: Final = "joint laws go to symreparam.check as text, `prove (X, 2*X + Y) ~ ..`"
_INSTEAD: Final = (
    (str, "claims as text go to symreparam.check"),
    (Boolean, "Piecewise((1, CONDITION), (0, True)) is 1 where the condition holds"),
    ((tuple, list, Tuple, MatrixBase), _VECTORS),
    ((int, Fraction), "sympy.Rational(1, 2) and sympy.Integer(3) are exact numbers"),
)
"""What came -> what a user of it may have wanted."""
_WHAT_LAW: Final = "for example stats.Normal('z', 0, 1): a variable of sympy.stats by itself"


Recognise = Callable[[Law, Scope], Named | None]
"""The member of a family that a stated law is, where this is seen."""


def _unseen(law: Law, scope: Scope) -> None:
    """No law is recognised."""


class _Intake:
    """Collects the symbols and random variables met while terms are rebuilt."""

    def __init__(self, recognise: Recognise) -> None:
        self.recognise = recognise
        self.depth = 0
        self.bound: dict[Any, Symbol] = {}
        self.symbols: dict[str, tuple[Symbol, Symbol]] = {}
        self.domains: list[tuple[Symbol, Domain]] = []
        self.relations: list[Relation] = []
        self.random: dict[str, tuple[Any, Symbol, Named, Expr]] = {}
        self.whole: list[Expr] = []
        """The user's terms, as they came."""

    def read(self, expr: Any) -> Expr:
        """Our term for a user's whole expression, of which every part must be defined."""
        ours = self.term(expr)
        self.whole.append(expr)
        return ours

    def needs(self) -> tuple[Need, ...]:
        """What must hold for the terms that were read to mean something, as they were written:
        the terms that we built have lost `0*log(X)`."""
        ours = dict(self.symbols.values()) | {each[0]: each[3] for each in self.random.values()}
        return tuple(need for expr in self.whole for need in needs_in_our_symbols(expr, ours))

    def term(self, expr: Any) -> Expr:
        """Our term for a user's expression. Raises ClaimError, Unsupported."""
        if not isinstance(expr, Expr):
            came = type(expr).__name__
            hint = next((hint for kind, hint in _INSTEAD if isinstance(expr, kind)), "")
            raise ClaimError(f"a SymPy expression is expected, not {came}", hint=hint)
        if self.depth > DEPTH:
            raise ClaimError(f"more than {DEPTH} nested operations", hint="name a part of it")
        self.depth += 1
        try:
            return self._term(expr)
        finally:
            self.depth -= 1

    def _term(self, expr: Any) -> Expr:
        if isinstance(expr, Float) or expr == I:
            hint = "write Rational(1, 10) for 0.1" if isinstance(expr, Float) else ""
            raise ClaimError(f"{expr} is no exact real number", hint=hint)
        if expr.is_Rational or expr.is_NumberSymbol:
            return expr.expand(func=True)  # the golden ratio is (1 + sqrt(5))/2
        if hasattr(expr, "pspace"):
            return self._variable(expr)
        if expr.is_Symbol:
            return self.bound[expr] if expr in self.bound else self._parameter(expr)
        if expr in (nan, zoo, oo, -oo):
            raise ClaimError(f"{expr} is no real number")
        kind, args = type(expr), expr.args
        if isinstance(expr, Heaviside):
            expr = Piecewise((0, args[0] < 0), (args[1], Eq(args[0], 0)), (1, True))
        if isinstance(expr, Piecewise):
            return self._choice(expr)
        if isinstance(expr, Indexed):
            raise Unsupported(f"{expr}, a component of a vector of sympy.stats,")
        if isinstance(expr, exp) or (isinstance(expr, Pow) and expr.base == E):
            kind, args = exp, (expr.exp,)
        head = kind.__name__
        # a user's own Function("erf") has the name of SymPy's, and who knows what values
        if head not in HEADS or HEADS[head][0] is not kind:
            raise Unsupported(f"the function {head}")
        try:
            return build(head, tuple(self.term(arg) for arg in args))
        except TermError as error:
            raise ClaimError(error.message, hint=error.hint) from error

    def within(self, expr: Any, bound: Mapping[Any, Symbol]) -> Expr:
        """Our term for a user's expression in which symbols are bound."""
        outer, self.bound = self.bound, dict(bound)
        try:
            return self.term(expr)
        finally:
            self.bound = outer

    def _choice(self, expr: Any) -> Expr:
        if expr.args[-1][1] != true:
            what = f"{expr} has no value where none of its conditions holds"
            raise ClaimError(what, hint="end it with (.., True)")
        return Piecewise(*((self.term(term), self._condition(when)) for term, when in expr.args))

    def _condition(self, when: Any) -> Boolean:
        if when in (true, false):
            return when
        if isinstance(when, And | Or | Not):
            return when.func(*(self._condition(part) for part in when.args))
        if isinstance(when, Relational):
            return when.func(*(self.term(side) for side in when.args))
        raise Unsupported(f"the condition {when}")

    def _parameter(self, symbol: Any) -> Symbol:
        name = name_of(symbol)
        known = self.symbols.get(name)
        if known is not None:
            if known[0] != symbol:
                raise ClaimError(f"two symbols are called {symbol.name}", hint="rename one")
            return known[1]
        if symbol.is_real is not True:
            hint = f"Symbol({symbol.name!r}, real=True), or positive=True"
            raise ClaimError(f"{symbol.name} is not declared real", hint=hint)
        domain = domain_of(symbol)
        ours = parameter(name, domain)
        narrower = set(symbol.assumptions0.items()) - set(ours.assumptions0.items())
        extra = sorted(key for key, _ in narrower - _NONZERO)
        if extra:
            hint = "read are real, integer, positive, negative, nonnegative, nonpositive, nonzero"
            raise ClaimError(f"{symbol.name} is declared {told(symbol, extra)}", hint=hint)
        self.symbols[name] = (symbol, ours)
        self.domains.append((ours, domain))
        if symbol.is_nonzero and not (symbol.is_positive or symbol.is_negative):
            self.relations.append(Relation(ours, "!=", Integer(0)))
        return ours

    def _variable(self, symbol: Any) -> Expr:
        name = name_of(symbol)
        check_plain(symbol)
        if name not in self.random:
            ours = variable(name)
            self.random[name] = (symbol, ours, *self._drawn(symbol, ours))
        if self.random[name][0] != symbol:
            raise ClaimError(f"two random variables are called {name}", hint="rename one")
        return self.random[name][3]

    def _drawn(self, symbol: Any, ours: Symbol) -> tuple[Named, Expr]:
        """A member for our variable, and the term in it that has the law of the user's symbol."""
        distribution = _distribution(symbol)
        masses = masses_of(distribution, self.within)
        if masses is not None:
            return drawn(masses, ours)
        law = stated_law(distribution, set(), self.within)
        if law is None:
            return self._member(distribution), ours
        named = self.recognise(law, Scope(tuple(self.domains), tuple(self.relations)))
        if named is None:
            raise Unsupported(
                f"{symbol.name}, whose stated law is not seen to be that of a family,"
            )
        return named, ours

    def law(self, symbol: Any) -> AnyLaw:
        """The law of a sympy.stats variable: a member of a family, or the density or the masses
        that the user stated, in a letter that is not taken."""
        distribution = _distribution(symbol)
        masses = masses_of(distribution, self.within)
        if masses is not None:
            named, term = drawn(masses, variable("x"))
            return named if term == variable("x") else as_atoms(masses, self.letter())
        law = stated_law(distribution, {*self.symbols, *self.random}, self.within)
        return self._member(distribution) if law is None else law

    def letter(self) -> Symbol:
        """A letter for a law that no symbol and no variable has."""
        taken = {*self.symbols, *self.random}
        return variable(next(name for name in ("z", "t", "u", "z_1") if name not in taken))

    def _member(self, distribution: Any) -> Named:
        """The member: the class has the family's name, its arguments stand in the same order."""
        shown = type(distribution).__name__
        record = family(shown.removesuffix("Distribution"))
        if distribution is None or record is None:
            raise Unsupported(f"the law {shown}")
        own = len(record.parameters)
        further = tuple(str(arg) for arg in distribution.args[own:])
        if further not in ((), _FURTHER.get(record.name)):
            raise Unsupported(f"the law {shown} with the arguments {', '.join(further)}")
        return Named(record.name, tuple(self.read(arg) for arg in distribution.args[:own]))


def _distribution(symbol: Any) -> Any:
    """What a variable of sympy.stats by itself follows. Raises ClaimError, Unsupported."""
    if not isinstance(symbol, RandomSymbol) or isinstance(symbol, RandomIndexedSymbol):
        came = f"a random variable is expected as the law, not {type(symbol).__name__}"
        raise ClaimError(came, hint=_WHAT_LAW)
    if not isinstance(symbol.pspace, SinglePSpace):
        hint = "symreparam.check takes conditional laws as text, `(X given X > 0) ~ ..`"
        raise Unsupported(f"{symbol.name}, under a condition or one of a vector: {hint}")
    return getattr(symbol.pspace, "distribution", None)


def claim_from_stats(expr: Any, law: Any = None, recognise: Recognise = _unseen) -> Claim:
    """The claim that `expr` has `law` (a sympy.stats variable or a Named); without one, the
    claim's goal holds an empty law, to be derived. `recognise` names the laws that variables are
    given by a density. Raises ClaimError, Unsupported."""
    return stated_claim(expr, law, recognise)[0]


def stated_claim(expr: Any, law: Any, recognise: Recognise) -> tuple[Claim, tuple[Need, ...]]:
    """That claim, and what its terms need to mean something. Raises ClaimError, Unsupported."""
    try:
        intake = _Intake(recognise)
        return _claim(intake, expr, law), intake.needs()
    except RecursionError as error:  # SymPy's own functions recurse
        raise ClaimError("too many nested operations", hint="name a part of it") from error


def _claim(intake: _Intake, expr: Any, law: Any) -> Claim:
    subject = intake.read(expr)
    goal: AnyLaw
    if law is None:
        goal = Law(intake.letter())
    else:
        goal = law if isinstance(law, Named) else intake.law(law)
    for name in intake.random:
        if name in intake.symbols:
            raise ClaimError(f"{name} is a symbol and a random variable", hint="rename one")
    scope = Scope(tuple(intake.domains), tuple(intake.relations))
    # X and Y, whatever the order in which SymPy keeps the factors of X/Y
    known = [(ours, named) for _, (_, ours, named, _) in sorted(intake.random.items())]
    variables = tuple(ours for ours, _ in known)
    given = tuple(HasLaw(ours, named) for ours, named in known)
    return Claim(scope, variables, given, HasLaw(subject, goal))
