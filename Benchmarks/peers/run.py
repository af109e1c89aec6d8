"""Times other libraries on the same workloads, one thread, and prints microseconds a step.

    python run.py [W1 W2 W3] [numpy jax-scan torch-eager torch-fused]

W1: 10-64-32-1 relu, 1000 examples, batch 32, Adam, mean squared error, shuffled.
W2: 10-5-1 without activation, 100 examples, batch 1, plain gradient descent, shuffled.
W3: 96-64-1 relu with dropout ½, 17 324 examples, batch 32, Adam, shuffled.

Each line: workload, program, median, least, greatest of the repeats, separated by tabs. Whole epochs are timed after one
that compiles and warms up. JAX runs all steps of its epochs in one compiled loop (`lax.scan`), its fastest form.
"""

import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ["JAX_PLATFORMS"] = "cpu"

import numpy as np

REPEATS = 11
WORKLOADS = {
    "W1": dict(widths=[10, 64, 32, 1], examples=1000, batch=32, epochs=10, relu=True, dropout=0.0, adam=True),
    "W2": dict(widths=[10, 5, 1], examples=100, batch=1, epochs=20, relu=False, dropout=0.0, adam=False),
    "W3": dict(widths=[96, 64, 1], examples=17324, batch=32, epochs=1, relu=True, dropout=0.5, adam=True),
}


def data(w):
    rng = np.random.default_rng(0)
    x = rng.standard_normal((w["examples"], w["widths"][0])).astype(np.float32)
    y = (np.sin(x[:, :1]) + 0.5 * x[:, 1:2] * x[:, 2:3]).astype(np.float32)
    pairs = list(zip(w["widths"], w["widths"][1:]))
    weights = []
    for i, o in pairs:
        limit = (6 / (i + o)) ** 0.5
        weights.append((rng.uniform(-limit, limit, (i, o)).astype(np.float32), np.zeros(o, np.float32)))
    return x, y, weights


