"""Side conditions, and what a verdict rests on: replayed steps, cited theorems, axioms, numbers."""

from __future__ import annotations

from symreparam.families.members import UnknownFamily, WrongArguments, record_of
from symreparam.families.table import family as record_named
from symreparam.logic.judgement import GivenValue, HasLaw, Holds, Member, Sign
from symreparam.logic.proof import Proof, Step
from symreparam.logic.verdict import CrossCheck, Outcome
from symreparam.render.citations import cited, with_lemmas
from symreparam.render.document import Aside, Block, Items, Text, Words
from symreparam.render.laws_layout import member_layout, relation_layout
from symreparam.render.phrases import CHECKED, HEADINGS
from symreparam.render.sentences import sentence
from symreparam.render.story import Story, say
from symreparam.render.story_listed import scoped, trivial
from symreparam.terms.draws import Quantile
from symreparam.terms.law import Named


def side_conditions(story: Story) -> list[Block]:
    """What no paragraph has mentioned: definedness, signs, order; each with its case."""
    found: dict[Words, set[int]] = {}
    for index, step in enumerate(story.proof.steps):
        if index not in story.told and not _skipped(step):
            words = _required(story, index) or sentence(step, story.setter)
            found.setdefault(words, set()).add(step.scope)
    items = tuple(item for words, where in found.items() for item in _cased(story, words, where))
    if not items:
        return []
    return [Aside((Text(HEADINGS["conditions"]),), (Items(items),))]


def _required(story: Story, index: int) -> Words | None:
    """The relation with the member that requires it, when that is what the step is for."""
    known = story.conclusion(index)
    uses = [s for s in story.proof.steps if index in s.premises and s.rule == "family"]
    if not isinstance(known, Holds) or not uses or not isinstance(uses[0].args[0], Named):
        return None
    member = member_layout(story.setter, uses[0].args[0])
    relation = relation_layout(story.setter, known.relation)
    return say("conditions.member", relation=relation, member=member)


def _skipped(step: Step) -> bool:
    known = step.conclusion
    constant = isinstance(known, Sign) and bool(known.expr.is_Rational)
    return constant or trivial(step) or step.rule in ("covers", "family")


def _cased(story: Story, words: Words, where: set[int]) -> list[Words]:
    """The words, once when they hold in every case, else with each case in which they do."""
    chains = {scope: _chain(story.proof, scope) for scope in range(len(story.proof.scopes) + 1)}
    parents = {above for chain in chains.values() for above in chain[:-1]}
    leaves = [scope for scope in chains if scope not in parents]
    if all(where & set(chains[leaf]) for leaf in leaves):
        return [words]
    return [scoped(story, words, scope) for scope in sorted(where)]


def _chain(proof: Proof, scope: int) -> tuple[int, ...]:
    """The scope with those around it, the claim's own (0) first."""
    chain = [scope]
    while chain[0] > 0:
        chain.insert(0, proof.scopes[chain[0] - 1].parent)
    return tuple(chain)


def rests_on(outcome: Outcome, proof: Proof) -> list[Block]:
    """The list that closes a proof or a refutation."""
    proofs = with_lemmas(proof)
    every = [step for each in proofs for step in each.steps]
    count = len(every)
    key = "rests.replayed" if count != 1 else "rests.replayed.one"
    items = [say(key, steps=str(count))]
    theorems = cited(proof)
    if theorems:
        items.append(say("rests.cited", cited="; ".join(theorems)))
    axioms = list(dict.fromkeys(axiom for each in proofs for axiom in _axioms(each)))
    if axioms:
        items.append(say("rests.axioms", axioms="; ".join(axioms)))
    items += [check_words(check) for check in outcome.cross_checks] or [say("rests.none")]
    return [Aside((Text(HEADINGS["rests"]),), (Items(tuple(items)),))]


def check_words(check: CrossCheck) -> Words:
    """One numeric cross-check."""
    # the result says so already: "agrees (they agree to 1e-06)"
    detail = check.detail.removeprefix("they agree ").removeprefix("no evidence: ")
    detail = f" ({detail})" if detail else ""
    return say("rests.check", name=check.name, result=CHECKED[check.ok], detail=detail)


def _axioms(proof: Proof) -> list[str]:
    """The records that the steps unfold, with their references."""
    found: dict[str, None] = {}
    for named in (named for step in proof.steps for named in _members(proof, step)):
        try:
            record = record_of(named)
        except (UnknownFamily, WrongArguments):
            continue
        found[f"{record.name} ({record.reference})"] = None
    for step in proof.steps:
        for arg in step.args if step.rule == "not-member-moments" else ():
            record_of_all = record_named(arg.family) if isinstance(arg, Member) else None
            if record_of_all is not None:
                found[f"{record_of_all.name} ({record_of_all.reference})"] = None
    return list(found)


_TRANSFORMS = ("transform-law", "characteristic-law", "differ-transform", "differ-characteristic")
_OWN = ("family", "no-law", "no-law-whole", *_TRANSFORMS)
_OF_PREMISES = (
    *_TRANSFORMS,
    *("expectation-moment", "expectation-exponential", "expectation-power", "expectation-tilted"),
    *("expectation-log", "expectation-absolute", "expectation-circular", "expectation-score"),
    *("expectation-bounded", "parity", "parity-scaled", "given-value-moments"),
)


def _members(proof: Proof, step: Step) -> list[Named]:
    """The members whose records the step rests on: its own, and those of its premises."""
    found = [arg for arg in step.args[:1] if step.rule in _OWN and isinstance(arg, Named)]
    if step.rule == "differ-moment" and isinstance(step.args[0], HasLaw):
        law = step.args[0].law
        found += [law] if isinstance(law, Named) else []
    if step.rule == "expectation-draw" and isinstance(step.args[0], Quantile):
        found.append(Named(step.args[0].family, step.args[0].args[:-1]))
    if step.rule in _OF_PREMISES:
        known = [proof.steps[premise].conclusion for premise in step.premises]
        laws = [given.law for given in known if isinstance(given, HasLaw | GivenValue)]
        found += [law for law in laws if isinstance(law, Named)]
    return found
