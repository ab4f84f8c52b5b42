#!/usr/bin/env python3
"""Reads records with other programs' readers and holds them against the schema.

    validate_records.py SCHEMA RECORD...

A RECORD ends in .yaml or .json. YAML is read by PyYAML, a YAML 1.1 reader, and so the one that is
most likely to make a number, a date or a boolean of text. Where a record is given in both syntaxes
(article-11.yaml and article-11.json) they must be equal, key for key and in the same order. Besides
the schema, checks what a schema cannot say: node ids are unique, the rows of a table are as long as
its header, the accounting adds up.

Prints a line for each thing amiss and exits with 1; exits with 0 when there is none.
"""

import json
import pathlib
import sys

import jsonschema
import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load(path):
    text = path.read_text(encoding="utf-8")
    return json.loads(text) if path.suffix == ".json" else yaml.load(text, LOADER)


def spelt_out(record):
    """The record with its key order and types: 1, 1.0, "1" and a date are four things."""
    return json.dumps(record, ensure_ascii=False, indent=1, default=repr)


def first_difference(a, b):
    for number, (left, right) in enumerate(zip(a.splitlines(), b.splitlines()), start=1):
        if left != right:
            return f"line {number}: {left.strip()} / {right.strip()}"
    return "one goes on where the other ends"


def nodes_of(record):
    waiting = list(record.get("structure") or [])
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(node.get("children") or [])


def oddities(record):
    """What is amiss in a record that the schema passes."""
    seen = set()
    for node in nodes_of(record):
        if node["id"] in seen:
            yield f"{node['id']}: two nodes have this id"
        seen.add(node["id"])
        for row in node.get("rows", []):
            if node["header"] and len(row) != len(node["header"]):
                yield f"{node['id']}: a row of {len(row)} below a header of {len(node['header'])}"
    accounting = record["accounting"]
    if accounting["words"] != sum(accounting[k] for k in ("structure", "furniture", "unplaced")):
        yield "accounting: words is not structure + furniture + unplaced"


def main(arguments):
    if len(arguments) < 2:
        sys.exit(__doc__)
    schema = json.loads(pathlib.Path(arguments[0]).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)

    problems = []
    records = {}
    for path in map(pathlib.Path, arguments[1:]):
        try:
            record = load(path)
        except (OSError, ValueError, yaml.YAMLError) as error:
            problems.append(f"{path}: {error}")
            continue
        wrong = [
            f"{path}: {'/'.join(map(str, error.absolute_path)) or 'the record'}: {error.message}"
            for error in validator.iter_errors(record)
        ]
        problems += wrong or [f"{path}: {oddity}" for oddity in oddities(record)]
        text = spelt_out(record)
        twin_path, twin = records.setdefault(path.with_suffix(""), (path, text))
        if twin != text:
            problems.append(f"{path}: differs from {twin_path}: {first_difference(text, twin)}")

    for problem in problems:
        print(problem)
    print(f"{len(arguments) - 1} files, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
