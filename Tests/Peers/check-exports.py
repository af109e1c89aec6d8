#!/usr/bin/env python3
"""Opens what `runs export` wrote with the programs that it was written for, and compares what they compute.

    check-exports.py PROGRAM SAMPLE-DATA

Models as graphs of ONNX go through its checker and are run by onnxruntime on raw windows, rows and images that pandas cut from the files
themselves; what comes out must be what `train --json --predictions` and `predict` say. Arrays are read by NumPy, events by TensorBoard.
The Python of docs/exporting.md loads models into PyTorch, and must compute the same; so must the Python of the page beside each export,
as it stands there.
"""
import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import numpy as np
import onnx
import onnxruntime
import pandas as pd

PROGRAM, DATA = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
BAR = 1e-5
STEPS = {"30min": 1800, "1h": 3600, "3h": 10800, "1d": 86400, "1w": 604800}


def run(*arguments):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(arguments)}: {done.stderr}")
    return done.stdout


def trained(store, *arguments):
    """The lines of `train --json`, and the name of the run that it left."""
    lines = [json.loads(line) for line in run("train", *arguments, "--json", "--predictions", "--store", store).splitlines()]
    listed = json.loads(run("runs", "list", "--json", "--limit", "1", "--store", store).splitlines()[0])
    return lines, listed["run"]


def session(path):
    onnx.checker.check_model(onnx.load(path), full_check=True)
    graph = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    notes = {note.key: note.value for note in onnx.load(path).metadata_props}
    return graph, notes


def page(path, data, origin=None):
    """Runs the Python of the page beside an export, with the data beside it; returns what it names. Another origin takes the place of
    the one that stands there."""
    code = open(path + ".md", encoding="utf-8").read().split("```python\n")[1].split("```")[0]
    if origin:
        code, count = re.subn(r'(?m)^origin = pd.Timestamp\(".*"\)$', f'origin = pd.Timestamp("{origin}")', code)
        assert count == 1, code
    folder, before, names = os.path.dirname(path), os.getcwd(), {}
    shutil.copy(data, folder) if os.path.dirname(data) != folder else None
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(code, names)
    finally:
        os.chdir(before)
    return names


def waves(labels, origins):
    """The calendar's waves as docs/concepts.md has them."""
    day = (origins - origins.normalize()) / pd.Timedelta("1D")
    leap = origins.is_leap_year
    phases = {
        "day": np.asarray(day),
        "week": np.asarray((origins.day_of_week + day) / 7),
        "year": np.asarray((origins.day_of_year - 1 + day) / np.where(leap, 366, 365)),
    }
    columns = []
    for label in labels:
        _, _, cycle, wave = label.split()
        columns.append(getattr(np, wave)(2 * np.pi * phases[cycle]))
    return np.stack(columns, axis=1)


def worst(found, expected):
    expected = np.asarray(expected, dtype=float)
    return float(np.max(np.abs(np.asarray(found, dtype=float) - expected) / np.maximum(np.abs(expected), np.abs(expected).mean())))


