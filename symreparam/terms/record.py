"""Records: the standard library's frozen dataclasses, whose methods are written when first used.

`dataclasses` compiles six methods for each class as it is defined. For the records of this package
that takes a third as long as `import sympy`, and one claim makes objects of few of them. Here
`__init__`, `__eq__`, `__hash__` and `__repr__` are compiled when they are first looked up, and the
others are shared. What they do is the same (the tests compare them), and to a type checker the
decorator is the same. A dataclass that can be changed is the standard library's.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from types import FunctionType, MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NoReturn

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(
        *, slots: bool, frozen: bool = False, kw_only: bool = False
    ) -> Callable[[type], type]:
        """`dataclasses.dataclass` with these of its options."""
        if not (frozen and slots):
            return dataclasses.dataclass(frozen=frozen, slots=slots, kw_only=kw_only)
        bare = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)
        return lambda cls: _with_methods(bare(_remembering(cls)))


def write_methods(cls: type) -> None:
    """Compile the methods of a record that no one has used yet; other classes are left alone."""
    for method in tuple(vars(cls).values()):
        if isinstance(method, _Later):
            method.__get__(None, cls)


class _Absent:
    """Stands for an argument whose default a factory makes."""

    def __repr__(self) -> str:
        return "<factory>"


class _Later:
    """A method that is written when it is first looked up, and then stands in this one's place."""

    __slots__ = ("_name", "_owner", "_write")

    def __init__(self, owner: type, name: str, write: Callable[[type], FunctionType]) -> None:
        self._owner, self._name, self._write = owner, name, write

    def __get__(self, instance: object, owner: type) -> Any:
        method = self._write(self._owner)
        setattr(self._owner, self._name, method)
        return method.__get__(instance, owner)


class _Remembering:
    """The slot for a record's hash. Scopes and contexts are keys of every remembered decision, and
    Python computes the hash of a tuple, and of all that it holds, each time that it is asked."""

    __slots__ = ("_hash",)


def _remembering(cls: type) -> type:
    """The class with that slot; one with bases of its own has it from a record, or goes without."""
    if cls.__bases__ != (object,):
        return cls
    names = {k: v for k, v in vars(cls).items() if k not in ("__dict__", "__weakref__")}
    made = type(cls)(cls.__name__, (_Remembering,), names)
    made.__qualname__ = cls.__qualname__
    return made


def _with_methods(cls: type) -> type:
    own = vars(cls)
    later = {name: _Later(cls, name, write) for name, write in _WRITTEN.items()}
    for name, method in (_SHARED | later).items():
        if own.get(name) is None:  # the class's own methods stay
            setattr(cls, name, method)
    return cls


def _init(owner: type) -> FunctionType:
    """Set each field through its slot; call `__post_init__` where there is one."""
    names: dict[str, Any] = {}
    heads, body = {False: ["self"], True: [""]}, ["pass"]
    if issubclass(owner, _Remembering):
        names["_keep"] = _keep
        body = ["_keep(self, None)"]
    for field in dataclasses.fields(owner):
        name = head = value = field.name
        names[f"_set_{name}"] = getattr(owner, name).__set__
        if field.default is not dataclasses.MISSING:
            names[f"_default_{name}"] = field.default
            head = f"{name}=_default_{name}"
        elif field.default_factory is not dataclasses.MISSING:
            names |= {f"_make_{name}": field.default_factory, "_ABSENT": _ABSENT}
            head, value = f"{name}=_ABSENT", f"_make_{name}() if {name} is _ABSENT else {name}"
        heads[bool(field.kw_only)].append(head)
        body.append(f"_set_{name}(self, {value})")
    if hasattr(owner, "__post_init__"):
        body.append("self.__post_init__()")
    if len(heads[True]) > 1:
        heads[True][0] = "*"
    head = ", ".join(part for part in (*heads[False], *heads[True]) if part)
    method = _compiled(owner, f"__init__({head})", body, names)
    method.__annotations__ = {field.name: field.type for field in dataclasses.fields(owner)}
    method.__annotations__["return"] = None
    return method


def _eq(owner: type) -> FunctionType:
    """Equal when of the very same class with equal fields, those left out of comparisons aside."""
    names = [field.name for field in dataclasses.fields(owner) if field.compare]
    body = ["if other.__class__ is not self.__class__: return NotImplemented"]
    body.append(f"return {_values('self', names)} == {_values('other', names)}")
    return _compiled(owner, "__eq__(self, other)", body, {})


def _hash(owner: type) -> FunctionType:
    """The hash of the fields that are compared, computed once: they do not change."""
    names = [field.name for field in dataclasses.fields(owner) if field.compare]
    made = f"hash({_values('self', names)})"
    if not issubclass(owner, _Remembering):
        return _compiled(owner, "__hash__(self)", [f"return {made}"], {})
    body = ["found = self._hash", "if found is None:", f" found = {made}", " _keep(self, found)"]
    return _compiled(owner, "__hash__(self)", [*body, "return found"], {"_keep": _keep})


def _repr(owner: type) -> FunctionType:
    """One frame a record: a deep tree is shown within Python's limit of recursion."""
    names = [field.name for field in dataclasses.fields(owner) if field.repr]
    shown = ", ".join(f"{name}={{self.{name}!r}}" for name in names)
    body = [f'return f"{{self.__class__.__qualname__}}({shown})"']
    return _compiled(owner, "__repr__(self)", body, {})


def _values(of: str, names: Iterable[str]) -> str:
    """The text of a tuple of an object's fields."""
    return f"({''.join(f'{of}.{name}, ' for name in names)})"


def _compiled(
    owner: type, head: str, body: Iterable[str], names: Mapping[str, Any]
) -> FunctionType:
    """A method of the owner from its head and its body, which uses these names."""
    space: dict[str, Any] = {}
    exec("\n ".join([f"def {head}:", *body]), dict(names), space)
    (method,) = space.values()
    method.__module__ = owner.__module__
    method.__qualname__ = f"{owner.__qualname__}.{method.__name__}"
    return method  # type: ignore[no-any-return]


def _setattr(self: Any, name: str, value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _delattr(self: Any, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _setstate(self: Any, state: list[Any]) -> None:
    if isinstance(self, _Remembering):  # strings have other hashes in another process
        _keep(self, None)
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_ABSENT: Final = _Absent()
_keep: Final = _Remembering._hash.__set__  # type: ignore[attr-defined]
_WRITTEN: Final[Mapping[str, Callable[[type], FunctionType]]] = MappingProxyType(
    {"__init__": _init, "__eq__": _eq, "__hash__": _hash, "__repr__": _repr}
)
_SHARED: Final[dict[str, Any]] = {
    "__setattr__": _setattr,
    "__delattr__": _delattr,
    "__getstate__": _getstate,
    "__setstate__": _setstate,
}
