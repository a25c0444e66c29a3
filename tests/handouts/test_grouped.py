"""Claims that share their assumptions under one head, and laws beside a picture's own."""

from __future__ import annotations

import pytest

from symreparam.handouts.build import build
from symreparam.handouts.errors import HandoutError
from symreparam.handouts.source import Handout, read
from symreparam.logic.verdict import Outcome
from symreparam.pipeline import check_text

CLAIMS = """# Title

```claim several
let mu, unused real
let sigma > 0
let eps ~ Normal(0, 1)
#| detail: statement
prove Var(mu + sigma*eps) = sigma^2
refute mu + sigma*eps ~ Normal(mu, sigma^2)
refute mu + sigma*eps/2 ~ Normal(mu, sigma) for all
prove mu + sigma*eps ~ Normal(mu, sigma)
#| detail: sketch
prove mu - sigma*eps ~ Normal(mu, sigma)
```
"""
PICTURE = """# Title

```picture two
#| slider: mu from -1 to 1 start 0
#| beside: Normal(mu, 2)
let mu real
let e ~ Normal(0, 1)
derive mu + e
```
"""


def settled(text: str) -> tuple[Handout, list[Outcome]]:
    handout = read("t.md", text)
    return handout, [check_text(q.text, line=q.line)[0] for q in handout.questions()]


def test_one_head_serves_several_claims() -> None:
    handout, outcomes = settled(CLAIMS)
    made = {target: build(handout, outcomes, target).text for target in ("html", "tex", "md")}
    for text in made.values():
        assert text.count("Claims.") == 1 and text.count("Claim.") == 1
        # where a claim fails is said; a parameter that it does not speak of is not
        assert text.count("Refuted, for instance at") == 1 and "unused = " not in text
        assert text.count("Refuted for all parameter values") == 1
    assert r"\mathrm{Var}(\mu + \sigma \varepsilon) = \sigma^{2}" in made["md"]


def test_a_proof_stands_alone() -> None:
    handout, outcomes = settled(CLAIMS.replace("#| detail: statement", "#| detail: sketch"))
    text = build(handout, outcomes, "md").text
    assert "Claims." not in text and text.count("**Claim.**") == 5
    assert "Refuted, for" not in text  # the counterexample itself says where


def test_a_law_beside_the_derived_one() -> None:
    handout, outcomes = settled(PICTURE)
    assert [str(o.law) for o in outcomes if o.law] and len(outcomes) == 2
    page = build(handout, outcomes, "html").text
    assert "density of the noise" not in page and page.count("(p,z)=>") == 2
    assert build(handout, outcomes, "tex").text.count("density of $") == 1


def test_a_law_beside_that_is_none_is_an_error_at_its_line() -> None:
    _, outcomes = settled(PICTURE.replace("Normal(mu, 2)", "Norml(mu, 2)"))
    assert [o.verdict for o in outcomes] == ["proved", "error"]


def test_a_law_beside_with_masses_is_not_drawn() -> None:
    handout, outcomes = settled(PICTURE.replace("Normal(mu, 2)", "Poisson(2)"))
    with pytest.raises(HandoutError, match="density"):
        build(handout, outcomes, "html")


def test_a_student_copy_tells_no_hidden_formula() -> None:
    hidden = """# Title

```claim vae
let mu real
let sigma > 0
let eps ~ Normal(0, 1)
#| hide: all
prove mu + sigma*eps ~ Normal(mu, sigma)
```
"""
    handout, outcomes = settled(hidden)
    for target, inverse in (
        ("html", "<mi>z</mi><mo>−</mo><mi>μ</mi>"),
        ("tex", r"z - \mu"),
        ("md", r"z - \mu"),
        ("ipynb", r"z - \\mu"),
    ):
        assert inverse in build(handout, outcomes, target, key=True).text
        assert inverse not in build(handout, outcomes, target, key=False).text
