"""Times pandas' C reader on the file that grainscope-bench made: seconds, median, least and greatest of the repeats.

    python reading.py PATH
"""

import sys
import time

import pandas as pd

REPEATS = 5
WAYS = {
    "pandas, dates as text": {},
    "pandas, dates parsed": {"parse_dates": ["time"]},
    "pandas, dates parsed, float32": {"parse_dates": ["time"], "dtype": {name: "float32" for name in "abcdefg"}},
}

for name, options in WAYS.items():
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        frame = pd.read_csv(sys.argv[1], engine="c", **options)
        times.append(time.perf_counter() - began)
        assert frame.shape == (1_000_000, 8)
    times.sort()
    print(f"reading\t{name}\t{times[REPEATS // 2]:.3f} s\t{times[0]:.3f}\t{times[-1]:.3f}", flush=True)
