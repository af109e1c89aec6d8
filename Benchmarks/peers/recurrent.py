"""Times other libraries on a recurrent network, one thread, and prints microseconds a step.

    python recurrent.py [jax-scan torch-eager torch-fused]

W8: 48 values, a GRU of 64 units over them, the last state to 1, 4096 examples, batch 32, Adam, mean squared error, shuffled.

Lines are those of run.py. JAX runs the times of a window and the steps of an epoch in compiled loops (`lax.scan`); PyTorch's
layer is `torch.nn.GRU`.
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
TIMES, UNITS, EXAMPLES, BATCH = 48, 64, 4096, 32
STEPS = EXAMPLES // BATCH


def data():
    rng = np.random.default_rng(0)
    x = rng.standard_normal((EXAMPLES, TIMES)).astype(np.float32)
    y = (0.3 * x[:, :1] + 0.5 * x[:, 1:2] - 0.2 * x[:, 2:3]).astype(np.float32)
    return x, y


def with_jax():
    import jax
    import jax.numpy as jnp

    x, y = (jnp.asarray(part) for part in data())
    rng = np.random.default_rng(1)

    def uniform(*shape):
        return jnp.asarray(rng.uniform(-1, 1, shape).astype(np.float32) / UNITS**0.5)

    # Gates r, z, n side by side, as PyTorch has them.
    start = {
        "input": uniform(1, 3 * UNITS), "input bias": uniform(3 * UNITS),
        "state": uniform(UNITS, 3 * UNITS), "state bias": uniform(3 * UNITS),
        "head": uniform(UNITS, 1), "head bias": uniform(1),
    }  # fmt: skip

    def loss(weights, rows):
        signal = x[rows].T[:, :, None]
        # What the input gives to the gates is one product over all times.
        read = signal @ weights["input"] + weights["input bias"]

        def advance(state, read):
            held = state @ weights["state"] + weights["state bias"]
            r = jax.nn.sigmoid(read[:, :UNITS] + held[:, :UNITS])
            z = jax.nn.sigmoid(read[:, UNITS : 2 * UNITS] + held[:, UNITS : 2 * UNITS])
            n = jnp.tanh(read[:, 2 * UNITS :] + r * held[:, 2 * UNITS :])
            return (1 - z) * n + z * state, None

        state, _ = jax.lax.scan(advance, jnp.zeros((len(rows), UNITS)), read)
        return jnp.mean((state @ weights["head"] + weights["head bias"] - y[rows]) ** 2)

    def step(carry, rows):
        weights, mean, square, t = carry
        value, gradient = jax.value_and_grad(loss)(weights, rows)
        t = t + 1
        each = jax.tree_util.tree_map
        mean = each(lambda m, g: 0.9 * m + 0.1 * g, mean, gradient)
        square = each(lambda v, g: 0.999 * v + 0.001 * g * g, square, gradient)
        rate = 1e-3 * jnp.sqrt(1 - 0.999**t) / (1 - 0.9**t)
        return (each(lambda p, m, v: p - rate * m / (jnp.sqrt(v) + 1e-7), weights, mean, square), mean, square, t), value

    @jax.jit
    def epoch(carry, key):
        order = jax.random.permutation(key, EXAMPLES).reshape(STEPS, BATCH)
        return jax.lax.scan(step, carry, order)

    zeros = jax.tree_util.tree_map(jnp.zeros_like, start)
    state = {"carry": (start, zeros, zeros, 0.0), "round": 0}

    def run():
        state["round"] += 1
        state["carry"], losses = epoch(state["carry"], jax.random.key(state["round"]))
        losses.block_until_ready()

    return run


def with_torch(fused):
    import torch

    torch.set_num_threads(1)
    x, y = (torch.from_numpy(part) for part in data())
    x = x[:, :, None]
    layer, head = torch.nn.GRU(1, UNITS, batch_first=True), torch.nn.Linear(UNITS, 1)
    rule = torch.optim.Adam([*layer.parameters(), *head.parameters()], lr=1e-3, eps=1e-7, fused=fused)
    squares = torch.nn.MSELoss()

    def run():
        for rows in torch.randperm(EXAMPLES).split(BATCH):
            rule.zero_grad()
            states, _ = layer(x[rows])
            squares(head(states[:, -1]), y[rows]).backward()
            rule.step()

    return run


PEERS = {"jax-scan": with_jax, "torch-eager": lambda: with_torch(False), "torch-fused": lambda: with_torch(True)}


def main():
    for peer in [name for name in sys.argv[1:] if name in PEERS] or list(PEERS):
        run = PEERS[peer]()
        run()
        times = []
        for _ in range(REPEATS):
            begin = time.perf_counter()
            run()
            times.append((time.perf_counter() - begin) / STEPS * 1e6)
        times.sort()
        print(f"W8\t{peer}\t{times[REPEATS // 2]:.4f}\t{times[0]:.4f}\t{times[-1]:.4f}", flush=True)


main()
