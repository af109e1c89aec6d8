"""Writes the fixtures beside this script: what PyTorch and scikit-learn make of the same networks and labels.

    python make-fixtures.py

Everything is computed in double precision. Data and first weights are a formula that the tests repeat, `wave`, so that
the files hold results alone.
"""

import json
import math
import pathlib

import numpy as np
import torch
import torch.nn.functional as F
from sklearn import metrics
from torch.optim import swa_utils

FOLDER = pathlib.Path(__file__).parent
ROWS = 8
ACTIVATIONS = {
    "linear": torch.nn.Identity,
    "relu": torch.nn.ReLU,
    "leakyRelu": torch.nn.LeakyReLU,
    "gelu": torch.nn.GELU,
    "tanh": torch.nn.Tanh,
    "sin": None,
    "sigmoid": torch.nn.Sigmoid,
    "softmax": lambda: torch.nn.Softmax(dim=1),
}
LOSSES = {
    "mse": torch.nn.MSELoss,
    "mae": torch.nn.L1Loss,
    "huber": lambda: torch.nn.HuberLoss(delta=0.5),
    "crossEntropy": torch.nn.CrossEntropyLoss,
}
OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.05, weight_decay=0.01),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.8, weight_decay=0.01),
    "nesterov": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.8, nesterov=True, weight_decay=0.01),
    "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.95, eps=1e-3, weight_decay=0.01),
    "adam": lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.01),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.01, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.01),
}

GRAPHS = [
    "residual", "subtraction", "concatenation", "fanOut", "twins", "spreading", "seasonal", "knots", "pools", "averages",
    "convolution", "narrowConvolution", "stridedConvolution", "tiedConvolution",
    "pooledConvolution", "groupedConvolution", "image", "paddedAverages", "sizes",
    "blend", "normalized", "twinNormalized", "frozenNormalized",
    "layerNormalized", "recurrence",
]  # fmt: skip


def wave(count, phase):
    """Numbers in ±1 without a visible pattern, as single-precision values."""
    return np.array([math.sin(12.9898 * (i + 1) + phase) for i in range(count)], dtype=np.float32).astype(np.float64)


class Sine(torch.nn.Module):
    def forward(self, x):
        return torch.sin(x)


def build(widths, activation):
    """Dense layers with the activation between them; weights from one wave, scaled by 0.6, layer after layer."""
    shapes = list(zip(widths, widths[1:]))
    flat = torch.tensor(wave(sum((i + 1) * o for i, o in shapes), 0.5)) * 0.6
    layers, place = [], 0
    for number, (inputs, units) in enumerate(shapes):
        dense = torch.nn.Linear(inputs, units, dtype=torch.float64)
        with torch.no_grad():
            dense.weight.copy_(flat[place : place + inputs * units].reshape(inputs, units).T)
            place += inputs * units
            dense.bias.copy_(flat[place : place + units])
            place += units
        layers.append(dense)
        if number < len(shapes) - 1:
            layers.append(Sine() if activation == "sin" else ACTIVATIONS[activation]())
    return torch.nn.Sequential(*layers)


def data(widths, loss):
    inputs = torch.tensor(wave(ROWS * widths[0], 1.5)).reshape(ROWS, widths[0]) * 1.5
    if loss == "crossEntropy":
        return inputs, torch.arange(ROWS) % widths[-1]
    return inputs, torch.tensor(wave(ROWS * widths[-1], 2.5)).reshape(ROWS, widths[-1])


def flatten(model, gradient=False):
    parts = []
    for layer in model:
        if isinstance(layer, torch.nn.Linear):
            weight, bias = (layer.weight.grad, layer.bias.grad) if gradient else (layer.weight, layer.bias)
            parts += [weight.detach().T.reshape(-1), bias.detach()]
    return numbers(torch.cat(parts))


def numbers(values):
    return [float(f"{value:.8g}") for value in np.asarray(values, dtype=np.float64).reshape(-1)]


