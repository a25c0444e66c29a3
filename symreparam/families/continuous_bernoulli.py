"""ContinuousBernoulli(probs): the density at 1 over the density at 0 is probs/(1 - probs).

The formulas are removable at probs = 1/2, where the law is Uniform(0, 1): a form of its own.
"""

from __future__ import annotations

from sympy import Integer, Rational, cos, exp, log, sin

from symreparam.families.family import Family, Parameter, Variant
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_BETWEEN = Domain(lower=Integer(0), upper=Integer(1))
_probs = parameter("probs", _BETWEEN)
_t, _p, _w = variable("t"), variable("p"), variable("w")
_odds = log(_probs / (1 - _probs))
_unit = interval(_t, Integer(0), Integer(1))
_wave = _probs * cos(_w) - (1 - _probs)
_scale = _odds / ((2 * _probs - 1) * (_odds**2 + _w**2))

CONTINUOUS_BERNOULLI = Family(
    name="ContinuousBernoulli",
    parameters=(Parameter("probs", _probs, _BETWEEN, "weight of 1 against 0"),),
    conditions=(),
    variable=_t,
    pieces=(Piece(_unit, (1 - _probs) * exp(_t * _odds) * _odds / (2 * _probs - 1)),),
    atoms=(),
    log_density=(_t * _odds + log(1 - _probs) + log(_odds / (2 * _probs - 1)),),
    cdf=((1 - _probs) * (exp(_t * _odds) - 1) / (2 * _probs - 1),),
    probability=_p,
    quantile=log(1 + _p * (2 * _probs - 1) / (1 - _probs)) / _odds,
    mean=_probs / (2 * _probs - 1) - 1 / _odds,
    variance=1 / _odds**2 - _probs * (1 - _probs) / (2 * _probs - 1) ** 2,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=(
        _scale * (_odds * _wave + _w * _probs * sin(_w)),
        _scale * (_odds * _probs * sin(_w) - _w * _wave),
    ),
    sampler=None,
    latex=(r"\mathcal{CB}\left(%s\right)", (_probs,)),
    reference="Loaiza-Ganem & Cunningham (2019), section 3",
    variants=(
        Variant(
            "0",
            (Piece(_unit, Integer(1)),),
            (Integer(0),),
            (_t,),
            _p,
            mean=Rational(1, 2),
            variance=Rational(1, 12),
        ),
    ),
    removable=Rational(1, 2),
)
