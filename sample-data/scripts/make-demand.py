#!/usr/bin/env python3
"""Writes demand.csv: electricity demand of England and Wales, half hour by half hour.

Usage: make-demand.py [PACKAGE.deb] > demand.csv

Needs no Python package. The series is `taylor` of R's package "forecast", taken from Debian's build of it
(r-cran-forecast): from the file that is named, or else fetched with `apt-get download`. `dpkg-deb` unpacks it.
The series itself carries no clock times; its documentation gives Monday 2000-06-05 as the first day, and the
half hours are stamped by their beginning.
"""

import glob
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta

import rdata

START = datetime(2000, 6, 5)
STEP = timedelta(minutes=30)
ROWS = 12 * 7 * 48


def main():
    with tempfile.TemporaryDirectory() as folder:
        package = sys.argv[1] if len(sys.argv) > 1 else None
        if package is None:
            subprocess.run(["apt-get", "-qq", "download", "r-cran-forecast"], cwd=folder, check=True)
            package = glob.glob(f"{folder}/r-cran-forecast_*.deb")[0]
        subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
        demand = rdata.variable(f"{folder}/usr/lib/R/site-library/forecast/data/Rdata", "taylor")
    if len(demand) != ROWS:
        sys.exit(f"expected {ROWS} half hours, found {len(demand)}")
    print("time,demand")
    for row, megawatts in enumerate(demand):
        print(f"{START + row * STEP:%Y-%m-%d %H:%M},{megawatts:.0f}")


if __name__ == "__main__":
    main()