def gradients(widths):
    cases = []
    for activation in ACTIVATIONS:
        for loss in LOSSES:
            model, (inputs, targets) = build(widths, activation), data(widths, loss)
            output = model(inputs)
            value = LOSSES[loss]()(output, targets)
            value.backward()
            if loss == "crossEntropy":
                output = torch.softmax(output, dim=1)
            cases.append(
                {
                    "activation": activation,
                    "loss": loss,
                    "output": numbers(output.detach()),
                    "value": numbers(value.detach())[0],
                    "gradient": flatten(model, gradient=True),
                }
            )
    return {"widths": widths, "cases": cases}


def descend(widths, activation, loss, optimizer, clip=0.0, l1=0.0):
    model, (inputs, targets) = build(widths, activation), data(widths, loss)
    rule, losses = OPTIMIZERS[optimizer](model.parameters()), []
    for _ in range(10):
        rule.zero_grad()
        value = LOSSES[loss]()(model(inputs), targets)
        (value + l1 * sum(p.abs().sum() for p in model.parameters())).backward()
        if clip:
            torch.nn.utils.clip_grad_norm_(model.parameters(), clip)
        rule.step()
        losses.append(value.item())
    return {
        "activation": activation,
        "loss": loss,
        "optimizer": optimizer,
        "clip": clip,
        "l1": l1,
        "losses": numbers(losses),
        "parameters": flatten(model),
    }


def averages(optimizer):
    """A moving average of the weights that begins at step 3 of 10, with another decay from step 7 on."""
    (model, (inputs, targets)), average = (build([5, 6, 3], "tanh"), data([5, 6, 3], "mse")), None
    rule = OPTIMIZERS[optimizer](model.parameters())
    for step in range(10):
        rule.zero_grad()
        F.mse_loss(model(inputs), targets).backward()
        rule.step()
        if step >= 3:
            average = average or swa_utils.AveragedModel(model)
            average.multi_avg_fn = swa_utils.get_ema_multi_avg_fn(0.7 if step < 7 else 0.9)
            average.update_parameters(model)
    output = average(inputs).detach()
    return {
        "optimizer": optimizer,
        "parameters": flatten(model),
        "average": flatten(average.module),
        "output": numbers(output),
        "value": numbers(F.mse_loss(output, targets))[0],
    }


def groups(optimizer, clip):
    """Each layer at half the rate of the next; the first keeps its weights in steps 2 to 4, the first two in 3 and 4."""
    model, (inputs, targets) = build([5, 6, 4, 3], "tanh"), data([5, 6, 4, 3], "mse")
    layers = [layer for layer in model if isinstance(layer, torch.nn.Linear)]
    rule, losses = OPTIMIZERS[optimizer]([{"params": list(layer.parameters())} for layer in layers]), []
    for number, group in enumerate(rule.param_groups):
        group["lr"] *= 0.5 ** (len(layers) - 1 - number)
    for step in range(10):
        frozen = 2 if step in (3, 4) else 1 if step == 2 else 0
        for number, layer in enumerate(layers):
            layer.requires_grad_(number >= frozen)
        rule.zero_grad()
        value = F.mse_loss(model(inputs), targets)
        value.backward()
        if clip:
            torch.nn.utils.clip_grad_norm_(model.parameters(), clip)
        rule.step()
        losses.append(value.item())
    return {"optimizer": optimizer, "clip": clip, "losses": numbers(losses), "parameters": flatten(model)}


