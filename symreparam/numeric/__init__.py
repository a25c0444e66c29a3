"""The cross-check: numbers by another route, which shares no code with decisions and proofs."""
