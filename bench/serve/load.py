"""Measures an import, what it takes on the disk, and how long one application takes to arrive.

    python3 bench/serve/load.py target/release/bonafide --history 1000000 --keep FILE

History is simulated and imported into a fresh folder; then applications arrive at a fixed rate,
whether or not earlier ones were answered, and each is timed from the moment at which it was due.
Processor time is beside the clock's, since the clock also measures who else uses the machine.
"""

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from server import Gone, Server  # noqa: E402

TICKS = os.sysconf("SC_CLK_TCK")


def simulate(program, folder, history, arrivals, seed):
    """Simulates one population; the file of its history, and the records that arrive after it."""
    command = [program, "simulate", "--seed", str(seed), "--out", str(folder / "simulated")]
    command += ["--applications", str(history + arrivals)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    whole, past = folder / "simulated" / "applications.jsonl", folder / "history.jsonl"
    with open(whole) as records, open(past, "w") as kept:
        kept.writelines(islice(records, history))
        rest = list(records)
    whole.unlink()
    return past, rest


def imported(program, past, data, database):
    """Imports history; seconds by the clock and of the processors."""
    command = [program, "import", str(past), "--data", str(data)]
    command += ["--database", database] if database else []
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    took, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def sizes(data, count):
    """Bytes an application: of the file, and of each table and index that takes one or more."""
    file = data / "bonafide.db"
    if not file.exists():
        return {}
    found = {"bonafide.db": round(file.stat().st_size / count)}
    log = sum(one.stat().st_size for one in (data / "log").rglob("*") if one.is_file())
    found["log"] = round(log / count)
    if shutil.which("sqlite3"):
        sql = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC"
        out = subprocess.run(["sqlite3", str(file), sql], capture_output=True, text=True).stdout
        for line in out.splitlines():
            name, size = line.split("|")
            if int(size) >= count:
                found[name] = round(int(size) / count)
    return found


def processor(pid):
    """Seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


class Arrivals:
    """Records that are due one after another."""

    def __init__(self, records, rate):
        self.records, self.rate, self.next = records, rate, 0
        self.lock, self.took, self.answered = threading.Lock(), [], Counter()
        self.begun = time.monotonic()

    def take(self):
        with self.lock:
            number, self.next = self.next, self.next + 1
        if number >= len(self.records):
            return None, None
        return self.begun + number / self.rate, self.records[number]


def post(server, arrivals):
    line = server.line()
    while True:
        due, record = arrivals.take()
        if record is None:
            return
        time.sleep(max(0.0, due - time.monotonic()))
        try:
            status, _ = line.ask("POST", "/api/v1/applications", "ats", record)
        except Gone:
            status = 0
        took = time.monotonic() - due
        with arrivals.lock:
            arrivals.took.append(took)
            arrivals.answered[status] += 1


def arrive(server, records, rate, threads):
    """Posts at a rate; what the answers took, in milliseconds."""
    before, arrivals = processor(server.process.pid), Arrivals(records, rate)
    posting = [threading.Thread(target=post, args=(server, arrivals)) for _ in range(threads)]
    for thread in posting:
        thread.start()
    for thread in posting:
        thread.join()
    seconds = time.monotonic() - arrivals.begun
    took = sorted(arrivals.took)
    at = {share: round(1_000 * took[min(len(took) - 1, int(share * len(took)))], 2)
          for share in (0.5, 0.9, 0.99, 0.999)}
    return {
        "asked a second": rate,
        "answered a second": round(len(took) / seconds, 1),
        "seconds": round(seconds),
        "milliseconds at": at,
        "longest, milliseconds": round(1_000 * took[-1], 2),
        "processor, milliseconds each": round(
            1_000 * (processor(server.process.pid) - before) / len(took), 3),
        "statuses": {str(status): count for status, count in arrivals.answered.items()},
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--history", type=int, default=100_000)
    parser.add_argument("--rate", type=float, default=200.0)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--threads", type=int, default=64, help="most requests at once")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", help="where data and population go, instead of /tmp")
    parser.add_argument("--database", help="the server's, where it is not SQLite")
    parser.add_argument("--keep", help="file for the figures")
    options = parser.parse_args()
    program = str(Path(options.program).resolve())
    with tempfile.TemporaryDirectory(prefix="bonafide-load-", dir=options.folder) as folder:
        folder = Path(folder)
        data, due = folder / "data", int(options.rate * options.seconds)
        past, records = simulate(program, folder, options.history, due, options.seed)
        took, used = imported(program, past, data, options.database)
        figures = {
            "machine": f"{platform.machine()}, {os.cpu_count()} cores",
            "load before": os.getloadavg(),
            "date": time.strftime("%Y-%m-%d"),
            "history": options.history,
            "import": {
                "applications a second": round(options.history / took, 1),
                "processor, milliseconds each": round(1_000 * used / options.history, 3),
            },
            "bytes an application": sizes(data, options.history),
        }
        print(json.dumps(figures, indent=1), flush=True)
        server = Server(program, data, options.database)
        figures["start, seconds"] = round(server.start(), 3)
        try:
            figures["arrivals"] = arrive(server, records, options.rate, options.threads)
        finally:
            server.end()
    text = json.dumps(figures, indent=1)
    print(text)
    if options.keep:
        Path(options.keep).write_text(text + "\n")


if __name__ == "__main__":
    main()
