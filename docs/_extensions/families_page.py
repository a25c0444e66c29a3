"""The page of families: each record's parameters, law, moments, a plot, and where it is from."""

from __future__ import annotations

import math
from pathlib import Path

from family_relations import relations
from sympy import Expr, Symbol, oo

from symreparam.families.family import Family
from symreparam.families.known import WITHOUT_RECORD
from symreparam.families.members import signature
from symreparam.families.table import all_families
from symreparam.numeric.evaluate import function, number
from symreparam.numeric.workspace import NoNumber, Workspace
from symreparam.render.laws_layout import density_rows, domain_layout, relation_layout
from symreparam.render.layout import Call, Layout, Name, Word, equation
from symreparam.render.mathml import math_element
from symreparam.render.terms_layout import Typesetter
from symreparam.terms.law import Law

WIDTH, HEIGHT, POINTS = 220, 90, 111
_TRIES = (1.0, 2.0, 0.5, 3.0, 0.25, 4.0, 5.0)
# at 1 many shapes are the exponential or the uniform law, and hide the family's own
_SHAPES = (2.0, 3.0, *_TRIES)
_RELATIONS = Path(__file__).parent.parent / "relations.md"


def families_page() -> str:
    """The page in Markdown, its formulas in MathML."""
    records = all_families()
    parts = [
        "# Families\n",
        f"The engine knows {len(records)} families of laws; names and order of parameters are "
        "those of `sympy.stats` where it has them. Each record is data: from it follow "
        "recognition, parsing, the axioms that a proof cites, and this page. The relations that "
        "are listed are proved in {doc}`../relations`, and ways to sample each family in "
        "{doc}`../reparameterizations`.\n",
    ]
    proved = relations(_RELATIONS, frozenset(record.name for record in records))
    parts += [_section(record, proved.get(record.name, [])) for record in records]
    absent = "\n".join(f"- `{name}`: {why}." for name, why in WITHOUT_RECORD.items())
    parts.append(
        "## What is missing\n\nOf the continuous families of one variable that `sympy.stats` has, "
        f"these have no record here:\n\n{absent}\n"
    )
    return "\n".join(parts)


def _section(record: Family, proved: list[str]) -> str:
    setter = Typesetter({record.variable})
    rows = [
        f"<tr><td>{math_element(domain_layout(setter, p.symbol, p.domain))}</td>"
        f"<td>{p.meaning}</td></tr>"
        for p in record.parameters
    ]
    if record.conditions:
        rows.append(f"<tr><td>{_conditions(setter, record)}</td><td>condition</td></tr>")
    table = f"<table class=\"parameters\">{''.join(rows)}</table>" if rows else ""
    law = Law(record.variable, record.pieces, record.atoms)
    shown = "\n".join(
        _boxed(_line(setter, record, value, where))
        for value, where in density_rows(setter, law)
    )
    facts = []
    for words, term in (("mean", record.mean), ("variance", record.variance)):
        if term is not None:
            # the first word alone gets a capital: `capitalize` would make every Γ a γ
            words = words if facts else words.title()
            facts.append(f"{words} {math_element(setter.term(term))}")
    moments = f"<p>{'; '.join(facts)}.</p>" if facts else ""
    plot = _plot(record)
    body = "\n".join(part for part in (table, shown, moments, plot) if part)
    source = f"Source of the record: {record.reference}."
    listed = "Proved relations:\n\n" + "\n".join(proved) + "\n\n" if proved else ""
    return f"## {signature(record)}\n\n```{{raw}} html\n{body}\n```\n\n{listed}{source}\n"


def _conditions(setter: Typesetter, record: Family) -> str:
    told = [math_element(relation_layout(setter, each)) for each in record.conditions]
    return ", ".join(told)


def _boxed(layout: Layout) -> str:
    return f'<div class="formula">{math_element(layout, block=True)}</div>'


def _line(setter: Typesetter, record: Family, value: Layout, where: Layout) -> Layout:
    left = Call(Name("f"), (Name(str(record.variable.name)),))
    return equation(left, "=", value, Word("for"), where)


