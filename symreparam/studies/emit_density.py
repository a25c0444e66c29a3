"""The density of a law as branches: where it is positive, a point there, and its logarithm."""

from __future__ import annotations

from sympy import Expr, Symbol, expand_log, log, nan, oo, zoo

from symreparam.families.family import Family
from symreparam.families.members import cdf_of, quantile_of, record_of, unfold
from symreparam.studies.emit_terms import NoCode, Writer, by_xlogy
from symreparam.studies.near_removable import near_removable
from symreparam.terms.law import AnyLaw, JointLaw, Law, Named
from symreparam.terms.record import dataclass

AT = Symbol("at", real=True)
"""The point at which a branch is evaluated: z where z lies in the branch, else a point of it."""
_FROM_ZERO = Symbol("at", positive=True)


@dataclass(frozen=True, slots=True)
class Branch:
    """`inside`: conditions on z; `inner`: a point inside; `log_density` in `at`."""

    inside: str
    inner: str
    log_density: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a law beside its density, as Python text; None where it is not."""

    cdf: str | None
    quantile: str | None
    mean: str | None
    variance: str | None


PROBABILITY = Symbol("p_", real=True)


def branches(law: AnyLaw | JointLaw, writer: Writer) -> tuple[Branch, ...]:
    """One for each piece of the density. Raises NoCode for masses and unknown functions."""
    found = []
    for low, high, body in log_densities(law):
        at_low = low != -oo and _finite(body, low)
        at_high = high != oo and _finite(body, high)
        conditions = []
        if low != -oo:
            conditions.append(f"(z {'>=' if at_low else '>'} {writer.term(low)})")
        if high != oo:
            conditions.append(f"(z {'<=' if at_high else '<'} {writer.term(high)})")
        middle = (low + high) / 2 if low != -oo and high != oo else None
        inner = middle if middle is not None else low + 1 if low != -oo else high - 1
        text = "0.0" if low == -oo and high == oo else writer.term(inner)
        inside = " & ".join(conditions) if len(conditions) > 1 else "".join(conditions)[1:-1]
        found.append(Branch(inside, text, writer.term(by_xlogy(body, AT))))
    return tuple(found)


def log_densities(law: AnyLaw | JointLaw) -> list[tuple[Expr, Expr, Expr]]:
    """(lower end, upper end, log-density in `at`) of each piece."""
    if isinstance(law, Law):
        if law.atoms or law.lattices or not law.pieces:
            raise NoCode("the law has masses")
        return [
            (*p.region.bounds[0][1:], _logarithm(p.density, law.variable, p.region.bounds[0][1]))
            for p in law.pieces
        ]
    if isinstance(law, JointLaw):
        raise NoCode("the law is that of a vector")
    record = record_of(law)
    if not record.pieces or record.atoms or record.lattice is not None:
        raise NoCode("the law has masses, and no pathwise gradient")
    pairs = zip(record.parameters, law.arguments, strict=True)
    swap = {parameter.symbol: argument for parameter, argument in pairs}
    found = []
    for piece, body in zip(record.pieces, record.log_density, strict=True):
        low, high = (end.xreplace(swap) for end in piece.region.bounds[0][1:])
        if low != high:
            found.append((low, high, body.xreplace({**swap, record.variable: AT})))
    return found


def _logarithm(density: Expr, variable: Symbol, low: Expr) -> Expr:
    """log(density), taken apart where factors are known to be positive."""
    known = _FROM_ZERO if low.is_nonnegative else AT
    return expand_log(log(density.xreplace({variable: known}))).xreplace({known: AT})


def _finite(body: Expr, end: Expr) -> bool:
    """Whether the log-density has a value at the end, where xlogy gives terms c*log(u) one."""
    safe = by_xlogy(body, AT)
    heads = [f for f in safe.atoms() if f is AT]
    if not heads:
        return True
    dropped = safe.replace(lambda n: n.func.__name__ in ("xlogy", "xlog1py"), lambda n: n.args[0])
    value = dropped.xreplace({AT: end})
    return not value.has(oo, -oo, zoo, nan)


def known_of(law: AnyLaw | JointLaw, writer: Writer) -> Known:
    """Distribution function, quantile and moments on record, where the framework has them."""
    if not isinstance(law, Named):
        return Known(None, None, None, None)
    record = record_of(law)
    pairs = zip(record.parameters, law.arguments, strict=True)
    swap = {parameter.symbol: argument for parameter, argument in pairs}
    cdf = cdf_of(law, AT)
    mean, variance = (
        None if moment is None else _moment(moment, record, law, swap)
        for moment in (record.mean, record.variance)
    )
    quantile = quantile_of(law, PROBABILITY)
    return Known(
        _or_none(cdf[0] if len(cdf) == 1 else None, writer),
        _or_none(quantile, writer),
        _or_none(mean, writer),
        _or_none(variance, writer),
    )


def _moment(moment: Expr, record: Family, law: Named, swap: dict[Symbol, Expr]) -> Expr:
    """A moment on record at the arguments of the law."""
    if record.removable is None:
        return moment.xreplace(swap)
    # such a record has the one parameter in which it is removable last
    own = record.parameters[-1].symbol
    rest = {symbol: argument for symbol, argument in swap.items() if symbol != own}
    return near_removable(moment.xreplace(rest), own, record.removable, law.arguments[-1])


def _or_none(term: Expr | None, writer: Writer) -> str | None:
    if term is None:
        return None
    try:
        return writer.term(term)
    except NoCode:
        return None


def ends_of(law: AnyLaw | JointLaw) -> tuple[Expr, Expr]:
    """The least and the greatest end of the support."""
    if isinstance(law, JointLaw):
        raise NoCode("the law is that of a vector")
    pieces = unfold(law, AT).pieces if isinstance(law, Named) else law.pieces
    ends = [piece.region.bounds[0] for piece in pieces]
    return ends[0][1], ends[-1][2]


def point_text(low: Expr, high: Expr, writer: Writer) -> str:
    """A point of the support for each `middle` between the bounds, rising: where an end is
    infinite by an exponential function, so that small and large points keep their digits."""
    short = "np" if writer.framework == "numpy" else "torch"
    if low == -oo and high == oo:
        return f"{short}.sinh(middle)"
    if high == oo:
        return f"{'' if low == 0 else f'{writer.term(low)} + '}{short}.exp(middle)"
    if low == -oo:
        return f"{'' if high == 0 else f'{writer.term(high)} '}- {short}.exp(-middle)"
    return f"{writer.term(low)} + ({writer.term(high - low)})*middle"


def first_bounds(low: Expr, high: Expr, writer: Writer) -> tuple[str, ...]:
    """The lines with the first bounds of `middle`, for as many numbers as u has."""
    if low != -oo and high != oo:
        short = "np" if writer.framework == "numpy" else "torch"
        return (f"low, high = {short}.zeros_like(u), {short}.ones_like(u)",)
    if writer.framework == "numpy":
        return ("low, high = np.full_like(u, -709.0), np.full_like(u, 709.0)",)
    limit = 'math.log(torch.finfo(kind["dtype"]).max) - 1'
    return (f"high = torch.full_like(u, {limit})", "low = -high")
