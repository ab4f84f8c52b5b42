#!/usr/bin/env python3
"""Holds remit's records against records made by hand, which are not part of the repository.

    score_test.py REMIT SHARED      SHARED: the folder with tools/score.py and corpus/

Exits with 77, skipped, where they are absent.
"""

import pathlib
import subprocess
import sys
import tempfile

LEAST = {  # document → metric → the least F1
    **{
        f"pdf/{number}-{kind}.pdf": {"numbered_nodes": 0.98, "headings": 0.95, "words_in_order": order}
        for number, order in (("000", 0.95), ("002", 0.99))
        for kind in ("word", "plain", "chromium")
    },
    "seeds/000*": {"numbered_nodes": 0.97, "headings": 0.95},
    "seeds/002*": {"numbered_nodes": 0.97, "headings": 0.95},
}


def main(remit, shared):
    shared = pathlib.Path(shared)
    score = shared / "tools" / "score.py"
    corpus = shared / "corpus"
    if not score.exists() or not (corpus / "gold").is_dir():
        print(f"no records made by hand in {shared}")
        return 77
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        record = pathlib.Path(folder) / "record.json"
        for pattern, least in LEAST.items():
            for document in sorted(corpus.glob(pattern)):
                gold = corpus / "gold" / f"{document.name[:3]}.json"
                done = subprocess.run(
                    [remit, "extract", "-q", str(document), "--format", "json", "-o", str(record)], check=False
                )
                if done.returncode != 0:
                    print(f"{document.name}: remit ended with {done.returncode}")
                    failed += 1
                    continue
                minimum = [word for metric, value in least.items() for word in ("--min", f"{metric}={value}")]
                done = subprocess.run(
                    [sys.executable, str(score), str(gold), str(record), *minimum],
                    capture_output=True, text=True, check=False,
                )
                figures = [line.split() for line in done.stdout.splitlines()]
                print(document.name, *(f"{f[0]} {f[-1]}" for f in figures if f and f[0] in least))
                if done.returncode != 0:
                    print("\n".join(line for line in done.stdout.splitlines() if line.startswith("below")), done.stderr)
                    failed += 1
    print(f"{failed} below their least")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
