"""Outcomes to readable text: one neutral document tree, many printers."""
