"""Where jupytext has the notebook of scripts.

Reads the paths of scripts from standard input, one a line. Prints for each the path of the notebook as JSON, or null where jupytext pairs it
with none or refuses it. What its configuration says counts as in `jupytext --sync`.
"""

import json
import sys
import warnings

import jupytext
from jupytext.config import load_jupytext_config, notebook_formats
from jupytext.paired_paths import InconsistentPath, paired_paths

warnings.simplefilter("ignore")


def notebook_of(path):
    try:
        notebook = jupytext.read(path)
        found = notebook_formats(notebook, load_jupytext_config(path), path, fallback_on_current_fmt=False)
    except Exception:
        return None
    for own in found or []:
        try:
            paths = [one for one, _ in paired_paths(path, dict(own), found)]
        except InconsistentPath:
            continue
        return next((one for one in paths if one.endswith(".ipynb")), None)
    return None


if __name__ == "__main__":
    for line in sys.stdin.read().splitlines():
        print(json.dumps(notebook_of(line)), flush=True)
