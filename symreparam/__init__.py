"""symreparam: claims about random variables, proved, refuted, or honestly left undecided.

    >>> import symreparam
    >>> [outcome] = symreparam.check("let U ~ Uniform(0, 1)\\nprove -log(U) ~ Exponential(1)")
    >>> outcome.verdict
    'proved'

Claims stand in docstrings as well, and `symreparam check` finds them there:

```claim docstring
let mu real
let sigma > 0
let eps ~ Normal(0, 1)
prove mu + sigma*eps ~ Normal(mu, sigma)
```
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import Any

__version__ = "0.1.0"

# public name -> module and attribute; importing the package imports none of them
_PUBLIC = MappingProxyType(
    {
        "prove": ("symreparam.shell.api", "prove"),
        "refute": ("symreparam.shell.api", "refute"),
        "derive": ("symreparam.shell.api", "derive"),
        "examine": ("symreparam.shell.examined", "examine"),
        "assert_law": ("symreparam.shell.api", "assert_law"),
        "check": ("symreparam.shell.api", "check"),
        "check_documents": ("symreparam.shell.check_documents", "check_documents"),
        "load_ipython_extension": ("symreparam.shell.jupyter", "load_ipython_extension"),
        "divergence": ("symreparam.shell.trick", "divergence"),
        "entropy": ("symreparam.shell.trick", "entropy"),
        "gradient_estimators": ("symreparam.shell.trick", "gradient_estimators"),
        "variance_picture": ("symreparam.studies.variance_picture", "variance_picture"),
        "elbo_identity": ("symreparam.shell.trick", "elbo_identity"),
        "implicit_agreement": ("symreparam.shell.trick", "implicit_agreement"),
        "evidence_bound": ("symreparam.shell.trick", "evidence_bound"),
        "gaussian_evidence_bound": ("symreparam.shell.trick", "gaussian_evidence_bound"),
        "gaussian_elbo": ("symreparam.shell.trick", "gaussian_elbo"),
        "reparameterize": ("symreparam.shell.trick", "reparameterize"),
        "replay": ("symreparam.checker.replay", "replay"),
        "Options": ("symreparam.pipeline", "Options"),
        "Outcome": ("symreparam.logic.verdict", "Outcome"),
        "ClaimError": ("symreparam.logic.errors", "ClaimError"),
        "ProofError": ("symreparam.logic.errors", "ProofError"),
        "Unsupported": ("symreparam.logic.errors", "Unsupported"),
        "outcome_text": ("symreparam.render.text", "outcome_text"),
    }
)
__all__ = ["__version__", *_PUBLIC]


def __getattr__(name: str) -> Any:
    if name == "testing":
        return import_module("symreparam.testing")
    if name not in _PUBLIC:
        raise AttributeError(f"module 'symreparam' has no attribute {name!r}")
    module, attribute = _PUBLIC[name]
    return getattr(import_module(module), attribute)
