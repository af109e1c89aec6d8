"""Writes lines of JSON beside this script, and what pandas reads in them as arrays of NumPy.

    python make-lines.py
"""

import json
import pathlib
import random

import numpy as np
import pandas as pd

FOLDER = pathlib.Path(__file__).parent
ROWS = 400


def rows():
    chance = random.Random(20)
    for row in range(ROWS):
        value = {
            "plain": chance.gauss(0, 1000),
            "small": chance.random() * 10.0 ** chance.randint(-30, 30),
            "whole": chance.randint(-(2**40), 2**40),
            "flag": chance.random() < 0.3,
            "text": f"{chance.uniform(-9, 9):.3f}",
            "inner": {"first": chance.randint(0, 9), "deeper": {"naïve, \"key\"": chance.random()}},
            "holes": chance.choice([None, float("nan"), 1.5, -2e-3]),
        }
        if row > 200:
            value["late"] = row
        if row % 3 == 0:
            del value["whole"]
        if row % 7 == 0:
            value["inner"] = {}
        if row % 5 == 0:
            value = dict(reversed(value.items()))
        yield value


def main():
    path = FOLDER / "lines.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows()))
    frame = pd.read_json(path, lines=True, precise_float=True)
    inner = pd.json_normalize(frame.pop("inner").tolist()).add_prefix("inner.")
    frame = pd.concat([frame, inner], axis=1).astype("float64")
    np.savez_compressed(FOLDER / "lines.npz", **{name: frame[name].to_numpy() for name in frame})


main()
