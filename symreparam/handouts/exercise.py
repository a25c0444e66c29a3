"""An `exercise` block: a question with parameters drawn from a seed and answers to choose from.

    ```exercise read-the-scale
    #| seed: 7
    #| mistakes: auto
    draw m from 1 to 9
    draw s from 2 to 5
    ask Which law does ${m} + {s}\\varepsilon$ have?
    let eps ~ Normal(0, 1)
    answer {m} + {s}*eps ~ Normal({m}, {s})
    wrong {m} + {s}*eps ~ Normal({s}, {m})
    ```

The answer must be proved and each wrong answer refuted, or the build stops. With `mistakes: auto`
the arguments of the answer's law are mistaken as well (`mistakes.py`); of these only those that are
refuted are offered.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import Final

from symreparam.documents.excerpt import Excerpt
from symreparam.handouts.errors import HandoutError
from symreparam.handouts.mistakes import mistakes
from symreparam.handouts.options import pair
from symreparam.terms.record import dataclass

_DRAW: Final = re.compile(
    r"draw (?P<name>[A-Za-z]\w{0,31}) from (?P<low>-?[0-9]{1,6}) to (?P<high>-?[0-9]{1,6})\s*\Z"
)
_ONE_OF: Final = re.compile(r"draw (?P<name>[A-Za-z]\w{0,31}) in (?P<values>[-0-9/., ]{1,200})\Z")
_PLACE: Final = re.compile(r"\{([A-Za-z]\w{0,31})\}")
_DOLLARS: Final = re.compile(r"(?<!\\)\$+")
_TAKES_BRACES: Final = re.compile(r"(\\[A-Za-z]+\s*|[_^}\]])\Z")
MOST_ANSWERS: Final = 5
MOST_SEED: Final = 10**9


@dataclass(frozen=True, slots=True)
class Exercise:
    """A drawn exercise. `questions` are the right answer's claim and then the wrong ones';
    the last `proposed` of these are ours, and are dropped where they are not refuted."""

    name: str
    ask: str
    answers: tuple[str, ...]
    proposed: int
    questions: tuple[Excerpt, ...]
    seed: int
    line: int

    def order(self, count: int) -> tuple[int, ...]:
        """The answers' places in a drawn order."""
        keys = [(_drawn(self.seed, f"order {self.answers[i]}"), i) for i in range(count)]
        return tuple(place for _, place in sorted(keys))


def exercise(excerpt: Excerpt, seed: int | None = None) -> Exercise:
    """The exercise of a block's text; `seed` stands for the block's own. Raises HandoutError."""
    lines = list(enumerate(excerpt.text.split("\n"), excerpt.line))
    options = _options(lines)
    chosen = seed if seed is not None else int(options.get("seed", "1"))
    values = _draws(lines, chosen)
    ask, answer, wrong = "", None, []
    lets: list[tuple[int, str]] = []
    for number, raw in lines:
        word, _, rest = raw.strip().partition(" ")
        if not raw.strip() or raw.lstrip().startswith("#") or word == "draw":
            continue
        filled = _filled(rest.strip(), values, word, number)
        if word == "ask":
            ask = f"{ask} {filled}".strip()
        elif word == "let":
            lets.append((number, f"let {filled}"))
        elif word == "answer" and answer is None:
            answer = (number, filled)
        elif word == "wrong":
            wrong.append((number, filled))
        else:
            words = "an exercise has lines draw, ask, let, one answer, and wrong"
            raise HandoutError(f"{words}; not `{raw.strip()[:60]}`", number)
    if answer is None or not ask:
        words = "an exercise needs an `ask` line and an `answer` line"
        raise HandoutError(words, excerpt.line - 1)
    room = MOST_ANSWERS - 1 - len(wrong)
    auto = mistakes(answer[1])[: max(room, 0)] if "mistakes" in options else []
    claims = [answer, *wrong, *((answer[0], text) for text in auto)]
    if len(wrong) + 1 > MOST_ANSWERS:
        words = f"an exercise has at most {MOST_ANSWERS} answers"
        raise HandoutError(words, excerpt.line - 1)
    questions = tuple(
        _question(excerpt, lets, "prove" if i == 0 else "refute", *claim)
        for i, claim in enumerate(claims)
    )
    answers = tuple(text for _, text in claims)
    return Exercise(
        excerpt.name, ask, answers, len(auto), questions, chosen, excerpt.line - 1
    )


