"""The rule `of-independent`: a function of independent terms, through new variables.

They have the laws of the terms. The lemma's proof is replayed against the claim built here.
"""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.checker.lemmas import lemma_refuted
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Fails, HasLaw, Independent, Judgement
from symreparam.logic.proof import Proof, Step
from symreparam.rules.of_independent import lemma_claim
from symreparam.rules.rule import Setting, count, require, take
from symreparam.terms.law import AnyLaw, Law, Named
from symreparam.terms.scope import variable

_CODE = "of-independent"


def conclude_of_independent(step: Step, proof: Proof, setting: Setting) -> Judgement:
    """
    f_1, .., f_k are independent    f_i has the law L_i
    V_1, .., V_k independent with the laws L_1, .., L_k imply that g(V_1, .., V_k) has the law L
    --------------------------------------------  of-independent((V_1, .., V_k), g(V), L, lemma)
    g(f_1, .., f_k) has the law L

    (f_1, .., f_k) and (V_1, .., V_k) have one joint law, the product of the L_i, so that any
    function of them has one law (Billingsley 1995, section 20). Premises: the independence, then
    the laws in order. A refuted lemma gives that it is not the law; then no parameter is left.
    """
    count(step.args, 4, f"{_CODE}.args")
    names, body, law, lemma = step.args
    terms, given = _given(step, proof, set(setting.claim.scope.names))
    letters = tuple(take(name, Symbol, f"{_CODE}.letters") for name in take(names, tuple, _CODE))
    require(len(set(letters)) == len(letters) == len(terms), f"{_CODE}.letters", str(len(letters)))
    taken = {s.name for s in (*setting.scope.names, *setting.claim.variables)}
    for letter in letters:
        new = letter == variable(letter.name) and letter.name not in taken
        require(new, f"{_CODE}.letters", (letter, "is", "taken"))
    body = take(body, Expr, f"{_CODE}.body")
    strangers = body.free_symbols - {*letters, *setting.claim.scope.names}
    require(not strangers, f"{_CODE}.body", ", ".join(sorted(map(str, strangers))))
    wanted = lemma_claim(setting.claim, letters, given, body, _law(law))
    refuted = lemma_refuted(take(lemma, Proof, f"{_CODE}.lemma"), wanted, f"{_CODE}.lemma")
    swap = dict(zip(letters, terms, strict=True))
    found = HasLaw(body.xreplace(swap), wanted.law_goal.law)
    # with parameters it would be false at some values, and it is not said at which
    fixed = not setting.claim.scope.symbols
    require(fixed or not refuted, f"{_CODE}.refuted", "the lemma is refuted at some values")
    return Fails(found) if refuted else found


def _given(
    step: Step, proof: Proof, names: set[Symbol]
) -> tuple[tuple[Expr, ...], tuple[Named, ...]]:
    """The independent terms and their laws, which are members with fixed parameters."""
    known = [proof.steps[index] for index in step.premises]
    here = all(each.scope == step.scope == 0 for each in known)
    require(here, f"{_CODE}.scope", "the premises hold elsewhere")
    require(bool(known), f"{_CODE}.premises", "none")
    terms = take(known[0].conclusion, Independent, f"{_CODE}.independent").subjects
    require(len(known) == len(terms) + 1, f"{_CODE}.premises", "one law for each term")
    laws: list[Named] = []
    for term, each in zip(terms, known[1:], strict=True):
        has = take(each.conclusion, HasLaw, f"{_CODE}.law")
        require(has.subject == term, f"{_CODE}.law", ("of", has.subject))
        law = take(has.law, Named, f"{_CODE}.law")
        strangers = set().union(*(a.free_symbols for a in law.arguments)) - names
        require(not strangers, f"{_CODE}.law", "its parameters are random")
        laws.append(law)
    return terms, tuple(laws)


def _law(argument: object) -> AnyLaw:
    if not isinstance(argument, Law | Named):
        raise RuleError(f"{_CODE}.args", type(argument).__name__)
    return argument
