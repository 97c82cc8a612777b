"""Measures whether documents that descend from one file are linked, and independent ones are not.

    python3 lineage.py BONAFIDE APPLICATIONS.jsonl WORK

An ancestor is edited (another person's name, mailbox and telephone) and saved by each writer that
is installed. Whether anything of the ancestor is left in a descendant is told from the files
themselves, by `traces`, which knows nothing of the program. Each document then stands in an
application of another invented person, and the program's screening says who is linked.
"""

import datetime
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
FAMILIES = 6
ODT, DOCX, RTF, PDF = "writer8", "MS Word 2007 XML", "Rich Text Format", "writer_pdf_Export"


def run(*command, **options):
    """Runs a program; whether it did what it should."""
    return subprocess.run([str(c) for c in command], capture_output=True, **options).returncode == 0


def has(*programs):
    """Whether programs are installed."""
    return all(shutil.which(program) for program in programs)


def lines_of(person):
    """A résumé as lines."""
    applicant, resume = person["applicant"], person["resume"]
    rows = [applicant["name"], applicant["email"], applicant.get("phone") or "", "Experience"]
    for job in resume.get("work") or []:
        rows.append(f"{job.get('position')}, {job.get('name')}, {job.get('startDate')} - {job.get('endDate') or 'Present'}")
        rows += job.get("highlights") or []
    rows.append("Education")
    rows += [f"{e.get('institution')}, {e.get('endDate')}" for e in resume.get("education") or []]
    return [row for row in rows if row]


def swap(old, new):
    """What is replaced to make one person's document another's."""
    pairs = []
    for key in ("name", "email", "phone"):
        if old["applicant"].get(key) and new["applicant"].get(key):
            pairs.append([old["applicant"][key], new["applicant"][key]])
    return pairs


# What is begun.


def docx_plain(path, person):
    """By python-docx, on its own template."""
    from docx import Document

    document = Document()
    for line in lines_of(person):
        document.add_paragraph(line)
    document.save(str(path))


def docx_word(path, person, chance, template="Normal.dotm", sessions=None):
    """As Word writes: numbers of sessions, identifiers, an account and a second of its own."""
    plain = path.with_suffix(".plain")
    docx_plain(plain, person)
    number = lambda: f"{chance.randrange(1 << 24):08X}"
    sessions = (sessions or []) + [number() for _ in range(chance.randrange(3, 30))]
    rows = "".join(f'<w:rsid w:val="{s}"/>' for s in sorted(sessions))
    settings = f'<w:rsids><w:rsidRoot w:val="{sessions[0]}"/>{rows}</w:rsids>'
    guid = "-".join(f"{chance.randrange(1 << 16):04X}" for _ in range(8))
    settings += f'<w15:docId xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" w15:val="{{{guid}}}"/>'
    moment = datetime.datetime(2024, 1, 1) + datetime.timedelta(minutes=chance.randrange(1 << 20))
    account = f"account{chance.randrange(1 << 20)}"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/settings.xml":
                part = re.sub(rb"<w:rsids>.*</w:rsids>", settings.encode(), part, flags=re.S)
            if name == "docProps/core.xml":
                part = part.replace(b"2013-12-23T23:15:00Z", moment.strftime("%Y-%m-%dT%H:%M:00Z").encode())
                part = part.replace(b"python-docx", account.encode())
            if name == "docProps/app.xml":
                part = re.sub(rb"<Template>.*?<", b"<Template>" + template.encode() + b"<", part)
            out.writestr(name, part)
    plain.unlink()


def html(person):
    """A page."""
    rows = "".join(f"<p>{line}</p>" for line in lines_of(person))
    return f"<!doctype html><meta charset=utf-8><style>h1{{font-family:serif}}</style><h1>Résumé</h1>{rows}<b>b</b><i>i</i>"


def page_chromium(path, person):
    """Printed by the browser."""
    page = path.with_suffix(".html")
    page.write_text(html(person))
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={path}", page)
    page.unlink()


