"""True equations of divergences and entropies, infinite divergences, outcomes of claims."""

from __future__ import annotations

from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.families.variadic import VARIADIC
from symreparam.logic.claim import Claim
from symreparam.pipeline import check_text

LETS = """let mu, m real
let sigma, s, k, l, a, b, c, d, lam, rho > 0
let 0 < p < 1
let 0 < q < 1
let n integer >= 1
"""
SAME = [
    "KL(Normal(mu, sigma), Normal(m, s)) = log(s/sigma) + (sigma^2 + (mu - m)^2)/(2*s^2) - 1/2",
    "KL(Normal(mu, sigma), Normal(0, 1)) = (mu^2 + sigma^2 - 1 - log(sigma^2))/2",
    "KL(Gamma(k, sigma), Gamma(l, s)) = (k - l)*digamma(k) - loggamma(k) + loggamma(l)"
    " + l*log(s/sigma) + k*(sigma - s)/s",
    "KL(Exponential(lam), Exponential(rho)) = log(lam/rho) + rho/lam - 1",
    "KL(Beta(a, b), Beta(c, d)) = log(beta(c, d)/beta(a, b)) + (a - c)*digamma(a)"
    " + (b - d)*digamma(b) + (c - a + d - b)*digamma(a + b)",
    "KL(Laplace(mu, sigma), Laplace(m, s)) = log(s/sigma) + abs(mu - m)/s"
    " + sigma/s*exp(-abs(mu - m)/sigma) - 1",
    "KL(Pareto(a, k), Pareto(a, l)) = log(k/l) + l/k - 1",
    "KL(Pareto(a + b, k), Pareto(a, l)) = log(k/l) + l*log((a + b)/a) + l/k - 1",
    "KL(Weibull(a, k), Weibull(b, l)) = log(k/a^k) - log(l/b^l)"
    " + (k - l)*(log(a) - EulerGamma/k) + (a/b)^l*gamma(l/k + 1) - 1",
    "KL(Gumbel(sigma, mu), Gumbel(s, m)) = log(s/sigma) + EulerGamma*(sigma/s - 1) + (mu - m)/s"
    " + exp((m - mu)/s)*gamma(1 + sigma/s) - 1",
    "KL(Cauchy(mu, sigma), Cauchy(m, s)) = log(((sigma + s)^2 + (mu - m)^2)/(4*sigma*s))",
    "KL(LogNormal(mu, sigma), LogNormal(m, s)) = log(s/sigma)"
    " + (sigma^2 + (mu - m)^2)/(2*s^2) - 1/2",
    "KL(HalfNormal(sigma), HalfNormal(s)) = log(s/sigma) + sigma^2/(2*s^2) - 1/2",
    "KL(Rayleigh(sigma), Rayleigh(s)) = 2*log(s/sigma) + sigma^2/s^2 - 1",
    "KL(Uniform(mu, mu + a), Uniform(mu - b, mu + a + c)) = log((a + b + c)/a)",
    "KL(Bernoulli(p), Bernoulli(q)) = p*log(p/q) + (1 - p)*log((1 - p)/(1 - q))",
    "KL(Binomial(4, p), Binomial(4, q)) = 4*(p*log(p/q) + (1 - p)*log((1 - p)/(1 - q)))",
]
CROSS = [
    "KL(Normal(mu, sigma), Laplace(m, s)) = log(2*s/(sigma*sqrt(2*pi))) - 1/2"
    " + (sigma*sqrt(2/pi)*exp(-(mu - m)^2/(2*sigma^2))"
    " + (mu - m)*erf((mu - m)/(sqrt(2)*sigma)))/s",
    "KL(Normal(mu, sigma), Gumbel(s, m)) = log(s/sigma) - log(2*pi)/2 - 1/2 + (mu - m)/s"
    " + exp(sigma^2/(2*s^2) - (mu - m)/s)",
    "KL(Laplace(mu, sigma), Normal(m, s)) = log(s*sqrt(2*pi)/(2*sigma)) - 1"
    " + (2*sigma^2 + (mu - m)^2)/(2*s^2)",
    "KL(Gumbel(sigma, mu), Normal(m, s)) = log(s*sqrt(2*pi)/sigma) - EulerGamma - 1"
    " + (pi^2*sigma^2/6 + (mu + EulerGamma*sigma - m)^2)/(2*s^2)",
    "KL(Exponential(lam), Gamma(k, s)) = log(lam) - 1 + loggamma(k) + k*log(s)"
    " + (k - 1)*(EulerGamma + log(lam)) + 1/(lam*s)",
    "KL(Exponential(lam), Gumbel(s, m)) = log(lam*s) - 1 + (1/lam - m)/s + exp(m/s)*lam*s/(lam*s"
    " + 1)",
    "KL(Exponential(lam), Normal(m, s)) = log(lam) - 1 + log(s*sqrt(2*pi))"
    " + (1/lam^2 + (1/lam - m)^2)/(2*s^2)",
    "KL(Gamma(k, sigma), Exponential(lam)) = (k - 1)*digamma(k) - loggamma(k) - k - log(sigma)"
    " - log(lam) + lam*k*sigma",
    "KL(Gamma(k, sigma), Gumbel(s, m)) = (k - 1)*digamma(k) - loggamma(k) - k - log(sigma)"
    " + log(s) + (k*sigma - m)/s + exp(m/s)*(1 + sigma/s)^(-k)",
    "KL(Gamma(k, sigma), Normal(m, s)) = (k - 1)*digamma(k) - loggamma(k) - k - log(sigma)"
    " + log(s*sqrt(2*pi)) + (k*sigma^2 + (k*sigma - m)^2)/(2*s^2)",
    "KL(Beta(a, b), Exponential(lam)) = -log(beta(a, b)) + (a - 1)*digamma(a)"
    " + (b - 1)*digamma(b) - (a + b - 2)*digamma(a + b) - log(lam) + lam*a/(a + b)",
    "KL(Beta(a, b), Gamma(k, s)) = -log(beta(a, b)) + (a - k)*(digamma(a) - digamma(a + b))"
    " + (b - 1)*(digamma(b) - digamma(a + b)) + loggamma(k) + k*log(s) + a/((a + b)*s)",
    "KL(Beta(a, b), Normal(m, s)) = -log(beta(a, b)) + (a - 1)*digamma(a) + (b - 1)*digamma(b)"
    " - (a + b - 2)*digamma(a + b) + log(s*sqrt(2*pi))"
    " + (a*b/((a + b)^2*(a + b + 1)) + (a/(a + b) - m)^2)/(2*s^2)",
    "KL(Beta(a, b), Uniform(0, 1)) = -log(beta(a, b)) + (a - 1)*digamma(a) + (b - 1)*digamma(b)"
    " - (a + b - 2)*digamma(a + b)",
    "KL(Pareto(c, 1 + a), Exponential(lam)) = log((1 + a)/lam) + (1 + a)*log(c)"
    " - (2 + a)*(log(c) + 1/(1 + a)) + lam*(1 + a)*c/a",
    "KL(Pareto(c, 1 + a), Gamma(k, s)) = log(1 + a) + (1 + a)*log(c)"
    " - (1 + a + k)*(log(c) + 1/(1 + a)) + loggamma(k) + k*log(s) + (1 + a)*c/(a*s)",
    "KL(Pareto(c, 2 + a), Normal(0, 1)) = log(2 + a) + (2 + a)*log(c)"
    " - (3 + a)*(log(c) + 1/(2 + a)) + log(2*pi)/2 + (2 + a)*c^2/(2*a)",
    "KL(Uniform(0, p), Beta(a, b)) = -log(p) + log(beta(a, b)) - (a - 1)*(log(p) - 1)"
    " - (b - 1)*(-(1 - p)*log(1 - p) - p)/p",
    "KL(Uniform(0, a), Exponential(lam)) = lam*a/2 - log(a*lam)",
    "KL(Uniform(0, a), Gamma(k, s)) = -log(a) + loggamma(k) + k*log(s) - (k - 1)*(log(a) - 1)"
    " + a/(2*s)",
    "KL(Uniform(mu, mu + a), Gumbel(s, m)) = log(s/a) + (mu + a/2 - m)/s"
    " + s/a*(exp(-(mu - m)/s) - exp(-(mu + a - m)/s))",
    "KL(Uniform(mu, mu + a), Normal(m, s)) = log(s*sqrt(2*pi)/a)"
    " + (a^2/12 + (mu + a/2 - m)^2)/(2*s^2)",
    "KL(Uniform(a, a + b), Pareto(a, k)) = -log(b) - log(k) - k*log(a)"
    " + (k + 1)*((a + b)*log(a + b) - a*log(a) - b)/b",
]
ENTROPIES = [
    "entropy(Normal(mu, sigma)) = log(2*pi*sigma^2)/2 + 1/2",
    "entropy(Gamma(k, s)) = k + log(s) + loggamma(k) + (1 - k)*digamma(k)",
    "entropy(Exponential(lam)) = 1 - log(lam)",
    "entropy(Beta(a, b)) = log(beta(a, b)) - (a - 1)*digamma(a) - (b - 1)*digamma(b)"
    " + (a + b - 2)*digamma(a + b)",
    "entropy(Laplace(mu, s)) = 1 + log(2*s)",
    "entropy(Cauchy(mu, s)) = log(4*pi*s)",
    "entropy(Gumbel(s, m)) = log(s) + EulerGamma + 1",
    "entropy(Weibull(a, k)) = EulerGamma*(1 - 1/k) + log(a/k) + 1",
    "entropy(Pareto(a, k)) = log(a/k) + 1 + 1/k",
    "entropy(LogNormal(mu, s)) = mu + 1/2 + log(2*pi*s^2)/2",
    "entropy(HalfNormal(s)) = log(pi*s^2/2)/2 + 1/2",
    "entropy(Uniform(mu, mu + a)) = log(a)",
    "entropy(Bernoulli(p)) = -p*log(p) - (1 - p)*log(1 - p)",
    "entropy(Rayleigh(s)) = 1 + log(s/sqrt(2)) + EulerGamma/2",
]
WHOLE = [
    "KL(Poisson(lam), Poisson(rho)) = lam*log(lam/rho) + rho - lam",
    "KL(Geometric(p), Geometric(q)) = log(p/q) + (1 - p)/p*log((1 - p)/(1 - q))",
    "KL(Binomial(n, p), Binomial(n, q)) = n*(p*log(p/q) + (1 - p)*log((1 - p)/(1 - q)))",
    "KL(NegativeBinomial(3, p), NegativeBinomial(3, q)) = 3*(log(p/q)"
    " + (1 - p)/p*log((1 - p)/(1 - q)))",
    "KL(Bernoulli(p), Poisson(lam)) = p*log(p) + (1 - p)*log(1 - p) + lam - p*log(lam)",
    "KL(Categorical(p, 1 - p), Categorical(q, 1 - q)) = p*log(p/q) + (1 - p)*log((1 - p)/(1 - q))",
    "KL(Categorical(p/2, p/2, 1 - p), Categorical(q/3, 2*q/3, 1 - q)) = p/2*log(3*p/(2*q))"
    " + p/2*log(3*p/(4*q)) + (1 - p)*log((1 - p)/(1 - q))",
    "entropy(Categorical(p/2, p/2, 1 - p)) = -p*log(p/2) - (1 - p)*log(1 - p)",
    "entropy(Geometric(p)) = -log(p) - (1 - p)/p*log(1 - p)",
]
TRUE = [*SAME, *CROSS, *ENTROPIES, *WHOLE]

