"""`KL(P, Q)` and `entropy(P)` in an equation: letters for them, and a variable with the law P."""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.documents import syntax
from symreparam.documents.meaning_existence import existence
from symreparam.documents.meaning_joint_divergence import is_joint, joint_divergence, joint_entropy
from symreparam.documents.meaning_laws import named_law
from symreparam.documents.meaning_needs import Meaningless
from symreparam.documents.meaning_terms import Reader
from symreparam.documents.nodes import Node
from symreparam.families.variadic import is_law
from symreparam.logic.errors import Unsupported
from symreparam.logic.judgement import DivergenceOf, EntropyOf, Letter, SlopeOf
from symreparam.terms.law import AnyLaw, Named
from symreparam.terms.scope import variable

USUAL = ("X", "Y", "Z", *(f"X_{index}" for index in range(1, 1000)))


class Information:
    """Reads the calls of one goal; `random` are the block's variables, `fresh` the new ones."""

    def __init__(self, reader: Reader, random: dict[Symbol, AnyLaw]) -> None:
        self.reader, self.random = reader, random
        self.fresh: dict[Symbol, AnyLaw] = {}

    def read(self, node: syntax.Call) -> Expr:
        """The letter that stands for the call. Raises Meaningless, Unsupported."""
        if node.name == "grad":
            return self._slope(node)
        wanted = 2 if node.name == "KL" else 1
        if len(node.arguments) != wanted:
            needed = "two laws" if wanted == 2 else "one law"
            raise Meaningless(f"{node.name} takes {needed}", "", node.span)
        if node.name == "KL" and is_joint(node.arguments[0]):
            joint = joint_divergence(node, self.reader, self.fresh)
            assert self.reader.means is not None
            self.reader.means.append(joint)
            return joint.letter
        if node.name == "entropy" and is_joint(node.arguments[0]):
            spread = joint_entropy(node, self.reader, self.fresh)
            assert self.reader.means is not None
            self.reader.means.append(spread)
            return spread.letter
        subject = self._subject(node.arguments[0])
        if node.name == "entropy":
            return self._letter(EntropyOf(self.reader.new_letter(), subject))
        second = self._law(node.arguments[1])
        return self._letter(DivergenceOf(self.reader.new_letter(), subject, second))

    def _slope(self, node: syntax.Call) -> Expr:
        """`grad(mu, E(f(z)))`: the derivative of a term in letters of its own."""
        assert self.reader.means is not None
        parameter = self.reader.read(node.arguments[0])
        if not parameter.is_Symbol or parameter in self.random:
            hint = "write grad(mu, ..) with a parameter of a `let`"
            raise Meaningless(f"{parameter} is no parameter", hint, node.arguments[0].span)
        outer, self.reader.means = self.reader.means, []
        try:
            body = self.reader.read(node.arguments[1])
            inner = tuple(self.reader.means)
        finally:
            self.reader.means = outer
        made = SlopeOf(self.reader.new_letter(), parameter, body, inner)
        self.reader.means.append(made)
        return made.letter

    def _letter(self, made: DivergenceOf | EntropyOf) -> Expr:
        assert self.reader.means is not None
        for known in self.reader.means:
            if _unnamed(known) == _unnamed(made):
                return known.letter
        self.reader.means.append(made)
        return made.letter

    def _subject(self, node: Node) -> Expr:
        """A term in the block's variables, or a new variable with the law."""
        if not (isinstance(node, syntax.Call) and is_law(node.name)):
            return self._term(node)
        law = self._law(node)
        for symbol, known in self.fresh.items():
            if known == law:
                return symbol
        taken = {*self.reader.names, *(symbol.name for symbol in self.fresh)}
        symbol = variable(next(name for name in USUAL if name not in taken))
        self.fresh[symbol] = law
        return symbol

    def _term(self, node: Node) -> Expr:
        outer, self.reader.means = self.reader.means, None
        try:
            term = self.reader.read(node)
        finally:
            self.reader.means = outer
        if not term.has(*self.random):
            hint = "write a law, for example Normal(0, 1), or a term in random variables"
            raise Meaningless(f"{term} is not random", hint, node.span)
        return term

    def _law(self, node: Node) -> Named:
        if isinstance(node, syntax.Name) and self.reader.names.get(node.name) in self.random:
            law = self.random[self.reader.names[node.name]]
            if isinstance(law, Named):
                return law
        if not isinstance(node, syntax.Call):
            raise Unsupported("a term as the second law of KL (write its law, Normal(0, 1) say)")
        if not is_law(node.name):
            raise Unsupported(f"the family {node.name}")
        outer, self.reader.means = self.reader.means, None
        try:
            law = named_law(node, self.reader)
        finally:
            self.reader.means = outer
        if any(argument.has(*self.random) for argument in law.arguments if self.random):
            hint = "its parameters are numbers and parameters of a `let`"
            raise Meaningless("a law in KL or entropy has a random parameter", hint, node.span)
        self.reader.needs.extend(existence(law, node))
        return law


def _unnamed(letter: Letter) -> tuple[object, ...]:
    """What the letter stands for."""
    if isinstance(letter, DivergenceOf):
        return ("KL", letter.subject, letter.law)
    if isinstance(letter, EntropyOf):
        return ("entropy", letter.subject)
    return (letter,)
