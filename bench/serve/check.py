"""Whether everything that a server acknowledged is there once, and its log whole."""

import json
import sqlite3
import subprocess
import tempfile
from collections import Counter
from pathlib import Path


def check(server, applications, decisions, checkpoints):
    """Gives what was found in one line, and what is wrong."""
    wrong = []
    listed = Counter(server.all("/api/v1/applications", "applications"))
    several = [pseudonym for pseudonym, count in listed.items() if count > 1]
    missing = [p for p in applications.values() if p not in listed]
    if several:
        wrong.append(f"{len(several)} applications are there more than once")
    if missing:
        wrong.append(f"{len(missing)} acknowledged applications are missing: {missing[:3]}")
    if len(set(applications.values())) != len(applications):
        wrong.append("two applications have one pseudonym")
    wrong += decided(server, decisions)
    wrong += log(server, checkpoints)
    if server.database is None:
        wrong += database(server.data / "bonafide.db", applications, decisions)
    return (
        f"{len(applications)} applications and {len(decisions)} decisions are there once, "
        f"{len(checkpoints)} checkpoints hold",
        wrong,
    )


def decided(server, decisions):
    """Each acknowledged decision is the only one of its case."""
    wrong, line = [], server.line()
    for case, decision in decisions.items():
        status, answer = line.ask("GET", f"/api/v1/cases/{case}/decisions", "ann")
        found = [one["decision"] for one in answer["decisions"]] if status == 200 else status
        if found != [decision]:
            wrong.append(f"{case} was decided by {decision}, and has {found}")
    return wrong


def log(server, checkpoints):
    """The log has grown from every checkpoint that somebody saw."""
    with tempfile.TemporaryDirectory(prefix="bonafide-checkpoints-") as folder:
        key = str(server.data / "log.pub")
        command = [server.program, "audit", "verify", str(server.data), "--key", key]
        for size, note in checkpoints.items():
            Path(folder, size).write_text(note)
            command += ["--earlier", size]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return [] if done.returncode == 0 else [f"the log: {done.stderr.strip()}"]


def entry_of(entry):
    """Kind and subject of an entry as the database keeps it (`packed_entry.rs`)."""
    if entry[0] != 1:
        entry = json.loads(entry)
        return entry["kind"], entry["about"]

    def text(at):
        end = at + 1 + entry[at]
        return entry[at + 1 : end].decode(), end

    at = 1 + 8 + 32
    if entry[at] == 255:
        kind, at = text(at + 1)
    else:
        kind, at = ("application.received", "assessment.made")[entry[at]], at + 1
    _, at = text(at)
    return kind, text(at + 1)[0] if entry[at] == 255 else "a-" + entry[at + 1 :].hex()


def database(path, applications, decisions):
    """The file is sound, and tells of every arrival and decision in one entry of the log."""
    wrong = []
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    sound = connection.execute("PRAGMA quick_check").fetchone()[0]
    if sound != "ok":
        wrong.append(f"the database: {sound}")
    told = Counter()
    for (entry,) in connection.execute("SELECT entry FROM journal"):
        kind, about = entry_of(bytes(entry))
        if kind in ("application.received", "decision.recorded"):
            told[kind, about] += 1
    several = [about for about, count in told.items() if count > 1]
    if several:
        wrong.append(f"the log tells of {several[:3]} more than once")
    rows = connection.execute("SELECT count(*), count(DISTINCT identity) FROM applications")
    total, distinct = rows.fetchone()
    received = sum(1 for kind, _ in told if kind == "application.received")
    if not total == distinct == received:
        wrong.append(f"{total} applications, {distinct} identities, {received} entries of the log")
    if total < len(applications):
        wrong.append(f"{total} applications are kept, and {len(applications)} were acknowledged")
    kept = dict(connection.execute("SELECT case_id, id FROM decisions"))
    wrong += [f"{d} is not kept" for c, d in decisions.items() if kept.get(c) != d]
    connection.close()
    return wrong
