"""Sums, products and extremes over all indices of a vector of symbolic size.

Each stands in the terms as a letter: one of parameters as a letter with the domain in which such
totals lie, one of random variables as the letter that a claim about it names.
"""

from __future__ import annotations

from dataclasses import field

from sympy import Add, Expr, Integer, Mul, Poly, Pow, Symbol, oo

from symreparam.documents import syntax
from symreparam.documents.meaning_needs import Need, one_component
from symreparam.documents.meaning_terms import Reader
from symreparam.documents.nodes import Node, Span, walk
from symreparam.documents.vector_shapes import Over
from symreparam.logic.errors import Unsupported
from symreparam.logic.judgement import (
    EachJacobian,
    FoldEquation,
    FoldLaw,
    FoldName,
    GoalJudgement,
    HasLaw,
    LargestAt,
    SumsEquation,
    Total,
)
from symreparam.terms.law import AnyLaw, Law, Named
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Domain, Relation, is_whole, parameter, variable
from symreparam.terms.symbols import symbols_of

FOLDS: dict[str, FoldName] = {"sum": "sum", "prod": "prod", "max": "max", "min": "min"}


@dataclass(frozen=True, slots=True)
class Folded:
    """A fold of random variables: `kind` is that of a FoldLaw, or `argmax`. `size` is n, or n - 1
    for all indices but one."""

    letter: Symbol
    kind: str
    body: Expr
    size: Expr
    span: Span


@dataclass(slots=True)
class Folds:
    """The letters of a block."""

    random: dict[Symbol, Folded] = field(default_factory=dict)
    totals: dict[Symbol, tuple[Total, Expr]] = field(default_factory=dict)

    @property
    def letters(self) -> set[Symbol]:
        """All of them."""
        return {*self.random, *self.totals}


def introduce(
    over: Over,
    names: dict[str, Expr],
    domains: dict[Symbol, Domain],
    random: dict[Symbol, AnyLaw],
    needs: list[Need],
    folds: Folds,
    indexed: tuple[Symbol, ...],
) -> None:
    """Give the name of a fold its letter, or that of a sum of terms in folds its value in these;
    `indexed` have a value of their own at every index. Raises Meaningless, Unsupported."""
    size = names.get(over.size)
    if not isinstance(size, Symbol) or size not in domains:
        raise Unsupported(f"the size {over.size} here")
    one_component(size, over.size, domains, needs, over.span)
    count = size - 1 if over.others else size
    body = Reader(names, NUMBERS, needs).read(over.body)
    if body.free_symbols & folds.letters:
        names[over.name] = nested(over, body, count, names, random, folds, indexed)
        return
    if body.free_symbols & set(random):
        letter = variable(over.name)
        folds.random[letter] = Folded(letter, over.kind, body, count, over.span)
    elif over.kind in ("sum", "prod"):
        domain = _domain(over.kind, body, domains)
        letter = parameter(over.name, domain)
        folds.totals[letter] = (Total(letter, domain, FOLDS[over.kind], body), count)
    else:
        raise Unsupported(f"{over.kind} of parameters of symbolic number")
    names[over.name] = letter


def nested(
    over: Over,
    body: Expr,
    count: Expr,
    names: dict[str, Expr],
    random: dict[Symbol, AnyLaw],
    folds: Folds,
    indexed: tuple[Symbol, ...],
) -> Expr:
    """The sum of terms in which sums over all stand, by sums without: with m = S/n the sum of
    (X_i - m)^2 is that of X_i^2 less 2 m S and n m^2 more. Raises Unsupported."""
    inner = [letter for letter in (*folds.random, *folds.totals) if body.has(letter)]
    plain = not any(folds.random[s].kind == "argmax" for s in inner if s in folds.random)
    if not plain or over.kind != "sum" or not body.is_polynomial(*inner):
        raise Unsupported("a sum inside a sum over a vector of symbolic size")
    found: list[Expr] = []
    for place, (powers, factor) in enumerate(Poly(body, *inner).terms(), start=1):
        whole = Mul(*(Pow(s, k) for s, k in zip(inner, powers, strict=True)))
        scale, term = factor.as_independent(*random, *indexed, as_Add=False)
        if term.free_symbols & (set(random) - set(indexed)) or (
            term != 1 and not term.free_symbols & set(random)
        ):
            raise Unsupported("a sum inside a sum over a vector of symbolic size")
        total: Expr = count
        if term != 1:
            name = f"{over.name}_{place}"
            if name in names or len(name) > 32:
                raise Unsupported("a sum inside a sum over a vector of symbolic size")
            wanted = ("sum", term, count)
            alike = [s for s, f in folds.random.items() if (f.kind, f.body, f.size) == wanted]
            total = alike[0] if alike else variable(name)
            folds.random.setdefault(total, Folded(total, "sum", term, count, over.span))
        found.append(Mul(whole, scale, total))
    return Add(*found)