def schedules():
    def factors(make, epochs):
        rule = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
        schedule, seen = make(rule), []
        for _ in range(epochs):
            seen.append(rule.param_groups[0]["lr"])
            rule.step()
            schedule.step()
        return numbers(seen)

    kinds = torch.optim.lr_scheduler

    def one_cycle(rule, epochs, **numbers):
        return kinds.OneCycleLR(rule, max_lr=1.0, total_steps=epochs, cycle_momentum=False, **numbers)

    losses = [1.0, 0.9, 0.9, 0.91, 0.92, 0.93, 0.89995, 0.8, 0.8, 0.81, 0.82, 0.83, 0.84, 0.85, 0.7]
    rule = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    plateau, reduced = kinds.ReduceLROnPlateau(rule, factor=0.3, patience=2), []
    for loss in losses:
        plateau.step(loss)
        reduced.append(rule.param_groups[0]["lr"])
    return {
        "step": factors(lambda rule: kinds.StepLR(rule, step_size=3, gamma=0.5), 12),
        "cosine": factors(lambda rule: kinds.CosineAnnealingLR(rule, T_max=12), 13),
        "warmUp": factors(lambda rule: kinds.LinearLR(rule, start_factor=0.2, end_factor=1.0, total_iters=4), 8),
        "oneCycle": factors(lambda rule: one_cycle(rule, 10), 10),
        "lateCycle": factors(
            lambda rule: one_cycle(rule, 12, pct_start=0.65, div_factor=4, final_div_factor=50), 12
        ),
        "earlyCycle": factors(lambda rule: one_cycle(rule, 6, pct_start=0.05), 6),
        "restarts": factors(lambda rule: kinds.CosineAnnealingWarmRestarts(rule, T_0=10, T_mult=2), 40),
        "tripledRestarts": factors(lambda rule: kinds.CosineAnnealingWarmRestarts(rule, T_0=2, T_mult=3), 30),
        "evenRestarts": factors(lambda rule: kinds.CosineAnnealingWarmRestarts(rule, T_0=4), 12),
        "losses": losses,
        "plateau": numbers(reduced),
    }


