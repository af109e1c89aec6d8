"""Scores, bands, seasonal profiles and reconciliation in NumPy, by the formulas of docs/concepts.md and
docs/reconciliation.md."""

import math

import numpy as np

from series import SECONDS, WEEK_START, seconds


def scale(question, grain):
    """The mean squared and the mean absolute change over a season within training rows."""
    season, values = question.season_steps(grain), question.training(grain)
    changes = values[season:] - values[:-season] if season else np.array([])
    changes = changes[~np.isnan(changes)]
    return (np.mean(changes**2), np.mean(np.abs(changes))) if len(changes) else (None, None)


def scores(question, grain, origins, predicted):
    """Of forecasts `[origins, steps]` at a grain; origins without a forecast do not count."""
    predicted = np.asarray(predicted, dtype=float)
    has = ~np.isnan(predicted).any(axis=1)
    predicted = predicted[has]
    origins = [origin for origin, is_there in zip(origins, has) if is_there]
    actual = np.array([question.actual(origin, grain) for origin in origins])
    error = predicted - actual
    size = np.abs(predicted) + np.abs(actual)
    mse, mae = np.mean(error**2), np.mean(np.abs(error))
    squared, absolute = scale(question, grain)
    seasonal = [question.seasonal_naive(origin, grain) for origin in origins]
    reference = None if seasonal[0] is None else np.mean((np.array(seasonal) - actual) ** 2)
    return {
        "origins": len(origins), "mse": mse, "rmse": math.sqrt(mse), "mae": mae,
        "smape": None if (actual == 0).any() else 100 * np.mean(2 * np.abs(error) / size),
        "rmsse": math.sqrt(mse / squared) if squared else None, "mase": mae / absolute if absolute else None,
        "skill": 1 - mse / reference if reference else None,
    }


