"""How the documentation is built: `sphinx-build -W docs OUTPUT`. Nothing is loaded from outside."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_extensions"))

project = "symreparam"
author = "the authors of symreparam"
project_copyright = author
extensions = ["myst_parser", "mathml", "claims", "generated"]
myst_enable_extensions = ["dollarmath", "deflist"]
myst_fence_as_directive = ["claim"]
myst_heading_anchors = 3
exclude_patterns = ["_build", "_extensions"]
html_theme = "furo"
html_title = "symreparam"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_math_renderer = "mathml"
html_copy_source = False
html_show_sourcelink = False
templates_path: list[str] = []
