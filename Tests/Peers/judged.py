"""The scores of `train` and `evaluate`: of the naive forecasts and of every rung, at the common target and in every column
of the evaluation matrix."""

import itertools

import numpy as np

from comparison import PARTS
from scores import coarser, half_widths, scores
from series import seconds, stamp

# Of Student's t with one degree of freedom, 97.5 %.
T_OF_TWO_SEEDS = 12.706204736432095


def train(compared, *options, read=None):
    first, *_, end = compared.run("train", *options)
    compared.ask(first["evaluationGrain"], first.get("season"), read)
    check_places(compared, first)
    check_baselines(compared, end["baselines"])
    check_ranks(compared, end["rungs"])
    for rung in end["rungs"]:
        check_rung(compared, rung["rung"], {part: [rung[part]] for part in PARTS}, rung)
        for part in PARTS:
            check_joined(compared, f"{rung['rung']} {part}", rung[part], part, rung["settings"].get("combination"))


def evaluate(compared, *options):
    (report,) = compared.run("evaluate", *options)
    compared.ask(report["evaluationGrain"], report.get("season"))
    check_places(compared, report)
    check_baselines(compared, report["baselines"])
    check_ranks(compared, report["rungs"])
    for rung in report["rungs"]:
        check_rung(compared, rung["rung"], {part: rung[part]["predictions"] for part in PARTS}, rung)
        for part in PARTS:
            errors = [compared.scored(part, made["predicted"])["rmsse"] for made in rung[part]["predictions"]]
            mine = {"errors": errors, "mean": np.mean(errors)}
            if len(errors) == 2:
                mine["halfWidth"] = T_OF_TWO_SEEDS * np.std(errors, ddof=1) / np.sqrt(2)
            compared.same(f"{rung['rung']} {part}", mine, rung[part])


def check_ranks(compared, rungs):
    """By validation errors, from 1."""
    errors = [rung["validation"]["rmsse"] for rung in rungs]
    for rung, error in zip(rungs, errors):
        compared.same(f"{rung['rung']} rank", 1 + sum(other < error for other in errors), rung["rank"])


def check_places(compared, report):
    for part in PARTS:
        times = [stamp(text) for text in report[part]["originTimes"]]
        compared.same(f"{part} origins", len(compared.origins[part]), report[part]["origins"])
        compared.same(f"{part} originTimes", compared.origins[part], times)
        compared.same(f"{part} actual", compared.actual(part), report[part]["actual"])


def check_baselines(compared, baselines):
    for name, forecast in (("naive", compared.question.naive), ("seasonalNaive", compared.question.seasonal_naive)):
        if name == "seasonalNaive" and name not in baselines:
            compared.same("season where there is no seasonal naive", 0, compared.question.season)
            continue
        for part in PARTS:
            theirs = baselines[name][part]
            for grain, cell in [(compared.question.scored_at, theirs)] + cells(theirs):
                origins = compared.known(part, grain)
                made = [forecast(origin, grain) for origin in origins]
                if made[0] is not None:
                    compared.same(f"{name} {part} at {grain}", scores(compared.question, grain, origins, made), cell)
                else:
                    compared.same(f"{name} {part} at {grain} mse", None, cell.get("mse"))


def check_rung(compared, name, predictions, result):
    """predictions: for each part one a seed, as `predicted` and `matrix`; result: what the program made of them."""
    widths, outcomes = bands(compared, predictions, result["test"].get("bandLevel", 0.8))
    for part, all_made in predictions.items():
        theirs, where = result[part], f"{name} {part}"
        compared.same(where, mean([compared.scored(part, made["predicted"]) for made in all_made]), theirs)
        for column, (grain, cell) in enumerate(cells(theirs)):
            values = [made["matrix"][column]["predicted"] for made in all_made]
            compared.same(f"{where} at {grain}", mean([compared.scored(part, one, grain) for one in values]), cell)
        for made in all_made:
            check_brought(compared, where, name, part, made)
        if outcomes[part]:
            compared.same(f"{where} band", mean(outcomes[part]), theirs)
        if "bandHalfWidths" in theirs:
            for place, width in enumerate(widths[part]):
                if width is not None:
                    compared.same(f"{where} bandHalfWidths", width, theirs["bandHalfWidths"][place])
        if "floor" in theirs:
            compared.same(f"{where} floor", floor(compared, name, part), theirs["floor"])


