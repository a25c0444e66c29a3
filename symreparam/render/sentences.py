"""Steps of a proof as sentences: the fields of a conclusion put into the rule's phrase."""

from __future__ import annotations

import re
from typing import Final

from symreparam.logic.judgement import (
    AtMost,
    Bijection,
    Covers,
    Defined,
    Derivative,
    Differs,
    Distances,
    Distribution,
    Divergence,
    EachJacobian,
    Entropy,
    Equal,
    EqualInLaw,
    Equation,
    Exactly,
    Expectation,
    Fails,
    FailsAt,
    FailsAtSize,
    FoldEquation,
    FoldLaw,
    ForEach,
    GivenExpectation,
    GivenLaw,
    GivenValue,
    Gradient,
    HasImplicitLaw,
    HasJointLaw,
    HasLaw,
    HasLawByCases,
    HasMatrixLaw,
    HasNormalLaw,
    Holds,
    Image,
    ImageLaw,
    ImplicitSlope,
    Independent,
    IndependentVectors,
    Infinite,
    Integral,
    Jacobian,
    JointDivergence,
    JointEntropy,
    Judgement,
    LargestAt,
    LawDistribution,
    Limit,
    Median,
    Member,
    Monotone,
    NoLaw,
    NullZeros,
    Partial,
    SameLaw,
    Section,
    Series,
    Sign,
    SumsEquation,
    ValueExpectation,
)
from symreparam.logic.proof import Step
from symreparam.render import layout as lay
from symreparam.render.dependence_layout import dependence_slots
from symreparam.render.document import Code, Inline, Math, Text, Words
from symreparam.render.goal_layout import (
    expectation_layout,
    given_expectation_layout,
    goal_layout,
    infinite_layout,
    information_layout,
    letter_layout,
    median_layout,
    value_expectation_layout,
)
from symreparam.render.laws_layout import (
    has_law_layout,
    interval_layout,
    law_layout,
    member_layout,
    region_layout,
    relation_layout,
    sum_layout,
    whole_layout,
)
from symreparam.render.layout import Layout, equation
from symreparam.render.phrases import PHRASES, SENSES, SIGNS, UNKNOWN_RULE
from symreparam.render.terms_layout import Typesetter
from symreparam.terms.region import Region

_SLOT: Final = re.compile(r"\{(\w+)\}")
Slot = Layout | str | tuple[Inline, ...]


def fill(template: str, **slots: Slot) -> Words:
    """The template with mathematics, words or inlines in its slots. KeyError for a lacking one."""
    found: list[Inline] = []
    for index, part in enumerate(_SLOT.split(template)):
        if index % 2 == 0:
            found.append(Text(part))
            continue
        slot = slots[part]
        if isinstance(slot, str):
            found.append(Text(slot))
        elif isinstance(slot, tuple):
            found.extend(slot)
        else:
            found.append(Math(slot))
    return _merged(found)


def _merged(parts: list[Inline]) -> Words:
    """Neighbouring words as one text, empty ones left out."""
    found: list[Inline] = []
    for part in parts:
        if isinstance(part, Text) and found and isinstance(found[-1], Text):
            found[-1] = Text(found[-1].text + part.text)
        elif not isinstance(part, Text) or part.text:
            found.append(part)
    return tuple(found)


def commas(items: list[Layout], last: str = " and ") -> tuple[Inline, ...]:
    """`a, b and c`."""
    found: list[Inline] = []
    for index, item in enumerate(items):
        if index:
            found.append(Text(last if index == len(items) - 1 else ", "))
        found.append(Math(item))
    return tuple(found)


def sentence(step: Step, setter: Typesetter) -> Words:
    """The step in words; a rule without a phrase is named with its conclusion's fields."""
    slots = _slots(step.conclusion, setter) | dependence_slots(step, setter)
    template = PHRASES.get(step.rule)
    if template is not None and set(_SLOT.findall(template)) <= set(slots):
        return fill(template, **slots)
    judgement: list[Inline] = []
    for slot in slots.values():
        judgement += [Text(", ")] if judgement else []
        judgement += fill("{slot}", slot=slot)
    name = type(step.conclusion).__name__
    return fill(UNKNOWN_RULE, rule=step.rule, judgement=(Text(f"{name} "), *judgement))


def over(region: Region, setter: Typesetter) -> tuple[Inline, ...]:
    """` for 0 < z < 1`, or nothing."""
    if not region.bounds:
        return ()
    return (Text(" for "), Math(region_layout(setter, region)))