def steps(w):
    return -(-w["examples"] // w["batch"]) * w["epochs"]


def with_numpy(w):
    x, y, start = data(w)
    rng = np.random.default_rng(1)
    weights = [[a.copy(), b.copy()] for a, b in start]
    moments = [[np.zeros_like(a) for a in pair for _ in (0, 1)] for pair in weights]
    state = {"t": 0}

    def step(rows):
        values, masks = [x[rows]], []
        for number, (weight, bias) in enumerate(weights):
            z = values[-1] @ weight
            z += bias
            if number < len(weights) - 1:
                if w["relu"]:
                    np.maximum(z, 0, out=z)
                if w["dropout"] and number == len(weights) - 2:
                    mask = (rng.random(z.shape, dtype=np.float32) >= w["dropout"]) / np.float32(1 - w["dropout"])
                    z *= mask
                    masks.append(mask)
            values.append(z)
        delta = (values[-1] - y[rows]) * np.float32(2 / len(rows))
        gradients = []
        for number in range(len(weights) - 1, -1, -1):
            gradients.append((values[number].T @ delta, delta.sum(0)))
            if number:
                delta = delta @ weights[number][0].T
                if masks and number == len(weights) - 1:
                    delta *= masks[-1]
                if w["relu"]:
                    delta *= values[number] > 0
        state["t"] += 1
        t = state["t"]
        rate = np.float32(1e-3 * (1 - 0.999**t) ** 0.5 / (1 - 0.9**t))
        for pair, moment, gradient in zip(weights, moments, reversed(gradients)):
            for index in (0, 1):
                g = gradient[index]
                if not w["adam"]:
                    pair[index] -= np.float32(0.01) * g
                    continue
                m, v = moment[2 * index], moment[2 * index + 1]
                m *= np.float32(0.9)
                m += np.float32(0.1) * g
                v *= np.float32(0.999)
                v += np.float32(0.001) * g * g
                pair[index] -= rate * m / (np.sqrt(v) + np.float32(1e-7))

    def run():
        for _ in range(w["epochs"]):
            order = rng.permutation(w["examples"])
            for first in range(0, w["examples"], w["batch"]):
                step(order[first : first + w["batch"]])

    return run


def with_jax(w):
    import jax
    import jax.numpy as jnp

    x, y, start = (jax.tree_util.tree_map(jnp.asarray, part) for part in data(w))
    whole = w["examples"] // w["batch"]
    rest = w["examples"] - whole * w["batch"]

    def loss(weights, rows, key):
        z = x[rows]
        for number, (weight, bias) in enumerate(weights):
            z = z @ weight + bias
            if number < len(weights) - 1:
                if w["relu"]:
                    z = jax.nn.relu(z)
                if w["dropout"] and number == len(weights) - 2:
                    z = jnp.where(jax.random.bernoulli(key, 1 - w["dropout"], z.shape), z / (1 - w["dropout"]), 0)
        return jnp.mean((z - y[rows]) ** 2)

    def step(carry, rows):
        weights, mean, square, t, key = carry
        key, own = jax.random.split(key) if w["dropout"] else (key, key)
        value, gradient = jax.value_and_grad(loss)(weights, rows, own)
        t = t + 1
        each = jax.tree_util.tree_map
        if w["adam"]:
            mean = each(lambda m, g: 0.9 * m + 0.1 * g, mean, gradient)
            square = each(lambda v, g: 0.999 * v + 0.001 * g * g, square, gradient)
            rate = 1e-3 * jnp.sqrt(1 - 0.999**t) / (1 - 0.9**t)
            weights = each(lambda p, m, v: p - rate * m / (jnp.sqrt(v) + 1e-7), weights, mean, square)
        else:
            weights = each(lambda p, g: p - 0.01 * g, weights, gradient)
        return (weights, mean, square, t, key), value

    def epoch(carry, shuffle):
        order = jax.random.permutation(shuffle, w["examples"])
        carry, losses = jax.lax.scan(step, carry, order[: whole * w["batch"]].reshape(whole, w["batch"]))
        if rest:
            carry, _ = step(carry, order[whole * w["batch"] :])
        return carry, losses.mean()

    @jax.jit
    def epochs(carry, key):
        return jax.lax.scan(epoch, carry, jax.random.split(key, w["epochs"]))

    zeros = jax.tree_util.tree_map(jnp.zeros_like, start)
    state = {"carry": (start, zeros, zeros, 0.0, jax.random.key(0)), "round": 0}

    def run():
        state["round"] += 1
        state["carry"], losses = epochs(state["carry"], jax.random.key(state["round"]))
        losses.block_until_ready()

    return run


def with_torch(w, fused):
    import torch

    torch.set_num_threads(1)
    x, y, start = data(w)
    x, y = torch.from_numpy(x), torch.from_numpy(y)
    layers = []
    for number, (weight, bias) in enumerate(start):
        dense = torch.nn.Linear(*weight.shape)
        with torch.no_grad():
            dense.weight.copy_(torch.from_numpy(weight.T.copy()))
            dense.bias.copy_(torch.from_numpy(bias))
        layers.append(dense)
        if number < len(start) - 1:
            layers += [torch.nn.ReLU()] if w["relu"] else []
            layers += [torch.nn.Dropout(w["dropout"])] if w["dropout"] else []
    model = torch.nn.Sequential(*layers)
    if w["adam"]:
        rule = torch.optim.Adam(model.parameters(), lr=1e-3, eps=1e-7, fused=fused)
    else:
        rule = torch.optim.SGD(model.parameters(), lr=0.01, fused=fused)
    squares = torch.nn.MSELoss()

    def run():
        for _ in range(w["epochs"]):
            for rows in torch.randperm(w["examples"]).split(w["batch"]):
                rule.zero_grad()
                squares(model(x[rows]), y[rows]).backward()
                rule.step()

    return run


PEERS = {
    "numpy": with_numpy,
    "jax-scan": with_jax,
    "torch-eager": lambda w: with_torch(w, False),
    "torch-fused": lambda w: with_torch(w, True),
}


def main():
    chosen = sys.argv[1:]
    workloads = [name for name in chosen if name in WORKLOADS] or list(WORKLOADS)
    peers = [name for name in chosen if name in PEERS] or list(PEERS)
    for name in workloads:
        for peer in peers:
            run = PEERS[peer](WORKLOADS[name])
            run()
            times = []
            for _ in range(REPEATS):
                begin = time.perf_counter()
                run()
                times.append((time.perf_counter() - begin) / steps(WORKLOADS[name]) * 1e6)
            times.sort()
            print(f"{name}\t{peer}\t{times[REPEATS // 2]:.4f}\t{times[0]:.4f}\t{times[-1]:.4f}", flush=True)


main()
