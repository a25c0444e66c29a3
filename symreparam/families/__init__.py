"""Families of laws: one literal record a file, and FAMILIES, the table of all of them."""