def scores():
    actual = [(i * i + i // 3) % 4 for i in range(40)]
    predicted = [(a + (1 if i % 5 == 0 else 0) + (2 if i % 7 == 0 else 0)) % 4 for i, a in enumerate(actual)]
    sparse = [0 if p == 3 else p for p in predicted]  # class 3 is never predicted
    return [
        {
            "actual": actual,
            "predicted": guess,
            "confusion": metrics.confusion_matrix(actual, guess, labels=range(4)).reshape(-1).tolist(),
            "accuracy": metrics.accuracy_score(actual, guess),
            "precision": metrics.precision_score(actual, guess, average="macro", zero_division=0),
            "recall": metrics.recall_score(actual, guess, average="macro", zero_division=0),
            "f1": metrics.f1_score(actual, guess, average="macro", zero_division=0),
            "classes": [
                {"precision": precision, "recall": recall, "f1": f1, "count": int(count)}
                for precision, recall, f1, count in zip(
                    *metrics.precision_recall_fscore_support(actual, guess, labels=range(4), zero_division=0)
                )
            ],
        }
        for guess in (predicted, sparse)
    ]


class Weights:
    """Hands out weights from one wave, pair after pair, and remembers them for their gradients; running means and
    variances of normalizations likewise from another."""

    def __init__(self, statistics=None, training=True):
        self.flat = torch.tensor(wave(4000, 0.5)) * 0.6
        self.place, self.pairs, self.kept = 0, [], []
        self.state = torch.tensor(wave(400, 3.5)) if statistics is None else statistics
        self.state_place, self.statistics, self.training = 0, {}, training

    def take(self, inputs, units, bias=True, frozen=False):
        if self.kept:
            self.pairs.append(self.kept.pop(0))
            return self.pairs[-1]
        weight = self.flat[self.place : self.place + inputs * units].reshape(inputs, units).clone().requires_grad_()
        self.place += inputs * units
        added = self.flat[self.place : self.place + units].clone().requires_grad_() if bias else None
        self.place += units if bias else 0
        self.pairs.append((weight, added))
        if frozen:
            weight.requires_grad_(False)
            added.requires_grad_(False)
        return weight, added

    def again(self):
        """The same weights, to be handed out once more."""
        twin = Weights()
        twin.kept = list(self.pairs)
        return twin

    def norm(self, x, pair=None, frozen=False):
        """Every channel of [n, channels, …]."""
        channels = x.shape[1]
        weight, bias = pair or self.take(1, channels, frozen=frozen)
        if id(weight) not in self.statistics:
            state = self.state[self.state_place : self.state_place + 2 * channels]
            self.state_place += 2 * channels
            self.statistics[id(weight)] = (0.3 * state[:channels], 1 + 0.4 * state[channels:])
        return F.batch_norm(x, *self.statistics[id(weight)], weight[0], bias, self.training and not frozen)

    def dense(self, x, units, pair=None):
        """Images are flattened with channels last."""
        x = x.permute(0, 2, 3, 1).flatten(1) if x.dim() == 4 else x.transpose(1, 2).flatten(1) if x.dim() == 3 else x
        weight, bias = pair or self.take(x.shape[1], units)
        return x @ weight + bias

    def conv(self, x, channels, kernel, pair=None, has_bias=True, **options):
        """A signal [n, channels, width] or an image [n, channels, height, width]; weights are (line, place, channel)."""
        kernel = (kernel,) * (x.dim() - 2)
        read = x.shape[1] // options.get("groups", 1)
        weight, bias = pair or self.take(math.prod(kernel) * read, channels, bias=has_bias)
        weight = weight.reshape(*kernel, read, channels)
        if x.dim() == 4:
            return F.conv2d(x, weight.permute(3, 2, 0, 1), bias, **options)
        return F.conv1d(x, weight.permute(2, 1, 0), bias, **options)

    def gru(self, x, units, pairs=None):
        """The states of a signal [n, channels, width] at all places, [n, units, width]."""
        own = pairs or [self.take(x.shape[1], 3 * units), self.take(units, 3 * units)]
        layer = torch.nn.GRU(x.shape[1], units, batch_first=True, dtype=torch.float64)
        names = zip(("ih", "hh"), own)
        weights = {f"{part}_{name}_l0": values for name, (weight, bias) in names
                   for part, values in (("weight", weight.T), ("bias", bias))}  # fmt: skip
        states, _ = torch.func.functional_call(layer, weights, (x.transpose(1, 2),))
        return states.transpose(1, 2)

    def every(self):
        return [p for pair in self.pairs for p in pair if p is not None]

    def gradient(self):
        every = self.every()
        return numbers(torch.cat([(p.grad if p.requires_grad else torch.zeros_like(p)).reshape(-1) for p in every]))


def image_of(x):
    return x.reshape(len(x), 5, 4, 2).permute(0, 3, 1, 2)


def flat(x):
    return x.permute(0, 2, 3, 1).flatten(1)


def signal(x, channels):
    return x.reshape(len(x), -1, channels).transpose(1, 2)


def graph(name, x, w):
    """The graphs of GraphCases.swift."""
    relu, tanh = torch.relu, torch.tanh
    if name == "residual":
        first = relu(w.dense(x, 7))
        second = tanh(w.dense(first, 7))
        return w.dense(first + second + second, 3)
    if name == "subtraction":
        first = w.dense(x, 18)
        return w.dense((first - F.leaky_relu(w.dense(x, 18))).flip(1), 3)
    if name == "concatenation":
        first = w.dense(x, 5)
        return w.dense(torch.cat([first, x, torch.sigmoid(w.dense(first, 20)), first], 1), 3)
    if name == "fanOut":
        hub = relu(w.dense(x, 6))
        left, right = w.dense(hub, 4), w.dense(hub, 4)
        return w.dense(torch.cat([left, right, F.gelu(hub), hub[:, 1:4], hub[:, 2:6], hub], 1), 3)
    if name == "twins":
        first = w.dense(x, 6)
        second = w.dense(tanh(first), 6, w.pairs[0])
        return w.dense(w.dense(torch.sin(second), 6, w.pairs[0]) - second, 3)
    if name == "spreading":
        level = w.dense(x, 1)
        return w.dense(relu(w.dense(x, 18) - level) + 2 * level, 3)
    if name == "seasonal":
        series = w.dense(x, 20)
        trend = F.avg_pool1d(F.pad(series[:, None], (2, 2), mode="replicate"), 5, 1)[:, 0]
        return w.dense(series - trend, 4) + w.dense(trend, 4)
    if name == "knots":
        few, one = w.dense(x, 4), w.dense(x, 1)
        both = sum(F.interpolate(knots[:, None], size=17, mode="linear")[:, 0] for knots in (few, one))
        return F.interpolate(tanh(both)[:, None], size=3, mode="linear")[:, 0]
    if name == "sizes":
        image = image_of(w.dense(x, 40))
        near, line = F.interpolate(image, (7, 9)), F.interpolate(image, (3, 8), mode="bilinear")
        both = [F.adaptive_avg_pool2d(near, (2, 3)), F.adaptive_avg_pool2d(torch.tanh(line), (2, 3))]
        means = F.adaptive_avg_pool2d(F.interpolate(image, (11, 2), mode="bilinear"), 1)
        return w.dense(torch.cat([flat(torch.cat(both, 1)), flat(F.interpolate(image, (2, 1))), flat(means)], 1), 3)
    if name == "blend":
        first, second = w.dense(x, 4), w.dense(x, 4)
        share, _ = w.take(1, 1, bias=False)
        mixed = share * relu(first) + (1 - share) * second
        return w.dense(share * second + (1 - share) * mixed, 3)
    if name == "normalized":
        image = relu(w.norm(image_of(w.dense(x, 40))))
        wide = F.leaky_relu(w.norm(w.conv(image, 16, 3, has_bias=False, padding=1)))
        narrow = F.gelu(w.norm(w.conv(image, 5, 1, has_bias=False)))
        return w.dense(F.adaptive_avg_pool2d(torch.cat([wide, narrow], 1), 1).flatten(1), 3)
    if name == "twinNormalized":
        first = w.norm(w.dense(x, 6))
        second = w.norm(tanh(first), w.pairs[1])
        return w.dense(first - second, 3)
    if name == "frozenNormalized":
        image = relu(w.norm(image_of(w.dense(x, 40)), frozen=True))
        return w.dense(w.norm(w.conv(image, 3, 2)), 3)
    if name == "layerNormalized":
        first = w.dense(x, 18)
        gamma, beta = w.take(1, 18)
        own = F.layer_norm(first, (18,), gamma[0], beta)
        twin = F.layer_norm(tanh(first), (18,), gamma[0], beta)
        second = w.dense(relu(own) + twin + first, 9)
        gamma, beta = w.take(1, 9)
        return w.dense(F.layer_norm(second, (9,), gamma[0], beta), 3)
    if name == "recurrence":
        series = w.dense(x, 20)
        stacked = w.gru(w.gru(signal(x, 1), 4), 18)[..., -1]
        alone = w.gru(signal(series, 2), 16)[..., -1]
        twin = w.gru(signal(series.flip(1), 2), 16, w.pairs[-2:])
        return w.dense(torch.cat([stacked, alone, twin.transpose(1, 2).flatten(1)], 1), 3)
    if name in ("pools", "averages", "paddedAverages"):
        series = signal(w.dense(x, 20), 2)
        if name == "pools":
            coarse, fine = F.max_pool1d(series, 4, 4, ceil_mode=True), F.max_pool1d(series, 3, 2, 1)
        else:
            padded = name == "paddedAverages"
            coarse = F.avg_pool1d(series, 4, 4, 1 if padded else 0, ceil_mode=True, count_include_pad=padded)
            fine = F.avg_pool1d(series, 3, 2, 1, count_include_pad=padded)
        return w.dense(torch.cat([w.dense(coarse, 2), fine.transpose(1, 2).flatten(1)], 1), 3)
    if name in ("convolution", "narrowConvolution", "stridedConvolution"):
        series = signal(w.dense(x, 20), 2)
        channels = 16 if name == "convolution" else 3
        options = {"kernel": 4, "stride": 3} if name == "stridedConvolution" else {"kernel": 3, "padding": 1}
        return w.dense(relu(w.conv(relu(w.conv(series, channels, **options)), channels, 2)), 3)
    if name == "tiedConvolution":
        series = signal(w.dense(x, 10), 1)
        fine = w.conv(series, 4, 3)
        twin = w.conv(F.avg_pool1d(series, 2, 2), 4, 3, w.pairs[1])
        first = w.dense(relu(fine), 3)
        return first + w.dense(relu(twin), 3)
    if name == "groupedConvolution":
        image = w.dense(x, 120).reshape(len(x), 5, 4, 6).permute(0, 3, 1, 2)
        depthwise = w.conv(image, 6, 3, padding=1, groups=6)
        first = relu(w.conv(depthwise, 9, 3, stride=2, padding=1, groups=3))
        return w.dense(tanh(w.conv(first, 36, 2, groups=3)), 3)
    if name == "pooledConvolution":
        image = w.dense(x, 84).reshape(len(x), 6, 7, 2).permute(0, 3, 1, 2)
        pooled = F.max_pool2d(relu(w.conv(image, 9, 3, padding=1)), 2)
        return w.dense(tanh(F.leaky_relu(F.max_pool2d(w.conv(pooled, 16, 2), 2))), 3)
    image = w.dense(x, 40).reshape(len(x), 5, 4, 2).permute(0, 3, 1, 2)
    joined = torch.cat([image, relu(w.conv(image, 5, 3, padding=1))], 1)
    pooled = F.max_pool2d(w.conv(joined, 16, 2), 2, 2, ceil_mode=True)
    return w.dense(F.avg_pool2d(pooled[:, 3:12], 2, 1), 3)


def graphs():
    cases = []
    for name in GRAPHS:
        weights = Weights()
        inputs = torch.tensor(wave(ROWS * 6, 1.5)).reshape(ROWS, 6) * 1.5
        output = graph(name, inputs, weights)
        targets = torch.tensor(wave(ROWS * output.shape[1], 2.5)).reshape(output.shape)
        value = F.mse_loss(output, targets)
        value.backward()
        case = {
            "graph": name,
            "output": numbers(output.detach()),
            "value": numbers(value.detach())[0],
            "gradient": weights.gradient(),
        }
        if weights.statistics:
            # The same in inference mode, from the first statistics; and those after the pass in training mode.
            resting = graph(name, inputs, Weights(training=False)).detach()
            case["statistics"] = numbers(torch.cat([s for pair in weights.statistics.values() for s in pair]))
            case["inference"] = {"output": numbers(resting), "value": numbers(F.mse_loss(resting, targets))[0]}
        cases.append(case)
    return cases


def recurrences():
    """Ten steps of the graph with recurrent layers."""
    weights, losses = Weights(), []
    inputs = torch.tensor(wave(ROWS * 6, 1.5)).reshape(ROWS, 6) * 1.5
    targets = torch.tensor(wave(ROWS * 3, 2.5)).reshape(ROWS, 3)
    graph("recurrence", inputs, weights)
    rule = OPTIMIZERS["adam"](weights.every())
    for _ in range(10):
        rule.zero_grad()
        kept = weights.again()
        value = F.mse_loss(graph("recurrence", inputs, kept), targets)
        value.backward()
        rule.step()
        losses.append(value.item())
    parameters = torch.cat([p.detach().reshape(-1) for p in weights.every()])
    return {"losses": numbers(losses), "parameters": numbers(parameters)}


def write(name, value):
    (FOLDER / name).write_text(json.dumps(value, separators=(",", ":")) + "\n")


write("gradients.json", [gradients([5, 6, 3]), gradients([7, 20, 17, 5])])
small = [descend([5, 6, 3], a, l, o) for a in ACTIVATIONS for l in LOSSES for o in OPTIMIZERS]
clipped = [descend([5, 6, 3], "tanh", l, o, clip=0.05) for l in LOSSES for o in OPTIMIZERS]
sparse = [descend([5, 6, 3], "tanh", "mse", o, clip=c, l1=0.03) for o in OPTIMIZERS for c in (0.0, 0.05)]
write("descents.json", {"widths": [5, 6, 3], "cases": small + clipped + sparse})
write("graphs.json", graphs())
write("recurrences.json", recurrences())
write("averages.json", [averages(optimizer) for optimizer in OPTIMIZERS])
write("groups.json", [groups(optimizer, clip) for optimizer in OPTIMIZERS for clip in (0.0, 0.05)])
write("schedules.json", schedules())
write("scores.json", scores())
