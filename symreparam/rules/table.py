"""RULES: the table of inference rules. The checker has those that join scopes (cases, ..)."""

from __future__ import annotations

from types import MappingProxyType

from symreparam.rules.by_slope import equal_by_slope_rule
from symreparam.rules.calculus import (
    derivative_rule,
    holds_by_sign_rule,
    image_rule,
    inverse_rule,
    limit_rule,
    monotone_rule,
    sign_monotone_rule,
)
from symreparam.rules.circle import uniform_modulo_rule
from symreparam.rules.contrast import (
    differ_contrast_rule,
    fails_member_rule,
    not_member_contrast_rule,
    not_member_kind_rule,
)
from symreparam.rules.dependence import (
    dependent_rule,
    independent_rule,
    member_rule,
    not_member_outside_rule,
    not_member_rule,
)
from symreparam.rules.divergence import (
    divergence_masses_rule,
    divergence_outside_mass_rule,
    divergence_outside_rule,
    divergence_rule,
    entropy_masses_rule,
    entropy_rule,
    equation_infinite_rule,
    equation_not_finite_rule,
    equation_not_infinite_rule,
)
from symreparam.rules.equal_law import (
    equal_in_law_map_rule,
    equal_in_law_rule,
    equal_in_law_swap_rule,
    equal_in_law_vector_rule,
    unequal_mean_rule,
    unequal_sum_rule,
)
from symreparam.rules.expectation import (
    equation_fails_rule,
    equation_rule,
    expectation_condition_rule,
    expectation_constant_rule,
    expectation_equal_rule,
    expectation_exponential_rule,
    expectation_integral_rule,
    expectation_moment_rule,
    expectation_power_rule,
    expectation_product_rule,
    expectation_sum_rule,
)
from symreparam.rules.for_each import for_each_fails_rule, for_each_rule
from symreparam.rules.given import (
    given_expectation_rule,
    given_law_rule,
    given_no_law_rule,
)
from symreparam.rules.gradients import (
    equation_fails_at_rule,
    equation_fails_for_rule,
    equation_for_functions_rule,
    equation_same_law_rule,
    gradient_rule,
)
from symreparam.rules.infinite import (
    equation_mean_finite_rule,
    equation_mean_infinite_rule,
    equation_no_mean_rule,
    mean_infinite_rule,
    mean_infinite_sum_rule,
)
from symreparam.rules.integration import (
    integral_equal_rule,
    integral_family_rule,
    integral_rule,
    integral_scale_rule,
    integral_split_rule,
    integral_substitution_rule,
    integral_sum_rule,
    section_empty_rule,
    section_rule,
)
from symreparam.rules.isotropic import isotropic_rule
from symreparam.rules.jacobian import jacobian_fails_rule, jacobian_rule
from symreparam.rules.joint import (
    joint_fails_density_rule,
    joint_fails_inside_rule,
    joint_fails_outside_rule,
    joint_fails_range_rule,
    joint_no_law_rule,
    pushforward_joint_rule,
)
from symreparam.rules.joint_divergence import divergence_joint_rule
from symreparam.rules.joint_stages import (
    independent_factors_rule,
    joint_product_rule,
    pushforward_branches_rule,
    rewrite_joint_rule,
)
from symreparam.rules.joint_supports import joint_fails_null_rule, joint_fails_relation_rule
from symreparam.rules.lattices import (
    lattice_classes_rule,
    lattice_collapse_rule,
    lattice_cut_rule,
    lattice_list_rule,
    lattice_shift_rule,
    lattice_sparse_rule,
)
from symreparam.rules.laws import (
    constant_rule,
    covers_rule,
    family_rule,
    rewrite_law_rule,
    same_law_rule,
)
from symreparam.rules.means import (
    expectation_absolute_rule,
    expectation_log_quadratic_rule,
    expectation_log_rule,
    integral_monotone_rule,
)
from symreparam.rules.median import median_fails_rule, median_rule, median_symmetric_rule
from symreparam.rules.moments import differ_moment_rule
from symreparam.rules.order import (
    defined_rule,
    equal_rule,
    holds_rule,
    null_zeros_rule,
    rounded_rule,
    sign_rule,
)
from symreparam.rules.periodic import pushforward_periodic_rule
from symreparam.rules.polar import polar_inverse_rule, polar_rule
from symreparam.rules.probability import differ_interval_rule, differ_probability_rule
from symreparam.rules.pushforward import pushforward_rule
from symreparam.rules.quantile import differ_quantile_rule
from symreparam.rules.refutation import (
    differ_density_rule,
    differ_exponent_rule,
    differ_mass_rule,
    fails_rule,
    no_density_rule,
    no_law_rule,
    undefined_law_rule,
)
from symreparam.rules.rule import Apply
from symreparam.rules.series import (
    partial_empty_rule,
    partial_rule,
    series_equal_rule,
    series_family_rule,
    series_list_rule,
    series_rest_rule,
    series_scale_rule,
    series_shift_rule,
    series_split_rule,
    series_telescope_rule,
)
from symreparam.rules.structure import hypothesis_rule
from symreparam.rules.transform_differs import (
    differ_characteristic_rule,
    differ_transform_rule,
)
from symreparam.rules.uniqueness import (
    characteristic_law_rule,
    law_of_equal_rule,
    transform_law_rule,
)

