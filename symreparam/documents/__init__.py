"""Text to syntax trees: the claim language, and the claim blocks that stand in documents."""
