"""Forecasts of other libraries at the program's own origins: each sees every value before an origin, and no later one."""

import time
import warnings

import lightgbm
import numpy as np
from statsforecast.models import MSTL, AutoARIMA, AutoETS, AutoTheta

warnings.filterwarnings("ignore")

# A model that takes longer for one series is left out there; seconds of the processor, whatever else runs.
BUDGET = 60
# Of a longer past the newest values are taken: these models are made for as many.
LONGEST = 3000


def seasons(step):
    """Steps of a day, a week or a year, as far as a step has them; the shortest first."""
    days = step.days + step.seconds / 86400
    if days < 1:
        return [round(1 / days), round(7 / days)]
    if days < 6:
        return [7]
    if days < 20:
        return [52]
    return [12] if days < 60 else [4] if days < 200 else []


def refitted(make, history, origins, horizon):
    """Fits a model at every origin; None where that takes too long.

    history: values with the place of each origin; returns [origins, horizon].
    """
    began, rows = time.process_time(), []
    for origin in origins:
        past = history[max(0, origin - LONGEST):origin]
        rows.append(make().forecast(y=past, h=horizon)["mean"])
        if (time.process_time() - began) / len(rows) * len(origins) > BUDGET and len(rows) >= 1:
            return carried(make, history, origins, horizon, began)
    return np.array(rows)


def carried(make, history, origins, horizon, began):
    """Fits a model once, at the first origin, and carries its states along with the coefficients as they are."""
    first = origins[0]
    model = make().fit(y=history[max(0, first - LONGEST):first])
    rows = []
    for origin in origins:
        rows.append(model.forward(y=history[max(0, origin - LONGEST):origin], h=horizon)["mean"])
        if time.process_time() - began > 2 * BUDGET:
            return None
    return np.array(rows)


def boosted(history, origins, horizon, periods):
    """LightGBM on lags: one model for all steps ahead, which reads the newest values, those one season before each step,
    and the step; values are measured from the newest one. It learns from rows before the first origin."""
    lags = min(max(2 * horizon, 24, max(periods or [0])), 336, origins[0] // 4)
    period = max([p for p in periods if p <= origins[0] // 4], default=1)

    def rows(places):
        last = history[places - 1]
        recent = np.stack([history[places - lag] for lag in range(1, lags + 1)], 1) - last[:, None]
        blocks = []
        for step in range(horizon):
            back = (step // period + 1) * period - step
            seasonal = history[places - back] - last
            blocks.append(np.column_stack([recent, seasonal, np.full(len(places), step), places % period]))
        return np.concatenate(blocks), last

    reach = max(lags, period + 1)
    known = np.arange(reach, origins[0] - horizon + 1)
    if len(known) < 20:
        return None
    known = known[-max(20, 200_000 // horizon):]
    inputs, last = rows(known)
    targets = np.concatenate([history[known + step] - last for step in range(horizon)])
    model = lightgbm.LGBMRegressor(n_estimators=300, learning_rate=0.05, num_leaves=31, verbose=-1, n_jobs=1,
                                   random_state=1, deterministic=True)
    model.fit(inputs, targets)
    inputs, last = rows(np.array(origins))
    return model.predict(inputs).reshape(horizon, -1).T + last[:, None]


def forecasts(history, origins, horizon, step):
    """By the peer's name its forecasts [origins, horizon], or None."""
    periods = [p for p in seasons(step) if 2 * p < origins[0]]
    season = periods[0] if periods else 1
    peers = {
        "AutoETS": lambda: refitted(lambda: AutoETS(season_length=season if season <= 24 else 1), history, origins, horizon),
        "AutoTheta": lambda: refitted(lambda: AutoTheta(season_length=season), history, origins, horizon),
        "MSTL": lambda: refitted(lambda: MSTL(season_length=periods), history, origins, horizon) if periods else None,
        "AutoARIMA": lambda: refitted(lambda: AutoARIMA(season_length=season), history, origins, horizon)
        if season <= 12 else None,
        "LightGBM": lambda: boosted(history, origins, horizon, periods),
    }
    found = {}
    for name, run in peers.items():
        try:
            found[name] = run()
        except Exception as error:
            found[name] = None
            print(f"  {name}: {error}", flush=True)
    return found
