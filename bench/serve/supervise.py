"""Kills a server at random moments under load, takes its disk away, and counts what is left.

    python3 bench/serve/supervise.py target/release/bonafide --kills 1000 --keep FILE

Applications are posted by several threads and cases decided by two people, while the server is
killed (SIGKILL), its disk is full, or `fsync` fails. Everything that was acknowledged is
remembered, with every checkpoint of the log that was seen. From time to time, and at the end, all
of it must be there exactly once, and the log must have grown from every one of these checkpoints.

A full disk wants root (a tmpfs is mounted), a failed `fsync` wants strace, a lost connection
`--database` and psql. The same seed kills after the same waits; where in its work that finds the
server, it does not say.
"""

import argparse
import errno
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from check import check  # noqa: E402
from server import Down, Gone, Server  # noqa: E402

DECISION = {"outcome": "inconclusive", "reasons": ["not-pursued"], "note": "decided under load"}
PROGRAM_FAILED = 500


class Memory:
    """What the server acknowledged, and what is still to be asked."""

    def __init__(self, records):
        self.lock = threading.Lock()
        self.waiting = list(reversed(records))
        self.unsure, self.waiting_again = [], []
        self.applications, self.decisions, self.checkpoints = {}, {}, {}
        self.counted, self.wrong = Counter(), []
        self.running, self.paused = True, False

    def next_record(self, chance):
        """What to post: at times what was acknowledged already, else what nobody answered for."""
        with self.lock:
            if self.applications and chance.random() < 0.02:
                return chance.choice(self.waiting_again)
            if self.unsure:
                return self.unsure.pop()
            return self.waiting.pop() if self.waiting else None

    def acknowledge(self, record, pseudonym):
        with self.lock:
            name = json.loads(record)["id"]
            known = self.applications.setdefault(name, pseudonym)
            if known != pseudonym:
                self.wrong.append(f"{name} was {known} and is {pseudonym}")
            if len(self.waiting_again) < 10_000:
                self.waiting_again.append(record)


def post(server, memory, seed):
    """Posts one application after another."""
    line, chance = server.line(), random.Random(seed)
    while memory.running:
        if memory.paused:
            time.sleep(0.005)
            continue
        record = memory.next_record(chance)
        if record is None:
            return
        try:
            status, answer = line.ask("POST", "/api/v1/applications", "ats", record)
        except Gone as gone:
            memory.counted["unanswered"] += not isinstance(gone, Down)
            memory.unsure.append(record)
            time.sleep(0.005)
            continue
        memory.counted[f"post {status}"] += 1
        if status in (200, 201):
            memory.acknowledge(record, answer["application"])
        elif status >= PROGRAM_FAILED:
            memory.unsure.append(record)
            time.sleep(0.05)
        else:
            memory.wrong.append(f"post: {status} {answer}")


def decide(server, memory, who):
    """Takes the most urgent case and decides it, and again."""
    line, number = server.line(), 0
    while memory.running:
        if memory.paused:
            time.sleep(0.005)
            continue
        number += 1
        try:
            status, case = line.ask("POST", "/api/v1/queue/claim", who, {})
            memory.counted[f"claim {status}"] += 1
            if status != 200:
                time.sleep(0.05)
                continue
            decide_one(line, memory, who, case["case"], f"{who}-{number}-{os.getpid()}")
        except Gone:
            time.sleep(0.005)


def decide_one(line, memory, who, case, key):
    """Decides a case; where nobody answered, asks again under the same key until somebody does."""
    path = f"/api/v1/cases/{case}/decisions"
    while memory.running:
        try:
            status, answer = line.ask("POST", path, who, DECISION, key)
        except Gone as gone:
            memory.counted["unanswered"] += not isinstance(gone, Down)
            time.sleep(0.01)
            continue
        memory.counted[f"decide {status}"] += 1
        if status == 201:
            with memory.lock:
                known = memory.decisions.setdefault(case, answer["decision"])
                if known != answer["decision"]:
                    memory.wrong.append(f"{case}: {known} and {answer['decision']}")
            return
        if status >= PROGRAM_FAILED:
            time.sleep(0.05)
            continue
        # Begun and not answered, or somebody else's by now: what is there is seen at the end.
        return


def watch(server, memory):
    """Keeps every checkpoint that it sees, as an outside witness would."""
    path = server.data / "log" / "checkpoint"
    while memory.running:
        try:
            note = path.read_text()
            memory.checkpoints.setdefault(note.split("\n")[1], note)
        except (OSError, IndexError):
            pass
        time.sleep(0.02)


def kills(server, memory, options, chance):
    """Kills it, so often, at random moments."""
    for number in range(1, options.kills + 1):
        time.sleep(chance.uniform(0.0, options.longest))
        server.kill()
        server.start()
        if number % options.every == 0 or number == options.kills:
            look(server, memory, f"after {number} kills")


def full_disk(server, memory, options, _chance):
    """Fills the disk until nothing can be kept, and makes room again."""
    for number in range(1, options.full + 1):
        ballast = server.data / "ballast"
        fill(ballast)
        before = refused(memory)
        wait_until(lambda: refused(memory) >= before + 20, "the disk does not become full")
        ballast.unlink()
        answered = memory.counted["post 201"]
        wait_until(lambda: memory.counted["post 201"] > answered + 20, "it does not go on")
        look(server, memory, f"after the disk was full {number} times")


def fill(path):
    """Writes until there is no room."""
    with open(path, "wb", buffering=0) as file:
        try:
            while file.write(bytes(1 << 16)):
                pass
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise


