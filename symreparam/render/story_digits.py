"""Numbers in decimal digits for the reader."""

from __future__ import annotations

from sympy import Expr, Float

from symreparam.render.layout import PRODUCT, SUM, Digits, Layout, Power, Row
from symreparam.render.layout import Sign as Mark

DIGITS = 4


def exact(value: Expr | None) -> bool:
    """Whether `digits` loses nothing: a fraction of common size whose decimal digits end soon."""
    if value is None or not value.is_Rational or abs(value) >= 10**6:
        return False
    return bool((value * 10**DIGITS).is_Integer)


def digits(value: Expr) -> Layout:
    """A number in decimal digits, as many as it has."""
    if exact(value):
        return Digits(f"{float(value):.{DIGITS}f}".rstrip("0").rstrip("."))
    return decimal(str(Float(value, DIGITS)))


def decimal(text: str) -> Layout:
    """A number that is written in digits, `4.93e-8` as a power of ten."""
    if "e" not in text:
        return Digits(text)
    mantissa, power = text.split("e")
    exponent: Layout = Digits(power.lstrip("+-").lstrip("0"))
    if power.startswith("-"):
        exponent = Row((Mark("-"), exponent), SUM)
    return Row((Digits(mantissa), Mark("·"), Power(Digits("10"), exponent)), PRODUCT)