def bands(compared, predictions, level):
    """The half-widths of the first seed's bands by part, and of each seed what they held."""
    actual = np.vstack([compared.actual(part) for part in PARTS])
    origins = [origin for part in PARTS for origin in compared.origins[part]]
    ends = [origin + seconds(compared.horizon) for origin in origins]
    first, outcomes = {}, {part: [] for part in PARTS}
    for made in zip(*(predictions[part] for part in PARTS)):
        errors = np.abs(np.vstack([np.array(one["predicted"]) for one in made]) - actual)
        widths = half_widths(level, errors, origins, ends)
        start = 0
        for part in PARTS:
            own = slice(start, start + len(compared.origins[part]))
            start = own.stop
            first.setdefault(part, widths[own])
            known = [(half, error) for half, error in zip(widths[own], errors[own]) if half is not None]
            if known:
                half, error = (np.array(values) for values in zip(*known))
                outside = np.maximum(error - half, 0)
                outcomes[part].append(
                    {
                        "bandCoverage": np.mean(error <= half), "bandWidth": np.mean(2 * half), "bandOrigins": len(half),
                        "bandIntervalScore": np.mean(2 * half + 2 / (1 - level) * outside),
                    })
    return first, outcomes


def check_brought(compared, where, name, part, made):
    """A rung's own forecasts at every grain: one forecast, up by means, down by the profile."""
    columns = {cell["grain"]: cell["predicted"] for cell in made["matrix"]}
    if name not in columns or any(None in row for rows in columns.values() for row in rows):
        return
    own, origins, scored_at = np.array(columns[name]), compared.origins[part], compared.question.scored_at
    finest = min(compared.grains, key=seconds)
    for grain, theirs in [*columns.items(), (scored_at, made["predicted"])]:
        if seconds(grain) >= seconds(name):
            mine = coarser(own, compared.question.steps(grain))
        elif seconds(scored_at) >= seconds(name):
            mine = coarser(compared.profiles[name, finest].apply(origins, own), compared.question.steps(grain))
        else:
            mine = compared.profiles[name, scored_at].apply(origins, own)
            if seconds(grain) >= seconds(scored_at):
                mine = coarser(mine, compared.question.steps(grain))
            else:
                mine = coarser(compared.profiles[scored_at, finest].apply(origins, mine), compared.question.steps(grain))
        compared.same(f"{where} predicted at {grain}", mine, theirs)


def floor(compared, name, part):
    """What a forecast that knows its own values scores."""
    profile = compared.profiles[name, compared.question.scored_at]
    return compared.scored(part, profile.apply(compared.origins[part], compared.actual(part, name)))["rmsse"]


def check_joined(compared, where, result, part, combination):
    parts = result.get("parts", [])
    for member in parts:
        compared.same(f"{where} part {member['rung']}", compared.scored(part, member["predicted"]), member["scores"])
    if not parts or not all("weight" in member for member in parts):
        return
    made = [np.array(member["predicted"]) for member in parts]
    weights = [member["weight"] for member in parts]
    if result.get("weightsLearnt") != "onOtherHalf":
        compared.same(f"{where} of parts", sum(one * own for one, own in zip(weights, made)), result["predicted"])
        return
    # Each half of the validation origins with weights from the errors at the other half.
    errors = np.array(made) - compared.actual(part)
    learn = {"weighted": by_inverse, "learnt": stacked}[combination]
    middle = errors.shape[1] // 2
    early, late = slice(0, middle), slice(middle, None)
    compared.same(f"{where} weights", learn(errors), weights)
    for half, other in ((early, late), (late, early)):
        mine = sum(one * own[half] for one, own in zip(learn(errors[:, other]), made))
        compared.same(f"{where} of parts", mine, result["predicted"][half])


def by_inverse(errors):
    inverse = 1 / np.mean(errors**2, axis=(1, 2))
    return inverse / inverse.sum()


def stacked(errors):
    """The minimum of the squared error over weights that are not negative and add up to 1: the best of all sets of members that
    count, each with its weights on the plane where they add up."""
    made = errors.reshape(len(errors), -1)
    products, best = made @ made.T / made.shape[1], None
    for count in range(1, len(made) + 1):
        for members in map(list, itertools.combinations(range(len(made)), count)):
            inner = np.linalg.solve(products[np.ix_(members, members)], np.ones(count))
            weights = np.zeros(len(made))
            weights[members] = inner / inner.sum()
            error = weights @ products @ weights
            if weights.min() >= 0 and (best is None or error < best[0]):
                best = error, weights
    return best[1]


def mean(made):
    return {key: None if made[0][key] is None else np.mean([one[key] for one in made]) for key in made[0]}


def cells(part):
    return [(cell["grain"], cell["scores"]) for cell in part["matrix"]]
