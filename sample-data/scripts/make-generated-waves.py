#!/usr/bin/env python3
"""Writes generated-waves.csv: three known waves plus known noise, ten minutes a row.

Usage: make-generated-waves.py > generated-waves.csv
       make-generated-waves.py --table     the best possible errors and the signal-to-noise ratios, grain by grain

Needs no Python package. value = 20 + Σ amplitude · sin(2π (t − lag) / period) + noise, where the noise is Gaussian,
independent, of known standard deviation, from a seeded generator. Nobody can forecast the noise, so the mean squared error of a mean over k rows
cannot fall below σ²/k, and the noise-free waves reach exactly that.
"""

import math
import random
import sys
from datetime import datetime, timedelta

SEED = 1
START = datetime(2001, 1, 1)  # a Monday
MINUTES = 10
ROWS = 16 * 7 * 24 * 6
LEVEL = 20.0
WAVES = [  # (period in hours, amplitude, hours from the start to the first upward crossing)
    (24.0, 3.0, 9.0),
    (168.0, 2.0, 0.0),
    (12.42, 2.0, 0.0),  # the tide: it drifts against the clock, so that no daily profile holds it
]
SIGMA = 2.0
GRAINS = [("10min", 1), ("30min", 3), ("1h", 6), ("3h", 18), ("6h", 36), ("12h", 72), ("1d", 144), ("1w", 1008)]


def signal(row):
    hours = row * MINUTES / 60
    return LEVEL + sum(a * math.sin(2 * math.pi * (hours - lag) / period) for period, a, lag in WAVES)


def values():
    generator = random.Random(SEED)
    return [signal(row) + generator.gauss(0, SIGMA) for row in range(ROWS)]


def means(series, rows):
    return [sum(series[i : i + rows]) / rows for i in range(0, len(series) - rows + 1, rows)]


def variance(series):
    center = sum(series) / len(series)
    return sum((x - center) ** 2 for x in series) / len(series)


def print_table():
    clean = [signal(row) for row in range(ROWS)]
    noise = [value - wave for value, wave in zip(values(), clean)]
    print("| grain | rows | best possible MSE, σ²/k | reached | signal variance | signal / noise |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for label, k in GRAINS:
        errors = [x * x for x in means(noise, k)]
        left = variance(means(clean, k))
        best = SIGMA**2 / k
        measured = sum(errors) / len(errors)
        print(f"| {label} | {len(errors)} | {best:.4f} | {measured:.4f} | {left:.3f} | {left / best:.2f} |")


def main():
    if "--table" in sys.argv:
        return print_table()
    print("time,value")
    for row, value in enumerate(values()):
        print(f"{START + timedelta(minutes=MINUTES * row):%Y-%m-%d %H:%M},{value:.4f}")


if __name__ == "__main__":
    main()
