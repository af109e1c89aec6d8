"""A series as docs/concepts.md tells it, read anew from the file: its grid, its grains, its parts, and the origins of the
common target with what was known and what happened there."""

import csv
import re
from datetime import datetime

import numpy as np

SECONDS = {"s": 1, "min": 60, "h": 3600, "d": 86400, "w": 604800}
EPOCH = datetime(1970, 1, 1)
WEEK_START = 4 * SECONDS["d"]  # 1970-01-05 was a Monday.


def seconds(label):
    """The length of a grain, as `30min`."""
    count, unit = re.fullmatch(r"(\d+)(\w+)", label).groups()
    return int(count) * SECONDS[unit]


def calendar(length):
    """From when on bins of a length are counted: weeks from a Monday, others from midnight."""
    return WEEK_START if length % SECONDS["w"] == 0 else 0


def stamp(text):
    return int((datetime.fromisoformat(text) - EPOCH).total_seconds())


class Series:
    """One column on a grid of equal steps; rows that the file lacks, and empty cells, are NaN."""

    def __init__(self, start, step, values):
        self.start, self.step, self.values = start, step, values

    @classmethod
    def read(cls, path, column):
        with open(path, newline="") as file:
            rows = list(csv.DictReader(file))
        times = np.array([stamp(row["time"]) for row in rows])
        values = np.array([float(row[column]) if row[column] else np.nan for row in rows])
        lengths, counts = np.unique(np.diff(times), return_counts=True)
        step = int(lengths[counts.argmax()])
        grid = np.full((times[-1] - times[0]) // step + 1, np.nan)
        grid[(times - times[0]) // step] = values
        return cls(int(times[0]), step, grid)

    def prefix(self, rows):
        return Series(self.start, self.step, self.values[:rows])

    def interpolated(self, limit):
        """Gaps of at most `limit` rows as a straight line between their neighbours."""
        values, known = self.values.copy(), np.flatnonzero(~np.isnan(self.values))
        for last, following in zip(known, known[1:]):
            if 1 < following - last <= limit + 1:
                between = np.arange(last + 1, following)
                values[between] = np.interp(between, [last, following], values[[last, following]])
        return Series(self.start, self.step, values)

    def view(self, grain):
        return View(self, seconds(grain))

    def time(self, row):
        return self.start + row * self.step


class View:
    """A series at a grain: the mean of each bin, NaN where the bin lacks a row."""

    def __init__(self, series, length):
        rows = length // series.step
        # Bins begin as much later than the calendar's as the file's own rows do.
        own = (series.start - calendar(series.step)) % series.step
        phase = calendar(length) + own
        self.length = length
        self.start = (series.start - phase) // length * length + phase
        before = (series.start - self.start) // series.step
        after = -(before + len(series.values)) % rows
        padded = np.pad(series.values, (before, after), constant_values=np.nan)
        self.values = padded.reshape(-1, rows).mean(axis=1)

    def index(self, time):
        """The bin that starts at `time`; None off the boundaries."""
        place, rest = divmod(time - self.start, self.length)
        return int(place) if rest == 0 else None

    def within(self, start, end):
        """The bins that lie wholly in `start..<end`."""
        first = max(-((self.start - start) // self.length), 0)
        return range(first, min((end - self.start) // self.length, len(self.values)))

    def steps(self, start, count):
        """Values from a boundary on; NaN beyond the data."""
        first = self.index(start)
        found = self.values[first:first + count]
        return np.pad(found, (0, count - len(found)), constant_values=np.nan)


class Question:
    """What is asked: a ladder, a horizon, the grain of scoring, the parts, and the season as it was named.

    `borders` are the rows at which training, validation and test end.
    """

    def __init__(self, series, grains, horizon, scored_at, season, borders=None):
        rows = len(series.values)
        self.series, self.grains, self.horizon, self.scored_at = series, grains, seconds(horizon), scored_at
        self.borders = borders or [round(0.6 * rows), round(0.75 * rows), rows]
        named = seconds(season) if season and season[0].isdigit() else 0
        self.season = 0 if named <= min(map(seconds, grains)) else named
        self.views = {grain: series.view(grain) for grain in [*grains, scored_at]}
        self.train = series.time(0), series.time(self.borders[0])

    def steps(self, grain):
        return self.horizon // seconds(grain)

    def season_steps(self, grain):
        """The season in steps of a grain: one where there is none, None where it is no whole number of them."""
        steps, rest = divmod(self.season, seconds(grain))
        return 1 if self.season == 0 else steps if rest == 0 else None

    def training(self, grain):
        span = self.views[grain].within(*self.train)
        return self.views[grain].values[span.start:span.stop]

    def origins(self, part, grain=None):
        """Boundaries that all grains share, whose horizon lies in the part with all values known at `grain`."""
        grain = grain or self.scored_at
        rows = self.borders[:2] if part == "validation" else self.borders[1:]
        start, end = (self.series.time(row) for row in rows)
        coarsest = self.views[max(self.grains, key=seconds)]
        bins = range(-((coarsest.start - start) // coarsest.length), len(coarsest.values) + 1)
        times = [coarsest.start + bin * coarsest.length for bin in bins]
        times = [time for time in times if start <= time and time + self.horizon <= end]
        return [time for time in times if self.is_known(time, grain)]

    def is_known(self, origin, grain):
        view, seasonal = self.views[grain], self.seasonal_naive(origin, grain)
        before = view.values[:view.index(origin)]
        return not (np.isnan(self.actual(origin, grain)).any() or np.isnan(before).all()
                    or seasonal is not None and np.isnan(seasonal).any())

    def actual(self, origin, grain):
        return self.views[grain].steps(origin, self.steps(grain))

    def naive(self, origin, grain):
        """The last known value, repeated."""
        before = self.views[grain].values[:self.views[grain].index(origin)]
        return np.full(self.steps(grain), before[~np.isnan(before)][-1])

    def seasonal_naive(self, origin, grain):
        """The value the least number of whole seasons before that is known; None where there is no season."""
        view, season = self.views[grain], self.season_steps(grain)
        if season is None:
            return None
        first = view.index(origin)

        def newest(place):
            earlier = view.values[place % season:first:season]
            known = earlier[~np.isnan(earlier)]
            return known[-1] if len(known) else np.nan

        return np.array([newest(first + step) for step in range(self.steps(grain))])

    def lookback(self, grain):
        """Rows that a rung reads where nothing is said: a season, at least two horizons, within 4…336."""
        return min(max(self.season // seconds(grain), 2 * self.steps(grain), 4), 336)

    def learns(self, view, grain, rows):
        """Whether eight windows at least are complete within the training part."""
        span, length = view.within(*self.train), rows + self.steps(grain)
        is_known = ~np.isnan(view.values[span.start:span.stop])
        return sum(is_known[first:first + length].all() for first in range(len(is_known) - length + 1)) >= 8

    def served(self, read, lookbacks=(1,), is_strict=False):
        """The origins of both parts at which every rung that counts has what it reads, in the series as it is read.

        A rung reads the first of so many times its lookback with which it can learn. One that cannot does not count, nor
        does one that serves no test origin; under a strict rule that leaves nothing to compare.
        """
        laid, counted = {part: self.origins(part) for part in ("validation", "test")}, []
        for grain in self.grains:
            view = read.view(grain)
            tried = [int(times * self.lookback(grain)) for times in lookbacks]
            rows = next((rows for rows in tried if rows >= 2 and self.learns(view, grain, rows)), None)
            if rows is None:
                continue
            serves = {
                part: {origin for origin in origins if self.is_served(origin, read, view, rows)}
                for part, origins in laid.items()}
            if serves["test"]:
                counted.append(serves)
            elif is_strict:
                return {"validation": [], "test": []}
        left = {}
        for part, origins in laid.items():
            serving = [serves[part] for serves in counted if serves[part]]
            left[part] = [origin for origin in origins if serving and all(origin in serves for serves in serving)]
        return left

    def is_served(self, origin, read, view, rows):
        last = (origin - self.series.start) // self.series.step - 1
        if read is not self.series and np.isnan(self.series.values[last]):
            return False  # A line leads into the future.
        end = view.index(origin)
        past = view.values[max(end - rows, 0):end]
        return len(past) == rows and not np.isnan(past).any()