def _domain(kind: str, body: Expr, domains: dict[Symbol, Domain]) -> Domain:
    """Where every sum or product of terms like this one lies, as far as their form says."""
    integer = is_whole(body)
    unit = any(
        isinstance(part, Symbol)
        and part in domains
        and (domains[part].lower, domains[part].upper) == (0, 1)
        and not (domains[part].lower_closed or domains[part].upper_closed)
        for part in (body, 1 - body)
    )
    if unit:
        return Domain(Integer(0), Integer(1) if kind == "prod" else oo)
    if body.is_positive:
        if integer:
            return Domain(Integer(1), oo, lower_closed=True, integer=True)
        return Domain(Integer(0), oo)
    if body.is_nonnegative:
        return Domain(Integer(0), oo, lower_closed=True, integer=integer)
    return Domain(integer=integer)


def folded(
    judged: GoalJudgement,
    folds: Folds,
    random: dict[Symbol, AnyLaw],
    indexed: tuple[Symbol, ...],
) -> GoalJudgement:
    """The claim about a fold, when the judgement has letters of folds; else the judgement.

    Raises Unsupported for other claims in which they stand.
    """
    if not folds.letters:
        return judged
    used = _letters(judged, folds)
    if not used or isinstance(judged, SumsEquation | FoldEquation | EachJacobian):
        return judged
    own = [folds.random[letter] for letter in used if letter in folds.random]
    if not isinstance(judged, HasLaw) or len(own) != 1:
        raise Unsupported("a sum or extreme over a vector of symbolic size in this claim")
    [fold] = own
    if judged.subject.free_symbols & set(random) & set(indexed):
        raise Unsupported("a component of a vector of symbolic size beside a sum over it")
    totals = tuple(folds.totals[letter][0] for letter in used if letter in folds.totals)
    if any(folds.totals[t.letter][1] != fold.size for t in totals):
        raise Unsupported("sums over vectors of two sizes in one claim")
    if fold.kind == "argmax":
        if judged.subject.free_symbols & set(random):
            raise Unsupported("the place of the largest beside other random variables")
        mass = _mass(judged, fold)
        return LargestAt(fold.body, fold.size, indexed, totals, mass)
    kind = FOLDS[fold.kind]
    claim = FoldLaw(
        judged.subject, fold.letter, kind, fold.body, fold.size, indexed, totals, judged.law
    )
    parameters = {s for s in indexed if s not in random}
    if _symbols(claim.law) & parameters or claim.subject.free_symbols & parameters:
        raise Unsupported("a component of a vector of symbolic size beside a sum over it")
    return claim


def _mass(judged: HasLaw, fold: Folded) -> Expr:
    """The mass at index j, in the parameters of that index."""
    law = judged.law
    plain = isinstance(law, Law) and not law.pieces and not law.atoms and len(law.lattices) == 1
    if judged.subject != fold.letter or not plain:
        raise Unsupported("this law of the place of the largest of symbolic number")
    assert isinstance(law, Law)
    [each] = law.lattices
    ends = (each.lower, each.upper) == (1, fold.size) and each.point == each.index
    if not ends or each.mass.has(each.index):
        raise Unsupported("masses that are not those at the indices 1, .., n")
    return each.mass


def at_own_index(claim: Node, free: str | None) -> None:
    """Raises Unsupported where the mass at j has parameters at an index that is not j."""
    ranges = [part for part in walk(claim) if isinstance(part, syntax.IntegerRange)]
    names = {n.name for each in ranges for n in walk(each) if isinstance(n, syntax.Name)}
    if free is not None and free not in names:
        raise Unsupported("a mass with components at another index")


def _symbols(law: AnyLaw) -> set[Symbol]:
    """The free symbols of a law's terms."""
    if isinstance(law, Named):
        return set().union(*(term.free_symbols for term in law.arguments))
    terms = [piece.density for piece in law.pieces]
    terms += [end for piece in law.pieces for _, *pair in piece.region.bounds for end in pair]
    terms += [term for atom in law.atoms for term in (atom.point, atom.mass)]
    for each in law.lattices:
        terms += [each.lower, each.upper, each.point, each.mass]
    return set().union(*(term.free_symbols for term in terms))


def _letters(judged: GoalJudgement, folds: Folds) -> list[Symbol]:
    """The letters in a judgement, in the order in which the block introduces them."""
    found = symbols_of(judged)
    return [letter for letter in (*folds.random, *folds.totals) if letter in found]


def strangers(laws: tuple[AnyLaw, ...], relations: tuple[Relation, ...], folds: Folds) -> None:
    """Raises Unsupported where a letter stands in the law of a random variable or in what is known
    of the parameters."""
    if any(_symbols(law) & folds.letters for law in laws):
        raise Unsupported("a law whose parameter is a sum over a vector of symbolic size")
    if any((r.left.free_symbols | r.right.free_symbols) & folds.letters for r in relations):
        raise Unsupported("a condition on a sum over a vector of symbolic size")
