"""Exact questions without search: Proved, Refuted with a witness, or Unknown with a reason."""
