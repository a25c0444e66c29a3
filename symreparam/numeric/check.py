"""The cross-check of a claim: its term against a law for it, sharing no code with the proof."""

from __future__ import annotations

from collections.abc import Callable

from symreparam.logic.claim import Claim
from symreparam.logic.verdict import CrossCheck
from symreparam.numeric.density import density_check
from symreparam.numeric.mass import mass_check
from symreparam.numeric.scene import Scene, scene_of
from symreparam.numeric.workspace import NoNumber
from symreparam.terms.law import AnyLaw

_DEFAULT = (
    ("density at points, through numeric roots", density_check),
    ("mass 1, by quadrature", mass_check),
)
SAMPLE = "sample against the distribution function"
_TROUBLE = (ArithmeticError, ValueError, RecursionError)


def cross_checks(
    claim: Claim, law: AnyLaw | None, *, sample: bool = False
) -> tuple[CrossCheck, ...]:
    """Compare the goal's term with `law` (derived, or claimed and proved) at the scope's point.

    The claim's own law takes no part. `ok` False: they differ, confirmed by a second computation;
    None: no evidence. With `sample`, a seeded sample is drawn as well (this imports numpy).
    Without a law there is nothing to compare. Never raises.
    """
    if law is None:
        return ()
    checks: list[tuple[str, Callable[[Scene], tuple[bool | None, str]]]] = list(_DEFAULT)
    if sample:
        from symreparam.numeric.sampling import sample_check

        checks.append((SAMPLE, sample_check))
    try:
        scene = scene_of(claim, law)
    except _TROUBLE as error:
        return tuple(CrossCheck(name, None, f"no evidence: {error}") for name, _ in checks)
    found = []
    for name, check in checks:
        try:
            ok, detail = check(scene)
        except NoNumber as error:
            ok, detail = None, f"no evidence: {error}"
        except _TROUBLE as error:
            ok, detail = None, f"no evidence: {type(error).__name__}: {error}"
        found.append(CrossCheck(name, ok, detail))
    return tuple(found)
