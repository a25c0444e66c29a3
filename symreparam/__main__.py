"""python -m symreparam"""

import sys

from symreparam.shell.cli import main

sys.exit(main())
