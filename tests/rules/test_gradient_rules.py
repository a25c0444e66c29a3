"""Gradients and equations for every test function: each rule with its rejects."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from gradient_claims import LETS, claim_of, outcome
from sympy import Abs, Integer, Symbol, exp, floor, log, oo

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.equations import letter_step
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import Equation, FailsAt, Mean, SlopeOf
from symreparam.pipeline import check_text
from symreparam.rules.every_function import density_of, null_divisor
from symreparam.rules.gradients import equation_fails_for_rule
from symreparam.rules.test_functions import require_boundary
from symreparam.terms.functions import applied, slope, specialised
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import variable


def test_the_chain_rule() -> None:
    x, c = variable("x"), variable("c")
    assert slope(applied("f", 0, c * x), x) == c * applied("f", 1, c * x)
    assert slope(x * applied("f", 1, x), x) == applied("f", 1, x) + x * applied("f", 2, x)
    nested = applied("f", 0, applied("g", 0, x))
    assert slope(nested, x) == applied("f", 1, applied("g", 0, x)) * applied("g", 1, x)
    cube = {"f": Map(c, c**3, interval(c, -oo, oo))}
    assert specialised(applied("f", 1, 2 * x), cube) == 12 * x**2
    for name, primes in (("f(", 0), ("f", 7), ("", 0), ("f g", 1)):
        with pytest.raises(ValueError, match="function"):
            applied(name, primes, x)


# --- the rules by hand ----------------------------------------------------------------------------
def builder(goal: str) -> Builder:
    return Builder(claim_of("prove " + goal))


def symbol(steps: Builder, name: str) -> Symbol:
    names = (*steps.claim.scope.names, *steps.claim.variables)
    return next(s for s in names if s.name == name)


def test_a_witness_is_integrated_by_parts() -> None:
    steps = builder("E(eps*f(eps)) = E(f'(eps))")
    eps = symbol(steps, "eps")
    goal = steps.claim.goal
    good = applied("f", 0, eps)
    with pytest.raises(RuleError, match="equation-for-functions"):
        steps.add("equation-for-functions", (), (goal,))
    steps.add("equation-for-functions", (), (goal, (eps, -good)))
    for bad in (good, 2 * good, applied("g", 0, eps), Abs(eps) * good, floor(eps) * good, eps):
        with pytest.raises(RuleError, match="equation-for-functions"):
            steps.add("equation-for-functions", (), (goal, (eps, bad)))
    with pytest.raises(RuleError):
        steps.add("equation-for-functions", (), (goal, (variable("eps_2"), good)))


def test_a_boundary_term_is_no_zero() -> None:
    # at 0 the exponential density does not vanish: there is a boundary term
    steps = builder("E(f'(X)) = lam*E(f(X))")
    x = symbol(steps, "X")
    for sign in (1, -1):
        with pytest.raises(RuleError, match="growth"):
            goal = steps.claim.goal
            steps.add("equation-for-functions", (), (goal, (x, sign * applied("f", 0, x))))


def test_a_kinked_density_is_integrated_by_parts_and_a_kinked_function_is_not() -> None:
    steps = builder("E(sign(L - mu)*f(L)) = sigma*E(f'(L))")
    x, sigma = symbol(steps, "L"), symbol(steps, "sigma")
    good = -sigma * applied("f", 0, x)
    steps.add("equation-for-functions", (), (steps.claim.goal, (x, good)))
    for bad in (-good, Abs(x) * good, floor(x) * good, sigma * good):
        with pytest.raises(RuleError, match="equation-for-functions"):
            steps.add("equation-for-functions", (), (steps.claim.goal, (x, bad)))


def test_gradients_need_a_free_real_parameter() -> None:
    tied = "let b >= mu\nprove grad(mu, E(z)) = 1"
    steps = builder(tied.replace("prove ", "", 0).split("prove ")[1])
    goal = steps.claim.goal
    assert isinstance(goal, Equation) and isinstance(goal.means[0], SlopeOf)
    [wanted] = goal.means
    mean = letter_step(steps, wanted.means[0])
    steps.add("gradient", (mean,), (wanted,))
    with pytest.raises(RuleError, match="premises"):
        steps.add("gradient", (), (wanted,))
    other = letter_step(steps, Mean(variable("m_9"), symbol(steps, "eps")))
    with pytest.raises(RuleError, match=r"gradient\.mean"):
        steps.add("gradient", (other,), (wanted,))
    assert outcome(tied).verdict == "undecided"
    assert outcome("let b >= mu\nprove grad(mu, E(f(z))) = E(f'(z))").verdict == "undecided"


def test_failures_at_values() -> None:
    steps = Builder(outcome("prove grad(mu, E(z^2)) = mu").claim)
    goal = steps.claim.goal
    assert isinstance(goal, Equation)
    known = letter_step(steps, goal.means[0])
    names = steps.claim.scope.names
    values = tuple((name, Integer(1)) for name in names)
    one = steps.sign(Integer(1))
    steps.add("equation-fails-at", (known, one), (goal, values))
    with pytest.raises(RuleError, match=r"equation-fails-at\.apart"):
        steps.add("equation-fails-at", (known, steps.sign(Integer(2))), (goal, values))
    with pytest.raises(RuleError, match=r"equation-fails-at\.values"):
        steps.add("equation-fails-at", (known, one), (goal, values[1:]))
    outside = tuple((name, Integer(-1)) for name in names)
    step = steps.add("equation-fails-at", (known, steps.sign(Integer(-1))), (goal, outside))
    with pytest.raises(ProofError, match=r"proof\.values"):
        replay(steps.proof(step))


def test_a_polynomial_fails_for_its_own_equation() -> None:
    found = outcome("refute grad(mu, E(f(z))) = E(f(z))")
    [last] = [step for step in found.proof.steps if step.rule == "equation-fails-for"]
    steps = Builder(found.proof.claim)
    goal, rows = last.args
    [(name, mapping)] = rows
    known = FailsAt(goal, last.conclusion.values)
    for choice in (
        ((name, Map(mapping.variable, log(mapping.variable), mapping.source)),),
        ((name, Map(mapping.variable, mapping.variable**7, mapping.source)),),
    ):
        with pytest.raises(RuleError):
            equation_fails_for_rule(steps.setting, (known,), (goal, choice))
    with pytest.raises(RuleError):
        steps.add("equation-fails-for", (steps.sign(Integer(1)),), (goal, rows))


def test_laws_that_differ_have_other_means() -> None:
    steps = builder("E(f(x)) = E(f(z))")
    names = [v.name for v in steps.claim.variables]
    line = interval(variable("u"), -oo, oo)
    mapping = Map(variable("u"), applied("f", 0, variable("u")), line)
    first = steps.add("hypothesis", (), (names.index("x"),))
    second = steps.add("hypothesis", (), (names.index("eps"),))
    with pytest.raises(RuleError, match=r"equation-same-law\.law"):
        steps.add("equation-same-law", (first, second), (steps.claim.goal, mapping))
    with pytest.raises(RuleError, match=r"equation-same-law\.means"):
        steps.add("equation-same-law", (first, first), (steps.claim.goal, mapping))
    zero = steps.add("defined", (), (Integer(0), NUMBERS))
    with pytest.raises(RuleError, match=r"equation-same-law\.first"):
        steps.add("equation-same-law", (zero, first), (steps.claim.goal, mapping))


# without a test function in each term a mean may be infinite, and parts may leave a boundary term
CAUCHY = "let s > 0\nlet a real\nlet C ~ Cauchy(0, 1)\nlet eps ~ Normal(0, 1)\n"


def attacked(claim: str, witness: Callable[[Symbol], object]) -> None:
    [found] = check_text(CAUCHY + "prove " + claim)
    builder = Builder(found.claim)
    symbol = found.claim.variables[0]
    with pytest.raises(RuleError, match=r"equation-for-functions\.(growth|finite)"):
        builder.add("equation-for-functions", (), (found.claim.goal, (symbol, witness(symbol))))
    with pytest.raises(RuleError, match=r"equation-for-functions\.growth"):
        place = density_of(builder.setting, symbol)
        require_boundary(builder.setting, symbol, witness(symbol), place)


def test_a_plain_mean_is_not_for_functions() -> None:
    attacked("E(C) = 0", lambda c: (1 + c**2) * log(1 + c**2) / 2)


def test_a_function_at_a_constant_is_none() -> None:
    constant = applied("f", 0, Integer(0))
    attacked("E(f(0)*C) = 0", lambda c: (1 + c**2) * log(1 + c**2) / 2 * constant)


def test_a_function_of_a_bounded_term_keeps_nothing_small() -> None:
    attacked(
        "E(f(exp(C))*C) = 0", lambda c: applied("f", 0, exp(c)) * (1 + c**2) * log(1 + c**2) / 2
    )


def test_a_slope_that_may_be_zero_keeps_nothing_small() -> None:
    attacked("E(f(a*C)*C) = 0", lambda c: applied("f", 0, Symbol("a", real=True) * c) * c**3)


# what stands beside f must have a finite mean, whatever f is, and uniformly in the parameter
@pytest.mark.parametrize(
    "goal",
    [
        "E(f(X)/X) = E(f(X)/X)",
        "E(f(X)/X^2 - (f(X) - f(X)^2)/X^2) = E(f(X)^2/X^2)",
        "E(f(eps)/eps) = E(f(eps)/eps + f(eps)*eps - f'(eps))",
        "E(f(T)/T) = E(f(T)/T)",  # infinite where a <= 1
        "E(X*f(U)/U) = E(f(U)/U)/lam",
        "E(f(exp(W))*W) = E(f(exp(W))*W)",
        "E(f(W + 2*V)*W) = E(f(W + 2*V)*W)",
        "E(f(eps)*U/(U + X)) = E(f(eps)*U/(U + X))",  # no product of factors of one variable
        "E(1/f(X)) = E(1/f(X))",
        "E(f(X)^(-2)) = E(f(X)^(-2))",
        "E(W*f(g(W))) = E(W*f(g(W)))",  # f(0) where g vanishes
        "E(W*exp(f(W))) = E(W*exp(f(W)))",  # exp(0) where f vanishes
        "E(W*softplus(f(W))) = E(W*softplus(f(W)))",
        "E(f(X)/(1 - f(X))) = E(f(X)/(1 - f(X)))",
        "E(log(f(X))) = E(log(f(X)))",
        "E(f(eps)/(X - f(X))) = E(f(eps)/(X - f(X)))",
        "E(exp(X^2)*f(exp(X))) = E(exp(X^2)*f(exp(X)))",
        # 0 at c = 0, where the mean has the derivative f(0): a peak moves to the end of (0, 1)
        "grad(c, E(f(U)*c^3/U^2*exp(-c^2/U))) = E(f(U)*(3*c^2/U^2 - 2*c^4/U^3)*exp(-c^2/U))",
        # the density has a kink in the parameter
        "grad(c, E(f(K))) = E(f(K)*(K - abs(c))*sign(c))",
    ],
)
def test_means_that_may_be_infinite_are_refused(goal: str) -> None:
    lets = "let c real\nlet W, V ~ Cauchy(0, 1)\nlet K ~ Normal(abs(c), 1)\n"
    text = LETS + lets + "prove " + goal
    [found] = goals(check_names(parse_block(text), FAMILY_NAMES))
    assert found.claim is not None
    with pytest.raises(RuleError, match=r"equation-for-functions\.(finite|smooth)"):
        steps = Builder(found.claim)
        steps.add("equation-for-functions", (), (found.claim.goal,))


@pytest.mark.parametrize(
    "goal",
    [
        "E(f(X)/sqrt(X)) = E(f(X)/sqrt(X))",
        "E(log(X)*f(X)) = E(log(X)*f(X))",
        "E(W*f(W)) = E(W*f(W))",
        "E(sign(L)*f(L)) = E(sign(L)*f(L))",
        "grad(a, E(f(U^(1/a)))) = -E(f'(U^(1/a))*U^(1/a)*log(U))/a^2",
        "grad(lam, E(f(-log(U)/lam))) = E(f'(-log(U)/lam)*log(U))/lam^2",
        "grad(a, E(f(T))) = E(f(T)*(log(T) - digamma(a) + digamma(a + k)))",
        "grad(mu, E(f(mu + a*W))) = E(f'(mu + a*W))",
        "grad(mu, E(f(g(z)))) = E(g'(z)*f'(g(z)))",
        "grad(mu, E(f(sigmoid(z)))) = E(sigmoid(z)*(1 - sigmoid(z))*f'(sigmoid(z)))",
        "grad(mu, E(f(M))) = E(f(M)*(log(M) - mu)/sigma^2)",
        "grad(mu, E(f(M))) = E(M*f'(M))",
        "grad(a, E(f(mu + a*W))) = E(W*f'(mu + a*W))",
    ],
)
def test_means_that_are_finite_are_not(goal: str) -> None:
    found = outcome("let W ~ Cauchy(0, 1)\nlet M ~ LogNormal(mu, sigma)\nprove " + goal)
    assert found.verdict == "proved", found.reason


def test_divisors_are_those_of_variables_alone() -> None:
    """The zeros of x - mu have probability 0; those of f(x), or of x - f(x), may fill intervals."""
    setting = builder("grad(mu, E(f(x))) = E(f'(x))").setting
    mu = next(s for s in setting.scope.names if s.name == "mu")
    x, value = variable("x_1"), variable("x_2")
    for divisor, thin in ((x - mu, True), (2 * x + mu, True), (mu, False), (mu * x, False)):
        assert null_divisor(setting, divisor, {x}) == thin
    assert not null_divisor(setting, value, {x}) and not null_divisor(setting, x - value, {x})


@pytest.mark.parametrize("name", ["x_1", "x_2", "c"])
def test_a_witness_has_no_symbols_of_its_own(name: str) -> None:
    """Planted: x_1 x (1 - x) by parts, where x_1 is the letter of f(x) too. The mean is not 0."""
    lets = "let X ~ Uniform(0, 1)\nlet f function\n"
    [found] = check_text(f"{lets}refute E(f(X)*(1 - 2*X)) = 0")
    assert found.verdict == "refuted"
    goal, [odd] = found.claim.goal, found.claim.variables
    builder = Builder(found.claim)
    witness = (odd, variable(name) * odd * (1 - odd))
    with pytest.raises(RuleError, match=r"equation-for-functions\.symbols"):
        builder.add("equation-for-functions", (), (goal, witness))
