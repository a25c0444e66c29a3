"""What the trick's functions find, with the methods that people expect of it: text and LaTeX.

>>> from symreparam import divergence, gradient_estimators, reparameterize
>>> print(divergence("Normal(mu, 1)", "Normal(0, 1)", ["mu real"]))
KL(Normal(mu, 1), Normal(0, 1)) = mu^2/2 (proved)
>>> reparameterize("Exponential(a)", ["a > 0"])
<Reparameterization of Exponential(a): 4 proved routes>
>>> print(gradient_estimators("z")[0])
d/dmu, pathwise: the mean of 1, variance 0 (proved)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, TypeVar

from symreparam.render.terms_latex import law_latex, symbol_latex, term_latex
from symreparam.render.terms_text import law_text, term_text
from symreparam.shell.settled import Settled, settled
from symreparam.studies import elbo, estimators, implicit, information
from symreparam.studies.estimators import Estimator
from symreparam.studies.information import Information
from symreparam.studies.reparameterize import reparameterize as routes_to
from symreparam.studies.reparameterize_text import reparameterization_text, route_text
from symreparam.studies.route_records import Reparameterization, Route
from symreparam.terms.law import Named

T = TypeVar("T")


class FoundRoute(Route):
    """A `Route` that prints as text."""

    __slots__ = ()

    def __str__(self) -> str:
        law = getattr(self.outcome.claim and self.outcome.claim.goal, "law", None)
        return route_text(self, law_text(law) if isinstance(law, Named) else "the law")

    def __repr__(self) -> str:
        shown = term_text(self.map) if not isinstance(self.map, tuple) else "(..)"
        return f"<{self.kind}: {shown}>" if len(shown) < 80 else f"<{self.kind}>"

    def _repr_latex_(self) -> str:
        """The map and the laws of its noise as one formula, for notebooks."""
        terms = self.map if isinstance(self.map, tuple) else (self.map,)
        shown = ", ".join(term_latex(term) for term in terms)
        laws = (rf"{symbol_latex(letter)} \sim {law_latex(law)}" for letter, law in self.noise)
        body = rf"\left({shown}\right)" if len(terms) > 1 else shown
        return rf"$\displaystyle {body}, \quad {', '.join(laws)}$"


class FoundRoutes(Reparameterization):
    """A `Reparameterization` that prints as text."""

    __slots__ = ()

    def text(self) -> str:
        """Every route, best first, and what was tried in vain."""
        return reparameterization_text(self)

    def __str__(self) -> str:
        return self.text().rstrip("\n")

    def __repr__(self) -> str:
        number = len(self.routes)
        shown = {0: "no route", 1: "1 proved route"}.get(number, f"{number} proved routes")
        return f"<Reparameterization of {self.target}: {shown}>"


class FoundValue(Information):
    """An `Information` that prints as text."""

    __slots__ = ()

    def text(self) -> str:
        """The value, or what it is in each case, or why it was not found."""
        return "\n".join(_value_lines(self, ()))

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<{self.text()}>"

    def _repr_latex_(self) -> str:
        """The value, or those in each case, as one formula, for notebooks."""
        rows = [(case.found.value, case.conditions) for case in self.cases]
        if self.value is not None or not rows:
            rows = [(self.value, ())]
        shown = [
            (r"\text{?}" if value is None else term_latex(value))
            + (rf" & \text{{if {' and '.join(conditions)}}}" if conditions else "")
            for value, conditions in rows
        ]
        if len(shown) == 1:
            return rf"$\displaystyle {shown[0]}$"
        lines = r" \\ ".join(shown)
        return rf"$\displaystyle \begin{{cases}} {lines} \end{{cases}}$"


class FoundEstimator(Estimator):
    """An `Estimator` that prints as text."""

    __slots__ = ()

    def __str__(self) -> str:
        known = "proved" if self.unbiased.ok and self.exact.ok else "not proved"
        body, variance = term_text(self.body), term_text(self.variance)
        head = f"d/d{self.parameter}, {self.kind}"
        return f"{head}: the mean of {body}, variance {variance} ({known})"

    def __repr__(self) -> str:
        return f"<{self}>"

    def _repr_latex_(self) -> str:
        """The estimator and its variance as one formula, for notebooks."""
        variance = term_latex(self.variance)
        return rf"$\displaystyle {term_latex(self.body)}, \quad \text{{variance}}\ {variance}$"


def _value_lines(found: Information, conditions: tuple[str, ...]) -> list[str]:
    where = f" where {' and '.join(conditions)}" if conditions else ""
    if found.value is not None:
        return [f"{found.claim} = {term_text(found.value)}{where} (proved)"]
    if found.cases:
        return [
            line
            for case in found.cases
            for line in _value_lines(case.found, (*conditions, *case.conditions))
        ]
    return [f"{found.claim}{where}: not found: {found.outcome.reason}"]


def _lines(lets: str | Sequence[str]) -> Sequence[str]:
    """One let may come without a list around it."""
    return (lets,) if isinstance(lets, str) else lets


def _as(kind: type[T], record: Any, **changed: Any) -> T:
    """The record as a member of its class with methods."""
    return kind(**{each.name: getattr(record, each.name) for each in fields(record)} | changed)


def reparameterize(target: str, lets: str | Sequence[str] = ()) -> FoundRoutes:
    """Every proved route to the law, best first. Raises ClaimError, Unsupported.

    >>> found = reparameterize("LogNormal(mu, sigma)", ["mu real", "sigma > 0"])
    >>> found.routes[0].kind, found.routes[0].map
    ('composition', exp(eps*sigma + mu))
    """
    found = routes_to(target, _lines(lets))
    return _as(FoundRoutes, found, routes=tuple(_as(FoundRoute, r) for r in found.routes))


def divergence(first: str, second: str, lets: str | Sequence[str] = ()) -> FoundValue:
    """KL(first, second) of two laws in the claim language. Raises ClaimError, Unsupported.

    >>> divergence("Normal(mu, 1)", "Normal(0, 1)", ["mu real"]).value
    mu**2/2
    """
    return _as(FoundValue, information.divergence(first, second, _lines(lets)))


def entropy(law: str, lets: str | Sequence[str] = ()) -> FoundValue:
    """The entropy of a law in the claim language. Raises ClaimError, Unsupported.

    >>> entropy("Exponential(a)", ["a > 0"]).value
    1 - log(a)
    """
    return _as(FoundValue, information.entropy(law, _lines(lets)))


def gradient_estimators(function: str) -> tuple[FoundEstimator, ...]:
    """Both estimators of the derivatives in mu and sigma of E f(z), for a polynomial f in z.

    Raises ClaimError for another function, or one of a high degree.

    >>> gradient_estimators("z^2")[0].variance
    4*sigma**2
    """
    return tuple(_as(FoundEstimator, row) for row in estimators.gradient_estimators(function))


def implicit_agreement(target: str, lets: str | Sequence[str] = ()) -> tuple[Settled, ...]:
    """That the implicit derivative is that of the quantile, one outcome for each real parameter.

    Raises ClaimError where there is no explicit derivative to agree with.

    >>> implicit_agreement("Exponential(lam)", ["lam > 0"])[0].verdict
    'proved'
    """
    return tuple(map(settled, implicit.implicit_agreement(target, _lines(lets))))


def elbo_identity() -> Settled:
    """The identity of the evidence lower bound for every q, l, r, with its proof.

    >>> elbo_identity().verdict
    'proved'
    """
    return settled(elbo.elbo_identity())


def evidence_bound() -> Settled:
    """The evidence lower bound by Jensen's inequality, for every q, l, r, with its proof.

    >>> evidence_bound().verdict
    'proved'
    """
    return settled(elbo.evidence_bound())


def gaussian_evidence_bound() -> Settled:
    """The bound of a Gaussian model, whose gap is the divergence from the exact posterior.

    >>> gaussian_evidence_bound().verdict
    'proved'
    """
    return settled(elbo.gaussian_evidence_bound())


def gaussian_elbo() -> tuple[Settled, ...]:
    """The closed forms of the Gaussian evidence lower bound and its gradients, with proofs.

    >>> [outcome.verdict for outcome in gaussian_elbo()]
    ['proved', 'proved', 'proved', 'proved']
    """
    return tuple(map(settled, elbo.gaussian_elbo()))
