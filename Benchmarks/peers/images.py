"""Times other libraries on images, two threads, and prints microseconds a step.

    python images.py [W4 W5 W6 W7] [torch-eager torch-channels-last torch-fused torch-frozen jax-im2col jax-jit]

W4: 28×28×1, convolution 64 3×3 relu, pool 2, convolution 32 3×3 relu, pool 2, dense 10; batch 32, Adam, cross-entropy.
W5: the same on 8×8 with padding, 1797 images.
W6: 784-1024-1024-10 relu, batch 256, Adam, cross-entropy.
W7: ResNet-18 forward, one image of 224×224, inference; a step is one image.

Lines as run.py prints them. Pictures and labels are random; every framework shuffles and gathers its batches itself.
"""

import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NPROC"):
    os.environ[name] = "2"
os.environ["JAX_PLATFORMS"] = "cpu"

import numpy as np

REPEATS = 9
WORKLOADS = {
    "W4": dict(images=1000, side=28, padding=0, batch=32),
    "W5": dict(images=1797, side=8, padding=1, batch=32),
    "W6": dict(images=12800, widths=[784, 1024, 1024, 10], batch=256),
    "W7": dict(images=1, side=224, batch=1),
}


def data(w):
    rng = np.random.default_rng(0)
    shape = (w["images"], w["widths"][0]) if "widths" in w else (w["images"], w["side"], w["side"], 1)
    return rng.random(shape, dtype=np.float32), rng.integers(0, 10, w["images"])


def flat(w):
    side = w["side"]
    for _ in range(2):
        side = (side + 2 * w["padding"] - 2) // 2
    return side * side * 32


def torch_model(w):
    import torch
    from torch import nn

    if "widths" in w:
        pairs = list(zip(w["widths"], w["widths"][1:]))
        layers = [layer for i, o in pairs for layer in (nn.Linear(i, o), nn.ReLU())]
        return nn.Sequential(*layers[:-1])
    padding = w["padding"]
    return nn.Sequential(
        nn.Conv2d(1, 64, 3, padding=padding), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(64, 32, 3, padding=padding), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(flat(w), 10),
    )  # fmt: skip


def with_torch(w, channels_last=False, fused=False):
    import torch

    torch.set_num_threads(2)
    model = torch_model(w)
    x, y = (torch.from_numpy(part) for part in data(w))
    if x.dim() == 4:
        x = x.permute(0, 3, 1, 2).contiguous()
    if channels_last:
        model = model.to(memory_format=torch.channels_last)
    rule = torch.optim.Adam(model.parameters(), lr=1e-3, eps=1e-7, fused=fused or None)
    loss = torch.nn.CrossEntropyLoss()

    def batch(rows):
        part = x[rows]
        if channels_last:  # of one channel torch cannot tell; the strides say it
            n, c, height, width = part.shape
            part = part.as_strided((n, c, height, width), (height * width, 1, width, 1))
        return part

    def run():
        for rows in torch.randperm(len(x)).split(w["batch"]):
            rule.zero_grad()
            loss(model(batch(rows)), y[rows]).backward()
            rule.step()

    return run


