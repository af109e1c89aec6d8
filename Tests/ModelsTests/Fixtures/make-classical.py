"""Classical exponential smoothing and the theta method, as statsforecast has them.

Writes classical.json beside itself; `make fixtures` runs it. Of exponential smoothing: one-step forecasts and −2 log of the
likelihood with given rates and first states, for errors that are added and errors in shares of the forecast. Of the theta
method: forecasts of the dynamic optimised one with given numbers, with those that it finds, and with a season taken out.
"""

import json
import pathlib

import numpy as np
from statsforecast import ets, theta

FOLDER = pathlib.Path(__file__).parent
SEASON, HORIZON = 4, 9
SHAPE = np.array([1.2, 0.85, 0.9, 1.05])
ALPHA, BETA, PHI, GAMMA = 0.4, 0.1, 0.9, 0.15


def classical(values, error, trend, damped, seasonal):
    level, slope = 41.0, 0.3 if trend == "A" else 0.0
    season = {"N": [], "A": (40 * (SHAPE - 1)).tolist(), "M": SHAPE.tolist()}[seasonal]
    begun = np.array([level] + ([slope] if trend == "A" else []) + season[::-1])
    phi = PHI if damped else 1.0
    _, errors, _, likelihood = ets.pegelsresid_C(
        values, SEASON if season else 1, begun, error, trend, seasonal, damped, ALPHA, BETA, GAMMA, phi, 1)
    fitted = values - errors if error == "A" else values / (1 + errors)
    return {
        "level": level, "slope": slope, "season": season, "slopes": ("damped" if damped else "straight") if slope else "none",
        "multiplies": seasonal == "M", "isRelative": error == "M", "fitted": fitted.tolist(), "deviance": float(likelihood),
        "rates": {
            "level": ALPHA, "slope": BETA if slope else 0, "damping": phi, "first": GAMMA if season else 0, "second": 0,
            "error": 0}}


def method(values, season=1, **given):
    model = theta.auto_theta(values, season, model="DOTM", **given)
    found = model["par"]
    return {
        "values": values.tolist(), "season": season, "level": float(found["initial_smoothed"]),
        "alpha": float(found["alpha"]), "theta": float(found["theta"]),
        "adjusted": model.get("decomposition_type", "none") if model.get("decompose") else "none",
        "ahead": theta.forecast_theta(model, HORIZON)["mean"].tolist()}


def main():
    generator = np.random.default_rng(5)
    rows = np.arange(60)
    values = np.round((40 + 0.4 * rows) * SHAPE[rows % SEASON] + generator.standard_normal(60), 3)
    models = {}
    for error in "AM":
        for trend, damped in (("N", False), ("A", False), ("A", True)):
            for seasonal in "NAM":
                if (error, seasonal) != ("A", "M"):
                    name = f"ETS({error},{trend}{'d' if damped else ''},{seasonal})"
                    models[name] = classical(values, error, trend, damped, seasonal)
    generator = np.random.default_rng(9)
    drift = np.cumsum(0.5 * generator.standard_normal(80)) + 30 + 0.05 * np.arange(80)
    walk = np.round(drift + generator.standard_normal(80), 3)
    below = np.round(values - 60, 3)
    methods = {
        "given": method(walk, initial_smoothed=9.0, alpha=0.35, theta=2.7), "found": method(walk),
        "multiplied": method(values, SEASON), "added": method(below, SEASON), "no season": method(walk, 7)}
    (FOLDER / "classical.json").write_text(
        json.dumps({"values": values.tolist(), "models": models, "methods": methods}, indent=1) + "\n")


if __name__ == "__main__":
    main()
