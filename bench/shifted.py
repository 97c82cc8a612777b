"""Whether the weights carry over: the shipped table beside one that was learned on the place.

    python3 bench/shifted.py [--fit 311 312 313] [--judge 321 322 323] [--keep NAME]

The populations are those of `simulate --mix shifted`: other tactics, a third as many operators,
three times as many look-alikes. Prints average precision and calibration error of both tables.
"""

import argparse

import accuracy


def population(program, seed, applications):
    """The folder of a shifted population, simulated where it is not there yet."""
    folder = accuracy.BENCH / "populations" / f"shifted-{seed}-{applications}"
    if not (folder / "truth.jsonl").exists():
        accuracy.run(program, "simulate", "--mix", "shifted", "--seed", seed,
                     "--applications", applications, "--out", folder)
    return folder


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("--fit", nargs="+", type=int, default=[311, 312, 313])
    arguments.add_argument("--judge", nargs="+", type=int, default=[321, 322, 323])
    arguments.add_argument("--applications", type=int, default=20000)
    arguments.add_argument("--keep", metavar="NAME")
    given = arguments.parse_args()
    program, tools = accuracy.build()
    fit = [population(program, seed, given.applications) for seed in given.fit]
    judge = [population(program, seed, given.applications) for seed in given.judge]
    refitted = accuracy.BENCH / "populations" / "shifted-weights.toml"
    refitted.write_text(accuracy.run(tools / "learn", *fit, capture=True), encoding="utf-8")
    lines = ["| table of weights | average precision | calibration error |", "|---|---|---|"]
    for name, extra in [("shipped", []), ("learned on the place", ["--weights", refitted])]:
        found = [accuracy.screened(program, folder, extra) for folder in judge]
        precision = accuracy.spread([each["average_precision"] for each in found])
        error = accuracy.spread([each["reliability"]["error"] for each in found])
        lines.append(f"| {name} | {precision} | {error} |")
    print("\n".join(lines))
    if given.keep:
        head = [f"- {name}: {value}" for name, value in accuracy.circumstances(given).items()]
        kept = accuracy.BENCH / "runs" / f"{given.keep}.md"
        kept.write_text("\n".join([f"# {given.keep}", "", *head, "", *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
