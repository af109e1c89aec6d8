#!/usr/bin/env python3
"""Writes co2.csv: weekly carbon dioxide in the air on Mauna Loa, 1958 to 2001.

Usage: make-co2.py > co2.csv

Needs statsmodels (see requirements.txt), which carries the data. Weeks without a measurement keep their row with an
empty cell: a gap is part of the data and is never filled here.
"""

import math

from statsmodels.datasets import co2


def main():
    print("time,co2")
    for week, ppm in co2.load_pandas().data["co2"].items():
        print(f"{week:%Y-%m-%d},{'' if math.isnan(ppm) else f'{ppm:.1f}'}")


if __name__ == "__main__":
    main()
