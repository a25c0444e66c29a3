"""Laws, ranges, relations and domains laid out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from sympy import Expr, Integer, Symbol, oo

from symreparam.families.members import UnknownFamily, WrongArguments, record_of
from symreparam.logic.judgement import HasLaw
from symreparam.logic.proof import SubScope
from symreparam.render.layout import (
    Below,
    Call,
    Choice,
    Fenced,
    Grid,
    Integral,
    Layout,
    Member,
    Name,
    Power,
    Row,
    Sign,
    Word,
    equation,
    listed,
    parts_of,
)
from symreparam.render.layout import Digits as Number
from symreparam.render.terms_layout import Typesetter
from symreparam.terms.law import AnyLaw, Atom, Law, Named
from symreparam.terms.region import Region
from symreparam.terms.scope import Domain, Relation, Scope

_SIGNS: Final = {"<": "<", "<=": "≤", "!=": "≠", "=": "="}
_MIRROR: Final = {"<": ">", "<=": "≥", "!=": "≠", "=": "="}
_HEAD: Final = re.compile(r"\\math(cal|rm)\{(\w+)\}\\left\(")
_CALLIGRAPHIC: Final = {"N": "𝒩", "U": "𝒰"}
# heads of templates that are no \mathrm or \mathcal word; an index is marked by _
_SPECIAL: Final[dict[str, Layout]] = {
    r"\chi\left(": Sign("χ"),
    r"\chi^2\left(": Power(Sign("χ"), Number("2")),
    r"F\left(": Sign("F"),
    "t_{": Sign("t"),
    r"\delta_{": Sign("δ"),
}


def span_layout(setter: Typesetter, variable: Symbol, low: Expr, high: Expr) -> Layout:
    """`0 < t < 1`, `t > 0`, `t ∈ ℝ`."""
    name = Name(str(variable.name))
    if low == -oo and high == oo:
        return equation(name, "∈", Sign("ℝ"))
    if high == oo:
        return equation(name, ">", setter.term(low))
    if low == -oo:
        return equation(name, "<", setter.term(high))
    return equation(setter.term(low), "<", name, "<", setter.term(high))


def whole_layout(setter: Typesetter, region: Region) -> Layout:
    """`k ∈ ℤ`, `k = 1, 2, …`, `k = 0, …, n`."""
    index, low, high = region.bounds[0]
    name = Name(str(index.name))
    if low == -oo and high == oo:
        return equation(name, "∈", Sign("ℤ"))
    if low == high:
        return equation(name, "=", setter.term(low))
    if high == oo:
        return equation(name, "=", listed((setter.term(low), setter.term(low + 1), Sign("…"))))
    if low == -oo:
        return equation(name, "=", listed((setter.term(high), setter.term(high - 1), Sign("…"))))
    return equation(name, "=", listed((setter.term(low), Sign("…"), setter.term(high))))


def sum_layout(setter: Typesetter, term: Expr, region: Region) -> Layout:
    """The sum of the term over the whole numbers of the region."""
    index, low, high = region.bounds[0]
    ends = setter.term(low), setter.term(high)
    return Integral(*ends, setter.term(term), Name(str(index.name)), discrete=True)


def region_layout(setter: Typesetter, region: Region) -> Layout:
    """The ranges of a region's variables."""
    if region.variables and region.variables[0].is_integer:
        return whole_layout(setter, region)
    return listed(tuple(span_layout(setter, *bound) for bound in region.bounds))


def interval_layout(setter: Typesetter, region: Region) -> Layout:
    """The one interval of a region as a set: `ℝ`, `(0, ∞)`."""
    _, low, high = region.bounds[0]
    if low == -oo and high == oo:
        return Sign("ℝ")
    return Fenced(listed((setter.term(low), setter.term(high))))


def relation_layout(setter: Typesetter, relation: Relation) -> Layout:
    """`σ > 0`: a number that is compared with a term stands on the right."""
    left, right = setter.term(relation.left), setter.term(relation.right)
    if relation.left.is_number and not relation.right.is_number:
        return equation(right, _MIRROR[relation.sign], left)
    return equation(left, _SIGNS[relation.sign], right)


def narrowing_layout(setter: Typesetter, scope: SubScope) -> Layout:
    """What a narrower scope assumes: a relation, or where its own symbol lies."""
    if scope.relation is not None:
        return relation_layout(setter, scope.relation)
    return region_layout(setter, scope.bound)


def domain_layout(setter: Typesetter, symbol: Symbol, domain: Domain) -> Layout:
    """`μ ∈ ℝ`, `σ > 0`, `n ∈ ℤ, n ≥ 1`."""
    name = Name(str(symbol.name))
    low, high = domain.lower, domain.upper
    parts: list[Layout] = []
    if domain.integer:
        parts.append(equation(name, "∈", Sign("ℤ")))
    below, above = ("≤" if c else "<" for c in (domain.lower_closed, domain.upper_closed))
    if low != -oo and high != oo:
        parts.append(equation(setter.term(low), below, name, above, setter.term(high)))
    elif low != -oo:
        parts.append(equation(name, "≥" if domain.lower_closed else ">", setter.term(low)))
    elif high != oo:
        parts.append(equation(name, above, setter.term(high)))
    elif not parts:
        parts.append(equation(name, "∈", Sign("ℝ")))
    return listed(tuple(parts))


def scope_layouts(setter: Typesetter, scope: Scope) -> tuple[Layout, ...]:
    """What is known of the parameters, in order; `c ∈ ℝ` and `c ≠ 0` are said at once."""
    told = [domain_layout(setter, *each) for each in scope.symbols if not _spare(*each, scope)]
    found = _joined_names(told)
    return (*found, *(relation_layout(setter, relation) for relation in scope.relations))


