"""Writes the fixture beside this script: what NumPy makes of adaptive bands, by Tests/Peers/scores.py.

    python make-bands.py

Errors are a formula that the tests repeat, so that the file holds results alone.
"""

import json
import math
import pathlib
import sys

import numpy as np

FOLDER = pathlib.Path(__file__).parent
sys.path.append(str(FOLDER.parent.parent / "Peers"))
from scores import half_widths  # noqa: E402

# Origins, steps, and how many origins later the errors are known.
CASES = [(40, 24, 1), (200, 5, 1), (60, 60, 3), (150, 1, 2)]


def errors(origins, steps):
    """Of another size at each step, without a visible pattern, growing from the middle on."""
    return np.array([
        [abs(math.sin(12.9898 * (row * steps + step + 1))) ** 2 * (1 + step % 7) * (1 if row < origins // 2 else 3)
         for step in range(steps)]
        for row in range(origins)
    ])


def case(origins, steps, later, level):
    widths = half_widths(level, errors(origins, steps), list(range(origins)), [row + later for row in range(origins)])
    first = next(row for row, width in enumerate(widths) if width is not None)
    shown = [first, origins // 2, origins // 2 + 3, origins - 1]
    return {
        "origins": origins, "steps": steps, "later": later, "level": level, "first": first,
        "widths": {str(row): [float(f"{value:.10g}") for value in widths[row]] for row in shown},
    }


cases = [case(*shape, level) for shape in CASES for level in (0.5, 0.8, 0.95)]
(FOLDER / "bands.json").write_text(json.dumps(cases, separators=(",", ":")) + "\n")
