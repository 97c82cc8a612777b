"""Surges in simulated populations: how many of those shown are of an event, and how many of chance.

Each population has job fairs, campus events, layoffs and floods of operators, so many of each, or
none at all. A shown surge is of an event where more than half of its members came by it.

    python3 bench/surges.py BONAFIDE [--seeds 601 602 603] [--keep FILE.md]
"""

import argparse
import collections
import json
import pathlib
import subprocess
import tempfile

KINDS = ("job_fair", "campus_event", "layoff", "flood")
# Crowds and teams that every population has; what one of them has in common is no chance either.
CROWDS = ("bootcamp", "library", "campus", "agency", "vpn_exit", "auto_apply", "colleagues",
          "manager_reports")
SEEDS = (601, 602, 603)


def read(path):
    return [json.loads(line) for line in path.open()]


def one(program, seed, applications, events, folder):
    """What is shown, events that are shown at all, and what their members bear."""
    call = lambda *words: subprocess.run([program, *map(str, words)], check=True, capture_output=True)
    call("simulate", "--seed", seed, "--applications", applications, "--events", events,
         "--out", folder / "population")
    call("screen", folder / "population/applications.jsonl", "--out", folder / "out")
    kinds = {row["id"]: set(row["kinds"]) for row in read(folder / "population/truth.jsonl")}
    shown, found = collections.Counter(), collections.defaultdict(set)
    for surge in read(folder / "out/surges.jsonl"):
        members = surge["members"]
        by = next((k for k in KINDS + CROWDS if 2 * sum(k in kinds[m] for m in members) > len(members)), "chance")
        shown["crowd" if by in CROWDS else by] += 1
        found[by].add((surge["week"], surge["common"] if by in ("layoff", "flood") else ""))
    events_found = {kind: len({week for week, _ in found[kind]}) for kind in KINDS}
    bits = collections.defaultdict(list)
    review = collections.Counter()
    for row in read(folder / "out/screened.jsonl"):
        for kind in kinds[row["id"]] & set(KINDS):
            terms = row.get("evidence") or []
            bits[kind].append(sum(t["bits"] for t in terms if t["check"] == "surge"))
            review[kind] += row["band"] != "clear"
    return shown, events_found, bits, review


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("program", type=pathlib.Path)
    arguments.add_argument("--applications", type=int, default=10_000)
    arguments.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    arguments.add_argument("--keep", type=pathlib.Path)
    given = arguments.parse_args()
    lines = ["| | without events | three of each |", "|---|---|---|"]
    columns = []
    for events in (0, 3):
        shown, found = collections.Counter(), collections.Counter()
        bits, review = collections.defaultdict(list), collections.Counter()
        for seed in given.seeds:
            with tempfile.TemporaryDirectory() as aside:
                s, f, b, r = one(given.program.resolve(), seed, given.applications, events,
                                 pathlib.Path(aside))
            shown.update(s)
            found.update(f)
            review.update(r)
            for kind, each in b.items():
                bits[kind] += each
        columns.append((shown, found, bits, review))
    row = lambda title, of: lines.append(f"| {title} | {of(columns[0])} | {of(columns[1])} |")
    row("surges shown", lambda c: sum(c[0].values()))
    row("of these, of a class, team or another crowd that every population has", lambda c: c[0]["crowd"])
    row("of these, of chance", lambda c: c[0]["chance"])
    for kind in KINDS:
        name = kind.replace("_", " ")
        row(f"surges of a {name}", lambda c: c[0][kind])
        row(f"weeks with a {name} that is shown", lambda c: c[1][kind])
        row(f"mean bits of those whom a {name} brought",
            lambda c: f"{sum(c[2][kind]) / len(c[2][kind]):.2f}" if c[2][kind] else "–")
        row("of them in review or above",
            lambda c: f"{c[3][kind] / len(c[2][kind]):.1%}" if c[2][kind] else "–")
    text = "\n".join(lines) + "\n"
    print(text)
    if given.keep:
        seeds = ", ".join(map(str, given.seeds))
        given.keep.write_text(
            f"# Surges and events\n\n`bench/surges.py`, {given.applications} applications for each "
            f"of the seeds {seeds}.\n\n{text}")


if __name__ == "__main__":
    main()
