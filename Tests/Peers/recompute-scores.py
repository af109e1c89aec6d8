"""Recomputes in NumPy, from the raw file, every score that `train`, `evaluate`, `reconcile` and `choose` print with
--json, on two samples into which gaps were made, and holds the two against each other.

    python recompute-scores.py PROGRAM SAMPLES

Of the program's output it takes the season, the predictions and the weights of joined parts; the rest it works out itself:
the grid, the bins, the parts, the origins that are left, actual values, naive forecasts, error scales, profiles, floors.
"""

import pathlib
import sys
import tempfile

import numpy as np

from choosing import choose
from comparison import TOLERANCE, Comparison, Ledger
from judged import evaluate, train
from reconciling import reconcile


def with_gaps(source, target, gaps, seed):
    """Writes a sample again with gaps, half of them rows that are missing and half cells that are empty.

    gaps: for each share of the file (from, to) the numbers of rows that gaps there have.
    """
    head, *rows = source.read_text().splitlines()
    rows = [row.split(",") for row in rows]
    random, gone = np.random.default_rng(seed), set()
    for (low, high), lengths in gaps.items():
        for turn, length in enumerate(lengths):
            first = int(random.integers(int(low * len(rows)), int(high * len(rows)) - length))
            for row in range(first, first + length):
                if turn % 2:
                    gone.add(row)
                else:
                    rows[row][1:] = [""] * (len(rows[row]) - 1)
    kept = [",".join(row) for index, row in enumerate(rows) if index not in gone]
    target.write_text("\n".join([head, *kept]) + "\n")
    return target


def main(program, samples):
    with tempfile.TemporaryDirectory() as folder:
        ledger = compare(program, samples, pathlib.Path(folder))
    for fault in ledger.faults:
        print(fault)
    print(f"{ledger.count} numbers compared, {len(ledger.faults)} differ by more than {TOLERANCE}.")
    return 1 if ledger.faults else 0


def compare(program, samples, folder):
    ledger = Ledger()
    demand = with_gaps(
        samples / "demand.csv", folder / "demand.csv",
        {(0, 0.55): [1, 2, 5, 40], (0.6, 0.64): [1, 2], (0.78, 0.9): [2, 3]}, seed=1)
    hours = Comparison(program, demand, "demand", ["30min", "1h", "6h", "1d"], "1d", ledger)
    for recipe in ("ridge", "naive", "seasonal-naive"):
        train(hours, "--recipe", recipe)
    for recipe in ("mlp", "fused", "coupled", "per-grain"):
        train(hours, "--recipe", recipe, "--epochs", "2")
    train(hours, "--recipe", "per-grain", "--epochs", "2", "--combination", "weighted")
    train(hours, "--recipe", "ridge", "--evaluate-at", "6h")
    train(hours, "--recipe", "ridge", "--gaps", "interpolate:3", read=hours.series.interpolated(3))
    evaluate(hours, "--recipe", "ridge")
    evaluate(hours, "--recipe", "mlp", "--epochs", "2", "--seeds", "2")
    reconcile(hours)
    choose(hours, "--recipe", "ridge")
    load = with_gaps(
        samples / "machine-load.csv", folder / "machine-load.csv",
        {(0, 0.6): [1, 1, 3, 90], (0.6, 0.75): [1, 2], (0.75, 1): [2, 1, 20]}, seed=2)
    instants = Comparison(program, load, "load1", ["10s", "30s", "1min"], "2min", ledger)
    train(instants, "--recipe", "ridge")
    train(instants, "--recipe", "mlp", "--epochs", "2")
    train(instants, "--recipe", "ridge", "--gaps", "interpolate:2", read=instants.series.interpolated(2))
    evaluate(instants, "--recipe", "ridge")
    reconcile(instants)
    choose(instants, "--recipe", "ridge")
    for compared in (hours, instants):
        left, whole = compared.left()
        print(f"{compared.path.name}: {left} of {whole} origins are left by the gaps.")
        if not 0 < left < whole:
            ledger.faults.append(f"{compared.path.name}: the gaps are to cut some origins, and not all")
    return ledger


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])))
