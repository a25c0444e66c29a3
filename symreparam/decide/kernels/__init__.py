"""The kernels of the normal form: KERNELS maps a head of a SymPy term to its function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sympy import Expr

from symreparam.decide.fraction import Ratio
from symreparam.decide.kernels.absolute import absolute_kernel, sign_kernel
from symreparam.decide.kernels.bessel import besseli_kernel, besselk_kernel
from symreparam.decide.kernels.explog import exp_kernel, logarithm
from symreparam.decide.kernels.gamma import (
    beta_kernel,
    binomial_kernel,
    catalan_kernel,
    factorial_kernel,
    gamma_kernel,
    loggamma_kernel,
    polygamma_kernel,
)
from symreparam.decide.kernels.incomplete import lower_kernel, upper_kernel
from symreparam.decide.kernels.incomplete_beta import regularized_kernel
from symreparam.decide.kernels.opaque import (
    acos_kernel,
    atan2_kernel,
    erfc_kernel,
    lambert_kernel,
    odd_kernel,
    positive_places_kernel,
    rounding_kernel,
)
from symreparam.decide.kernels.piecewise import extreme_kernel, piecewise_kernel
from symreparam.decide.kernels.powers import power_kernel
from symreparam.decide.kernels.trig import (
    acosh_kernel,
    asinh_kernel,
    atanh_kernel,
    circular_kernel,
    hyperbolic_kernel,
)
from symreparam.decide.space import Space

Kernel = Callable[[Space, Expr], Ratio]

KERNELS: Final[dict[str, Kernel]] = {
    "Pow": power_kernel,
    "exp": exp_kernel,
    "log": logarithm,
    "Abs": absolute_kernel,
    "sign": sign_kernel,
    "gamma": gamma_kernel,
    "loggamma": loggamma_kernel,
    "polygamma": polygamma_kernel,
    "beta": beta_kernel,
    "factorial": factorial_kernel,
    "binomial": binomial_kernel,
    "catalan": catalan_kernel,
    "lowergamma": lower_kernel,
    "uppergamma": upper_kernel,
    "betainc_regularized": regularized_kernel,
    "sin": circular_kernel,
    "cos": circular_kernel,
    "tan": circular_kernel,
    "cot": circular_kernel,
    "sec": circular_kernel,
    "csc": circular_kernel,
    "sinh": hyperbolic_kernel,
    "cosh": hyperbolic_kernel,
    "tanh": hyperbolic_kernel,
    "coth": hyperbolic_kernel,
    "sech": hyperbolic_kernel,
    "csch": hyperbolic_kernel,
    "asinh": asinh_kernel,
    "acosh": acosh_kernel,
    "atanh": atanh_kernel,
    "erf": odd_kernel,
    "erfinv": odd_kernel,
    "atan": odd_kernel,
    "asin": odd_kernel,
    "erfc": erfc_kernel,
    "acos": acos_kernel,
    "atan2": atan2_kernel,
    "LambertW": lambert_kernel,
    "LambertLower": lambert_kernel,
    "besselk": besselk_kernel,
    "besseli": besseli_kernel,
    "expint": positive_places_kernel,
    "zeta": positive_places_kernel,
    "floor": rounding_kernel,
    "ceiling": rounding_kernel,
    "Max": extreme_kernel,
    "Min": extreme_kernel,
    "Piecewise": piecewise_kernel,
}
