"""Affine images of normal noise of any size: accepted, refused, and refuted at one size."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from sympy import Integer, Symbol

from symreparam.checker.replay import replay
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError
from symreparam.logic.judgement import Factor, HasMatrixLaw, Matrices
from symreparam.logic.proof import Proof
from symreparam.pipeline import Options, check_text
from symreparam.render.text import outcome_text
from symreparam.rules.matrix_sizes import sized_matrices
from symreparam.terms.scope import variable

PLAIN = Options(cross_check=False, explain=False)
LETS = (
    "let m, n integer >= 1\nlet c real\nlet s > 0\nlet mu[1..m] real\nlet v[1..m] > 0\n"
    "let w[1..n] > 0\nlet L[1..m, 1..n] real\nlet K[1..m, 1..m] real\nlet e[1..n] ~ Normal(0, 1)\n"
    "let f[1..m] ~ Normal(0, s)\nlet h[i=1..n] ~ Normal(0, w[i])\nlet g[1..n] ~ Laplace(0, 1)\n"
    "let q[1..n] ~ Normal(1, 1)\n"
)
TRUE = {
    "affine": "mu + L @ e ~ MultivariateNormal(mu, L @ transpose(L))",
    "sign": "mu - L @ e ~ MultivariateNormal(mu, L @ transpose(L))",
    "two": "L @ e + K @ f ~ MultivariateNormal(0, L @ transpose(L) + s^2*(K @ transpose(K)))",
    "identity": "c*mu + L @ e + f ~ MultivariateNormal(c*mu, L @ transpose(L) + s^2*eye(m))",
    "same noise": "f + K @ f ~ MultivariateNormal(0, s^2*(eye(m) + K + transpose(K) + "
    "K @ transpose(K)))",
    "diagonal": "v .* (L @ e) ~ MultivariateNormal(0, diag(v) @ L @ transpose(L) @ diag(v))",
    "deviations": "L @ h ~ MultivariateNormal(0, L @ diag(w^2) @ transpose(L))",
    "scaled": "L @ (w .* e) ~ MultivariateNormal(0, L @ diag(w) @ diag(w) @ transpose(L))",
    "product": "K @ (L @ e) ~ MultivariateNormal(0, K @ L @ transpose(K @ L))",
    "number": "(c - 1)*(L @ e) ~ MultivariateNormal(0, (c^2 - 2*c + 1)*(L @ transpose(L)))",
}
FALSE = {
    "order": "K @ f ~ MultivariateNormal(0, s^2*(transpose(K) @ K))",
    "deviation": "f + L @ e ~ MultivariateNormal(0, L @ transpose(L) + s*eye(m))",
    "mean": "mu + L @ e ~ MultivariateNormal(2*mu, L @ transpose(L))",
    "sum": "L @ e + L @ e ~ MultivariateNormal(0, 2*(L @ transpose(L)))",
    "deviations": "L @ h ~ MultivariateNormal(0, L @ transpose(L))",
    "roots": "v .* (L @ e) ~ MultivariateNormal(0, L @ diag(w) @ transpose(L))",
}
OPEN = {
    "not normal": "L @ g ~ MultivariateNormal(0, 2*(L @ transpose(L)))",
    "not centred": "L @ q ~ MultivariateNormal(0, L @ transpose(L))",
    "square": "f .* (K @ f) ~ MultivariateNormal(0, K)",
    "sizes": "mu + transpose(L) @ e ~ MultivariateNormal(mu, L @ transpose(L))",
    "no square": "mu + L @ e ~ MultivariateNormal(mu, transpose(L) @ L)",
}


def outcome(goal: str):  # type: ignore[no-untyped-def]
    [found] = check_text(LETS + goal, options=PLAIN)
    return found


@pytest.mark.parametrize("name", TRUE)
def test_proved(name: str) -> None:
    found = outcome(f"prove {TRUE[name]}")
    assert found.verdict == "proved", found.reason
    assert proof_from_json(proof_to_json(found.proof)) == found.proof
    assert "characteristic function" in outcome_text(found)


@pytest.mark.parametrize("name", FALSE)
def test_refuted(name: str) -> None:
    found = outcome(f"refute {FALSE[name]}")
    assert found.verdict == "refuted", found.reason
    assert proof_from_json(proof_to_json(found.proof)) == found.proof
    assert "rows and columns" in outcome_text(found)


@pytest.mark.parametrize("name", OPEN)
def test_neither(name: str) -> None:
    assert outcome(f"prove {OPEN[name]}").verdict != "proved"


def test_no_rows() -> None:
    block = "let n integer >= 0\nlet L[1..n, 1..n] real\nlet e[1..n] ~ Normal(0, 1)\n"
    block += "prove L @ e ~ MultivariateNormal(0, L @ transpose(L))"
    [found] = check_text(block, options=PLAIN)
    assert found.verdict == "error" and "n >= 1" in found.reason


@pytest.mark.parametrize("name", ("two", "same noise", "diagonal", "deviations"))
def test_the_claim_at_one_size_agrees_with_numpy(name: str) -> None:
    """The covariance, entry by entry, is that of the components' slopes in the noise."""
    claim = outcome(f"prove {TRUE[name]}").claim
    lemma = sized_matrices(claim, claim.goal, 3)
    rng = np.random.default_rng(1)
    drawn = rng.integers(1, 9, len(lemma.scope.names))
    values = {p: Integer(int(k)) for p, k in zip(lemma.scope.names, drawn, strict=True)}
    slopes = np.array(
        [
            [float(s.diff(v).xreplace(values)) for v in lemma.variables]
            for s in lemma.goal.subjects
        ]
    )
    scales = [float(h.law.arguments[1].xreplace(values)) for h in lemma.hypotheses]
    wanted = np.array([[float(c.xreplace(values)) for c in row] for row in lemma.goal.covariance])
    assert np.allclose(slopes @ np.diag(scales) ** 2 @ slopes.T, wanted)


