"""A small handout with everything in it, settled once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from symreparam.handouts.source import Handout, read
from symreparam.logic.verdict import Outcome
from symreparam.pipeline import check_text

TEXT = r"""---
title: Shifting & scaling
subtitle: A < B > C & D
author: A. Author
---

A line with $\mu + \sigma\varepsilon$, *words* and `code <b>`, <b>no markup</b>.

$$
f_Z(z) = \frac{1}{\sigma\sqrt{2\pi}}\exp\left(-\frac{(z-\mu)^2}{2\sigma^2}\right)
$$

## A heading

| a | b |
|---|---|
| $x$ | 2 |

- one
- two [link](https://example.org/a_b)

```picture shift
#| caption: Move $\mu$.
#| window: -6 to 6
#| slider: mu from -3 to 3 start 1
#| slider: sigma from 1/2 to 2 start 3/2
let mu real
let sigma > 0
let eps ~ Normal(0, 1)
derive mu + sigma*eps
```

```claim vae
let mu real
let sigma > 0
let eps ~ Normal(0, 1)
prove mu + sigma*eps ~ Normal(mu, sigma)
#| detail: sketch
refute mu + sigma*eps ~ Normal(mu, sigma^2)
#| detail: statement
prove E(mu + sigma*eps) = mu
```

```exercise first
#| seed: 7
draw m from 1 to 9
ask Which law does ${m} + 2\varepsilon$ have?
let eps ~ Normal(0, 1)
answer {m} + 2*eps ~ Normal({m}, 2)
wrong {m} + 2*eps ~ Normal({m}, 4)
```

```python
print("<kept>")
```
"""


def settle(handout: Handout) -> list[Outcome]:
    """The outcomes of a handout's questions, here and now."""
    return [check_text(q.text, path=q.path, line=q.line)[0] for q in handout.questions()]


@pytest.fixture(scope="session")
def handout() -> Handout:
    """The handout above."""
    return read("small.md", TEXT)


@pytest.fixture(scope="session")
def outcomes(handout: Handout) -> Sequence[Outcome]:
    """Its outcomes."""
    return settle(handout)
