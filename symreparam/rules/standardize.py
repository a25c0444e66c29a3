"""Proofs by standardization: a map takes the claimed law to the given one, and is undone."""

from __future__ import annotations

from symreparam.logic.judgement import (
    Defined,
    Differs,
    Equal,
    Fails,
    HasLaw,
    ImageLaw,
    Judgement,
    SameLaw,
)
from symreparam.rules.pushforward import pushforward_rule
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import AnyLaw, Law, Named
from symreparam.terms.mapping import Map


def image_law_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the member F exists and has the densities f_k    (the premises of the change of variables)
    ---------------------------------------------------------------------  image-law(h, (q, ...))
    h(Z) has the law that the change of variables gives, whenever Z ~ F

    `pushforward` says it of one random variable (Casella & Berger 2002, theorem 2.1.8); it uses
    nothing of it but its law.
    """
    require(len(premises) >= 1 and len(args) >= 1, "image-law.premises", "missing")
    same = take(premises[0], SameLaw, "image-law.law")
    named = take(same.left, Named, "image-law.law")
    mapping = take(args[0], Map, "image-law.args")
    given = HasLaw(mapping.variable, take(same.right, Law, "image-law.law"))
    found = pushforward_rule(setting, (given, *premises[1:]), args)
    return ImageLaw(named, mapping, take(found, HasLaw, "image-law.law").law)


def rewrite_image_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    h(Z) has law K whenever Z ~ F    K and M are the same measure
    --------------------------------------------------------------  rewrite-image()
    h(Z) has law M whenever Z ~ F
    """
    count(premises, 2, "rewrite-image.premises")
    count(args, 0, "rewrite-image.args")
    given = take(premises[0], ImageLaw, "rewrite-image.given")
    same = take(premises[1], SameLaw, "rewrite-image.same")
    if same.left == given.to:
        return ImageLaw(given.law, given.map, same.right)
    require(same.right == given.to, "rewrite-image.same", "neither side is the given law")
    return ImageLaw(given.law, given.map, same.left)


def standardization_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has law M    h(Z) has law M whenever Z ~ F    F is the law with densities on pieces S_k
    g(h(z)) = z for almost every z in S_k, both being defined
    ---------------------------------------------------------  standardization(g)
    g(X) has law F

    Let Z ~ F. X and h(Z) have the same law, and so have g(X) and g(h(Z)), which is Z almost surely
    (Billingsley 1995, section 13: the law of a function of a variable depends on its law alone).
    """
    count(args, 1, "standardization.args")
    back = take(args[0], Map, "standardization.args")
    require(len(premises) >= 3, "standardization.premises", str(len(premises)))
    given = take(premises[0], HasLaw, "standardization.given")
    image = take(premises[1], ImageLaw, "standardization.image")
    same = take(premises[2], SameLaw, "standardization.law")
    require(given.law == image.to, "standardization.image", "the laws are not the same")
    require(same.left == image.law, "standardization.law", "of another member")
    law = take(same.right, Law, "standardization.law")
    plain = bool(law.pieces) and not law.atoms and not law.lattices
    require(plain, "standardization.masses", "the law has no density, or masses")
    there = image.map
    whole = back.at(there.body)
    for piece in law.pieces:
        fits = piece.region.variables == (there.variable,)
        require(fits, "standardization.variable", there.variable)
        for term in (there.body, whole):
            known = Defined(term, piece.region) in premises
            require(known, "standardization.defined", term)
        wanted = Equal(whole, there.variable, piece.region)
        met = whole == there.variable or wanted in premises
        require(met, "standardization.inverse", (whole, "=", there.variable))
    return HasLaw(back.at(given.subject), image.law)


def standardization_fails_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has law L, with densities on pieces S_k    h(Z) has law K whenever Z ~ F    L and K differ
    h(g(x)) = x for almost every x in S_k, both being defined
    ----------------------------------------------------------------  standardization-fails(g)
    g(X) does not have law F

    If it had, h(g(X)) would have law K (Billingsley 1995, section 13). But it is X almost surely,
    and X has law L.
    """
    count(args, 1, "standardization-fails.args")
    body = take(args[0], Map, "standardization-fails.args")
    require(len(premises) >= 3, "standardization-fails.premises", str(len(premises)))
    given = take(premises[0], HasLaw, "standardization-fails.given")
    image = take(premises[1], ImageLaw, "standardization-fails.image")
    apart = take(premises[2], Differs, "standardization-fails.differs")
    compared = apart.left == given.law and apart.right == image.to
    require(compared, "standardization-fails.differs", "of other laws")
    law = _pieces_of(given.law, premises)
    whole = image.map.at(body.body)
    for piece in law.pieces:
        fits = piece.region.variables == (body.variable,)
        require(fits, "standardization-fails.variable", body.variable)
        for term in (body.body, whole):
            known = Defined(term, piece.region) in premises
            require(known, "standardization-fails.defined", term)
        wanted = Equal(whole, body.variable, piece.region)
        met = whole == body.variable or wanted in premises
        require(met, "standardization-fails.inverse", (whole, "=", body.variable))
    return Fails(HasLaw(body.at(given.subject), image.law))


def _pieces_of(known: AnyLaw, premises: Premises) -> Law:
    """The law as densities, by a premise where it is a member of a family."""
    if isinstance(known, Named):
        written = [p.right for p in premises if isinstance(p, SameLaw) and p.left == known]
        require(bool(written), "standardization-fails.law", "the densities of the law are missing")
        known = written[0]
    law = take(known, Law, "standardization-fails.law")
    plain = bool(law.pieces) and not law.atoms and not law.lattices
    require(plain, "standardization-fails.masses", "the law has no density, or masses")
    return law