def page_wkhtmltopdf(path, person):
    """Printed by an older browser's engine."""
    page = path.with_suffix(".html")
    page.write_text(html(person))
    run("wkhtmltopdf", "-q", page, path, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    page.unlink()


def page_typst(path, person):
    """By typst, in upright, bold and italic."""
    import typst

    sign = lambda text: re.sub(r"([^\w\s])", r"\\\1", text)
    rows = [sign(line) for line in lines_of(person)]
    source = path.with_suffix(".typ")
    source.write_text(f"= {rows[0]}\n\n" + "\n\n".join(f"_{r}_ {r}" if i % 3 else r for i, r in enumerate(rows[1:])))
    typst.compile(str(source), output=str(path))
    source.unlink()


def page_reportlab(path, person):
    """By reportlab."""
    from reportlab.platypus import Paragraph, SimpleDocTemplate
    from reportlab.lib.styles import getSampleStyleSheet

    style = getSampleStyleSheet()["Normal"]
    text = [line.replace("&", "&amp;").replace("<", "&lt;") for line in lines_of(person)]
    SimpleDocTemplate(str(path)).build([Paragraph(line, style) for line in text])


def page_latex(path, person, head=None):
    """By pdfTeX, in the class article or another."""
    sign = lambda text: re.sub(r"([&%$#_{}])", r"\\\1", text).replace("~", " ").replace("^", " ")
    rows = [sign(line) for line in lines_of(person)]
    head = head or r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage{lmodern}"
    body = "\n\n".join(rf"\textbf{{{row[:9]}}} \emph{{{row[9:30]}}} {row[30:]}" for row in rows[1:])
    source = path.with_suffix(".tex")
    source.write_text(f"{head}\\begin{{document}}\n\\section*{{{rows[0]}}}\n{body}\n\\end{{document}}\n")
    run("pdflatex", "-interaction=batchmode", f"-output-directory={path.parent}", source)
    for end in (".tex", ".aux", ".log", ".out"):
        path.with_suffix(end).unlink(missing_ok=True)


def page_simplecv(path, person):
    """By pdfTeX, in the class simplecv."""
    page_latex(path, person, r"\documentclass{simplecv}")


def page_rendercv(path, person):
    """By rendercv, in its classic theme."""
    import yaml

    applicant, resume = person["applicant"], person["resume"]
    work = [
        {"company": w["name"], "position": w["position"], "start_date": w["startDate"], "end_date": w.get("endDate") or "present", "highlights": w.get("highlights") or []}
        for w in resume["work"] if w.get("startDate")
    ]
    source = path.with_suffix(".yaml")
    source.write_text(yaml.safe_dump({"cv": {"name": applicant["name"], "email": applicant["email"], "sections": {"experience": work}}}))
    run(Path(sys.executable).parent / "rendercv", "render", source, "--pdf-path", path, cwd=path.parent)
    source.unlink()


def offices(jobs, work):
    """Has the office do all jobs at once."""
    file = work / "jobs.json"
    file.write_text(json.dumps(jobs))
    done = subprocess.run(["/usr/bin/python3", HERE / "office.py", file], capture_output=True, text=True)
    print(done.stderr.strip()[:600], end="")


# How it is saved again.


def by_python_docx(source, out, pairs):
    """Paragraphs rewritten by python-docx."""
    from docx import Document

    document = Document(str(source))
    for paragraph in document.paragraphs:
        for old, new in pairs:
            if old in paragraph.text:
                paragraph.text = paragraph.text.replace(old, new)
    document.save(str(out))


def by_node(source, out, pairs):
    """By pizzip or pdf-lib."""
    file = out.with_suffix(".pairs")
    file.write_text(json.dumps(pairs))
    run("node", HERE / "writer.mjs", "edit", source, out, file)
    file.unlink()


def by_pandoc(source, out, pairs):
    """By pandoc, which writes everything anew."""
    run("pandoc", source, "-o", out)


def by_pikepdf(source, out, pairs):
    """By qpdf's library."""
    import pikepdf

    with pikepdf.open(source) as document:
        document.docinfo["/Title"] = pairs[0][1]
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def by_pypdf(source, out, pairs):
    """By pypdf, as a whole."""
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=str(source))
    writer.add_metadata({"/Title": pairs[0][1]})
    writer.write(str(out))


def by_pypdf_added(source, out, pairs):
    """By pypdf, added at the end."""
    from pypdf import PdfWriter

    writer = PdfWriter(str(source), incremental=True)
    writer.add_metadata({"/Title": pairs[0][1]})
    writer.write(str(out))


