"""symreparam: claims about random variables, proved, refuted, or honestly left undecided."""

__version__ = "0.1.0"
