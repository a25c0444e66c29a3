"""What both frameworks' code is made of: names, documentation, the chosen route."""

from __future__ import annotations

import keyword
import re
from textwrap import wrap
from typing import Final

from sympy import Expr, Integral, Symbol

from symreparam.families.members import record_of
from symreparam.logic.claim import Claim
from symreparam.render.terms_text import law_text, term_text
from symreparam.studies.emit_terms import WIDTH, Framework, Writer
from symreparam.studies.implicit_integral import shown_with_integrals
from symreparam.studies.route_records import Reparameterization, Route
from symreparam.terms.law import JointLaw, Law, Named
from symreparam.terms.record import dataclass

_RESERVED: Final = frozenset(
    (
        *("np", "torch", "math", "special", "rng", "size", "self", "value", "inside", "shape", "z"),
        *("at", "p_", "u", "low", "high", "middle", "sample_shape", "batch_shape", "new", "kind"),
        *("tiny", "constraints", "Distribution", "transforms", "broadcast_all", "validate_args"),
        *("mean", "variance", "support", "cdf", "icdf", "log_prob", "sample", "rsample", "expand"),
        *("entropy", "stddev", "mode", "event_shape", "arg_constraints", "density", "point", "_z"),
        *("rule", "gap", "step", "moved", "width", "panels", "starts", "nodes", "weights", "near"),
        *("total", "values", "shares", "end", "close", "length", "integrand"),
        *("below", "level", "result", "zero", "one", "sign", "has_rsample", "ppf", "transform"),
    )
)
# what the claim language reads: other functions are not shown as a claim
_UNREADABLE: Final = re.compile(r"\b(lowergamma|uppergamma)\(")


@dataclass(frozen=True, slots=True)
class Parts:
    """One route to be written: `parameters` in order, `name` of the class, `writer`."""

    found: Reparameterization
    route: Route
    claim: Claim
    law: Named | Law | JointLaw
    bodies: tuple[Expr, ...]
    name: str
    parameters: tuple[Symbol, ...]
    writer: Writer

    def python(self, symbol: Symbol) -> str:
        """The Python name of a symbol."""
        return str(self.writer.names[symbol])

    @property
    def body(self) -> Expr:
        """The map of a law of one variable."""
        return self.bodies[0]

    @property
    def by_integral(self) -> bool:
        """Whether the distribution function is known as an integral of the density only."""
        return bool(self.body.has(Integral))

    @property
    def arguments(self) -> list[str]:
        """The Python names of the parameters."""
        return [self.python(symbol) for symbol in self.parameters]

    @property
    def letters(self) -> list[str]:
        """The Python names of what is drawn: noise and draws that the map takes."""
        return [self.python(letter) for letter, _ in self.drawn]

    @property
    def drawn(self) -> tuple[tuple[Symbol, Named], ...]:
        """The random variables of the map, with their laws."""
        if self.route.kind == "implicit" and not self.route.draws:
            return ()
        pairs = (*self.route.noise, *self.route.draws)
        return tuple(
            (letter, law) for letter, law in pairs if any(b.has(letter) for b in self.bodies)
        )


def parts_of(found: Reparameterization, route: Route, framework: Framework) -> Parts:
    """The route's names and claim, for a framework."""
    claim = route.outcome.claim
    assert claim is not None
    bodies = route.map if isinstance(route.map, tuple) else (route.map,)
    terms = [*bodies]
    if isinstance(found.law, Named):
        terms += found.law.arguments
    terms += [argument for _, law in route.draws for argument in law.arguments]
    used = [s for s in claim.scope.names if any(t.has(s) for t in terms)]
    parameters = tuple(sorted(used, key=lambda s: _place(s, found.target)))
    symbols = [*parameters, *(s for s, _ in (*route.noise, *route.draws)), *claim.variables]
    positive = {s for s, d in claim.scope.symbols if d.lower.is_nonnegative and not d.lower_closed}
    names = {
        s: Symbol(python_name(str(s.name)), real=True, positive=True if s in positive else None)
        for s in symbols
    }
    name = found.law.family if isinstance(found.law, Named) else "Derived"
    if len(bodies) > 1:
        name = found.target.partition("(")[0].strip()
    writer = Writer(framework, names)
    return Parts(found, route, claim, found.law, bodies, name, parameters, writer)


def _place(symbol: Symbol, target: str) -> int:
    """Where the target's text first has the name; names under other spellings come last."""
    at = re.search(rf"(?<!\w){re.escape(str(symbol.name))}(?!\w)", target)
    return at.start() if at else len(target)


def python_name(name: str) -> str:
    """The name itself, or with an underscore where Python or the code uses it."""
    return f"{name}_" if keyword.iskeyword(name) or name in _RESERVED else name


def documentation(parts: Parts) -> str:
    """The docstring of the module: what was proved, the claim, the derivatives, the source."""
    route = parts.route
    outcomes = [*(r.outcome for r in (route, *route.through)), *route.more]
    steps = sum(len(outcome.proof.steps) for outcome in outcomes if outcome.proof)
    how = {"implicit": "implicitly", "given": "by the given map"}.get(
        route.kind, f"by {route.kind}"
    )
    lines = [f'"""{parts.found.target}, reparameterized {how}.', ""]
    if route.kind == "implicit" and not route.draws:
        lines += [
            *_uniform(parts),
            "dz = -dF/f at fixed uniform noise, whatever sampler draws it.",
        ]
    else:
        drawn = ", ".join(f"{letter} ~ {law_text(law)}" for letter, law in parts.drawn)
        shown = ", ".join(map(term_text, parts.bodies))
        shown = shown if len(parts.bodies) == 1 else f"({shown})"
        lines += [f"z = {shown} with {drawn}.", ""]
        lines += ["The noise has no parameters."] if not route.draws else _draws_text(route)
    lines += [f"Proved by symreparam in {steps} steps, replayed by its checker."]
    if parts.by_integral:
        for line in route.claim_text.split("\n"):
            lines += ["", *wrap(line, WIDTH - 4, initial_indent="    ", subsequent_indent=" " * 8)]
    elif not _UNREADABLE.search(route.claim_text):
        lines += ["", "```claim", *route.claim_text.split("\n"), "```"]
    slopes = [f"dz/d{p.parameter} = {_slope(p.derivative)}" for p in route.pathwise]
    if (
        slopes
        and len(parts.bodies) == 1
        and not route.draws
        and not parts.by_integral
        and all(p.derivative is not None for p in route.pathwise)
    ):
        lines += [
            "",
            "Derivatives of the sample at fixed noise:",
            "",
            *(f"    {s}" for s in slopes),
        ]
    if isinstance(parts.law, Named):
        lines += ["", f"The family: {record_of(parts.law).reference}."]
    return "\n".join([*lines, '"""', ""])


def _uniform(parts: Parts) -> list[str]:
    """That the distribution function at z is uniform, which the route rests on."""
    shown = shown_with_integrals(parts.body) if parts.by_integral else term_text(parts.body)
    return wrap(f"{shown} is uniform on (0, 1): so z is differentiated implicitly,", WIDTH)


def _draws_text(route: Route) -> list[str]:
    names = ", ".join(str(letter) for letter, _ in route.draws)
    return [f"The gradients of {names} in the parameters are implicit, -dF/f."]


def _slope(term: object) -> str:
    return term_text(term) if isinstance(term, Expr) else ""
