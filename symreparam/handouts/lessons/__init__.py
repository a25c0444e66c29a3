"""The lessons that ship."""

from __future__ import annotations

from importlib import resources
from typing import Final

LESSONS: Final = (
    "vae-reparameterization",
    "why-not-another",
    "change-of-variables",
    "sampling-recipes",
    "elbo",
)


def lesson_text(name: str) -> str:
    """The source of a lesson. Raises KeyError for an unknown name."""
    if name not in LESSONS:
        raise KeyError(name)
    folder = resources.files("symreparam.handouts.lessons")
    return folder.joinpath(f"{name}.md").read_text(encoding="utf-8")


def lesson_title(name: str) -> str:
    """Its title, from the head of its text."""
    from symreparam.handouts.front_matter import front_matter

    return front_matter(lesson_text(name)).title
