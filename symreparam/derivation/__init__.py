"""Untrusted search: it proposes, the rules dispose."""
