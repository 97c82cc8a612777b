"""Prints the figures of docs/documents.md: accuracy, speed, robustness and lineage of `read`.

    python3 bench/documents/run.py BONAFIDE CORPORA [WORK]

Beside `pdftotext -layout` (Debian's poppler-utils) for words, and `openresume-parser` (from the
Python registry) for fields, where they are installed. Wants pyyaml, reportlab, python-docx, typst;
for lineage also pikepdf, pypdf, PyMuPDF, LibreOffice (`soffice`, with python3-uno), pandoc, qpdf,
Ghostscript, Chromium, wkhtmltopdf, pdflatex, rendercv, and of node's registry docx, pizzip and
pdf-lib in the folder that NODE_FOLDER names, each where installed.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import truth as truths
from measure import fields, word_recovery

HERE = Path(__file__).parent


def read(program, files):
    """What the program reads of files."""
    out = []
    for start in range(0, len(files), 400):
        part = [str(file) for file in files[start : start + 400]]
        done = subprocess.run([program, "read", "--json", *part], capture_output=True)
        out += [json.loads(line) for line in done.stdout.splitlines()]
    return out


def cases(corpora, rendered, heldout, fresh):
    """Documents with their truth, by where they come from."""
    found = defaultdict(list)
    resumes = corpora / "resumes"
    examples = resumes / "rendercv" / "examples"
    for file in sorted(examples.rglob("*.pdf")):
        source = file.with_suffix(".yaml")
        source = source if source.exists() else examples / "John_Doe_OpalTheme_CV.yaml"
        found["rendercv, PDF"].append((file, truths.of_rendercv(source)))
    for file in sorted((resumes / "derived-pandoc").glob("*.docx")):
        expected = file.with_suffix(".expected.json")
        found["pandoc, DOCX"].append((file, truths.of_json_resume(expected)))
    sets = ((rendered, "rendered, 14 layouts"), (heldout, "held out, 21 layouts"), (fresh, "fresh, 20 layouts"))
    for folder, name in sets:
        for expected in sorted(folder.glob("*.expected.json")):
            stem = expected.name.removesuffix(".expected.json")
            file = next(f for f in folder.glob(stem + ".*") if f.suffix != ".json")
            found[name].append((file, truths.of_json_resume(expected)))
    return found


def other_words(file):
    """The text of `pdftotext -layout`."""
    if file.suffix != ".pdf" or not shutil.which("pdftotext"):
        return None
    done = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True)
    return done.stdout


def other_fields(file):
    """What the other parser reads, in the form of JSON Resume."""
    if file.suffix != ".pdf":
        return None
    code = "import json, sys, openresume as o; print(json.dumps(o.parse_resume_from_pdf(sys.argv[1])))"
    done = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True)
    if done.returncode or not json.loads(done.stdout).get("ok"):
        return None
    return as_json_resume(json.loads(done.stdout)["resume"])


def as_json_resume(found):
    """The other parser's fields under the names of JSON Resume."""
    work = (found.get("experience") or {}).get("work_history") or []
    studies = found.get("education") or []

    def dates(entry):
        return {k: iso(str(entry.get(o) or "")) for k, o in (("startDate", "start_date"), ("endDate", "end_date"))}

    return {
        "basics": {"name": found.get("full_name"), "email": found.get("email"), "phone": found.get("phone")},
        "work": [{"name": w.get("company"), "position": w.get("title")} | dates(w) for w in work],
        "education": [
            {"institution": e.get("institution") or e.get("school") or e.get("name")} | dates(e)
            for e in studies
            if isinstance(e, dict)
        ],
    }


def iso(text):
    """`Sept 2018` as `2018-09`."""
    months = "jan feb mar apr may jun jul aug sep oct nov dec".split()
    year = next((w for w in text.split() if w.isdigit() and len(w) == 4), None)
    month = next((months.index(w[:3].lower()) + 1 for w in text.split() if w[:3].lower() in months), None)
    return f"{year}-{month:02}" if year and month else year


def percent(got, total):
    """A share, or a dash."""
    return f"{100 * got / total:5.1f} %" if total else "   –   "


def accuracy(program, corpora, rendered, heldout, fresh):
    """Words and fields, side by side."""
    print("## Accuracy\n")
    for source, documents in cases(corpora, rendered, heldout, fresh).items():
        ours, theirs = [0, 0], [0, 0]
        mine, other = defaultdict(lambda: [0, 0]), defaultdict(lambda: [0, 0])
        parsed = 0
        for (file, truth), result in zip(documents, read(program, [f for f, _ in documents])):
            add(ours, word_recovery(truth, result["text"]))
            text = other_words(file)
            if text is not None:
                add(theirs, word_recovery(truth, text))
            merge(mine, fields(truth, result["resume"]))
            resume = other_fields(file)
            if resume is not None:
                parsed += 1
                merge(other, fields(truth, resume))
        print(f"{source}: {len(documents)} documents")
        print(f"  words in order   {percent(*ours)} of {ours[1]}   pdftotext -layout {percent(*theirs)} of {theirs[1]}")
        for kind, counts in mine.items():
            print(f"  {kind:<16} {percent(*counts)} of {counts[1]:<5} openresume-parser {percent(*other[kind])} of {other[kind][1]}")
        print(f"  (openresume-parser read {parsed} of them)\n")


