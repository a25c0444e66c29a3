"""Maps of one real variable between open intervals."""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.terms.record import dataclass
from symreparam.terms.region import Region
from symreparam.terms.replace import replaced


@dataclass(frozen=True, slots=True)
class Map:
    """`variable |-> body` on the open region `source`."""

    variable: Symbol
    body: Expr
    source: Region

    def at(self, value: Expr) -> Expr:
        """The body with `value` in place of the variable."""
        return replaced(self.body, {self.variable: value})
