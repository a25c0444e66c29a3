"""Terms, laws and claims in the claim language: what is printed can be read back."""

from __future__ import annotations

from typing import Final

from sympy import E, Expr, Mul, Piecewise, Pow, Rational, Symbol, default_sort_key, exp, oo
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Boolean, Or

from symreparam.logic.claim import Claim
from symreparam.logic.judgement import (
    DivergenceOf,
    EqualInLaw,
    Equation,
    ForEach,
    GivenLaw,
    GivenMean,
    GivenValue,
    HasJointLaw,
    HasNormalLaw,
    Independent,
    Jacobian,
    JointDivergenceOf,
    Letter,
    Mean,
    MedianOf,
    Member,
    SlopeOf,
)
from symreparam.terms.events import condition_of, is_indicator
from symreparam.terms.law import AnyLaw, Law, Named
from symreparam.terms.scope import Domain, Relation

_SUM, _PRODUCT, _NEGATIVE, _POWER, _ATOM = range(5)
_NAMES: Final = {"Abs": "abs", "Max": "max", "Min": "min", "LambertW": "lambertw"}


def term_text(expr: Expr) -> str:
    """The term in the claim language, with as few parentheses as precedence allows."""
    return _text(expr, _SUM)


def _wrap(text: str, rank: int, wanted: int) -> str:
    return f"({text})" if rank < wanted else text


def _text(expr: Expr, wanted: int) -> str:
    if expr.is_Rational and expr not in (oo, -oo):
        if expr.q == 1:
            return _wrap(str(expr.p), _NEGATIVE if expr.p < 0 else _ATOM, wanted)
        return _wrap(f"{expr.p}/{expr.q}", _NEGATIVE if expr.p < 0 else _PRODUCT, wanted)
    if expr == E:
        return "exp(1)"
    if expr.is_Symbol or expr.is_NumberSymbol or expr in (oo, -oo):
        return str(expr)
    if expr.is_Add:
        return _wrap(_sum(expr), _SUM, wanted)
    if expr.is_Mul:
        return _wrap(*_product(expr), wanted)
    if isinstance(expr, exp) or (isinstance(expr, Pow) and expr.base == E):
        return f"exp({term_text(expr.exp)})"
    if isinstance(expr, Pow):
        return _wrap(*_power(expr), wanted)
    if isinstance(expr, Piecewise):
        return _choice(expr)
    name = type(expr).__name__
    if name == "betainc_regularized":  # the incomplete function from 0
        return f"betainc({', '.join(term_text(expr.args[i]) for i in (0, 1, 3))})"
    args = ", ".join(term_text(arg) for arg in expr.args)
    return f"{_NAMES.get(name, name)}({args})"


def _choice(expr: Piecewise) -> str:
    """`indicator(u < p)`, or `if(u < p, a, b)` with further choices inside."""
    condition = expr.args[0].args[1]
    values = [pair.args[0] for pair in expr.args]
    if values == [1, 0]:
        return f"indicator({_condition(condition)})"
    text = term_text(values[-1])
    for value, where in reversed([pair.args for pair in expr.args[:-1]]):
        text = f"if({_condition(where)}, {term_text(value)}, {text})"
    return text


def _condition(condition: Boolean) -> str:
    if isinstance(condition, And | Or):
        word = " and " if isinstance(condition, And) else " or "
        parts = sorted(condition.args, key=default_sort_key)
        return f"({word.join(map(_condition, parts))})"
    if isinstance(condition, Relational):
        sign = {"==": "="}.get(condition.rel_op, condition.rel_op)
        return f"{term_text(condition.lhs)} {sign} {term_text(condition.rhs)}"
    return str(condition)


def _sum(expr: Expr) -> str:
    parts = sorted(expr.as_ordered_terms(), key=lambda term: term.could_extract_minus_sign())
    text = _text(parts[0], _PRODUCT)
    for part in parts[1:]:
        if part.could_extract_minus_sign():
            text += f" - {_text(-part, _PRODUCT)}"
        else:
            text += f" + {_text(part, _PRODUCT)}"
    return text


def _product(expr: Expr) -> tuple[str, int]:
    coefficient, rest = expr.as_coeff_Mul()
    if coefficient.is_negative:
        return f"-{_text(Mul(-coefficient, rest), _PRODUCT)}", _NEGATIVE
    above: list[Expr] = []
    below: list[Expr] = []
    for factor in expr.as_ordered_factors():
        if factor.is_Rational and factor.q != 1:
            if factor.p != 1:
                above.append(Rational(factor.p))
            below.append(Rational(factor.q))
        elif isinstance(factor, Pow) and factor.base != E and factor.exp.is_Rational:
            (below if factor.exp < 0 else above).append(
                Pow(factor.base, -factor.exp) if factor.exp < 0 else factor
            )
        else:
            above.append(factor)
    top = "*".join(_text(factor, _NEGATIVE) for factor in above) or "1"
    if not below:
        return top, _PRODUCT
    bottom = "*".join(_text(factor, _NEGATIVE) for factor in below)
    single = len(below) == 1 and not (below[0].is_Rational and below[0].q != 1)
    return f"{top}/{bottom if single else f'({bottom})'}", _PRODUCT