def half_widths(level, errors, origins, ends):
    """Of adaptive bands `[origins][steps]`, from absolute errors `[origins, steps]`; None at an origin before which too few are known.

    An origin's errors are known from its end on.
    """
    half_life, size_half_life, prior, trust, window = 40, 3, 4, 0.7, 128
    origins, ends, steps = np.array(origins), np.array(ends), errors.shape[1]
    made, known_then, excess, control, learnt = [], [], 0.0, 0.0, 0
    for origin in origins:
        known = int((ends <= origin).sum())
        for row in range(learnt, known):
            if made[row] is not None:
                miss = np.mean(errors[row] > made[row]) - (1 - level)
                excess += miss
                control = float(np.clip(0.1 * miss + 0.1 * excess, -1.5, 1.5))
        learnt = known
        known_then.append(known)
        if known < 4 or math.ceil((known + 1) * level - 1e-9) > known:
            made.append(None)
            continue
        means, reach = errors[:known].mean(axis=0), math.floor(0.02 * steps + 0.5)
        smoothed = np.array([means[max(0, step - reach):step + reach + 1].mean() for step in range(steps)])
        profile = 0.9 * smoothed + 0.1 * means.mean()
        first, some = max(0, known - window), slice(None, None, -(-steps // 16))
        total, weight, sizes = 0.0, 0.0, [1.0]
        for row in range(first, known):
            total = total * 0.5 ** (1 / size_half_life) + (errors[row] / profile)[some].mean()
            weight = weight * 0.5 ** (1 / size_half_life) + 1
            sizes.append((total + prior) / (weight + prior))
        sizes = np.array(sizes) ** trust
        then = [sizes[max(0, known_then[row] - first)] for row in range(first, known)]
        marks = (errors[first:known] / profile)[:, some] / np.array(then)[:, None]
        weights = 0.5 ** (np.arange(known - first)[::-1] / half_life)
        effective = weights.sum() ** 2 / (weights**2).sum()
        share = level * (effective + 1) / effective
        if share < 1:
            order = np.argsort(marks.ravel(), kind="stable")
            shares = np.cumsum(np.repeat(weights, marks.shape[1])[order])
            mark = marks.ravel()[order][np.searchsorted(shares, (share - 1e-12) * shares[-1])]
        else:
            mark = marks.max() * share
        made.append(profile * mark * sizes[-1] * math.exp(control))
    return made


def coarser(values, steps):
    """Forecasts `[origins, fine steps]` as means over `steps` coarse ones."""
    return values.reshape(len(values), steps, -1).mean(axis=2)


class Profile:
    """The shape of fine values within coarse bins by place in a season, fitted on training rows as it is used."""

    def __init__(self, question, coarse, fine):
        self.fine, self.width = question.views[fine], seconds(coarse) // seconds(fine)
        self.season, self.shape = None, None
        view, length = question.views[coarse], self.fine.length
        times, deviations = [], []
        for bin in view.within(*question.train):
            start = view.start + bin * view.length
            within = self.fine.steps(start, self.width)
            if not np.isnan(within).any():
                times.append(start + length * np.arange(self.width))
                deviations.append(within - view.values[bin])
        if not times:
            return
        times, deviations = np.array(times), np.array(deviations)
        flat = best = np.sum(deviations**2)
        for season in (SECONDS["d"], SECONDS["w"]):
            count = season // length
            if season % length or count < 2 or 2 * count > len(question.training(fine)):
                continue
            places = self.places(times, season)
            design = np.eye(count)[places]
            design = (design - design.mean(axis=1, keepdims=True)).reshape(-1, count)
            shape = np.linalg.lstsq(design, deviations.ravel(), rcond=None)[0]
            left = deviations.ravel() - design @ shape
            seen = np.bincount(places.ravel(), minlength=count)[places.ravel()]
            alone = np.divide(seen, seen - 1, out=np.ones(len(seen)), where=seen > 1)
            missed = np.sum(np.where(seen > 1, left * alone, deviations.ravel()) ** 2)
            if best - missed > 1e-12 * flat:
                self.season, self.shape, best = season, shape, missed

    def places(self, times, season):
        return (times - WEEK_START) % season // self.fine.length

    def apply(self, origins, values):
        """Coarse forecasts `[origins, coarse steps]` at the fine grain."""
        values = np.asarray(values, dtype=float)
        result = np.repeat(values, self.width, axis=1)
        if self.shape is None:
            return result
        times = np.array(origins)[:, None] + self.fine.length * np.arange(result.shape[1])
        shape = self.shape[self.places(times, self.season)].reshape(len(origins), -1, self.width)
        return result + (shape - shape.mean(axis=2, keepdims=True)).reshape(result.shape)


def shrinkage(errors):
    """λ of Schäfer and Strimmer."""
    count = len(errors)
    centred = errors - errors.mean(axis=0)
    deviation = centred.std(axis=0)
    standard = np.divide(centred, deviation, out=np.zeros_like(centred), where=deviation > 0)
    products = standard[:, :, None] * standard[:, None, :]
    means = products.mean(axis=0)
    off = ~np.eye(errors.shape[1], dtype=bool)
    spread = ((products - means) ** 2).sum(axis=0)[off].sum() / (count * (count - 1))
    return min(max(spread / (means[off] ** 2).sum(), 0), 1)


def reconciled(method, base, errors, steps, training):
    """Coherent forecasts `[origins, nodes]`, coarse to fine, by S (Sᵀ W⁻¹ S)⁻¹ Sᵀ W⁻¹ ŷ, and λ.

    base: `[origins, nodes]`; errors: the same at validation origins; steps: of each level, coarse to fine; training: the
    finest level's rows within complete coarsest bins, `[bins, rows]`.
    """
    finest = steps[-1]
    summing = np.vstack([np.kron(np.eye(count), np.full(finest // count, count / finest)) for count in steps])
    if method == "bottom-up":
        return base[:, -finest:] @ summing.T, None
    if method == "top-down":
        ratios = training.mean(axis=0) / training.mean()
        return (np.repeat(base[:, :steps[0]], finest // steps[0], axis=1) * np.tile(ratios, steps[0])) @ summing.T, None
    share = None
    levels = np.repeat(np.arange(len(steps)), steps)
    if method == "ols":
        weights = np.eye(len(levels))
    elif method == "structural":
        weights = np.diag(np.array(steps)[levels] / finest)
    elif method == "variance":
        weights = np.diag(np.array([np.mean(errors[:, levels == level] ** 2) for level in range(len(steps))])[levels])
    elif method == "mint-shrink":
        share, covariance = shrinkage(errors), np.cov(errors.T)
        weights = share * np.diag(np.diag(covariance)) + (1 - share) * covariance
    elif method == "mint-structural":
        share, covariance = shrinkage(errors), np.cov(errors.T)
        shrunk = share * np.diag(np.diag(covariance)) + (1 - share) * covariance
        structural = np.array(steps)[levels] / finest
        ratios = [np.mean((np.diag(covariance) / structural)[levels == level]) for level in range(len(steps))]
        weights = 0.5 * shrunk + 0.5 * np.diag(structural) * np.exp(np.mean(np.log(ratios)))
    else:
        raise ValueError(f"a method unknown here: {method}")
    inverse = np.linalg.inv(weights)
    projection = summing @ np.linalg.solve(summing.T @ inverse @ summing, summing.T @ inverse)
    return base @ projection.T, share
