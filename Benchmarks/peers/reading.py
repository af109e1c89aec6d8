"""Times pandas on the files that grainscope-bench made: seconds, median, least and greatest of the repeats.

    python reading.py CSV LINES
"""

import sys
import time

import pandas as pd

REPEATS = 5
CSV, LINES = sys.argv[1:]


def read_csv(**options):
    return lambda: pd.read_csv(CSV, engine="c", **options)


WAYS = {
    "pandas, dates as text": read_csv(),
    "pandas, dates parsed": read_csv(parse_dates=["time"]),
    "pandas, dates parsed, float32": read_csv(
        parse_dates=["time"], dtype={name: "float32" for name in "abcdefg"}
    ),
    "pandas, JSON Lines": lambda: pd.read_json(LINES, lines=True),
}

for name, read in WAYS.items():
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        frame = read()
        times.append(time.perf_counter() - began)
        assert frame.shape == (1_000_000, 8)
    times.sort()
    print(f"reading\t{name}\t{times[REPEATS // 2]:.3f} s\t{times[0]:.3f}\t{times[-1]:.3f}", flush=True)
