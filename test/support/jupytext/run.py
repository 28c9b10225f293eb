"""Runs jupytext's own command line once for each line of standard input, a JSON list of its arguments, in one process."""

import json
import sys
import warnings

from jupytext.cli import jupytext

warnings.simplefilter("ignore")

if __name__ == "__main__":
    for line in sys.stdin.read().splitlines():
        jupytext([*json.loads(line), "--quiet"])
