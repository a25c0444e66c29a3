"""The path of a goal, from text or objects to an outcome."""

from symreparam.pipeline.options import DEFAULT, Options
from symreparam.pipeline.settle import check_text, settle, settle_claim

__all__ = ["DEFAULT", "Options", "check_text", "settle", "settle_claim"]
