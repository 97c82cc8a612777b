"""Prints the figures of docs/documents.md: accuracy, speed, robustness and lineage of `read`.

    python3 bench/documents/run.py BONAFIDE CORPORA [WORK]

Beside `pdftotext -layout` (Debian's poppler-utils) for words, and `openresume-parser` (from the
Python registry) for fields, where they are installed. Wants pyyaml, reportlab, python-docx, typst;
for lineage also pikepdf, LibreOffice (`soffice`) and pandoc, each where installed.
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


def cases(corpora, rendered):
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
    for expected in sorted(rendered.glob("*.expected.json")):
        stem = expected.name.removesuffix(".expected.json")
        file = next(f for f in rendered.glob(stem + ".*") if f.suffix != ".json")
        found["rendered, 14 layouts"].append((file, truths.of_json_resume(expected)))
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


def accuracy(program, corpora, rendered):
    """Words and fields, side by side."""
    print("## Accuracy\n")
    for source, documents in cases(corpora, rendered).items():
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


def lineage(program, corpora, work, rendered):
    """Whether what descends from one file shares an identifier with it, and nothing else does."""
    print("## Lineage\n")
    folder = work / "lineage"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    families = defaultdict(list)
    for file in sorted(rendered.glob("*.pdf"))[:12] + sorted(rendered.glob("*.docx"))[:4]:
        copy = folder / file.name
        shutil.copy(file, copy)
        families[file.name].append(copy)
        for index, descendant in enumerate(resaved(copy, folder)):
            families[file.name].append(descendant)
    # Documents that Word wrote, edited and saved by another writer.
    ancestors = sorted((corpora / "documents" / "python-docx").glob("*.docx"))
    written = [f for f, r in zip(ancestors, read(program, ancestors)) if identity(r)]
    saved = [(f, out) for f in written for out in resaved(f, folder)]
    after = read(program, [out for _, out in saved])
    before = {r["file"]: identity(r) for r in read(program, written)}
    kept = sum(bool(before[str(f)] & identity(r)) for (f, _), r in zip(saved, after))
    print(f"Word's documents edited and saved by another writer, linked: {kept} of {len(saved)}")
    everything = [f for family in families.values() for f in family]
    known = dict(zip(everything, map(identity, read(program, everything))))
    linked = total = crossed = 0
    for family in families.values():
        for descendant in family[1:]:
            total += 1
            linked += bool(known[family[0]] & known[descendant])
    names = list(families)
    for a in names:
        for b in names:
            crossed += a < b and bool(known[families[a][0]] & known[families[b][0]])
    print(f"descendants that share an identifier with their ancestor: {linked} of {total}")
    print(f"independent documents of one builder that share one: {crossed} of {len(names) * (len(names) - 1) // 2} pairs\n")


def resaved(file, folder):
    """The file written again by what is installed."""
    if file.suffix == ".pdf":
        try:
            import pikepdf
        except ImportError:
            return
        for name, options in (("plain", {}), ("packed", {"object_stream_mode": pikepdf.ObjectStreamMode.generate})):
            out = folder / f"{file.stem}-{name}.pdf"
            with pikepdf.open(file) as document:
                document.docinfo["/Title"] = "changed"
                document.save(out, **options)
            yield out
    if file.suffix == ".docx":
        from docx import Document

        out = folder / f"{file.stem}-edited.docx"
        try:
            document = Document(str(file))
            document.add_paragraph("One more line.")
            document.save(str(out))
        except Exception:
            return
        yield out


def shipped():
    """First sessions of templates that programs ship to everybody, as linkage knows them."""
    source = HERE.parents[1] / "crates" / "bonafide-linkage" / "src" / "keys" / "lineage.rs"
    line = source.read_text().split("SHIPPED_SESSIONS: ")[1].split(";\n")[0]
    return set(re.findall(r'"(\w+)"', line))


def identity(result):
    """What the keys of linkage are made of, in short."""
    lineage = result["lineage"]
    found = {lineage.get(k) for k in ("permanent_id", "changing_id", "document_id", "original_id")}
    fonts = lineage.get("fonts") or []
    if len(fonts) >= 3:
        found.add(" ".join(sorted(fonts)))
    root = lineage.get("first_session")
    root = None if root in shipped() else root
    found |= {f"{root} {s}" for s in lineage.get("sessions") or [] if root and s != root}
    # Eight digits meet by chance.
    return {f for f in found if f and len(f) >= 16}


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
    accuracy(program, corpora, rendered)
    speed(program, work, rendered)
    robustness(program, corpora, work)
    lineage(program, corpora, work, rendered)


if __name__ == "__main__":
    main()
