"""Every record as a whole: against its own density, scipy and `sympy.stats`, and planted errors."""

from __future__ import annotations

from dataclasses import replace

import numpy
import pytest
import scipy.stats
import sympy.stats
from mpmath import mpf
from oracles import BAD, NOT_IN_SYMPY, SCIPY, VALUES, WHOLE
from record_checks import CHECKS, at, close, ends, function, mass, points, spoiled
from sympy import Expr, Integer, Rational

from symreparam.families.aliases import ALIASES
from symreparam.families.family import Family
from symreparam.families.known import KNOWN
from symreparam.families.members import cdf_of, parameter_conditions, quantile_of, record_of, unfold
from symreparam.families.table import FAMILIES, FAMILY_NAMES, family
from symreparam.terms.law import Named
from symreparam.terms.scope import parameter, variable

CONTINUOUS = [record for record in FAMILIES if record.pieces]
IDS = [record.name for record in CONTINUOUS]
STATED = [
    (record, field)
    for record in CONTINUOUS
    for field in CHECKS
    if getattr(record, field) not in (None, ())
]
STATED_IDS = [f"{record.name}-{field}" for record, field in STATED]
every = pytest.mark.parametrize("record", CONTINUOUS, ids=IDS)
every_field = pytest.mark.parametrize(("record", "field"), STATED, ids=STATED_IDS)


def oracle(record: Family) -> object:
    return SCIPY[record.name](*map(float, VALUES[record.name]))


def support(record: Family) -> tuple[mpf, mpf]:
    return ends(record, 0)[0], ends(record, len(record.pieces) - 1)[1]


def density_agrees(record: Family) -> bool:
    law = oracle(record)
    if not all(a == b or close(a, b) for a, b in zip(support(record), law.support(), strict=True)):
        return False
    densities = [function(record, piece.density) for piece in record.pieces]
    return all(close(densities[k](t), law.pdf(float(t))) for k, t in points(record))


@every
def test_mass_is_one(record: Family) -> None:
    assert mass(record)


@every
def test_a_wrong_constant_is_noticed(record: Family) -> None:
    pieces = [replace(p, density=p.density * Rational(21, 20)) for p in record.pieces]
    wrong = replace(record, pieces=tuple(pieces))
    assert not mass(wrong)
    assert not CHECKS["log_density"](wrong)


@every_field
def test_what_is_stated_agrees_with_the_density(record: Family, field: str) -> None:
    assert CHECKS[field](record)


@every_field
def test_a_wrong_statement_is_noticed(record: Family, field: str) -> None:
    assert not CHECKS[field](replace(record, **{field: spoiled(record, field)}))


WITH_SCIPY = [record for record in CONTINUOUS if record.name in SCIPY]


@pytest.mark.parametrize("record", WITH_SCIPY, ids=lambda r: r.name)
def test_densities_agree_with_scipy(record: Family) -> None:
    assert density_agrees(record)
    if len(set(VALUES[record.name])) > 1:
        turned = (*record.parameters[1:], record.parameters[0])
        assert not density_agrees(replace(record, parameters=turned)), "the order matters"


WITH_SYMPY = [record for record in CONTINUOUS if record.name not in NOT_IN_SYMPY]


@pytest.mark.parametrize("record", WITH_SYMPY, ids=lambda r: r.name)
def test_names_orders_and_densities_are_those_of_sympy_stats(record: Family) -> None:
    constructor = getattr(sympy.stats, record.name)
    values = WHOLE.get(record.name, VALUES[record.name])
    distribution = constructor("X", *values).pspace.distribution
    swap = {p.symbol: value for p, value in zip(record.parameters, values, strict=True)}
    if record.name != "Erlang":  # SymPy turns it into a Gamma
        names = tuple(p.name for p in record.parameters)
        assert tuple(distribution._argnames)[: len(names)] == names
    for index, point in points(record):
        t = Rational(str(round(float(point), 6)))
        theirs = distribution.pdf(t)
        ours = record.pieces[index].density.xreplace({**swap, record.variable: t})
        assert close(mpf(ours.evalf(20)), mpf(theirs.evalf(20)))


@pytest.mark.parametrize(
    ("record", "sampler"),
    [(r, r.sampler) for r in CONTINUOUS if r.sampler],
    ids=lambda value: value.name if isinstance(value, Family) else "",
)
def test_samplers(record: Family, sampler: tuple[str, tuple[Expr, ...]]) -> None:
    law = oracle(record)
    arguments = [float(at(record, argument)) for argument in sampler[1]]
    draws = getattr(numpy.random.default_rng(7), sampler[0])(*arguments, size=20000)
    assert scipy.stats.kstest(draws, law.cdf).statistic < 0.02
    assert scipy.stats.kstest(draws * 1.3 + 0.2, law.cdf).statistic > 0.02


