"""Writes families.json beside this script: what PyTorch makes of whole networks, in double precision.

    python make-families.py [--torchvision]

Weights and images are a formula that the tests repeat, so that the file holds results alone. The networks are written out
here with torchvision's names; with --torchvision they are compared with torchvision's own.
"""

import json
import pathlib
import sys

import numpy as np
import torch
from torch import nn

FOLDER = pathlib.Path(__file__).parent
MASK = 0xFFFFFFFF


def noise(name, count):
    """Numbers in ±1 by a hash of name and place."""
    seed = 2166136261
    for byte in name.encode():
        seed = (seed ^ byte) * 16777619 & MASK
    x = (np.arange(count, dtype=np.uint64) * 2654435761 + seed) & MASK
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        x = (x ^ x >> shift) * factor & MASK
    x ^= x >> 16
    return ((x >> 8).astype(np.float64) / 2**23 - 1).astype(np.float32)


def fill(model):
    for name, tensor in model.state_dict().items():
        if name.endswith("num_batches_tracked"):
            continue
        values = noise(name, tensor.numel())
        if tensor.dim() > 1:
            values = values * np.float32(np.sqrt(6 / tensor[0].numel()))
        elif name.endswith("running_var"):
            values = 1 + np.float32(0.5) * values
        elif name.endswith("weight"):
            values = 1 + np.float32(0.25) * values
        else:
            values = np.float32(0.1) * values
        tensor.copy_(torch.tensor(values.astype(np.float64)).reshape(tensor.shape))
    return model


class Block(nn.Module):
    def __init__(self, inputs, channels, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, channels, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)
        self.downsample = None
        if stride > 1 or inputs != channels:
            self.downsample = nn.Sequential(
                nn.Conv2d(inputs, channels, 1, stride, bias=False), nn.BatchNorm2d(channels)
            )

    def forward(self, x):
        y = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        return torch.relu(y + (x if self.downsample is None else self.downsample(x)))


class ResNet18(nn.Module):
    def __init__(self, classes, channels, small):
        super().__init__()
        self.small = small
        self.conv1 = nn.Conv2d(channels, 64, 3, 1, 1, bias=False) if small else nn.Conv2d(channels, 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.maxpool = nn.Identity() if small else nn.MaxPool2d(3, 2, 1)
        widths = [64, 64, 128, 256, 512]
        for stage in range(4):
            first = Block(widths[stage], widths[stage + 1], 1 if stage == 0 else 2)
            second = Block(widths[stage + 1], widths[stage + 1], 1)
            setattr(self, f"layer{stage + 1}", nn.Sequential(first, second))
        self.fc = nn.Linear(512, classes)

    def forward(self, x):
        x = self.maxpool(torch.relu(self.bn1(self.conv1(x))))
        for stage in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = stage(x)
        return self.fc(x.mean((2, 3)))


class VGG11(nn.Module):
    """With one dense layer on the means, as for small images."""

    def __init__(self, classes, channels, side, norm):
        super().__init__()
        layers = []
        for stage in ([64], [128], [256, 256], [512, 512], [512, 512]):
            for width in stage:
                layers += [nn.Conv2d(channels, width, 3, padding=1)] + ([nn.BatchNorm2d(width)] if norm else []) + [nn.ReLU()]
                channels = width
            layers.append(nn.MaxPool2d(2) if side > 1 else nn.Identity())
            side //= 2
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Linear(512, classes)

    def forward(self, x):
        return self.classifier(self.features(x).mean((2, 3)))


def numbers(values):
    return [float(f"{value:.7g}") for value in values.detach().reshape(-1).numpy()]


CASES = {
    "photograph": (lambda: ResNet18(10, 3, False), 224, 3, 2),
    "icon": (lambda: ResNet18(10, 3, False), 32, 3, 6),
    "digit": (lambda: ResNet18(10, 1, True), 8, 1, 16),
    "vgg": (lambda: VGG11(10, 3, 32, False), 32, 3, 4),
    "vggSmall": (lambda: VGG11(10, 1, 9, True), 9, 1, 16),
}


def case(name):
    make, side, channels, rows = CASES[name]
    model = fill(make().double())
    images = torch.tensor(noise("image", rows * side * side * channels).astype(np.float64))
    images = images.reshape(rows, side, side, channels).permute(0, 3, 1, 2)
    model.eval()
    with torch.no_grad():
        inference = model(images)
    model.train()
    training = model(images)
    loss = nn.functional.cross_entropy(training, torch.arange(rows) % 10)
    loss.backward()
    first = next(model.parameters()).grad
    return {
        "name": name,
        "inference": numbers(inference),
        "training": numbers(training),
        "loss": loss.item(),
        "gradient": numbers(first.reshape(-1)[:100]),
    }


def against_torchvision():
    import torchvision

    images = torch.tensor(noise("image", 2 * 3 * 224 * 224)).reshape(2, 3, 224, 224).double()
    ours, theirs = fill(ResNet18(10, 3, False).double()), fill(torchvision.models.resnet18(num_classes=10).double())
    assert list(ours.state_dict()) == list(theirs.state_dict())
    for mode in (False, True):
        difference = (ours.train(mode)(images) - theirs.train(mode)(images)).abs().max().item()
        print(f"torchvision's ResNet-18, training {mode}: differs by {difference:.1e}")
        assert difference < 1e-10


if "--torchvision" in sys.argv:
    against_torchvision()
else:
    torch.set_num_threads(1)
    text = json.dumps([case(name) for name in CASES], separators=(",", ":"))
    (FOLDER / "families.json").write_text(text + "\n")
