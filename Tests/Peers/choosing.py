"""The scores of `choose`: of every rung in every block, and what follows from them."""

import numpy as np

from scores import scores
from series import Question, stamp


def choose(compared, *options):
    (report,) = compared.run("choose", *options)
    end = round(0.75 * len(compared.series.values))
    for index, block in enumerate(report["blocks"]):
        known, last = (end // 2 + (end - end // 2) * (index + turn) // 5 for turn in (0, 1))
        borders = [known * 4 // 5, known, last]
        compared.same(f"block {index}", borders, [block["trainingRows"], block["knownRows"], block["rows"]])
        question = Question(
            compared.series.prefix(last), compared.grains, compared.horizon, report["evaluationGrain"],
            block.get("season"), borders)
        # The longest lookback that is tried is twice what suits a rung, and all are scored where it is served.
        origins = question.served(question.series, times=2)["test"]
        compared.same(f"block {index} originTimes", origins, [stamp(text) for text in block["originTimes"]])
        actual = [question.actual(origin, question.scored_at) for origin in origins]
        compared.same(f"block {index} actual", actual, block["actual"])
        compared.same(f"block {index} origins", len(origins), report["origins"][index])
        for rung in report["rungs"]:
            mine = scores(question, question.scored_at, origins, rung["predicted"][index])["rmsse"]
            compared.same(f"{rung['grain']} block {index}", mine, rung["blocks"][index])
    means = [np.mean(rung["blocks"]) for rung in report["rungs"]]
    deviations = [np.std(rung["blocks"], ddof=1) / np.sqrt(len(rung["blocks"])) for rung in report["rungs"]]
    best = int(np.argmin(means))
    threshold = means[best] + deviations[best]
    within = [bool(mean <= threshold) for mean in means]
    for index, rung in enumerate(report["rungs"]):
        compared.same(rung["grain"], {
            "meanRMSSE": means[index], "standardError": deviations[index], "withinThreshold": within[index]}, rung)
    chosen = max(index for index, is_within in enumerate(within) if is_within)
    grains = [rung["grain"] for rung in report["rungs"]]
    compared.same("choice", {"best": grains[best], "chosen": grains[chosen], "threshold": threshold}, report)