def failed_fsync(server, memory, options, chance):
    """Lets some calls of `fsync` and `fdatasync` fail, with the process as it runs."""
    for number in range(1, options.fsync + 1):
        when = f"{chance.randrange(1, 40)}+{chance.randrange(20, 60)}"
        calls = "fsync,fdatasync"
        before, command = refused(memory), ["strace", "-f", "-qq", "-o", "/dev/null"]
        command += ["-e", f"trace={calls}", "-e", f"inject={calls}:error=EIO:when={when}"]
        tracer = subprocess.Popen([*command, "-p", str(server.process.pid)])
        time.sleep(2)
        tracer.terminate()
        tracer.wait()
        memory.counted["fsync failed"] += refused(memory) - before
        if number % 2 == 0:
            server.kill()
            server.start()
        answered = memory.counted["post 201"]
        wait_until(lambda: memory.counted["post 201"] > answered + 5, "it does not go on")
        if number % 5 == 0 or number == options.fsync:
            look(server, memory, f"after fsync failed in {number} rounds")


def lost_connection(server, memory, options, chance):
    """Ends every connection to the database."""
    sql = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    for number in range(1, options.lost + 1):
        time.sleep(chance.uniform(0.0, 1.0))
        subprocess.run(["psql", options.database, "-qAtc", sql], check=True, capture_output=True)
        answered = memory.counted["post 201"]
        wait_until(lambda: memory.counted["post 201"] > answered + 5, "it does not go on")
        if number % 20 == 0 or number == options.lost:
            look(server, memory, f"after {number} lost connections")


def refused(memory):
    """How often the server said that it could not."""
    return sum(count for what, count in memory.counted.items() if what.split()[1:2] >= ["500"])


def wait_until(done, else_what):
    begun = time.monotonic()
    while not done():
        if time.monotonic() - begun > 120:
            raise SystemExit(else_what)
        time.sleep(0.02)


def look(server, memory, when):
    """Everything that was acknowledged must be there once."""
    memory.paused = True
    time.sleep(0.3)
    with memory.lock:
        kept = (dict(memory.applications), dict(memory.decisions), dict(memory.checkpoints))
    found, wrong = check(server, *kept)
    memory.wrong += wrong
    print(f"{when}: {found}", flush=True)
    if memory.wrong:
        raise SystemExit("\n".join(memory.wrong[:20]))
    memory.paused = False


def run(options, name, fault, records):
    """One fault over one fresh data folder; what was counted."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bonafide-supervised-") as folder:
        data, mounted = Path(folder) / "data", name == "full disk"
        data.mkdir()
        if mounted:
            size = ["-o", f"size={options.disk}m", "tmpfs", str(data)]
            subprocess.run(["mount", "-t", "tmpfs", *size], check=True)
        server, memory = Server(options.program, data, options.database), Memory(records)
        try:
            server.start()
            threads = [
                threading.Thread(target=post, args=(server, memory, options.seed + n), daemon=True)
                for n in range(options.threads)
            ]
            for who in ("ann", "bob"):
                threads.append(threading.Thread(target=decide, args=(server, memory, who)))
            threads.append(threading.Thread(target=watch, args=(server, memory)))
            for thread in threads:
                thread.daemon = True
                thread.start()
            fault(server, memory, options, random.Random(options.seed))
        finally:
            memory.running = False
            if server.process.poll() is None:
                server.kill()
            if mounted:
                time.sleep(0.5)
                subprocess.run(["umount", str(data)], check=True)
    starts = sorted(server.starts)
    return {
        "fault": name,
        "seconds": round(time.monotonic() - begun),
        "acknowledged applications": len(memory.applications),
        "acknowledged decisions": len(memory.decisions),
        "checkpoints": len(memory.checkpoints),
        "starts": len(starts),
        "start, median and longest": [round(starts[len(starts) // 2], 3), round(starts[-1], 3)],
        "counted": dict(sorted(memory.counted.items())),
        "said": sorted(set(server.failures))[:5],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--kills", type=int, default=1_000)
    parser.add_argument("--full", type=int, default=10, help="times that the disk is full")
    parser.add_argument("--fsync", type=int, default=20, help="rounds in which fsync fails")
    parser.add_argument("--lost", type=int, default=100, help="connections lost, with --database")
    parser.add_argument("--every", type=int, default=50, help="kills from one look to the next")
    parser.add_argument("--longest", type=float, default=0.6, help="longest life, in seconds")
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--disk", type=int, default=256, help="size of the full disk, in MB")
    parser.add_argument("--applications", type=int, default=60_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", help="the server's, where it is not SQLite")
    parser.add_argument("--keep", help="file for the figures")
    options = parser.parse_args()
    options.program = str(Path(options.program).resolve())
    with tempfile.TemporaryDirectory(prefix="bonafide-simulated-") as folder:
        count = ["--applications", str(options.applications), "--operators", "0.3"]
        seed = ["--seed", str(options.seed)]
        command = [options.program, "simulate", *seed, *count, "--out", f"{folder}/simulated"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        records = Path(folder, "simulated", "applications.jsonl").read_text().splitlines()
    faults = [("kill", kills, options.kills), ("failed fsync", failed_fsync, options.fsync)]
    if options.database:
        faults.append(("lost connection", lost_connection, options.lost))
    else:
        faults.append(("full disk", full_disk, options.full))
    done = [run(options, name, fault, records) for name, fault, times in faults if times]
    kept = {"machine": f"{platform.machine()}, {os.cpu_count()} cores", "seed": options.seed,
            "date": time.strftime("%Y-%m-%d"), "runs": done}
    text = json.dumps(kept, indent=1)
    print(text)
    if options.keep:
        Path(options.keep).write_text(text + "\n")


if __name__ == "__main__":
    main()
