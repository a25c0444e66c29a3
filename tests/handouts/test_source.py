"""Reading handouts: head, blocks, options, and what is refused with its line."""

from __future__ import annotations

import pytest

from symreparam.handouts.errors import HandoutError, told
from symreparam.handouts.front_matter import front_matter
from symreparam.handouts.picture import Picture
from symreparam.handouts.prose_html import prose_html
from symreparam.handouts.source import ClaimBlock, read

HEAD = "---\ntitle: A title\n---\n\n"
CLAIM = "```claim shift\nlet X ~ Normal(0, 1)\nprove 2*X ~ Normal(0, 2)\n```\n"
PICTURE = "```picture p\n%s\nlet m real\nlet X ~ Normal(0, 1)\nderive m + X\n```\n"


def refusal(text: str) -> tuple[int, str]:
    with pytest.raises(HandoutError) as found:
        read("h.md", text)
    return found.value.line, str(found.value)


def test_the_head() -> None:
    head = front_matter('---\ntitle: "A: title"\nauthor: N. N.\n# comment\n\n---\nText')
    assert (head.title, head.author, head.lines) == ("A: title", "N. N.", 6)
    assert front_matter("Text\n---\n").lines == 0


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("---\ntitle: x\n", 1, "dashes"),
        ("---\ntitle x\n---\n", 2, "key: value"),
        ("---\nsubject: x\n---\n", 2, "unknown key"),
        ("---\ntitle: x\ntitle: y\n---\n", 3, "twice"),
        ("---\ntitle: " + "x" * 301 + "\n---\n", 2, "longer"),
        ("---\ntitle: x\ndetail: much\n---\n", 3, "statement, sketch, full"),
        ("---\ntitle: a <b>bold</b> one\n---\n", 2, "plain text"),
        ("---\ntitle: \\input{x}\n---\n", 2, "plain text"),
        ("---\ntitle: the law of $x$\n---\n", 2, "plain text"),
        ("---\ntitle: a &amp; b\n---\n", 2, "plain text"),
        ("---\ntitle: a \x07 bell\n---\n", 2, "U+0007"),
        ("---\ntitle: a \u200b space\n---\n", 2, "U+200B"),
        ("Text without title\n", 1, "no title"),
        ("# A $x$ title\n", 1, "plain text"),
    ],
)
def test_broken_heads(text: str, line: int, word: str) -> None:
    found = refusal(text)
    assert found[0] == line and word in found[1]


@pytest.mark.parametrize(
    ("text", "place", "marked"),
    [
        ("---\ntitle: x\ndetail: detail\n---\n", "h.md:3:9: error: broken", "detail"),
        ("---\nsubject: x\n---\n", "h.md:2:1: error: broken", "subject"),
        ("---\ntitle: a <b>bold\n---\n", "h.md:2:10: error: a title", "<b>"),
        (HEAD + CLAIM.replace("prove", "#| hide: it\nprove"), "h.md:7:10: error: `hide", "it"),
        (HEAD + CLAIM.replace("prove", "#| hid: all\nprove"), "h.md:7:4: error: unknown", "hid:"),
        ("---\ntitle: the $x$ of $y$\n---\n", "h.md:2:12: error: a title", "$"),
        (HEAD + PICTURE % "#| window: big", "h.md:6:12: error: a window", "big"),
        (HEAD + "```exercise\n#| seed: x\n```\n", "h.md:6:10: error: `seed", "x"),
        ("Text without title\n", "h.md:1:1: error: h.md has no title", "Text without title"),
    ],
)
def test_carets_stand_below_what_is_wrong(text: str, place: str, marked: str) -> None:
    with pytest.raises(HandoutError) as found:
        read("h.md", text)
    first, source, carets = told(found.value, "h.md", text).split("\n")
    assert first.startswith(place)
    start = carets.index("^")
    assert source[start : start + carets.count("^")] == marked


def test_errors_without_a_line_have_no_caret() -> None:
    assert told(HandoutError("a tool is missing"), "h.md", "text") == "a tool is missing"
    assert told(HandoutError("later", 9), "h.md", "text") == "h.md:9: error: later"


def test_titles_may_compare() -> None:
    assert read("h.md", "# P(X < 1) & more\n").title == "P(X < 1) & more"


def test_blocks_with_lines() -> None:
    handout = read("h.md", HEAD + CLAIM + "\ntext\n\n" + CLAIM)
    assert list(handout.blocks) == [5, 12]
    block = handout.blocks[5]
    assert isinstance(block, ClaimBlock) and block.name == "shift"
    assert block.goals[0].text.line == 7
    assert handout.questions()[0].line == 6


def test_crlf_and_a_byte_order_mark() -> None:
    handout = read("h.md", "\ufeff" + (HEAD + CLAIM).replace("\n", "\r\n"))
    assert list(handout.blocks) == [5]


