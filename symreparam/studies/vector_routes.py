"""Reparameterizations of vectors: a normal one by its Cholesky factor, a Dirichlet one by gammas.

The law of a Dirichlet vector of k components has no joint density; what is proved is that of its
first k - 1, from which the last follows as 1 minus their sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sympy import Add, Expr, Integer, Matrix, Symbol, cancel, factor, sqrt, together

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import sign
from symreparam.documents import syntax
from symreparam.documents.parse import parse_block
from symreparam.documents.unparse import print_expression
from symreparam.families.vectors import normal_vector
from symreparam.logic.claim import Claim
from symreparam.logic.errors import ClaimError
from symreparam.logic.judgement import HasJointLaw, HasLaw, HasNormalLaw
from symreparam.logic.verdict import Outcome
from symreparam.pipeline import check_text
from symreparam.render.terms_text import term_text
from symreparam.studies.asking import QUIET, asked
from symreparam.studies.pathwise import log_jacobian, pathwise
from symreparam.studies.reparameterize import implicit_of, uniforms
from symreparam.studies.route_records import Pathwise, Reparameterization, Route
from symreparam.terms.determinant import determinant
from symreparam.terms.law import JointLaw, Law, Named
from symreparam.terms.scope import variable

MOST_COMPONENTS: Final = 4


def vector_routes(target: str, lets: Sequence[str]) -> Reparameterization:
    """The routes to `MultivariateNormal(mean, covariance)` or `Dirichlet(a1, .., ak)`, with terms
    of the claim language as arguments. Raises ClaimError for another target or other sizes."""
    call = _call(target)
    if call.name == "Dirichlet":
        return _dirichlet(call, target, lets)
    return _normal(call, target, lets)


def _call(target: str) -> syntax.Call:
    block = parse_block(f"prove (x, y) ~ {target}")
    goals = [s for s in block.statements if isinstance(s, syntax.Prove)]
    if block.problems or len(goals) != 1 or not isinstance(goals[0].claim, syntax.Follows):
        raise ClaimError(f"{target} is no law: {'; '.join(p.message for p in block.problems)}")
    law = goals[0].claim.law
    if not isinstance(law, syntax.Call) or law.keywords:
        raise ClaimError(f"{target}: write its arguments without names")
    return law


def _values(texts: Sequence[str], lets: Sequence[str]) -> list[Expr]:
    """The terms that texts of the claim language denote, with the parameters of `lets`."""
    lines = [f"let {line}" for line in lets] + ["let X_0 ~ Normal(0, 1)"]
    lines += [f"prove X_0 + ({text}) ~ Normal({text}, 1)" for text in texts]
    found = []
    for outcome in check_text("\n".join(lines), options=QUIET):
        if outcome.claim is None or not isinstance(outcome.claim.goal, HasLaw):
            raise ClaimError(outcome.reason)
        law = outcome.claim.goal.law
        assert isinstance(law, Named)
        found.append(law.arguments[0])
    return found


def _bracketed(text: str) -> str:
    return text if text.replace("_", "").isalnum() else f"({text})"


def _letters(lets: Sequence[str], count: int) -> list[str]:
    used = " ".join(lets)
    return [name for k in range(1, 100) if (name := f"eps_{k}") not in used][:count]


# a normal vector --------------------------------------------------------------------------------
def _normal(call: syntax.Call, target: str, lets: Sequence[str]) -> Reparameterization:
    shape = "MultivariateNormal((m1, m2), ((v11, v12), (v12, v22)))"
    if len(call.arguments) != 2 or not all(isinstance(a, syntax.TupleOf) for a in call.arguments):
        raise ClaimError(f"{target}: write a mean and the rows of a covariance, {shape}")
    mean, rows = call.arguments
    assert isinstance(mean, syntax.TupleOf) and isinstance(rows, syntax.TupleOf)
    size = len(mean.items)
    square = [row.items for row in rows.items if isinstance(row, syntax.TupleOf)]
    if len(square) != size or any(len(row) != size for row in square) or size > MOST_COMPONENTS:
        raise ClaimError(f"{target}: as many rows and columns as means, at most {MOST_COMPONENTS}")
    texts = [print_expression(node) for node in (*mean.items, *(n for row in square for n in row))]
    terms = _values(texts, lets)
    lower = cholesky(Matrix(size, size, terms[size:]))
    letters = _letters(lets, size)
    body = []
    for i in range(size):
        parts = [
            f"{_bracketed(term_text(lower[i, j]))}*{letters[j]}"
            for j in range(i + 1)
            if lower[i, j]
        ]
        body.append(" + ".join([_bracketed(term_text(terms[i])), *parts]))
    lines = [f"let {line}" for line in lets]
    lines += [f"let {letter} ~ Normal(0, 1)" for letter in letters]
    lines.append(f"prove ({', '.join(body)}) ~ {target}")
    return _found("location-scale", target, lines)


def cholesky(matrix: Matrix) -> Matrix:
    """The lower triangular factor L with L L' = matrix; its squares are not checked to be
    positive, which the proof of the claim does. Raises ClaimError for a matrix that is not
    symmetric."""
    size = matrix.rows
    if any(cancel(matrix[i, j] - matrix[j, i]) != 0 for i in range(size) for j in range(i)):
        raise ClaimError("the covariance is not symmetric")
    lower = Matrix.zeros(size, size)
    for j in range(size):
        square = factor(cancel(matrix[j, j] - sum(lower[j, k] ** 2 for k in range(j))))
        if square == 0:
            raise ClaimError("the covariance is singular: the vector has no density")
        lower[j, j] = sqrt(square)
        for i in range(j + 1, size):
            rest = matrix[i, j] - sum(lower[i, k] * lower[j, k] for k in range(j))
            lower[i, j] = factor(cancel(rest)) / lower[j, j]
    return lower


# a Dirichlet vector -----------------------------------------------------------------------------
def _dirichlet(call: syntax.Call, target: str, lets: Sequence[str]) -> Reparameterization:
    size = len(call.arguments)
    if not 2 <= size <= MOST_COMPONENTS:
        raise ClaimError(f"{target}: 2 to {MOST_COMPONENTS} positive parameters, Dirichlet(a, b)")
    shapes = [_bracketed(print_expression(node)) for node in call.arguments]
    _values(shapes, lets)
    letters = _letters(lets, size)
    total = " + ".join(letters)
    used = " ".join((*lets, target))
    points = [name for k in range(1, 100) if (name := f"t_{k}") not in used][: size - 1]
    last = f"1 - {' - '.join(points)}"
    powers = [f"{_bracketed(t)}^({a} - 1)" for t, a in zip((*points, last), shapes, strict=True)]
    factors = "/".join([f"gamma({' + '.join(shapes)})", *(f"gamma({a})" for a in shapes)])
    where = " and ".join([*(f"{t} > 0" for t in points), f"{' + '.join(points)} < 1"])
    body = [f"{letter}/({total})" for letter in letters[:-1]]
    head = f"({', '.join(body)})" if size > 2 else body[0]
    at = f" at ({', '.join(points)})" if size > 2 else f" at {points[0]}"
    lines = [f"let {line}" for line in lets]
    lines += [f"let {x} ~ Gamma({a}, 1)" for x, a in zip(letters, shapes, strict=True)]
    goal = f"prove {head} has density {factors}*{'*'.join(powers)}{at} for "
    lines.append(goal + (where if size > 2 else f"0 < {points[0]} < 1"))
    return _found("composition", target, lines)


# both -------------------------------------------------------------------------------------------
def _found(kind: str, target: str, lines: list[str]) -> Reparameterization:
    text = "\n".join(lines)
    outcome = asked(text)
    if outcome.claim is None or outcome.verdict in ("error", "unsupported", "refuted"):
        raise ClaimError(f"{target} is no law here: {outcome.reason or outcome.verdict}")
    claim = outcome.claim
    law, body = _law(claim, target)
    if outcome.verdict != "proved":
        reason = f"{kind}: {lines[-1].removeprefix('prove ')}: not proved: {outcome.reason}"
        return Reparameterization(target, law, (), (reason,))
    pairs = [(given.subject, given.law) for given in claim.hypotheses]
    noise = tuple((s, law) for s, law in pairs if isinstance(law, Named) and s.is_Symbol)
    draws = tuple((s, law) for s, law in noise if any(a.free_symbols for a in law.arguments))
    return Reparameterization(target, law, (_route(kind, outcome, text, body, noise, draws),), ())


def _law(claim: Claim, target: str) -> tuple[JointLaw | Law, tuple[Expr, ...]]:
    """The claimed law by its density, and the components."""
    match claim.goal:
        case HasNormalLaw(subjects, mean, covariance):
            # what was claimed by mean and covariance has a density where the covariance is regular
            if not isinstance(sign(determinant(covariance), "+", Context(claim.scope)), Proved):
                raise ClaimError(f"{target}: the covariance is not known to be regular everywhere")
            used = {symbol.name for term in subjects for symbol in term.free_symbols}
            letters = (name for k in range(1, 100) if (name := f"z_{k}") not in used)
            places = tuple(variable(next(letters)) for _ in mean)
            return normal_vector(places, mean, covariance), subjects
        case HasJointLaw(subjects, JointLaw() as law):
            return law, subjects
        case HasLaw(subject, Law() as law):
            return law, (subject,)
    raise AssertionError(claim.goal)


def _route(
    kind: str,
    outcome: Outcome,
    text: str,
    body: tuple[Expr, ...],
    noise: tuple[tuple[Symbol, Named], ...],
    draws: tuple[tuple[Symbol, Named], ...],
) -> Route:
    claim = outcome.claim
    assert claim is not None
    through: tuple[Route, ...] = ()
    jacobian = None
    whole = body if kind == "location-scale" else (*body, together(1 - Add(*body)))
    if draws:
        through = implicit_of(claim, draws) or ()
        noise = (*uniforms(claim, len(draws)), *(p for p in noise if p not in draws))
        kind = "implicit"
    elif kind == "location-scale":
        jacobian = log_jacobian(claim, body, noise)
    paths = [pathwise(claim, part, False, through) for part in whole]
    merged = tuple(_merged(s, paths) for s, _ in claim.scope.symbols)
    found = tuple(path for path in merged if path is not None)
    return Route(kind, noise, whole, jacobian, found, outcome, text, draws, through)


def _merged(symbol: Symbol, paths: list[list[Pathwise]]) -> Pathwise | None:
    """The derivatives of all components in one parameter."""
    rows = [next((p for p in part if p.parameter == symbol), None) for part in paths]
    known = [row for row in rows if row is not None]
    if not known:
        return None
    zero: Expr = Integer(0)
    slopes = tuple(zero if row is None else row.derivative for row in rows)
    letters = dict.fromkeys(letter for row in known for letter, _ in row.carried)
    carried = tuple(
        (
            letter,
            tuple(zero if row is None else dict(row.carried).get(letter, zero) for row in rows),
        )
        for letter in letters
    )
    return Pathwise(symbol, slopes, all(row.everywhere for row in known), carried)