def _options(lines: list[tuple[int, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, line in lines:
        option = pair(line, number)
        if option is None:
            continue
        key, value = option
        right = {
            "seed": value.isascii() and value.isdigit() and int(value[:12]) <= MOST_SEED,
            "mistakes": value == "auto",
        }
        if key not in right:
            words = f"unknown option `{key}`; an exercise knows seed, mistakes"
            raise HandoutError(words, number, f"{key}:")
        if not right[key]:
            wanted = "a whole number" if key == "seed" else "`auto`"
            raise HandoutError(f"`{key}: {value}`: {wanted} is expected", number, value)
        found[key] = value
    return found


def _draws(lines: list[tuple[int, str]], seed: int) -> dict[str, str]:
    """A value for each `draw` line, from the seed alone."""
    values: dict[str, str] = {}
    for number, raw in lines:
        line = raw.strip()
        if not line.startswith("draw "):
            continue
        ranged, listed = _DRAW.match(line), _ONE_OF.match(line)
        found = ranged or listed
        if found is None:
            words = "a draw reads `draw m from 1 to 9` or `draw p in 1/2, 1/3`"
            raise HandoutError(f"{words}, not `{line[:60]}`", number)
        if found["name"] in values:
            raise HandoutError(f"`{found['name']}` is drawn twice", number, found["name"])
        if ranged:
            low, high = int(ranged["low"]), int(ranged["high"])
            choices = [str(value) for value in range(low, high + 1)]
        else:
            choices = [each.strip() for each in found["values"].split(",") if each.strip()]
        if not choices:
            raise HandoutError(f"nothing can be drawn: `{line[:60]}`", number)
        values[found["name"]] = choices[_drawn(seed, found["name"]) % len(choices)]
    return values


def _drawn(seed: int, name: str) -> int:
    """A number that depends on the seed and the name alone, the same on every machine."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{name}".encode()).digest()[:8], "big")


def _filled(text: str, values: dict[str, str], word: str, line: int) -> str:
    """The text with the drawn values in place. In a question's formulas braces may be LaTeX's own,
    the argument of a command or a script; anywhere else they hold a drawn name. Raises
    HandoutError."""

    def value(found: re.Match[str]) -> str:
        argument = word == "ask" and _is_argument(text[: found.start()])
        if found[1] in values:
            # a script of two digits keeps its braces: `x^12` would be `x^1 2`
            return f"{{{values[found[1]]}}}" if argument else values[found[1]]
        if argument:
            return found[0]
        known = ", ".join(values) or "nothing"
        words = f"`{found[0]}` in the `{word}` line is not drawn (drawn: {known}); add a line"
        raise HandoutError(f"{words} `draw {found[1]} from 1 to 9` above", line, found[0])

    return _PLACE.sub(value, text)


def _is_argument(before: str) -> bool:
    """Whether a brace after this text is the argument of a command or a script of a formula."""
    inside = len(_DOLLARS.findall(before)) % 2 == 1
    return inside and _TAKES_BRACES.search(before) is not None


def _question(
    excerpt: Excerpt, lets: list[tuple[int, str]], goal: str, line: int, claim: str
) -> Excerpt:
    """A claim block with one goal, its lines where the exercise has them."""
    last = max(line, *(number for number, _ in lets)) if lets else line
    body = [""] * (last - excerpt.line + 2)
    for number, text in lets:
        body[number - excerpt.line] = text
    body[-1 if line < last else line - excerpt.line] = f"{goal} {claim}"
    return replace(excerpt, text="\n".join(body).rstrip("\n"))
