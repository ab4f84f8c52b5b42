#!/usr/bin/env python3
"""The program as a user meets it: its output, its messages word for word, its exit codes.

    cli_test.py REMIT [unittest's arguments]      REMIT: the program

Runs in the repository's top folder, so that messages name fixtures/… and no folder of this machine.
"""

import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

TOP = pathlib.Path(__file__).resolve().parents[2]
REMIT = ""
SAMPLE = "fixtures/harrowmere/constitution.pdf"
SAMPLE_PATH = TOP / SAMPLE
NOTICE = "fixtures/odd/notice.pdf"


def run(*arguments, stdin=b"", cwd=TOP, **environment):
    done = subprocess.run(
        [REMIT, *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "REMIT_GRAMMARS": str(TOP / "grammars"), **environment},
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="remit-cli-"))
        self.addCleanup(shutil.rmtree, self.dir)

    def expect(self, arguments, code, stderr="", **more):
        """Runs the program; holds its exit code and all of its standard error."""
        got, out, err = run(*arguments, **more)
        self.assertEqual(err.replace(str(self.dir), "DIR"), stderr)
        self.assertEqual(got, code)
        return out


class Help(Case):
    def test_help_names_every_command_and_exit_code(self):
        out = self.expect(["--help"], 0)
        for word in ("extract", "explain", "show", "diff", "check", "trace", "export", "grammar", "schema", "Exit codes: 0", "Examples:"):
            self.assertIn(word, out)

    def test_each_command_has_help(self):
        for command in ("extract", "explain", "show", "diff", "check", "trace", "export", "grammar", "schema"):
            self.assertIn("Usage:", self.expect([command, "--help"], 0))

    def test_version(self):
        self.assertRegex(self.expect(["--version"], 0), r"^remit \d+\.\d+\.\d+\n$")

    def test_each_help_has_examples_of_its_own(self):
        for command in (["extract"], ["explain"], ["show"], ["diff"], ["check"], ["trace"], ["export"], ["grammar"], ["grammar", "test"], ["schema"]):
            out = self.expect([*command, "--help"], 0)
            examples = re.findall(r"(?m)^  (?:pdftotext .* \| )?remit (.*)", out)
            self.assertTrue(examples, command)
            for example in examples:
                self.assertTrue(example.startswith(command[0]), (command, example))
            if len(command) == 1:
                self.assertIn("--grammars DIR, -q, -v", out)

    def test_no_command(self):
        code, out, err = run()
        self.assertEqual((code, out), (2, ""))
        self.assertIn("Subcommands:", err)

    def usage(self, arguments, message, help_of):
        what = "commands" if "command" in message else "options"
        self.expect(arguments, 2, f"remit: error: {message} [usage]\n  hint: remit {help_of}--help lists the {what}\n")

    def test_no_such_command(self):
        self.usage(["bogus"], 'there is no command "bogus"', "")
        self.usage(["-q", "bogus", SAMPLE], 'there is no command "bogus"', "")
        self.usage(["-q"], "a command is missing", "")
        self.usage(["grammar"], "a command is missing", "grammar ")
        self.usage(["grammar", "bogus"], 'there is no command "grammar bogus"', "grammar ")

    def test_wrong_options(self):
        self.usage(["extract"], "FILE is required", "extract ")
        self.usage(["explain", NOTICE], "ID is required", "explain ")
        self.usage(
            ["extract", "--colour", SAMPLE], "The following argument was not expected: --colour", "extract "
        )
        self.usage(["extract", "--format", "xml", SAMPLE], "--format: xml not in {yaml,json}", "extract ")
        self.usage(["extract", SAMPLE, "--pages"], "--pages: 1 required PAGES missing", "extract ")
        self.usage(["show", SAMPLE, "--page", "x"], "Could not convert: --page = x", "show ")
        self.usage(["grammar", "test", "--all"], "The following argument was not expected: --all", "grammar test ")


