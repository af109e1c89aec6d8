"""Holds what the program forecasts, with nothing but a file and its defaults, against other libraries at the same origins.

    python run.py PROGRAM SAMPLES FOLDER [NAME...]

Prints the RMSSE over the test part of each, at the evaluation grain: root mean square of all errors over all origins and steps,
divided by that of the seasonal naive forecast within the training part, as the program says it. Last the geometric mean of
ours over the best peer, and the same over seasonal naive.
"""

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


def called(*arguments):
    outcome = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)
    if outcome.returncode:
        raise RuntimeError(outcome.stderr.strip())
    return outcome.stdout


def ours(path):
    """What the program forecasts at every test origin by what is best on validation, seasonal naive's error, and the scale."""
    sheet = pd.read_csv(io.StringIO(called("forecast", path, "--every-origin", "--layout", "long")))
    end = json.loads(called("train", path, "--recipe", "seasonal-naive", "--json", "--no-store").splitlines()[-1])
    naive = end["baselines"]["seasonalNaive"]["test"] if "seasonalNaive" in end["baselines"] else end["baselines"]["naive"]["test"]
    return sheet, naive["rmsse"], naive["rmse"] / naive["rmsse"]


def compared(path):
    sheet, naive, scale = ours(path)
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
        return np.nan if predicted is None else float(np.sqrt(np.nanmean((predicted - actual) ** 2)) / scale)

    found = peers.forecasts(history, places, horizon, step)
    return {"seasonal naive": naive, "ours": score(sheet.forecast.to_numpy().reshape(-1, horizon)),
            **{name: score(found[name]) for name in NAMES}}


def main():
    files = {name: SAMPLES / f"{name}.csv" for name in ("demand", "co2", "generated-waves")} | series.written(FOLDER)
    heads = ["seasonal naive", "ours", *NAMES]
    print("\t".join(["series", *heads]), flush=True)
    rows = []
    for name, path in files.items():
        if ASKED and name not in ASKED:
            continue
        try:
            row = compared(path)
        except RuntimeError as error:
            print(f"{name}\t{error}", flush=True)
            continue
        rows.append(row)
        print("\t".join([name, *("–" if np.isnan(row[head]) else f"{row[head]:.3f}" for head in heads)]), flush=True)
    best = [min(row[name] for name in NAMES if not np.isnan(row[name])) for row in rows]
    own = np.array([row["ours"] for row in rows])
    print(f"ours over the best peer of each series, geometric mean of {len(rows)}: {np.exp(np.mean(np.log(own / best))):.3f}")
    for name in ["seasonal naive", *NAMES]:
        pairs = [(row["ours"], row[name]) for row in rows if not np.isnan(row[name])]
        print(f"ours over {name}, geometric mean of {len(pairs)}: {np.exp(np.mean([np.log(a / b) for a, b in pairs])):.3f}")


main()