def by_pymupdf(source, out, pairs):
    """Words replaced on the page by PyMuPDF."""
    import pymupdf

    document = pymupdf.open(source)
    for old, new in pairs:
        for place in document[0].search_for(old):
            document[0].add_redact_annot(place, text=new)
    document[0].apply_redactions()
    document.save(out, garbage=3, deflate=True)


def by_qpdf(source, out, pairs):
    """By qpdf, for the web."""
    run("qpdf", "--linearize", source, out)


def by_ghostscript(source, out, pairs):
    """By Ghostscript, which writes everything anew."""
    run("gs", "-q", "-sDEVICE=pdfwrite", "-o", out, source)


# What is left.


def traces(path):
    """What a file itself holds of its origin."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        return pdf_traces(path)
    if path.suffix == ".rtf":
        text = data.decode("latin-1")
        return {("session", int(n)) for n in re.findall(r"\\rsid(?:root)?(\d+)", text) if int(n)}
    found, archive = set(), zipfile.ZipFile(path)
    part = lambda name: archive.read(name).decode() if name in archive.namelist() else ""
    settings, core, meta = part("word/settings.xml"), part("docProps/core.xml"), part("meta.xml")
    found |= {("session", int(n, 16)) for n in re.findall(r'w:rsid(?:Root)? w:val="(\w+)"', settings)}
    found |= {("session", int(n)) for n in re.findall(r'Rsid(?:Root)?"[^>]*>(\d+)<', part("settings.xml"))}
    found |= {("session", int(n, 16)) for n in re.findall(r'rsid="(\w+)"', part("content.xml"))}
    found |= {("id", n) for n in re.findall(r'docId [^>]*val="\{?([\w-]{30,})', settings)}
    author = re.search(r"creator>([^<]+)<", core) or re.search(r"initial-creator>([^<]+)<", meta)
    begun = re.search(r"created[^>]*>([^<]+)<", core) or re.search(r"creation-date>([^<]+)<", meta)
    if author and begun:
        found.add(("begun", author[1], begun[1][:19]))
    root = re.search(r'RsidRoot"[^>]*>(\d+)<', part("settings.xml"))
    if root and begun:
        found.add(("begun", root[1], begun[1]))
    return found


def pdf_traces(path):
    """Identifiers, and all tags of fonts together."""
    import pikepdf

    found = set()
    try:
        document = pikepdf.open(path)
    except Exception:
        return found
    with document:
        if "/ID" in document.trailer:
            found |= {("id", hashlib.sha1(bytes(n)).hexdigest()) for n in document.trailer.ID if bytes(n)}
        packet = bytes(document.Root.Metadata.read_bytes()) if "/Metadata" in document.Root else b""
        found |= {("id", n) for n in re.findall(rb"(?:Document|Original\w*|Instance)ID[>=\"']+(?:uuid:|xmp.\wid:)?([\w-]{30,})", packet)}
        tags = {str(o.BaseFont) for o in document.objects if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o and "+" in str(o.BaseFont)}
        # Programs that number their tags begin with A.
        tags = sorted(t for t in tags if not re.match(r"/[A-Z]AAAA", t))
        if len(tags) >= 3:
            found.add(("fonts", *tags))
    return found


def kept(ancestor, descendant):
    """Whether anything of the ancestor is left: two sessions, an identifier, how it was begun."""
    try:
        shared = traces(ancestor) & traces(descendant)
    except (OSError, zipfile.BadZipFile):
        return False
    return sum(trace[0] == "session" for trace in shared) >= 2 or any(t[0] != "session" for t in shared)


# What the program says.


def screened(program, work, documents, people):
    """Pairs of documents that are linked by lineage, each in an application of its own person."""
    if not documents:
        return set()
    done = subprocess.run([program, "read", "--json", *map(str, documents)], capture_output=True)
    rows, names = [], {}
    for at, line in enumerate(done.stdout.splitlines()):
        result, person = json.loads(line), people[at]
        names[f"D-{at:04}"] = Path(result["file"])
        applicant = {k: person["applicant"].get(k) for k in ("name", "email", "phone")}
        document = {"id": "1", "role": "resume", "format": result.get("format") or "pdf", "lineage": result["lineage"]}
        rows.append({"id": f"D-{at:04}", "submitted_at": "2026-01-05T10:00:00Z", "applicant": applicant, "documents": [document]})
    source, out = work / "screened.jsonl", work / "screened"
    source.write_text("\n".join(map(json.dumps, rows)) + "\n")
    shutil.rmtree(out, ignore_errors=True)
    done = subprocess.run([program, "screen", str(source), "--out", str(out)], capture_output=True, text=True)
    if done.returncode not in (0, 1, 2) or not (out / "screened.jsonl").exists():
        sys.exit(done.stderr)
    linked = set()
    for line in (out / "screened.jsonl").open():
        row = json.loads(line)
        for term in row["evidence"]:
            if term["check"] == "shared-lineage":
                for other in re.findall(r"D-\d{4}", term["observed"]):
                    linked.add(frozenset((names[row["id"]], names[other])))
    return linked


def ancestors(work, people, chance):
    """Files of each kind, with whose they are."""
    found, jobs = [], []
    for at in range(FAMILIES):
        person = people.pop()
        word = work / f"{at}-word.docx"
        docx_word(word, person, chance)
        found.append(("Word's DOCX", word, person))
        if has("soffice"):
            odt, docx, pdf = (work / f"{at}-office.{end}" for end in ("odt", "docx", "pdf"))
            jobs.append({"lines": lines_of(person), "save": [[str(odt), ODT], [str(docx), DOCX], [str(pdf), PDF]]})
            found += [("LibreOffice's ODT", odt, person), ("LibreOffice's DOCX", docx, person), ("LibreOffice's PDF", pdf, person)]
        for name, make, needed in PAGES:
            if has(*needed):
                path = work / f"{at}-{make.__name__}.pdf"
                make(path, person)
                found.append((f"{name}'s PDF", path, person))
    offices(jobs, work)
    return [entry for entry in found if entry[1].exists()]


PAGES = [
    ("chromium", page_chromium, ["chromium"]),
    ("wkhtmltopdf", page_wkhtmltopdf, ["wkhtmltopdf"]),
    ("typst", page_typst, []),
    ("reportlab", page_reportlab, []),
    ("pdfTeX", page_latex, ["pdflatex"]),
]

WRITERS = {
    ".docx": [("python-docx", by_python_docx), ("pizzip", by_node), ("pandoc", by_pandoc)],
    ".odt": [("pandoc", by_pandoc)],
    ".pdf": [
        ("pikepdf", by_pikepdf), ("pypdf", by_pypdf), ("pypdf, added", by_pypdf_added),
        ("PyMuPDF", by_pymupdf), ("pdf-lib", by_node), ("qpdf", by_qpdf), ("Ghostscript", by_ghostscript),
    ],
}


def descend(work, found, people):
    """Descendants of every ancestor, by writer: triples of writer, ancestor and descendant."""
    made, jobs = [], []
    for at, (_, path, person) in enumerate(found):
        other = people.pop()
        pairs = swap(person, other)
        for name, write in WRITERS[path.suffix]:
            out = work / f"d{at}-{write.__name__}{path.suffix}"
            try:
                write(path, out, pairs)
            except Exception as error:
                print(f"{name} could not save {path.name}: {error}")
            made.append((name, path, out))
        if path.suffix != ".pdf" and has("soffice"):
            outs = [(work / f"d{at}-office.{end}", kind) for end, kind in (("docx", DOCX), ("odt", ODT), ("rtf", RTF), ("pdf", PDF))]
            jobs.append({"open": str(path), "replace": pairs, "save": [[str(p), k] for p, k in outs]})
            made += [(f"LibreOffice, {p.suffix[1:]}", path, p) for p, _ in outs]
            again = work / f"d{at}-again.docx"
            jobs.append({"open": str(outs[1][0]), "replace": [["Experience", "Career"]], "save": [[str(again), DOCX]]})
            made.append(("LibreOffice, odt, docx", path, again))
    offices(jobs, work)
    return [entry for entry in made if entry[2].exists()]


def independent(work, people, chance):
    """Documents of different people, by builder or template."""
    groups, jobs = {}, []
    folder = work / "independent"
    folder.mkdir()
    shared = [f"{chance.randrange(1 << 24):08X}" for _ in range(12)]

    def group(name, count, make, end):
        groups[name] = []
        for at in range(count):
            path = folder / f"{len(groups)}-{at}.{end}"
            make(path, people.pop())
            groups[name].append(path)

    group("python-docx's template", 4, docx_plain, "docx")
    group("a Word template", 4, lambda p, who: docx_word(p, who, chance, "Modern resume.dotx", list(shared)), "docx")
    for name, make, needed in PAGES:
        if has(*needed):
            group(name, 4, make, "pdf")
    if has("pdflatex"):
        group("simplecv", 4, page_simplecv, "pdf")
    if (Path(sys.executable).parent / "rendercv").exists():
        group("rendercv", 4, page_rendercv, "pdf")
    if has("pandoc"):
        for end in ("docx", "odt"):
            def write(path, person):
                run("pandoc", "-f", "markdown", "-o", path, input="\n\n".join(lines_of(person)).encode())
            group(f"pandoc's reference.{end}", 4, write, end)
    if has("node"):
        def node(path, person):
            file = path.with_suffix(".json")
            file.write_text(json.dumps(lines_of(person)))
            run("node", HERE / "writer.mjs", "new", path, file)
            file.unlink()
        group("docx of node", 4, node, "docx")
    if has("soffice"):
        template = work / "template.ott"
        offices([{"lines": ["Name", "Experience"], "save": [[str(template), "writer8_template"]]}], work)
        for name, source in (("LibreOffice", None), ("a LibreOffice template", str(template))):
            for end, kind in (("odt", ODT), ("docx", DOCX), ("pdf", PDF)):
                groups[f"{name}, {end}"] = [folder / f"{name}-{at}.{end}" for at in range(4)]
            for at in range(4):
                save = [[str(folder / f"{name}-{at}.{end}"), kind] for end, kind in (("odt", ODT), ("docx", DOCX), ("pdf", PDF))]
                jobs.append({"open": source, "template": bool(source), "lines": lines_of(people.pop()), "save": save})
        offices(jobs, work)
    return {name: [p for p in paths if p.exists()] for name, paths in groups.items()}


def main():
    """Prints a row for each writer and for each builder."""
    program, source, work = os.path.abspath(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    chance = random.Random(7)
    people = [p for p in map(json.loads, source.open()) if (p.get("resume") or {}).get("work") and p["applicant"].get("email")]
    people = [p for p in people if all(w.get("name") and w.get("position") for w in p["resume"]["work"])]
    strangers = list({p["applicant"]["name"]: p for p in people}.values())
    found = ancestors(work, people, chance)
    made = descend(work, found, people)
    kinds = {path: kind for kind, path, _ in found}
    rows, total = {}, [0, 0, 0]
    for writer in sorted({name for name, _, _ in made}):
        part = [(a, d) for name, a, d in made if name == writer]
        # One descendant of each ancestor at a time, so that rarity decides as it would.
        files = [a for a, _ in part] + [d for _, d in part]
        linked = screened(program, work, files, strangers)
        for a, d in part:
            row = rows.setdefault((kinds[a], writer), [0, 0, 0])
            keeps, meets = kept(a, d), frozenset((a, d)) in linked
            for sums in (row, total):
                sums[0] += 1
                sums[1] += keeps
                sums[2] += keeps and meets
            if keeps and not meets and os.environ.get("SHOW"):
                print("not linked:", a.name, d.name, traces(a) & traces(d))
        wrong = [pair for pair in linked if pair not in {frozenset(p) for p in part}]
        if wrong:
            print(f"linked though unrelated, by {writer}: {[sorted(p.name for p in pair) for pair in wrong][:5]}")
    print("ancestor, saved again by: descendants / with a trace left / of those linked")
    for (kind, writer), (all_, keeps, meets) in sorted(rows.items()):
        print(f"  {kind:<20} {writer:<24} {all_:>3} {keeps:>3} {meets:>3}")
    print(f"linked where the file keeps a trace: {total[2]} of {total[1]} ({100 * total[2] / max(1, total[1]):.1f} %), of {total[0]} descendants\n")
    groups = independent(work, people, chance)
    pairs = crossed = 0
    for name, files in groups.items():
        linked = screened(program, work, files, strangers)
        pairs += len(files) * (len(files) - 1) // 2
        crossed += len(linked)
        print(f"  {name:<28} {len(files)} documents, {len(linked)} pairs linked")
    everything = [file for files in groups.values() for file in files if "office" not in file.name.lower() or file.suffix == ".odt"]
    linked = screened(program, work, everything, strangers)
    print(f"independent documents of one builder or template: {crossed} of {pairs} pairs linked; all together: {len(linked)} pairs\n")


if __name__ == "__main__":
    main()
