"""An outcome whose words would do harm if they got through as markup."""

from __future__ import annotations

from symreparam.logic.verdict import Outcome

NASTY = (
    r"\input{/etc/passwd} $x$ <script>alert(1)</script> `~ & % # _ ^ "
    "\x1b[31m\u202e|*[a](b)"
)


def nasty() -> Outcome:
    return Outcome("prove", NASTY, None, "error", False, f"{NASTY}\n   ^")
