"""A derived law in the form that its family's record gives it, when it is a known family."""

from __future__ import annotations

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.matching import same_law_step
from symreparam.derivation.merge import merged
from symreparam.derivation.recognise import candidates
from symreparam.derivation.unfold import unfold_step
from symreparam.logic.errors import RuleError
from symreparam.terms.law import Law


def tidied(builder: Builder, index: int) -> int:
    """The same law as its family writes it, or the step itself."""
    law = law_step(builder, index).law
    if not isinstance(law, Law):
        return index
    plain = merged(builder, law)
    if plain != law:
        try:
            step = same_law_step(builder, law, plain)
            index, law = builder.add("rewrite-law", (index, step)), plain
        except (RuleError, NoInverse):
            pass
    for named in candidates(law):
        try:
            unfolded = unfold_step(builder, named, law.variable)
            target = builder.conclusion(unfolded).right  # type: ignore[union-attr]
            if not isinstance(target, Law) or target == law:
                return index
            return builder.add("rewrite-law", (index, same_law_step(builder, law, target)))
        except (RuleError, NoInverse):
            continue
    return index