def _plot(record: Family) -> str:
    """The density at some parameter values that its conditions allow, as SVG; or nothing."""
    values = _values(record)
    if not record.pieces or values is None:
        return ""
    window = _window(record, values)
    if window is None:
        return ""
    low, high, points = window
    top = max(y for _, y in points)
    path, pen = "", "M"
    for x, y in points:
        place = (x - low) / (high - low) * WIDTH
        path += f"{pen}{place:.1f} {HEIGHT - y / top * (HEIGHT - 6):.1f}"
        pen = "L"
    words = ", ".join(f"{p.name} = {values[p.symbol]:g}" for p in record.parameters)
    title = f"Density of {record.name}" + (f" at {words}" if words else "")
    axis = f'<path class="axis" d="M0 {HEIGHT}H{WIDTH}"></path>'
    ends = (
        f'<text x="0" y="{HEIGHT + 14}">{_number(low)}</text>'
        f'<text x="{WIDTH}" y="{HEIGHT + 14}" text-anchor="end">{_number(high)}</text>'
    )
    return (
        f'<figure class="density"><svg viewBox="-2 -2 {WIDTH + 4} {HEIGHT + 20}" role="img" '
        f'aria-label="{title}"><path class="curve" d="{path}"></path>{axis}{ends}</svg>'
        f"<figcaption>{title}</figcaption></figure>"
    )


def _values(record: Family) -> dict[Symbol, float] | None:
    """Small numbers for the parameters, the first that meet domains and conditions."""
    work = Workspace(0, 10**7)
    found: dict[Symbol, float] = {}
    for parameter in record.parameters:
        tries = _SHAPES if _is_shape(parameter.meaning) else _TRIES
        for value in (0.0, *tries) if parameter.domain.lower == -oo else tries:
            trial = {**found, parameter.symbol: value}
            if _inside(parameter.domain, value) and _allowed(record, trial, work):
                found = trial
                break
        else:
            return None
    return found


def _is_shape(meaning: str) -> bool:
    return "shape" in meaning or "degrees of freedom" in meaning


def _inside(domain: object, value: float) -> bool:
    low, high = float(domain.lower), float(domain.upper)  # type: ignore[attr-defined]
    whole = not domain.integer or value == int(value)  # type: ignore[attr-defined]
    return low < value < high and whole


def _allowed(record: Family, values: dict[Symbol, float], work: Workspace) -> bool:
    for relation in record.conditions:
        if (relation.left.free_symbols | relation.right.free_symbols) - set(values):
            continue
        left, right = (number(side, values, work) for side in (relation.left, relation.right))
        signs = {"<": left < right, "<=": left <= right, "!=": left != right, "=": left == right}
        if not signs[relation.sign]:
            return False
    return True


def _number(value: float) -> str:
    return f"{value:.3g}".replace("-", "−")


def _window(
    record: Family, values: dict[Symbol, float]
) -> tuple[float, float, list[tuple[float, float]]] | None:
    """Where the density is seen well, with its points; None where it cannot be evaluated."""
    for reach in (4.0, 8.0, 2.0, 16.0):
        low, high = -reach, reach
        ends = _ends(record, values)
        if ends is None:
            return None
        low = ends[0] if math.isfinite(ends[0]) else min(low, ends[1] - reach)
        high = ends[1] if math.isfinite(ends[1]) else max(ends[0] + reach, reach)
        high = min(high, low + 2 * reach)
        grid = [low + (high - low) * (k + 0.5) / POINTS for k in range(POINTS)]
        points = [(x, y) for x in grid if math.isfinite(y := _density(record, x, values))]
        heights = sorted(y for _, y in points)
        if len(points) < POINTS // 2 or heights[-1] <= 0:
            continue
        cut = heights[-1] if heights[-1] < 4 * heights[-3] else heights[-3]
        return low, high, [(x, min(y, cut)) for x, y in points]
    return None


def _ends(record: Family, values: dict[Symbol, float]) -> tuple[float, float] | None:
    work = Workspace(0, 10**7)

    def end(term: Expr) -> float:
        return float(term) if term in (oo, -oo) else float(number(term, values, work))

    try:
        lows = [end(piece.region.bounds[0][1]) for piece in record.pieces]
        highs = [end(piece.region.bounds[0][2]) for piece in record.pieces]
    except NoNumber:
        return None
    return min(lows), max(highs)


def _density(record: Family, x: float, values: dict[Symbol, float]) -> float:
    work, total = Workspace(0, 10**7), 0.0
    for piece in record.pieces:
        _, low, high = piece.region.bounds[0]
        try:
            start = -math.inf if low == -oo else number(low, values, work)
            end = math.inf if high == oo else number(high, values, work)
            if start < x < end:
                total += float(function(piece.density, record.variable, values, work)(x))
        except NoNumber:
            return math.nan
    return total


