"""Runs bonafide and its peers on the same lists of people, and prints one table.

    python3 bench/peers/people.py [--data FOLDER] [--records 1000000] [--only NAME] [--keep FILE]

The peers are installed by name into an environment of their own. Each runs in a process of its
own, so that its wall time, processor time and peak memory are its own; all learn without labels,
set as their documentation recommends. Public lists are read from FOLDER where they are at hand;
the large list is invented (population.py).
"""

import argparse
import collections
import csv
import datetime
import json
import os
import pathlib
import platform
import subprocess
import sys
import tempfile
import venv

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PEERS = ["splink==5.0.0", "goldenmatch==3.22.0", "recordlinkage==0.16", "pyarrow", "pandas"]
SEED = 20_261


def environment(folder):
    """The interpreter that has the peers."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PEERS], check=True)
    return python


def lists(data, work, records, seed):
    """Name, files and truth of every list that is at hand."""
    found = []
    febrl = data / "febrl" if data else None
    if febrl and febrl.exists():
        three, four = [febrl / "dataset3.csv"], [febrl / "dataset4a.csv", febrl / "dataset4b.csv"]
        for name, files in [("febrl3", three), ("febrl4", four)]:
            found.append((name, files, truth_of_febrl(files)))
    historical = data / "splink" / "historical_figures_with_errors_50k.parquet" if data else None
    if historical and historical.exists():
        table = work / "historical.csv"
        if not table.exists():
            turn = ("import sys, pyarrow.csv as c, pyarrow.parquet as p; "
                    "c.write_csv(p.read_table(sys.argv[1]).drop_columns(['cluster']), sys.argv[2])")
            python = work / "peers" / "bin" / "python"
            subprocess.run([python, "-c", turn, historical, table], check=True)
        truth = {}
        with open(table) as rows:
            for row in csv.DictReader(rows):
                truth[row["unique_id"]] = row["unique_id"].rsplit("-", 1)[0]
        found.append(("historical", [table], truth))
    senzing = data / "senzing" if data else None
    if senzing and senzing.exists():
        with open(senzing / "actual_truthset_key.csv") as rows:
            truth = {row["RECORD_ID"]: row["CLUSTER_ID"] for row in csv.DictReader(rows)}
        files = [senzing / f"{name}.csv" for name in ["customers", "reference", "watchlist"]]
        found.append(("senzing", files, truth))
    for name, extra in [("invented", []), ("plain", ["--plain"])]:
        folder = work / f"{name}-{records}-{seed}"
        if not (folder / "truth.csv").exists():
            make = [sys.executable, HERE / "population.py", folder, *extra]
            subprocess.run([*make, "--records", str(records), "--seed", str(seed)], check=True)
        with open(folder / "truth.csv") as rows:
            truth = {row["id"]: row["person"] for row in csv.DictReader(rows)}
        found.append((name, [folder / "people.csv"], truth))
    return found


def truth_of_febrl(files):
    truth = {}
    for file in files:
        with open(file) as rows:
            for row in csv.DictReader(rows, skipinitialspace=True):
                truth[row["rec_id"]] = row["rec_id"].split("-")[1]
    return truth


def accuracy(clusters, truth):
    """Precision, recall and F1 over pairs of records within clusters."""
    pairs = lambda n: n * (n - 1) // 2
    found = agreed = 0
    for members in clusters:
        members = [member for member in members if member in truth]
        found += pairs(len(members))
        agreed += sum(pairs(n) for n in collections.Counter(truth[m] for m in members).values())
    true = sum(pairs(n) for n in collections.Counter(truth.values()).values())
    precision, recall = agreed / max(found, 1), agreed / max(true, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-12)


def timed(command):
    """Runs a command; wall seconds, processor seconds, peak bytes, and whether it succeeded."""
    done = subprocess.run([sys.executable, HERE / "timed.py", *command], capture_output=True, text=True)
    used = json.loads(done.stdout)
    if not used[3]:
        print(done.stderr[-2_000:], file=sys.stderr)
    return used


def bonafide(program, files, out):
    result = timed([program, "resolve", *files, "--out", out])
    clusters = []
    if result[3]:
        with open(out / "persons.jsonl") as lines:
            clusters = [[record[1] for record in json.loads(line)["records"]] for line in lines]
    return result, clusters


def peer(python, name, list_name, files, out):
    script = HERE / "peer.py"
    result = timed([python, script, name, list_name, out, *files])
    clusters = collections.defaultdict(list)
    if result[3]:
        with open(out) as rows:
            for record, cluster in csv.reader(rows):
                clusters[cluster].append(record)
    return result, list(clusters.values())


RUNS = {
    "febrl3": ["splink", "goldenmatch", "recordlinkage"],
    "febrl4": ["splink", "recordlinkage"],
    "historical": ["splink", "goldenmatch"],
    "senzing": [],
    "invented": ["splink"],
    "plain": ["splink"],
}


def machine():
    model = "unknown"
    for line in open("/proc/cpuinfo"):
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30
    return f"{os.cpu_count()} CPUs ({model}), {memory} GiB, {platform.system()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given = os.environ.get("BONAFIDE_CORPORA")
    parser.add_argument("--data", type=pathlib.Path,
                        default=pathlib.Path(given) / "linkage" if given else None)
    parser.add_argument("--work", type=pathlib.Path,
                        default=pathlib.Path(tempfile.gettempdir()) / "bonafide-peers")
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=SEED, help="of the invented list")
    parser.add_argument("--program", type=pathlib.Path,
                        default=ROOT / "target" / "release" / "bonafide")
    parser.add_argument("--only")
    parser.add_argument("--keep", type=pathlib.Path)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    python = environment(given.work / "peers")
    program = given.program
    lines = [
        f"{datetime.date.today()}, {machine()}, load {os.getloadavg()[0]:.1f} at the start",
        ", ".join(PEERS),
        "",
        "| list | tool | precision | recall | F1 | wall s | CPU s | peak MB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    print("\n".join(lines), flush=True)
    for name, files, truth in lists(given.data, given.work, given.records,
                                    given.seed):
        if given.only and name != given.only:
            continue
        for tool in ["bonafide", *RUNS[name]]:
            out = given.work / f"out-{name}-{tool}"
            if tool == "bonafide":
                result, clusters = bonafide(program, files, out)
            else:
                result, clusters = peer(python, tool, name, files, out)
            wall, cpu, peak, done = result
            if done:
                scores = " | ".join(f"{score:.4f}" for score in accuracy(clusters, truth))
            else:
                scores = "failed | |"
            line = f"| {name} | {tool} | {scores} | {wall:.1f} | {cpu:.1f} | {peak >> 20} |"
            print(line, flush=True)
            lines.append(line)
    if given.keep:
        given.keep.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
