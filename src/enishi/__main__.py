"""`python -m enishi` is the command `enishi`."""

import sys

from enishi.cli import main

sys.exit(main())