def _spare(symbol: Symbol, domain: Domain, scope: Scope) -> bool:
    """Whether a relation says all that the domain says."""
    return domain == Domain() and any(r.left == symbol for r in scope.relations)


def given_layouts(setter: Typesetter, laws: Sequence[HasLaw]) -> list[Layout]:
    """The laws that a claim starts from; neighbours with one law are told at once."""
    return _joined_names([has_law_layout(setter, law) for law in laws])


def _joined_names(told: Sequence[Layout]) -> list[Layout]:
    """`x, y ∈ ℝ` for `x ∈ ℝ` and `y ∈ ℝ`: neighbours that say the same of a name are said once."""
    found: list[Layout] = []
    for rest, group in groupby(told, _said_of_a_name):
        each = list(group)
        names = tuple(one.parts[0] for one in each if isinstance(one, Row))
        alone = rest is None or len(each) == 1
        found += each if alone else [Row((listed(names), *(rest or ())))]
    return found


def _said_of_a_name(told: Layout) -> tuple[Layout, ...] | None:
    """What follows the name in `x ∈ ℝ`; None where the layout does not start with its only name."""
    match told:
        case Row((Name(), Sign(), *_)) if "," not in map(_char, told.parts):
            return told.parts[1:]
    return None


def _char(part: Layout) -> str:
    return part.char if isinstance(part, Sign) else ""


def member_layout(setter: Typesetter, named: Named) -> Layout:
    """A member, as the claim language calls it and as textbooks write it."""
    given = tuple(map(setter.term, named.arguments))
    spoken = Call(Word(named.family), given)
    try:
        record = record_of(named)
    except (UnknownFamily, WrongArguments):
        return Member(spoken, spoken)
    swap = {p.symbol: a for p, a in zip(record.parameters, named.arguments, strict=True)}
    template, terms = record.latex
    shown = tuple(setter.term(term.xreplace(swap)) for term in terms)
    head = _head(template)
    if head is None:
        return Member(spoken, spoken)
    if template.endswith("}"):
        return Member(spoken, Below(head, listed(shown)))
    return Member(spoken, Call(head, shown))


def normal_written(
    setter: Typesetter, mean: Sequence[Expr], covariance: Sequence[Sequence[Expr]]
) -> Layout:
    """The multivariate normal law by the entries of its mean and of its covariance matrix."""
    rows = Grid(tuple(tuple(map(setter.term, row)) for row in covariance))
    return normal_member(Call(Word(""), tuple(map(setter.term, mean))), rows)


def normal_member(mean: Layout, covariance: Layout) -> Layout:
    """The multivariate normal law, as the claim language calls it and as textbooks write it."""
    arguments = (mean, covariance)
    return Member(Call(Word("MultivariateNormal"), arguments), Call(Sign("𝒩"), arguments))


def _head(template: str) -> Layout | None:
    match = _HEAD.match(template)
    if match is not None:
        kind, word = match.groups()
        return Sign(_CALLIGRAPHIC[word]) if kind == "cal" and word in _CALLIGRAPHIC else Word(word)
    return next((head for start, head in _SPECIAL.items() if template.startswith(start)), None)


def law_layout(setter: Typesetter, law: AnyLaw) -> Layout:
    """A member, or the density's values with their ranges and the masses with their points."""
    if isinstance(law, Named):
        return member_layout(setter, law)
    rows = density_rows(setter, law)
    for mass_there, points in groupby(_collected(law.atoms), key=lambda atom: atom.mass):
        mass = equation(Word("mass"), setter.term(mass_there))
        places = tuple(setter.term(atom.point) for atom in points)
        word = Word("at") if len(places) == 1 else Word("at each of")
        rows += ((mass, Row((word, listed(places)))),)
    for each in law.lattices:
        mass = equation(Word("mass"), setter.term(each.mass))
        at = setter.term(each.point)
        spot = Row((Word("at"), at, Word("for"), whole_layout(setter, each.range)))
        rows += ((mass, spot),)
    if len(rows) == 1:
        value, where = rows[0]
        if law.pieces:
            return Row((value, Word("for"), where))
        return Row((*parts_of(value), *parts_of(where)))
    return Choice(rows)


def _collected(atoms: tuple[Atom, ...]) -> tuple[Atom, ...]:
    """The atoms with numbers as masses at the same point as one."""
    found: dict[Expr, Expr] = {}
    rest = []
    for atom in atoms:
        if atom.mass.is_Rational:
            found[atom.point] = found.get(atom.point, Integer(0)) + atom.mass
        else:
            rest.append(atom)
    return (*(Atom(point, mass) for point, mass in found.items()), *rest)


def density_rows(setter: Typesetter, law: Law) -> tuple[tuple[Layout, Layout], ...]:
    """Each piece's density with its range."""
    return tuple(
        (setter.term(piece.density), region_layout(setter, piece.region)) for piece in law.pieces
    )


def density_layout(setter: Typesetter, law: Law) -> Layout:
    """The density alone, `f(x)`'s right side: one value or a choice of values."""
    rows = density_rows(setter, law)
    return rows[0][0] if len(rows) == 1 else Choice(rows)


def has_law_layout(setter: Typesetter, given: HasLaw) -> Layout:
    """`X ~ N(0, 1)`; an explicit law follows the word `density`."""
    return lawful(setter, setter.term(given.subject), given.law)


def lawful(setter: Typesetter, subject: Layout, law: AnyLaw) -> Layout:
    """A subject that is laid out, with its law."""
    if isinstance(law, Named):
        return equation(subject, "~", member_layout(setter, law))
    word = "has density" if law.pieces else "has"
    return equation(subject, Word(word), law_layout(setter, law))


