"""Divergences and entropies searched for: the logarithm of the ratio, then its mean."""

from __future__ import annotations

from contextlib import suppress

from sympy import Add, Expr, Symbol, exp, expand, expand_log, log, loggamma
from sympy import gamma as gamma_function

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step, written_law
from symreparam.derivation.combine import law_of
from symreparam.derivation.divergence_outside import contained, outside_step, within
from symreparam.derivation.expectation import integrated, mean_step
from symreparam.derivation.infinite import infinite_step
from symreparam.derivation.location_scale import affine_parts, no_member
from symreparam.derivation.logarithms import kept_whole
from symreparam.derivation.recognise import positive_letter
from symreparam.derivation.term_means import mean_under, named_step
from symreparam.derivation.transport import Letters, letters, source_law
from symreparam.derivation.unfold import unfold_step
from symreparam.families.members import record_of
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import DivergenceOf, EntropyOf, SameLaw
from symreparam.rules.means import swap_of
from symreparam.terms.law import AnyLaw, Law, Named, Piece
from symreparam.terms.mapping import Map
from symreparam.terms.record import dataclass
from symreparam.terms.region import Region

Failure = (RuleError, NoInverse, Unsupported)


def divergence_step(builder: Builder, wanted: DivergenceOf) -> int:
    """A step Divergence(subject, law, value); the value may be infinite. Raises RuleError."""
    names = letters(builder)
    given, named = source_step(builder, wanted.subject, names)
    second = unfold_step(builder, wanted.law, _letter(builder, given, names))
    mine, other = written_law(builder, given), _right(builder, second)
    if mine.atoms and not mine.pieces and (other.atoms or other.lattices):
        return _of_masses(builder, given, second, mine, other)
    try:
        return _finite(builder, wanted, _First(wanted.subject, given, named, names), second)
    except Failure as error:
        outside = outside_step(builder, given, second, mine, other)
        if outside is not None:
            return outside
        if len(mine.pieces) < 2 and len(other.pieces) < 2:
            raise error from None
    from symreparam.derivation.divergence_pieces import divergence_pieces_step

    return divergence_pieces_step(builder, given, second)


def entropy_step(builder: Builder, wanted: EntropyOf) -> int:
    """A step Entropy(subject, value). Raises RuleError."""
    names = letters(builder)
    given, named = source_step(builder, wanted.subject, names)
    law = written_law(builder, given)
    if law.atoms and not law.pieces:
        known = tuple(builder.sign_is(atom.mass, "+") for atom in law.atoms if atom.mass != 0)
        return builder.add("entropy-masses", (given, *known))
    if len(law.pieces) > 1:
        from symreparam.derivation.divergence_pieces import entropy_pieces_step

        return entropy_pieces_step(builder, given)
    mapping, same = _surprise(builder, wanted.subject, given, named)
    first = _First(wanted.subject, given, named, names)
    mean = first.mean(builder, mapping.body, mapping.variable)
    return builder.add("entropy", (given, same, mean), (mapping,))


# the first law, the second law ------------------------------------------------------------------
def source_step(builder: Builder, subject: Expr, names: Letters) -> tuple[int, int | None]:
    """A step for the subject's density or masses, and one for a derived term's name, if any."""
    if subject in builder.claim.variables:
        return source_law(builder, builder.claim.variables.index(subject), names.source), None
    # the change of variables formula: the law of the term itself is derived
    derived = law_of(builder, subject, names)
    named = None if no_member(builder.claim, subject) else named_step(builder, derived)
    if named is None:
        return derived, None
    law = law_step(builder, named).law
    assert isinstance(law, Named)
    unfolded = unfold_step(builder, law, names.source)
    return builder.add("rewrite-law", (named, unfolded)), named


def _is_affine(builder: Builder, subject: Expr) -> bool:
    random = [v for v in builder.claim.variables if subject.has(v)]
    return len(random) == 1 and affine_parts(subject, random[0]) is not None


