"""Writes the fixture beside this script: what NumPy and SciPy make of two forecasts' errors at the same origins.

    python make-differences.py

Errors are a formula that the tests repeat, so that the file holds results alone.
"""

import json
import math
import pathlib

import numpy as np
from scipy.stats import t

FOLDER = pathlib.Path(__file__).parent
# Origins, origins within a horizon, and how far the second forecast's errors lie above the first's.
CASES = [(12, 1, 0.0), (40, 1, 0.4), (60, 4, 0.2), (25, 3, -0.3), (200, 7, 0.05)]
DRAWS = 1999
WORD = (1 << 64) - 1


def squares(origins, shift):
    first = np.array([abs(math.sin(12.9898 * (row + 1))) ** 2 for row in range(origins)])
    second = np.array([abs(math.sin(78.233 * (row + 1))) ** 2 + shift + 0.5 * first[row] for row in range(origins)])
    return first, np.abs(second)


def diebold_mariano(differences, horizon):
    """With the correction of Harvey, Leybourne and Newbold."""
    count, mean = len(differences), differences.mean()
    centred = differences - mean
    covariances = [centred[lag:] @ centred[:count - lag] / count for lag in range(horizon)]
    long = covariances[0] + 2 * sum(covariances[1:])
    variance = (long if long > 0 else covariances[0]) / count
    correction = math.sqrt((count + 1 - 2 * horizon + horizon * (horizon - 1) / count) / count)
    statistic = mean / math.sqrt(variance) * correction
    return statistic, 2 * t.sf(abs(statistic), count - 1)


def mixed(state):
    """SplitMix64."""
    state = (state + 0x9E3779B97F4A7C15) & WORD
    bits = state
    bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & WORD
    bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & WORD
    return state, bits ^ (bits >> 31)


def bootstrap(first, second, horizon):
    """Circular blocks of origins, as long as a horizon or the cube root of all."""
    count = len(first)
    block = max(horizon, math.ceil(round(count ** (1 / 3), 9)))
    state, drawn = 1, []
    for _ in range(DRAWS):
        places = []
        while len(places) < count:
            state, bits = mixed(state)
            places += [(bits % count + place) % count for place in range(block)]
        places = places[:count]
        drawn.append(math.sqrt(first[places].mean()) - math.sqrt(second[places].mean()))
    return np.quantile(drawn, [0.025, 0.975])


def case(origins, horizon, shift):
    first, second = squares(origins, shift)
    statistic, probability = diebold_mariano(first - second, horizon)
    lower, upper = bootstrap(first, second, horizon)
    return {"origins": origins, "overlap": horizon, "shift": shift,
            "difference": math.sqrt(first.mean()) - math.sqrt(second.mean()), "statistic": statistic,
            "probability": float(probability), "lower": float(lower), "upper": float(upper)}


(FOLDER / "differences.json").write_text(json.dumps([case(*each) for each in CASES], indent=1) + "\n")
