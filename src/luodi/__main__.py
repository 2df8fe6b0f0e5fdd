"""``python -m luodi`` is the command line."""

import sys

from luodi.cli import main

sys.exit(main())
