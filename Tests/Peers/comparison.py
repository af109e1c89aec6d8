"""What the program says of one file, held against what is worked out here."""

import json
import subprocess
import sys

import numpy as np

from scores import Profile, scores
from series import Question, Series, seconds

PARTS = ("validation", "test")
LEAST_RANKED = {"validation": 3, "test": 20}
TOLERANCE = 1e-6


class Ledger:
    """What was compared, and what differs."""

    def __init__(self):
        self.count, self.faults = 0, []

    def same(self, where, mine, theirs):
        if isinstance(mine, dict):
            for key, value in mine.items():
                self.same(f"{where} {key}", value, theirs.get(key))
        elif isinstance(mine, (list, np.ndarray)):
            theirs = [] if theirs is None else theirs
            if len(mine) != len(theirs):
                self.faults.append(f"{where}: {len(mine)} here, {len(theirs)} there")
            for index, (left, right) in enumerate(zip(mine, theirs)):
                self.same(f"{where}[{index}]", left, right)
        else:
            self.count += 1
            if not self.is_same(mine, theirs):
                self.faults.append(f"{where}: {mine} here, {theirs} there")

    @staticmethod
    def is_same(mine, theirs):
        missing = [value is None or isinstance(value, float) and np.isnan(value) for value in (mine, theirs)]
        if any(missing) or isinstance(mine, str):
            return all(missing) or mine == theirs
        # A skill or a gain is 1 less a quotient, so that it is only as exact as that.
        return abs(mine - theirs) <= TOLERANCE * max(abs(mine), abs(theirs), 1e-3)


class Comparison:
    """One file with a ladder, under one command after another."""

    def __init__(self, program, path, target, grains, horizon, ledger):
        self.program, self.path, self.target, self.ledger = program, path, target, ledger
        self.grains, self.horizon = grains, horizon
        self.series = Series.read(path, target)

    def run(self, command, *options):
        ladder = ["--target", self.target, "--grain", ",".join(self.grains), "--horizon", self.horizon]
        # Where nothing is said of gaps, short ones may be filled.
        gaps = [] if "--gaps" in options else ["--gaps", "leave-out"]
        arguments = [self.program, command, self.path, *ladder, *gaps, *options, "--json", "--predictions"]
        found = subprocess.run(arguments, capture_output=True, text=True)
        if found.returncode != 0:
            sys.exit(f"{' '.join(map(str, arguments))}: {found.stderr}")
        self.name = " ".join([self.path.stem, command, *options])
        return [json.loads(line) for line in found.stdout.splitlines()]

    def ask(self, scored_at, season, read=None):
        """The question as the program understood it, with the origins that are left."""
        self.question = Question(self.series, self.grains, self.horizon, scored_at, season)
        self.origins = self.question.served(read or self.series)
        self.profiles = {
            (coarse, fine): Profile(self.question, coarse, fine)
            for coarse in self.grains for fine in {*self.grains, scored_at} if seconds(fine) < seconds(coarse)}

    def same(self, where, mine, theirs):
        self.ledger.same(f"{self.name}: {where}", mine, theirs)

    def left(self):
        """How many origins the gaps have left, of how many there would be in a file without any."""
        whole = Series(self.series.start, self.series.step, np.zeros(len(self.series.values)))
        asked = Question(whole, self.grains, self.horizon, self.grains[0], None)
        return sum(map(len, self.origins.values())), sum(len(asked.origins(part)) for part in PARTS)

    def known(self, part, grain):
        return [origin for origin in self.origins[part] if self.question.is_known(origin, grain)]

    def actual(self, part, grain=None):
        """`[origins, steps]`"""
        grain = grain or self.question.scored_at
        return np.array([self.question.actual(origin, grain) for origin in self.origins[part]])

    def scored(self, part, predicted, grain=None):
        """Scores of forecasts at the origins of a part, and whether they are ranked."""
        grain = grain or self.question.scored_at
        found = scores(self.question, grain, self.origins[part], predicted)
        is_enough = found["origins"] >= LEAST_RANKED[part]
        return {**found, "ranked": is_enough and found["origins"] == len(self.known(part, grain))}
