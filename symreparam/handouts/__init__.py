"""Handouts: Markdown texts with claim blocks, every claim verified, in the form a teacher wants."""