def _letter(builder: Builder, given: int, names: Letters) -> Symbol:
    law = written_law(builder, given)
    return names.source if law.lattices else law.variable


def _name(builder: Builder, subject: Expr, named: int | None) -> AnyLaw | None:
    if named is not None:
        return law_step(builder, named).law
    if subject not in builder.claim.variables:
        return None
    return builder.claim.hypotheses[builder.claim.variables.index(subject)].law


@dataclass(frozen=True, slots=True)
class _First:
    """The subject with the steps for its law and for its law's name, if that is derived."""

    subject: Expr
    given: int
    named: int | None
    names: Letters

    def mean(self, builder: Builder, body: Expr, letter: Symbol) -> int:
        """E of the body at the subject; `divergence` steps accept that it is infinite."""
        at = body.xreplace({letter: self.subject})
        if self.subject in builder.claim.variables:
            return mean_step(builder, at)
        if self.named is not None:
            moved = body.xreplace({letter: self.names.source})
            return mean_under(builder, self.named, moved, self.names)
        if _is_affine(builder, self.subject):
            with suppress(*Failure):  # what the noise's record knows of its means
                return mean_step(builder, at)
        try:
            return integrated(builder, self.given, body, letter)
        except Failure:
            return mean_step(builder, at)


def _right(builder: Builder, step: int) -> Law:
    same = builder.conclusion(step)
    assert isinstance(same, SameLaw) and isinstance(same.right, Law)
    return same.right


# a finite divergence ----------------------------------------------------------------------------
def _finite(builder: Builder, wanted: DivergenceOf, first: _First, second: int) -> int:
    mapping, steps = _ratio(builder, wanted, first, second)
    letter, body = mapping.variable, mapping.body
    if first.subject in builder.claim.variables:
        mean = mean_or_infinite(builder, body.xreplace({letter: first.subject}))
    else:
        mean = first.mean(builder, body, letter)
    premises = (*steps[:4], mean, *steps[4:])
    return builder.add("divergence", premises, (mapping,))


def information_steps(
    builder: Builder, wanted: DivergenceOf | EntropyOf
) -> tuple[Map, tuple[int, ...]]:
    """The map of which the divergence or the entropy is the mean, with the premises of its rule
    but that mean. Raises RuleError, NoInverse or Unsupported."""
    names = letters(builder)
    given, named = source_step(builder, wanted.subject, names)
    if isinstance(wanted, EntropyOf):
        mapping, same = _surprise(builder, wanted.subject, given, named)
        return mapping, (given, same)
    second = unfold_step(builder, wanted.law, _letter(builder, given, names))
    return _ratio(builder, wanted, _First(wanted.subject, given, named, names), second)


def _surprise(builder: Builder, subject: Expr, given: int, named: int | None) -> tuple[Map, int]:
    """-log p, and the step that says so."""
    piece = _support(written_law(builder, given))
    letter = piece.region.variables[0]
    raw = -_log_density(_name(builder, subject, named), piece, letter)
    body = _plain(raw, piece, letter)
    return Map(letter, body, piece.region), _by_exponent(builder, piece, None, -body)


def _ratio(
    builder: Builder, wanted: DivergenceOf, first: _First, second: int
) -> tuple[Map, tuple[int, ...]]:
    """log(p/q), and the steps that say so."""
    mine, other = written_law(builder, first.given), _right(builder, second)
    piece = _support(mine)
    letter = piece.region.variables[0]
    parts = other.pieces or (_support(other),)
    index, around = _around(builder, piece.region, parts)
    if mine.lattices:
        raw = log(piece.density / parts[index].density)
    else:
        own = _log_density(_name(builder, first.subject, first.named), piece, letter)
        raw = own - _recorded_log(wanted.law, index, letter)
    body = _plain(raw, piece, letter)
    positive = builder.sign_is(parts[index].density, "+", piece.region)
    same = _by_exponent(builder, piece, parts[index].density, body)
    return Map(letter, body, piece.region), (first.given, second, positive, same, *around)


