"""The characters that a page's formulas use, out of STIX Two Math, as a WOFF2 file's bytes.

STIX Two Math is under the SIL Open Font License 1.1, which allows subsets to be embedded; the
package `ziamath` brings the whole font. The same characters give the same bytes.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Final

from symreparam.handouts.errors import HandoutError

_NAME: Final = "STIXTwoMath-Regular.ttf"
# what browsers put in for letters in <mi>, and the pieces that stretch
_ALWAYS: Final = "()[]{}|/.,=+−<>0123456789√∫∑∏′⏟⟨⟩⌊⌋⌈⌉‖→¯^~˙"
_ITALIC_LATIN: Final = 0x1D434
_ITALIC_GREEK: Final = 0x1D6FC


def subset(characters: frozenset[str]) -> bytes:
    """The font file. Raises HandoutError when the packages for it are not installed."""
    return _subset("".join(sorted(characters | set(_ALWAYS) | _italics(characters))))


def _italics(characters: frozenset[str]) -> set[str]:
    """A single letter in <mi> is drawn as its mathematical italic twin."""
    found = set()
    for char in characters:
        if char.isascii() and char.isalpha():
            place = ord(char) - ord("A") if char.isupper() else 26 + ord(char) - ord("a")
            found.add("ℎ" if char == "h" else chr(_ITALIC_LATIN + place))
        elif "α" <= char <= "ω":
            found.add(chr(_ITALIC_GREEK + ord(char) - ord("α")))
        elif "Α" <= char <= "Ω":
            found.add(chr(_ITALIC_GREEK - 26 + ord(char) - ord("Α")))
    return found | {chr(_ITALIC_GREEK + k) for k in range(25, 32)}  # variants: partial, epsilon, ..


@lru_cache(maxsize=4)
def _subset(characters: str) -> bytes:
    try:
        import brotli  # noqa: F401 - fontTools writes WOFF2 with it
        from fontTools import subset as tool
    except ImportError as error:
        raise _missing(str(error.name)) from error
    options = tool.Options()
    options.flavor = "woff2"
    options.layout_features = ["ssty", "dtls", "flac"]
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 13, 14]  # copyright and license stay in the file
    worker = tool.Subsetter(options)
    worker.populate(text=characters)
    found = BytesIO()
    with tool.load_font(str(_path()), options) as font:
        worker.subset(font)
        tool.save_font(font, found, options)
    return found.getvalue()


def _path() -> Path:
    spec = find_spec("ziamath")
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        path = Path(folder) / "fonts" / _NAME
        if path.is_file():
            return path
    raise _missing("ziamath")


def _missing(name: str) -> HandoutError:
    words = "HTML handouts need more packages: pip install 'symreparam[handout]'"
    return HandoutError(f"{words} ({name} is missing)")
