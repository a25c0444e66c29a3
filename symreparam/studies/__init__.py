"""Examinations and searches built on the pipeline."""
