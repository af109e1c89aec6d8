"""Writes the weights of a ResNet-18 or VGG-11 from PyTorch into a safetensors file, by torchvision's names.

    pip install torch torchvision safetensors
    python export-weights.py resnet18 resnet18.safetensors             # torchvision's weights, trained on ImageNet
    python export-weights.py vgg11_bn vgg.safetensors --random         # fresh weights
    python export-weights.py resnet18 mine.safetensors --state my.pth  # a state_dict of your own

Then: grainscope train IMAGES --recipe composite --init resnet18.safetensors
"""

import argparse

import torch
from safetensors.torch import save_file

arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
arguments.add_argument("network", choices=["resnet18", "vgg11", "vgg11_bn"])
arguments.add_argument("file")
arguments.add_argument("--random", action="store_true", help="fresh weights instead of trained ones")
arguments.add_argument("--state", help="a state_dict saved by torch.save")
chosen = arguments.parse_args()

if chosen.state:
    weights = torch.load(chosen.state, map_location="cpu", weights_only=True)
else:
    import torchvision

    weights = torchvision.models.get_model(chosen.network, weights=None if chosen.random else "DEFAULT").state_dict()
weights = {name: values.contiguous() for name, values in weights.items()}
save_file(weights, chosen.file, metadata={"network": chosen.network})
print(f"{chosen.file}: {len(weights)} tensors, {sum(values.numel() for values in weights.values())} values")