class Extract(Case):
    def test_yaml_to_standard_output(self):
        out = self.expect(["extract", NOTICE], 0)
        self.assertTrue(out.startswith('remit: 1\nsource:\n  file: fixtures/odd/notice.pdf\n'))
        self.assertTrue(out.endswith("\n"))

    def test_json(self):
        record = json.loads(self.expect(["extract", NOTICE, "--format", "json"], 0))
        self.assertEqual(record["structure"][0]["id"], "art_14")

    def test_to_a_file(self):
        target = self.dir / "notice.yaml"
        self.assertEqual(self.expect(["extract", NOTICE, "-o", str(target)], 0), "")
        self.assertEqual(target.read_text(), self.expect(["extract", NOTICE], 0))
        self.assertEqual([p.name for p in self.dir.iterdir()], ["notice.yaml"])

    def test_to_a_folder_that_is_made(self):
        self.expect(["extract", NOTICE, "-o", f"{self.dir}/records/"], 0)
        self.assertTrue((self.dir / "records" / "notice.yaml").exists())

    def test_files_of_one_name_do_not_collide(self):
        self.expect(
            ["extract", "-q", SAMPLE, "fixtures/penwick/constitution.pdf", "-o", str(self.dir), "--format", "json"], 0
        )
        names = sorted(str(p.relative_to(self.dir)) for p in self.dir.rglob("*.json"))
        self.assertEqual(names, ["harrowmere/constitution.json", "penwick/constitution.json"])
        files = [json.loads((self.dir / n).read_text())["source"]["file"] for n in names]
        self.assertEqual(files, [SAMPLE, "fixtures/penwick/constitution.pdf"])

    def test_a_finding_shows_the_words_around_it(self):
        long = "a very long sentence about the keeping of keys and of lamps and of ropes in the town hall"
        rules = self.dir / "rules.md"
        rules.write_text(f"# Rules\n\n1. It is {long}, as Appendix B says, and it is {long}.\n\n# Appendix A\n\n1. x\n")
        self.expect(
            ["extract", str(rules)],
            0,
            'DIR/rules.md:p.1: warning: "Appendix B" is nowhere in this document [reference-dangling]\n'
            "    … of keys and of lamps and of ropes in the town hall, as Appendix B says, an…\n"
            "                                                             ^~~~~~~~~~\n"
            "  hint: look whether the number has changed, or say which document it is in\n",
        )
        rules.write_text(f"# Rules\n\n1. It is {'x' * 500}-Appendix B-{'y' * 500}.\n\n# Appendix A\n\n1. x\n")
        code, _, err = run("extract", str(rules))
        self.assertLess(len(err), 500)

    def test_folders_patterns_and_lists(self):
        for name in ("b.txt", "sub/a.txt", "sub/a.md"):
            (self.dir / "in" / name).parent.mkdir(parents=True, exist_ok=True)
            (self.dir / "in" / name).write_text("1. The Clerk shall keep the minutes.\n")
        (self.dir / "list").write_text(f"{self.dir}/in/b.txt\n{self.dir}/in/sub\n")
        for number, named in enumerate([f"{self.dir}/in", f"@{self.dir}/list"]):
            out = self.dir / f"out{number}"
            self.expect(["extract", named, "-o", str(out)], 0)
            names = sorted(str(p.relative_to(out)) for p in out.rglob("*.yaml"))
            self.assertEqual(len(names), 3)
            self.assertEqual(names[0], "b.yaml")
            self.assertRegex(names[1], r"^sub/a-[0-9a-f]{8}\.yaml$")
        text = self.expect(["extract", f"{self.dir}/in/sub/*.txt"], 0)
        self.assertIn("sub/a.txt", text)

    def test_several_to_standard_output_are_documents_of_one_stream(self):
        out = self.expect(["extract", "-q", NOTICE, "fixtures/odd/typeset.pdf"], 0)
        self.assertEqual(len(re.findall(r"^---$", out, re.M)), 1)
        self.assertEqual(len(re.findall(r"^remit: 1$", out, re.M)), 2)

    def test_pages_of_a_document_of_one(self):
        self.expect(
            ["extract", NOTICE, "--pages", "9-"], 2,
            f"{NOTICE}: error: it has one page, and others are asked for [bad-pages]\n  hint: leave --pages out\n",
        )

    def test_several_as_json_are_a_line_each(self):
        out = self.expect(["extract", "-q", NOTICE, "fixtures/odd/typeset.pdf", "--format", "json"], 0)
        records = [json.loads(line) for line in out.splitlines()]
        self.assertEqual([r["source"]["file"] for r in records], [NOTICE, "fixtures/odd/typeset.pdf"])

    def test_standard_input(self):
        out = self.expect(["extract", "-", "--format", "json"], 0, stdin=(TOP / NOTICE).read_bytes())
        record = json.loads(out)
        self.assertEqual(record["source"]["file"], "-")
        self.assertEqual(record["source"]["format"], "pdf")

    def test_text_on_standard_input(self):
        out = self.expect(["extract", "-", "--format", "json"], 0, stdin=b"Article 1 - Powers\n\n1.1 The town acts.\n")
        self.assertEqual(json.loads(out)["structure"][0]["children"][0]["text"], "The town acts.")

    def test_input_is_what_the_user_says(self):
        out = self.expect(["extract", "-", "--input", "markdown", "--format", "json"], 0, stdin=b"Plain **words** here.\n")
        record = json.loads(out)
        self.assertEqual(record["source"]["format"], "markdown")
        self.assertEqual(record["structure"][0]["text"], "Plain words here.")

    def text_of(self, stdin, stderr=""):
        out = self.expect(["extract", "-", "--format", "json"], 0, stderr, stdin=stdin)
        return json.loads(out)["structure"][0]["text"]

    def test_text_as_windows_writes_it(self):
        text = "The “Clerk” keeps £5 – no more."
        self.assertEqual(self.text_of(text.encode("utf-16")), text)
        self.assertEqual(
            self.text_of(
                text.encode("cp1252"),
                "-: warning: the text is not in UTF-8; it was read as Windows-1252 [encoding]\n"
                "  hint: save it as UTF-8 where accents, quotation marks or £ are wrong\n",
            ),
            text,
        )
        self.assertEqual(
            self.text_of(
                text.encode() + b" \xff",
                "-: warning: some bytes of the text are not UTF-8; they read as U+FFFD [encoding]\n"
                "  hint: have it made anew, or save it as UTF-8\n",
            ),
            text + " \ufffd",
        )

    def test_verbose_says_what_was_written(self):
        _, _, err = run("extract", "-v", NOTICE, "-o", f"{self.dir}/a.yaml")
        self.assertRegex(err, r"fixtures/odd/notice\.pdf: 43 words, \d+ nodes → .*/a\.yaml\n")

    def test_geometry(self):
        plain = json.loads(self.expect(["extract", NOTICE, "-q", "--format", "json"], 0))
        record = json.loads(self.expect(["extract", NOTICE, "-q", "--format", "json", "--geometry"], 0))
        for duty in record["duties"]:
            self.assertEqual({box["page"] for box in duty["boxes"]}, {duty["page"]})
            self.assertTrue(all(box["x0"] < box["x1"] and box["y0"] < box["y1"] for box in duty["boxes"]))
            del duty["boxes"]
        self.assertTrue(plain["duties"])
        self.assertEqual(record["duties"], plain["duties"])
        self.assertTrue(all(node["boxes"] for node in record["structure"]))

    def test_strict(self):
        findings = b"1. The town acts.\n\n2. The town rests.\n\n4. The town sleeps.\n"
        self.assertEqual(run("extract", "-", "-q", stdin=findings)[0], 0)
        self.assertEqual(run("extract", "-", "-q", "--strict", stdin=findings)[0], 1)
        self.assertEqual(run("extract", NOTICE, "-q", "--strict")[0], 0)

    def test_finding_with_line_caret_and_hint(self):
        self.expect(
            ["extract", "-"],
            0,
            "-:p.1: warning: 4. follows 2. [numbering-gap]\n"
            "    4. The town sleeps.\n"
            "    ^~\n"
            "  hint: is what lies between set in a table or a picture, or was it taken out?\n",
            stdin=b"1. The town acts.\n\n2. The town rests.\n\n4. The town sleeps.\n",
        )

    def test_a_reference_that_lost_its_target(self):
        words = "The Clerk rings as Error! Reference source not found. says."
        out = self.expect(
            ["extract", "-", "--format", "json"],
            0,
            "-:p.1: warning: a reference that the word processor made has lost what it pointed to"
            " [field-error]\n"
            f"    {words}\n"
            "                       ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
            "  hint: the author's file says where it should lead: have its fields mended\n",
            stdin=f"1. {words}\n".encode(),
        )
        record = json.loads(out)
        self.assertEqual(record["structure"][0]["text"], words)
        self.assertEqual(record["cross_references"], [])
        self.assertEqual(record["diagnostics"][0]["node"], record["structure"][0]["id"])

    def test_same_bytes_in_any_locale(self):
        outs = {run("extract", SAMPLE, LC_ALL=locale)[1] for locale in ("C", "C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8")}
        self.assertEqual(len(outs), 1)

    def test_closed_pipe_ends_quietly(self):
        command = f"'{REMIT}' extract {SAMPLE} {SAMPLE} {SAMPLE} {SAMPLE} {SAMPLE} {SAMPLE} -q | head -n 1"
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {command}; exit ${{PIPESTATUS[0]}}"],
            capture_output=True, cwd=TOP, check=False, timeout=60,
            env={**os.environ, "REMIT_GRAMMARS": str(TOP / "grammars")},
        )
        self.assertEqual(done.stdout, b"remit: 1\n")
        for word in (b"terminate", b"Aborted", b"core dumped", b"Segmentation"):
            self.assertNotIn(word, done.stderr)


class Pages(Case):
    def pages(self, text):
        return [
            node["page"]
            for node in json.loads(self.expect(["extract", "-q", SAMPLE, "--pages", text, "--format", "json"], 0))["structure"]
        ]

    def test_only_those_are_read(self):
        self.assertEqual(set(self.pages("7-8")) - {7, 8}, set())
        self.assertEqual(min(self.pages("9")), 9)
        self.assertEqual(set(self.pages("-1")), {1})

    def test_bad_ranges(self):
        for text in ("x", "0", "3-2", "1,,2", "-", "1-2-3", "3;4", " "):
            self.expect(
                ["extract", SAMPLE, f"--pages={text}"],
                2,
                f'remit: error: "{text}" is no list of pages [bad-pages]\n'
                "  hint: write --pages 3-9, --pages 12 or --pages 1-3,7\n",
            )

    def test_pages_past_the_end_of_a_text(self):
        name = "fixtures/plain/harrowmere.txt"
        self.expect(
            ["extract", name, "--pages", "900"],
            2,
            f"{name}: error: it has 3 pages, none of them asked for [bad-pages]\n"
            "  hint: ask for pages between 1 and 3\n",
        )

    def test_pages_past_the_end(self):
        self.expect(
            ["extract", SAMPLE, "--pages", "10-12"],
            2,
            f"{SAMPLE}: error: it has 9 pages, none of them asked for [bad-pages]\n"
            "  hint: ask for pages between 1 and 9\n",
        )


