"""Writes what Fluent's own formatter makes of patterns.ftl, a line for each message, its arguments and its text.

    python make-rendered.py
"""

import itertools
import pathlib

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast

FOLDER = pathlib.Path(__file__).parent
COUNTS = [0, 1, 2, 999]
KINDS = ["images", "series-of-days", "table"]


def main():
    text = (FOLDER / "patterns.ftl").read_text()
    bundle = FluentBundle(["en"], use_isolating=False)
    bundle.add_resource(FluentResource(text))
    lines = []
    for entry in FluentParser().parse(text).body:
        if not isinstance(entry, ast.Message):
            continue
        for count, kind in itertools.product(COUNTS, KINDS):
            pattern = bundle.get_message(entry.id.name).value
            rendered, errors = bundle.format_pattern(pattern, {"count": count, "kind": kind, "name": "x y"})
            assert not errors, (entry.id.name, errors)
            lines.append("\t".join([entry.id.name, str(count), kind, rendered.replace("\n", "⏎")]))
    (FOLDER / "rendered.tsv").write_text("\n".join(lines) + "\n")


main()
