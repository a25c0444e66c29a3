"""Stored proofs: they come back equal, and anything malformed is refused with a ProofError."""

from __future__ import annotations

import json

import pytest

from symreparam.checker.replay import replay
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError
from symreparam.pipeline import check_text

BLOCKS = [
    "let mu real\nlet sigma > 0\nlet X ~ Normal(0, 1)\nprove mu + sigma*X ~ Normal(mu, sigma)",
    "let c != 0\nlet X ~ Normal(0, 1)\nprove c*X ~ Normal(0, abs(c))",
    "let s > 0\nlet X ~ Normal(0, 1)\nrefute s*X ~ Normal(0, s^2)",
    "let U ~ Uniform(0, 1)\nprove -log(U) ~ Exponential(1)",
]


def stored(block: str = BLOCKS[0]) -> str:
    [found] = check_text(block)
    assert found.proof is not None
    return proof_to_json(found.proof)


@pytest.mark.parametrize("block", BLOCKS)
def test_round_trip(block: str) -> None:
    [found] = check_text(block)
    text = proof_to_json(found.proof)
    assert proof_from_json(text) == found.proof
    assert proof_to_json(proof_from_json(text)) == text
    assert replay(proof_from_json(text), found.claim).steps == len(found.proof.steps)


def edited(change) -> str:
    data = json.loads(stored())
    change(data)
    return json.dumps(data)


EDITS = {
    "format": lambda d: d.update(format="symreparam proof 0"),
    "extra key": lambda d: d.update(more=1),
    "no symbols": lambda d: d.update(symbols={}),
    "symbols no table": lambda d: d.update(symbols=[]),
    "hostile name": lambda d: d["symbols"].update({"__import__('os')": None}),
    "long name": lambda d: d["symbols"].update({"a" * 70: None}),
    "unknown record": lambda d: d["proof"].update({"is": "Theorem"}),
    "missing field": lambda d: d["proof"].pop("steps"),
    "extra field": lambda d: d["proof"].update(checksum="0"),
    "no proof": lambda d: d.update(proof=d["proof"]["claim"]),
    "a number for a record": lambda d: d.update(proof=7),
    "unknown head": lambda d: d["proof"]["claim"]["goal"].update(subject=["eval", "1"]),
    "attribute head": lambda d: d["proof"]["claim"]["goal"].update(subject=["__class__"]),
    "unknown symbol": lambda d: d["proof"]["claim"]["goal"].update(subject=["Symbol", "q"]),
    "not reduced": lambda d: d["proof"]["claim"]["goal"].update(subject=["Rational", "2", "4"]),
    "leading zero": lambda d: d["proof"]["claim"]["goal"].update(subject=["Rational", "01", "1"]),
    "zero below": lambda d: d["proof"]["claim"]["goal"].update(subject=["Rational", "1", "0"]),
    "a million digits": lambda d: d["proof"]["claim"]["goal"].update(
        subject=["Rational", "9" * 1_000_000, "1"]
    ),
    "a tower": lambda d: d["proof"]["claim"]["goal"].update(
        subject=["Pow", ["Rational", "9", "1"], ["Rational", "999999999", "1"]]
    ),
    "too deep": lambda d: d["proof"]["claim"]["goal"].update(subject=deep(500)),
    "a word for an end": lambda d: d["symbols"]["sigma"].update(upper="oo"),
    "a number for an end": lambda d: d["symbols"]["sigma"].update(lower=-1),
    "a term for a flag": lambda d: d["symbols"]["sigma"].update(integer=["oo"]),
    "a number for a flag of the scope": lambda d: domain(d).update(upper_closed=7),
    "nothing for a flag of the scope": lambda d: domain(d).update(lower_closed=None),
    "a number for a path": lambda d: d["proof"]["claim"]["source"].update(path=7),
    "a word for a line": lambda d: d["proof"]["claim"]["source"].update(line="7"),
    "a flag for a column": lambda d: d["proof"]["claim"]["source"].update(column=True),
    "an unknown relation": lambda d: d["proof"]["claim"]["scope"].update(
        relations={"tuple": [relation("~")]}
    ),
    "a relation with no sign": lambda d: d["proof"]["claim"]["scope"].update(
        relations={"tuple": [relation(1)]}
    ),
    "a relation with no terms": lambda d: d["proof"]["claim"]["scope"].update(
        relations={"tuple": [{"is": "Relation", "left": "0", "sign": "<", "right": 1}]}
    ),
    "a bound with one end": lambda d: first(d, "Region")["bounds"]["tuple"][0]["tuple"].pop(),
    "a bound that is no tuple": lambda d: first(d, "Region")["bounds"].update(tuple=[1]),
    "bounds that are none": lambda d: first(d, "Region").update(bounds="x"),
    "a map without a body": lambda d: first(d, "Map").update(body=None),
    "a map from nowhere": lambda d: first(d, "Map").update(source=None),
    "a map of a number": lambda d: first(d, "Map").update(variable=["Rational", "1", "1"]),
    "a float": lambda d: d["proof"]["claim"]["goal"].update(subject=1.5),
}


def first(data: object, kind: str) -> dict:  # type: ignore[type-arg]
    """The first record of that kind that has parts, in the order of the data."""
    parts = list(data.values()) if isinstance(data, dict) else data
    if isinstance(data, dict) and data.get("is") == kind and data.get("bounds") != {"tuple": []}:
        return data
    found = (first(part, kind) for part in parts) if isinstance(parts, list) else iter(())
    return next((each for each in found if each), {})


def domain(data: dict) -> dict:  # type: ignore[type-arg]
    """The first parameter's domain in the claim's scope."""
    pairs = data["proof"]["claim"]["scope"]["symbols"]["tuple"]
    return pairs[0]["tuple"][1]  # type: ignore[no-any-return]


def relation(sign: object) -> dict[str, object]:
    one = ["Rational", "1", "1"]
    return {"is": "Relation", "left": ["Rational", "0", "1"], "sign": sign, "right": one}


def deep(levels: int) -> list[object]:
    term: list[object] = ["Rational", "1", "1"]
    for _ in range(levels):
        term = ["exp", term]
    return term


def test_a_known_relation_is_decoded() -> None:
    proof_from_json(
        edited(lambda d: d["proof"]["claim"]["scope"].update(relations={"tuple": [relation("<")]}))
    )


@pytest.mark.parametrize("name", EDITS)
def test_malformed_proofs_are_refused(name: str) -> None:
    with pytest.raises(ProofError):
        proof_from_json(edited(EDITS[name]))


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "null", "9" * 5000, "[" * 9000),
        *('{"format": 1, "format": 2}', '{"format": NaN}'),
    ],
)
def test_no_json_at_all(text: str) -> None:
    with pytest.raises(ProofError):
        proof_from_json(text)


def test_symbols_cannot_lie_about_their_domain() -> None:
    """A symbol declared positive in the table, real in the scope, would prove by assumption."""
    data = json.loads(stored())
    table = data["symbols"]["sigma"]
    for pair in data["proof"]["claim"]["scope"]["symbols"]["tuple"]:
        pair["tuple"][1] = {**table, "lower": ["Constant", "-oo"]}
    with pytest.raises(ProofError, match=r"claim\.symbols"):
        replay(proof_from_json(json.dumps(data)))


def test_wrong_shapes_are_rejected_by_the_checker() -> None:
    data = json.loads(stored())
    data["proof"]["claim"]["scope"]["symbols"] = "sigma"
    with pytest.raises(ProofError):
        replay(proof_from_json(json.dumps(data)))
