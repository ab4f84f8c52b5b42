#!/usr/bin/env python3
"""What `remit export` writes, as readers that are not ours see it: Python's sqlite3, csv and json.

    export_test.py REMIT [unittest's arguments]

With REMIT_UPDATE=1 the answers in lib/remit/export/cookbook.md are rewritten.
"""

import csv
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
COOKBOOK = TOP / "lib/remit/export/cookbook.md"
REMIT = ""
FORMULA = tuple("=+-@\t\r")


def as_csv(cell):
    """A value as CSV has it: null and "" are alike, and what would read as a formula or another number has an apostrophe."""
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    if re.fullmatch(r"[0-9]+(\.[0-9]*)?", cell):
        other = cell not in (repr(float(cell)), repr(float(cell)).removesuffix(".0"))
    else:
        other = re.fullmatch(r"[0-9]+([/:-][0-9]+)+", cell)
    return "'" + cell if other or cell.startswith(FORMULA) else cell


def export(kind, place):
    subprocess.run(
        [REMIT, "export", "fixtures/", "--to", kind, place],
        cwd=TOP, env={**os.environ, "REMIT_GRAMMARS": str(TOP / "grammars")}, check=True)


class Exported(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.dir = pathlib.Path(tempfile.mkdtemp(prefix="remit-export-"))
        cls.addClassCleanup(shutil.rmtree, cls.dir)
        for kind in ("sqlite", "csv", "jsonl"):
            export(kind, cls.dir / kind)
        cls.db = sqlite3.connect(cls.dir / "sqlite")
        cls.addClassCleanup(cls.db.close)
        cls.tables = [
            name for (name,) in cls.db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%search%' AND name NOT LIKE 'sqlite%'")
        ]

    def rows(self, table):
        """Its columns, and all rows in an order of their own; without the id that SQLite's search goes by."""
        columns = [row[1] for row in self.db.execute(f"PRAGMA table_info({table})") if row[1] != "id"]
        rows = self.db.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()
        return columns, sorted(rows, key=repr)


class Database(Exported):
    def test_is_sound(self):
        self.assertEqual(self.db.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
        self.assertEqual(self.db.execute("PRAGMA foreign_key_check").fetchall(), [])
        self.assertGreater(len(self.tables), 10)

    def test_says_what_its_columns_are(self):
        (sql,) = self.db.execute("SELECT sql FROM sqlite_schema WHERE name = 'duties'").fetchone()
        self.assertIn("bearer TEXT,  -- who, as printed", sql)

    def test_full_text_search_finds_what_is_there(self):
        for table in ("nodes", "duties"):
            self.db.execute(f"INSERT INTO {table}_search({table}_search, rank) VALUES('integrity-check', 1)")
        found = self.db.execute(
            "SELECT count(*) FROM nodes_search JOIN nodes ON nodes.id = nodes_search.rowid WHERE nodes_search MATCH 'standards'"
        ).fetchone()[0]
        plain = self.db.execute(
            "SELECT count(*) FROM nodes WHERE heading LIKE '%standard%' OR text LIKE '%standard%'").fetchone()[0]
        self.assertEqual(found, plain)

    def test_each_view_has_rows(self):
        for (view,) in self.db.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall():
            self.assertGreater(self.db.execute(f"SELECT count(*) FROM {view}").fetchone()[0], 0, view)

    def test_a_search_of_a_role_reads_no_whole_table(self):
        plan = self.db.execute("EXPLAIN QUERY PLAN SELECT * FROM duties WHERE bearer_ref = 'council'").fetchall()
        self.assertIn("USING INDEX", str(plan))


class Tables(Exported):
    def test_csv_holds_what_the_database_holds(self):
        for table in self.tables:
            columns, expected = self.rows(table)
            with open(self.dir / "csv" / f"{table}.csv", encoding="utf-8-sig", newline="") as file:
                got = list(csv.reader(file, strict=True))
            self.assertEqual(got[0], columns)
            self.assertEqual(sorted(got[1:]), sorted([as_csv(cell) for cell in row] for row in expected), table)

    @unittest.skipUnless(shutil.which("sqlite3"), "there is no sqlite3")
    def test_sqlites_shell_imports_csv(self):
        for table in self.tables:
            file = self.dir / "csv" / f"{table}.csv"
            out = subprocess.run(
                ["sqlite3", ":memory:", f".import --csv {file} t", ".mode json", "SELECT * FROM t"],
                capture_output=True, text=True, check=True).stdout
            with open(file, encoding="utf-8-sig", newline="") as text:
                self.assertEqual([list(row.items()) for row in json.loads(out or "[]")], [list(row.items()) for row in csv.DictReader(text)])

    def test_csv_is_as_rfc_4180_has_it(self):
        for file in (self.dir / "csv").glob("*.csv"):
            data = file.read_bytes()
            self.assertTrue(data.startswith(b"\xef\xbb\xbf"), file)
            self.assertTrue(data.endswith(b"\r\n"), file)

    def test_json_lines_hold_what_the_database_holds(self):
        for table in self.tables:
            columns, expected = self.rows(table)
            lines = (self.dir / "jsonl" / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
            objects = [json.loads(line) for line in lines]
            for one in objects:
                self.assertEqual(list(one), columns)
            self.assertEqual(sorted((tuple(one.values()) for one in objects), key=repr), expected, table)

    def test_the_data_package_names_files_and_columns(self):
        package = json.loads((self.dir / "csv" / "datapackage.json").read_text())
        self.assertEqual(sorted(r["name"] for r in package["resources"]), sorted(self.tables))
        for resource in package["resources"]:
            header = (self.dir / "csv" / resource["path"]).read_text(encoding="utf-8-sig").split("\n", 1)[0]
            self.assertEqual([f["name"] for f in resource["schema"]["fields"]], header.strip().split(","))


class Cookbook(Exported):
    BLOCKS = re.compile(r"```sql\n(.*?)```\n\n```text\n(.*?)```", re.S)

    def answer(self, sql):
        found = self.db.execute(sql)
        rows = [[column[0] for column in found.description]]
        rows += [["" if cell is None else str(cell) for cell in row] for row in found]
        return "".join(" | ".join(row).rstrip() + "\n" for row in rows)

    def test_answers(self):
        text = COOKBOOK.read_text()
        blocks = self.BLOCKS.findall(text)
        self.assertEqual(len(blocks), 10)
        self.assertEqual(len(re.findall(r"^## ", text, re.M)), 10)
        if os.environ.get("REMIT_UPDATE") == "1":
            COOKBOOK.write_text(self.BLOCKS.sub(lambda m: f"```sql\n{m[1]}```\n\n```text\n{self.answer(m[1])}```", text))
            return
        for sql, expected in blocks:
            self.assertEqual(self.answer(sql), expected, sql)
            self.assertGreater(expected.count("\n"), 1, sql)


if __name__ == "__main__":
    REMIT = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
