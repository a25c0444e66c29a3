"""An examination as a neutral document, for text, LaTeX and every other target."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Expr

from symreparam.logic.judgement import HasImplicitLaw, HasLaw, HasLawByCases
from symreparam.render.document import (
    Block,
    Document,
    Heading,
    Items,
    Paragraph,
    Table,
    Text,
    Words,
)
from symreparam.render.forms_layout import form_layout
from symreparam.render.laws_layout import has_law_layout, law_layout, relation_layout
from symreparam.render.layout import Layout
from symreparam.render.prooftree import claim_blocks
from symreparam.render.sentences import commas
from symreparam.render.terms_layout import Typesetter
from symreparam.studies.examination import Examination, Noise, WorkingMap
from symreparam.studies.maps import no_map
from symreparam.studies.story_distance import distance_blocks
from symreparam.studies.summary import facts_of
from symreparam.studies.words import at_words, say
from symreparam.terms.law import AnyLaw
from symreparam.terms.scope import Relation
from symreparam.terms.symbols import symbols_of

_TITLES = {
    "proved": "It is the target",
    "refuted": "It is not the target",
    "undecided": "Whether it is the target is open",
}


def examination_document(found: Examination) -> Document:
    """All parts, each statement with what it rests on."""
    bound = symbols_of(found.claim) | symbols_of(found.law) | symbols_of(found.noise)
    show = Typesetter(bound - set(found.claim.scope.names))
    blocks: list[Block] = claim_blocks(show, found.claim)
    for title, body in (
        (_TITLES.get(found.outcome.verdict, "The verdict"), _verdict(found, show)),
        ("What it is", _law(found, show)),
        ("For which parameters it is the target", _agreement(found, show)),
        ("Whether it is in the family at all", _member(found, show)),
        ("Which noise would make it the target", _noise(found, show)),
        ("Which map works with this noise", _maps(found, show)),
        ("How far apart", distance_blocks(found, show)),
        ("Cumulants", _cumulants(found, show)),
    ):
        blocks += [Heading((Text(title),)), *body]
    blocks.append(Paragraph((Text(_rests(found)),)))
    goal = found.outcome.statement.removeprefix("prove ")
    return Document(found.outcome.verdict, goal, tuple(blocks))


def _law_of(show: Typesetter, subject: Expr, law: AnyLaw) -> Layout:
    return has_law_layout(show, HasLaw(subject, law))


def _verdict(found: Examination, show: Typesetter) -> Iterator[Block]:
    outcome = found.outcome
    if outcome.verdict == "proved":
        number = len(outcome.proof.steps) if outcome.proof else 0
        yield Paragraph(say(f"Proved in {number} steps."))
        yield Paragraph(say(_definition(found)))
        return
    if outcome.verdict == "refuted" and outcome.proof is not None:
        yield Paragraph(say("Refuted", at_words(outcome.proof.at, show), "."))
    else:
        yield Paragraph(say(f"{outcome.verdict}: {outcome.reason}."))
    yield Paragraph(say(_definition(found)))


def _definition(found: Examination) -> str:
    means = (
        "A transform is a reparameterization of the target when the law of its noise is free of "
        "the parameters and the transform of that noise has the target law."
    )
    if found.reparameterization:
        return f"{means} Both hold here."
    if found.outcome.verdict == "proved":
        return f"{means} Here the law of the noise has parameters, so this is none."
    if found.outcome.verdict == "refuted":
        return f"{means} Here the law is another one, so this is none."
    return means


def _law(found: Examination, show: Typesetter) -> Iterator[Block]:
    subject = found.claim.law_goal.subject
    if found.law is None and found.form is not None:
        goal = found.form.claim.goal
        assert isinstance(goal, HasImplicitLaw | HasLawByCases)
        form = goal.law if isinstance(goal, HasImplicitLaw) else goal.cases
        yield Paragraph(say(form_layout(show, subject, form), ", which is proved."))
        return
    if found.law is None:
        yield Paragraph(say("Its law was not derived."))
        return
    yield Paragraph(say(_law_of(show, subject, found.law), ", which is proved."))
    if found.base is not None:
        given, shift, factor = found.base
        yield Paragraph(
            say(
                "It is in the location-scale family of ",
                law_layout(show, given),
                ": shifted by ",
                show.term(shift),
                " after multiplication by ",
                show.term(factor),
                ".",
            )
        )


def _agreement(found: Examination, show: Typesetter) -> Iterator[Block]:
    agreed = found.agreement
    if agreed is None:
        return
    if agreed.conditions == ((),):
        yield Paragraph(say("For all allowed parameter values."))
        return
    parts = [tuple(relation_layout(show, r) for r in part) for part in agreed.conditions]
    if not parts and found.complete:
        yield Paragraph(say("For none: it is refuted at every allowed parameter value."))
    elif not parts:
        yield Paragraph(say("That is not settled."))
    else:
        yield Paragraph(say(f"It is the target {'exactly ' if found.complete else ''}where"))
        yield Items(tuple(commas(list(part)) for part in parts))
    if parts and found.complete:
        yield Paragraph(say("Everywhere else it is refuted at every allowed parameter value."))
    if parts and not found.complete:
        yield Paragraph(say("Whether it is elsewhere is not settled."))
    if len(agreed.leaves) > 1:
        number = len(agreed.leaves)
        joined = "; one proof by cases joins them" if found.complete else ""
        words = f"The parameter values were cut into {number} parts, each a claim{joined}."
        yield Paragraph(say(words))


def _member(found: Examination, show: Typesetter) -> Iterator[Block]:
    known = found.member
    if known is None:
        yield Paragraph(say("The target is no named law."))
    elif known.found is not None:
        law = law_layout(show, known.found)
        yield Paragraph(say(f"It is in {known.family}: it is ", law, "."))
    elif known.nowhere:
        yield Paragraph(say(f"No: at no parameter value does any member of {known.family} fit."))
    elif known.somewhere and known.fact is not None:
        at = at_words(known.fact.proof.at, show)
        yield Paragraph(say(f"Not always: no member of {known.family} fits", at, "."))
    else:
        yield Paragraph(say(f"Whether it is in {known.family} is not settled."))


def _noise(found: Examination, show: Typesetter) -> Iterator[Block]:
    noise = found.noise
    if noise is None:
        yield Paragraph(say(f"None is shown: {found.noise_reason}."))
        return
    yield Paragraph(_inverse(noise, show))
    yield Items((say(law_layout(show, noise.law)),))
    yield Paragraph(say(_freedom(noise)))
    if noise.works is None:
        yield Paragraph(say("That the transform of this noise is the target was not confirmed."))


def _inverse(noise: Noise, show: Typesetter) -> Words:
    """How the law of the noise comes about, and whether it is the only one."""
    if noise.inverse is None and not noise.given:
        own = "The density of the target at the transform, times its slope, is that of "
        more = "the noise that would do" if noise.unique else "a noise that would do"
        return say(own, more, "" if noise.unique else ", perhaps not the only one", ":")
    if noise.inverse is None:
        more = ", and is not the only one" if noise.unique is False else ""
        return say(f"The given noise makes it the target{more}:")
    back = show.term(noise.inverse)
    if noise.unique:
        start = ("Solved for the noise, the transform is ", back, " at a variable ")
        end = " with the target law, so the noise would have to follow"
        return say(*start, show.term(noise.variable), end)
    more = "and not the only one" if noise.unique is False else "perhaps not the only one"
    return say("The transform is inverted by ", back, f"; a noise that would do, {more}, is")


def _freedom(noise: Noise) -> str:
    if noise.free:
        return "Its law is free of the parameters."
    if noise.free is None:
        return "Whether its law depends on the parameters is not settled."
    if not noise.unique:
        return (
            "Its law depends on the parameters. Whether another noise would do whose law does not "
            "is left open."
        )
    return (
        "Its law depends on the parameters, so this is no reparameterization: to sample that noise "
        "would itself need one."
    )


def _maps(found: Examination, show: Typesetter) -> Iterator[Block]:
    items = tuple(_map(each, show) for each in found.maps.working)
    if items:
        yield Items(items)
    if found.maps.no_affine is not None:
        words = "No map a + b times the noise, with b not 0, gives the target: proved."
        yield Paragraph(say(words))
    if not items:
        yield Paragraph(say(f"No map was found: {no_map(found.claim)}."))


def _map(each: WorkingMap, show: Typesetter) -> Words:
    words = {
        "given": "the given map",
        "affine": "a shift and a scale",
        "transport": "the increasing transport map, the target's quantile function after the "
        "noise's distribution function",
    }[each.kind]
    return say(show.term(each.expr), f" ({words})")


def _cumulants(found: Examination, show: Typesetter) -> Iterator[Block]:
    known = found.cumulants
    if known is None:
        return
    head = (say("order"), say("expression"), say("target"))
    rows = tuple(
        (
            say(str(k + 1)),
            _cell(known.of_expression[k], known.where[k], show),
            _cell(known.of_target[k], known.target_where[k], show),
        )
        for k in range(4)
    )
    yield Table(head, rows)
    if None in (*known.of_expression, *known.of_target):
        yield Paragraph(say("A dash: it does not exist, or was not found."))


def _cell(value: Expr | None, where: tuple[Relation, ...], show: Typesetter) -> Words:
    if value is None:
        return say("-")
    if not where:
        return say(show.term(value))
    conditions = commas([relation_layout(show, relation) for relation in where])
    return say(show.term(value), " for ", conditions)


def _rests(found: Examination) -> str:
    return (
        f"{len(facts_of(found))} statements were replayed by the checker. Decimal numbers are "
        "closed forms rounded, or numeric: enclosures by interval arithmetic, rounded outwards, or "
        "from a sample, where that is said."
    )
