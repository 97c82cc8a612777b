"""Renders a folder of résumés as an employer would receive it, rings among them.

    python3 folder.py SIMULATED OUT

Applications of operators that belong to one ring are saved from one DOCX, of which the sessions
remain; everybody else has a layout of `render.py`. Then `bonafide screen OUT --out REPORT`.
"""

import json
import random
import sys
from pathlib import Path

import lineage
import render


def main():
    """Renders."""
    simulated, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    chance, sessions, made = random.Random(5), {}, 0
    truth = {t["id"]: t for t in map(json.loads, (simulated / "truth.jsonl").open())}
    layouts = [layout for layout in render.LAYOUTS if layout[2] in ("pdf", "docx")]
    for application in map(json.loads, (simulated / "applications.jsonl").open()):
        resume = application.get("resume") or {}
        if not (resume.get("work") and application["applicant"].get("email")):
            continue
        ring = truth[application["id"]]["ring"]
        if ring:
            own = sessions.setdefault(ring, [f"{chance.randrange(1 << 24):08X}" for _ in range(9)])
            lineage.docx_word(out / f"{application['id']}.docx", application, chance, sessions=list(own))
        else:
            make, layout, end = layouts[made % len(layouts)]
            make(out / f"{application['id']}.{end}", resume, application, layout)
        made += 1
    print(f"{made} documents, {len(sessions)} rings")


if __name__ == "__main__":
    main()
