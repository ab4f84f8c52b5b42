#!/usr/bin/env python3
"""How long `remit extract` takes, beside `pdftotext -layout` and `mutool draw -F stext`.

    compare.py REMIT [PDF] [ROUNDS]

The three take turns, so that a busy machine is busy for all of them; each one's best of ROUNDS (5)
counts. Without a PDF: ../shared/corpus/big/large-600.pdf where it exists, else a fixture. Prints wall
clock, peak memory, and the ratio of remit's time to each of the others'.
"""

import os
import pathlib
import shutil
import sys
import time

TOP = pathlib.Path(__file__).resolve().parents[2]


def measure(command):
    """Seconds of wall clock and MB at the peak."""
    begin = time.monotonic()
    process = os.fork()
    if process == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        os.execvp(command[0], command)
    _, status, usage = os.wait4(process, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(command)}: ended with {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - begin, usage.ru_maxrss / 1024


def main(remit, pdf=None, rounds="5"):
    if pdf is None:
        large = TOP.parent / "shared" / "corpus" / "big" / "large-600.pdf"
        pdf = str(large if large.exists() else TOP / "fixtures" / "harrowmere" / "constitution.pdf")
    commands = {
        "remit extract": [remit, "extract", "-q", pdf],
        "pdftotext -layout": ["pdftotext", "-layout", pdf, "-"],
        "mutool draw -F stext": ["mutool", "draw", "-q", "-F", "stext", "-o", "-", pdf],
    }
    best = {}
    for name, command in commands.items():
        if not shutil.which(command[0]):
            print(f"{command[0]} is not installed: left out")
            continue
        best[name] = (float("inf"), 0.0)
    for _ in range(int(rounds)):
        for name in best:
            seconds, megabytes = measure(commands[name])
            best[name] = (min(best[name][0], seconds), max(best[name][1], megabytes))
    print(f"{pathlib.Path(pdf).name}, best of {rounds}")
    for name, (seconds, megabytes) in best.items():
        ratio = best["remit extract"][0] / seconds
        print(f"{name:22} {seconds:8.3f} s {megabytes:8.0f} MB   remit/this {ratio:5.2f}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:4])
