"""One table of how well applications are told apart: ours, today's rules, gradient boosting.

    python3 bench/accuracy.py [--fit 1 2 3] [--judge 501 502 503] [--applications 20000]

Builds the program and the benchmarks, simulates the populations, screens, evaluates, and prints
one table; `--keep NAME` also keeps it with machine, versions and date as runs/NAME.md and .json.
Nothing that is judged was used to fit: weights are learned on seeds 1 to 3 by the program `learn`.
"""

import argparse
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import time

BENCH = pathlib.Path(__file__).resolve().parent
ROOT = BENCH.parent


def run(*command, capture=False):
    """Runs a command; what it prints is returned, or goes to standard error."""
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    if not capture:
        sys.stderr.write(done.stdout)
    return done.stdout


def build():
    """Builds the program and the benchmarks."""
    run("cargo", "build", "--release", "--quiet", "-p", "bonafide")
    manifest = BENCH / "Cargo.toml"
    run("cargo", "build", "--release", "--quiet", "--manifest-path", manifest)
    return ROOT / "target/release/bonafide", BENCH / "target/release"


def simulate(program, seed, applications):
    """The folder of a population, simulated where it is not there yet."""
    folder = BENCH / "populations" / f"seed-{seed}-{applications}"
    if not (folder / "truth.jsonl").exists():
        run(program, "simulate", "--seed", seed, "--applications", applications, "--out", folder)
    return folder


def screened(program, folder, extra):
    """The evaluation of a screening of a population."""
    out = folder / "screened"
    started = time.monotonic()
    run(program, "screen", folder / "applications.jsonl", "--out", out, *extra)
    seconds = time.monotonic() - started
    text = run(program, "evaluate", out, folder / "truth.jsonl", "--json", capture=True)
    return json.loads(text) | {"seconds": round(seconds, 1)}


def rules(tools, folders):
    """Average precision of the rules and of raw fields by folder."""
    text = run(tools / "rules", "--json", *folders, capture=True)
    return [json.loads(line) for line in text.splitlines()]


def boosting(tools, fit, judge):
    """Average precision of gradient boosting by folder; None where scikit-learn is missing."""
    try:
        import sklearn  # noqa: F401
    except ImportError:
        sys.stderr.write("scikit-learn is missing: pip install -r bench/requirements.txt\n")
        return None
    table = BENCH / "populations" / "features.csv"
    with open(table, "w", encoding="utf-8") as file:
        words = [str(word) for word in (tools / "features", *fit, *judge)]
        subprocess.run(words, cwd=ROOT, check=True, stdout=file)
    fit, judge = [str(folder) for folder in fit], [str(folder) for folder in judge]
    script = (sys.executable, BENCH / "boosting.py", table, "--fit", *fit, "--judge", *judge)
    return json.loads(run(*script, "--json", capture=True))


def spread(values):
    """Mean, and distance of the farthest."""
    mean = statistics.fmean(values)
    return f"{mean:.3f} ± {max(abs(value - mean) for value in values):.3f}"


def share(counted):
    """Share within the budget."""
    return counted["within"] / counted["of"] if counted["of"] else 0.0


def f1(pairs):
    """Harmonic mean of precision and recall of pairs."""
    total = pairs["found"] + pairs["true_pairs"]
    return 2 * pairs["both"] / total if total else 1.0


def look_alikes(evaluations):
    """Share of each kind of honest look-alike within 1 %, over all populations, worst first."""
    sums = {}
    for evaluation in evaluations:
        for kind, counted in evaluation["look_alikes"].items():
            of, within = sums.get(kind, (0, 0.0))
            sums[kind] = (of + counted["of"], within + counted["within"])
    rows = [(within / of, of, kind) for kind, (of, within) in sums.items() if of]
    return sorted(rows, reverse=True)


