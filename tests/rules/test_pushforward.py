"""The change of variables: branches with an inverse, without one, constant ones, masses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Expr, Integer, Rational, exp

from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Bijection,
    Covers,
    Defined,
    Derivative,
    Equal,
    HasLaw,
    Image,
    Integral,
    Monotone,
)
from symreparam.pipeline import check_text
from symreparam.rules import pushforward
from symreparam.rules.pushforward import pushforward_rule
from symreparam.rules.rule import Setting
from symreparam.terms.law import Atom, Law, Piece
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import variable

Case = tuple[Setting, tuple, tuple]


def step(text: str) -> Case:
    """The setting, premises and arguments of the pushforward in a proof."""
    [found] = check_text(text)
    assert found.proof is not None, found.reason
    moved = next(s for s in found.proof.steps if s.rule == "pushforward")
    [goal] = goals(check_names(parse_block(text), FAMILY_NAMES))
    premises = tuple(found.proof.steps[i].conclusion for i in moved.premises)
    return Setting(goal.claim, goal.claim.scope), premises, moved.args


SQUARE = step("let X ~ Normal(1, 1)\nderive X^2")
NO_INVERSE = step("let X ~ Arcsin(-1, 1)\nprove 4*X^3 - 3*X ~ Arcsin(-1, 1)")
CUT = step("let X ~ Exponential(1)\nderive min(X, 1)")


def refused(
    case: Case, code: str, premises: tuple | None = None, args: tuple | None = None
) -> None:
    setting, good, given = case
    assert isinstance(pushforward_rule(setting, good, given), HasLaw)
    with pytest.raises(RuleError) as error:
        pushforward_rule(setting, good if premises is None else premises, args or given)
    assert error.value.code == f"pushforward.{code}"


def put(case: Case, index: int, judgement: object) -> tuple:
    return (*case[1][:index], judgement, *case[1][index + 1 :])


def place(case: Case, kind: type, number: int = 0) -> int:
    return [i for i, p in enumerate(case[1]) if isinstance(p, kind)][number]


def test_the_first_premise_is_a_law_with_a_density() -> None:
    refused(SQUARE, "law", put(SQUARE, 0, NUMBERS))
    refused(SQUARE, "premises", ())


def test_the_branches_cover_the_piece() -> None:
    index = place(SQUARE, Covers)
    known = SQUARE[1][index]
    x = known.whole.variables[0]
    refused(SQUARE, "covers", put(SQUARE, index, replace(known, whole=interval(x, 0, 1))))
    refused(SQUARE, "covers", (SQUARE[1][0], *SQUARE[1][2:]))


@pytest.mark.parametrize("number", [0, 1])
def test_each_branch_is_monotone_where_it_is_said_to_be(number: int) -> None:
    index = place(SQUARE, Monotone, number)
    known = SQUARE[1][index]
    other = replace(known.map, source=interval(known.map.variable, -1, 1))
    refused(SQUARE, "monotone", put(SQUARE, index, Monotone(other, known.sense)))
    other = replace(known.map, body=known.map.body + 1)
    refused(SQUARE, "monotone", put(SQUARE, index, Monotone(other, known.sense)))


def test_the_inverse_is_that_of_the_branch() -> None:
    first, second = place(SQUARE, Bijection), place(SQUARE, Bijection, 1)
    refused(SQUARE, "bijection", put(SQUARE, first, SQUARE[1][second]))


def test_the_derivative_is_that_of_the_inverse() -> None:
    first, second = place(SQUARE, Derivative), place(SQUARE, Derivative, 1)
    refused(SQUARE, "derivative", put(SQUARE, first, SQUARE[1][second]))
    pair = SQUARE[1][place(SQUARE, Bijection)]
    wrong = Derivative(pair.map, SQUARE[1][first].derivative)
    refused(SQUARE, "derivative", put(SQUARE, first, wrong))


def test_nothing_is_left_over_and_nothing_is_missing() -> None:
    refused(SQUARE, "premises", (*SQUARE[1], SQUARE[1][0]))
    refused(SQUARE, "branch", SQUARE[1][:-1])
    refused(SQUARE, "args", args=(SQUARE[2][0], (Integer(1),)))
    refused(SQUARE, "args", args=SQUARE[2][:1])


def test_a_density_without_an_inverse_is_checked_where_x_is() -> None:
    index = [i for i, p in enumerate(NO_INVERSE[1]) if isinstance(p, Equal)][-1]
    known = NO_INVERSE[1][index]
    refused(NO_INVERSE, "pullback", put(NO_INVERSE, index, replace(known, left=2 * known.left)))
    refused(NO_INVERSE, "pullback", put(NO_INVERSE, index, replace(known, over=NUMBERS)))
    mapping, densities = NO_INVERSE[2]
    doubled = (2 * densities[0], *densities[1:])
    refused(NO_INVERSE, "pullback", args=(mapping, doubled))
    refused(NO_INVERSE, "args", args=(mapping, densities[:-1]))
    image = place(NO_INVERSE, Image)
    other = NO_INVERSE[1][place(NO_INVERSE, Image, 1)]
    refused(NO_INVERSE, "image", put(NO_INVERSE, image, other))


def test_a_constant_branch_is_a_mass_by_an_integral() -> None:
    index = place(CUT, Integral)
    known = CUT[1][index]
    law = pushforward_rule(CUT[0], CUT[1], CUT[2]).law
    assert isinstance(law, Law) and law.atoms == (Atom(Integer(1), exp(-1)),)
    refused(CUT, "integral", put(CUT, index, replace(known, integrand=2 * known.integrand)))
    letter = known.over.variables[0]
    refused(CUT, "integral", put(CUT, index, replace(known, over=interval(letter, 0, 1))))


def test_masses_move_to_the_image_where_the_map_is_defined() -> None:
    x = variable("x")
    law = Law(x, (), (Atom(Integer(2), Rational(1, 3)), Atom(Integer(-2), Rational(2, 3))))
    mapping = replace(SQUARE[2][0], body=SQUARE[2][0].variable ** 2)
    given = HasLaw(SQUARE[1][0].subject, law)
    images: list[Expr] = [mapping.at(atom.point) for atom in law.atoms]
    good = (given, *(Defined(image, NUMBERS) for image in images))
    told = pushforward_rule(SQUARE[0], good, (mapping, ()))
    assert isinstance(told, HasLaw) and isinstance(told.law, Law)
    assert [atom.point for atom in told.law.atoms] == [4, 4]
    for wrong in (good[:2], (*good[:2], Defined(Integer(5), NUMBERS))):
        with pytest.raises(RuleError, match=r"pushforward\.atom"):
            pushforward_rule(SQUARE[0], wrong, (mapping, ()))


def test_a_planted_rule_that_takes_any_cover_drops_a_branch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One branch of X^2 alone has not the mass of X: the cover of half of the line is refused."""
    index = place(SQUARE, Covers)
    half = SQUARE[1][index].regions[1]
    short = (SQUARE[1][0], Covers((half,), half), *SQUARE[1][5:])
    refused(SQUARE, "covers", short)
    real = pushforward.require

    def lax(ok: bool, code: str, detail: object = "") -> None:
        if code != "pushforward.covers":
            real(ok, code, detail)

    monkeypatch.setattr(pushforward, "require", lax)
    told = pushforward_rule(SQUARE[0], short, SQUARE[2])
    honest = pushforward_rule(SQUARE[0], SQUARE[1], SQUARE[2])
    assert isinstance(told, HasLaw) and isinstance(told.law, Law) and isinstance(honest, HasLaw)
    assert all(isinstance(piece, Piece) for piece in told.law.pieces)
    assert told != honest
