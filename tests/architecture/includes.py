#!/usr/bin/env python3
"""Holds every #include in lib/ and cli/ against the map of modules.

Each lib/remit/MODULE/CMakeLists.txt opens with remit_module(MODULE DEPENDS module…): a file of the
module may include its own headers and theirs, and no others. The libraries that a module wraps are
included there and nowhere else. Prints what is amiss; exits with 1 where there is anything.
"""

import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
MODULES = TOP / "lib" / "remit"

# what a path begins with → the modules that may include it
WRAPPED = {
    "podofo/": {"pdf"},
    "qpdf/": {"pdf"},
    "zlib.h": {"pdf"},
    "sqlite3.h": {"export"},
    "openssl/": {"base", "pdf"},
    "yaml-cpp/": {"grammar"},
    "yaml.h": {"format"},
    "leptonica/": {"ocr"},
    "tesseract/": {"ocr"},
    "unicode/": {"text"},
    "re2/": {"grammar"},
    "seccomp.h": {"batch"},
    "linux/landlock.h": {"batch"},
    "CLI/": {"cli"},
    "iostream": {"cli"},
}


def allowed():
    graph = {}
    for listing in sorted(MODULES.glob("*/CMakeLists.txt")):
        line = re.search(r"remit_module\(([^)]*)\)", listing.read_text()).group(1)
        words = line.split()
        depends = []
        if "DEPENDS" in words:
            for word in words[words.index("DEPENDS") + 1 :]:
                if word == "LINK":
                    break
                depends.append(word)
        graph[words[0]] = depends
    return graph


def circles(graph):
    """A module that may include itself by way of others."""
    def reaches(start, seen):
        for other in graph.get(start, []):
            if other not in seen:
                seen.add(other)
                reaches(other, seen)
        return seen
    return [f"{module} depends on itself" for module in graph if module in reaches(module, set())]


def main():
    graph = allowed()
    problems = circles(graph)
    count = 0
    for source in sorted([*MODULES.rglob("*.h"), *MODULES.rglob("*.cc"), *(TOP / "cli").rglob("*.h"), *(TOP / "cli").rglob("*.cc")]):
        count += 1
        place = source.relative_to(TOP)
        module = "cli" if place.parts[0] == "cli" else place.parts[2]
        if module != "cli" and module not in graph:
            problems.append(f"{place}: no remit_module() line for {module}")
            continue
        for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), start=1):
            include = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
            if not include:
                continue
            path = include.group(1)
            inner = re.match(r"remit/([^/]+)/", path)
            if inner and module != "cli" and inner.group(1) not in {module, *graph[module]}:
                problems.append(f"{place}:{number}: {module} may not include {path}: its DEPENDS does not name {inner.group(1)}")
            if path.startswith("cli/") and module != "cli":
                problems.append(f"{place}:{number}: the library may not include {path}")
            for prefix, modules in WRAPPED.items():
                if path.startswith(prefix) and module not in modules:
                    problems.append(f"{place}:{number}: only {' and '.join(sorted(modules))} may include {path}")
    for problem in problems:
        print(problem)
    print(f"{count} files, {len(graph)} modules, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