def _power(expr: Expr) -> tuple[str, int]:
    if expr.exp == Rational(1, 2):
        return f"sqrt({term_text(expr.base)})", _ATOM
    if expr.exp.is_Rational and expr.exp < 0:
        return f"1/{_text(Pow(expr.base, -expr.exp), _POWER)}", _PRODUCT
    exponent = _text(expr.exp, _ATOM)
    return f"{_text(expr.base, _ATOM)}^{exponent}", _POWER


def law_text(law: AnyLaw) -> str:
    """`Normal(mu, sigma)`, or `density .. for .., mass .. at ..`."""
    if isinstance(law, Named):
        return f"{law.family}({', '.join(map(term_text, law.arguments))})"
    return ", ".join(_parts(law))


def _parts(law: Law) -> list[str]:
    found = []
    for index, piece in enumerate(law.pieces):
        variable, low, high = piece.region.bounds[0]
        word = "density " if index == 0 else ""
        found.append(f"{word}{term_text(piece.density)} for {range_text(variable, low, high)}")
    found += [f"mass {term_text(a.mass)} at {term_text(a.point)}" for a in law.atoms]
    for each in law.lattices:
        where = whole_range_text(each.index, each.lower, each.upper)
        found.append(f"mass {term_text(each.mass)} at {term_text(each.point)} for {where}")
    return found


def whole_range_text(index: Symbol, low: Expr, high: Expr) -> str:
    """`integer k`, `integer k >= 1`, `integer 0 <= k <= n`."""
    if low == -oo and high == oo:
        return f"integer {index}"
    if high == oo:
        return f"integer {index} >= {term_text(low)}"
    if low == -oo:
        return f"integer {index} <= {term_text(high)}"
    return f"integer {term_text(low)} <= {index} <= {term_text(high)}"


def range_text(variable: Symbol, low: Expr, high: Expr) -> str:
    """`0 < t < 1`, `t > 0`, `t real`."""
    if low == -oo and high == oo:
        return f"{variable} real"
    if high == oo:
        return f"{variable} > {term_text(low)}"
    if low == -oo:
        return f"{variable} < {term_text(high)}"
    return f"{term_text(low)} < {variable} < {term_text(high)}"


def relation_text(relation: Relation) -> str:
    """`0 < sigma`."""
    return f"{term_text(relation.left)} {relation.sign} {term_text(relation.right)}"


def equation_text(goal: Equation) -> str:
    """`E(X**2) = 1`: each mean where its letter stands."""
    sides = [term_text(side) for side in (goal.left, goal.right)]
    left, right = (_written(side, goal.means) for side in sides)
    return f"{left} = {right}"


def _written(text: str, means: tuple[Letter, ...]) -> str:
    """The text of a term with what its letters stand for."""
    for mean in reversed(means):
        text = text.replace(str(mean.letter.name), _letter_text(mean))
    return text


def _letter_text(letter: Letter) -> str:
    """`E(X**2)`, `KL(X, Normal(0, 1))`, `entropy(X)`."""
    if isinstance(letter, Mean):
        return f"E({term_text(letter.body)})"
    if isinstance(letter, GivenMean):
        condition = event_text(letter.event)
        if isinstance(letter.body, Piecewise) and is_indicator(letter.body):
            return f"P({event_text(letter.body)} given {condition})"
        return f"E({term_text(letter.body)} given {condition})"
    if isinstance(letter, MedianOf):
        return f"median({term_text(letter.subject)})"
    if isinstance(letter, SlopeOf):
        return f"grad({letter.parameter}, {_written(term_text(letter.body), letter.means)})"
    if isinstance(letter, JointDivergenceOf):
        vectors = [", ".join(map(term_text, v)) for v in (letter.subjects, letter.images)]
        return f"KL(({vectors[0]}), ({vectors[1]}))"
    if isinstance(letter, DivergenceOf):
        return f"KL({term_text(letter.subject)}, {law_text(letter.law)})"
    return f"entropy({term_text(letter.subject)})"


def normal_text(goal: HasNormalLaw) -> str:
    """`(X, 2*X) ~ MultivariateNormal((0, 0), ((1, 2), (2, 4)))`."""
    subjects, mean, *rows = (
        f"({', '.join(map(term_text, terms))})"
        for terms in (goal.subjects, goal.mean, *goal.covariance)
    )
    return f"{subjects} ~ MultivariateNormal({mean}, ({', '.join(rows)}))"