def with_jax(w):
    import jax
    import jax.numpy as jnp

    x, y = data(w)
    rng = np.random.default_rng(1)
    each = jax.tree_util.tree_map

    def draw(*shape):
        inputs, outputs = int(np.prod(shape[:-1])), shape[-1]
        limit = (6 / (inputs + outputs)) ** 0.5
        return jnp.asarray(rng.uniform(-limit, limit, shape).astype(np.float32)), jnp.zeros(outputs, jnp.float32)

    if "widths" in w:
        start = [draw(*pair) for pair in zip(w["widths"], w["widths"][1:])]
    else:
        start = [draw(3, 3, 1, 64), draw(3, 3, 64, 32), draw(flat(w), 10)]

    def convolve(x, weight, bias):
        p = w["padding"]
        x = jnp.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))
        n, height, width, channels = x.shape
        windows = [x[:, i : i + height - 2, j : j + width - 2] for i in range(3) for j in range(3)]
        product = jnp.concatenate(windows, -1).reshape(-1, 9 * channels) @ weight.reshape(9 * channels, -1)
        return product.reshape(n, height - 2, width - 2, -1) + bias

    def pool(x):
        n, height, width, channels = x.shape
        x = x[:, : height // 2 * 2, : width // 2 * 2]
        return x.reshape(n, height // 2, 2, width // 2, 2, channels).max((2, 4))

    def logits(weights, x):
        if "widths" in w:
            for weight, bias in weights[:-1]:
                x = jax.nn.relu(x @ weight + bias)
        else:
            for pair in weights[:-1]:
                x = pool(jax.nn.relu(convolve(x, *pair)))
        return x.reshape(len(x), -1) @ weights[-1][0] + weights[-1][1]

    def loss(weights, x, y):
        return -jnp.mean(jnp.take_along_axis(jax.nn.log_softmax(logits(weights, x)), y[:, None], 1))

    def step(state, x, y):
        weights, mean, square, t = state
        value, gradient = jax.value_and_grad(loss)(weights, x, y)
        t = t + 1
        mean = each(lambda m, g: 0.9 * m + 0.1 * g, mean, gradient)
        square = each(lambda v, g: 0.999 * v + 0.001 * g * g, square, gradient)
        rate = 1e-3 * jnp.sqrt(1 - 0.999**t) / (1 - 0.9**t)
        weights = each(lambda p, m, v: p - rate * m / (jnp.sqrt(v) + 1e-7), weights, mean, square)
        return (weights, mean, square, t), value

    compiled = jax.jit(step, donate_argnums=0)
    state = {"now": (start, each(jnp.zeros_like, start), each(jnp.zeros_like, start), jnp.float32(0))}
    y = y.astype(np.int32)

    def run():
        order, losses, now = rng.permutation(len(x)), [], state["now"]
        shuffled, labels = x[order], y[order]
        for first in range(0, len(x), w["batch"]):
            now, value = compiled(now, shuffled[first : first + w["batch"]], labels[first : first + w["batch"]])
            losses.append(value)
        state["now"] = now
        np.mean(jax.device_get(losses))

    return run


def residual_network():
    import torch
    from torch import nn

    def normalized(inputs, outputs, kernel, stride):
        return nn.Sequential(
            nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(outputs))

    class Block(nn.Module):
        def __init__(self, inputs, outputs, stride):
            super().__init__()
            self.first, self.second = normalized(inputs, outputs, 3, stride), normalized(outputs, outputs, 3, 1)
            self.aside = normalized(inputs, outputs, 1, stride) if stride > 1 or inputs != outputs else nn.Identity()

        def forward(self, x):
            return torch.relu(self.second(torch.relu(self.first(x))) + self.aside(x))

    layers, inputs = [normalized(3, 64, 7, 2), nn.ReLU(), nn.MaxPool2d(3, 2, 1)], 64
    for outputs in (64, 128, 256, 512):
        layers += [Block(inputs, outputs, 1 if outputs == 64 else 2), Block(outputs, outputs, 1)]
        inputs = outputs
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 1000)).eval()


def forward_only(w, frozen):
    import torch

    torch.set_num_threads(2)
    model, x = residual_network(), torch.randn(w["images"], 3, w["side"], w["side"])
    if frozen:
        model, x = (part.to(memory_format=torch.channels_last) for part in (model, x))
        with torch.no_grad():
            model = torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.trace(model, x)))

    def run():
        with torch.inference_mode():
            for _ in range(5):
                model(x)[0, 0].item()

    return run


CHAINS, IMAGES, FORWARD = {"W6"}, {"W4", "W5"}, {"W7"}
PEERS = {
    "torch-eager": (IMAGES | FORWARD, lambda w: forward_only(w, False) if w["side"] == 224 else with_torch(w)),
    "torch-channels-last": (IMAGES, lambda w: with_torch(w, channels_last=True, fused=True)),
    "torch-fused": (CHAINS, lambda w: with_torch(w, fused=True)),
    "torch-frozen": (FORWARD, lambda w: forward_only(w, True)),
    "jax-im2col": (IMAGES, with_jax),
    "jax-jit": (CHAINS, with_jax),
}


def main():
    chosen = sys.argv[1:]
    workloads = [name for name in chosen if name in WORKLOADS] or list(WORKLOADS)
    peers = [name for name in chosen if name in PEERS] or list(PEERS)
    for name in workloads:
        w = WORKLOADS[name]
        for peer in peers:
            if name not in PEERS[peer][0]:
                continue
            run, times = PEERS[peer][1](w), []
            run(), run()
            steps = 5 if name in FORWARD else -(-w["images"] // w["batch"])
            for _ in range(REPEATS):
                begin = time.perf_counter()
                run()
                times.append((time.perf_counter() - begin) / steps * 1e6)
            times.sort()
            print(f"{name}\t{peer}\t{times[REPEATS // 2]:.4f}\t{times[0]:.4f}\t{times[-1]:.4f}", flush=True)


main()
