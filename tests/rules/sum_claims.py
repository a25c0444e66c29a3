"""True equations about sums of vectors of any size."""

from __future__ import annotations

LETS = """let n integer >= 1
let mu[1..n], m[1..n], x[1..n] real
let sigma[1..n], s[1..n], a[1..n], b[1..n] > 0
let tau > 0
let e[1..n] ~ Normal(0, 1)
let w[i = 1..n] ~ Normal(mu[i], sigma[i])
let u[i = 1..n] ~ Exponential(a[i])
let v[i = 1..n] ~ Exponential(b[i])
let C ~ Normal(0, 1)
let z[i = 1..n] = mu[i] + sigma[i]*e[i]
let y[i = 1..n] = C + e[i]
"""
Q, P = "MultivariateNormal(mu, diag(sigma^2))", "MultivariateNormal(0, eye(n))"
TRUE = [
    f"KL({Q}, {P}) = sum((mu[i]^2 + sigma[i]^2 - 1 - log(sigma[i]^2))/2, i = 1..n)",
    f"KL({Q}, {P}) = (sum(mu[i]^2 + sigma[i]^2 - log(sigma[i]^2), i = 1..n) - n)/2",
    f"KL({Q}, {P}) = (norm(mu)^2 + norm(sigma)^2 - n)/2 - log(prod(sigma[i], i = 1..n))",
    f"KL({Q}, MultivariateNormal(m, tau^2*eye(n))) = n*log(tau) - sum(log(sigma[i]), i = 1..n)"
    " + sum(sigma[i]^2 + (mu[i] - m[i])^2, i = 1..n)/(2*tau^2) - n/2",
    "KL(u, v) = sum(log(a[k]/b[k]) + b[k]/a[k] - 1, k = 1..n)",
    "KL(w, u) = oo",
    f"entropy({Q}) = n*log(2*pi*exp(1))/2 + sum(log(sigma[i]), i = 1..n)",
    "E(sum(z[i]^2, i = 1..n)) = sum(mu[i]^2 + sigma[i]^2, i = 1..n)",
    "E(norm(e)^2) = n",
    "E(sum(f(z[i]), i = 1..n)) = E(sum(f(w[i]), i = 1..n))",
    "Var(sum(w[i], i = 1..n)) = sum(sigma[i]^2, i = 1..n)",
    "Var(sum(e[i], i = 1..n)/n) = 1/n",
    "Var(norm(e)^2) = 2*n",
    "Cov(sum(z[i], i = 1..n), sum(e[i], i = 1..n)) = sum(sigma[i], i = 1..n)",
    "Var(sum(e[i], i = 1..n) - sum(u[i], i = 1..n)) = n + sum(1/a[i]^2, i = 1..n)",
    "E(sum(w[i], i = 1..n)) - E(sum(e[i], i = 1..n)) = sum(mu[i], i = 1..n)",
    "E(sum(-(x[i] - w[i])^2/2, i = 1..n)) - KL(w, e) = -sum((x[i] - mu[i])^2 + 2*sigma[i]^2"
    " + mu[i]^2 - 1 - log(sigma[i]^2), i = 1..n)/2",
]