def table(evaluations, ruled, boosted):
    """The table as lines of Markdown."""
    def row(name, values, aim):
        return f"| {name} | {spread(values)} | {aim} |"

    lines = ["| figure | mean ± farthest | aim |", "|---|---|---|"]
    ours = [evaluation["average_precision"] for evaluation in evaluations]
    sums = [dict(each["rules"])["sum of rules"] for each in ruled]
    lines.append(row("average precision, bonafide", ours, "twice the rules, not below boosting"))
    lines.append(row("average precision, sum of rules", sums, "0.15 to 0.35"))
    strongest = [max(value for _, value in each["fields"]) for each in ruled]
    lines.append(row("average precision, strongest raw field", strongest, "at most 0.2"))
    if boosted:
        values = list(boosted["average_precision"].values())
        lines.append(row("average precision, gradient boosting", values, ""))
    for index, budget in enumerate(("0.5", "1", "2")):
        values = [evaluation["budgets"][index]["recall"] for evaluation in evaluations]
        lines.append(row(f"recall at a budget of {budget} %", values, ""))
    errors = [evaluation["reliability"]["error"] for evaluation in evaluations]
    lines.append(row("calibration error", errors, "under 0.01"))
    rare = [f1(evaluation["ring_pairs_rare"]) for evaluation in evaluations]
    lines.append(row("F1 of pairs in rings with three rare values", rare, "at least 0.80"))
    lines.append(row("F1 of pairs in all rings", [f1(e["ring_pairs"]) for e in evaluations], ""))
    persons = [f1(evaluation["person_pairs"]) for evaluation in evaluations]
    lines.append(row("F1 of pairs of claimed persons", persons, ""))
    lines.append(row("seconds to screen", [e["seconds"] for e in evaluations], ""))
    lines += ["", "| honest look-alike | applications | within 1 % (aim: at most 1 %) |", "|---|---|---|"]
    for of_kind, of, kind in look_alikes(evaluations):
        lines.append(f"| {kind} | {of} | {of_kind:.2%} |")
    return lines


def circumstances(given):
    """Machine, versions, date and seeds of a run."""
    cpu = next(
        (line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if "model name" in line),
        platform.processor(),
    )
    return {
        "date": time.strftime("%Y-%m-%d"),
        "machine": f"{os.cpu_count()} × {cpu}",
        "rustc": run("rustc", "--version", capture=True).strip(),
        "commit": run("git", "rev-parse", "--short", "HEAD", capture=True).strip(),
        "applications": given.applications,
        "fitted on seeds": given.fit,
        "judged on seeds": given.judge,
    }


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("--fit", nargs="+", type=int, default=[1, 2, 3])
    arguments.add_argument("--judge", nargs="+", type=int, default=[501, 502, 503])
    arguments.add_argument("--applications", type=int, default=20000)
    arguments.add_argument("--keep", metavar="NAME")
    arguments.add_argument("--weights", metavar="FILE", help="another table than the shipped one")
    given = arguments.parse_args()
    program, tools = build()
    fit = [simulate(program, seed, given.applications) for seed in given.fit]
    judge = [simulate(program, seed, given.applications) for seed in given.judge]
    extra = ["--weights", given.weights] if given.weights else []
    evaluations = [screened(program, folder, extra) for folder in judge]
    ruled = rules(tools, judge)
    boosted = boosting(tools, fit, judge)
    lines = table(evaluations, ruled, boosted)
    print("\n".join(lines))
    if given.keep:
        facts = circumstances(given)
        head = [f"- {name}: {value}" for name, value in facts.items()]
        kept = BENCH / "runs" / given.keep
        kept.with_suffix(".md").write_text("\n".join([f"# {given.keep}", "", *head, "", *lines, ""]), encoding="utf-8")
        # What was missed, application by application, is for a look at once, not to be kept.
        for evaluation in evaluations:
            evaluation.pop("misses", None)
        data = {**facts, "evaluations": evaluations, "rules": ruled, "boosting": boosted}
        text = json.dumps(data, indent=1).replace(f"{BENCH / 'populations'}/", "")
        kept.with_suffix(".json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