def series(store, folder, name, column, grain, recipe):
    path = os.path.join(DATA, name)
    lines, identity = trained(store, path, "--grain", grain, "--horizon", "1d" if grain != "1w" else "4w", "--recipe", recipe,
                              *([] if recipe in ("ridge", "naive", "seasonal-naive") else ["--epochs", "3"]))
    place = lines[0]["test"]
    predicted = lines[-1]["rungs"][0]["test"]["predicted"]
    target, kept = os.path.join(folder, "model.onnx"), os.path.join(folder, "model.safetensors")
    run("runs", "export", identity, "--onnx", target, "--safetensors", kept, "--store", store)
    graph, notes = session(target)
    own = page(target, path)
    beside = worst(page(target, path, place["originTimes"][0])["forecast"][0], predicted[0])
    # Before it a value may be missing.
    if not np.isnan(own["forecast"]).all():
        asked = own["origin"].strftime("%Y-%m-%dT%H:%M")
        said = run("forecast", path, "--model", kept, "--from", asked, "--layout", "ndjson").splitlines()
        beside = max(beside, worst(own["forecast"][0], [json.loads(line)["forecast"] for line in said]))
    values = pd.read_csv(path, index_col=0, parse_dates=True)[column]
    origins = pd.to_datetime(pd.Index(place["originTimes"]))
    step = STEPS[grain]
    lookback = graph.get_inputs()[0].shape[1]
    names = [text.rsplit(" ", 1)[1] for text in notes["window"].split("\n")]
    # Bins are counted from an origin, which begins one.
    bins = np.floor((values.index - origins[0]) / pd.Timedelta(seconds=step)).astype(int)
    first = bins.min()
    table = values.groupby(np.asarray(bins)).agg(names).reindex(range(first, bins.max() + 1)).to_numpy()
    places = np.asarray((origins - origins[0]) // pd.Timedelta(seconds=step)) - first
    windows = [table[place - lookback:place] for place in places]
    feed = {"window": np.array(windows, dtype=np.float64)}
    if "calendar" in notes:
        feed["calendar"] = waves(notes["calendar"].split("\n"), origins)
    holes = dict(feed, window=np.where(np.arange(lookback)[None, :, None] == lookback - 1, np.nan, feed["window"]))
    assert np.isnan(graph.run(None, holes)[0]).all(), f"{recipe} forecasts from a window with a hole"
    return max(beside, worst(graph.run(None, feed)[0], predicted))


def table(folder):
    """Rows to a number and to a class, with a few values far out."""
    random = np.random.default_rng(3)
    values = random.normal(size=(400, 4)) * [1, 100, 1e-3, 1] + [0, 5000, 0, 1e6]
    values[::50, 1] = 1e6
    rows = pd.DataFrame(values, columns=["a", "b", "c", "d"])
    rows["kind"] = np.where(values[:, 0] > 0.5, "high", np.where(values[:, 2] > 0, "middle", "low"))
    rows["amount"] = 300 + 40 * values[:, 0] + 0.1 * np.minimum(values[:, 1], 6000)
    path = os.path.join(folder, "rows.csv")
    rows.to_csv(path, index=False)
    return path


def samples(store, folder, path, recipe, *options):
    model = os.path.join(folder, "model.safetensors")
    learns = [] if recipe == "ridge" else ["--epochs", "2"]
    _, identity = trained(store, path, "--recipe", recipe, *learns, *options)
    target = os.path.join(folder, "model.onnx")
    run("runs", "export", identity, "--onnx", target, "--safetensors", model, "--store", store)
    graph, notes = session(target)
    rows = pd.read_csv(path)
    entry = graph.get_inputs()[0]
    if entry.name == "images":
        feed = (rows.filter(like="pixel").to_numpy(dtype=np.float32) / 16).reshape(-1, *entry.shape[1:])
    else:
        feed = rows[notes["rows"].split("\n")].to_numpy(dtype=np.float64)
    answers = graph.run(None, {entry.name: feed})[0]
    own = page(target, path)
    if entry.name == "rows":
        holes = np.where(np.arange(feed.shape[1]) == 0, np.nan, feed)
        assert np.isnan(graph.run(None, {"rows": holes})[0]).all(), f"{recipe} answers to a row with a hole"
    beside = worst(own["probabilities" if "classes" in notes else "numbers"], answers)
    said = [json.loads(line) for line in run("predict", path, "--model", model, "--json").splitlines()]
    if "classes" not in notes:
        return max(beside, worst(answers[:, 0], [next(iter(line["predicted"].values())) for line in said]))
    classes = notes["classes"].split("\n")
    assert list(own["classes"]) == [line["predicted"] for line in said]
    return max(beside, worst(answers, [[line["probabilities"][name] for name in classes] for line in said]))


def pytorch(store, folder, path, target, recipe):
    """The code of the manual, as it stands there, on the rows of a table."""
    manual = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs", "exporting.md")
    blocks = open(manual, encoding="utf-8").read().split("## PyTorch")[1].split("```python\n")[1:]
    loader, use = (block.split("```")[0] for block in blocks[:2])
    model = os.path.join(folder, "model.safetensors")
    _, identity = trained(store, path, "--recipe", recipe, "--target", target, "--epochs", "2")
    run("runs", "export", identity, "--safetensors", model, "--store", store)
    names = {"rows": pd.read_csv(path)}
    exec(loader, names)
    exec(use.replace("model.safetensors", model), names)
    torch, frame = names["torch"], names["frame"]
    said = [json.loads(line) for line in run("predict", path, "--model", model, "--json").splitlines()]
    if "classes" in frame["target"]:
        found = torch.softmax(names["outputs"], 1).detach().numpy()
        classes = frame["target"]["classes"]["names"]
        return worst(found, [[line["probabilities"][name] for name in classes] for line in said])
    scaler = frame["target"]["numbers"]["_1"]
    found = names["outputs"].detach().double().numpy() * scaler["scales"] + scaler["offsets"]
    return worst(found[:, 0], [next(iter(line["predicted"].values())) for line in said])


def pages(store, folder, path):
    """The pages beside arrays and models' files: what their Python makes of inputs of 0 is what the graph makes of the values that
    these stand for."""
    archive, kept, target = (os.path.join(folder, "page." + ending) for ending in ("npz", "safetensors", "onnx"))
    demand = os.path.join(DATA, "demand.csv")

    def exported(data, *arguments, graph=True):
        _, identity = trained(store, data, *arguments)
        files = ["--numpy", archive, "--safetensors", kept] + (["--onnx", target] if graph else [])
        run("runs", "export", identity, *files, "--store", store)
        named = page(kept, data)
        assert named["tensors"] and named["notes"]["version"] == 1
        return page(archive, data), named["notes"], session(target)[0] if graph else None

    errors = []
    for recipe, goal in [("mlp", "kind"), ("mlp", "amount"), ("linear2", "amount")]:
        own, notes, graph = exported(path, "--recipe", recipe, "--target", goal, "--epochs", "2")
        frame = notes["samples"]["frame"]
        answers = graph.run(None, {"rows": np.array([frame["members"][0]["scaler"]["offsets"]])})[0]
        x = np.exp(own["x"]) / np.exp(own["x"]).sum() if goal == "kind" else None
        if x is None:
            scaler = frame["target"]["numbers"]["_1"]
            x = own["x"].astype(float) * scaler["scales"] + scaler["offsets"]
        errors.append(worst(x, answers))
    for recipe in ["mlp", "ridge"]:
        learns = ["--epochs", "2"] if recipe == "mlp" else []
        own, notes, graph = exported(demand, "--grain", "30min", "--horizon", "1d", "--recipe", recipe, *learns)
        feed = {entry.name: np.zeros([1] + entry.shape[1:]) for entry in graph.get_inputs()}
        feed["window"] += 5000
        scale = notes["forecast"]["frame"]["members"][0]["windows"][0]["scaler"]["scales"][0]
        errors.append(worst(own["x"].astype(float) * scale + 5000, graph.run(None, feed)[0]))
    for joined in [(demand, "--grain", "1h,6h", "--horizon", "1d", "--recipe", "coupled"),
                   (demand, "--grain", "1h,6h", "--horizon", "1d", "--recipe", "fused"),
                   (os.path.join(DATA, "digits.csv"), "--recipe", "cascade")]:
        own, _, _ = exported(*joined, "--epochs", "1", graph=False)
        assert len(own["arrays"]) > 2 and np.isfinite(own["x" if "x" in own else "array"]).all()
    return max(errors)


def arrays_and_events(store, folder):
    """NumPy's arrays compute what the graph computes; TensorBoard reads every loss and setting."""
    from tensorboard.backend.event_processing import event_accumulator
    from tensorboard.plugins.hparams import plugin_data_pb2

    path = os.path.join(DATA, "demand.csv")
    lines, identity = trained(store, path, "--grain", "1h", "--horizon", "1d", "--epochs", "4")
    archive, board, flow = (os.path.join(folder, name) for name in ("model.npz", "board", "flow"))
    run("runs", "note", identity, "it's \"good\": 1", "--store", store)
    table = run(
        "runs", "export", identity, "--numpy", archive, "--tensorboard", board, "--mlflow", flow, "--csv", "-",
        "--store", store,
    )
    epochs = [line for line in lines if line.get("event") == "epoch"]
    rows = [dict(zip(table.splitlines()[0].split(","), row.split(","))) for row in table.splitlines()[1:]]
    assert [float(row["validation_loss"]) for row in rows] == [epoch["validationLoss"] for epoch in epochs]
    arrays = np.load(archive)
    assert arrays["layer1.weight"].dtype == np.float32 and arrays["layer1.weight"].ndim == 2
    assert sum(array.size for array in arrays.values()) == lines[-1]["rungs"][0]["parameters"]
    events = event_accumulator.EventAccumulator(os.path.join(board, identity))
    events.Reload()
    losses = events.Scalars("loss/validation")
    assert [np.float32(epoch["validationLoss"]) for epoch in epochs] == [np.float32(loss.value) for loss in losses]
    assert [epoch["step"] for epoch in epochs] == [loss.step for loss in losses]
    note = events.SummaryMetadata("_hparams_/session_start_info").plugin_data.content
    settings = plugin_data_pb2.HParamsPluginData.FromString(note).session_start_info.hparams
    assert settings["recipe"].string_value == "mlp" and settings["batch"].number_value == 32, dict(settings)
    return len(epochs) + len(arrays.files) + mlflow_run(flow, identity, epochs)


def mlflow_run(flow, identity, epochs):
    """MLflow's own client finds the run with its losses, settings and note."""
    os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
    from mlflow.tracking import MlflowClient

    client = MlflowClient(tracking_uri="file:" + flow)
    experiments = [found for found in client.search_experiments() if found.name.startswith("demand.csv ")]
    assert len(experiments) == 1, experiments
    runs = client.search_runs([experiments[0].experiment_id], order_by=["metrics.`error/validation`"])
    assert [found.info.run_name for found in runs] == [identity] and runs[0].info.status == "FINISHED"
    losses = client.get_metric_history(runs[0].info.run_id, "loss/validation")
    assert [np.float32(loss.value) for loss in losses] == [np.float32(epoch["validationLoss"]) for epoch in epochs]
    assert runs[0].data.params["recipe"] == "mlp" and runs[0].data.params["batch"] == "32"
    assert runs[0].data.tags["mlflow.note.content"] == "it's \"good\": 1"
    return len(losses) + len(runs[0].data.params)


def main():
    checks = []
    with tempfile.TemporaryDirectory() as folder:
        store = os.path.join(folder, "store")
        for recipe in ["ridge", "mlp", "linear2", "nlinear", "dlinear", "nhits", "gru", "naive", "seasonal-naive"]:
            for name, column, grain in [("demand.csv", "demand", "30min"), ("demand.csv", "demand", "1h"), ("co2.csv", "co2", "1w")]:
                if grain == "30min" and recipe in ("gru", "nhits"):
                    continue
                checks.append((f"{recipe} on {name} at {grain}", series(store, folder, name, column, grain, recipe)))
        digits = os.path.join(DATA, "digits.csv")
        for recipe, grain in [("mlp", "8x8"), ("mlp", "4x4"), ("conv", "8x8"), ("conv", "4x4"), ("linear2", "8x8")]:
            checks.append((f"{recipe} on digits at {grain}", samples(store, folder, digits, recipe, "--grain", grain)))
        path = table(folder)
        for recipe, target in [("mlp", "kind"), ("mlp", "amount"), ("linear2", "amount")]:
            normalized = [["--normalization", "batch"], ["--normalization", "layer", "--weight-averaging", "0.9"]]
            for options in [[], ["--clip-outliers", "5"], ["--scaler", "min-max"]] + (normalized if recipe == "mlp" else []):
                name = f"{recipe} on rows to {target} {' '.join(options)}"
                checks.append((name, samples(store, folder, path, recipe, "--target", target, *options)))
        for recipe, target in [("mlp", "kind"), ("mlp", "amount"), ("linear2", "amount")]:
            checks.append((f"{recipe} in PyTorch on rows to {target}", pytorch(store, folder, path, target, recipe)))
        checks.append(("pages beside arrays and models", pages(store, folder, path)))
        read = arrays_and_events(store, folder)
    for name, error in checks:
        print(f"{name}: {error:.1e}")
    print(f"{read} arrays and events read")
    if not all(error <= BAR for _, error in checks):
        sys.exit(f"A model computes something else by more than {BAR:.0e}.")


if __name__ == "__main__":
    main()
