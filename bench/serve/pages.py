"""Times every page of the console on the server, over a data folder that is there or is made.

    python3 bench/serve/pages.py target/release/bonafide --data FOLDER --keep FILE
    python3 bench/serve/pages.py target/release/bonafide --history 100000 --keep FILE

Each page is asked for again and again, of different cases where it is about one, by one reader at
a time. The time is the server's own, from the whole request to the whole answer, as its log of
requests states it. The target is 100 ms for every page, whatever the number of applications.
"""

import argparse
import json
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from load import simulate  # noqa: E402
from server import Server  # noqa: E402

TARGET = 100.0
VIEWS = ["all", "mine", "unclaimed", "due-soon", "rings", "second", "sanctions", "decided"]


class Timed(Server):
    """A server whose log of requests is kept: route and microseconds."""

    def __init__(self, program, data):
        super().__init__(program, data)
        self.took = []

    def listen(self, said):
        for line in said:
            if line.startswith("{"):
                try:
                    event = json.loads(line)
                except ValueError:
                    continue
                if event.get("event") == "request":
                    self.took.append((event["route"], event["status"], event["microseconds"]))

    def timed(self, path, who):
        """Asks for a page; milliseconds on the server. Its event follows the answer."""
        before = len(self.took)
        status, answer = self.line().ask("GET", path, who)
        for _ in range(2_000):
            if len(self.took) > before:
                break
            time.sleep(0.001)
        if status != 200:
            raise SystemExit(f"GET {path}: {status} {str(answer)[:300]}")
        return self.took[-1][2] / 1000.0


def pages(server, about):
    """Each page by its name: who asks, and the addresses that are asked for in turn."""
    line = server.line()
    cases = line.ask("GET", f"/api/v1/cases?limit={about}", "ann")[1]["cases"]
    rings = line.ask("GET", "/api/v1/cases?rings=true&limit=200", "ann")[1]["cases"]
    rings.sort(key=lambda case: -len(case.get("members", [])))
    some, ids = cases + rings[:about], []
    for case in rings[:about]:
        ids.append(case["members"][:4])
    steps = []
    for case in some[:10]:
        kind = {"kind": "interview"}
        step = line.ask("POST", f"/api/v1/cases/{case['case']}/steps", "ann", kind)[1]["step"]
        line.ask("POST", f"/api/v1/steps/{step}/order", "ann", {})
        steps.append(step)
    listed = line.ask("GET", "/api/v1/applications?limit=200", "ann")[1]["applications"]
    size = int(line.ask("GET", "/api/v1/log", "admin")[1]["checkpoint"].split("\n")[1])
    every = max(size // about, 1)
    yield "first page", "admin", ["/welcome"]
    for view in VIEWS:
        yield f"queue, {view}", "ann", [f"/queue?view={view}"]
    for order in ["due", "newest", "likeliest"]:
        yield f"queue by {order}", "ann", [f"/queue?order={order}"]
    yield "queue, page 10", "ann", ["/queue?page=10"]
    for tab in ["", "/timeline", "/compare", "/ring", "/map"]:
        name = f"case{tab.replace('/', ', ')}"
        yield name, "ann", [f"/cases/{case['case']}{tab}" for case in some]
    names = "abcd"
    sides = ["/compare?" + "&".join(f"{a}={b}" for a, b in zip(names, four)) for four in ids]
    yield "compare, up to four", "ann", sides
    yield "rings", "ann", ["/rings"]
    yield "rings, page 5", "ann", ["/rings?page=5"]
    tied = [case["ring"] for case in rings[:about] if case.get("ring")]
    yield "ring", "ann", [f"/rings/{ring}" for ring in tied]
    yield "step", "ann", [f"/steps/{step}" for step in steps]
    yield "interview", "ann", [f"/steps/{step}/interview" for step in steps]
    yield "search", "ann", ["/search"]
    yield "trends", "ann", ["/trends"]
    yield "trends as CSV", "ann", ["/trends/csv"]
    yield "equal treatment", "admin", ["/equal-treatment"]
    yield "audit", "admin", ["/audit"]
    yield "audit, who saw what", "admin", ["/audit?seen=yes"]
    yield "audit, by actor", "admin", ["/audit?actor=ann", "/audit?actor=program"]
    about_one = [f"/audit?about={case['case']}" for case in some]
    yield "audit, by what it is about", "admin", about_one
    yield "entry with its proof", "admin", [f"/audit/{at}" for at in range(0, size, every)]
    for page in ["", "/people", "/weights", "/connectors"]:
        yield f"settings{page.replace('/', ', ')}", "admin", [f"/settings{page}"]
    yield "erase, asked", "admin", [f"/applications/{one}/erase" for one in listed[:about]]


def measure(server, about, times):
    found = defaultdict(list)
    for name, who, paths in list(pages(server, about)):
        if not paths:
            continue
        server.timed(paths[0], who)
        for at in range(max(times, len(paths))):
            found[name].append(server.timed(paths[at % len(paths)], who))
    return found


def nearly_all(took):
    """The 95th percentile."""
    took = sorted(took)
    return took[min(len(took) - 1, int(0.95 * len(took)))]


def table(found):
    lines = ["| Page | asked | median, ms | 95th percentile, ms | longest, ms |"]
    lines.append("|---|--:|--:|--:|--:|")
    for name, took in found.items():
        took = sorted(took)
        middle, high = statistics.median(took), nearly_all(took)
        shown = f"**{high:.1f}**" if high > TARGET else f"{high:.1f}"
        lines.append(f"| {name} | {len(took)} | {middle:.1f} | {shown} | {took[-1]:.1f} |")
    return "\n".join(lines)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("program")
    arguments.add_argument("--data", help="a folder to which accounts are added where it has none")
    arguments.add_argument("--history", type=int, default=100_000)
    arguments.add_argument("--seed", type=int, default=11)
    arguments.add_argument("--about", type=int, default=20, help="cases that pages are about")
    arguments.add_argument("--times", type=int, default=20)
    arguments.add_argument("--keep")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(given.data or Path(folder) / "data")
        if not given.data:
            past, _ = simulate(given.program, Path(folder), given.history, 0, given.seed)
            command = [given.program, "import", str(past), "--data", str(data)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        server = Timed(given.program, data)
        server.start()
        gauges = server.line().ask("GET", "/metrics", "admin")[1].decode().split("\n")
        held = next(one.split()[-1] for one in gauges if one.startswith("bonafide_applications "))
        found = measure(server, given.about, given.times)
        server.end()
    said = table(found)
    print(said)
    if given.keep:
        version = subprocess.run([given.program, "--version"], capture_output=True, text=True)
        over = [name for name, took in found.items() if nearly_all(took) > TARGET]
        Path(given.keep).write_text(
            f"# Pages of the console, {time.strftime('%Y-%m-%d')}\n\n"
            f"{int(held):,} applications, {version.stdout.strip()}, "
            f"{platform.machine()}, {platform.system()}.\n"
            f"`python3 bench/serve/pages.py`, {given.times} requests a page or more, "
            f"one at a time; the server's own time.\n\n{said}\n\n"
            f"Over 100 ms at the 95th percentile: {', '.join(over) or 'none'}.\n")


if __name__ == "__main__":
    main()
