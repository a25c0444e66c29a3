"""Families with any number of parameters: the record for each, and claims about them."""

from __future__ import annotations

import pytest
from sympy import Add, Integer, diff, symbols

from symreparam.families.members import UnknownFamily, parameter_conditions, record_of, unfold
from symreparam.families.variadic import MOST_PARAMETERS, family_of, is_law
from symreparam.pipeline import check_text
from symreparam.terms.law import Named
from symreparam.terms.scope import variable

LETS = "let a, b, c > 0\nlet a + b < 1\nlet X ~ Categorical(a, b, 1 - a - b)\n"


@pytest.mark.parametrize("count", [1, 2, 5, MOST_PARAMETERS])
def test_records(count: int) -> None:
    record = family_of("Categorical", count)
    assert record is not None and len(record.parameters) == len(record.atoms) == count
    total = Add(*(atom.mass for atom in record.atoms))
    assert [r.left - r.right for r in record.conditions] == [total - 1]
    slope = diff(record.mgf, record.frequency).xreplace({record.frequency: Integer(0)})
    assert slope == record.mean
    template, arguments = record.latex
    assert template.count("%s") == len(arguments) == count


def test_members() -> None:
    p, q = symbols("p q", positive=True)
    named = Named("Categorical", (p, q))
    assert record_of(named).name == "Categorical"
    assert len(parameter_conditions(named)) == 5
    assert [atom.mass for atom in unfold(named, variable("t")).atoms] == [p, q]
    for arguments in ((), (p,) * (MOST_PARAMETERS + 1)):
        with pytest.raises(UnknownFamily):
            record_of(Named("Categorical", arguments))
    assert is_law("Categorical") and is_law("Normal") and is_law("N") and not is_law("Foo")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("X ~ Categorical(a, b, 1 - a - b)", "proved"),
        ("2*X has mass a at 2, mass b at 4, mass 1 - a - b at 6", "proved"),
        ("E(X) = 3 - 2*a - b", "proved"),
        ("P(X = 2) = b", "proved"),
        ("X ~ Categorical(1 - a - b, b, a)", "refuted"),
        ("X ~ Categorical(a, b, c)", "refuted"),
        ("E(X) = 2", "refuted"),
        ("X ~ Categorical(k=1)", "error"),
        ("KL(Categorical(1/2, 1/3), Categorical(1/2, 1/2)) = 0", "error"),
        ("KL(Categorical(), Categorical(1)) = 0", "error"),
    ],
)
def test_claims(claim: str, verdict: str) -> None:
    [found] = check_text(LETS + "prove " + claim)
    assert found.verdict == verdict, found.reason
