"""Records do what the standard library's frozen dataclasses do, and compile nothing before use."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import field
from types import FunctionType
from typing import Any

import pytest

from symreparam.terms import record

Decorator = Callable[..., Any]


def _both(define: Callable[[Decorator], Any]) -> tuple[Any, Any]:
    """The class made by the standard library, and the same class as a record."""
    return define(dataclasses.dataclass), define(record.dataclass)


def _point(dataclass: Decorator) -> Any:
    @dataclass(frozen=True, slots=True)
    class Point:
        """A class with each kind of field."""

        x: int
        y: int = 0
        names: list[str] = field(default_factory=list, compare=False)
        note: str = field(default="", repr=False, compare=False)

    return Point


def _small(dataclass: Decorator) -> Any:
    @dataclass(frozen=True, slots=True)
    class Small:
        """One field, and a condition on it."""

        x: int

        def __post_init__(self) -> None:
            if self.x > 9:
                raise ValueError(self.x)

    return Small


def _derived(dataclass: Decorator) -> Any:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Placed:
        """A field that is given by its name."""

        at: int = field(default=0, compare=False)

    @dataclass(frozen=True, slots=True)
    class Word(Placed):
        """Its own field stands first."""

        text: str

    return Word


def _empty(dataclass: Decorator) -> Any:
    @dataclass(frozen=True, slots=True)
    class Empty:
        """No field."""

    return Empty


def _own(dataclass: Decorator) -> Any:
    @dataclass(frozen=True, slots=True)
    class Own:
        """Methods of its own."""

        x: int

        def __eq__(self, other: object) -> bool:
            return isinstance(other, type(self))

        def __repr__(self) -> str:
            return "own"

    return Own


CASES: tuple[tuple[Callable[[Decorator], Any], tuple[Any, ...], dict[str, Any]], ...] = (
    (_point, (1,), {}),
    (_point, (1, 2, ["a"], "n"), {}),
    (_point, (), {"x": 1, "note": "n"}),
    (_small, (3,), {}),
    (_derived, ("w",), {"at": 2}),
    (_derived, (), {"text": "w"}),
    (_empty, (), {}),
    (_own, (1,), {}),
)


@pytest.mark.parametrize(("define", "values", "named"), CASES)
def test_a_record_looks_like_the_standard_librarys(
    define: Callable[[Decorator], Any], values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    theirs, ours = _both(define)
    left, right = theirs(*values, **named), ours(*values, **named)
    assert dataclasses.astuple(left) == dataclasses.astuple(right)
    assert repr(left) == repr(right)
    assert ours.__match_args__ == theirs.__match_args__
    assert str(inspect.signature(ours)) == str(inspect.signature(theirs))
    assert ours.__slots__ == theirs.__slots__
    assert not hasattr(right, "__dict__")
    if define is not _own:
        assert hash(left) == hash(right)


def test_equality_is_of_the_compared_fields_of_one_class() -> None:
    for each in _both(_point):
        assert each(1, 2) == each(1, 2, ["a"], "n")
        assert hash(each(1, 2)) == hash(each(1, 2, ["a"], "n"))
        assert each(1, 2) != each(1, 3)
        assert each(1, 2) != (1, 2)

        class Child(each):  # type: ignore[misc]
            """The same fields."""

        assert Child(1, 2) != each(1, 2)
    theirs, ours = _both(_point)
    assert theirs(1, 2) != ours(1, 2)


def test_methods_of_the_class_itself_stay() -> None:
    for each in _both(_own):
        assert each(1) == each(2)
        assert repr(each(1)) == "own"
        assert hash(each(1)) != hash(each(2))


@pytest.mark.parametrize("values", [(), (1, 2, [], "", 5)])
def test_wrong_arguments_are_refused(values: tuple[Any, ...]) -> None:
    for each in _both(_point):
        with pytest.raises(TypeError, match=r"__init__\(\)"):
            each(*values)
    for each in _both(_derived):
        with pytest.raises(TypeError, match="positional"):
            each("w", 2)
        with pytest.raises(TypeError, match="unexpected keyword"):
            each("w", of=2)


def test_a_record_does_not_change() -> None:
    for each in _both(_point):
        point = each(1)
        with pytest.raises(dataclasses.FrozenInstanceError, match="assign to field 'x'"):
            point.x = 2
        with pytest.raises(dataclasses.FrozenInstanceError, match="delete field 'x'"):
            del point.x
        with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):
            point.other = 2
        assert point.x == 1


def test_the_condition_is_looked_at_whenever_an_object_is_made() -> None:
    for each in _both(_small):
        with pytest.raises(ValueError, match="10"):
            each(10)
        with pytest.raises(ValueError, match="10"):
            dataclasses.replace(each(1), x=10)


def test_deep_records_are_shown_compared_and_hashed_as_deep_as_the_standard_librarys() -> None:
    for each in _both(_nested):
        first = second = None
        for _ in range(240):
            first, second = each(first), each(second)
        assert first == second
        assert hash(first) == hash(second)
        assert repr(first).endswith("None" + ")" * 240)


def _nested(dataclass: Decorator) -> Any:
    @dataclass(frozen=True, slots=True)
    class Nested:
        """A chain."""

        inner: object

    return Nested


def test_defaults_of_a_factory_are_not_shared() -> None:
    for each in _both(_point):
        first, second = each(1), each(1)
        first.names.append("a")
        assert second.names == []


def test_records_are_copied_and_sent() -> None:
    point = _Sent(1, ("a",))
    for protocol in (2, pickle.HIGHEST_PROTOCOL):
        assert pickle.loads(pickle.dumps(point, protocol)) == point
    assert copy.copy(point) == point == copy.deepcopy(point)
    assert dataclasses.replace(point, x=2) == _Sent(2, ("a",))


@record.dataclass(frozen=True, slots=True)
class _Sent:
    """A record that can be found by its name."""

    x: int
    names: tuple[str, ...]


def test_methods_are_written_when_they_are_used() -> None:
    made = _point(record.dataclass)
    written = ("__init__", "__eq__", "__hash__")
    assert not any(isinstance(vars(made)[name], FunctionType) for name in written)
    point = made(1)
    assert isinstance(vars(made)["__init__"], FunctionType)
    assert not isinstance(vars(made)["__hash__"], FunctionType)
    assert hash(point) == hash((1, 0))
    assert isinstance(vars(made)["__hash__"], FunctionType)
    assert made.__init__.__qualname__ == f"{made.__qualname__}.__init__"


def test_methods_can_be_written_before_they_are_used() -> None:
    made = _point(record.dataclass)
    record.write_methods(made)
    assert all(isinstance(vars(made)[name], FunctionType) for name in ("__init__", "__eq__"))
    assert made(1) == made(1)
    record.write_methods(int)


def test_what_can_be_changed_is_the_standard_librarys() -> None:
    @record.dataclass(slots=True)
    class Counter:
        """It counts."""

        count: int = 0

    counter = Counter()
    counter.count += 1
    assert counter == Counter(1)
    with pytest.raises(TypeError, match="unhashable"):
        hash(counter)


class _Counted:
    """A value that counts how often its hash is asked for."""

    asked = 0

    def __hash__(self) -> int:
        type(self).asked += 1
        return 7

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Counted)


@record.dataclass(frozen=True, slots=True)
class _Holder:
    """A record that can be pickled."""

    value: object
    note: str = field(default="", compare=False)


def test_a_hash_is_computed_once_and_is_no_part_of_what_is_copied_or_pickled() -> None:
    _Counted.asked = 0
    made = _Holder(_Counted())
    assert hash(made) == hash(made) == hash((_Counted(),))
    assert _Counted.asked == 2
    stored = pickle.loads(pickle.dumps(made))
    others = (copy.copy(made), stored, dataclasses.replace(made, note="n"))
    for count, other in enumerate(others, 3):
        assert hash(other) == hash(other) == hash(made)
        assert other == made and _Counted.asked == count
    assert [each.name for each in dataclasses.fields(_Holder)] == ["value", "note"]


def test_another_value_has_another_hash() -> None:
    made = _Holder("a")
    assert hash(made) != hash(dataclasses.replace(made, value="b"))
    with pytest.raises(TypeError, match="unhashable"):
        hash(_Holder([]))
    with pytest.raises(TypeError, match="unhashable"):
        hash(_Holder([]))
