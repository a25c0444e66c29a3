"""Doubles answer where they are good enough, and never have the last word against a law."""

from __future__ import annotations

from dataclasses import replace

import pytest
from claims import claim

from symreparam.numeric import cumulative
from symreparam.numeric.cumulative import gaps_to
from symreparam.numeric.scene import Scene, in_doubles, scene_of
from symreparam.numeric.workspace import NotFinite

DENSITY = "let X ~ Normal(0, 1); prove X has density exp(-z^2/2)/sqrt(2*pi) for z real"
MARKS, SHARES = [-1.0, 0.0, 1.0], [0.15865525393145707, 0.5, 0.8413447460685429]


def _scene() -> Scene:
    made = claim(DENSITY)
    return scene_of(made, made.law_goal.law)


def test_doubles_find_the_gaps() -> None:
    assert max(gaps_to(_scene(), MARKS, SHARES, 1e-6)) < 1e-6
    assert in_doubles(_scene()).work.digits == 0


def test_a_real_gap_is_found_by_both() -> None:
    assert gaps_to(_scene(), MARKS, [0.2, 0.5, 0.9], 0.01)[2] == pytest.approx(0.0586552, abs=1e-6)


@pytest.mark.parametrize("fault", [OverflowError, NotFinite, ValueError])
def test_where_doubles_fail_the_numbers_of_the_scene_are_asked(
    monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    def failing(scene: Scene) -> Scene:
        raise fault("no doubles")

    monkeypatch.setattr(cumulative, "in_doubles", failing)
    assert max(gaps_to(_scene(), MARKS, SHARES, 1e-6)) < 1e-6


def test_doubles_alone_never_speak_against_a_law(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(scene: Scene) -> Scene:
        made = claim(DENSITY.replace("-z^2/2", "-z^2"))
        return in_doubles(replace(scene, law=made.law_goal.law))

    monkeypatch.setattr(cumulative, "in_doubles", wrong)
    assert max(gaps_to(_scene(), MARKS, SHARES, 1e-6)) < 1e-6