def test_an_option_holds_for_the_goals_below_it() -> None:
    text = (
        "```claim\nlet X ~ Normal(0, 1)\nprove X ~ Normal(0, 1)\n#| detail: statement\n"
        "prove 2*X ~ Normal(0, 2)\n#| hide: formulas\nprove 3*X ~ Normal(0, 3)\n```\n"
    )
    block = read("h.md", HEAD + text).blocks[5]
    assert isinstance(block, ClaimBlock)
    details = [(goal.controls.detail, goal.controls.hide) for goal in block.goals]
    assert details == [("full", "nothing"), ("statement", "nothing"), ("statement", "formulas")]
    assert "#|" not in block.shown


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("#| detail: huge", "statement, sketch, full"),
        ("#| colour: red", "unknown option"),
        ("#| detail", "key: value"),
        ("#| hide: it", "nothing, reasons"),
    ],
)
def test_unknown_options(line: str, word: str) -> None:
    found = refusal(HEAD + f"```claim\nlet X ~ Normal(0, 1)\n{line}\nprove X ~ X\n```\n")
    assert found[0] == 7 and word in found[1]
    below = refusal(HEAD + f"```claim\nlet X ~ Normal(0, 1)\nprove X ~ X\n{line}\n```\n")
    assert below[0] == 8


TWO = "let X ~ Normal(0, 1)\nprove X ~ Normal(0, 1)\n#| hide: nothing\nprove -X ~ Normal(0, 1)"


@pytest.mark.parametrize("kind", ["claim", "{claim}"])
def test_options_of_the_info_line_hold_for_all_goals(kind: str) -> None:
    text = f"# T\n\n```{kind} both {{detail=sketch, hide=all}}\n{TWO}\n```\n"
    [block] = read("h.md", text).blocks.values()
    assert isinstance(block, ClaimBlock) and block.name == "both"
    assert [goal.controls.detail for goal in block.goals] == ["sketch", "sketch"]
    assert [goal.controls.hide for goal in block.goals] == ["all", "nothing"]


@pytest.mark.parametrize(
    ("info", "word"),
    [
        ("claim a {detail=tiny}", "statement, sketch, full"),
        ("claim a {colour=red}", "unknown option"),
        ("claim a {detail}", "not `{detail}`"),
        ("claim a {detail=full", "not `{detail=full`"),
        ("picture a {window=2}", "lines of their own"),
        ("exercise a {seed=2}", "lines of their own"),
    ],
)
def test_info_lines_refused(info: str, word: str) -> None:
    line, found = refusal(f"# T\n\n```{info}\n{TWO}\n```\n")
    assert line == 3 and word in found


def test_a_block_in_a_list_is_refused() -> None:
    found = refusal(HEAD + "- item\n\n  ```claim\n  prove x ~ y\n  ```\n")
    assert found[0] == 7 and "left margin" in found[1]


def test_a_picture() -> None:
    text = HEAD + PICTURE % "#| window: -3 to 3\n#| slider: m from -1/2 to 2.5 start 0"
    block = read("h.md", text).blocks[5]
    assert isinstance(block, Picture)
    assert (block.window, block.sliders[0].high) == ((-3, 3), 2.5)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("#| window: 3 to -3", "-4 to 4"),
        ("#| window: 1/0 to 3", "divides by 0"),
        ("#| window: big", "-4 to 4"),
        ("#| slider: m from 0 to 1", "start 1/2"),
        ("#| slider: m from 0 to 1 start 2", "between its ends"),
        ("#| slider: m from 1 to 1 start 1", "between its ends"),
        ("#| zoom: 2", "unknown option"),
    ],
)
def test_pictures_refused(line: str, word: str) -> None:
    found = refusal(HEAD + PICTURE % line)
    assert found[0] == 6 and word in found[1]


def test_a_picture_derives_one_law() -> None:
    text = "```picture\nlet X ~ Normal(0, 1)\nprove X ~ Normal(0, 1)\n```\n"
    assert "one goal, `derive EXPR`" in refusal(HEAD + text)[1]
    twice = "#| slider: m from 0 to 1 start 0\n#| slider: m from 0 to 1 start 0"
    assert "one a parameter" in refusal(HEAD + PICTURE % twice)[1]


def test_columns_are_aligned_as_asked() -> None:
    handout = read("h.md", HEAD + "| a | b | c |\n|---|:-:|--:|\n| 1 | 2 | 3 |\n")
    page = "".join(prose_html(node, lambda _: None) for node in handout.tree.children)
    assert '<td>1</td><td class="center">2</td><td class="right">3</td>' in page.replace("\n", "")


def test_images_and_formulas_in_the_head_are_refused() -> None:
    handout = read("h.md", HEAD + "![x](y.png)\n")
    with pytest.raises(HandoutError, match="no image") as found:
        prose_html(handout.tree.children[0], lambda _: None)
    assert found.value.line == 5
    for key in ("subtitle", "author", "date"):
        assert key in refusal(f"---\ntitle: t\n{key}: $x$\n---\n")[1]
