"""RULES: the table of inference rules. The checker has those that join scopes (cases, ..)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType, ModuleType

from symreparam.rules.rule import Apply

CASES = "cases"
LAWS_BY_CASES = "law-by-cases"
MIXTURE = "mixture"
MARGINAL = "marginal"
STEPS = "pushforward-steps"
BAYES = "bayes"
FIXED = "independent-fixed"
FIXED_MEAN = "expectation-fixed"
GIVEN = "independent-given"
MASSES = "independent-masses"
CELLS = "independent-cells"
INDUCTION = "induction"
LARGEST = "largest"
AT_SIZE = "fails-at-size"
BOUNDARY = "boundary"
BY_SIGN = "by-sign"
PART, HELD = "fails-part", "holds-part"
EACH = "not-member-each"
EXACTLY = "exactly-part"
OF_INDEPENDENT = "of-independent"
FAILS_SLOPE = "fails-slope"
FOLDS = "fold-equation"
LEMMAS = (
    *(BOUNDARY, BY_SIGN, INDUCTION, LARGEST, AT_SIZE, PART, HELD, EACH, EXACTLY),
    *(OF_INDEPENDENT, FAILS_SLOPE, FOLDS),
)
"""Steps that rest on the proofs of other claims, which are among their arguments."""
JOINING = (
    *(FIXED, FIXED_MEAN, GIVEN, MASSES, CELLS, CASES, LAWS_BY_CASES, MIXTURE, MARGINAL, STEPS),
    BAYES,
    *LEMMAS,
)
"""What the checker has instead of a rule: steps that join scopes or proofs."""

MODULES: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        "structure": ("hypothesis",),
        "draws": ("draw",),
        "matrices": ("matrix-normal",),
        "extremes": ("extreme-law",),
        "order": ("sign", "holds", "defined", "null-zeros", "equal", "rounded"),
        "by_value": ("equal-by-value",),
        "scaled": ("equal-scaled",),
        "by_slope": ("equal-by-slope",),
        "differ_mass": ("differ-mass",),
        "mass_bounds": ("mass-bounds",),
        "parity": ("parity",),
        "scaled_masses": ("parity-scaled",),
        "integral_tails": ("integral-tails",),
        "signs_of_products": ("equal-signs",),
        "by_square": ("equal-by-square",),
        "by_angle": ("equal-by-angle",),
        "error_means": ("expectation-error",),
        "calculus": (
            *("derivative", "monotone", "limit", "sign-monotone", "holds-by-sign"),
            *("image", "inverse"),
        ),
        "thresholds": ("expectation-threshold", "event-law"),
        "implicit_slope": ("implicit-slope",),
        "score": ("expectation-score",),
        "integration": (
            *("integral", "integral-family", "integral-scale", "integral-equal"),
            "integral-sum",
            "integral-split",
            "integral-substitution",
            "section",
            "section-empty",
        ),
        "laws": ("constant", "covers", "family", "rewrite-law", "same-law"),
        "pushforward": ("pushforward",),
        "implicit": ("pushforward-implicit",),
        "periodic": ("pushforward-periodic",),
        "uniqueness": ("transform-law", "characteristic-law", "law-of-equal"),
        "distribution": (
            "law-distribution",
            "has-distribution",
            "distribution-map",
            "distribution-branches",
            "distribution-law",
        ),
        "standardize": (
            "image-law",
            "rewrite-image",
            "standardization",
            "standardization-fails",
        ),
        "circle": ("uniform-modulo",),
        "isotropic": ("isotropic",),
        "lattices": (
            "lattice-cut",
            "lattice-shift",
            "lattice-classes",
            "lattice-list",
            "lattice-sparse",
            "lattice-collapse",
        ),
        "series": (
            "series-family",
            *("series-scale", "series-sum"),
            "series-equal",
            "series-shift",
            "series-list",
            "series-telescope",
            "series-rest",
            "series-split",
            "partial",
            "partial-empty",
        ),
        "equation": ("equation", "equation-fails"),
        "expectation": (
            "expectation-constant",
            "expectation-moment",
            "expectation-exponential",
            "expectation-power",
            "expectation-integral",
            "expectation-product",
            "expectation-sum",
            "expectation-equal",
            "expectation-condition",
        ),
        "draw_means": ("expectation-draw", "expectation-polynomial"),
        "equal_law_vectors": (
            "equal-in-law-joint",
            "equal-in-law-image",
            "equal-in-law-rewrite",
        ),
        "means": (
            "expectation-log",
            "expectation-absolute",
            "expectation-log-quadratic",
            "expectation-tilted",
            "expectation-circular",
            "expectation-bounded",
            "integral-monotone",
        ),
        "divergence": (
            "divergence",
            "divergence-masses",
            "divergence-outside",
            "divergence-outside-mass",
            "entropy",
            "entropy-masses",
        ),
        "distances": ("distances",),
        "divergence_pieces": ("divergence-pieces", "entropy-pieces"),
        "divergence_equations": (
            "equation-infinite",
            "equation-not-infinite",
            "equation-not-finite",
            "equation-gibbs",
        ),
        "joint_divergence": ("divergence-joint", "entropy-joint"),
        "normal_vector": ("normal-vector",),
        "infinite": (
            "mean-infinite",
            "mean-infinite-masses",
            "mean-infinite-sum",
            "equation-mean-infinite",
            "equation-no-mean",
            "equation-mean-finite",
        ),
        "given": ("given-expectation", "given-law", "given-no-law"),
        "sign_parts": ("sign-tangent", "sign-choice"),
        "symmetric_mean": ("expectation-symmetric", "expectation-extreme"),
        "mean_bound": ("equation-fails-bound",),
        "given_event": ("given-value-event", "given-mean-value"),
        "given_image": tuple(f"given-value-{w}" for w in ("affine", "put-back", "independent")),
        "given_value": (
            "given-fixed",
            "given-value-rewrite",
            "given-value-fails",
            "given-value-mean",
            "given-fixed-mean",
            "given-value-moments",
            "given-value-known",
        ),
        "median": ("median", "median-symmetric", "median-fails"),
        "gradients": (
            "gradient",
            "equation-fails-at",
            "equation-fails-for",
        ),
        "bounds": ("jensen", "divergence-not-negative", "bound"),
        "point_functions": ("equation-for-points", "gradient-threshold"),
        "lattice_functions": ("equation-on-lattice",),
        "every_function": ("equation-for-functions", "equation-same-law"),
        "pathwise": ("equation-pathwise",),
        "determined": ("dependent-determined",),
        "dependent_shared": ("dependent-shared",),
        "dependent_events": (
            *("dependent-events", "dependent-probabilities"),
            *("dependent-product", "dependent-density"),
        ),
        "independent_values": ("independent-values", "dependent-values"),
        "independent_vectors": (
            "independent-vectors",
            "independent-vectors-terms",
            "independent-vectors-factors",
            "dependent-vectors",
        ),
        "dependence": ("independent", "dependent", "member", "not-member", "not-member-outside"),
        "equal_law": (
            "equal-in-law",
            "equal-in-law-swap",
            "equal-in-law-map",
            "equal-in-law-vector",
            "unequal-mean",
            "unequal-sum",
        ),
        "not_member_beyond": ("not-member-beyond",),
        "moment_invariant": ("not-member-moments",),
        "contrast": ("not-member-contrast", "not-member-kind", "fails-member", "differ-contrast"),
        "joint": (
            "pushforward-joint",
            "joint-fails-density",
            "joint-fails-inside",
            "joint-fails-outside",
            "joint-no-law",
            "joint-fails-range",
        ),
        "orthants": ("expectation-orthant",),
        "quotients": ("expectation-quotient",),
        "independent_events": ("expectation-events",),
        "quadratic_form": ("quadratic-form",),
        "independent_direction": ("independent-direction",),
        "independent_shift": ("independent-shift",),
        "circle_independence": ("independent-circle", "dependent-circle"),
        "independent_forms": ("independent-forms", "independent-invariant"),
        "order_statistics": ("order-statistic", "order-statistics", "joint-single"),
        "normal_image": ("normal-image", "normal-image-fails"),
        "for_each": ("for-each", "for-each-fails"),
        "sums": ("sums-equation", "sums-equation-fails"),
        "jacobian": ("jacobian", "jacobian-fails"),
        "jacobian_functions": ("jacobian-functions", "jacobian-fails-for"),
        "jacobian_each": ("jacobian-each", "jacobian-each-fails"),
        "joint_stages": (
            "independent-factors",
            "joint-product",
            "rewrite-joint",
            "pushforward-branches",
        ),
        "polar": ("polar", "polar-inverse"),
        "joint_supports": ("joint-fails-null", "joint-fails-plane", "joint-fails-relation"),
        "absent": ("no-law-whole",),
        "refutation": (
            "differ-density",
            "differ-exponent",
            "no-law",
            "undefined-law",
            "no-density",
            "fails",
        ),
        "quantile": ("differ-quantile",),
        "differ_limit": ("differ-limit",),
        "moments": ("differ-moment",),
        "transform_differs": ("differ-transform", "differ-characteristic"),
        "probability": ("differ-probability", "differ-interval"),
    }
)
"""Module of this folder -> its rules. The rule `a-b` is the function `a_b_rule`."""


@cache
def _module(name: str) -> ModuleType:
    return import_module(f"{__package__}.{name}")


class _Rules(Mapping[str, Apply]):
    """Name of a rule -> the rule. Its module is imported when it is asked for: a proof uses few."""

    def __init__(self) -> None:
        self._places = {name: module for module, names in MODULES.items() for name in names}

    def __getitem__(self, name: str) -> Apply:
        rule: Apply = getattr(_module(self._places[name]), f"{name.replace('-', '_')}_rule")
        return rule

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


RULES: Mapping[str, Apply] = _Rules()
