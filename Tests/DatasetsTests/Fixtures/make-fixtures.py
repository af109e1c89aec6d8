"""Writes the fixtures beside this script: arrays as NumPy stores them, with what NumPy reads in them.

    python make-fixtures.py

In the archives `name` stands beside `name=`, the same values as little-endian float32 in the order of C.
"""

import pathlib
import struct

import numpy as np
import safetensors

FOLDER = pathlib.Path(__file__).parent


def with_readings(arrays):
    """Every array, and what NumPy makes of it as float32."""
    together = {}
    for name, values in arrays.items():
        together[name] = values
        together[name + "="] = np.ascontiguousarray(values).astype("<f4")
    return together


def types():
    counts = np.arange(24)
    arrays = {}
    for code in ("f4", "f8", "f2", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"):
        signed = counts * 5 - (0 if code[0] == "u" else 60)
        for order in ("<", ">"):
            values = signed.astype(order + code)
            arrays[f"{order}{code}"] = values / values.dtype.type(8) if code[0] == "f" else values
    arrays["b1"] = counts % 3 == 0
    # Every exponent of half precision, with both signs.
    arrays["halves"] = np.concatenate([np.arange(0, 0x7C00, 331), np.arange(0x8000, 0xFC00, 331)]).astype("<u2").view("<f2")
    arrays["wide"] = np.array([2**24 + 1, -(2**40) - 12345, 2**62 + 1], "<i8")
    arrays["precise"] = np.array([0.1, 1 / 3, 1e-40, 3.4e38, -2.5e-45], "<f8")
    return with_readings(arrays)


def orders():
    counts = np.arange(120, dtype="<f4")
    return with_readings(
        {
            "matrix": counts.reshape(12, 10),
            "matrix-fortran": np.asfortranarray(counts.reshape(12, 10)),
            "cube-fortran": np.asfortranarray(counts.reshape(4, 5, 6)),
            "hypercube-fortran": np.asfortranarray(counts.reshape(2, 3, 4, 5)),
        }
    )


def serialized(tensors, metadata):
    kept = {name: np.frombuffer(one["data"] or b"\0", "u1") for name, one in tensors.items()}
    specs = {
        name: safetensors.TensorSpec(
            dtype=one["dtype"], shape=one["shape"], data_ptr=kept[name].ctypes.data, data_len=len(one["data"])
        )
        for name, one in tensors.items()
    }
    return safetensors.serialize(specs, metadata)


def tensors():
    """What safetensors stores: every type that is read, and what our writer must make of the same, byte by byte."""
    counts = np.arange(-12, 12)
    stored, expected = {}, {}

    def add(name, code, values, read=None):
        stored[name] = {"dtype": code, "shape": list(values.shape), "data": values.tobytes()}
        expected[name] = np.ascontiguousarray(values if read is None else read).astype("<f4")

    for code, name in [("f4", "float32"), ("f8", "float64"), ("f2", "float16")]:
        add(name, name, (counts / 8).astype("<" + code).reshape(2, 3, 4))
    rounded = (counts / 8).astype("<f4").view("<u4") >> 16
    add("bfloat16", "bfloat16", rounded.astype("<u2"), (rounded << 16).view("<f4"))
    for size in (1, 2, 4, 8):
        add(f"int{8 * size}", f"int{8 * size}", counts.astype(f"<i{size}"))
        add(f"uint{8 * size}", f"uint{8 * size}", np.abs(counts).astype(f"<u{size}"))
    add("flags", "bool", counts % 3 == 0)
    add("scalar \"ä\"", "float32", np.array(1.5, "<f4"))
    add("none", "float32", np.zeros((2, 0), "<f4"))
    every = serialized(stored, {"format": "pt"})
    readings = b"".join(struct.pack("<I", len(v.tobytes())) + v.tobytes() for _, v in sorted(expected.items()))
    written = {
        "layer.weight": {"dtype": "float32", "shape": [2, 3], "data": (np.arange(6, dtype="<f4") / 4).tobytes()},
        "layer.bias": {"dtype": "float32", "shape": [3], "data": np.array([1, -2, 1e-20], "<f4").tobytes()},
        "seen": {"dtype": "int64", "shape": [], "data": np.array(7, "<i8").tobytes()},
        "Empty\n\\": {"dtype": "float32", "shape": [0], "data": b""},
    }
    return every, readings, serialized(written, {"made \"by\"": "a peer"})


def main():
    every, readings, written = tensors()
    (FOLDER / "types.safetensors").write_bytes(every)
    (FOLDER / "types.safetensors.float32").write_bytes(readings)
    (FOLDER / "written.safetensors").write_bytes(written)
    np.savez(FOLDER / "types.npz", **types())
    np.savez_compressed(FOLDER / "orders.npz", **orders())
    np.save(FOLDER / "matrix.npy", (np.arange(60).reshape(12, 5) % 7 - 3) / 4)
    np.save(FOLDER / "list.npy", np.arange(40, dtype=">i2"))
    pixels = (np.arange(30 * 64) * 37 % 256).astype("u1").reshape(30, 8, 8)
    np.savez_compressed(
        FOLDER / "images.npz", x_train=pixels, y_train=np.arange(30) % 4, x_test=pixels[:3], y_test=np.arange(3)
    )
    colours = (np.arange(4 * 6 * 5 * 3) * 11 % 256).astype("u1").reshape(4, 6, 5, 3)
    np.savez_compressed(FOLDER / "colour.npz", x=colours, y=np.arange(4) % 2)
    np.savez_compressed(FOLDER / "colour-first.npz", x=colours.transpose(0, 3, 1, 2), y=np.array([0.5, 1.5, -2, 3.25]))
    np.savez(
        FOLDER / "series.npz",
        when=np.datetime64("2016-07-01T00:00") + np.arange(48) * np.timedelta64(30, "m"),
        load=np.where(np.arange(48) == 5, np.nan, np.arange(48) / 2),
        weather=np.stack([np.arange(48), np.arange(48) ** 2], axis=1),
        feature_names=np.array(["wärme", "wind"]),
    )
    np.savez_compressed(
        FOLDER / "flowers.npz",
        data=np.arange(20, dtype="<f4").reshape(10, 2),
        target=np.array(["rose", "tulip"] * 5),
        picture=np.arange(3),
    )
    np.save(FOLDER / "records.npy", np.zeros(3, [("a", "<f4"), ("b", "<i4")]))
    np.save(FOLDER / "complex.npy", np.zeros(3, "<c8"))


main()
