"""A map of one noise variable as a chain of torch's own transforms, where it is one."""

from __future__ import annotations

from sympy import Add, Expr, Mul, Pow, Symbol, exp, log, tanh

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import sign
from symreparam.render.terms_text import law_text
from symreparam.studies.emit_parts import Parts
from symreparam.studies.pathwise import supports
from symreparam.studies.stable import LOGIT, SIGMOID, SOFTPLUS, stable
from symreparam.terms.record import dataclass

# the noise -> torch's distribution, given tensors of zeros and ones
_BASES = {
    "Normal(0, 1)": "torch.distributions.Normal(zero, one)",
    "Uniform(0, 1)": "torch.distributions.Uniform(zero, one)",
    "Exponential(1)": "torch.distributions.Exponential(one)",
    "Laplace(0, 1)": "torch.distributions.Laplace(zero, one)",
    "Cauchy(0, 1)": "torch.distributions.Cauchy(zero, one)",
    "Gumbel(1, 0)": "torch.distributions.Gumbel(zero, one)",
    "HalfNormal(1)": "torch.distributions.HalfNormal(one)",
    "HalfCauchy(1)": "torch.distributions.HalfCauchy(one)",
    "Logistic(0, 1)": (
        "torch.distributions.TransformedDistribution("
        "torch.distributions.Uniform(zero, one), transforms.SigmoidTransform().inv)"
    ),
}
_HEADS = {
    exp: "ExpTransform()",
    SIGMOID: "SigmoidTransform()",
    tanh: "TanhTransform()",
    SOFTPLUS: "SoftplusTransform()",
    log: "ExpTransform().inv",
    LOGIT: "SigmoidTransform().inv",
}


@dataclass(frozen=True, slots=True)
class Chain:
    """`base`: the noise as a torch distribution; `transforms`, the first applied first."""

    base: str
    transforms: tuple[str, ...]


def chain_of(parts: Parts) -> Chain | None:
    """The chain, or None where the map is none of torch's transforms one after another."""
    if len(parts.drawn) != 1 or parts.route.kind in ("implicit", "threshold"):
        return None
    [(letter, law)] = parts.drawn
    base = _BASES.get(law_text(law))
    steps: list[str] = []
    term = parts.body
    while term != letter:
        found = _outermost(term, letter, parts)
        if found is None:
            return None
        step, term = found
        steps.append(step)
    return Chain(base, tuple(reversed(steps))) if base is not None else None


def _outermost(term: Expr, letter: Symbol, parts: Parts) -> tuple[str, Expr] | None:
    """The last transform and the term that it takes."""
    for each in (term, stable(term)):
        if each.func in _HEADS:
            return f"transforms.{_HEADS[each.func]}", each.args[0]
    if term.is_Add or term.is_Mul:
        return _affine(term, letter, parts)
    if isinstance(term, Pow) and not term.exp.has(letter) and term.base.has(letter):
        context = Context(parts.claim.scope, supports(parts.claim))
        if isinstance(sign(term.base, "+", context), Proved):  # a power of torch is of x > 0
            return f"transforms.PowerTransform({parts.writer.term(term.exp)})", term.base
    return None


def _affine(term: Expr, letter: Symbol, parts: Parts) -> tuple[str, Expr] | None:
    moving = [part for part in Add.make_args(term) if part.has(letter)]
    if len(moving) != 1:
        return None
    location = Add(*(part for part in Add.make_args(term) if not part.has(letter)))
    inner = [factor for factor in Mul.make_args(moving[0]) if factor.has(letter)]
    if len(inner) != 1:
        return None
    scale = Mul(*(factor for factor in Mul.make_args(moving[0]) if not factor.has(letter)))
    ends = f"{parts.writer.term(location)}, {parts.writer.term(scale)}"
    return f"transforms.AffineTransform({ends})", inner[0]
