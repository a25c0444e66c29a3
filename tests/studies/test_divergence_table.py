"""The page of divergences in the docs is what its program makes."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


def program():
    spec = importlib.util.spec_from_file_location("divergences_page", DOCS / "divergences.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_rows_of_the_page_are_made_again() -> None:
    page = (DOCS / "divergences.md").read_text(encoding="utf-8").splitlines()
    module = program()
    for pairs in (module.SAME[:2], module.CROSS[:1]):
        rows = [line for line in module._section("", pairs) if line.startswith("| `")]
        assert rows and set(rows) <= set(page)
    law = module.SAME[2][0]
    assert any(line.startswith(f"| `{law}` | ${''}") for line in page)


def test_every_pair_has_its_row() -> None:
    page = (DOCS / "divergences.md").read_text(encoding="utf-8")
    module = program()
    for first, second in (*module.SAME, *module.CROSS):
        assert f"| `{first}` | `{second}` | $" in page
    for first, names in module.INFINITE:
        for name in names:
            assert f"| `{first}` | `{module.SECONDS[name]}` |" in page
    # a bare bar would end the cell in the middle of a formula
    assert r"\left\|" in page and r"\left|" not in page


def test_a_row_that_is_not_proved_is_an_error() -> None:
    module = program()
    found = module.divergence("Exponential(lambda)", "Exponential(rho)", module.LETS)
    assert module._formula(found).startswith("$")
    with pytest.raises(ValueError, match="not proved"):
        module._formula(replace(found, value=None))


def test_every_pair_of_torch_is_named() -> None:
    page = (DOCS / "divergences.md").read_text(encoding="utf-8")
    module = program()
    rows = [row for row in module._torch() if row.startswith("| `")]
    assert len(rows) == sum(map(len, module.TORCH.values())) == 87
    assert all(row in page.splitlines() for row in rows)
    with pytest.raises(ValueError, match="has no row"):
        module._place("Gumbel", "Cauchy")


def test_the_pairs_are_those_of_torch() -> None:
    kl = pytest.importorskip("torch.distributions.kl")
    theirs = {(first.__name__, second.__name__) for first, second in kl._KL_REGISTRY}
    module = program()
    assert theirs == {(first, each) for first, names in module.TORCH.items() for each in names}
