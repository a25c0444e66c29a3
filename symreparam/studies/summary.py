"""An examination in a few lines, and all the facts that it rests on."""

from __future__ import annotations

from sympy import Expr

from symreparam.logic.verdict import Witness
from symreparam.pipeline.facts import Fact
from symreparam.render.terms_text import law_text, term_text
from symreparam.studies.data import condition_text, law_words
from symreparam.studies.examination import Examination
from symreparam.terms.law import Named


def at_values(values: tuple[tuple[object, Expr], ...]) -> str:
    """` at mu = 1, sigma = 2`, or nothing."""
    shown = ", ".join(f"{symbol} = {term_text(value)}" for symbol, value in values)
    return f" at {shown}" if shown else ""


def facts_of(found: Examination) -> tuple[Fact, ...]:
    """Every fact of the examination."""
    facts: list[Fact | None] = [found.law_fact, found.form]
    if found.agreement is not None:
        facts += [leaf.fact for leaf in found.agreement.leaves]
    facts += [found.exactly]
    facts += [None if found.member is None else found.member.fact]
    if found.noise is not None:
        facts += [found.noise.fact, found.noise.works, found.noise.freedom]
    facts += [fact for each in found.maps.working for fact in each.facts]
    facts += [found.maps.no_affine]
    if found.distance is not None:
        facts += [found.distance.exact, found.distance.divergence_fact]
    facts += () if found.cumulants is None else found.cumulants.facts
    return tuple(dict.fromkeys(fact for fact in facts if fact is not None))


def short_text(found: Examination) -> str:
    """The verdict, the true law, the counterexample and what is true instead, in a few lines."""
    outcome, lines = found.outcome, []
    lines.append(f"{outcome.verdict}: {outcome.statement.removeprefix('prove ')}")
    if outcome.verdict not in ("proved", "refuted"):
        lines.append(f"  {outcome.reason}")
    law = law_words(found)
    if outcome.verdict != "proved" and law is not None:
        lines.append(f"  its law: {law}")
        if found.base is not None and not isinstance(found.law, Named):
            lines.append(f"  which is in the location-scale family of {law_text(found.base[0])}")
    if outcome.verdict == "refuted" and outcome.proof is not None:
        lines += _false(at_values(outcome.proof.at), outcome.witness)
    agreed = found.agreement
    if agreed is not None and outcome.verdict != "proved":
        where = " or ".join(condition_text(part) for part in agreed.conditions)
        rest = "" if found.complete else "; the rest is not settled"
        lines.append(f"  true for: {where or ('none' if found.complete else 'not settled')}"
                     f"{rest if where else ''}")  # fmt: skip
    if outcome.verdict == "refuted" and found.maps.working:
        goal = found.claim.law_goal
        nearest = term_text(found.maps.working[0].expr)
        lines.append(f"  true instead: {nearest} ~ {law_text(goal.law)}")
    return "\n".join(lines) + "\n"


def _false(at: str, witness: Witness | None) -> list[str]:
    """`false at mu = 1: the densities differ, 0.24 and 0.35 at 1/2`, as far as that is known."""
    why = "" if witness is None else witness.why
    for place in (" there", " at this point"):
        why = why.replace(place, "")
    if witness is not None and why and witness.left and witness.right and witness.point is not None:
        why += f", {witness.left} and {witness.right} at {term_text(witness.point)}"
    told = f": {why}" if why else ""
    return [f"  false{at}{told}"] if at or told else []
