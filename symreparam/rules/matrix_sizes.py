"""A claim about matrices of any size at one size, entry by entry: the lemma of a refutation."""

from __future__ import annotations

from itertools import product

from sympy import Add, Expr, Integer, Mul, Symbol

from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Factor, HasLaw, HasMatrixLaw, HasNormalLaw, Matrices
from symreparam.rules.instance import law_at
from symreparam.rules.matrices import shapes
from symreparam.rules.rule import Setting
from symreparam.terms.law import AnyLaw, Named
from symreparam.terms.scope import Domain, Relation, Scope, parameter, variable

Place = tuple[int, int]
Grid = dict[Place, Expr]
MOST = 3


def sizes_of(claim: Claim, goal: HasMatrixLaw) -> tuple[Symbol, ...]:
    """The numbers of rows and columns that are parameters."""
    found: dict[Symbol, None] = {}
    for shape in shapes(goal, Setting(claim, claim.scope)).values():
        for size in shape:
            if isinstance(size, Symbol):
                found[size] = None
    if isinstance(goal.vector.rows, Symbol):
        found[goal.vector.rows] = None
    return tuple(found)


def sized_matrices(claim: Claim, goal: HasMatrixLaw, size: int) -> Claim:
    """The claim with every number of rows and columns equal to `size`. Raises RuleError."""
    if not 1 <= size <= MOST:
        raise RuleError("matrices.size", str(size))
    number: dict[Symbol, Expr] = {s: Integer(size) for s in sizes_of(claim, goal)}
    known = shapes(goal, Setting(claim, claim.scope))
    for given in claim.hypotheses:
        for symbol in _symbols(given.law) & set(goal.indexed):
            known.setdefault(symbol, known.get(given.subject, (Integer(1), Integer(1))))
    taken = {symbol.name for symbol in (*claim.scope.names, *claim.variables)}
    places = {s: _places(known.get(s), number) for s in goal.indexed}
    symbols: list[tuple[Symbol, Domain]] = []
    copies: dict[Symbol, Grid] = {}
    for symbol, domain in claim.scope.symbols:
        if symbol in number:
            continue
        if symbol not in places:
            symbols.append((symbol, domain))
            continue
        names = {place: _name(symbol, place, known, taken) for place in places[symbol]}
        copies[symbol] = {place: parameter(name, domain) for place, name in names.items()}
        symbols += [(each, domain) for each in copies[symbol].values()]
    variables: list[Symbol] = []
    hypotheses: list[HasLaw] = []
    for given in claim.hypotheses:
        subject = given.subject
        if not isinstance(subject, Symbol) or subject not in places:
            raise RuleError("matrices.shared", str(subject))
        copies[subject] = {}
        for place in places[subject]:
            each = variable(_name(subject, place, known, taken))
            copies[subject][place] = each
            variables.append(each)
            law = law_at(given.law, _own(copies, places, place) | number)
            hypotheses.append(HasLaw(each, law))
    relations = tuple(_relation(r, number, places) for r in claim.scope.relations)
    grids = [_grid(m, copies, number) for m in (goal.vector, goal.mean, goal.covariance)]
    vector, mean = (tuple(g[(i, 1)] for i in range(1, size + 1)) for g in grids[:2])
    rows = tuple(
        tuple(grids[2][(i, j)] for j in range(1, size + 1)) for i in range(1, size + 1)
    )
    scope = Scope(tuple(symbols), relations)
    wanted = HasNormalLaw(vector, mean, rows)
    return Claim(scope, tuple(variables), tuple(hypotheses), wanted, claim.source)


def _own(
    copies: dict[Symbol, Grid], places: dict[Symbol, tuple[Place, ...]], place: Place
) -> dict[Symbol, Expr]:
    """The components at the index of a vector's component. Raises RuleError for other letters."""
    found: dict[Symbol, Expr] = {}
    for symbol, grid in copies.items():
        if place in grid and all(column == 1 for _, column in places[symbol]):
            found[symbol] = grid[place]
    return found


def _symbols(law: AnyLaw) -> set[Symbol]:
    terms = law.arguments if isinstance(law, Named) else ()
    return set().union(*(term.free_symbols for term in terms))


def _places(shape: tuple[Expr, Expr] | None, number: dict[Symbol, Expr]) -> tuple[Place, ...]:
    if shape is None:
        return ()
    rows, columns = (int(size.xreplace(dict(number))) for size in shape)
    return tuple(product(range(1, rows + 1), range(1, columns + 1)))


def _name(
    symbol: Symbol, place: Place, known: dict[Symbol, tuple[Expr, Expr]], taken: set[str]
) -> str:
    """`mu_2` for `mu_i`, `L_1_2` for `L_i_j`; it must be new."""
    vector = known[symbol][1] == 1
    stem = symbol.name.removesuffix("_i") if vector else symbol.name.removesuffix("_i_j")
    name = f"{stem}_{place[0]}" if vector else f"{stem}_{place[0]}_{place[1]}"
    if name in taken:
        raise RuleError("matrices.name", f"the name {name} is taken")
    taken.add(name)
    return name


def _relation(
    relation: Relation, number: dict[Symbol, Expr], indexed: dict[Symbol, tuple[Place, ...]]
) -> Relation:
    symbols = relation.left.free_symbols | relation.right.free_symbols
    if symbols & set(indexed):
        raise RuleError("matrices.relation", "a condition on a component")
    swap = dict(number)
    return Relation(relation.left.xreplace(swap), relation.sign, relation.right.xreplace(swap))


def _grid(matrices: Matrices, copies: dict[Symbol, Grid], number: dict[Symbol, Expr]) -> Grid:
    """The entries of a sum of products."""
    swap = dict(number)
    rows, columns = (int(s.xreplace(swap)) for s in (matrices.rows, matrices.columns))
    total: Grid = dict.fromkeys(product(range(1, rows + 1), range(1, columns + 1)), Integer(0))
    for factor, parts in matrices.words:
        every = range(1, rows + 1)
        word: Grid = {(i, j): Integer(int(i == j)) for i in every for j in every}
        for part in parts:
            word = _times(word, rows, _entries(part, copies, swap))
        for place in total:
            total[place] = Add(total[place], Mul(factor.xreplace(swap), word[place]))
    return total


def _entries(part: Factor, copies: dict[Symbol, Grid], swap: dict[Symbol, Expr]) -> Grid:
    rows, columns = (int(s.xreplace(swap)) for s in (part.rows, part.columns))
    places = product(range(1, rows + 1), range(1, columns + 1))
    if part.diagonal:
        return {(i, j): _component(part.entry, i, copies, swap) if i == j else Integer(0)
                for i, j in places}
    assert isinstance(part.entry, Symbol)
    own = copies[part.entry]
    return {(i, j): own[(j, i)] if part.transposed else own[(i, j)] for i, j in places}


def _component(
    entry: Expr, place: int, copies: dict[Symbol, Grid], swap: dict[Symbol, Expr]
) -> Expr:
    own = {s: copies[s][(place, 1)] for s in entry.free_symbols if s in copies}
    return entry.xreplace({**own, **swap})


def _times(word: Grid, rows: int, entries: Grid) -> Grid:
    inner = max(i for i, _ in entries)
    columns = max(j for _, j in entries)
    return {
        (i, j): Add(*(Mul(word[(i, k)], entries[(k, j)]) for k in range(1, inner + 1)))
        for i in range(1, rows + 1)
        for j in range(1, columns + 1)
    }