class Batch(Case):
    """Many documents, unattended."""

    def setUp(self):
        super().setUp()
        self.out = self.dir / "out"
        self.input = self.dir / "in"
        for name in ("odd/notice.pdf", "odd/password.pdf", "harrowmere/constitution.pdf"):
            (self.input / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(TOP / "fixtures" / name, self.input / name)
        (self.input / "rules.txt").write_text("1. The Clerk shall keep the minutes.\n")

    def manifest(self):
        return [json.loads(line) for line in (self.out / "manifest.jsonl").read_text().splitlines()]

    def results(self):
        """All that stands in the folder; of the manifest, what does not differ from run to run."""
        results = {}
        for path in sorted(self.out.rglob("*")):
            if path.is_file():
                text = path.read_text()
                if path.name.startswith("manifest"):
                    text = re.sub(r'"seconds": .*', "", text)
                results[str(path.relative_to(self.out))] = text
        return results

    def test_a_record_and_a_line_for_each(self):
        code, out, err = run("batch", str(self.input), "-o", str(self.out))
        self.assertEqual((code, out), (1, ""))
        self.assertIn("[1/4] ", err)
        self.assertRegex(err, r"password\.pdf: error: .* \[encrypted\]\n  hint: ")
        self.assertRegex(err, r"\n4 files in .*: 2 ok, 1 with findings, 1 failed\n  1 encrypted\n")
        lines = self.manifest()
        self.assertEqual([line["output"] for line in lines], ["harrowmere/constitution.yaml", "odd/notice.yaml", None, "rules.yaml"])
        self.assertEqual([line["status"] for line in lines], ["findings", "ok", "failed", "ok"])
        self.assertEqual(lines[2]["error"]["code"], "encrypted")
        notice = lines[1]
        self.assertEqual((notice["pages"], notice["unplaced"], notice["counts"]["duties"]), (1, 0, 3))
        self.assertGreater(notice["peak_memory"], 1_000_000)
        text = self.expect(["extract", "-q", str(self.input / "odd/notice.pdf")], 0)
        self.assertEqual((self.out / "odd/notice.yaml").read_text(), text)

    def test_quiet_says_errors_only(self):
        code, out, err = run("batch", "-q", str(self.input / "odd"), "-o", str(self.out))
        self.assertEqual(code, 1)
        self.assertRegex(err, r"^\S+password\.pdf: error: .*\n  hint: .*\n$")

    def test_progress_for_programs(self):
        code, out, err = run("batch", str(self.input), "-o", str(self.out), "--progress", "json")
        events = [json.loads(line) for line in out.splitlines()]
        self.assertEqual(err, "")
        self.assertEqual(events[0]["event"], "begin")
        files = [event for event in events if event["event"] == "file"]
        self.assertEqual(len(files), 4)
        self.assertEqual((files[-1]["done"], files[-1]["failed"]), (4, 1))
        self.assertEqual({event["error"] for event in files}, {None, "encrypted"})

    def test_any_number_at_once_and_any_shares_give_the_same(self):
        run("batch", str(self.input), "-o", str(self.out), "-j1")
        alone = self.results()
        shutil.rmtree(self.out)
        run("batch", str(self.input), "-o", str(self.out), "-j8")
        self.assertEqual(self.results(), alone)
        shutil.rmtree(self.out)
        for share in range(3):
            code, _, err = run(
                "batch", str(self.input), "-o", str(self.out), SLURM_ARRAY_TASK_ID=str(share), SLURM_ARRAY_TASK_COUNT="3"
            )
            self.assertIn(f"SLURM_ARRAY_TASK_ID makes this share {share} of 3", err)
        code, out, err = run("batch", "--merge", "-o", str(self.out))
        self.assertEqual((code, out), (1, ""))
        self.assertRegex(err, r"^4 files: 2 ok, 1 with findings, 1 failed\n")
        self.assertEqual(self.results(), alone)

    def test_memory_is_limited_and_told_from_a_crash(self):
        program = pathlib.Path(REMIT).read_bytes()
        if b"__asan_init" in program or b"__tsan_init" in program:
            self.skipTest("a sanitizer takes more than any limit")
        with open(self.input / "large.pdf", "wb") as large:
            large.truncate(1 << 32)  # all of it a hole
        code, _, _ = run("batch", str(self.input), "-o", str(self.out), "--memory", "512")
        self.assertEqual(code, 1)
        errors = {pathlib.Path(line["input"]).name: line["error"] for line in self.manifest()}
        self.assertEqual(errors["large.pdf"]["code"], "out-of-memory")
        self.assertIsNone(errors["notice.pdf"])

    def test_closed_standard_streams_are_nobodys_file(self):
        run("batch", str(self.input), "-o", str(self.out))
        usual = self.results()
        shutil.rmtree(self.out)
        batch = shlex.join([REMIT, "batch", str(self.input), "-o", str(self.out)])
        subprocess.run(
            ["sh", "-c", f"exec {batch} <&- >&- 2>&-"],
            check=False,
            env={**os.environ, "REMIT_GRAMMARS": str(TOP / "grammars")},
        )
        self.assertEqual(self.results(), usual)

    def test_resume(self):
        run("batch", str(self.input), "-o", str(self.out))
        before = self.results()
        code, _, err = run("batch", str(self.input), "-o", str(self.out), "--resume")
        self.assertEqual(code, 1)
        self.assertRegex(err, r"^4 files were done before\n4 files in .*\(4 done before\)\n")
        self.assertEqual(self.results(), before)
        code, _, err = run("batch", str(self.input), "-o", str(self.out), "--resume", "--geometry")
        self.assertNotIn("done before", err)

    def test_ctrl_c_stops_in_good_order(self):
        for copy in range(200):
            shutil.copy(SAMPLE_PATH, self.input / f"copy-{copy}.pdf")
        process = subprocess.Popen(
            [REMIT, "batch", str(self.input), "-o", str(self.out), "--progress", "json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "REMIT_GRAMMARS": str(TOP / "grammars")},
        )
        while b'"event": "file"' not in process.stdout.readline():
            pass
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 130)
        self.assertEqual(err.decode(), "remit: stopped; the same command with --resume goes on\n")
        left = [p.name for p in self.out.rglob(".*")]
        self.assertEqual(left, [])
        self.assertFalse((self.out / "manifest.jsonl").exists())
        code, _, err = run("batch", str(self.input), "-o", str(self.out), "--resume")
        self.assertEqual(code, 1)
        self.assertEqual(len(self.manifest()), 204)

    def test_what_is_missing_is_said(self):
        self.expect(
            ["batch", str(self.input)],
            2,
            "remit: error: the folder for the records is missing [usage]\n  hint: remit batch councils/ -o records/\n",
        )
        self.expect(
            ["batch", "--merge", "-o", str(self.input)],
            2,
            "DIR/in: error: there is no manifest of a share in it [no-manifest]\n"
            "  hint: run the shares first: --shard I/N\n",
        )
        code, _, err = run("batch", "none.pdf", str(self.input / "rules.txt"), "-o", str(self.out), cwd=self.dir)
        self.assertEqual(code, 1)
        self.assertRegex(err, r"none\.pdf: error: there is no such file \[no-file\]")


class Refused(Case):
    def test_missing_file(self):
        code, out, err = run("extract", "none.pdf")
        self.assertEqual((code, out), (2, ""))
        self.assertRegex(err, r"^none\.pdf: error: .* \[no-file\]\n  hint: .*\n$")

    def test_folder_without_documents(self):
        self.expect(
            ["extract", str(self.dir)],
            2,
            "DIR: error: there is no document in it or below it [no-documents]\n"
            "  hint: documents end in .pdf, .txt, .md or .markdown\n",
        )

    def test_folder_where_a_file_is_wanted(self):
        code, out, err = run("show", "fixtures")
        self.assertEqual((code, out), (2, ""))
        self.assertRegex(err, r"^fixtures: error: .* \[is-folder\]\n  hint: .*\n$")

    def test_password(self):
        code, out, err = run("extract", "fixtures/odd/password.pdf")
        self.assertEqual((code, out), (2, ""))
        self.assertRegex(err, r"^fixtures/odd/password\.pdf: error: .* \[encrypted\]\n  hint: .*\n$")

    def test_scan(self):
        self.expect(
            ["extract", "--ocr", "never", "fixtures/odd/scan.pdf"],
            2,
            "fixtures/odd/scan.pdf: error: no text layer: its pages are pictures (a scan) [no-text-layer]\n"
            "  hint: make it searchable with an OCR program first (ocrmypdf, for one)\n",
        )

    def test_scan_is_read(self):
        code, out, err = run("extract", "-v", "--format", "json", "fixtures/odd/scan.pdf")
        if code != 0:
            self.assertIn("to have it read by OCR, install", err)
            self.skipTest("no Tesseract")
        self.assertRegex(err, r"scan\.pdf: note: 1 page is a picture; its words were read by OCR \[ocr\]\n")
        record = json.loads(out)
        self.assertEqual(record["source"]["text_layer"], "ocr")
        self.assertGreater(record["source"]["ocr_confidence"], 80)
        self.assertEqual(record["structure"][0]["id"], "art_14")

    def test_empty(self):
        self.expect(
            ["extract", "fixtures/odd/empty.pdf"],
            2,
            "fixtures/odd/empty.pdf: error: the file is empty [empty]\n"
            "  hint: fetch it again: the download may have been cut off\n",
        )

    def test_not_a_pdf(self):
        (self.dir / "page.pdf").write_text("<html>not found</html>")
        code, out, err = run("extract", str(self.dir / "page.pdf"))
        self.assertEqual((code, out), (2, ""))
        self.assertRegex(err, r"error: .* \[not-a-pdf\]\n  hint: .*\n$")

    def test_what_is_neither_pdf_nor_text(self):
        for name, head, hint in (
            ("rules.docx", b"PK\x03\x04\x14\0", "it looks like a Word or OpenDocument file: export it as PDF"),
            ("rules.doc", b"\xd0\xcf\x11\xe0\0", "it looks like an old Word file: export it as PDF"),
            ("rules.rtf", b"{\\rtf1\\ansi The Council", "it looks like a rich text file: export it as PDF"),
            ("page.jpg", b"\xff\xd8\xff\xe0\0", "it is a picture: make a PDF of it first (img2pdf, for one)"),
            ("rules.bin", b"1. The town\0acts.", "if it is text after all, say so with --input text"),
        ):
            (self.dir / name).write_bytes(head)
            self.expect(
                ["extract", str(self.dir / name)],
                2,
                f"DIR/{name}: error: it is neither a PDF nor text [not-text]\n  hint: {hint}\n",
            )
        code, _, _ = run("extract", "-q", "--input", "text", str(self.dir / "rules.bin"))
        self.assertEqual(code, 0)

    def test_nothing_on_standard_input(self):
        self.expect(
            ["extract", "-"],
            2,
            "-: error: standard input is empty [empty]\n  hint: look what the command before the | says\n",
        )

    def test_the_others_are_still_read(self):
        code, out, err = run("extract", "none.pdf", NOTICE)
        self.assertEqual(code, 2)
        self.assertIn("[no-file]", err)
        self.assertIn("remit: 1", out)

    def test_unwritable(self):
        code, _, err = run("extract", NOTICE, "-o", "/proc/none/record.yaml")
        self.assertEqual(code, 2)
        self.assertRegex(err, r"^/proc/none/record\.yaml: error: .* \[unwritable\]\n")


class Explain(Case):
    def test_rule_and_lines(self):
        out = self.expect(["explain", NOTICE, "art_14"], 0)
        self.assertRegex(out, r"(?m)^  rule:    article \(.*grammars/en/divisions\.yaml:\d+\)$")
        self.assertIn("  type:    article\n", out)

    def test_a_bad_node_suggests(self):
        self.expect(
            ["explain", NOTICE, "14.02"],
            2,
            f'{NOTICE}: error: it has no node or item "14.02" [no-node]\n'
            "  hint: did you mean:\n"
            "    art_14__sec_14.02\n"
            "    art_14__sec_14.02__subpara_a\n"
            "    art_14__sec_14.02__subpara_b\n",
        )
        self.expect(
            ["explain", NOTICE, "zzz"],
            2,
            f'{NOTICE}: error: it has no node or item "zzz" [no-node]\n  hint: the ids are those of `remit extract`\n',
        )


class Amend(Case):
    BASE = "fixtures/plain/millbrook.txt"
    REPORT = "fixtures/plain/millbrook-report.txt"

    def amended(self, report, code, stderr="", *more):
        path = self.dir / "report.md"
        path.write_text(report)
        return self.expect(["amend", self.BASE, str(path), *more], code, stderr)

    def test_the_record_and_what_came_of_it(self):
        amended = json.loads(self.expect(["amend", self.BASE, self.REPORT, "--format", "json"], 0))
        effects = amended["effects"]
        self.assertEqual([e["status"] for e in effects["amendments"]], ["done"] * 7)
        self.assertIn(
            {"from": "paragraph 18.17(b)", "to": "paragraph 18.18(b)",
             "node": "part_18__para_18.19", "page": 1},
            effects["references"],
        )
        self.assertEqual(effects["dangling"], [])
        self.assertEqual(amended["accounting"]["unplaced"], 0)

    def test_it_is_a_record_that_can_be_amended_again(self):
        self.expect(["amend", self.BASE, self.REPORT, "-o", str(self.dir / "new.yaml")], 0)
        report = self.dir / "report.md"
        report.write_text("Delete paragraph 18.16.\n")
        out = self.expect(["amend", str(self.dir / "new.yaml"), str(report), "--dry-run"], 0)
        self.assertEqual(
            out,
            "effects:\n"
            "  amendments:\n"
            "  - action: delete\n"
            '    target: "18.16"\n'
            "    to: null\n"
            "    status: done\n"
            "    reason: null\n"
            '    nodes: ["part_18__para_18.16"]\n'
            "  references: []\n"
            "  dangling: []\n",
        )

    def test_refused_and_dangling(self):
        self.amended(
            "Delete paragraph 18.12.\n\nDelete paragraph 19.1.\n",
            1,
            "DIR/report.md:p.1: warning: delete 18.12: there is no 18.12 [amendment-refused]\n"
            "  hint: the rest was done without it; mend the report, or the base\n"
            'fixtures/plain/millbrook.txt:p.1: warning: "paragraph 19.1" in part_19__para_19.2 leads '
            "nowhere since: part_19__para_19.1 is deleted [reference-dangling]\n"
            "  hint: say in the amendments what it should be\n",
        )

    def test_changes_are_marked(self):
        for form in ("markdown", "html"):
            out = self.expect(["amend", self.BASE, self.REPORT, "--format", form], 0)
            self.assertIn("<del>blue</del><ins>green</ins>", out)
            self.assertIn("<del>18.19</del><ins>18.20</ins>", out)
            self.assertIn("<ins>No deputy of a Warden sits", out)

    def test_a_comparison_makes_b_of_a(self):
        other = "fixtures/plain/penwick.md"
        b = json.loads(self.expect(["extract", "-q", other, "--format", "json"], 0))
        for form in ("yaml", "json"):
            diff = str(self.dir / f"diff.{form}")
            self.expect(["diff", self.BASE, other, "--format", form, "-o", diff], 0)
            out = self.expect(["amend", "-q", self.BASE, diff, "--format", "json"], 0)

            def texts(nodes):
                return [
                    [[n.get(k) for k in ("id", "type", "num", "label", "heading", "text", "header", "rows")],
                     texts(n.get("children", []))]
                    for n in nodes
                ]

            self.assertEqual(texts(json.loads(out)["structure"]), texts(b["structure"]))
            out = self.expect(["amend", "-q", self.BASE, diff, "--format", "html"], 0)
            self.assertIn("<del>Millbrook Parish</del><ins>Penwick Borough</ins> Council", out)

    def test_a_comparison_with_another_base(self):
        old, new, diff = (str(self.dir / name) for name in ("old.md", "new.md", "diff.yaml"))
        pathlib.Path(old).write_bytes(RULES)
        pathlib.Path(new).write_bytes(RULES.replace(b"Sundays", b"Mondays"))
        self.expect(["diff", old, new, "--format", "yaml", "-o", diff], 0)
        out = self.expect(
            ["amend", new, diff, "--dry-run"],
            1,
            "DIR/diff.yaml: warning: replace sec_tower_rules__para_1: its text is not as the comparison has it "
            "[amendment-refused]\n"
            "  hint: the rest was done without it; compare with this base anew\n",
        )
        self.assertIn("    reason: its text is not as the comparison has it\n", out)

    def test_a_comparison_of_duties_alone(self):
        diff = str(self.dir / "diff.yaml")
        self.expect(["diff", self.BASE, NOTICE, "--format", "yaml", "--only", "duties", "-o", diff], 0)
        self.expect(
            ["amend", self.BASE, diff],
            2,
            "DIR/diff.yaml:1:1: error: it does not compare nodes [bad-record]\n"
            "  hint: make it without --only, or with --only nodes\n",
        )

    def test_it_writes_over_no_document(self):
        rules = str(self.dir / "rules.md")
        pathlib.Path(rules).write_bytes(RULES)
        self.expect(
            ["diff", rules, self.BASE, "-o", rules],
            2,
            "DIR/rules.md: error: it is a document that is read [unwritable]\n"
            "  hint: name another file with -o\n",
        )

    def test_a_document_that_orders_nothing(self):
        self.expect(
            ["amend", self.REPORT, self.BASE],
            2,
            "fixtures/plain/millbrook.txt: error: it orders no change [no-amendments]\n"
            "  hint: name the base first, then the report that amends it, or what remit diff --format yaml wrote\n",
        )


class Show(Case):
    SVG = "{http://www.w3.org/2000/svg}"

    def test_a_page_to_standard_output(self):
        out = self.expect(["show", SAMPLE, "--page", "4"], 0)
        picture = xml.etree.ElementTree.fromstring(out)
        self.assertEqual(picture.tag, self.SVG + "svg")
        self.assertEqual(picture.find(self.SVG + "title").text, f"{SAMPLE}, page 4 of 9")
        titles = [title.text for title in picture.iter(self.SVG + "title")]
        self.assertTrue(any(t.startswith("part_2__art_11__sec_11.02\nsection\n") for t in titles), titles)
        self.assertTrue(any(t.startswith("furniture: running-head\n") for t in titles), titles)
        self.assertFalse(any("a fault of remit's" in t for t in titles), titles)

    def test_every_page_is_well_formed(self):
        for file, pages in ((SAMPLE, 9), ("fixtures/penwick/constitution.pdf", 6), ("fixtures/plain/penwick.md", 1)):
            for page in range(1, pages + 1):
                code, out, _ = run("show", "-q", file, "--page", str(page))
                self.assertEqual(code, 0)
                xml.etree.ElementTree.fromstring(out)

    def test_to_a_file(self):
        target = self.dir / "page.svg"
        self.assertEqual(self.expect(["show", NOTICE, "-o", str(target)], 0), "")
        self.assertEqual(target.read_text(), self.expect(["show", NOTICE, "--page", "1"], 0))

    def test_only_what_is_odd_on_the_page_is_said(self):
        text = b"1. The town acts.\n\n3. It rests.\n\f\n4. It sleeps.\n\n6. It wakes.\n"
        code, _, err = run("show", "-", "--page", "2", stdin=text)
        self.assertEqual(code, 0)
        self.assertIn("-:p.2: warning: 6. follows 4.", err)
        self.assertNotIn("-:p.1:", err)

    def test_no_such_page(self):
        for page in ("10", "0", "-1"):
            self.expect(
                ["show", SAMPLE, f"--page={page}"],
                2,
                f"{SAMPLE}: error: it has 9 pages, and no page {page} [bad-pages]\n"
                "  hint: ask for a page between 1 and 9\n",
            )
        self.expect(
            ["show", "-", "--page", "2"],
            2,
            "-: error: it has 1 page, and no page 2 [bad-pages]\n  hint: ask for page 1\n",
            stdin=b"1. The town acts.\n",
        )

    def test_a_png(self):
        target = self.dir / "page.PNG"
        code, out, err = run("show", "-q", NOTICE, "-o", str(target))
        if "[no-png]" in err:
            self.assertEqual(code, 2)
            self.assertIn("hint: install librsvg2-2, or write an SVG: -o page.svg\n", err)
            self.assertFalse(target.exists())
            self.skipTest("no librsvg")
        self.assertEqual((code, out, err), (0, "", ""))
        png = target.read_bytes()
        self.assertEqual(png[:8], b"\x89PNG\r\n\x1a\n")
        width, height = struct.unpack(">II", png[16:24])
        picture = xml.etree.ElementTree.fromstring(self.expect(["show", NOTICE], 0))
        view = [float(number) for number in picture.get("viewBox").split()]
        self.assertEqual(round(width / height, 2), round(view[2] / view[3], 2))
        self.assertGreaterEqual(width, 2 * 595)

    def test_another_picture_is_refused(self):
        self.expect(
            ["show", SAMPLE, "-o", "page.JPG"],
            2,
            "page.JPG: error: the picture is drawn as SVG or PNG [unwritable]\n"
            "  hint: write it with -o page.svg or -o page.png\n",
        )


class Diff(Case):
    OLD = "Article 3 - Quorum\n3.1 The Clerk shall count the members present.\n3.2 Four members are enough.\n"
    NEW = "Article 4 - Quorum\n4.1 The Clerk may count the members present.\n4.2 Four members are enough.\n"

    def setUp(self):
        super().setUp()
        self.old, self.new = self.dir / "old.txt", self.dir / "new.txt"
        self.old.write_text(self.OLD)
        self.new.write_text(self.NEW)

    def diff(self, *options, code=0):
        return self.expect(["diff", str(self.old), str(self.new), *options], code)

    def test_text(self):
        out = self.diff().replace(str(self.dir), "DIR")
        self.assertEqual(
            out,
            "A  DIR/old.txt  ·  Article 3 - Quorum\n"
            "B  DIR/new.txt  ·  Article 4 - Quorum\n"
            "\n"
            "            same  reworded  new force  only in A only in B  moved\n"
            "provisions     2         1          0         0         0      1\n"
            "posts          0         0          0         0         0      0\n"
            "duties         0         0          1         0         0      0\n"
            "\n"
            "Article 3 Quorum → Article 4 Quorum\n"
            "> Article 3 Quorum → Article 4 (moved)\n"
            "~ 3.1 → 4.1\n"
            "      The Clerk [-shall-] {+may+} count the members present.\n"
            "    … 1 unchanged\n"
            "\n"
            "Duties\n"
            "! 3.1 → 4.1 obligation → permission\n"
            "    - The Clerk shall count the members present\n"
            "    + The Clerk may count the members present\n",
        )

    def test_a_number_that_tells_what_it_is_in_is_enough(self):
        self.old.write_text("# 9. Stalls\n\n9.1 Whoever lets a stall:\n\n9.1.1 keeps it clean.\n")
        self.new.write_text("# 9. Stalls\n\n9.1 Whoever lets a stall:\n\n9.1.1 keeps it very clean.\n")
        self.assertIn("\n~ 9.1.1\n", self.diff("--only", "nodes"))

    def test_colour_only_where_it_is_asked_for(self):
        self.assertNotIn("\x1b", self.diff())
        out = self.diff("--color", "always", "--only", "nodes")
        self.assertIn("\x1b[31mshall\x1b[0m \x1b[32mmay\x1b[0m count", out)

    def test_side_by_side(self):
        out = self.diff("--side-by-side", "--only", "nodes")
        self.assertRegex(out, r"\n      The Clerk \[-shall-\] count the members present\. +\| The Clerk \{\+may\+\} count the")

    def test_yaml_and_json_are_one(self):
        value = json.loads(self.diff("--format", "json"))
        self.assertEqual(value["nodes"][1]["words"], [["keep", "The Clerk"], ["delete", "shall"], ["insert", "may"],
                                                      ["keep", "count the members present."]])
        self.assertEqual(value["duties"], [{"a": "duty_1", "b": "duty_1", "kind": "force_changed"}])
        self.assertIn('- ["insert", "may"]\n', self.diff("--format", "yaml"))
        only = json.loads(self.diff("--format", "json", "--only", "posts"))
        self.assertEqual(list(only), ["remit_diff", "a", "b", "summary", "posts"])

    def test_records_do_as_well(self):
        record = self.dir / "old.yaml"
        self.expect(["extract", "-q", str(self.old), "-o", str(record)], 0)
        self.assertEqual(self.expect(["diff", str(record), str(self.new)], 0), self.diff())

    def test_exit_code(self):
        self.diff("--exit-code", code=1)
        self.diff("--exit-code", "--only", "posts", code=0)
        self.expect(["diff", NOTICE, NOTICE, "--exit-code"], 0)

    def test_a_page(self):
        page = self.dir / "diff.html"
        self.assertEqual(self.diff("--format", "html", "-o", str(page)), "")
        text = page.read_text()
        self.assertIn("The Clerk <del>shall</del> count", text)
        self.assertIn("The Clerk <ins>may</ins> count", text)
        self.assertNotRegex(text, r"\{\{|(src|href)=\"http|@import|url\(")

    def test_what_cannot_be_read(self):
        self.expect(
            ["diff", str(self.old), "absent.pdf"],
            2,
            "absent.pdf: error: there is no such file [no-file]\n"
            "  hint: check the spelling; quote names that have spaces in them\n",
        )


class Grammar(Case):
    def own(self, text):
        (self.dir / "own.yaml").write_text(text)
        return str(self.dir)

    def test_shipped_examples_hold(self):
        self.assertRegex(self.expect(["grammar", "test"], 0), r"^\d+ rules, \d+ examples, 0 wrong\n$")

    def test_an_example_that_does_not_hold(self):
        folder = self.own("rules:\n- {id: x, kind: bullet, pattern: '^~', examples: ['- a']}\n")
        out = self.expect(["grammar", "test", folder], 1)
        self.assertIn('DIR/own.yaml:2: rule "x" does not take "- a"\n', out.replace(str(self.dir), "DIR"))

    def test_bad_grammar_is_refused_with_its_place(self):
        folder = self.own("rules:\n- id: x\n  kind: chapter\n")
        code, out, err = run("extract", "--grammars", folder, NOTICE)
        self.assertEqual((code, out), (2, ""))
        self.assertRegex(
            err.replace(str(self.dir), "DIR"),
            r'^DIR/own\.yaml:3:9: error: rule "x": unknown kind \(known: .*\) \[bad-grammar\]\n$',
        )

    def test_no_grammar(self):
        self.expect(
            ["extract", "--grammars", f"{self.dir}/none", NOTICE],
            2,
            "DIR/none: error: No such file or directory [no-grammar]\n"
            "  hint: name a folder of grammar files with --grammars DIR\n",
        )

    def test_own_rule_makes_a_node(self):
        folder = self.own(
            "rules:\n- id: canon\n  kind: division\n  type: article\n"
            "  pattern: '^(?P<label>Canon (?P<num>\\d+))(?: (?P<heading>.+))?$'\n"
            "  examples: [{text: Canon 4 Vestments, num: '4', heading: Vestments}]\n"
        )
        text = b"Canon 4 Vestments\n\n4.1 The verger keeps them in a press that is locked.\n"
        out = self.expect(["extract", "-", "--grammars", folder, "--format", "json"], 0, stdin=text)
        self.assertEqual(json.loads(out)["structure"][0]["id"], "art_4")


RULES = b"""# Tower Rules

1. The tower is open on Sundays.
3. Nobody climbs the roof, but as Appendix B says.

## Appendix A

1. The key hangs in the porch.
"""

DUTIES = b"""# Article 9 - Officers

9.01 Posts

The Head of Bells is designated as the Monitoring Officer.

9.02 Functions of the Monitoring Officer

(a) Keeping the Book. The Monitoring Officer shall keep the book of bells up to date.

(b) Ringing. The Monitoring Officer shall ring the great bell at noon on the first Sunday.

(c) Counsel. The Monitoring Officer will counsel every ringer who asks for it.
"""

REPORT = b"""# The Warden's Year

| Reference | Duty | Work done |
| --- | --- | --- |
| Article 9 (a) | Keeping the Book. The Monitoring Officer shall keep the book of bells up-to-date. | It was kept. |
| Article 9 (b) | Ringing. The Monitoring Officer shall ring the bell at noon on the first Sunday. | It rang. |
| Part 3 | Dispensations | None was asked for. |
"""


class Export(Case):
    RECORD = "fixtures/penwick/expected.yaml"

    def test_each_format(self):
        for kind, first in (("sqlite", b"SQLite format 3\0"), ("csv", b"\xef\xbb\xbfdocument,"), ("jsonl", b'{"document":"expected",')):
            place = self.dir / kind
            self.assertEqual(self.expect(["export", self.RECORD, "--to", kind, str(place)], 0), "")
            file = place if place.is_file() else place / f"nodes.{kind}"
            self.assertTrue(file.read_bytes().startswith(first), kind)
        self.expect(["export", self.RECORD, "--to", "akn", f"{self.dir}/akn"], 0)
        root = xml.etree.ElementTree.parse(self.dir / "akn/expected.xml").getroot()
        self.assertEqual(root.tag, "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}akomaNtoso")

    def documents(self, *arguments, code=0, stderr=""):
        self.expect(["export", *arguments, "--to", "jsonl", f"{self.dir}/tables"], code, stderr)
        lines = (self.dir / "tables/documents.jsonl").read_text().splitlines()
        shutil.rmtree(self.dir / "tables")
        return [json.loads(line)["document"] for line in lines]

    def test_a_folder_gives_its_records_and_nothing_else(self):
        records = self.dir / "records"
        (records / "b").mkdir(parents=True)
        shutil.copy(TOP / self.RECORD, records / "b" / "two.yaml")
        shutil.copy(TOP / self.RECORD, records / "one.yml")
        out = self.expect(["extract", NOTICE, "--format", "json"], 0)
        (records / "b.json").write_text(out)
        for other in ("tables.jsonl", "notes.yaml", "empty.yaml"):
            (records / other).write_text('{"input": "a"}\n' if other != "empty.yaml" else "")
        self.assertEqual(self.documents(str(records)), ["b", "b/two", "one"])
        self.assertEqual(self.documents(str(records), self.RECORD, str(records)), ["b", "b/two", "one", "expected", "b-2", "b/two-2", "one-2"])

    def test_a_document_is_read_first(self):
        self.assertEqual(self.documents(NOTICE), ["notice"])

    def test_a_broken_record_is_left_out(self):
        (self.dir / "cut.yaml").write_text("remit: 1\nstructure: [{id: art_1\n")
        (self.dir / "whole.yaml").write_bytes((TOP / self.RECORD).read_bytes())
        documents = self.documents(
            str(self.dir), code=1,
            stderr="DIR/cut.yaml:3:1: error: cannot be read as YAML: did not find expected ',' or '}' [bad-record]\n"
            "  hint: a record is YAML or JSON, as remit extract writes it\n")
        self.assertEqual(documents, ["whole"])

    def test_what_a_batch_does_not_tell_of_is_left_out(self):
        records = self.dir / "records"
        run("batch", NOTICE, "-o", str(records))
        (records / "of-last-year.yaml").write_bytes((TOP / self.RECORD).read_bytes())
        documents = self.documents(
            str(records), code=1,
            stderr="DIR/records/manifest.jsonl: error: 1 record is left out that it does not tell of [not-in-manifest]\n"
            "  hint: remove what is not from the last batch, or name such a record by itself\n")
        self.assertEqual(documents, ["notice"])
        self.assertEqual(self.documents(f"{records}/of-last-year.yaml"), ["of-last-year"])

    def test_the_register_says_more_of_a_council(self):
        (self.dir / "a.yaml").write_text(
            "remit: 1\ndocument: {council: Bristol, gss: E06000023}\n"
            "accounting: {words: 0, structure: 0, furniture: 0, unplaced: 0}\n")
        self.expect(["export", f"{self.dir}/a.yaml", "--to", "jsonl", f"{self.dir}/tables"], 0)
        council = json.loads((self.dir / "tables/councils.jsonl").read_text())
        self.assertEqual((council["council"], council["kind"], council["nation"]), ("Bristol", "unitary", "England"))

    def test_ids_that_stand_twice(self):
        (self.dir / "twice.yaml").write_text(
            "remit: 1\nstructure:\n- {id: art_1, type: article}\n- {id: art_1, type: article}\n"
            "accounting: {words: 2, structure: 2, furniture: 0, unplaced: 0}\n")
        self.expect(
            ["export", f"{self.dir}/twice.yaml", self.RECORD, "--to", "csv", f"{self.dir}/csv"], 1,
            'DIR/twice.yaml: error: the id "art_1" stands twice [bad-record]\n  hint: extract the document again\n')

    def test_nothing_to_export(self):
        self.expect(
            ["export", str(self.dir), "--to", "csv", f"{self.dir}/csv"], 2,
            "DIR: error: there is no record to export [no-records]\n  hint: make some: remit extract *.pdf -o records/\n")
        self.assertEqual(list(self.dir.iterdir()), [])

    def test_what_is_there_stays_unless_forced(self):
        place = self.dir / "all.db"
        arguments = ["export", self.RECORD, "--to", "sqlite", str(place)]
        self.expect(arguments, 0)
        self.expect(arguments, 2, "DIR/all.db: error: it is there already [exists]\n  hint: --force replaces it\n")
        self.expect([*arguments, "--force"], 0)
        self.assertTrue(place.read_bytes().startswith(b"SQLite"))

    def test_what_is_no_database_stays_even_so(self):
        notes = self.dir / "notes.txt"
        notes.write_text("mine")
        self.expect(
            ["export", self.RECORD, "--to", "sqlite", str(notes), "--force"], 2,
            "DIR/notes.txt: error: it is no file that an export wrote [exists]\n  hint: name another file\n",
        )
        self.assertEqual(notes.read_text(), "mine")

    def test_a_record_that_is_read_is_not_replaced(self):
        record = self.dir / "record.yaml"
        shutil.copy(TOP / self.RECORD, record)
        self.expect(
            ["export", str(record), "--to", "sqlite", str(record), "--force"], 2,
            "DIR/record.yaml: error: it is a record that is read [unwritable]\n  hint: name another file\n")
        self.assertEqual(record.read_bytes(), (TOP / self.RECORD).read_bytes())

    def test_ctrl_c_leaves_nothing_behind(self):
        pipe = self.dir / "pipe"
        os.mkfifo(pipe)
        with subprocess.Popen(
            [REMIT, "export", pipe, "--to", "csv", self.dir / "csv"], stderr=subprocess.PIPE, cwd=TOP,
            env={**os.environ, "REMIT_GRAMMARS": str(TOP / "grammars")},
        ) as process:
            with open(pipe, "wb") as record:  # it waits for it now
                process.send_signal(signal.SIGINT)
                record.write((TOP / self.RECORD).read_bytes())
            err = process.stderr.read().decode().replace(str(self.dir), "DIR")
        self.assertEqual(err, "DIR/csv: error: it was stopped, and nothing is written [stopped]\n  hint: run it again\n")
        self.assertEqual(process.returncode, 130)
        self.assertEqual(list(self.dir.iterdir()), [pipe])

    def test_verbose_counts(self):
        self.expect(["export", "-v", self.RECORD, "--to", "csv", f"{self.dir}/csv"], 0, "DIR/csv: 1 document\n")

    def test_wrong_usage(self):
        hint = "  hint: remit export --help lists the options\n"
        for arguments, message in (
            ([self.RECORD], "--to is required"),
            ([self.RECORD, "--to", "xlsx", "a"], "--to: xlsx not in {sqlite,csv,jsonl,akn}"),
            (["--to", "csv", "a"], "IN is required"),
        ):
            self.expect(["export", *arguments], 2, f"remit: error: {message} [usage]\n{hint}")


class Check(Case):
    def write(self, name, content):
        path = self.dir / name
        path.write_bytes(content)
        return str(path)

    def test_text(self):
        out = self.expect(["check", self.write("rules.md", RULES)], 0)
        self.assertEqual(
            out.replace(str(self.dir), "DIR"),
            "DIR/rules.md:p.1: warning: 3. follows 1. [numbering-gap]\n"
            "    3. Nobody climbs the roof, but as Appendix B says.\n"
            "    ^~\n"
            "  hint: is what lies between set in a table or a picture, or was it taken out?\n"
            "DIR/rules.md:p.1: warning: \"Appendix B\" is nowhere in this document [reference-dangling]\n"
            "    Nobody climbs the roof, but as Appendix B says.\n"
            "                                   ^~~~~~~~~~\n"
            "  hint: look whether the number has changed, or say which document it is in\n"
            "0 errors, 2 warnings, 0 notes in 1 file\n",
        )

    def test_severities_decide_the_exit_code(self):
        rules = self.write("rules.md", RULES)
        config = self.write("c.yaml", b"severity:\n  numbering-gap: off\n  reference-dangling: error\n")
        out = self.expect(["check", rules, "--config", config, "--format", "json"], 1)
        found = json.loads(out)
        self.assertEqual([(f["code"], f["severity"]) for f in found["findings"]], [("reference-dangling", "error")])
        self.assertEqual(found["counts"], {"error": 1, "warning": 0, "info": 0})
        finding = found["findings"][0]
        self.assertEqual(finding["line"][slice(*finding["caret"])], "Appendix B")

    def test_an_unknown_code_is_refused_with_its_line(self):
        config = self.write("c.yaml", b"severity:\n  numbering-gap: off\n  numbering-hole: off\n")
        got, _, err = run("check", self.write("rules.md", RULES), "--config", config)
        self.assertEqual(got, 2)
        self.assertRegex(err, r'^.*/c\.yaml:3:\d+: error: there is no code "numbering-hole" \[bad-config\]\n  hint: one of ')

    def test_a_file_that_cannot_be_read_ends_it(self):
        got, out, err = run("check", self.write("rules.md", RULES), str(self.dir / "none.md"))
        self.assertEqual((got, out), (2, ""))
        self.assertIn("[no-file]", err)

    def test_it_writes_over_no_document(self):
        rules = self.write("rules.md", RULES)
        self.expect(
            ["check", rules, "-o", rules],
            2,
            "DIR/rules.md: error: it is a document that is read [unwritable]\n  hint: name another file with -o\n",
        )

    def test_sarif_has_what_the_standard_asks_for(self):
        rules = self.write("the rules.md", RULES)
        log = json.loads(self.expect(["check", rules, "--format", "sarif"], 0))
        self.assertEqual(log["version"], "2.1.0")  # 3.13.2
        self.assertTrue(log["$schema"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/"))
        (one,) = log["runs"]  # 3.13.4
        driver = one["tool"]["driver"]  # 3.14.6, 3.18.2, 3.19.8
        self.assertEqual(driver["name"], "remit")
        ids = [rule["id"] for rule in driver["rules"]]  # 3.49.3: each once
        self.assertEqual(len(ids), len(set(ids)))
        levels = {"none", "note", "warning", "error"}
        for rule in driver["rules"]:
            self.assertTrue(rule["help"]["text"].endswith("."))
            self.assertTrue(rule["shortDescription"]["text"].endswith("."))
            self.assertIn(rule["defaultConfiguration"]["level"], levels)
        self.assertEqual(len(one["artifacts"]), 1)
        self.assertTrue(one["results"])
        for result in one["results"]:
            self.assertIn(result["level"], levels)  # 3.27.10
            self.assertTrue(result["message"]["text"])  # 3.27.11
            self.assertEqual(ids[result["ruleIndex"]], result["ruleId"])  # 3.27.6
            place = result["locations"][0]["physicalLocation"]
            self.assertEqual(place["artifactLocation"]["index"], 0)
            self.assertRegex(place["artifactLocation"]["uri"], r"^file:///.*/the%20rules\.md$")
            self.assertEqual(place["region"]["startLine"], 1)  # the page
            self.assertTrue(place["region"]["snippet"]["text"])
            self.assertTrue(result["properties"]["hint"])

    def test_every_finding_is_a_rule(self):
        rules = self.write("rules.md", RULES)
        log = json.loads(self.expect(["check", rules, "--format", "sarif"], 0))
        findings = (TOP / "cli/README.md").read_text().split("### Findings")[1]
        # what only `amend` says is no finding of `check`
        listed = set(re.findall(r"^\| `([a-z][a-z0-9-]*)` \| (?!`amend`:)", findings, re.M)) | {"no-text-layer"}
        self.assertEqual({rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]}, listed)

    def test_records_are_checked_like_their_documents(self):
        rules = self.write("rules.md", RULES)
        record = str(self.dir / "rules.yaml")
        run("extract", rules, "-o", record)
        first = json.loads(self.expect(["check", rules, "--format", "json"], 0))
        second = json.loads(self.expect(["check", record, "--format", "json"], 0))
        self.assertEqual([f["message"] for f in first["findings"]], [f["message"] for f in second["findings"]])

    def test_results_are_as_their_schemas_say(self):
        try:
            import jsonschema
        except ImportError:
            self.skipTest("python3-jsonschema is not installed")
        duties, report = self.write("duties.md", DUTIES), self.write("report.md", REPORT)
        for arguments in (["check", self.write("rules.md", RULES)], ["trace", duties, report]):
            schema = json.loads(self.expect(["schema", arguments[0]], 0))
            jsonschema.Draft202012Validator.check_schema(schema)
            jsonschema.validate(json.loads(self.expect([*arguments, "--format", "json"], 0)), schema)


class Trace(Case):
    def test_text(self):
        (self.dir / "duties.md").write_bytes(DUTIES)
        (self.dir / "report.md").write_bytes(REPORT)
        out = self.expect(["trace", "duties.md", "report.md"], 0, cwd=self.dir)
        self.assertEqual(
            out,
            "report.md on duties.md\n"
            "\n"
            "p.1   Article 9 (a)  exact  9.02 (a) Keeping the Book (1 duty)\n"
            "p.1   Article 9 (b)  near   9.02 (b) Ringing (1 duty)\n"
            "p.1   Part 3         is not in the constitution\n"
            "\n"
            "no row covers:\n"
            "p.1  9.02 (c) Counsel [duty_3]\n"
            "      The Monitoring Officer will counsel every ringer who asks for it.\n",
        )

    def test_both_files_are_asked_for(self):
        got, _, err = run("trace", "none.md", "nothing.md", cwd=self.dir)
        self.assertEqual(got, 2)
        self.assertEqual(err.count("[no-file]"), 2)


# Words with a dash between quotes that are no codes.
NOT_CODES = {
    "cuts-text", "lumps-text", "out-of-order",  # why a page was read by its geometry
    "hidden-text", "line-number", "page-number", "repeated-header", "repeated-title",  # furniture
    "running-head",
    "sha-256",  # how SARIF names a hash
    "tabular-data-package", "utf-8",  # what datapackage.json says
}


class Codes(Case):
    """Every code that the sources can give stands in cli/README.md, and none that they cannot."""

    def test_each_code_is_documented(self):
        manual = (TOP / "cli/README.md").read_text()
        codes = manual[manual.index("### Errors: there is no record") :]
        listed = set(re.findall(r"^\| `([a-z][a-z0-9-]*)` \|", codes, re.M))
        given = set()
        for folder in ("lib", "cli"):
            for source in sorted((TOP / folder).rglob("*.cc")):
                text = re.sub(r"//.*", "", source.read_text())
                given.update(re.findall(r'code = "([a-z]+)"', text))
                given.update(re.findall(r'"([a-z]+(?:-[a-z0-9]+)+)"', text))
        given -= NOT_CODES
        self.assertEqual(sorted(given - listed), [], "not in cli/README.md")
        self.assertEqual(sorted(listed - given), [], "in cli/README.md, but nothing gives it")


class GrammarManual(Case):
    """What grammars/README.md teaches is so."""

    TEXT = (TOP / "grammars/README.md").read_text()

    def test_its_grammars_hold(self):
        blocks = re.findall(r"```yaml\n(.*?)```", self.TEXT, re.S)
        whole = [b if b.startswith(("rules:", "roles:", "about:")) else "rules:\n" + b for b in blocks if "- id:" in b]
        self.assertGreaterEqual(len(whole), 3)
        for number, block in enumerate(whole):
            folder = self.dir / str(number)
            folder.mkdir()
            (folder / "own.yaml").write_text(block)
            self.assertRegex(self.expect(["grammar", "test", str(folder)], 0), r" 0 wrong\n$")

    def test_it_names_every_kind_and_key(self):
        source = (TOP / "lib/remit/grammar/grammar_file.cc").read_text()
        kinds = re.findall(r'\{"(\w+)", RuleKind::', source)
        keys = re.findall(r'key [!=]= "(\w+)"', source)
        self.assertGreater(len(kinds), 10)
        for word in [*kinds, *keys]:
            self.assertRegex(self.TEXT, rf"\b{word}\b")
        for kind in kinds:
            self.assertIn(f"| `{kind}` |", self.TEXT)


if __name__ == "__main__":
    REMIT = os.path.abspath(sys.argv.pop(1))
    unittest.main()