def mean_or_infinite(builder: Builder, body: Expr) -> int:
    """The mean of the logarithm of the ratio, or that it is infinite: quick to see, so first."""
    terms = [t for t in Add.make_args(body) if t.has(*builder.claim.variables)]
    infinite = [term for term in terms if _diverges(builder, term)]
    if not infinite:
        return mean_step(builder, body)
    # with c x^2 also c x, whose mean may be infinite as well; no mean is sought of what has none
    heavy = Add(*(t for t in terms if t in infinite or not _converges(builder, t)))
    last = infinite_step(builder, heavy, signed=False)
    if heavy == body:
        return last
    return builder.add("mean-infinite-sum", (mean_step(builder, body - heavy), last))


def _converges(builder: Builder, term: Expr) -> bool:
    try:
        mean_step(builder, term)
    except Failure:
        return False
    return True


def _diverges(builder: Builder, term: Expr) -> bool:
    try:
        infinite_step(builder, term, signed=False)
    except Failure:
        return False
    return True


def _support(law: Law) -> Piece:
    """A law's only density, or the masses of its only lattice as one."""
    if len(law.pieces) + len(law.lattices) != 1 or law.atoms:
        raise RuleError("divergence.law", "one density, or masses at whole numbers, are expected")
    if law.pieces:
        return law.pieces[0]
    return Piece(law.lattices[0].range, law.lattices[0].mass)


def _around(
    builder: Builder, region: Region, parts: tuple[Piece, ...]
) -> tuple[int, tuple[int, ...]]:
    """The part of the second law that contains the region, and the steps that show it."""
    error: RuleError | None = None
    for index, piece in enumerate(parts):
        if piece.region.variables != region.variables:
            continue
        try:
            return index, contained(builder, region, piece.region)
        except RuleError as failed:
            error = failed
    raise error or RuleError("divergence.support", "the second law has no density")


def _by_exponent(builder: Builder, piece: Piece, other: Expr | None, body: Expr) -> int:
    """density = other exp(body) on the piece."""
    right = exp(body) if other is None else other * exp(body)
    return builder.equal(piece.density, right, piece.region)


def _log_density(law: AnyLaw | None, piece: Piece, letter: Symbol) -> Expr:
    """The logarithm of the subject's density: from its family's record, else of the term."""
    if isinstance(law, Named) and record_of(law).lattice is None:
        return _recorded_log(law, 0, letter)
    return log(piece.density)


def _recorded_log(named: Named, index: int, letter: Symbol) -> Expr:
    record = record_of(named)
    swap = {**swap_of(named, record), record.variable: letter}
    return record.log_density[index].xreplace(swap).replace(loggamma, _log_gamma)


def _log_gamma(argument: Expr) -> Expr:
    return log(gamma_function(argument))


def _plain(body: Expr, piece: Piece, letter: Symbol) -> Expr:
    """Expanded into constants times plain functions; logarithms of products come apart."""
    _, low, _ = piece.region.bounds[0]
    own = positive_letter() if low.is_nonnegative and not letter.is_integer else letter
    force = own != letter or bool(letter.is_integer)
    here = body.xreplace({letter: own})
    moved = kept_whole(here, (own,), lambda term: expand(expand_log(term, force=force)))
    return moved.xreplace({own: letter})


def _of_masses(builder: Builder, given: int, second: int, mine: Law, other: Law) -> int:
    outside = outside_step(builder, given, second, mine, other)
    if outside is not None:
        return outside
    points = {atom.point: atom.mass for atom in other.atoms if atom.mass != 0}
    known = []
    for atom in (atom for atom in mine.atoms if atom.mass != 0):
        mass = points.get(atom.point)
        for lattice in other.lattices if atom.point.is_Integer else ():
            mass = lattice.mass.xreplace({lattice.index: atom.point})
            known += within(builder, atom.point, lattice)
        if mass is None:
            raise RuleError("divergence.masses", str(atom.point))
        known += [builder.sign_is(each, "+") for each in (atom.mass, mass)]
    return builder.add("divergence-masses", (given, second, *known))
