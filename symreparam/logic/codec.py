"""Claims and proofs as JSON, over a closed table of records. Reading checks everything.

A record is `{"is": name, field: value, ..}`, a tuple a list under `"tuple"`, a term a list. All
symbols stand in one table, so that a name means one symbol in the whole proof.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any, Final, get_args

from sympy import Expr, Symbol

from symreparam.logic import judgement as j
from symreparam.logic.claim import Claim, Source
from symreparam.logic.errors import ProofError
from symreparam.logic.proof import Proof, Step, SubScope
from symreparam.terms.build import TermError
from symreparam.terms.codec import decode, encode
from symreparam.terms.forms import CaseLaw, ImplicitLaw, ImplicitPiece
from symreparam.terms.law import Atom, JointLaw, Lattice, Law, Named, Piece
from symreparam.terms.mapping import Map
from symreparam.terms.region import Region
from symreparam.terms.scope import (
    Domain,
    Relation,
    RelationSign,
    Scope,
    counter,
    parameter,
    variable,
    whole,
)

FORMAT: Final = "symreparam proof 1"
SIZE: Final = 20_000_000
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}\Z")

RECORDS: Final[Mapping[str, type]] = MappingProxyType(
    {
        record.__name__: record
        for record in (
            *(Scope, Domain, Relation, Region, Map, Law, Piece, Atom, Named),
            *(Claim, Source, Proof, Step, SubScope),
            *(j.Equal, j.Holds, j.Sign, j.NullZeros, j.Defined, j.Derivative, j.Monotone),
            *(j.Limit, j.Image, j.Bijection, j.Covers, j.HasLaw, j.SameLaw, j.NoLaw),
            *(j.Differs, j.Fails, j.Integral, j.Section, j.Expectation, j.Mean, j.Equation),
            *(j.AtMost,),
            *(j.HasNormalLaw,),
            *(JointLaw, j.HasJointLaw, j.Independent, j.Member, j.Jacobian, j.ForEach),
            *(j.IndependentVectors,),
            *(Lattice, j.Series, j.Partial),
            *(ImplicitPiece, ImplicitLaw, CaseLaw, j.HasImplicitLaw, j.HasLawByCases),
            *(j.Exactly, j.Distances),
            *(j.DivergenceOf, j.EntropyOf, j.Divergence, j.Entropy),
            *(j.SlopeOf, j.Gradient, j.FailsAt),
            *(j.JointDivergenceOf, j.JointDivergence, j.JointEntropyOf, j.JointEntropy),
            *(j.Infinite, j.EqualInLaw, j.GivenMean, j.GivenExpectation, j.GivenLaw, j.GivenValue),
            *(j.MedianOf, j.Median, j.ValueMean, j.ValueExpectation),
            *(j.Distribution, j.LawDistribution, j.ImageLaw, j.ImplicitSlope),
            *(j.Total, j.FoldLaw, j.LargestAt, j.FailsAtSize, j.SumsEquation),
            *(j.CovarianceOfSums, j.EachJacobian, j.Fold, j.FoldEquation),
            *(j.Factor, j.Matrices, j.HasMatrixLaw),
        )
    }
)


def proof_to_json(proof: Proof) -> str:
    """The proof as JSON text; equal proofs give equal text. Raises TermError."""
    data = {"format": FORMAT, **_whole(proof)}
    return json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def _whole(proof: Proof) -> dict[str, Any]:
    """A proof with its own table of symbols; the proof of a lemma in it has one of its own too."""
    symbols = _symbols(proof)
    table = {name: _kind(symbol, proof) for name, symbol in symbols.items()}
    return {"symbols": table, "proof": _record(proof)}


def _kind(symbol: Symbol, proof: Proof) -> Any:
    """The domain of a parameter, `whole` for an index, `count` for a number of indices, None for a
    real variable."""
    if symbol in proof.claim.scope.names:
        return _pack(proof.claim.scope.domain(symbol))
    for total in getattr(proof.claim.goal, "totals", ()):
        if symbol == total.letter:
            return _pack(total.domain)
    if symbol == counter(symbol.name):
        return "count"
    return "whole" if symbol == whole(symbol.name) else None


def _symbols(proof: Proof) -> dict[str, Symbol]:
    found: dict[str, Symbol] = {symbol.name: symbol for symbol in proof.claim.scope.names}
    stack: list[object] = [proof]
    while stack:
        value = stack.pop()
        if isinstance(value, Proof) and value is not proof:
            continue
        if isinstance(value, Expr):
            for symbol in value.free_symbols:
                if found.setdefault(symbol.name, symbol) != symbol:
                    raise TermError(f"two symbols are called {symbol.name}")
        elif isinstance(value, tuple):
            stack.extend(value)
        elif type(value).__name__ in RECORDS:
            stack.extend(getattr(value, each.name) for each in fields(value))  # type: ignore[arg-type]
    return dict(sorted(found.items()))


def _pack(value: object) -> Any:
    if isinstance(value, Expr):
        return encode(value)
    if isinstance(value, tuple):
        return {"tuple": [_pack(part) for part in value]}
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Proof):
        return {"lemma": _whole(value)}
    return _record(value)


def _record(value: object) -> Any:
    name = type(value).__name__
    if name not in RECORDS:
        raise TermError(f"{name} cannot be stored")
    parts = {each.name: _pack(getattr(value, each.name)) for each in fields(value)}  # type: ignore[arg-type]
    return {"is": name, **parts}


def proof_from_json(text: str) -> Proof:
    """The proof that the text stores. Raises ProofError for anything that is not one."""
    if len(text) > SIZE:
        raise ProofError(-1, "codec.size", f"more than {SIZE} characters")
    try:
        data = json.loads(
            text,
            object_pairs_hook=_no_duplicates,
            parse_int=_small_integer,
            parse_float=_no_float,
            parse_constant=_no_float,
        )
        if not isinstance(data, dict) or set(data) != {"format", "symbols", "proof"}:
            raise ProofError(-1, "codec.form", "the keys are format, symbols, proof")
        if data["format"] != FORMAT:
            raise ProofError(-1, "codec.format", f"expected {FORMAT!r}")
        proof = _unpack(data["proof"], _symbol_table(data["symbols"]))
    except (TermError, ValueError, TypeError, RecursionError) as error:
        raise ProofError(-1, "codec.malformed", str(error)[:200]) from error
    if not isinstance(proof, Proof):
        raise ProofError(-1, "codec.form", "no proof")
    return proof


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is given twice")
    return found


def _small_integer(text: str) -> int:
    if len(text) > 9:
        raise ValueError("an integer of more than 9 digits outside a term")
    return int(text)


def _no_float(text: str) -> float:
    raise ValueError(f"{text[:20]} is no exact number")


def _symbol_table(data: object) -> dict[str, Symbol]:
    if not isinstance(data, dict):
        raise ValueError("symbols: a table is expected")
    table: dict[str, Symbol] = {}
    for name, kind in data.items():
        if not _NAME.match(name):
            raise ValueError(f"not a name: {name[:40]!r}")
        if kind is None:
            table[name] = variable(name)
            continue
        if kind in ("whole", "count"):
            table[name] = whole(name) if kind == "whole" else counter(name)
            continue
        domain = _unpack(kind, {})
        if not isinstance(domain, Domain):
            raise ValueError(f"{name}: a domain is expected")
        table[name] = parameter(name, domain)
    return table


def _is_domain(domain: Domain) -> bool:
    """Whether the parts are of the right types: the data may have put anything there."""
    flags = (domain.lower_closed, domain.upper_closed, domain.integer)
    ends = (domain.lower, domain.upper)
    return all(isinstance(f, bool) for f in flags) and all(isinstance(e, Expr) for e in ends)


def _unpack(data: object, symbols: dict[str, Symbol]) -> Any:
    if isinstance(data, list):
        return decode(data, symbols)
    if data is None or isinstance(data, str | bool | int):
        return data
    if not isinstance(data, dict):
        raise ValueError(f"unexpected {type(data).__name__}")
    if set(data) == {"tuple"} and isinstance(data["tuple"], list):
        return tuple(_unpack(part, symbols) for part in data["tuple"])
    lemma = data.get("lemma")
    if set(data) == {"lemma"} and isinstance(lemma, dict) and set(lemma) == {"symbols", "proof"}:
        return _unpack(lemma["proof"], _symbol_table(lemma["symbols"]))
    name = data.get("is")
    record = RECORDS.get(name) if isinstance(name, str) else None
    if record is None:
        raise ValueError(f"unknown record {str(name)[:40]!r}")
    wanted = {each.name for each in fields(record)}
    if set(data) - {"is"} != wanted:
        raise ValueError(f"{name} has the fields {', '.join(sorted(wanted))}")
    found = record(**{key: _unpack(data[key], symbols) for key in wanted})
    for kind, formed, wrong in _FORMS:
        if isinstance(found, kind) and not formed(found):
            raise ValueError(wrong)
    return found


def _is_source(found: Source) -> bool:
    """Whether the parts are of the right types."""
    places = (found.line, found.column)
    plain = all(isinstance(each, int) and not isinstance(each, bool) for each in places)
    return plain and isinstance(found.path, str) and isinstance(found.name, str)


def _is_relation(found: Relation) -> bool:
    """Whether the parts are of the right types."""
    sides = isinstance(found.left, Expr) and isinstance(found.right, Expr)
    return sides and isinstance(found.sign, str) and found.sign in get_args(RelationSign)


def _is_region(found: Region) -> bool:
    """Whether each bound is a symbol with two ends."""
    kinds = (Symbol, Expr, Expr)
    return isinstance(found.bounds, tuple) and all(
        isinstance(bound, tuple) and len(bound) == 3 and all(map(isinstance, bound, kinds))
        for bound in found.bounds
    )


def _is_map(found: Map) -> bool:
    """Whether the parts are of the right types."""
    plain = isinstance(found.variable, Symbol) and isinstance(found.body, Expr)
    return plain and isinstance(found.source, Region)


# what a rule may take for granted of the parts of these, whether it looks at them or not
_FORMS: Final[tuple[tuple[type, Callable[[Any], bool], str], ...]] = (
    (Relation, _is_relation, "a relation is one of <, <=, = and != between two terms"),
    (Domain, _is_domain, "a domain has two ends and says of each whether it belongs to it"),
    (Source, _is_source, "a source is a path, a line, a column and a name"),
    (Region, _is_region, "a region gives each of its variables two ends"),
    (Map, _is_map, "a map has a variable, a body and a source"),
)
