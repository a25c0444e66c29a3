"""Inference rules: premises and arguments in, a conclusion or a RuleError out."""