def changed(proof: Proof, **changes: object) -> Proof:
    """The proof with another goal, in the claim and in the last step."""
    goal = proof.claim.goal
    assert isinstance(goal, HasMatrixLaw)
    other = replace(goal, **changes)
    last = replace(proof.steps[-1], args=(other,), conclusion=other)
    claim = replace(proof.claim, goal=other)
    return replace(proof, claim=claim, steps=(*proof.steps[:-1], last))


def test_obligations() -> None:
    proof = outcome(f"prove {TRUE['affine']}").proof
    goal = proof.claim.goal
    symbols = {s.name: s for s in (*proof.claim.scope.names, *proof.claim.variables)}
    m, n = symbols["m"], symbols["n"]
    entry, noise = symbols["L_i_j"], symbols["e_i"]

    def one(*parts: Factor, number: object = Integer(1)) -> Matrices:
        return Matrices(((number, parts),), m, Integer(1))  # type: ignore[arg-type]

    matrix, vector = Factor(entry, m, n), Factor(noise, n, Integer(1))
    rejected = {
        "matrix-normal.mean": {"mean": one(Factor(symbols["v_i"], m, Integer(1)))},
        "matrix-normal.covariance": {"covariance": Matrices((), m, m)},
        "matrix-normal.letter": {"indexed": tuple(s for s in goal.indexed if s != noise)},
        "matrix-normal.number": {"vector": one(matrix, vector, number=symbols["w_i"])},
        "matrix-normal.shape": {"vector": one(vector)},
        "matrix-normal.linear": {
            "vector": one(Factor(noise, m, m, diagonal=True), Factor(noise, m, Integer(1)))
        },
        "matrix-normal.size": {
            "vector": one(Factor(entry, m, Integer(2)), Factor(noise, Integer(2), Integer(1)))
        },
    }
    replay(proof)
    for code, changes in rejected.items():
        with pytest.raises(ProofError) as caught:
            replay(changed(proof, **changes))
        assert caught.value.code == code, f"{code}: {caught.value}"
    without = replace(proof, steps=(replace(proof.steps[-1], premises=()),))
    with pytest.raises(ProofError) as caught:
        replay(without)
    assert caught.value.code == "matrix-normal.premises"


def test_a_strange_letter() -> None:
    proof = outcome(f"prove {TRUE['affine']}").proof
    size = Symbol("m")
    strange = Matrices(((Integer(1), (Factor(variable("x"), size, size),)),), size, size)
    with pytest.raises(ProofError):
        replay(changed(proof, covariance=strange))


def test_the_proof_is_told_with_its_own_letters() -> None:
    """Letters of the claim are not used again: here b and A are taken."""
    lets = "let n integer >= 1\nlet b[1..n] real\nlet A[1..n, 1..n] real\n"
    lets += "let e[1..n] ~ Normal(0, 2)\n"
    [found] = check_text(f"{lets}prove b + A @ e ~ MultivariateNormal(b, 4*(A @ transpose(A)))")
    text = " ".join(outcome_text(found).split())
    assert "be independent, one for each index" in text
    assert "b + A·e = c + B·e" in text and "B·S·B' = 4A·A'" in text
    assert "t'·c + ∑_j (B'·t)_j·e_j" in text
