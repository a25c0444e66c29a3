"""Lines of PyTorch that draw noise, with implicit gradients where its law has parameters."""

from __future__ import annotations

from typing import Final

from sympy import Expr, Symbol

from symreparam.render.terms_text import law_text
from symreparam.studies.emit_density import first_bounds, point_text
from symreparam.studies.emit_terms import NoCode, Writer, laid_out
from symreparam.terms.law import Named

_STANDARD: Final = {
    "Normal(0, 1)": "torch.randn(shape, **kind)",
    "Uniform(0, 1)": "torch.rand(shape, **kind).clamp_min(tiny)",
    "Exponential(1)": "-torch.log1p(-torch.rand(shape, **kind))",
    "Rademacher()": "2.0*torch.randint(2, shape, **kind) - 1.0",
    "Cauchy(0, 1)": "torch.empty(shape, **kind).cauchy_()",
    "Logistic(0, 1)": "torch.logit(torch.rand(shape, **kind).clamp_min(tiny))",
    "Gumbel(1, 0)": "-torch.log((-torch.log1p(-torch.rand(shape, **kind))).clamp_min(tiny))",
}
# family -> torch's distribution, whose rsample differentiates in the parameters {0}, {1}
_IMPLICIT: Final = {
    "Gamma": "Gamma({0}, 1/({1}))",
    "Erlang": "Gamma({0}, {1})",
    "Beta": "Beta({0}, {1})",
    "ChiSquared": "Chi2({0})",
}


def draw(letter: Symbol, law: Named, writer: Writer) -> str:
    """The line that draws the letter. Raises NoCode where torch has no such sampler."""
    name = writer.names[letter]
    shown = law_text(law)
    if shown in _STANDARD:
        return f"        {name} = {_STANDARD[shown]}\n"
    if law.family == "Laplace" and shown == "Laplace(0, 1)":
        return (
            "        sign = 2.0*torch.randint(2, shape, **kind) - 1.0\n"
            f"        {name} = -sign*torch.log1p(-torch.rand(shape, **kind))\n"
        )
    if law.family not in _IMPLICIT:
        raise NoCode(f"torch draws no {shown}")
    if not any(argument.free_symbols for argument in law.arguments):
        texts = [f"torch.full(shape, {float(a)!r}, **kind)" for a in law.arguments]
        return laid_out(f"{name} = ", f"{_distribution(law, texts)}.sample()", 8)
    texts = [repr(float(a)) if a.is_number else writer.term(a) for a in law.arguments]
    return laid_out(f"{name} = ", f"{_distribution(law, texts)}.rsample(sample_shape)", 8)


def _distribution(law: Named, texts: list[str]) -> str:
    """The torch distribution; where an argument is a tensor, the others may be numbers."""
    if law.family == "Gamma" and law.arguments[1] == 1:
        return f"torch.distributions.Gamma({texts[0]}, 1.0)"
    return f"torch.distributions.{_IMPLICIT[law.family].format(*texts)}"


def inversion(low: Expr, high: Expr, cdf: str, log_density: str, writer: Writer) -> str:
    """Lines that invert the distribution function by bisection and differentiate implicitly."""
    point = point_text(low, high, writer)
    bounds = "".join(f"            {line}\n" for line in first_bounds(low, high, writer))
    return (
        "        u = torch.rand(shape, **kind).clamp_min(tiny)\n"
        "        with torch.no_grad():  # the z with F(z) = u, by bisection\n"
        f"{bounds}            for _ in range(64):\n"
        "                middle = (low + high)/2\n"
        + laid_out("at = ", point, 16)
        + laid_out("below = ", f"{cdf} < u", 16)
        + "                low = torch.where(below, middle, low)\n"
        "                high = torch.where(below, high, middle)\n"
        "            middle = (low + high)/2\n"
        + laid_out("at = ", point, 12)
        + laid_out("density = ", f"torch.exp({log_density})", 12)
        + "        # z moves by -dF/f with the parameters, at fixed u\n"
        + laid_out("level = ", cdf, 8)
        + "        return at - (level - level.detach())/density\n"
    )