CASES = "cases"
MIXTURE = "mixture"
MARGINAL = "marginal"
STEPS = "pushforward-steps"

RULES: MappingProxyType[str, Apply] = MappingProxyType(
    {
        "hypothesis": hypothesis_rule,
        "sign": sign_rule,
        "holds": holds_rule,
        "defined": defined_rule,
        "null-zeros": null_zeros_rule,
        "equal": equal_rule,
        "rounded": rounded_rule,
        "equal-by-slope": equal_by_slope_rule,
        "derivative": derivative_rule,
        "monotone": monotone_rule,
        "limit": limit_rule,
        "sign-monotone": sign_monotone_rule,
        "holds-by-sign": holds_by_sign_rule,
        "integral": integral_rule,
        "integral-family": integral_family_rule,
        "integral-scale": integral_scale_rule,
        "integral-equal": integral_equal_rule,
        "integral-sum": integral_sum_rule,
        "integral-split": integral_split_rule,
        "integral-substitution": integral_substitution_rule,
        "section": section_rule,
        "section-empty": section_empty_rule,
        "image": image_rule,
        "inverse": inverse_rule,
        "constant": constant_rule,
        "covers": covers_rule,
        "family": family_rule,
        "rewrite-law": rewrite_law_rule,
        "pushforward": pushforward_rule,
        "pushforward-periodic": pushforward_periodic_rule,
        "same-law": same_law_rule,
        "transform-law": transform_law_rule,
        "characteristic-law": characteristic_law_rule,
        "uniform-modulo": uniform_modulo_rule,
        "isotropic": isotropic_rule,
        "law-of-equal": law_of_equal_rule,
        "lattice-cut": lattice_cut_rule,
        "lattice-shift": lattice_shift_rule,
        "lattice-classes": lattice_classes_rule,
        "lattice-list": lattice_list_rule,
        "lattice-sparse": lattice_sparse_rule,
        "lattice-collapse": lattice_collapse_rule,
        "series-family": series_family_rule,
        "series-scale": series_scale_rule,
        "series-equal": series_equal_rule,
        "series-shift": series_shift_rule,
        "series-list": series_list_rule,
        "series-telescope": series_telescope_rule,
        "series-rest": series_rest_rule,
        "series-split": series_split_rule,
        "partial": partial_rule,
        "partial-empty": partial_empty_rule,
        "expectation-constant": expectation_constant_rule,
        "expectation-moment": expectation_moment_rule,
        "expectation-exponential": expectation_exponential_rule,
        "expectation-power": expectation_power_rule,
        "expectation-integral": expectation_integral_rule,
        "expectation-product": expectation_product_rule,
        "expectation-sum": expectation_sum_rule,
        "expectation-equal": expectation_equal_rule,
        "expectation-log": expectation_log_rule,
        "expectation-absolute": expectation_absolute_rule,
        "expectation-log-quadratic": expectation_log_quadratic_rule,
        "integral-monotone": integral_monotone_rule,
        "divergence": divergence_rule,
        "divergence-masses": divergence_masses_rule,
        "divergence-outside": divergence_outside_rule,
        "divergence-outside-mass": divergence_outside_mass_rule,
        "divergence-joint": divergence_joint_rule,
        "entropy": entropy_rule,
        "entropy-masses": entropy_masses_rule,
        "equation-infinite": equation_infinite_rule,
        "mean-infinite": mean_infinite_rule,
        "mean-infinite-sum": mean_infinite_sum_rule,
        "equation-mean-infinite": equation_mean_infinite_rule,
        "equation-no-mean": equation_no_mean_rule,
        "equation-mean-finite": equation_mean_finite_rule,
        "equation-not-infinite": equation_not_infinite_rule,
        "equation-not-finite": equation_not_finite_rule,
        "expectation-condition": expectation_condition_rule,
        "gradient": gradient_rule,
        "equation-fails-at": equation_fails_at_rule,
        "equation-fails-for": equation_fails_for_rule,
        "equation-for-functions": equation_for_functions_rule,
        "equation-same-law": equation_same_law_rule,
        "equation": equation_rule,
        "independent": independent_rule,
        "dependent": dependent_rule,
        "equal-in-law": equal_in_law_rule,
        "equal-in-law-swap": equal_in_law_swap_rule,
        "equal-in-law-map": equal_in_law_map_rule,
        "equal-in-law-vector": equal_in_law_vector_rule,
        "unequal-mean": unequal_mean_rule,
        "unequal-sum": unequal_sum_rule,
        "given-expectation": given_expectation_rule,
        "given-law": given_law_rule,
        "given-no-law": given_no_law_rule,
        "median": median_rule,
        "median-symmetric": median_symmetric_rule,
        "median-fails": median_fails_rule,
        "member": member_rule,
        "not-member": not_member_rule,
        "not-member-outside": not_member_outside_rule,
        "not-member-contrast": not_member_contrast_rule,
        "not-member-kind": not_member_kind_rule,
        "fails-member": fails_member_rule,
        "pushforward-joint": pushforward_joint_rule,
        "for-each": for_each_rule,
        "for-each-fails": for_each_fails_rule,
        "jacobian": jacobian_rule,
        "jacobian-fails": jacobian_fails_rule,
        "independent-factors": independent_factors_rule,
        "joint-product": joint_product_rule,
        "rewrite-joint": rewrite_joint_rule,
        "pushforward-branches": pushforward_branches_rule,
        "polar": polar_rule,
        "polar-inverse": polar_inverse_rule,
        "joint-fails-null": joint_fails_null_rule,
        "joint-fails-relation": joint_fails_relation_rule,
        "joint-fails-density": joint_fails_density_rule,
        "joint-fails-inside": joint_fails_inside_rule,
        "joint-fails-outside": joint_fails_outside_rule,
        "joint-no-law": joint_no_law_rule,
        "joint-fails-range": joint_fails_range_rule,
        "equation-fails": equation_fails_rule,
        "differ-density": differ_density_rule,
        "differ-exponent": differ_exponent_rule,
        "differ-contrast": differ_contrast_rule,
        "differ-quantile": differ_quantile_rule,
        "differ-mass": differ_mass_rule,
        "differ-moment": differ_moment_rule,
        "differ-transform": differ_transform_rule,
        "differ-characteristic": differ_characteristic_rule,
        "differ-probability": differ_probability_rule,
        "differ-interval": differ_interval_rule,
        "no-law": no_law_rule,
        "undefined-law": undefined_law_rule,
        "no-density": no_density_rule,
        "fails": fails_rule,
    }
)
