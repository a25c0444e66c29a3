"""Vectors and matrices of the claim language, rewritten as names of their components.

With a literal size every component gets a name (`mu[1..2]` becomes `mu_1`, `mu_2`), and a vector
is the tuple of its components. With a symbolic size one name stands for the component at any
index: what is then claimed of it is claimed of every component, at every allowed value. Index and
shape never reach the terms. Raises Unsupported for what can't be said in this way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from symreparam.documents import matrices, syntax
from symreparam.documents.nodes import Node, walk
from symreparam.documents.runs import end_of
from symreparam.documents.vector_masses import largest_at, masses_at_all, unrolled, whole_run
from symreparam.documents.vector_names import ANY, Names
from symreparam.documents.vector_shapes import (
    Apart,
    Generic,
    Grid,
    Leading,
    Row,
    Value,
    check_size,
    has_run,
    introduced,
    length,
    of_components,
)
from symreparam.documents.vector_terms import NodeT
from symreparam.logic.errors import Unsupported


@dataclass(slots=True)
class Vectors(Names):
    """The vectors of a block. `indexed` are the names that stand for every component of a random
    vector of symbolic size; `taken` are the names of the text, `components` those made here."""

    normal: tuple[matrices.Formal, Value, Value] | None = None

    def statement(self, node: Node) -> tuple[Node, ...]:
        """The statements that say the same of components. Raises Unsupported."""
        self.free, self.asked = None, False
        self._check(node)
        self.known |= introduced(node)
        if not self.values and not any(isinstance(part, syntax.Item) for part in walk(node)):
            return (node,)
        match node:
            case syntax.LetReal(targets) | syntax.LetInteger(targets):
                names = tuple(name for target in targets for name in self._declared(target))
                return (replace(node, targets=names),)
            case syntax.LetComparison():
                return self._comparison(node)
            case syntax.LetRandom(targets, law):
                return tuple(part for target in targets for part in self._random(node, target, law))
            case syntax.LetDerived(target, value):
                return self._derived(node, target, value)
        return (self.plain(node),)

    def _check(self, node: Node) -> None:
        """A name of the text must not be that of a component."""
        own = [part.name for part in walk(node) if isinstance(part, syntax.Name)]
        for name in own:
            if name in self.components:
                raise Unsupported(f"the name {name} beside a vector's component")
        self.taken.update(own)

    def goal(self, node: NodeT) -> tuple[NodeT, str | None]:
        """The goal in components; with the size when it is about a vector of symbolic size."""
        self.free, self.normal, self.asked = None, None, True
        self.sizes = {}
        self._check(node)
        if not self.values and not any(map(of_components, walk(node))):
            return node, None
        node = self._with_masses(node)
        claim = getattr(node, "claim", None)
        if isinstance(claim, syntax.Follows) and not isinstance(claim.left, syntax.Given):
            left = self.value(claim.left)
            if isinstance(left, matrices.Formal):
                self.normal = self._of_matrices(left, claim.law)
                self.require_whole()
                return node, None
            if isinstance(left, Generic):
                law = self.each(claim.law, left)
                self.require_whole()
                shown = replace(claim, left=left.item, law=law)
                return replace(node, claim=shown), left.size  # type: ignore[call-arg]
        if isinstance(claim, syntax.Equation):
            each = self._jacobian(claim)
            if each is not None:
                return self.plain(replace(node, claim=each[0])), each[1]  # type: ignore[call-arg]
            from symreparam.documents.vector_information import of_components as one_each

            shown, size = one_each(self, claim)
            return self.plain(replace(node, claim=shown)), size  # type: ignore[call-arg]
        return self.plain(node), None

    def _jacobian(self, claim: syntax.Equation) -> tuple[syntax.Equation, str] | None:
        """`jacobian(z; x) = ..` of vectors of one symbolic size at any index, with the size."""
        for side in ("left", "right"):
            call = getattr(claim, side)
            if not isinstance(call, syntax.Call) or call.name != "jacobian":
                continue
            if len(call.after_semicolon) != 1 or len(call.arguments) != 1:
                continue
            by, image = (self.value(p) for p in (call.after_semicolon[0], call.arguments[0]))
            if isinstance(by, Generic) and isinstance(image, Generic) and by.size == image.size:
                self.require_whole()
                one = replace(call, arguments=(image.item,), after_semicolon=(by.item,))
                return replace(claim, **{side: one}), by.size  # type: ignore[arg-type]
        return None

    def require_whole(self) -> None:
        """A claim about a whole vector has no component at one index."""
        if self.free is not None:
            raise Unsupported("one component beside a whole vector of symbolic size")

    def _of_matrices(self, left: matrices.Formal, law: Any) -> tuple[matrices.Formal, Value, Value]:
        """The vector, its mean and its covariance, of `MultivariateNormal(mean, covariance)`."""
        known = isinstance(law, syntax.Call) and law.name == "MultivariateNormal"
        if not known or law.keywords or len(law.arguments) != 2:
            raise Unsupported("this law of a vector of symbolic size")
        mean, spread = (self.value(argument) for argument in law.arguments)
        zero = isinstance(mean, syntax.Number) and mean.value == 0
        mean = matrices.Formal((), left.rows, left.columns) if zero else self._as_matrix(mean, law)
        return left, mean, self._as_matrix(spread, law)

    def _with_masses(self, node: NodeT) -> NodeT:
        """The goal, where masses whose index stands in brackets are written out, and
        `Categorical(p[1..k])` with symbolic k as the masses p[j], and so is `P(argmax(x) = j)`."""
        claim = getattr(node, "claim", None)
        if isinstance(claim, syntax.Equation):
            claim = self._of_largest(claim)
        if isinstance(claim, syntax.HasLaw):
            pieces = tuple(part for piece in claim.pieces for part in unrolled(piece))
            return replace(node, claim=replace(claim, pieces=pieces))  # type: ignore[call-arg]
        if not isinstance(claim, syntax.Follows) or not isinstance(claim.law, syntax.Call):
            return node
        law = claim.law
        if law.name != "Categorical" or len(law.arguments) != 1 or law.keywords:
            return node
        [shares] = law.arguments
        if not isinstance(shares, syntax.Name | syntax.Item):
            return node
        known = self.values.get(shares.name)
        if not isinstance(known, Generic) or not whole_run(shares, known.size):
            return node
        index = syntax.Name(self._index(), span=law.span)
        share = syntax.Item(shares.name, (index,), span=shares.span)
        masses = masses_at_all(claim.left, index, share, known.size)
        return replace(node, claim=masses)  # type: ignore[call-arg]

    def _of_largest(self, claim: syntax.Equation) -> syntax.Equation | syntax.HasLaw:
        """`P(argmax(x) = j) = p[j]` at any index as the masses p[j]; else the equation itself."""
        found = largest_at(claim, self.known)
        if found is None:
            return claim
        end = end_of(found[0]) or length(self.value(found[0].arguments[0]))
        return claim if end is None else masses_at_all(*found, end)

    def _index(self) -> str:
        names = ("j", "k", "l", *(f"j_{k}" for k in range(1000)))
        return next(n for n in names if n not in self.taken and n not in self.components)

    def each(self, law: Any, left: Generic) -> Any:
        """The law of one component of N(mean, diag(variances))."""
        if not isinstance(law, syntax.Call) or law.name != "MultivariateNormal":
            raise Unsupported("this law of a vector of symbolic size")
        if law.keywords or len(law.arguments) != 2:
            raise Unsupported("MultivariateNormal with these arguments")
        mean, spread = self.value(law.arguments[0]), law.arguments[1]
        variance: Value = None
        if isinstance(spread, syntax.Call) and spread.name == "diag" and spread.arguments:
            variance = self.value(spread.arguments[0])
        elif isinstance(spread, syntax.Call) and spread.name == "eye":
            check_size(spread, left)
            variance = syntax.Number(Fraction(1), span=law.span)
        elif isinstance(spread, syntax.Arithmetic) and spread.operators == ("*",):
            factor, unit = spread.operands
            if isinstance(unit, syntax.Call) and unit.name == "eye":
                check_size(unit, left)
                variance = self._scalar(self.value(factor))
        other = [p for p in (mean, variance) if isinstance(p, Generic) and p.size != left.size]
        number = isinstance(mean, Generic | syntax.Number)
        if other or not number or variance is None or isinstance(variance, Row | Grid):
            raise Unsupported("this mean or covariance of a vector of symbolic size")
        item = variance.item if isinstance(variance, Generic) else variance
        half = syntax.Number(Fraction(1, 2), span=law.span)
        deviation = syntax.Power(item, half, span=law.span)
        place = mean.item if isinstance(mean, Generic) else mean
        return replace(law, name="Normal", arguments=(place, deviation))

    def _comparison(self, node: syntax.LetComparison) -> tuple[Node, ...]:
        """One statement for each component of the new vectors in it."""
        items = [
            part
            for part in (*node.leading, *node.chain.terms)
            if isinstance(part, syntax.Item)
            and any(isinstance(index, syntax.Run) for index in part.indices)
        ]
        if not items:
            return (self.plain(node),)
        names = [self._declared(item) for item in items]
        if len({len(each) for each in names}) != 1 or len(items) != 1 + len(node.leading):
            raise Unsupported("several vectors in this comparison")
        found: list[Node] = []
        for each, item in zip(names, items, strict=True):
            run, known = item.indices[0], self.values[item.name]
            index = run.variable if isinstance(run, syntax.Run) else None
            for k, name in enumerate(each, start=1):
                bound = self._bound(index, known, k)
                terms = tuple(
                    name if has_run(term) else self._scalar(self.value(term, bound))
                    for term in node.chain.terms
                )
                found.append(replace(node, leading=(), chain=replace(node.chain, terms=terms)))
        return tuple(found)

    def _random(self, node: syntax.LetRandom, target: Node, law: Any) -> tuple[Node, ...]:
        if isinstance(target, syntax.TupleOf):
            return (replace(node, targets=(target,), law=self.plain(law)),)
        names = self._declared(target)
        if isinstance(target, syntax.Name):
            return (replace(node, targets=names, law=self.plain(law)),)
        assert isinstance(target, syntax.Item)
        known = self.values[target.name]
        if isinstance(known, Grid | matrices.Formal):
            raise Unsupported("random matrices")
        if isinstance(known, Generic | Apart):
            self.indexed.add(names[-1].name)
        index = target.indices[0].variable if isinstance(target.indices[0], syntax.Run) else None
        return tuple(
            replace(node, targets=(name,), law=self.plain(law, self._bound(index, known, k)))
            for k, name in enumerate(names, start=1)
        )

    def _bound(self, index: syntax.Name | None, known: Value, place: int) -> dict[str, Any]:
        if index is None:
            return {}
        if isinstance(known, Apart):
            return {index.name: 1 if place == 1 else known.size}
        return {index.name: known.size if isinstance(known, Generic) else place}

    def _derived(self, node: syntax.LetDerived, target: Node, value: Node) -> tuple[Node, ...]:
        if isinstance(target, syntax.Item):
            names = self._declared(target)
            known = self.values[target.name]
            self.derived.update(name.name for name in names)
            if isinstance(known, Grid | matrices.Formal):
                raise Unsupported("matrices of derived quantities")
            run = target.indices[0]
            index = run.variable if isinstance(run, syntax.Run) else None
            parts = [
                self._scalar(self.value(value, self._bound(index, known, k)))
                for k in range(1, len(names) + 1)
            ]
            return self._components(node, target.name, names, parts, known)
        assert isinstance(target, syntax.Name)
        found = self.value(value)
        if isinstance(found, Grid | matrices.Formal):
            self.values[target.name] = found
            return ()
        if isinstance(found, Generic):
            name = self._fresh(f"{target.name}_{ANY}", syntax.Item(target.name, ()))
            self.derived.add(name.name)
            self.values[target.name] = Generic(name, found.size)
            return (replace(node, target=name, value=found.item),)
        if isinstance(found, Apart):
            two, parts = self._pair(target.name, found.size, node.span), [found.first, found.item]
            return self._components(node, target.name, two, parts, self.values[target.name])
        if isinstance(found, Row | Leading):
            names = tuple(
                self._fresh(f"{target.name}_{k}", syntax.Item(target.name, (), span=node.span))
                for k in range(1, len(found.items) + 1)
            )
            whole = replace(found, items=names)
            return self._components(node, target.name, names, list(found.items), whole)
        return (replace(node, value=found),)

    def _components(
        self,
        node: syntax.LetDerived,
        name: str,
        names: tuple[syntax.Name, ...],
        parts: list[Any],
        known: Value,
    ) -> tuple[Node, ...]:
        """One `let` a component, and the tuple of them under the vector's own name."""
        self.values[name] = known
        lets = [
            replace(node, target=each, value=part) for each, part in zip(names, parts, strict=True)
        ]
        if isinstance(known, Generic | Leading | Apart):
            return tuple(lets)
        whole = syntax.TupleOf(names, span=node.span)
        own = syntax.Name(name, span=node.span)
        return (*lets, replace(node, target=own, value=whole))