# torch.distributions.kl registers these as infinite: the first law lives where the second does not
INFINITE = [
    f"KL({first}, {second})"
    for first, others in (
        ("Normal(mu, sigma)", ("Beta", "Exponential", "Gamma", "Pareto", "Uniform")),
        ("Laplace(mu, sigma)", ("Beta", "Exponential", "Gamma", "Pareto", "Uniform")),
        ("Gumbel(sigma, mu)", ("Beta", "Exponential", "Gamma", "Pareto", "Uniform")),
        ("Exponential(lam)", ("Beta", "Pareto", "Uniform")),
        ("Gamma(k, s)", ("Beta", "Pareto", "Uniform")),
        ("Pareto(a, k)", ("Beta", "Uniform")),
        ("Beta(a, b)", ("Pareto",)),
        ("Uniform(0, 2)", ("Beta", "Pareto")),
        ("Uniform(-1, 2)", ("Exponential", "Gamma")),
    )
    for second in (
        {
            "Beta": "Beta(c, d)",
            "Exponential": "Exponential(rho)",
            "Gamma": "Gamma(l, c)",
            "Pareto": "Pareto(c, d)",
            "Uniform": "Uniform(0, c)",
        }[name]
        for name in others
    )
]
INFINITE += [
    *("KL(Poisson(lam), Bernoulli(p))", "KL(Poisson(lam), Binomial(3, p))"),
    *("KL(Poisson(lam), Binomial(n, p))", "KL(Poisson(lam), Geometric(p))"),
    *("KL(Poisson(lam), Normal(mu, s))", "KL(Normal(mu, s), Poisson(lam))"),
    "KL(Binomial(n + 1, p), Binomial(n, q))",
    "KL(Categorical(p/2, p/2, 1 - p), Categorical(q, 1 - q))",
]


def outcome(goal: str):
    [found] = check_text(LETS + goal)
    return found


def claim_of(goal: str) -> Claim:
    [found] = goals(check_names(parse_block(LETS + goal), (*FAMILY_NAMES, *VARIADIC)))
    assert found.claim is not None
    return found.claim
