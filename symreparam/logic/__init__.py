"""Data only: judgements, claims, steps, proofs, verdicts and errors. No algorithm lives here."""
