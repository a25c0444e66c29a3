"""An examination as one JSON object; laws, terms and conditions in the claim language."""

from __future__ import annotations

import json
from typing import Any, Final

from sympy import Expr

from symreparam.logic.judgement import Distances, HasImplicitLaw, HasLawByCases
from symreparam.pipeline.cutting import Conditions
from symreparam.render.forms_text import form_text
from symreparam.render.terms_text import law_text, relation_text, term_text
from symreparam.studies.exact_distance import shown
from symreparam.studies.examination import Cumulants, Distance, Examination, Membership
from symreparam.terms.scope import Relation

KEYS: Final = (
    *("verdict", "law", "agrees_for", "complete", "member", "noise", "noise_is_free"),
    *("maps", "distance", "cumulants"),
)
ALWAYS: Final = "always"


def data_of(found: Examination) -> dict[str, Any]:
    """The keys of KEYS. `agrees_for`: [] for nowhere, ["always"], a condition for each part of the
    parameter values, or null when nothing is settled; `complete`: that nothing is missing in it
    is proved.
    `member`: the member of the target's family, false when none fits at any parameter value, null
    when that is open or depends on the values. `noise_is_free`: null when that is open."""
    noise = found.noise
    return {
        "verdict": found.outcome.verdict,
        "law": law_words(found),
        "agrees_for": conditions(found),
        "complete": found.complete,
        "member": _member(found.member),
        "noise": None if noise is None else law_text(noise.law),
        "noise_is_free": None if noise is None else noise.free,
        "maps": [term_text(each.expr) for each in found.maps.working],
        "distance": None if found.distance is None else _distance(found.distance),
        "cumulants": None if found.cumulants is None else _cumulants(found.cumulants),
    }


def law_words(found: Examination) -> str | None:
    """The law of the expression in the claim language, or at the values of its map, or None."""
    if found.law is not None:
        return law_text(found.law)
    goal = None if found.form is None else found.form.claim.goal
    if isinstance(goal, HasImplicitLaw):
        return form_text(goal.law)
    return form_text(goal.cases) if isinstance(goal, HasLawByCases) else None


def to_json(found: Examination) -> str:
    """One line."""
    return json.dumps(data_of(found), ensure_ascii=False)


def conditions(found: Examination) -> list[str] | None:
    """The parts of the parameter values on which the claim holds, in words of the language."""
    agreed = found.agreement
    if agreed is None or (not agreed.conditions and not found.complete):
        return None
    return [condition_text(part) for part in agreed.conditions]


def condition_text(part: Conditions) -> str:
    """`sigma = 1 and mu = 0`, or `always`."""
    return " and ".join(map(relation_text, part)) if part else ALWAYS


def _member(known: Membership | None) -> str | bool | None:
    if known is None:
        return None
    if known.found is not None:
        return law_text(known.found)
    return False if known.nowhere else None


def _distance(known: Distance) -> dict[str, Any]:
    closed = known.divergence
    return {
        "at": {str(symbol): term_text(value) for symbol, value in known.values},
        "sup": None if known.sup is None else list(known.sup),
        "where": known.where or None,
        "total_variation": None if known.total_variation is None else list(known.total_variation),
        "exact": None if known.exact is None else _exact(known.exact.claim.goal),
        "kl": None if closed is None else term_text(closed),
        "kl_for": None if closed is None else condition_text(known.divergence_where),
        "numeric": numeric_entries(known),
    }


def _exact(goal: object) -> dict[str, str]:
    """The closed forms that are proved."""
    assert isinstance(goal, Distances)
    pairs = (("sup", goal.gap), ("where", goal.at), ("total_variation", goal.variation))
    return {name: term_text(shown(term)) for name, term in pairs}


def numeric_entries(known: Distance) -> list[str]:
    """The entries that are enclosures by interval arithmetic, which the checker does not replay:
    all but the zeros that rest on the proof of the claim, the closed forms, and the divergence."""
    if known.exact is not None:
        return []
    entries = {"sup": known.sup, "total_variation": known.total_variation}
    found = [name for name, ends in entries.items() if ends is not None and ends != ("0", "0")]
    return [*found, "where"] if known.where else found


def _cumulants(known: Cumulants) -> dict[str, Any]:
    def shown(values: tuple[Expr | None, ...]) -> list[str | None]:
        return [None if value is None else term_text(value) for value in values]

    def places(
        values: tuple[Expr | None, ...], where: tuple[tuple[Relation, ...], ...]
    ) -> list[str | None]:
        pairs = zip(values, where, strict=True)
        return [None if value is None else condition_text(part) for value, part in pairs]

    return {
        "expression": shown(known.of_expression),
        "target": shown(known.of_target),
        "expression_for": places(known.of_expression, known.where),
        "target_for": places(known.of_target, known.target_where),
    }
