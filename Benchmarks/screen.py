#!/usr/bin/env python3
"""Measures the program on a real pseudo-terminal: first frame, memory, key to screen, processor time of the screen.

Usage: screen.py PROGRAM FILE      (standard library only; Linux)

Prints one line a figure: median (least–most), or the 99th percentile where it says so.
"""
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time

PROGRAM, FILE = sys.argv[1], sys.argv[2]
TICK = os.sysconf("SC_CLK_TCK")


class Session:
    """The program on a terminal of its own."""

    def __init__(self, *arguments, columns=80, rows=24):
        self.start = time.monotonic()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.environ.update(TERM="xterm-256color", LANG="C.UTF-8", XDG_STATE_HOME=tempfile.mkdtemp())
            os.execv(PROGRAM, [PROGRAM, *arguments])
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds):
        """What arrives within the time, or nothing."""
        ready, _, _ = select.select([self.terminal], [], [], max(0, seconds))
        return os.read(self.terminal, 1 << 16) if ready else b""

    def wait(self, text, seconds=20):
        """Seconds until `text` was written; None if it was not."""
        began, seen = time.monotonic(), b""
        while time.monotonic() - began < seconds:
            seen = (seen + self.read(0.2))[-(1 << 17):]
            if text in seen:
                return time.monotonic() - began
        return None

    def drain(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(end - time.monotonic())

    def send(self, keys):
        os.write(self.terminal, keys)

    def processor_seconds(self):
        """Of the thread that draws, and of all others."""
        screen = others = 0
        for thread in os.listdir(f"/proc/{self.process}/task"):
            with open(f"/proc/{self.process}/task/{thread}/stat") as stat:
                fields = stat.read().rsplit(")", 1)[1].split()
            spent = (int(fields[11]) + int(fields[12])) / TICK
            if int(thread) == self.process:
                screen += spent
            else:
                others += spent
        return screen, others

    def whole_processor_seconds(self):
        """Of the process, also of threads that have ended."""
        with open(f"/proc/{self.process}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def memory(self, name):
        with open(f"/proc/{self.process}/status") as status:
            for line in status:
                if line.startswith(name):
                    return int(line.split()[1]) / 1024
        return 0

    def end(self):
        try:
            os.kill(self.process, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(self.process, 0)
        os.close(self.terminal)


def first_frame():
    """Milliseconds from the start of the process to the first frame, which names the program."""
    times = []
    for _ in range(15):
        session = Session(FILE)
        while b"scope" not in session.read(1):
            pass
        times.append((time.monotonic() - session.start) * 1000)
        session.end()
    times.sort()
    print(f"first frame            {statistics.median(times):7.1f} ms  ({times[0]:.1f}–{times[-1]:.1f})")


def while_training():
    session = Session(FILE, "--epochs", "1000000", columns=120, rows=36)
    session.wait(b"RMSSE")
    session.drain(2)
    times = []
    for _ in range(200):
        began = time.monotonic()
        session.send(b"?")
        if session.wait(b"Keys", 2) is not None:
            times.append((time.monotonic() - began) * 1000)
        session.send(b"\x1b")
        session.drain(0.07 + 0.0007 * (len(times) % 47))
    times.sort()
    print(
        f"key to screen          {times[int(len(times) * 0.99)]:7.1f} ms  at the 99th percentile, median "
        f"{statistics.median(times):.1f}, most {times[-1]:.1f}, {len(times)} keys, five rungs training")
    before = session.processor_seconds()
    session.drain(10)
    after = session.processor_seconds()
    screen, trainers = after[0] - before[0], after[1] - before[1]
    print(f"screen thread          {100 * screen / trainers:7.2f} %   of the trainers' processor time, 120×36")
    print(f"resident memory        {session.memory('VmRSS'):7.1f} MB  while training, at most {session.memory('VmHWM'):.1f}")
    session.end()


def idle():
    session = Session(FILE, "--paused")
    session.wait(b"RMSSE")
    session.drain(3)
    before = session.whole_processor_seconds()
    session.drain(5)
    spent = session.whole_processor_seconds() - before
    print(f"idle                   {100 * spent / 5:7.2f} %   of one processor, paused")
    session.end()


def memory_of_samples():
    folder = os.path.dirname(os.path.abspath(FILE))
    for name in sorted(os.listdir(folder)):
        if name.endswith(".csv"):
            session = Session(os.path.join(folder, name), "--epochs", "400")
            session.drain(5)
            print(f"  peak memory          {session.memory('VmHWM'):7.1f} MB  {name}")
            session.end()


first_frame()
while_training()
idle()
memory_of_samples()
