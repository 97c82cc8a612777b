"""Everything beside peers, in one table: lists of people, additions, near-duplicate text.

    python3 bench/peers/all.py [--data FOLDER] [--records 1000000] [--seed N] [--keep NAME]

Builds bonafide, installs the peers by name into environments of their own, and runs people.py,
text.py and additions to a million known records, each on the same machine one after another.
`--seed` is that of the invented list and texts; give one that was not used while building.
"""

import argparse
import datetime
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import venv

import people

ROOT = people.ROOT
TEXT_PEERS = ["datasketch==2.0.0", "rensa==0.5.0", "gaoya==0.2.2"]


def run(*command):
    """Runs a command, shows what it prints, and returns it."""
    lines = []
    with subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True) as child:
        for line in child.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    if child.returncode:
        raise SystemExit(f"{command[0]} failed")
    return "".join(lines)


def texts(work, seed):
    folder = work / "text-peers"
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *TEXT_PEERS], check=True)
    return run(python, people.HERE / "text.py", "--seed", seed)


def additions(work, records, seed):
    """Milliseconds of a call with the index open, and seconds of the command, for 1 to 1,000."""
    source = work / f"invented-{records}-{seed}" / "people.csv"
    known, new = work / "known.csv", work / "new.csv"
    with open(source) as rows:
        header, *rows = rows
    count = min(1_000, len(rows) // 10)
    known.write_text(header + "".join(rows[:-count]))
    folder = work / "added-to"
    shutil.rmtree(folder, ignore_errors=True)
    release = ROOT / "target" / "release"
    run(release / "bonafide", "resolve", known, "--out", folder, "--index")
    table = f"| new | known | what | result |\n|---|---|---|---|\n"
    for number in [1, 10, 100, count]:
        new.write_text(header + "".join(rows[-number:]))
        shutil.rmtree(folder / "added", ignore_errors=True)
        times = 21 if number <= 10 else 5
        call = run(ROOT / "bench" / "target" / "release" / "additions", folder, new, times)
        for line in call.splitlines():
            table += f"| {number} | {len(rows) - count} | a call, {line.replace(':', ' |', 1)} |\n"
        spent = sorted(people.timed([release / "bonafide", "resolve", new, "--onto", folder])[:2]
                       for _ in range(times))
        wall, processor = spent[len(spent) // 2]
        table += (f"| {number} | {len(rows) - count} | the command | "
                  f"median {wall * 1e3:.0f} ms, processor {processor * 1e3:.0f} ms |\n")
    print(table)
    return table


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given = os.environ.get("BONAFIDE_CORPORA")
    parser.add_argument("--data", type=pathlib.Path,
                        default=pathlib.Path(given) / "linkage" if given else None)
    parser.add_argument("--work", type=pathlib.Path,
                        default=pathlib.Path(tempfile.gettempdir()) / "bonafide-peers")
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--keep", help="name of the kept result in bench/runs")
    given = parser.parse_args()
    for folder, what in [(ROOT, ["--bin", "bonafide"]),
                         (ROOT / "bench", ["--package", "passages", "--package", "additions"])]:
        # Where programs are looked for, whatever the environment says.
        where = ["--manifest-path", folder / "Cargo.toml", "--target-dir", folder / "target"]
        run("cargo", "build", "--release", *where, *what)
    lists = [sys.executable, people.HERE / "people.py", "--records", given.records,
             "--work", given.work, "--seed", given.seed]
    if given.data:
        lists += ["--data", given.data]
    about = f"{datetime.date.today()}, {people.machine()}, list and texts by seed {given.seed}\n"
    parts = [about, run(*lists), additions(given.work, given.records, given.seed),
             texts(given.work, given.seed)]
    if given.keep:
        kept = ROOT / "bench" / "runs" / f"{given.keep}.md"
        kept.write_text("# Everything beside peers\n\n" + "\n".join(parts))


if __name__ == "__main__":
    main()
