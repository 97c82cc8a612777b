"""Affiliation strings as people write them, led to the institution that is meant.

The institutions are the identifiers (ROR) of the training strings; each is known by the pieces of
its training strings that name no other institution. The held-back strings (every fourth, by a
fixed shuffle) of institutions that the training part knows are searched; the share whose best
match is right is top-1 accuracy. Beside it: plain token overlap (Jaccard) with the same names.

    python3 bench/peers/affiliations.py FILE.csv [--keep NAME]
"""

import argparse
import collections
import csv
import json
import pathlib
import random
import re
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = HERE.parent / "target" / "release" / "names"


def pieces(text):
    found = [p.strip(" .") for p in re.split(r"[,;()|]", text)]
    return [p for p in found if len(p) > 3] + [text]


def tokens(text):
    return set(re.findall(r"\w+", text.lower()))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("file", type=pathlib.Path)
    arguments.add_argument("--keep", type=pathlib.Path)
    given = arguments.parse_args()
    rows = [(r["affiliation"], r["ror_id"]) for r in csv.DictReader(given.file.open(encoding="utf-8-sig"))
            if r["ror_id"].startswith("http") and ";" not in r["ror_id"]]
    random.Random(7).shuffle(rows)
    train, held = [r for i, r in enumerate(rows) if i % 4], [r for i, r in enumerate(rows) if not i % 4]
    owners = collections.defaultdict(set)
    for text, ror in train:
        for piece in pieces(text):
            owners[piece.lower()].add(ror)
    names = collections.defaultdict(dict)
    for text, ror in train:
        for piece in pieces(text):
            if len(owners[piece.lower()]) == 1 and len(piece) < 300:
                names[ror][piece] = True
    known = {ror: list(of) for ror, of in names.items() if of}
    tests = [(text.replace("\n", " "), ror) for text, ror in held if ror in known]
    with tempfile.TemporaryDirectory() as aside:
        listing, queries = pathlib.Path(aside) / "list.csv", pathlib.Path(aside) / "names.txt"
        with listing.open("w", newline="") as out:
            table = csv.writer(out)
            table.writerow(["id", "name", "aliases", "kind"])
            for ror, of in known.items():
                table.writerow([ror, of[0].replace("|", " "), "|".join(p.replace("|", " ") for p in of[1:]), "organization"])
        queries.write_text("\n".join(text for text, _ in tests) + "\n")
        run = subprocess.run([PROGRAM, "institution", queries, listing], capture_output=True, text=True, check=True)
    found = [json.loads(line)["matches"] for line in run.stdout.splitlines()]
    right = sum(bool(m) and m[0]["id"] == ror for m, (_, ror) in zip(found, tests))
    flat = [(ror, tokens(name)) for ror, of in known.items() for name in of]
    by_token = collections.defaultdict(list)
    for at, (_, own) in enumerate(flat):
        for token in own:
            by_token[token].append(at)
    overlap = 0
    for text, ror in tests:
        own = tokens(text)
        counts = collections.Counter(at for token in own for at in by_token[token])
        best = max(counts, key=lambda at: counts[at] / len(own | flat[at][1]), default=None)
        overlap += best is not None and flat[best][0] == ror
    result = {"institutions": len(known), "names": len(flat), "searched": len(tests),
              "top_1": {"bonafide": round(right / len(tests), 4),
                        "token overlap": round(overlap / len(tests), 4)},
              "times": json.loads(run.stderr.strip().splitlines()[-1])}
    print(json.dumps(result, indent=1))
    if given.keep:
        given.keep.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
