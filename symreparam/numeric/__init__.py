"""Numeric cross-checks by another route than the proof."""
