#!/usr/bin/env python3
"""Holds what remit check finds against the faults that were planted in made-up constitutions, and
what remit trace finds against two documents that were read by hand. Neither is part of the repository.

    check_test.py REMIT SHARED      SHARED: the folder with corpus/big and corpus/pdf

Every planted fault must be found and nothing else of its kind. Exits with 77, skipped, where the
documents are absent.
"""

import collections
import json
import pathlib
import re
import sys
import tempfile

from program import run

# Which letters of one section the rows of the report mean, and which duties no row covers; the other rows cite what
# is not in the document.
ROWS = ["a", "b", "c", "d", "e", "f", "g", "h", "j"]
OTHER_ROWS = 2
UNCOVERED = ["i", "k"]
SECTION = "11.03"


def differences(kind, planted, found):
    planted, found = collections.Counter(planted), collections.Counter(found)
    for item, count in (planted - found).items():
        yield f"{kind}: {item} is planted and not found" + (f" ({count} times)" if count > 1 else "")
    for item, count in (found - planted).items():
        yield f"{kind}: {item} is found and not planted" + (f" ({count} times)" if count > 1 else "")


def faults(remit, truth_file):
    truth = json.loads(truth_file.read_text(encoding="utf-8"))
    found = run(remit, "check", truth_file.parent / truth["pdf"], "--format", "json", "--ocr", "never")["findings"]
    of = collections.defaultdict(list)
    for finding in found:
        of[finding["code"]].append(finding)
    nodes = {node["id"]: node for node in truth["nodes"]}

    dangling = [
        (re.sub("^the ", "", reference["text"]), reference["page"])
        for reference in truth["cross_references"]
        if reference["target"] == "dangling"
    ]
    marked = [(f["line"][slice(*f["caret"])], f["page"]) for f in of["reference-dangling"]]
    yield from differences("dangling", dangling, marked)

    odd = collections.defaultdict(list)
    for oddity in truth["oddities"]:
        node = nodes[oddity["node"]]
        if oddity["what"] == "[Not used]":
            odd["numbering-unused"].append(node["number"])
        elif oddity["what"].startswith("inserted"):
            odd["numbering-inserted"].append(node["number"])
        else:  # "list skips (b)": the next letter is what remit points at
            skipped = re.search(r"\((.)\)", oddity["what"]).group(1)
            odd["numbering-gap"].append(f"({chr(ord(skipped) + 1)})")
    for code in ("numbering-unused", "numbering-inserted", "numbering-gap"):
        yield from differences(code, odd[code], [f["line"][slice(*f["caret"])] for f in of[code]])
    for code in ("numbering-duplicate", "numbering-restart", "contents-mismatch", "reference-ambiguous",
                 "role-unassigned", "role-conflict", "term-undefined", "words-unplaced"):
        for finding in of[code]:
            yield f"{code}: {finding['message']} (p.{finding['page']})"


def trace_faults(remit, constitution, report):
    found = run(remit, "trace", constitution, report, "--format", "json")
    record = json.loads(constitution.read_text(encoding="utf-8"))
    node_of = {duty["id"]: duty["node"] for duty in record["duties"]}

    def letter(node):
        match = re.search(rf"sec_{re.escape(SECTION)}__subpara_(\w+)$", node)
        return match.group(1) if match else node

    rows = [row for row in found["rows"] if row["nodes"]]
    got = [(letter(node), row["wording"]) for row in rows for node in row["nodes"]]
    yield from differences("row", [(row, "exact") for row in ROWS], got)
    if len(found["rows"]) - len(rows) != OTHER_ROWS:
        yield f"rows: {[row['reference'] for row in found['rows'] if not row['nodes']]}"
    for row in rows:
        if not row["heading"]:
            yield f"{row['reference']}: it has a heading"
        if {node_of[duty] for duty in row["duties"]} != set(row["nodes"]):
            yield f"{row['reference']}: {row['duties']} are not the duties of {row['nodes']}"
    yield from differences("uncovered", UNCOVERED, [letter(node_of[duty]) for duty in found["uncovered"]])


def main():
    remit, shared = sys.argv[1], pathlib.Path(sys.argv[2])
    truths = sorted((shared / "corpus/big").glob("*.truth.json"))
    reports = sorted((shared / "corpus").glob("pdf/004-*.pdf")) + sorted((shared / "corpus").glob("seeds/004*"))
    constitutions = [shared / "corpus/pdf/000-word.pdf", shared / "corpus/pdf/000-plain.pdf",
                     shared / "corpus/pdf/000-chromium.pdf", shared / "corpus/seeds/000.txt"]
    if not truths or not reports:
        print("skipped: there is no", shared / "corpus")
        return 77
    wrong = 0
    for truth in truths:
        for line in faults(remit, truth):
            print(f"{truth.name}: {line}")
            wrong += 1
    with tempfile.TemporaryDirectory() as folder:
        records = {}  # each document is read once
        for document in [*constitutions, *reports]:
            records[document] = pathlib.Path(folder) / f"{document.name}.json"
            run(remit, "extract", document, "-o", records[document], "--format", "json")
        for constitution in constitutions:
            for report in reports:
                for line in trace_faults(remit, records[constitution], records[report]):
                    print(f"{report.name} on {constitution.name}: {line}")
                    wrong += 1
    print(f"{len(truths)} constitutions, {len(constitutions)} × {len(reports)} reports: {wrong} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