def satisfied(named: Named) -> bool:
    signs = {
        "<": lambda a, b: a < b,
        "<=": lambda a, b: a <= b,
        "!=": lambda a, b: a != b,
        "=": lambda a, b: a == b,
    }
    return all(bool(signs[r.sign](r.left, r.right)) for r in parameter_conditions(named))


@every
def test_the_test_values_are_members(record: Family) -> None:
    assert satisfied(Named(record.name, VALUES[record.name]))


OUTSIDE = [
    (record, index, bad)
    for record in CONTINUOUS
    for index, p in enumerate(record.parameters)
    for bad in ([p.domain.lower - 1] if p.domain.lower.is_finite else [])
    + ([p.domain.lower] if p.domain.lower.is_finite and not p.domain.lower_closed else [])
]


@pytest.mark.parametrize(
    ("record", "index", "bad"), OUTSIDE, ids=[f"{r.name}-{i}-{b}" for r, i, b in OUTSIDE]
)
def test_values_outside_a_domain_are_no_members(record: Family, index: int, bad: Expr) -> None:
    arguments = list(VALUES[record.name])
    arguments[index] = bad
    assert not satisfied(Named(record.name, tuple(arguments)))


@pytest.mark.parametrize(
    ("name", "arguments"), [(name, row) for name, rows in BAD.items() for row in rows]
)
def test_arguments_that_make_no_law(name: str, arguments: tuple[Expr, ...]) -> None:
    assert not satisfied(Named(name, arguments))


@pytest.mark.parametrize("record", FAMILIES, ids=lambda r: r.name)
def test_form(record: Family) -> None:
    names = [p.name for p in record.parameters]
    symbols = {p.symbol for p in record.parameters}
    assert len(set(names)) == len(names)
    for p in record.parameters:
        assert p.symbol == parameter(p.name, p.domain)
    assert len(record.log_density) == len(record.pieces)
    assert record.cdf == () or len(record.cdf) == len(record.pieces)
    assert (record.mgf is None) == (record.mgf_range is None)
    assert (record.mellin is None) == (record.mellin_range is None)
    assert record.variance is None or record.mean is not None
    for piece in record.pieces:
        assert piece.density.free_symbols <= symbols | {record.variable}
        for _, low, high in piece.region.bounds:
            assert (low.free_symbols | high.free_symbols) <= symbols
    for term in (record.mgf, record.mellin):
        assert term is None or term.free_symbols <= symbols | {record.frequency}
    assert record.quantile is None or record.quantile.free_symbols <= symbols | {record.probability}
    template, arguments = record.latex
    assert template.count("%s") == len(arguments)
    assert record.reference


def test_the_table() -> None:
    assert len(set(FAMILY_NAMES)) == len(FAMILIES)
    assert set(VALUES) == {record.name for record in CONTINUOUS}
    assert not set(KNOWN) & set(FAMILY_NAMES)
    assert all(len(name) > 2 for name in KNOWN)
    for alias in ALIASES.values():
        target = family(alias.target)
        assert target is not None
        assert len(target.parameters) == len(alias.arguments)


FORMS = [
    (Named(name, (Rational(-1, 3), Rational(5, 4), shape)), shape)
    for name in ("GeneralizedExtremeValue", "GeneralizedPareto")
    for shape in (Rational(-2, 5), Integer(0), Rational(2, 5))
]


@pytest.mark.parametrize(("named", "shape"), FORMS)
def test_forms_agree_with_scipy_and_with_themselves(named: Named, shape: Rational) -> None:
    law, t = SCIPY[named.family](*map(float, named.arguments)), variable("t")
    (piece,) = unfold(named, t).pieces
    _, low, high = piece.region.bounds[0]
    for end, theirs in zip((low, high), law.support(), strict=True):
        assert close(mpf(end), theirs) if end.is_finite else float(end) == theirs
    for p in (Rational(1, 9), Rational(1, 2), Rational(7, 8)):
        point = quantile_of(named, p)
        assert close(mpf(point.evalf(20)), law.ppf(float(p)))
        swap = {t: point}
        assert close(mpf(cdf_of(named, t)[0].xreplace(swap).evalf(20)), mpf(p))
        assert close(mpf(piece.density.xreplace(swap).evalf(20)), law.pdf(float(point)))
        log = record_of(named).log_density[0]
        names = [p.symbol for p in record_of(named).parameters]
        inside = dict(zip(names, named.arguments, strict=True))
        value = log.xreplace({**inside, record_of(named).variable: point})
        assert close(mpf(value.evalf(20)), law.logpdf(float(point)))
    assert satisfied(named)
