#!/usr/bin/env python3
"""Records this machine's own load, one row a second, as CSV on standard output.

Usage: record-load.py SECONDS > machine-load.csv

Columns, all read from /proc on Linux:
  time       local wall clock without zone, ISO 8601, whole seconds
  user       share of processor time in user mode, percent of all processors
  system     share in the kernel, percent
  iowait     share waiting for disks, percent
  running    runnable tasks at that moment
  load1      the kernel's one-minute load average
  memory     memory in use (total less available), MiB
  written    written to block devices since the row before, KiB
"""
import sys
import time
from datetime import datetime


def processor_ticks():
    with open("/proc/stat") as stat:
        return [int(field) for field in stat.readline().split()[1:9]]


def memory_used_mib():
    sizes = {}
    with open("/proc/meminfo") as info:
        for line in info:
            name, value = line.split(":")
            sizes[name] = int(value.split()[0])
    return (sizes["MemTotal"] - sizes["MemAvailable"]) / 1024


def sectors_written():
    total = 0
    with open("/proc/diskstats") as disks:
        for line in disks:
            fields = line.split()
            if not fields[2][-1].isdigit() or fields[2].startswith("nvme"):
                total += int(fields[9])
    return total


def main():
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 3600
    print("time,user,system,iowait,running,load1,memory,written", flush=True)
    ticks, sectors = processor_ticks(), sectors_written()
    start = time.time()
    for row in range(1, seconds + 1):
        time.sleep(max(0.0, start + row - time.time()))
        now_ticks, now_sectors = processor_ticks(), sectors_written()
        spent = [b - a for a, b in zip(ticks, now_ticks)]
        total = max(1, sum(spent))
        with open("/proc/loadavg") as loadavg:
            fields = loadavg.read().split()
        print(
            f"{datetime.fromtimestamp(int(start) + row).isoformat()}"
            f",{100 * (spent[0] + spent[1]) / total:.1f}"
            f",{100 * (spent[2] + spent[5] + spent[6]) / total:.1f}"
            f",{100 * spent[4] / total:.1f}"
            f",{fields[3].split('/')[0]}"
            f",{fields[0]}"
            f",{memory_used_mib():.0f}"
            f",{(now_sectors - sectors) / 2:.0f}",
            flush=True,
        )
        ticks, sectors = now_ticks, now_sectors


if __name__ == "__main__":
    main()