def add(sums, pair):
    """Adds two counts."""
    sums[0] += pair[0]
    sums[1] += pair[1]


def merge(sums, counts):
    """Adds counts by kind."""
    for kind, pair in counts.items():
        add(sums[kind], pair)


def speed(program, work, rendered):
    """One-page documents a second, isolation included."""
    print("## Speed\n")
    print(f"load of the machine at the beginning: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    folder = work / "many"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    sources = sorted(rendered.glob("*.pdf"))
    for index in range(3_000):
        shutil.copy(sources[index % len(sources)], folder / f"{index:05}.pdf")
    start = time.time()
    subprocess.run([program, "screen", str(folder), "--out", str(work / "many-out")], capture_output=True)
    seconds = time.time() - start
    print(f"3,000 PDFs of a page or two: {seconds:.1f} s, {3_000 / seconds:.0f} a second, screening included\n")
    shutil.rmtree(folder)
    long_documents(program, work, sources[0])


def long_documents(program, work, source):
    """Whether time grows as pages do."""
    import pikepdf

    for pages in (25, 50, 100, 200):
        path = work / f"pages-{pages}.pdf"
        with pikepdf.open(source) as one, pikepdf.new() as many:
            for _ in range(pages):
                many.pages.append(one.pages[0])
            many.save(path)
        start = time.time()
        read(program, [path] * 4)
        print(f"{pages} pages: {(time.time() - start) / 4 * 1000:.0f} ms")
    print()


def robustness(program, corpora, work):
    """Whether every odd and hostile document ends with a result or a reason."""
    print("## Robustness\n")
    hostile = work / "hostile"
    if not hostile.exists():
        subprocess.run([sys.executable, HERE / "hostile.py", hostile], check=True)
    for name, folder in (("corpora", corpora / "documents"), ("hostile", hostile)):
        files = sorted(f for f in folder.rglob("*") if f.is_file())
        start, results, slowest = time.time(), [], 0.0
        for file in files:
            before = time.time()
            results += read(program, [file])
            slowest = max(slowest, time.time() - before)
        stopped = sum("was stopped" in (r["error"] or "") for r in results)
        errors = sum(bool(r["error"]) for r in results)
        print(
            f"{name}: {len(results)} of {len(files)} answered, {errors} with a reason why not (in whole or "
            f"in part), {stopped} stopped at a bound; slowest {slowest:.1f} s, all {time.time() - start:.0f} s"
        )
    print()


def lineage(program, work, applications):
    """Whether what descends from one file is linked to it, and nothing else is."""
    print("## Lineage\n", flush=True)
    subprocess.run([sys.executable, HERE / "lineage.py", program, applications, work / "lineage"], check=True)


def held_out(program, work, name, seed):
    """Renders a set of layouts from people of a seed; where those people stand."""
    people = work / f"{name}-people"
    if not people.exists():
        command = [program, "simulate", "--seed", seed, "--applications", "600", "--out", people]
        subprocess.run(command, check=True, capture_output=True)
    source = people / "applications.jsonl"
    if not (work / name).exists():
        subprocess.run([sys.executable, HERE / f"{name}.py", source, work / name, "2"], check=True)
    return people


def main():
    """Runs everything."""
    program, corpora = os.path.abspath(sys.argv[1]), Path(sys.argv[2])
    work = Path(sys.argv[3]) if len(sys.argv) > 3 else Path(tempfile.mkdtemp())
    work.mkdir(parents=True, exist_ok=True)
    rendered = work / "rendered"
    if not rendered.exists():
        simulated = work / "simulated"
        command = [program, "simulate", "--seed", "11", "--applications", "400", "--out", simulated]
        subprocess.run(command, check=True, capture_output=True)
        source = simulated / "applications.jsonl"
        subprocess.run([sys.executable, HERE / "render.py", source, rendered, "4"], check=True)
    # Layouts and people that the reader was not written against; then others, on which it was not
    # mended either.
    unseen = held_out(program, work, "heldout", "7301")
    held_out(program, work, "fresh", "90417")
    accuracy(program, corpora, rendered, work / "heldout", work / "fresh")
    speed(program, work, rendered)
    robustness(program, corpora, work)
    lineage(program, work, unseen / "applications.jsonl")


if __name__ == "__main__":
    main()
