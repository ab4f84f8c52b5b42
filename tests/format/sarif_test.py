#!/usr/bin/env python3
"""Holds the SARIF of `remit check` against the schema of SARIF 2.1.0 (OASIS), which the npm package
@microsoft/jest-sarif carries.

    sarif_test.py REMIT

Exits with 77, skipped, where the package is not installed (npm install --prefix tests/web; or name
another folder of modules in REMIT_NODE_MODULES).
"""

import copy
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODULES = pathlib.Path(os.environ.get("REMIT_NODE_MODULES", ROOT / "tests/web/node_modules"))
SCHEMA = MODULES / "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"

# an error, a warning and a note, in files whose names no URI takes as they are
TOWER = """# Article 9 - Officers

9.01 Posts

The Head of Bells is designated as the Monitoring Officer.

The Head of Bells is designated as the Head of Paid Service.

9.03 Keys & "ropes"

The Clerk keeps them, as Article 12 says.

9.03A Hooks

The Clerk counts them.
"""


def complaints(schema, log):
    return [f"{error.json_path}: {error.message[:200]}" for error in schema.iter_errors(log)]


def main(remit):
    if not SCHEMA.exists():
        print(f"skipped: there is no {SCHEMA}")
        return 77
    text = json.loads(SCHEMA.read_text(encoding="utf-8"))
    schema = jsonschema.validators.validator_for(text)(text, format_checker=jsonschema.FormatChecker())
    levels, wrong = set(), []
    with tempfile.TemporaryDirectory() as folder:
        odd = pathlib.Path(folder) / "the tower #1 – bells.md"
        odd.write_text(TOWER, encoding="utf-8")
        fixtures = sorted((ROOT / "fixtures").glob("*/constitution.pdf"))
        runs = [[odd], [ROOT / "fixtures/plain/penwick.md", odd], *([file] for file in fixtures)]
        for files in runs:
            done = subprocess.run(
                [remit, "check", *map(str, files), "--format", "sarif"], capture_output=True, check=False
            )
            if done.returncode == 2:
                sys.exit(done.stderr.decode())
            log = json.loads(done.stdout)
            levels |= {result["level"] for result in log["runs"][0]["results"]}
            wrong += [f"{files[0].name}: {complaint}" for complaint in complaints(schema, log)]
            # the schema is at work: it sees what is amiss
            bad = copy.deepcopy(log)
            bad["runs"][0]["tool"]["driver"].pop("name")
            if not complaints(schema, bad):
                wrong.append("the schema passes a tool without a name")
    if levels != {"error", "warning", "note"}:
        wrong.append(f"the levels that were seen: {sorted(levels)}")
    print("\n".join(wrong) or f"{len(runs)} logs are valid SARIF 2.1.0")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
