"""The shapes by which coarse values are refined, by NumPy's least squares.

Writes shapes.json beside itself; `make fixtures` runs it. A shape is fitted as it is used: what is left of it in a coarse bin
once its mean there is taken away.
"""

import datetime
import json
import pathlib

import numpy as np

FOLDER = pathlib.Path(__file__).parent
MONDAY = datetime.date(1970, 1, 5)


def fitted(values, places, bins):
    """Refined values of all whole bins, and the squared errors of refining by shape and flat."""
    design = np.zeros((len(values), max(places) + 1))
    design[np.arange(len(values)), places] = 1
    deviations, levels = np.array(values, float), np.zeros(len(values))
    for bin in sorted(set(bins) - {None}):
        rows = [row for row, other in enumerate(bins) if other == bin]
        levels[rows] = deviations[rows].mean()
        design[rows] -= design[rows].mean(axis=0)
    rows = [row for row, bin in enumerate(bins) if bin is not None]
    deviations = deviations - levels
    shape = np.linalg.lstsq(design[rows], deviations[rows], rcond=None)[0]
    refined = design[rows] @ shape
    return {
        "rows": rows,
        "refined": (levels[rows] + refined).tolist(),
        "shaped": float(np.sum((deviations[rows] - refined) ** 2)),
        "flat": float(np.sum(deviations[rows] ** 2)),
    }


def whole(bins, width):
    """Without the bins at the ends that lack rows."""
    return [bin if bins.count(bin) == width(bin) else None for bin in bins]


def day_of_year(date):
    return date.timetuple().tm_yday - 1


def weekly(generator, years, width):
    dates = [datetime.date(2017, 1, 2) + datetime.timedelta(7 * week) for week in range(52 * years + 1)]
    wave = [9 * np.sin(2 * np.pi * day_of_year(date) / 365.25) for date in dates]
    values = np.round(np.cumsum(generator.standard_normal(len(dates))) + wave, 3)
    bins = [(date - MONDAY).days // (7 * width) for date in dates]
    places = [day_of_year(date) // 7 for date in dates]
    return case("2017-01-02", 7, f"{width}w", "year", values, places, whole(bins, lambda _: width))


def monthly(generator):
    dates = [datetime.date(2018, 1, 1) + datetime.timedelta(day) for day in range(4 * 365 + 1)]
    values = np.round([5 * (date.weekday() > 4) + date.day / 50 for date in dates] + generator.standard_normal(len(dates)), 3)
    places = [date.weekday() for date in dates]
    return case("2018-01-01", 1, "1mo", "week", values, places, [12 * date.year + date.month for date in dates])


def aligned(generator):
    """Weeks of days: each bin holds each weekday."""
    dates = [datetime.date(2024, 1, 1) + datetime.timedelta(day) for day in range(140)]
    values = np.round([date.weekday() ** 2 + day / 10 for day, date in enumerate(dates)] + generator.standard_normal(140), 3)
    places = [date.weekday() for date in dates]
    return case("2024-01-01", 1, "1w", "week", values, places, [(date - MONDAY).days // 7 for date in dates])


def case(start, days, coarse, season, values, places, bins):
    made = {"start": start, "days": days, "coarse": coarse, "season": season, "values": list(map(float, values))}
    return made | fitted(made["values"], places, bins)


generator = np.random.default_rng(23)
cases = [weekly(generator, 6, 2), weekly(generator, 6, 4), monthly(generator), aligned(generator)]
(FOLDER / "shapes.json").write_text(json.dumps(cases, separators=(",", ":")) + "\n")
