"""Which symbols the parts of a judgement may use: its terms, regions, maps and laws."""

from __future__ import annotations

from functools import lru_cache

from sympy import Expr, Symbol, nan, oo, zoo

from symreparam.families.members import UnknownFamily, WrongArguments, product_law
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Distances, Exactly, HasLaw, ImplicitSlope
from symreparam.rules.rule import require
from symreparam.terms.events import is_indicator
from symreparam.terms.forms import CaseLaw, ImplicitLaw
from symreparam.terms.law import AnyLaw, JointLaw, Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import Region
from symreparam.terms.scope import is_whole, whole
from symreparam.terms.scope import variable as plain

Symbols = frozenset[Symbol]


def event_form(event: Expr) -> None:
    """An event is given by its indicator."""
    require(is_indicator(event), "form.event", event)


def region_form(region: Region, parameters: Symbols, taken: Symbols) -> Symbols:
    """The symbols that terms over the region may use."""
    known = parameters
    for variable, lower, upper in region.bounds:
        require(variable not in taken and variable not in known, "form.capture", variable)
        require(variable == plain(variable.name), "form.variable", variable)
        terms_form(known, lower, upper)
        known = known | {variable}
    return known


def range_form(region: Region, parameters: Symbols, taken: Symbols) -> Symbols:
    """The symbols that terms over one range of whole numbers may use."""
    require(len(region.bounds) == 1, "form.range", "one index")
    index, lower, upper = region.bounds[0]
    _index(index, parameters, taken)
    terms_form(parameters, lower, upper)
    for end in (lower, upper):
        require(end in (oo, -oo) or is_whole(end), "form.whole", end)
    return parameters | {index}


def _index(index: Symbol, parameters: Symbols, taken: Symbols) -> None:
    names = {symbol.name for symbol in taken | parameters}
    require(index.name not in names, "form.capture", index)
    require(index == whole(index.name), "form.variable", index)


def form_of_place(region: Region, parameters: Symbols, taken: Symbols) -> Symbols:
    """The symbols of terms over an open region, or over one range of whole numbers."""
    if len(region.bounds) == 1 and region.variables[0].is_integer:
        return range_form(region, parameters, taken)
    return region_form(region, parameters, taken)


def map_form(mapping: Map, parameters: Symbols, taken: Symbols) -> Symbols:
    require(mapping.source.variables == (mapping.variable,), "form.map", mapping.variable)
    known = region_form(mapping.source, parameters, taken)
    terms_form(known, mapping.body)
    return known


def law_form(law: AnyLaw, parameters: Symbols, taken: Symbols) -> None:
    if isinstance(law, Named):
        terms_form(parameters, *law.arguments)
        return
    require(law.variable not in taken, "form.capture", law.variable)
    require(law.variable == plain(law.variable.name), "form.variable", law.variable)
    for piece in law.pieces:
        require(piece.region.variables == (law.variable,), "form.law", law.variable)
        terms_form(region_form(piece.region, parameters, taken), piece.density)
    for atom in law.atoms:
        terms_form(parameters, atom.point, atom.mass)
    for each in law.lattices:
        known = range_form(each.range, parameters, taken)
        terms_form(known, each.point, each.mass)


def implicit_form(law: ImplicitLaw, parameters: Symbols, taken: Symbols) -> None:
    """Each density is in the letter of its map; the images are in one letter, another one."""
    require(len(law.pieces) > 0, "form.implicit", "no piece")
    require(len({piece.image.variables for piece in law.pieces}) == 1, "form.implicit", "letters")
    for piece in law.pieces:
        known = map_form(piece.map, parameters, taken)
        require(len(piece.image.bounds) == 1, "form.implicit", "no interval")
        region_form(piece.image, parameters, taken | {piece.map.variable})
        terms_form(known, piece.density)


def cases_form(cases: tuple[CaseLaw, ...], parameters: Symbols, taken: Symbols) -> None:
    """Each case has relations between terms in parameters, and a law."""
    require(len(cases) > 0, "form.cases", "no case")
    for case in cases:
        require(len(case.relations) > 0, "form.cases", "no relation")
        for relation in case.relations:
            terms_form(parameters, relation.left, relation.right)
        if isinstance(case.law, ImplicitLaw):
            implicit_form(case.law, parameters, taken)
        else:
            law_form(case.law, parameters, taken)


def joint_form(
    subjects: tuple[Expr, ...],
    joint: JointLaw,
    parameters: Symbols,
    taken: Symbols,
    random: Symbols,
) -> None:
    """The terms and their joint law have as many components, in the letters of its region."""
    terms_form(parameters | random, *subjects)
    known = region_form(joint.region, parameters, taken)
    same = set(joint.variables) == set(joint.region.variables)
    require(same and len(joint.variables) == len(subjects), "form.joint")
    terms_form(known, joint.density)
    if joint.factors:
        _factors(joint, parameters)


def _factors(joint: JointLaw, parameters: Symbols) -> None:
    """The density is the product of those of the factors, on the product of their supports."""
    for named in joint.factors:
        terms_form(parameters, *named.arguments)
    try:
        wanted = product_law(joint.factors, joint.variables)
    except (UnknownFamily, WrongArguments) as error:
        raise RuleError("form.factors", str(error)) from error
    require(wanted == joint, "form.factors", "the density is not that of the factors")


def terms_form(known: Symbols, *terms: Expr) -> None:
    for term in terms:
        if not isinstance(term, Expr):
            raise RuleError("form.term", type(term).__name__)
        symbols, number = _inspected(term)
        if not symbols <= known:
            strangers = sorted(symbol.name for symbol in symbols - known)
            raise RuleError("form.scope", ", ".join(strangers))
        if not number:  # printing a term costs more than looking at it
            raise RuleError("form.number", str(term))


@lru_cache(maxsize=4096)  # the same terms stand in many judgements
def _inspected(term: Expr) -> tuple[Symbols, bool]:
    """The free symbols, and whether no undefined number stands in the term."""
    return frozenset(term.free_symbols), not term.has(nan, zoo)


def slope_form(known: ImplicitSlope, parameters: Symbols, taken: Symbols) -> None:
    require(known.parameter in parameters, "form.parameter", known.parameter)
    law_form(known.law, parameters, taken)
    inside = map_form(known.density, parameters, taken)
    terms_form(inside, known.slope, *(() if known.value is None else (known.value,)))


def inner_form(judged: Exactly | Distances, parameters: Symbols) -> HasLaw:
    """The law of which it speaks, whose own form is still to be looked at."""
    if isinstance(judged, Distances):
        terms_form(parameters, judged.gap, judged.at, judged.variation)
        return HasLaw(judged.subject, judged.law)
    require(isinstance(judged.of, HasLaw), "form.exactly", type(judged.of).__name__)
    for relation in (each for one in judged.cases for each in one):
        terms_form(parameters, relation.left, relation.right)
    return judged.of
