"""One-step forecasts and forecasts ahead of exponential smoothing with given rates and first states.

Writes smoothing.json beside itself; `make fixtures` runs it. Forms without a season and with one that is added come from
statsmodels; those with one that multiplies from statsforecast, as statsmodels moves such a season by the level behind a
step. Two seasons and an error that goes on, which neither has, are worked out here by the equations of Taylor 2003.
"""

import json
import pathlib

import numpy as np
from statsforecast import ets
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

FOLDER = pathlib.Path(__file__).parent
COUNT, HORIZON, SEASON, LONG = 90, 20, 6, 18
SHAPE = np.array([1.3, 0.8, 1.1, 0.9, 0.7, 1.2])
ALPHA, BETA, PHI, GAMMA, OMEGA, RHO = 0.35, 0.08, 0.93, 0.2, 0.15, 0.6


def series(generator):
    rows = np.arange(COUNT)
    week = 1 + 0.2 * np.sin(2 * np.pi * rows / LONG)
    return np.round((40 + 0.3 * rows) * SHAPE[rows % SEASON] * week + generator.standard_normal(COUNT), 3)


def states(seasonal, trend):
    level, slope = 41.0, 0.25 if trend else 0.0
    if seasonal == "mul":
        return level, slope, SHAPE.tolist()
    return level, slope, np.round(45 * (SHAPE - 1), 3).tolist() if seasonal else []


def one_season(values, trend, damped, seasonal):
    level, slope, season = states(seasonal, trend)
    known = {"initial_level": level}
    if trend:
        known["initial_trend"] = slope
    if seasonal:
        known["initial_seasonal"] = season
    model = ETSModel(
        values, error="add", trend="add" if trend else None, damped_trend=damped, seasonal=seasonal,
        seasonal_periods=SEASON if seasonal else None, initialization_method="known", **known)
    rates = {"smoothing_level": ALPHA, "smoothing_trend": BETA, "smoothing_seasonal": GAMMA, "damping_trend": PHI}
    result = model.smooth([rates.get(name, 0) for name in model.param_names])
    return {
        "level": level, "slope": slope, "first": season, "second": [], "multiplies": False,
        "rates": {
            "level": ALPHA, "slope": BETA if trend else 0, "damping": PHI if damped else 1,
            "first": GAMMA if seasonal else 0, "second": 0, "error": 0},
        "fitted": np.asarray(result.fittedvalues).tolist(), "ahead": np.asarray(result.forecast(HORIZON)).tolist()}


def multiplied(values, trend, damped):
    """Likewise, with a season that multiplies."""
    level, slope, season = states("mul", trend)
    begun = np.array([level] + ([slope] if trend else []) + season[::-1])
    phi = PHI if damped else 1.0
    kind = "A" if trend else "N"
    _, errors, passed, _ = ets.pegelsresid_C(
        values, SEASON, begun, "A", kind, "M", damped, ALPHA, BETA if trend else 0.0, GAMMA, phi, 1)
    # Its own forecasts count φ twice where a slope is damped, so that they are made of its last states here.
    last = passed[-1]
    slopes = np.cumsum(phi ** np.arange(1, HORIZON + 1)) * (last[1] if trend else 0)
    ahead = (last[0] + slopes) * last[-1 - np.arange(HORIZON) % SEASON]
    return {
        "level": level, "slope": slope, "first": season, "second": [], "multiplies": True,
        "rates": {
            "level": ALPHA, "slope": BETA if trend else 0, "damping": phi, "first": GAMMA, "second": 0, "error": 0},
        "fitted": (values - errors).tolist(), "ahead": ahead.tolist()}


def two_seasons(values):
    level, first, second = 45.0, list(np.round(45 * (SHAPE - 1), 3)), list(np.linspace(-3, 3, LONG))
    begun = {"level": level, "slope": 0, "first": list(first), "second": list(second)}
    fitted, error = [], 0.0
    for row, value in enumerate(values):
        i, j = row % SEASON, row % LONG
        own = level + first[i] + second[j]
        fitted.append(own + RHO * error)
        new = value - own - RHO * error
        error = value - own
        level += ALPHA * new
        first[i] += GAMMA * new
        second[j] += OMEGA * new
    ahead = [
        level + first[row % SEASON] + second[row % LONG] + RHO ** (step + 1) * error
        for step, row in enumerate(range(COUNT, COUNT + HORIZON))]
    return begun | {
        "multiplies": False, "fitted": fitted, "ahead": ahead,
        "rates": {"level": ALPHA, "slope": 0, "damping": 1, "first": GAMMA, "second": OMEGA, "error": RHO}}


def main():
    values = series(np.random.default_rng(11))
    models = {}
    for name, trend, damped in (("N", False, False), ("A", True, False), ("Ad", True, True)):
        models[f"ETS(A,{name},N)"] = one_season(values, trend, damped, None)
        models[f"ETS(A,{name},A)"] = one_season(values, trend, damped, "add")
        models[f"ETS(A,{name},M)"] = multiplied(values, trend, damped)
    models["two seasons"] = two_seasons(values)
    (FOLDER / "smoothing.json").write_text(
        json.dumps({"values": values.tolist(), "models": models}, indent=1) + "\n")


if __name__ == "__main__":
    main()
