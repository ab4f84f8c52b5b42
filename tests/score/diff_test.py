#!/usr/bin/env python3
"""Holds `remit diff` against what a reader matches, in documents that are not part of the repository.

    diff_test.py REMIT SHARED      SHARED: the folder with corpus/

The Articles on officers of two councils, matched by hand, and two synthetic constitutions whose maker says
which provision is which. Exits with 77, skipped, where they are absent.
"""

import json
import pathlib
import re
import sys

from program import run

LEAST_BY_HAND = 0.95
LEAST_SYNTHETIC = 0.98

# Article 11 here is Article 12 there: ids below them, in pairs. (c) is split, (c) and (i) are merged.
BY_HAND = """
sec_terminology sec_terminology
sec_11.01 sec_12.1
sec_11.01__subpara_a sec_12.1__subpara_a
sec_11.01__subpara_b sec_12.1__subpara_b
sec_11.01__subpara_b__table_1 sec_12.1__subpara_b__table_1
sec_11.01__subpara_c sec_12.1__subpara_c
sec_11.01__subpara_c sec_12.1__subpara_c__text_1
sec_11.01__subpara_c__table_1 sec_12.1__subpara_c__table_1
sec_11.01__subpara_d sec_12.1__subpara_d
sec_11.02 sec_12.2
sec_11.02__subpara_a sec_12.2__subpara_a
sec_11.02__subpara_b sec_12.2__subpara_b
sec_11.03 sec_12.3
sec_11.03__subpara_a sec_12.3__subpara_a
sec_11.03__subpara_b sec_12.3__subpara_b
sec_11.03__subpara_c sec_12.3__subpara_g
sec_11.03__subpara_d sec_12.3__subpara_c
sec_11.03__subpara_f sec_12.3__subpara_d
sec_11.03__subpara_g sec_12.3__subpara_e
sec_11.03__subpara_h sec_12.3__subpara_f
sec_11.03__subpara_i sec_12.3__subpara_g
sec_11.03__subpara_k sec_12.3__subpara_h
sec_11.04 sec_12.4
sec_11.04__subpara_a sec_12.4__subpara_a
sec_11.04__subpara_b sec_12.4__subpara_b
sec_11.04__subpara_d sec_12.4__subpara_c
sec_11.04__subpara_e sec_12.4__subpara_d
sec_11.05 sec_12.5
sec_11.06 sec_12.6
sec_11.07 sec_12.7
"""


def f1(wanted, found):
    return 2 * len(wanted & found) / (len(wanted) + len(found))


def matches(diff):
    return {(node["a"], node["b"]) for node in diff["nodes"]}


def by_hand(remit, corpus, kind):
    wanted = {("art_11", "art_12")}
    for line in BY_HAND.split("\n"):
        if line:
            a, b = line.split()
            wanted.add((f"art_11__{a}", f"art_12__{b}"))
    diff = run(remit, "diff", corpus / f"pdf/000-{kind}.pdf", corpus / f"pdf/001-{kind}.pdf", "--format", "json")
    found = {pair for pair in matches(diff) if None not in pair}
    for pair in sorted(wanted ^ found):
        print("  missed" if pair in wanted else "  false ", *pair)
    return f1(wanted, found)


def plain(text):
    return re.sub(r"[^a-z0-9]+", " ", (text or "").lower().replace("’", "").replace("'", "")).strip()


def nodes_of(record):
    nodes = []

    def walk(children):
        for node in children:
            words = node.get("text") or ""
            nodes.append((node["id"], *(plain(t) for t in (node["label"], node["heading"], words))))
            walk(node.get("children", []))

    walk(record["structure"])
    return nodes


def ids_of(truth, record):
    """The id in the record of each node of the truth; both are in reading order."""
    nodes, ids, at = nodes_of(record), {}, 0
    for node in truth["nodes"]:
        number, heading, text = (plain(node.get(key)) for key in ("number", "heading", "text"))
        for place in range(max(0, at - 3), min(len(nodes), at + 60)):
            ident, label, own_heading, own_text = nodes[place]
            words = f"{own_heading} {own_text}"
            if node["type"] == "table":
                fits = "table" in ident.split("__")[-1]
            elif text:
                fits = text[:60] in words and (not number or (label != "" and number.endswith(label)))
            else:
                fits = (heading or number) and own_heading == heading and (not number or label == number)
            if fits:
                ids[node["id"]], at = ident, place
                break
    return ids


def synthetic(remit, corpus):
    truth = json.loads((corpus / "big/small-20.diff.json").read_text())
    files = {side: corpus / f"big/small-20-{side}.pdf" for side in "ab"}
    ids = {
        side: ids_of(
            json.loads((corpus / f"big/small-20-{side}.truth.json").read_text()),
            run(remit, "extract", "-q", file, "--format", "json"),
        )
        for side, file in files.items()
    }
    wanted = set()
    for provision in truth["provisions"]:
        pair = tuple(ids[side].get(provision[side]["id"]) if side in provision else None for side in "ab")
        if all(pair[i] for i, side in enumerate("ab") if side in provision):
            wanted.add(pair)
    # the text of a matched section is a provision of its own there, and the section's own text here
    matched = [{pair[i] for pair in wanted if None not in pair} for i in (0, 1)]
    wanted = {pair for pair in wanted if None not in pair or not (pair[0] in matched[0] or pair[1] in matched[1])}
    known = [{pair[i] for pair in wanted} | {None} for i in (0, 1)]
    diff = run(remit, "diff", files["a"], files["b"], "--format", "json")
    found = {pair for pair in matches(diff) if pair[0] in known[0] and pair[1] in known[1]}
    return f1(wanted, found), len(wanted)


def main(remit, shared):
    corpus = pathlib.Path(shared) / "corpus"
    if not (corpus / "big/small-20.diff.json").exists():
        print(f"no documents in {shared}")
        return 77
    failed = 0
    for kind in ("word", "plain", "chromium"):
        score = by_hand(remit, corpus, kind)
        print(f"000 and 001, {kind}: F1 {score:.3f}")
        failed += score < LEAST_BY_HAND
    score, size = synthetic(remit, corpus)
    print(f"small-20: F1 {score:.3f} of {size} provisions")
    failed += score < LEAST_SYNTHETIC or size < 250
    itself = run(remit, "diff", corpus / "big/small-20-a.pdf", corpus / "big/small-20-a.pdf", "--format", "json")
    if any(node["kind"] != "same" or node["moved"] for node in itself["nodes"]):
        print("a document differs from itself")
        failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
