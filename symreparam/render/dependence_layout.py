"""What shows a dependence laid out: two events, points of the joint density, a term."""

from __future__ import annotations

from sympy import Add, Expr, Rational, oo

from symreparam.logic.judgement import Fails, Independent
from symreparam.logic.proof import Argument, Step
from symreparam.render.layout import Call, Layout, Word, equation
from symreparam.render.terms_layout import Typesetter


def dependence_slots(step: Step, show: Typesetter) -> dict[str, Layout]:
    """The slots of a sentence about dependence; none for another step."""
    known = step.conclusion
    if not isinstance(known, Fails) or not isinstance(known.of, Independent):
        return {}
    if step.rule in ("dependent-events", "dependent-probabilities"):
        i, j, first, second = step.args[1:5]
        terms = known.of.subjects
        assert isinstance(i, int) and isinstance(j, int)
        return {"first": _event(terms[i], first, show), "second": _event(terms[j], second, show)}
    if step.rule == "dependent-determined":
        place = step.args[1]
        assert isinstance(place, int)
        return {"term": show.term(known.of.subjects[place])}
    if step.rule == "dependent-density":
        return {"first": _middle(step.args[2], show), "second": _middle(step.args[3], show)}
    return {}


def _event(term: Expr, span: Argument, show: Typesetter) -> Layout:
    low, high = _ends(span)
    left = () if low == -oo else (show.term(low), "<")
    right = () if high == oo else ("<", show.term(high))
    return equation(*left, show.term(term), *right)


def _middle(box: Argument, show: Typesetter) -> Layout:
    return Call(Word(""), tuple(map(show.term, middle_of(box))))


def middle_of(box: Argument) -> tuple[Expr, ...]:
    """The middle of a box of spans."""
    assert isinstance(box, tuple)
    return tuple(Add(*_ends(part)) * Rational(1, 2) for part in box)


def _ends(span: Argument) -> tuple[Expr, Expr]:
    assert isinstance(span, tuple)
    low, high = span
    assert isinstance(low, Expr) and isinstance(high, Expr)
    return low, high
