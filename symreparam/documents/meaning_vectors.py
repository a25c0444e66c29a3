"""Components of a random vector that a `let` introduces, as terms in independent variables.

A vector with a given joint law may be any vector with that law: what a block says of the components
depends on their joint law alone. So `(x, y) ~ MultivariateNormal(m, C)` stands for m + L e with
C = L L' (Cholesky) and independent standard normal e, and a Dirichlet vector for stick-breaking
by independent beta variables (Connor & Mosimann 1969).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sympy import Add, Expr, Integer, Mul, Symbol, cancel, factor_terms, sqrt

from symreparam.documents import syntax
from symreparam.documents.meaning_covariance import mean_and_covariance
from symreparam.documents.meaning_existence import existence
from symreparam.documents.meaning_joint import independent_factors
from symreparam.documents.meaning_laws import named_law
from symreparam.documents.meaning_needs import Meaningless, Need
from symreparam.documents.meaning_state import State
from symreparam.documents.meaning_terms import Reader
from symreparam.families.members import unfold
from symreparam.families.variadic import is_law
from symreparam.logic.errors import Unsupported
from symreparam.terms.law import AnyLaw, Named
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import variable

Fresh = Callable[[str], str]
VECTORS = ("MultivariateNormal", "Dirichlet", "Independent")


def vector_let(target: syntax.TupleOf, law: syntax.Call, state: State, fresh: Fresh) -> None:
    """Give every name of the target its term. Raises Meaningless, Unsupported."""
    names: list[str] = []
    for item in target.items:
        if not isinstance(item, syntax.Name):
            raise Unsupported("indexed names in a random vector")
        names.append(item.name)
    if is_law(law.name):
        message = f"{law.name} is a law of one variable, the left side is a tuple"
        raise Meaningless(message, "give a joint law", law.span)
    if law.name not in VECTORS or law.keywords:
        raise Unsupported(f"the family {law.name}")
    reader = Reader(state.names, NUMBERS, state.needs)
    if law.name == "MultivariateNormal":
        terms = _normal(names, law, reader, state, fresh)
    elif law.name == "Dirichlet":
        terms = _dirichlet(names, law, reader, state, fresh)
    else:
        terms = _independent(names, law, reader, state)
    state.names.update(zip(names, terms, strict=True))


def _new(named: Named, name: str, state: State) -> Symbol:
    """A random variable of the block with this law and name."""
    symbol = variable(name)
    state.random[symbol] = named
    return symbol


def _independent(names: list[str], law: syntax.Call, reader: Reader, state: State) -> list[Expr]:
    _sized(len(law.arguments), names, law)
    terms: list[Expr] = []
    for name, part in zip(names, law.arguments, strict=True):
        if not isinstance(part, syntax.Call) or not is_law(part.name):
            raise Unsupported("this law inside Independent")
        named = named_law(part, reader)
        _plain(named.arguments, state, "Independent")
        state.needs.extend(existence(named, part))
        terms.append(_new(named, name, state))
    return terms


def _dirichlet(
    names: list[str], law: syntax.Call, reader: Reader, state: State, fresh: Fresh
) -> list[Expr]:
    """x_j = B_j (1 - B_1) .. (1 - B_j-1), with B_j ~ Beta(a_j, a_j+1 + .. + a_k); B_k = 1."""
    shapes = _shapes(len(names), law, reader, state)
    names_left = iter(names)
    return _sticks(shapes, lambda named: _new(named, fresh(next(names_left)), state))


def dirichlet_twin(
    law: syntax.Call, size: int, reader: Reader, state: State, made: dict[Symbol, AnyLaw]
) -> tuple[Expr, ...]:
    """The components of a Dirichlet vector in new variables, for a claim that another has its law.

    Its needs are those of a claimed law: where they fail, the claim is false.
    """
    mark = len(reader.needs)
    shapes = _shapes(size, law, reader, state)
    reader.needs[mark:] = [replace(need, claimed=True) for need in reader.needs[mark:]]
    return tuple(_sticks(shapes, _maker("B", state, made)))


def independent_twin(
    law: syntax.Call, size: int, reader: Reader, state: State, made: dict[Symbol, AnyLaw]
) -> tuple[Symbol, ...]:
    """New variables with the laws inside Independent(..), for a claim that a vector has their
    joint law; none where each of the laws has one density, which says it as well.

    Their needs are those of a claimed law.
    """
    mark = len(reader.needs)
    factors = independent_factors(law, reader, size)
    laws = [unfold(named, variable("z")) for named in factors]
    if all(len(each.pieces) == 1 and not each.atoms and not each.lattices for each in laws):
        del reader.needs[mark:]  # read again as one density
        return ()
    _plain([a for named in factors for a in named.arguments], state, "Independent")
    for named, part in zip(factors, law.arguments, strict=True):
        assert isinstance(part, syntax.Call)
        reader.needs.extend(existence(named, part))
    reader.needs[mark:] = [replace(need, claimed=True) for need in reader.needs[mark:]]
    new = _maker("V", state, made)
    return tuple(new(named) for named in factors)


def _maker(letter: str, state: State, made: dict[Symbol, AnyLaw]) -> Callable[[Named], Symbol]:
    """A function from laws to new variables with these, which are noted in `made`."""
    taken = {*state.names, *(symbol.name for symbol in (*state.random, *made))}
    free = (name for k in range(1, 1000) if (name := f"{letter}_{k}") not in taken)

    def new(named: Named) -> Symbol:
        symbol = variable(next(free))
        made[symbol] = named
        return symbol

    return new


def _shapes(size: int, law: syntax.Call, reader: Reader, state: State) -> list[Expr]:
    shapes = [reader.read(part) for part in law.arguments]
    if len(shapes) != size:
        message = f"{law.name} of {len(shapes)} components, and {size} on the left"
        raise Meaningless(message, "give one parameter for each component", law.span)
    _plain(shapes, state, "Dirichlet")
    for shape, part in zip(shapes, law.arguments, strict=True):
        message = f"Dirichlet needs positive parameters: {shape}"
        if not shape.is_positive:
            reader.needs.append(Need("positive", shape, None, NUMBERS, part.span, message, ""))
    return shapes


def _sticks(shapes: list[Expr], new: Callable[[Named], Symbol]) -> list[Expr]:
    left: Expr = Integer(1)
    terms: list[Expr] = []
    for place in range(len(shapes) - 1):
        stick = new(Named("Beta", (shapes[place], Add(*shapes[place + 1 :]))))
        terms.append(left * stick)
        left = left * (1 - stick)
    return [*terms, left]


def _normal(
    names: list[str], law: syntax.Call, reader: Reader, state: State, fresh: Fresh
) -> list[Expr]:
    """m + L e, where C = U D U' with unit lower triangular U, and L = U sqrt(D)."""
    mean, matrix = mean_and_covariance(law, reader, len(names))
    unit: list[list[Expr]] = []
    scales: list[Expr] = []
    for i, row in enumerate(matrix):
        entries: list[Expr] = []
        for j in range(i):
            known = Add(*(entries[k] * unit[j][k] * scales[k] for k in range(j)))
            gap = cancel(row[j] - known)
            if scales[j] == 0 and gap != 0:
                message = "the covariance is not positive semidefinite"
                raise Meaningless(message, "no variable varies that little", law.span)
            entries.append(Integer(0) if scales[j] == 0 else cancel(gap / scales[j]))
        rest = Add(*(entries[k] ** 2 * scales[k] for k in range(i)))
        scale = factor_terms(cancel(row[i] - rest))
        if scale != 0 and not scale.is_positive:
            message = f"the covariance needs {scale} to be positive"
            hint = "give one that is positive definite"
            if scale.free_symbols:
                hint = "restrict its entries, for example `let -1 < r < 1`"
            state.needs.append(Need("positive", scale, None, NUMBERS, law.span, message, hint))
        unit.append([*entries, Integer(1)])
        scales.append(scale)
    noise = [
        Integer(0) if s == 0 else _new(Named("Normal", (Integer(0), Integer(1))), fresh(n), state)
        for n, s in zip(names, scales, strict=True)
    ]
    return [
        Add(m, *(Mul(c, sqrt(s), e) for c, s, e in zip(row, scales, noise, strict=False)))
        for m, row in zip(mean, unit, strict=True)
    ]


def _sized(count: int, names: list[str], law: syntax.Call) -> None:
    if count != len(names):
        message = f"{law.name} of {count} components, and {len(names)} names"
        raise Meaningless(message, "give one name for each component", law.span)


def _plain(terms: tuple[Expr, ...] | list[Expr], state: State, name: str) -> None:
    if state.random and any(term.has(*state.random) for term in terms):
        raise Unsupported(f"{name} with random parameters")
