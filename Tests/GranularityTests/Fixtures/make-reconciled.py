"""Writes the fixture beside this script: what hierarchicalforecast makes of the same forecasts on temporal hierarchies.

    python make-reconciled.py

Forecasts, errors and history are a formula that the tests repeat, `wave`, so that the file holds results alone. What the
library has not (one variance a level, shares of several coarse steps) is worked out with NumPy, by inverting W.
"""

import json
import math
import pathlib

import numpy as np
from hierarchicalforecast.methods import BottomUp, MinTrace, TopDown

FOLDER = pathlib.Path(__file__).parent

# Fine steps in a step of each level, coarse to fine; fine steps in the horizon; origins with errors.
CASES = [
    {"widths": [24, 12, 6, 1], "steps": 24, "origins": 30},
    {"widths": [12, 4, 3, 1], "steps": 24, "origins": 9},
    {"widths": [6, 2, 1], "steps": 6, "origins": 200},
]


def wave(count, phase):
    """Numbers in ±1 without a visible pattern."""
    return np.array([math.sin(12.9898 * (i + 1) + phase) for i in range(count)])


def summing(widths, steps, mean):
    """S: a row a node, coarse to fine."""
    blocks = [np.kron(np.eye(steps // k), np.ones((1, k)) / (k if mean else 1)) for k in widths]
    return np.vstack(blocks)


def project(S, W, y):
    """S (S' W^-1 S)^-1 S' W^-1 y, as the books have it."""
    inverse = np.linalg.inv(W)
    return S @ np.linalg.solve(S.T @ inverse @ S, S.T @ inverse @ y)


def shrinkage(residuals):
    """Lambda by the definition: a loop over pairs."""
    count, nodes = residuals.shape
    x = (residuals - residuals.mean(0)) / residuals.std(0)
    above = below = 0.0
    for i in range(nodes):
        for j in range(nodes):
            if i != j:
                w = x[:, i] * x[:, j]
                above += ((w - w.mean()) ** 2).sum()
                below += w.mean() ** 2
    return min(max(above / (count * (count - 1)) / below, 0), 1)


def halfway(errors, level, structural):
    """W halfway between MinT's and the structural one, brought to one scale by the geometric mean over levels."""
    share, covariance = shrinkage(errors), np.cov(errors.T)
    W = (1 - share) * covariance + share * np.diag(np.diag(covariance))
    ratios = [np.mean((np.diag(covariance) / structural)[level == l]) for l in np.unique(level)]
    return 0.5 * W + 0.5 * np.diag(structural) * np.exp(np.mean(np.log(ratios)))


def case(widths, steps, origins, mean):
    S = summing(widths, steps, mean)
    nodes = S.shape[0]
    counts = [steps // k for k in widths]
    width = np.repeat(widths, counts).astype(float)
    level = np.repeat(np.arange(len(widths)), counts)
    unit = np.ones(nodes) if mean else width
    base = (10 + wave(nodes, 0.5)) * unit
    # Errors that have something in common: each origin's own part on top of each node's.
    common = wave(origins, 2.5)[:, None]
    errors = (wave(origins * nodes, 1.5).reshape(origins, nodes) * (1 + 0.3 * level) + common) * unit
    history = 3 + wave(20 * steps, 3.5).reshape(20, steps)
    aggregated = history @ S.T
    y = base[:, None]

    def library(method, scale=1.0):
        S_scaled = S * np.reshape(scale, (-1, 1)) if np.ndim(scale) else S
        zeros = np.zeros((nodes, origins))
        found = MinTrace(method=method).fit_predict(
            S=S_scaled, y_hat=y * np.reshape(scale, (-1, 1)), y_insample=zeros,
            y_hat_insample=-errors.T * np.reshape(scale, (-1, 1)))
        return found["mean"][:, 0] / scale

    pooled = np.array([np.mean(errors[:, level == l] ** 2) for l in range(len(widths))])
    results = {
        "bottom-up": BottomUp().fit_predict(S=S, y_hat=y)["mean"][:, 0],
        "ols": library("ols"),
        # The library reads the weights off the rows of S, which for means must be those of sums.
        "structural": library("wls_struct", scale=width if mean else 1.0),
        "variance": project(S, np.diag(pooled[level]), base),
        "mint-shrink": library("mint_shrink"),
        "mint-structural": project(S, halfway(errors, level, 1 / width if mean else width), base),
    }
    if counts[0] == 1 and not mean:
        tags = {"top": np.array([0]), "bottom": np.arange(nodes - steps, nodes)}
        found = TopDown(method="proportion_averages").fit_predict(S=S, y_hat=y, tags=tags, y_insample=aggregated.T)
        results["top-down"] = found["mean"][:, 0]
    else:
        within = history.reshape(-1, widths[0]).mean(0)
        share = within / (within.mean() if mean else within.sum())
        results["top-down"] = S @ (np.repeat(base[: counts[0]], widths[0]) * np.tile(share, counts[0]))
    return {
        "widths": widths,
        "steps": steps,
        "origins": origins,
        "isMean": mean,
        "shrinkage": numbers([shrinkage(errors)])[0],
        "results": {name: numbers(values) for name, values in sorted(results.items())},
    }


def numbers(values):
    return [float(f"{value:.8g}") for value in np.asarray(values, dtype=np.float64).reshape(-1)]


cases = [case(**shape, mean=mean) for shape in CASES for mean in (False, True)]
(FOLDER / "reconciled.json").write_text(json.dumps(cases, separators=(",", ":")) + "\n")
