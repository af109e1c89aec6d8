"""Holds the catalogue of words, Sources/Words, against Fluent's own parser and formatter: each file must be Fluent to its
last line, and each message must come out without an error, whichever variants are chosen.

    python check-catalogue.py
"""

import pathlib
import sys

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

CATALOGUE = pathlib.Path(__file__).resolve().parents[3] / "Sources" / "Words"
COUNTS = [0, 1, 2, 5, 1234]


class Arguments(Visitor):
    """The arguments of a message and of what it refers to, each with the values that are worth trying."""

    def __init__(self, entries):
        self.entries = entries
        self.values = {}

    def visit_VariableReference(self, node):
        self.values.setdefault(node.id.name, ["words"])

    def visit_CallArguments(self, node):
        for argument in node.positional:
            self.values[argument.id.name] = COUNTS

    def visit_SelectExpression(self, node):
        keys = [variant.key for variant in node.variants if not variant.default]
        names = [key.name for key in keys if isinstance(key, ast.Identifier)]
        isCount = len(names) < len(keys) or set(names) & {"zero", "one", "two", "few", "many"}
        self.values[node.selector.id.name] = COUNTS if isCount else names + ["words"]
        self.generic_visit(node)

    def visit_MessageReference(self, node):
        if node.id.name in self.entries:
            self.visit(self.entries[node.id.name].value)


class Indents(Visitor):
    """Lines that stand deeper than the others of their message: Fluent keeps such blanks, and embed-words does not."""

    def __init__(self):
        self.found = False

    def visit_TextElement(self, node):
        self.found = self.found or "\n " in node.value


def faults(path):
    text = path.read_text()
    resource = FluentParser().parse(text)
    for junk in (entry for entry in resource.body if isinstance(entry, ast.Junk)):
        line = text.count("\n", 0, junk.annotations[0].span.start) + 1
        yield f"{path}:{line}: {junk.annotations[0].message}"
    bundle = FluentBundle([path.parent.name], use_isolating=False)
    bundle.add_resource(FluentResource(text))
    messages = {entry.id.name: entry for entry in resource.body if isinstance(entry, ast.Message)}
    for name, message in messages.items():
        arguments, indents = Arguments(messages), Indents()
        arguments.visit(message.value)
        indents.visit(message.value)
        if indents.found:
            yield f"{path}: {name}: a line stands deeper than the others"
        usual = {argument: values[-1] for argument, values in arguments.values.items()}
        for argument, values in ({None: [None]} | arguments.values).items():
            for value in values:
                _, errors = bundle.format_pattern(bundle.get_message(name).value, usual | {argument: value})
                for error in errors:
                    yield f"{path}: {name}, {argument} = {value}: {error!r}"


def main():
    files = sorted(CATALOGUE.rglob("*.ftl"))
    found = [fault for path in files for fault in faults(path)]
    print("\n".join(found + [f"{len(files)} files of words, {len(found)} faults"]))
    return 1 if found or not files else 0


sys.exit(main())