def joint_text(goal: HasJointLaw) -> str:
    """`(X, X + Y) has density exp(-t) at (s, t) for s > 0 and s < t`."""
    subjects = ", ".join(term_text(subject) for subject in goal.subjects)
    if goal.law.factors:
        return f"({subjects}) ~ Independent({', '.join(map(law_text, goal.law.factors))})"
    letters = ", ".join(str(letter) for letter in goal.law.variables)
    ranges = " and ".join(
        _range_text(letter, low, high) for letter, low, high in goal.law.region.bounds
    )
    density = term_text(goal.law.density)
    return f"({subjects}) has density {density} at ({letters}) for {ranges}"


def event_text(event: Expr) -> str:
    """`X > a`, of its indicator."""
    return _condition(condition_of(event))


def given_text(goal: GivenLaw | GivenValue) -> str:
    """`(X given X > a) ~ Exponential(1)`."""
    word = "~" if isinstance(goal.law, Named) else "has"
    if isinstance(goal, GivenValue):
        condition = f"{term_text(goal.given)} = {term_text(goal.value)}"
    else:
        condition = event_text(goal.event)
    return f"({term_text(goal.subject)} given {condition}) {word} {law_text(goal.law)}"


def equal_text(goal: EqualInLaw) -> str:
    """`X - Y ~ Y - X`, `(X, Y) ~ (Y, X)`."""
    sides = [", ".join(map(term_text, side)) for side in (goal.first, goal.second)]
    return " ~ ".join(sides if len(goal.first) == 1 else [f"({side})" for side in sides])


def jacobian_text(goal: Jacobian) -> str:
    """`jacobian((x + y, x*y); x, y) = abs(x - y)`."""
    there = dict(zip(goal.letters, goal.point, strict=True))
    terms = ", ".join(term_text(subject.xreplace(there)) for subject in goal.subjects)
    vector = terms if len(goal.subjects) == 1 else f"({terms})"
    names = ", ".join(term_text(place) for place in goal.point)
    return f"jacobian({vector}; {names}) = {term_text(goal.value)}"


def _range_text(letter: Symbol, low: Expr, high: Expr) -> str:
    if low == -oo and high == oo:
        return f"{letter} real"
    before = "" if low == -oo else f"{term_text(low)} < "
    after = "" if high == oo else f" < {term_text(high)}"
    return f"{before}{letter}{after}"


def claim_text(claim: Claim) -> str:
    """The claim as a block of lets, without a goal line's keyword."""
    lines = []
    for symbol, domain in claim.scope.symbols:
        lines.append(f"let {_domain_text(symbol, domain)}")
    lines += [f"let {relation_text(relation)}" for relation in claim.scope.relations]
    for given in claim.hypotheses:
        lines.append(f"let {given.subject} ~ {law_text(given.law)}")
    goal = claim.goal
    if isinstance(goal, Equation):
        lines.append(f"prove {equation_text(goal)}")
        return "\n".join(lines)
    if isinstance(goal, Independent):
        lines.append(f"prove {', '.join(map(term_text, goal.subjects))} independent")
        return "\n".join(lines)
    if isinstance(goal, GivenLaw | GivenValue):
        lines.append(f"prove {given_text(goal)}")
        return "\n".join(lines)
    if isinstance(goal, EqualInLaw):
        lines.append(f"prove {equal_text(goal)}")
        return "\n".join(lines)
    if isinstance(goal, Member):
        lines.append(f"prove {term_text(goal.subject)} in {goal.family}")
        return "\n".join(lines)
    if isinstance(goal, ForEach):
        law = law_text(goal.law)
        lines.append(f"prove {term_text(goal.subject)} ~ {law}  # for every index, independently")
        return "\n".join(lines)
    if isinstance(goal, Jacobian):
        lines.append(f"prove {jacobian_text(goal)}")
        return "\n".join(lines)
    if isinstance(goal, HasNormalLaw):
        lines.append(f"prove {normal_text(goal)}")
        return "\n".join(lines)
    if isinstance(goal, HasJointLaw):
        lines.append(f"prove {joint_text(goal)}")
        return "\n".join(lines)
    word = "~" if isinstance(goal.law, Named) else "has"
    lines.append(f"prove {term_text(goal.subject)} {word} {law_text(goal.law)}")
    return "\n".join(lines)


def _domain_text(symbol: Symbol, domain: Domain) -> str:
    kind = "integer" if domain.integer else "real"
    low, high = domain.lower, domain.upper
    if low == -oo and high == oo:
        return f"{symbol} {kind}"
    below, above = ("<=" if c else "<" for c in (domain.lower_closed, domain.upper_closed))
    prefix = "integer " if domain.integer else ""
    if high == oo:
        return f"{symbol} {prefix}{below.replace('<', '>')} {term_text(low)}"
    if low == -oo:
        return f"{symbol} {prefix}{above} {term_text(high)}"
    return f"{prefix}{term_text(low)} {below} {symbol} {above} {term_text(high)}"
