#!/usr/bin/env python3
"""Measures how opening and training grow with a series' length: 10^5, 10^6 and 10^7 rows of one minute.

Usage: length.py PROGRAM      (standard library only; Linux; a gigabyte of temporary files and 2 GB of memory)

Prints for each length seconds and peak memory, with the seconds beside ten times those of the length before.
"""
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta

PROGRAM = sys.argv[1]
TASKS = [
    ("open", ["inspect"], []),
    ("train mlp, 1 epoch, two rungs", ["train"], ["--recipe", "mlp", "--epochs", "1", "--horizon", "1h", "--grain", "1min,1h"]),
    ("train naive, two rungs", ["train"], ["--recipe", "naive", "--horizon", "1h", "--grain", "1min,1h"]),
]


def write(path, rows):
    """A load with a daily and a weekly rhythm and noise, from a fixed seed."""
    noise = random.Random(1)
    days = [50 + 10 * math.sin(2 * math.pi * minute / 1440) for minute in range(1440)]
    clock = [f" {minute // 60:02}:{minute % 60:02}," for minute in range(1440)]
    day = datetime(2000, 1, 1)
    with open(path, "w") as file:
        file.write("time,load\n")
        for first in range(0, rows, 1440):
            week = 4 * math.sin(2 * math.pi * day.weekday() / 7)
            date = day.strftime("%Y-%m-%d")
            count = min(1440, rows - first)
            file.writelines(
                f"{date}{clock[m]}{days[m] + week + noise.gauss(0, 2):.3f}\n" for m in range(count))
            day += timedelta(days=1)


def measure(arguments):
    """Seconds and the peak of resident memory in MB of one run of the program."""
    began = time.monotonic()
    process = subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    error = process.stderr.read().decode().strip()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        return None, error.splitlines()[-1] if error else f"ended with {process.returncode}"
    return time.monotonic() - began, used.ru_maxrss / 1024


def main():
    before = {}
    print("Growth with the length of a series: one minute steps, one column")
    with tempfile.TemporaryDirectory() as folder:
        for rows in [100_000, 1_000_000, 10_000_000]:
            path = os.path.join(folder, f"rows-{rows}.csv")
            write(path, rows)
            for name, command, options in TASKS:
                seconds, found = measure([*command, path, *options])
                line = f"  {rows:>10,} rows, {name:<30}".replace(",", " ", 2 if rows >= 1_000_000 else 1)
                if seconds is None:
                    print(line, "refused:", found)
                    continue
                ratio = f", {seconds / (10 * before[name]):.2f} × ten times the length before" if name in before else ""
                before[name] = seconds
                print(f"{line} {seconds:7.2f} s, peak {found:5.0f} MB{ratio}", flush=True)
            os.remove(path)


main()