def _slots(judgement: Judgement, show: Typesetter) -> dict[str, Slot]:
    match judgement:
        case HasLaw():
            return {"law": has_law_layout(show, judgement)}
        case Sign(expr, sign, region):
            return {"term": show.term(expr), "sign": SIGNS[sign], "over": over(region, show)}
        case Holds(relation, region):
            return {"relation": relation_layout(show, relation), "over": over(region, show)}
        case Defined(expr, region) | NullZeros(expr, region):
            return {"term": show.term(expr), "over": over(region, show)}
        case Equal(left, right, region):
            ends = {"left": show.term(left), "right": show.term(right)}
            return {**ends, "over": over(region, show)}
        case Integral(integrand, region, value):
            _, low, high = region.bounds[0]
            letter = lay.Name(str(region.variables[0].name))
            ends_of = show.term(low), show.term(high)
            shown = lay.Integral(*ends_of, show.term(integrand), letter)
            return {"integral": shown, "value": show.term(value)}
        case Series(term, region, value):
            return {"sum": sum_layout(show, term, region), "value": show.term(value)}
        case Partial(term, region, low, point, high, value):
            within = whole_layout(show, Region(((point, low, high),)))
            shown_sum = sum_layout(show, term, region)
            return {"sum": shown_sum, "within": within, "value": show.term(value)}
        case Section(integrand, region, low, point, high, value):
            within = region_layout(show, Region(((point, low, high),)))
            return {
                "integrand": show.term(integrand),
                "over": over(region, show),
                "within": within,
                "value": show.term(value),
            }
    return _map_slots(judgement, show)


def _map_slots(judgement: Judgement, show: Typesetter) -> dict[str, Slot]:
    match judgement:
        case Derivative(mapping, body):
            letter = lay.Name(str(mapping.variable.name))
            return {
                "term": show.term(mapping.body),
                "variable": letter,
                "derivative": show.term(body),
            }
        case Monotone(mapping, sense):
            shown = {"term": show.term(mapping.body), "sense": SENSES[sense]}
            return {**shown, "over": over(mapping.source, show)}
        case Limit(mapping, end, value):
            name, lower, upper = mapping.source.bounds[0]
            return {
                "term": show.term(mapping.body),
                "value": show.term(value),
                "variable": lay.Name(str(name.name)),
                "end": show.term(lower if end == "lower" else upper),
            }
        case Image(mapping, image):
            return {
                "term": show.term(mapping.body),
                "source": interval_layout(show, mapping.source),
                "target": interval_layout(show, image),
            }
        case Bijection(mapping, inverse):
            return {
                "term": show.term(mapping.body),
                "inverse": show.term(inverse.body),
                "over": over(inverse.source, show),
            }
    return _law_slots(judgement, show)


def _law_slots(judgement: Judgement, show: Typesetter) -> dict[str, Slot]:
    match judgement:
        case Covers(regions, whole):
            found = [interval_layout(show, region) for region in regions]
            return {"regions": commas(found), "whole": interval_layout(show, whole)}
        case SameLaw(left, right):
            return {"left": law_layout(show, left), "right": law_layout(show, right)}
        case NoLaw(law):
            return {"law": law_layout(show, law)}
        case Differs(_, _, region):
            shown = region_layout(show, region) if region.bounds else "one point"
            return {"region": shown}
        case Fails(of) | FailsAt(of, _) | FailsAtSize(of, _):
            return {"law": goal_layout(show, of)}
        case Gradient(of, value):
            known = lay.equation(letter_layout(show, of), "=", show.term(value))
            return {"law": known}
        case Expectation():
            return {"mean": expectation_layout(show, judgement)}
        case ValueExpectation():
            return {"mean": value_expectation_layout(show, judgement)}
        case GivenExpectation():
            return {"mean": given_expectation_layout(show, judgement)}
        case Median():
            return {"mean": median_layout(show, judgement)}
        case Infinite():
            return {"mean": infinite_layout(show, judgement)}
        case Divergence() | Entropy() | JointDivergence() | JointEntropy():
            return {"law": information_layout(show, judgement)}
        case AtMost():
            return {"law": goal_layout(show, judgement)}
        case Equation() | HasJointLaw() | Independent() | Member() | Jacobian() | ForEach():
            return {"law": goal_layout(show, judgement)}
        case HasImplicitLaw() | HasLawByCases() | Exactly() | Distances() | ImplicitSlope():
            return {"law": goal_layout(show, judgement)}
        case IndependentVectors() | EqualInLaw() | GivenLaw() | GivenValue() | HasNormalLaw():
            return {"law": goal_layout(show, judgement)}
        case FoldEquation() | SumsEquation():
            return {"law": goal_layout(show, judgement)}
        case EachJacobian() | FoldLaw() | LargestAt() | HasMatrixLaw():
            return {"law": goal_layout(show, judgement)}
        case Distribution() | LawDistribution() | ImageLaw():
            return function_slots(judgement, show)
    return {"what": (Code(type(judgement).__name__),)}


def function_slots(
    known: Distribution | LawDistribution | ImageLaw, show: Typesetter
) -> dict[str, Slot]:
    """A distribution function in words, or the law of a map of any variable of a law."""
    if isinstance(known, ImageLaw):
        name = lay.Name(str(known.map.variable.name))
        given = equation(name, "~", member_layout(show, known.law))
        image = equation(show.term(known.map.body), "~", law_layout(show, known.to))
        return {"given": given, "image": image}
    shown: list[Inline] = []
    for part in known.parts:
        shown += [Text(", ")] if shown else []
        if isinstance(known, Distribution):
            event = equation(show.term(known.subject), "≤", lay.Name(str(part.variable.name)))
            value = equation(lay.Call(lay.Word("P"), (event,)), "=", show.term(part.body))
            shown.append(Math(value))
        else:
            shown.append(Math(show.term(part.body)))
        shown += over(part.source, show)
    found: dict[str, Slot] = {"cdf": tuple(shown)}
    if isinstance(known, LawDistribution):
        found["member"] = member_layout(show, known.law)
    return found
