"""Scores at a common target and intervals over seeds, by NumPy, scikit-learn and SciPy.

Writes scores.json and intervals.json beside itself; `make fixtures` runs it. Numbers that Swift reads as Float32 are
rounded to Float32 here before anything is computed from them.
"""

import json
import pathlib

import numpy as np
from scipy import stats
from sklearn import metrics

FOLDER = pathlib.Path(__file__).parent
# Rows are 6 hours apart; training, validation and test end at these rows; a day is forecast from every midnight.
DAYS, PER_DAY, BORDERS = 200, 4, (480, 600, 800)


def single(values):
    return np.asarray(values, dtype=np.float32).astype(np.float64)


def series(generator):
    rows = np.arange(DAYS * PER_DAY)
    wave = 20 * np.sin(2 * np.pi * rows / PER_DAY) + 15 * np.sin(2 * np.pi * rows / (7 * PER_DAY))
    return single(np.round(60 + wave + 5 * generator.standard_normal(rows.size), 3))


def origins(first, last):
    return np.arange(first, last, PER_DAY)


def windows(values, starts):
    return np.stack([values[start : start + PER_DAY] for start in starts])


def season(training):
    """Day or week: whichever forecasts the next day better within training."""
    return min((PER_DAY, 7 * PER_DAY), key=lambda m: np.mean((training[m:] - training[:-m]) ** 2))


def scores():
    generator = np.random.default_rng(7)
    values = series(generator)
    training = values[: BORDERS[0]]
    test = origins(BORDERS[1], BORDERS[2])
    noise = np.array([2.0, 3.0, 4.0, 6.0])
    predicted = single(windows(values, test) + noise * generator.standard_normal((len(test), PER_DAY)))
    actual = windows(values, test)
    m = season(training)
    seasonal = windows(values, test - m)
    scale = training[m:] - training[:-m]
    mse = metrics.mean_squared_error(actual, predicted)
    mae = metrics.mean_absolute_error(actual, predicted)
    return {
        "values": values.tolist(),
        "borders": BORDERS,
        "predicted": predicted.reshape(-1).tolist(),
        "season": int(m),
        "mse": mse,
        "mae": mae,
        "rmse": metrics.root_mean_squared_error(actual.reshape(-1), predicted.reshape(-1)),
        "smape": float(100 * np.mean(2 * np.abs(actual - predicted) / (np.abs(actual) + np.abs(predicted)))),
        "rmsse": float(np.sqrt(mse / np.mean(scale**2))),
        "mase": float(mae / np.mean(np.abs(scale))),
        "skill": float(1 - mse / metrics.mean_squared_error(actual, seasonal)),
    }


def intervals():
    generator = np.random.default_rng(11)
    samples = [(0.6 + 0.05 * generator.standard_normal(count)).round(6) for count in (2, 3, 5, 8, 20, 60)]
    quantiles = [[df, p, float(stats.t.ppf(p, df))] for df in (1, 1.5, 2, 3.7, 4, 9, 30, 200) for p in (0.9, 0.975, 0.995)]
    return {
        "quantiles": quantiles,
        "means": [
            {
                "values": values.tolist(),
                "mean": float(values.mean()),
                "halfWidth": float(stats.sem(values) * stats.t.ppf(0.975, len(values) - 1)),
            }
            for values in samples
        ],
        "differences": [
            {
                "first": one.tolist(),
                "second": (other + shift).tolist(),
                "lower": float(interval.low),
                "upper": float(interval.high),
            }
            for one in samples[1:4]
            for other in samples[2:5]
            for shift in (0.0, 0.3)
            for interval in [stats.ttest_ind(one, other + shift, equal_var=False).confidence_interval(0.95)]
        ],
    }


def write(name, value):
    (FOLDER / name).write_text(json.dumps(value, separators=(",", ":")) + "\n")


write("scores.json", scores())
write("intervals.json", intervals())
