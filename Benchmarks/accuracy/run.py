"""Holds what the program forecasts, with nothing but a file and its defaults, against other libraries at the same origins.

    python run.py PROGRAM SAMPLES FOLDER [NAME...]

Prints the RMSSE over the test part of each, at the evaluation grain: root mean square of all errors over all origins and steps,
divided by that of the seasonal naive forecast within the training part, as the program says it. Last come the geometric means
of ours over the best peer, every peer and seasonal naive, and the series where ours loses to seasonal naive.

Forecasts of the peers are kept in FOLDER, and are used again as long as series, origins and peers.py are the same.
"""

import hashlib
import io
import json
import pathlib
import subprocess
import sys

import numpy as np
import pandas as pd

import peers
import series

PROGRAM, SAMPLES, FOLDER = (pathlib.Path(text).absolute() for text in sys.argv[1:4])
ASKED = sys.argv[4:]
NAMES = ["AutoETS", "AutoTheta", "MSTL", "AutoARIMA", "LightGBM"]
HEADS = ["ours", "naive", *NAMES, "ours/best"]


def called(*arguments):
    outcome = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)
    if outcome.returncode:
        raise RuntimeError(outcome.stderr.strip())
    return outcome.stdout


def naive_scores(path):
    """The seasonal naive forecast's scores by part; where the program finds no season, those of the naive one."""
    end = json.loads(called("train", path, "--recipe", "seasonal-naive", "--json", "--no-store").splitlines()[-1])
    return end["baselines"].get("seasonalNaive") or end["baselines"]["naive"]


def chosen(path):
    """The RMSSE on the validation part of what the program chooses by it, and its recipe."""
    end = json.loads(called("train", path, "--json", "--no-store").splitlines()[-1])
    ranked = [rung for rung in end["rungs"] if rung.get("rank") == 1] or end["rungs"][:1]
    validation = ranked[0].get("validation") or {}
    return validation.get("rmsse", np.nan), (ranked[0].get("choice") or {}).get("recipe", ranked[0]["recipe"])


def kept(path, history, places, horizon, step):
    """The forecasts of the peers, out of FOLDER where they were made before."""
    digest = hashlib.sha256(pathlib.Path(peers.__file__).read_bytes())
    digest.update(history.tobytes() + np.array([*places, horizon]).tobytes())
    file = FOLDER / "peers" / f"{path.stem}-{digest.hexdigest()[:16]}.npz"
    if not file.exists():
        found = peers.forecasts(history, places, horizon, step)
        file.parent.mkdir(parents=True, exist_ok=True)
        np.savez(file, **{name: rows for name, rows in found.items() if rows is not None})
    with np.load(file) as arrays:
        return {name: arrays[name] for name in arrays.files}


def compared(path):
    """By head the RMSSE on the test part; also `validation` and `naive validation`, and the chosen `recipe`."""
    naive = naive_scores(path)
    scale = naive["test"]["rmse"] / naive["test"]["rmsse"]
    sheet = pd.read_csv(io.StringIO(called("forecast", path, "--every-origin", "--layout", "long")))
    table = pd.read_csv(path)
    values = pd.Series(table.iloc[:, 1].values.astype(float), pd.to_datetime(table.iloc[:, 0]))
    horizon = int(sheet.groupby("origin").size().iloc[0])
    origins = pd.to_datetime(sheet.origin.unique())
    step = pd.to_datetime(sheet.time.iloc[1]) - pd.to_datetime(sheet.time.iloc[0])
    if step < pd.Timedelta(days=20):
        values = values[~values.index.duplicated()].asfreq(step)
    history = values.interpolate().to_numpy()
    places = [int(values.index.searchsorted(origin)) for origin in origins]
    actual = sheet.actual.to_numpy().reshape(-1, horizon)

    def score(predicted):
        return float(np.sqrt(np.nanmean((predicted - actual) ** 2)) / scale)

    row = {name: score(rows) for name, rows in kept(path, history, places, horizon, step).items()}
    best = min(row.values(), default=np.nan)
    row |= {"ours": score(sheet.forecast.to_numpy().reshape(-1, horizon)), "naive": naive["test"]["rmsse"]}
    row["ours/best"] = row["ours"] / best
    row["validation"], row["recipe"] = chosen(path)
    row["naive validation"] = naive.get("validation", {}).get("rmsse", np.nan)
    return row


def shown(row, head):
    value = row.get(head, np.nan)
    return "–" if np.isnan(value) else f"{value:.3f}"


def mean_ratio(rows, head):
    """The geometric mean of ours over another, and of how many series."""
    ratios = [row["ours"] / row[head] for row in rows.values() if not np.isnan(row.get(head, np.nan))]
    return f"{np.exp(np.mean(np.log(ratios))):.3f} of {len(ratios)} series" if ratios else "no series"


def report(rows):
    ratios = [row["ours/best"] for row in rows.values() if not np.isnan(row["ours/best"])]
    print("\nOurs over another, geometric mean of the RMSSE on the test part:")
    print(f"  {'best peer':<11}{np.exp(np.mean(np.log(ratios))):.3f} of {len(ratios)} series")
    for head in ["naive", *NAMES]:
        print(f"  {head:<11}{mean_ratio(rows, head)}")
    for part, own, other in [("validation", "validation", "naive validation"), ("test", "ours", "naive")]:
        losses = [f"{name} ({row[own]:.3f}, {row[other]:.3f})" for name, row in rows.items() if row[own] > row[other]]
        print(f"Worse than seasonal naive on {part}: {', '.join(losses) or 'none'}")


def main():
    files = {name: SAMPLES / f"{name}.csv" for name in ("demand", "co2", "generated-waves")} | series.written(FOLDER)
    print(f"{'series':<20}" + "".join(f"{head:>11}" for head in HEADS) + "  by", flush=True)
    rows = {}
    for name, path in files.items():
        if ASKED and name not in ASKED:
            continue
        try:
            row = rows[name] = compared(path)
        except RuntimeError as error:
            print(f"{name:<20}{error}", flush=True)
            continue
        print(f"{name:<20}" + "".join(f"{shown(row, head):>11}" for head in HEADS) + f"  {row['recipe']}", flush=True)
    if rows:
        report(rows)


main()
