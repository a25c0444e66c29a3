"""A map of noise that is given, not searched for: its law is derived, and it becomes a route."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Symbol

from symreparam.logic.errors import ClaimError
from symreparam.logic.judgement import HasLaw
from symreparam.logic.verdict import Outcome
from symreparam.render.terms_text import law_text
from symreparam.studies.asking import asked
from symreparam.studies.pathwise import log_jacobian, pathwise
from symreparam.studies.route_records import Reparameterization, Route
from symreparam.terms.law import AnyLaw, Named


def given_map(body: str, lets: Sequence[str]) -> Reparameterization:
    """The law of `body`, an expression of the claim language, as the law with that one route.

    `lets` introduce the parameters and the noise: `["sigma > 0", "eps ~ Normal(0, 1)"]`. Raises
    ClaimError when the law is not found, has masses, or the noise has parameters.
    """
    if not body.strip():
        raise ClaimError('a map is an expression, as in "exp(mu + sigma*eps)"')
    lines = [f"let {line}" for line in lets]
    found = asked("\n".join([*lines, f"derive {body}"]))
    if found.verdict != "proved" or found.law is None:
        raise ClaimError(f"the law of {body} was not derived: {found.reason or found.verdict}")
    law = next((name for name in found.names if isinstance(name, Named)), found.law)
    goal = f"prove {body} {'~' if isinstance(law, Named) else 'has'} {law_text(law)}"
    text = "\n".join([*lines, goal])
    outcome = asked(text)
    if outcome.verdict != "proved":
        raise ClaimError(f"{goal}: {outcome.reason or outcome.verdict}")
    return Reparameterization(body, law, (_route(outcome, text, law),), ())


def _route(outcome: Outcome, text: str, law: AnyLaw) -> Route:
    claim = outcome.claim
    assert claim is not None and isinstance(claim.goal, HasLaw)
    pairs = [(given.subject, given.law) for given in claim.hypotheses]
    noise = tuple((s, n) for s, n in pairs if isinstance(s, Symbol) and isinstance(n, Named))
    for letter, each in noise:
        if any(argument.free_symbols for argument in each.arguments):
            raise ClaimError(f"the law of {letter} has a parameter: {law_text(each)} is no noise")
    if not isinstance(law, Named) and (law.atoms or law.lattices):
        raise ClaimError("the law has masses: the map jumps, and has no pathwise gradient")
    body = claim.goal.subject
    used = tuple((letter, each) for letter, each in noise if body.has(letter))
    jacobian = log_jacobian(claim, (body,), used)
    paths = tuple(pathwise(claim, body, False, ()))
    return Route("given", used, body, jacobian, paths, outcome, text)
