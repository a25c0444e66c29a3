"""For people's own tests: `symreparam.testing.assert_law`, `assert_claims`, `assert_document`."""

from symreparam.shell.api import assert_law
from symreparam.shell.testing import assert_claims, assert_document

__all__ = ["assert_claims", "assert_document", "assert_law"]
