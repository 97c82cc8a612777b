"""Renders simulated résumés in layouts that the reader was not written against.

    python3 heldout.py APPLICATIONS.jsonl OUT [COUNT]

Nine pages of HTML, each printed by two engines (Chromium and wkhtmltopdf) on other paper, margins
and fonts; four by LibreOffice and two by pandoc, as far as these are installed. Every section that
the simulation writes is rendered: summary, work, education, certificates, skills, projects.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from html import escape
from pathlib import Path

from render import degree, whole

LONG = "January February March April May June July August September October November December".split()


def day(value, form):
    """A date in one of five forms."""
    if not value:
        return ["Present", "present", "Now", "Current", "today"][form]
    year, month = value[:4], value[5:7]
    if not month:
        return year
    name = LONG[int(month) - 1]
    return [f"{name} {year}", f"{month}/{year}", f"{name[:3]} {year}", f"{name[:3]}. {year}", f"{year}/{month}"][form]


def span(entry, form):
    """Two dates; one alone where the beginning is not stated."""
    dash = [" - ", "–", " — ", " to ", " – "][form]
    dates = [entry.get("startDate"), entry.get("endDate")]
    return day(dates[1], form) if not dates[0] else f"{day(dates[0], form)}{dash}{day(dates[1], form)}"


STYLES = [
    "@page{size:A4;margin:2.2cm}body{font:11pt 'DejaVu Serif',serif}h2{border-bottom:1px solid #444}.d{float:right}",
    "@page{size:Letter;margin:1.2cm}body{font:9.5pt 'DejaVu Sans',sans-serif}h2{text-transform:uppercase;letter-spacing:2px}",
    "@page{size:A4;margin:1.5cm}body{font:10pt 'Noto Sans',sans-serif;display:flex}aside{width:30%;padding-right:5%}main{width:65%}",
    "@page{size:Letter;margin:2.5cm}body{font:12pt 'Noto Serif',serif}header{text-align:center}table{width:100%}td{vertical-align:top}",
    "@page{size:A5;margin:1cm}body{font:8.5pt 'Liberation Sans',sans-serif}h2{background:#246;color:#fff;padding:3px}.d{color:#777}",
    "@page{size:A4;margin:2cm}body{font:10.5pt 'Liberation Serif',serif}.e{display:grid;grid-template-columns:3.4cm 1fr}",
    "@page{size:Legal;margin:2cm}body{font:10pt 'DejaVu Sans Mono',monospace}h2{font-style:italic}",
    "@page{size:A4;margin:1.8cm}body{font:10pt 'Noto Sans',sans-serif;display:flex;flex-direction:row-reverse}aside{width:32%;padding-left:4%}main{width:64%}",
    "@page{size:Letter;margin:2cm}body{font:11pt 'Liberation Sans',sans-serif;text-align:justify}header{text-align:right}ul{columns:1}",
]

HEADINGS = [
    ("Profile", "Work experience", "Education", "Certifications", "Skills", "Projects"),
    ("Summary", "Professional Experience", "Academic Background", "Certificates", "Technical Skills", "Selected Projects"),
    ("About me", "Employment History", "Education and Training", "Licenses & Certifications", "Core Skills", "Personal Projects"),
]


def sections(application, style):
    """Heads and contents: (heading, [(first line, second line, dates, place, items)])."""
    resume, heads, form = application["resume"], HEADINGS[style % 3], style % 5
    summary = (resume.get("basics") or {}).get("summary")
    work = []
    for w in resume["work"]:
        items = [t for t in [w.get("summary")] + list(w.get("highlights") or []) if t]
        pair = (w["name"], w["position"]) if style % 2 else (w["position"], w["name"])
        work.append((*pair, span(w, form), w.get("location") or "", items))
    studies = [(e.get("institution", ""), degree(e), span(e, form), "", []) for e in resume["education"]]
    papers = [(c.get("name", ""), c.get("issuer") or "", c.get("date") or "", "", []) for c in resume.get("certificates") or []]
    skills = [("", "", "", "", [", ".join(s.get("keywords") or [s.get("name", "")])]) for s in resume.get("skills") or []]
    projects = [(p.get("name", ""), "", "", "", [p["description"]] if p.get("description") else []) for p in resume.get("projects") or []]
    about = [("", "", "", "", [summary])] if summary else []
    return [(h, e) for h, e in zip(heads, (about, work, studies, papers, skills, projects)) if e]


def contacts(application):
    """Place, mailbox, number, profiles."""
    a, place = application["applicant"], application["applicant"].get("address") or {}
    where = ", ".join(p for p in (place.get("city"), place.get("region")) if p)
    links = [link["url"].removeprefix("https://") for link in a.get("links") or [] if link.get("url")]
    return [p for p in (where, a.get("phone"), a.get("email"), *links) if p]


def html(application, style):
    """A page."""
    said = [escape(p) for p in contacts(application)]
    head = f"<h1>{escape(application['applicant']['name'])}</h1>"
    label = ((application["resume"].get("basics") or {}).get("label")) or ""
    rows = []
    for heading, entries in sections(application, style):
        rows.append(f"<h2>{heading}</h2>")
        for one, two, dates, place, items in entries:
            rows.append(entry(style, *map(escape, (one, two, dates, place)), [escape(i) for i in items]))
    body = "".join(rows)
    if style in (2, 7):
        aside = "".join(f"<p>{p}</p>" for p in said)
        page = f"<aside>{head}<p>{escape(label)}</p>{aside}</aside><main>{body}</main>"
    else:
        sign = [" · ", " | ", " ", "<br>", " • "][style % 5]
        page = f"<header>{head}<p>{escape(label)}</p><p>{sign.join(said)}</p></header>{body}"
    return f"<!doctype html><meta charset=utf-8><style>{STYLES[style]}</style><body>{page}"


def entry(style, one, two, dates, place, items):
    """One entry, as the style sets it."""
    listed = "".join(f"<li>{item}</li>" for item in items)
    if not one:
        return f"<p>{' '.join(items)}</p>"
    where = f", {place}" if place else ""
    listed = f"<ul>{listed}</ul>" if listed else ""
    if style == 3:
        return f"<table><tr><td><b>{one}</b><br><i>{two}{where}</i></td><td align=right>{dates}</td></tr></table>{listed}"
    if style == 5:
        return f"<div class=e><div>{dates}</div><div><b>{one}</b><br>{two}{where}{listed}</div></div>"
    if style in (1, 4):
        return f"<p><b>{one}</b>{where}<br>{two}<br><span class=d>{dates}</span></p>{listed}"
    if style == 6:
        return f"<p>{one} ({dates})<br>{two}{where}</p>{listed}"
    return f"<p><span class=d>{dates}</span> <b>{one}</b><br>{two}{where}</p>{listed}"


def by_chromium(page, out, style):
    """Printed by Chromium."""
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={home}", f"--print-to-pdf={out}", page],
            capture_output=True,
        )


def by_wkhtmltopdf(page, out, style):
    """Printed by an older engine."""
    paper = ["A4", "Letter", "A4", "Letter", "A5", "A4", "Legal", "A4", "Letter"][style]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(["wkhtmltopdf", "-q", "-s", paper, page, out], capture_output=True, env=environment)


def by_office(page, out, style):
    """By LibreOffice, as the ending says."""
    kind = {".pdf": "pdf:writer_web_pdf_Export", ".docx": "docx:MS Word 2007 XML", ".odt": "odt:writer8", ".rtf": "rtf:Rich Text Format"}[out.suffix]
    # Its writer for the web has no office formats; its other writer reads the same page.
    reader = [] if out.suffix == ".pdf" else ["--infilter=HTML (StarWriter)"]
    with tempfile.TemporaryDirectory() as home:
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{home}", *reader, "--convert-to", kind, "--outdir", home, page]
        subprocess.run([str(c) for c in command], capture_output=True)
        made = Path(home) / (page.stem + out.suffix)
        if made.exists():
            shutil.move(made, out)


def by_pandoc(page, out, style):
    """By pandoc."""
    subprocess.run(["pandoc", page, "-o", out], capture_output=True)


def holds(path, name):
    """Whether a page holds the name at all: LibreOffice prints some pages without their heading."""
    if path.suffix != ".pdf" or not shutil.which("pdftotext"):
        return True
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True).stdout
    bare = lambda text: "".join(unicodedata.normalize("NFKC", text).lower().split())
    return bare(name) in bare(text)


# Styles whose columns the older engine does not know are left to the other one.
LAYOUTS = (
    [("chromium", by_chromium, style, "pdf") for style in range(9)]
    + [("wkhtmltopdf", by_wkhtmltopdf, style, "pdf") for style in (0, 1, 3, 4, 6, 8)]
    + [("soffice", by_office, style, end) for style, end in ((0, "pdf"), (1, "docx"), (3, "odt"), (8, "rtf"))]
    + [("pandoc", by_pandoc, style, end) for style, end in ((0, "docx"), (8, "odt"))]
)


def main():
    """Renders."""
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    out.mkdir(parents=True, exist_ok=True)
    layouts = [layout for layout in LAYOUTS if shutil.which(layout[0])]
    full = [a for a in map(json.loads, source.open()) if whole(a.get("resume") or {})]
    for index, application in enumerate(full[: count * len(layouts)]):
        program, make, style, end = layouts[index % len(layouts)]
        path = out / f"{index:03}-{program}-{style}.{end}"
        page = path.with_suffix(".htm")
        page.write_text(html(application, style))
        make(page, path, style)
        page.unlink()
        if not path.exists() or not holds(path, application["applicant"]["name"]):
            print(f"not rendered, or without its name: {path.name}")
            path.unlink(missing_ok=True)
            continue
        truth = dict(application["resume"])
        a = application["applicant"]
        truth["basics"] = {**(truth.get("basics") or {}), "name": a["name"], "email": a.get("email"), "phone": a.get("phone")}
        path.with_suffix(".expected.json").write_text(json.dumps(truth))


if __name__ == "__main__":
    main()
