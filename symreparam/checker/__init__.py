"""Replay of stored proofs, from data alone and without the search."""
