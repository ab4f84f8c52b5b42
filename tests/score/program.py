"""The program under test, as the scores ask it."""

import json
import subprocess
import sys


def run(remit, *arguments):
    """What a command says in JSON; findings (exit code 1) are no failure."""
    done = subprocess.run([remit, *map(str, arguments)], capture_output=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr.decode())
    return json.loads(done.stdout) if done.stdout else None
