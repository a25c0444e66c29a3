"""The parser of one statement: lark's, from the grammar `claims.lark`.

Building the parse table takes a tenth of a second, so `claims.json` keeps it. That table is used
only when this very version of lark made it from this very grammar; otherwise it is built anew, and
the parser is the same.
"""

from __future__ import annotations

import json
from functools import cache
from pkgutil import get_data
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lark import Lark

_UNBOUNDED: Final = 2**32 - 1


@cache
def parser() -> Lark:
    """The parser of one statement, made once. lark is imported on the first call."""
    import lark

    kept = json.loads(_resource("claims.json"))
    if kept["lark"] != lark.__version__ or kept["grammar"] != _resource("claims.lark"):
        return built()
    data, memo = restored(kept)
    loading: Any = lark.Lark  # it has no types here
    found: Lark = loading._load_from_dict(data, memo)
    return found


def built() -> Lark:
    """The parser built from the grammar's text."""
    from lark import Lark

    text = _resource("claims.lark")
    return Lark(text, parser="lalr", lexer="basic", propagate_positions=True, strict=False)


def stored(data: dict[str, Any], memo: dict[int, Any]) -> dict[str, Any]:
    """lark's serialised parser as JSON that depends on the grammar alone: the states are counted
    in the order in which they are reached from the first, a state's tokens by their names."""
    import lark

    table = data["parser"]["parser"]
    names: dict[int, str] = table["tokens"]
    tokens = sorted(names.values())
    reached = [table["start_states"]["start"]]
    rows = []
    for state in reached:
        row = []
        actions = ((names[t], kind, arg) for t, (kind, arg) in table["states"][state].items())
        for name, kind, arg in sorted(actions, key=lambda action: action[0]):
            if kind == 0 and arg not in reached:
                reached.append(arg)
            row.append([tokens.index(name), kind, arg["@"] if kind else reached.index(arg)])
        rows.append(row)
    return {
        "lark": lark.__version__,
        "grammar": _resource("claims.lark"),
        "tokens": tokens,
        "rows": rows,
        "end": reached.index(table["end_states"]["start"]),
        "memo": [_bounded(memo[number]) for number in range(len(memo))],
        "data": data | {"parser": data["parser"] | {"parser": None}},
    }


def _bounded(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry with one number for an unbounded width: versions of Python have different ones."""
    pattern = entry.get("pattern")
    if not isinstance(pattern, dict) or "_width" not in pattern:
        return entry
    width = [min(int(end), _UNBOUNDED) for end in pattern["_width"]]
    return entry | {"pattern": pattern | {"_width": width}}


def restored(kept: dict[str, Any]) -> tuple[dict[str, Any], dict[int, Any]]:
    """The inverse of `stored`."""
    table = {
        "tokens": dict(enumerate(kept["tokens"])),
        "states": {
            number: {token: (kind, {"@": arg} if kind else arg) for token, kind, arg in row}
            for number, row in enumerate(kept["rows"])
        },
        "start_states": {"start": 0},
        "end_states": {"start": kept["end"]},
    }
    data = kept["data"]
    return data | {"parser": data["parser"] | {"parser": table}}, dict(enumerate(kept["memo"]))


def _resource(name: str) -> str:
    found = get_data(__package__, name)
    if found is None:
        raise FileNotFoundError(f"{name} is missing from the package")
    return found.decode("utf-8")
