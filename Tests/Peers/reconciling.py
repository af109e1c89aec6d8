"""The scores of `reconcile`: of every method, from the forecasts of all levels."""

import numpy as np

from comparison import PARTS
from scores import reconciled
from series import seconds, stamp


def reconcile(compared, *options):
    (report,) = compared.run("reconcile", "--method", "all", *options)
    grains = [level["grain"] for level in report["levels"]]
    compared.ask(grains[0], report.get("season"))
    nodes = {part: level_nodes(compared, part, report[part], grains) for part in PARTS}
    steps = [compared.question.steps(grain) for grain in reversed(grains)]
    errors = nodes["validation"][0] - nodes["validation"][1]
    training = complete_bins(compared, grains)
    base = {part: level_errors(compared, part, report[part]["predicted"], grains) for part in PARTS}
    for part in PARTS:
        compared.same(f"{part} base", base[part], report[part]["base"])
        compared.same(f"{part} meanBase", np.mean(base[part]), report[part]["meanBase"])
    for method in report["methods"]:
        for part in PARTS:
            made, share = reconciled(method["name"], nodes[part][0], errors, steps, training)
            bounds = np.cumsum(steps)[:-1]
            mine = list(reversed(np.split(made, bounds, axis=1)))
            rmsse = level_errors(compared, part, mine, grains)
            where = f"{method['name']} {part}"
            compared.same(f"{where} predicted", mine, method[part]["predicted"])
            compared.same(where, {
                "rmsse": rmsse, "gain": [1 - after / before for after, before in zip(rmsse, base[part])],
                "meanRMSSE": np.mean(rmsse), "meanGain": 1 - np.mean(rmsse) / np.mean(base[part]),
            }, method[part])
        compared.same(f"{method['name']} shrinkage", share, method.get("shrinkage"))
    coarse = sum(steps[:-1])
    for part in PARTS:
        made, _ = reconciled("bottom-up", nodes[part][0], errors, steps, training)
        difference = (nodes[part][0] - made)[:, :coarse]
        mine = np.sqrt(np.sum(difference**2) / np.sum(nodes[part][0][:, :coarse] ** 2))
        compared.same(f"{part} disagreement", mine, report[part]["disagreement"])


def level_nodes(compared, part, report, grains):
    """Base forecasts and actual values `[origins, nodes]`, coarse to fine."""
    compared.same(f"{part} originTimes", compared.origins[part], [stamp(text) for text in report["originTimes"]])
    actual = [[compared.question.actual(origin, grain) for origin in compared.origins[part]] for grain in grains]
    compared.same(f"{part} actual", actual, report["actual"])
    return [np.hstack([np.array(level) for level in reversed(levels)]) for levels in (report["predicted"], actual)]


def level_errors(compared, part, predicted, grains):
    return [compared.scored(part, level, grain)["rmsse"] for level, grain in zip(predicted, grains)]


def complete_bins(compared, grains):
    view, width = compared.question.views[grains[-1]], seconds(grains[-1]) // seconds(grains[0])
    bins = [compared.question.views[grains[0]].steps(view.start + bin * view.length, width)
            for bin in view.within(*compared.question.train)]
    return np.array([values for values in bins if not np.isnan(values).any()])
