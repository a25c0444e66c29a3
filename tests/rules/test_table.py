"""The table of rules is whole: each name is a function of its module, and no rule is left out."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from symreparam import rules
from symreparam.rules.table import JOINING, MODULES, RULES

FOLDER = Path(next(iter(rules.__path__)))


def test_every_rule_is_a_function_of_the_module_that_the_table_names() -> None:
    for module, names in MODULES.items():
        for name in names:
            rule = RULES[name]
            assert callable(rule) and rule.__doc__, name
            assert rule.__module__ == f"symreparam.rules.{module}", name


def test_no_name_stands_twice_or_for_a_joining_step() -> None:
    names = [name for row in MODULES.values() for name in row]
    assert len(set(names)) == len(names) == len(RULES)
    assert not set(names) & set(JOINING)


def test_no_rule_is_left_out() -> None:
    written = {
        (path.stem, node.name)
        for path in FOLDER.glob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and node.name.endswith("_rule")
        and not node.name.startswith("_")
    }
    listed = {
        (module, f"{name.replace('-', '_')}_rule")
        for module, names in MODULES.items()
        for name in names
    }
    assert written == listed


@pytest.mark.parametrize("name", ["", "cases", "sign_rule", "order", "__doc__", "../sign"])
def test_no_other_name_is_a_rule(name: str) -> None:
    assert name not in RULES
    with pytest.raises(KeyError):
        RULES[name]
