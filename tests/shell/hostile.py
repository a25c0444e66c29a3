"""A corpus of documents that mean harm. Every string that could run would leave a file behind."""

from __future__ import annotations

import json
import os
from pathlib import Path

TOUCH = "open('SENTINEL','w')"

# What ran code through sympify, parse_expr, lambdify or a template somewhere.
CODE = (
    "__import__('os').system('touch SENTINEL')",
    TOUCH,
    f"eval({TOUCH!r})",
    "exp.eval.__func__.__globals__['__builtins__']['open']('SENTINEL','w')",
    "lambdify.__globals__['__builtins__']['open']('SENTINEL','w')",
    "(lambda: 0).__globals__",
    "[c for c in ().__class__.__base__.__subclasses__()]",
    "x.__class__.__mro__",
    "getattr(x, 'f')",
    "exec(\"open('SENTINEL','w')\")",
    "f'{open(\"SENTINEL\",\"w\")}'",
    "{{ ''.__class__ }}",
    "{% include '/etc/passwd' %}",
    r"\input{/etc/passwd}",
    r"\write18{touch SENTINEL}",
    "$(touch SENTINEL)",
    "`touch SENTINEL`",
    "<script>alert(1)</script>",
    "]]></x><!ENTITY a SYSTEM 'file:///etc/passwd'>",
    "!!python/object/apply:os.system ['touch SENTINEL']",
    "cos\nsystem\n(S'touch SENTINEL'\ntR.",
    "%run -m os",
    "\x00\x1b]0;owned\x07",
)

# What eats time or memory where limits are missing.
LARGE = (
    "9^9^9^9",
    "9**9**9**9",
    "2^" * 500 + "2",
    "exp(" * 50 + "99" + ")" * 50,
    "exp(exp(exp(exp(99))))",
    "(" * 5_000 + "1" + ")" * 5_000,
    "-" * 1_900 + "1",
    "9" * 100_000,
    "1/" * 15_000 + "1",
    "X+" * 9_000 + "X",
    "*".join(f"(X + {n})^64" for n in range(60)),
    "(X + 1)^100000",
    "factorial(factorial(factorial(99)))",
    "binomial(10^100, 10^50)",
    "gamma(10^300)",
    "zeta(1 + 1/10^300)",
    "f" + "'" * 5_000 + "(X)",
    "sum(1, i = 1..10^100)",
    "X^X^X^X^X^X",
    "abs(" * 60 + "X" + ")" * 60,
    "if(X > 0, " * 40 + "X" + ", 0)" * 40,
    "min(" + ",".join(f"X - {n}" for n in range(500)) + ")",
    "sin(" * 60 + "X" + ")" * 60,
    "1.0000000000000000000000000000000001^99999999",
)


def block(text: str) -> str:
    """A claim about the text as an expression."""
    return f"let X ~ Normal(0, 1)\nprove {text} ~ Normal(0, 1)\n"


def documents(folder: Path) -> dict[str, int]:
    """Write the corpus; for each file that can be read, how many goals it holds at least."""
    goals = {}
    for number, text in enumerate((*CODE, *LARGE)):
        name = f"claim{number:02}.claim"
        (folder / name).write_bytes(block(text).encode())
        goals[name] = 1
    for number, text in enumerate(CODE):
        flat = text.replace("\n", " ").replace("\0", "")
        one = {
            f"name{number:02}.md": f"```claim {flat}\n{block('2*X')}```\n",
            f"family{number:02}.md": f"```claim\nlet X ~ {flat}\nprove X ~ {flat}\n```\n",
            f"let{number:02}.rst": f".. claim:: {flat}\n\n   let {flat} real\n   prove {flat}\n",
        }
        if "`" in flat:
            del one[f"name{number:02}.md"]  # not an info string
        for name, content in one.items():
            (folder / name).write_text(content, encoding="utf-8")
            goals[name] = 1
    code = f"{TOUCH}\nimport os\nos.system('touch SENTINEL')\n"
    docstring = f'"""\n```claim\n{block("X")}```\n"""\n'
    (folder / "conftest.py").write_text(code + docstring)
    goals["conftest.py"] = 1
    cells = [{"cell_type": "code", "source": ["%%claim a\n", "prove " + CODE[0]]}]
    cells += [{"cell_type": "code", "source": TOUCH}]
    (folder / "cells.ipynb").write_text(json.dumps({"cells": cells}, indent=1))
    goals["cells.ipynb"] = 1
    return goals


def unreadable(folder: Path) -> list[str]:
    """Files and folders that cannot be read, or never end; their names."""
    (folder / "latin.md").write_bytes(b"```claim\nlet \xb5 real\n```\n")
    (folder / "utf16.md").write_bytes("```claim\nprove x\n```".encode("utf-16"))
    (folder / "broken.ipynb").write_text('{"cells": [')
    (folder / "deep.ipynb").write_text('{"cells": ' + "[" * 200_000)
    (folder / "list.ipynb").write_text("[1, 2]")
    (folder / "open.py").write_text('x = """\n```claim\n')
    (folder / "huge.md").write_bytes(b"x" * 30_000_000)
    os.mkfifo(folder / "pipe.md")
    (folder / "gone.md").symlink_to(folder / "nowhere.md")
    (folder / "self.md").symlink_to(folder / "self.md")
    names = "latin.md utf16.md broken.ipynb deep.ipynb list.ipynb open.py huge.md pipe.md gone.md"
    return [*names.split(), "self.md"]


def loops(folder: Path) -> None:
    """Folders that contain themselves."""
    (folder / "sub").mkdir()
    (folder / "sub" / "again").symlink_to(folder)
    (folder / "sub" / "twice").symlink_to(folder / "sub")
