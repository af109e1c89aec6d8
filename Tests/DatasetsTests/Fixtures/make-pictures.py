"""Writes `pictures/`: PNG pictures of every kind, each with what Pillow reads in it as red, green and blue over white.

    python make-pictures.py

Pillow cannot write most kinds, so that they are put together here; `NAME.png` stands beside `NAME.raw`, height · width ·
channels bytes, one channel where the picture is grey.
"""

import pathlib
import struct
import zlib

import numpy as np
from PIL import Image

FOLDER = pathlib.Path(__file__).parent / "pictures"
HEIGHT, WIDTH = 5, 7
GREY, COLOUR, PALETTE, GREY_ALPHA, COLOUR_ALPHA = 0, 2, 3, 4, 6
PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def rows(values, depth):
    """Values `[height, width · channels]` as rows without a filter."""
    data = b""
    for row in values:
        if depth == 16:
            packed = row.astype(">u2").tobytes()
        elif depth == 8:
            packed = row.astype("u1").tobytes()
        else:
            bits = "".join(format(value, f"0{depth}b") for value in row)
            bits += "0" * (-len(bits) % 8)
            packed = bytes(int(bits[place : place + 8], 2) for place in range(0, len(bits), 8))
        data += b"\0" + packed
    return data


def png(values, kind, depth, interlaced=False, extra=b""):
    """`values` of shape `[height, width, stored channels]`."""
    height, width, channels = values.shape
    if interlaced:
        data = b""
        for across, down, step_x, step_y in PASSES:
            part = values[down::step_y, across::step_x]
            if part.size:
                data += rows(part.reshape(part.shape[0], -1), depth)
    else:
        data = rows(values.reshape(height, -1), depth)
    header = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, int(interlaced))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", zlib.compress(data, 9)) + chunk(b"IEND", b"")
    )


def values(channels, depth):
    count = HEIGHT * WIDTH * channels
    return (np.arange(count, dtype="i8") * 40503 % (1 << depth)).reshape(HEIGHT, WIDTH, channels)


def over_white(pixels):
    """RGBA or LA bytes over white, rounded."""
    alpha = pixels[..., -1:].astype("f8")
    return np.rint((pixels[..., :-1] * alpha + 255 * (255 - alpha)) / 255).astype("u1")


def main():
    FOLDER.mkdir(exist_ok=True)
    palette = chunk(b"PLTE", bytes((index * 37 + channel * 91) % 256 for index in range(16) for channel in range(3)))
    kinds = {f"grey-{depth}": png(values(1, depth), GREY, depth) for depth in (1, 2, 4, 8, 16)}
    kinds |= {
        "colour-8": png(values(3, 8), COLOUR, 8),
        "colour-16": png(values(3, 16), COLOUR, 16),
        "palette-4": png(values(1, 4), PALETTE, 4, extra=palette),
        "palette-transparent": png(
            values(1, 4), PALETTE, 4, extra=palette + chunk(b"tRNS", bytes(range(0, 160, 16)))
        ),
        "grey-alpha": png(values(2, 8), GREY_ALPHA, 8),
        "colour-alpha": png(values(4, 8), COLOUR_ALPHA, 8),
        "grey-interlaced": png(values(1, 8), GREY, 8, interlaced=True),
        "colour-interlaced": png(values(3, 8), COLOUR, 8, interlaced=True),
        "grey-gamma": png(values(1, 8), GREY, 8, extra=chunk(b"gAMA", struct.pack(">I", 100_000))),
    }
    for name, data in kinds.items():
        path = FOLDER / f"{name}.png"
        path.write_bytes(data)
        if name == "grey-16":
            read = np.rint(values(1, 16) / 257).astype("u1")
        elif name == "colour-16":
            read = np.rint(values(3, 16) / 257).astype("u1")
        else:
            picture = Image.open(path)
            isGrey = name.startswith("grey")
            if "alpha" in name or "transparent" in name:
                read = over_white(np.asarray(picture.convert("LA" if isGrey else "RGBA")))
            else:
                read = np.asarray(picture.convert("L" if isGrey else "RGB")).reshape(HEIGHT, WIDTH, -1)
        (FOLDER / f"{name}.raw").write_bytes(read.tobytes())


main()
