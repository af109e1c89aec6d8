"""The scores of `choose`: of every rung in every block, and what follows from them."""

import numpy as np

from scores import scores
from series import Question, stamp


def choose(compared, *options):
    (report,) = compared.run("choose", *options)
    season, scored_at = report["blocks"][0].get("season"), report["evaluationGrain"]
    # Half, once and twice what suits a rung are compared where the longest with which it can learn is served, or fewer of them
    # where that leaves fewer than three blocks.
    for lookbacks in ((2, 1, 0.5), (1, 0.5), (0.5,)):
        kept = [block for block in blocks(compared, season, scored_at, lookbacks) if block[2]]
        if len(kept) >= 3:
            break
    dropped = 5 - len(kept)
    compared.same("blocks", len(kept), len(report["blocks"]))
    for index, (block, (borders, question, origins)) in enumerate(zip(report["blocks"], kept)):
        compared.same(f"block {index}", borders, [block["trainingRows"], block["knownRows"], block["rows"]])
        compared.same(f"block {index} season", season, block.get("season"))
        compared.same(f"block {index} originTimes", origins, [stamp(text) for text in block["originTimes"]])
        actual = [question.actual(origin, question.scored_at) for origin in origins]
        compared.same(f"block {index} actual", actual, block["actual"])
        compared.same(f"block {index} origins", len(origins), report["origins"][index])
        for rung in report["rungs"]:
            mine = scores(question, question.scored_at, origins, rung["predicted"][index])["rmsse"]
            compared.same(f"{rung['grain']} block {index}", mine, rung["blocks"][index])
    compared.same("droppedBlocks", dropped, report["droppedBlocks"])
    # Each block counts by its origins.
    shares = np.array(report["origins"]) / sum(report["origins"])
    means = [shares @ rung["blocks"] for rung in report["rungs"]]
    deviations = [deviation(shares, np.array(rung["blocks"])) for rung in report["rungs"]]
    best = int(np.argmin(means))
    differences = [np.array(rung["blocks"]) - report["rungs"][best]["blocks"] for rung in report["rungs"]]
    errors = [deviation(shares, difference) for difference in differences]
    within = [bool(shares @ difference <= error) for difference, error in zip(differences, errors)]
    for index, rung in enumerate(report["rungs"]):
        compared.same(rung["grain"], {
            "meanRMSSE": means[index], "standardError": deviations[index], "likeBest": within[index],
            "difference": means[index] - means[best], "differenceError": errors[index]}, rung)
    chosen = max(index for index, is_within in enumerate(within) if is_within)
    grains = [rung["grain"] for rung in report["rungs"]]
    compared.same("choice", {"best": grains[best], "chosen": grains[chosen]}, report)


def blocks(compared, season, scored_at, lookbacks):
    """Of each block its borders, what is asked there, and the origins that all candidates are scored at."""
    end = round(0.75 * len(compared.series.values))
    for turn in range(5):
        known, last = (end // 2 + (end - end // 2) * place // 5 for place in (turn, turn + 1))
        borders = [known * 4 // 5, known, last]
        question = Question(
            compared.series.prefix(last), compared.grains, compared.horizon, scored_at, season, borders)
        yield borders, question, question.served(question.series, lookbacks, is_strict=True)["test"]


def deviation(shares, errors):
    """The standard error of a weighted mean, after Gatz and Smith."""
    count = len(errors)
    return np.sqrt(count / (count - 1) * np.sum((shares * (errors - shares @ errors)) ** 2))
