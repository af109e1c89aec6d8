"""Reads the lazy-load databases in which an R package keeps its data sets, with the standard library alone.

A database is two files. The index (`.rdx`) is a compressed R object that gives the offset and the length of every
variable; the data (`.rdb`) are those variables one after another, each a length of four bytes, a letter where the
compression is not zlib, and a serialized R object. The object format is R's XDR serialization, as "R Internals"
section 1.8 describes it; only the kinds that plain data need are read here.
"""

import bz2
import lzma
import struct
import zlib

ALTREP, ATTRIBUTES, NIL, REFERENCE = 238, 0x200, 254, 255
SYMBOL, PAIRS, CHARACTERS, LOGICALS, INTEGERS, REALS, STRINGS, LIST = 1, 2, 9, 10, 13, 14, 16, 19


class Reader:
    """One pass over a serialized object; vectors come out as lists, attributes are read and dropped."""

    def __init__(self, data):
        if data[:2] != b"X\n":
            raise ValueError("not R's XDR serialization")
        self.data, self.position, self.symbols = data, 2, []
        version, _, _ = self.numbers("i", 3)
        if version == 3:
            self.take(self.numbers("i", 1)[0])

    def take(self, count):
        start = self.position
        self.position += count
        return self.data[start : self.position]

    def numbers(self, kind, count):
        return struct.unpack(f">{count}{kind}", self.take(count * struct.calcsize(f">{kind}")))

    def value(self):
        flags = self.numbers("i", 1)[0]
        kind = flags & 0xFF
        if kind == NIL:
            return None
        if kind == REFERENCE:
            return self.symbols[(flags >> 8) - 1]
        if kind == SYMBOL:
            self.symbols.append(self.value())
            return self.symbols[-1]
        if kind == PAIRS:
            return self.pairs(flags)
        if kind == CHARACTERS:
            length = self.numbers("i", 1)[0]
            return None if length < 0 else self.take(length).decode("utf-8", "replace")
        if kind in (LOGICALS, INTEGERS, REALS, STRINGS, LIST):
            length = self.numbers("i", 1)[0]
            if kind in (STRINGS, LIST):
                items = [self.value() for _ in range(length)]
            else:
                items = list(self.numbers("d" if kind == REALS else "i", length))
            names = (self.value() or {}).get("names") if flags & ATTRIBUTES else None
            return dict(zip(names, items)) if kind == LIST and names else items
        raise ValueError(f"R object of kind {kind} is not plain data")

    def pairs(self, flags):
        found = {}
        while flags & 0xFF == PAIRS:
            if flags & ATTRIBUTES:
                self.value()
            tag = self.value() if flags & 0x400 else None
            found[tag] = self.value()
            flags = self.numbers("i", 1)[0]
        return found


def unpack(block):
    """The bytes of one entry of a database, decompressed."""
    if block[4:5] == b"Z":
        return lzma.LZMADecompressor(format=lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA2, "preset": 6}]).decompress(block[5:])
    if block[4:5] == b"2":
        return bz2.decompress(block[5:])
    return zlib.decompress(block[4:])


def variable(base, name):
    """The values of variable `name` in the database `base.rdx`, `base.rdb`."""
    with open(f"{base}.rdx", "rb") as file:
        index = Reader(zlib.decompress(file.read(), zlib.MAX_WBITS | 32)).value()
    offset, length = index["variables"][name]
    with open(f"{base}.rdb", "rb") as file:
        file.seek(offset)
        return Reader(unpack(file.read(length))).value()
