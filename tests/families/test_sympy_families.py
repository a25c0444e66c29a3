"""Every continuous family of one variable that the installed sympy.stats has, has a record here,
or a reason why not."""

from __future__ import annotations

from sympy.stats import crv_types

from symreparam.families.aliases import ALIASES
from symreparam.families.known import KNOWN, WITHOUT_RECORD
from symreparam.families.table import FAMILY_NAMES
from symreparam.pipeline import check_text

# a constructor for one's own density, which the claim language has as `has density`
NO_FAMILY = {"ContinuousRV"}


def test_each_family_has_a_record_or_a_reason() -> None:
    names = {name for name in crv_types.__all__ if callable(getattr(crv_types, name))} - NO_FAMILY
    assert len(names) > 45
    assert names - {*FAMILY_NAMES, *ALIASES} == set(WITHOUT_RECORD)
    assert set(WITHOUT_RECORD) <= set(KNOWN)


def test_the_reason_is_told() -> None:
    for name, arguments in (("BetaNoncentral", "1, 1, 1"), ("UniformSum", "3")):
        [found] = check_text(f"let X ~ {name}({arguments})\nderive X")
        assert found.verdict == "unsupported"
        assert WITHOUT_RECORD[name] in found.reason
