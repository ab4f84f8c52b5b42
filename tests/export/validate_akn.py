#!/usr/bin/env python3
"""Holds what `remit export --to akn` writes against the XML schema of OASIS, with xmllint.

    validate_akn.py REMIT SHARED [FOLDER…]

Reads the fixtures and, below SHARED/corpus, the named folders (or a sample that does not take long).
Exits with 77, skipped, where SHARED/data/akomantoso30.xsd or xmllint is not there.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = ["pdf", "seeds", "excerpts", "big/small-20-a.pdf", "big/small-20-b.pdf"]
ENDINGS = {".pdf", ".txt", ".md"}


def documents(place):
    if place.is_file():
        return [place]
    return sorted(file for file in place.rglob("*") if file.suffix in ENDINGS and file.name not in ("notes.md", "README.md"))


def main():
    remit, shared = sys.argv[1], pathlib.Path(sys.argv[2])
    schema = shared / "data" / "akomantoso30.xsd"
    if not schema.exists() or not shutil.which("xmllint"):
        print(f"skipped: there is no {schema.name}" if shutil.which("xmllint") else "skipped: there is no xmllint")
        return 77
    places = [TOP / "fixtures", *(shared / "corpus" / name for name in sys.argv[3:] or SAMPLE)]
    count = 0
    with tempfile.TemporaryDirectory(prefix="remit-akn-") as name:
        folder = pathlib.Path(name)
        environment = {"REMIT_GRAMMARS": str(TOP / "grammars"), "PATH": "/usr/bin:/bin"}
        for number, place in enumerate(places):
            # some are there to be refused
            subprocess.run(
                [remit, "extract", "-q", *documents(place), "-o", f"{folder}/records/{number}/"],
                env=environment, stderr=subprocess.DEVNULL, check=False)
        subprocess.run([remit, "export", folder / "records", "--to", "akn", folder / "akn"], env=environment, check=True)
        files = sorted((folder / "akn").rglob("*.xml"))
        count = len(files)
        if count < len(places):
            print(f"only {count} documents were read")
            return 1
        done = subprocess.run(
            ["xmllint", "--noout", "--nonet", "--schema", schema, *files], capture_output=True, text=True, check=False)
        wrong = [line for line in done.stderr.splitlines() if not line.endswith(" validates")]
        print("\n".join(wrong[:30]))
        print(f"{count} documents, {len(wrong)} lines of complaint")
    return 1 if wrong or done.returncode != 0 else 0


if __name__ == "__main__":
    sys.exit(main())
