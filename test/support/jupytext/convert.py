"""What jupytext makes of notebooks, one JSON line for each notebook and format.

Reads from standard input, one JSON line for each notebook, its path and the formats: `["a.ipynb", ["auto:percent", "md",
"auto:light?cell_markers=region,endregion"]]`.
Each line has the notebook's `path`, the `format`, its `text`, and `cells`: how jupytext reads that text again, as
[type, source, metadata] lists. `error` stands in their place where it raises.
"""

import json
import sys
import warnings

import jupytext
import nbformat
from jupytext.languages import _SCRIPT_EXTENSIONS, default_language_from_metadata_and_ext

warnings.simplefilter("ignore")
# What jupytext keeps for itself, to write the same white space again.
OWN = {"lines_to_next_cell", "lines_to_end_of_cell_marker", "cell_marker", "endofcell", "language", "comment_questions"}


def converted(path, name):
    line = {"path": path, "format": name}
    try:
        notebook = nbformat.read(path, as_version=4)
        line["text"] = text = jupytext.writes(notebook, fmt=long_form(notebook, name))
        line["cells"] = [
            [cell.cell_type, cell.source, {key: value for key, value in cell.metadata.items() if key not in OWN}]
            for cell in jupytext.reads(text, fmt=long_form(notebook, name)).cells
        ]
    except Exception as error:
        line["error"] = f"{type(error).__name__}: {error}"[:200]
    return line


def long_form(notebook, name):
    name, _, option = name.partition("?")
    extension, _, kind = name.partition(":")
    if extension == "auto":
        language = default_language_from_metadata_and_ext(notebook.metadata, None) or "python"
        extension = next((ext for ext, script in _SCRIPT_EXTENSIONS.items() if script["language"] == language), ".py")[1:]
    key, _, value = option.partition("=")
    return {"extension": f".{extension}", **({"format_name": kind} if kind else {}), **({key: value} if key else {})}


if __name__ == "__main__":
    for given, names in map(json.loads, sys.stdin.read().splitlines()):
        for name in names:
            print(json.dumps(converted(given, name)), flush=True)
