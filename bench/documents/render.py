"""Renders simulated résumés in a dozen layouts, each with its truth beside it.

    python3 render.py APPLICATIONS.jsonl OUT [COUNT]

Layouts: three of typst, five of reportlab (one column, dates at the right, dates at the left,
centered, contacts in a column of their own), two of python-docx (paragraphs, tables), HTML, Markdown, RTF and plain text.
"""

import json
import sys
from html import escape
from pathlib import Path

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def day(value, form=0):
    """A date as people write it."""
    if not value:
        return "Present"
    year, month = value[:4], value[5:7]
    if not month:
        return year
    return [f"{MONTHS[int(month) - 1]} {year}", f"{month}/{year}", f"{year}-{month}"][form % 3]


def span(entry, form=0):
    """Two dates as people write them."""
    if not entry.get("startDate"):
        return day(entry.get("endDate"), form)
    dash = [" – ", " - ", " to "][form % 3]
    return f"{day(entry.get('startDate'), form)}{dash}{day(entry.get('endDate'), form)}"


def contacts(resume, application):
    """What stands below the name."""
    a, place = application["applicant"], application["applicant"].get("address") or {}
    where = ", ".join(p for p in (place.get("city"), place.get("region")) if p)
    return [p for p in (where, a.get("email"), a.get("phone")) if p]


def blocks(resume):
    """Sections with their entries: head, aside, second line, items."""
    work = [
        (w.get("name", ""), w.get("position", ""), w.get("location") or "", w, texts(w))
        for w in resume.get("work", [])
    ]
    studies = [
        (e.get("institution", ""), degree(e), "", e, []) for e in resume.get("education", [])
    ]
    return [("Experience", work), ("Education", studies)]


def texts(entry):
    """Sentences and items of an entry."""
    return [t for t in [entry.get("summary")] + list(entry.get("highlights") or []) if t]


def degree(entry):
    """Degree and field."""
    return " in ".join(p for p in (entry.get("studyType"), entry.get("area")) if p)


def typst(path, resume, application, layout):
    """Dates at the right in a grid, at the left, or in one line with a place."""
    import typst as compiler

    name, said = application["applicant"]["name"], contacts(resume, application)
    rows = ['#set page(margin: 2cm)', '#set text(size: 10pt)', '#set par(justify: true)']
    rows.append(f"#align(center)[#text(size: 22pt)[*{markup(name)}*]]")
    rows.append(f"#align(center)[{' #h(8pt) '.join(markup(p) for p in said)}]")
    for heading, entries in blocks(resume):
        rows.append(f"== {heading}")
        for title, second, place, entry, items in entries:
            body = "".join(f"\n- {markup(item)}" for item in items)
            head, dates = f"*{markup(title)}*, {markup(second)}", markup(span(entry, 0))
            if layout == "right":
                rows.append(f"#grid(columns: (1fr, 3.5cm), [{head}{body}\n], align(right)[{dates}])")
            elif layout == "left":
                rows.append(f"#grid(columns: (3.5cm, 1fr), [{dates}], [{head}{body}\n])")
            else:
                where = f" -- {markup(place)}" if place else ""
                rows.append(f"{head}{where} #h(1fr) {dates}\n{body}\n")
    file = path.with_suffix(".typ")
    file.write_text("\n".join(rows))
    compiler.compile(str(file), output=str(path))
    file.unlink()


def markup(text):
    """Text as typst writes it."""
    return "".join("\\" + c if c in "\\#$*_@<>[]`~/-=+'\"" else c for c in text)


def pdf(path, resume, application, layout):
    """One of four layouts of reportlab."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=A4)
    width, height = A4
    left = {"plain": 60, "margin": 60, "dates-left": 150, "centered": 60, "sidebar": 220}[layout]
    y = height - 60

    def put(text, x, size=10, font="Helvetica", right=None):
        nonlocal y
        limit = (right or width - 60) - x
        for row in simpleSplit(text, font, size, limit):
            if y < 60:
                canvas.showPage()
                y = height - 60
            canvas.setFont(font, size)
            canvas.drawString(x, y, row)
            y -= size * 1.35

    name, said = application["applicant"]["name"], contacts(resume, application)
    if layout == "sidebar":
        put(name, 40, 16, "Helvetica-Bold", 200)
        for line in said:
            put(line, 40, 9, right=205)
        y = height - 60
    elif layout == "centered":
        canvas.setFont("Times-Bold", 20)
        canvas.drawCentredString(width / 2, y, name)
        canvas.setFont("Times-Roman", 10)
        canvas.drawCentredString(width / 2, y - 18, " | ".join(said))
        y -= 44
    else:
        put(name, 60, 20, "Helvetica-Bold")
        put("  •  ".join(said), 60, 9)
    for heading, entries in blocks(resume):
        y -= 8
        put(heading.upper(), 60 if layout == "dates-left" else left, 12, "Helvetica-Bold")
        for title, second, place, entry, items in entries:
            dates = span(entry, {"plain": 0, "margin": 0, "centered": 1}.get(layout, 2))
            y -= 4
            top = y
            if layout == "dates-left":
                canvas.setFont("Helvetica", 9)
                canvas.drawString(60, y, dates)
                put(f"{second}, {title}", left, 10, "Helvetica-Bold")
            elif layout in ("margin", "sidebar"):
                put(title, left, 10, "Helvetica-Bold", width - 190)
                canvas.setFont("Helvetica", 10)
                canvas.drawRightString(width - 60, top, dates)
                put(second, left, 10, "Helvetica-Oblique")
            else:
                put(f"{title} | {second} | {dates}", left, 10, "Helvetica-Bold")
            for item in items:
                put("• " + item, left + 8, 10)
    canvas.save()


def docx(path, resume, application, layout):
    """Paragraphs with tabs, or tables."""
    from docx import Document

    document = Document()
    document.add_heading(application["applicant"]["name"], 0)
    document.add_paragraph(" | ".join(contacts(resume, application)))
    for heading, entries in blocks(resume):
        document.add_heading(heading, 1)
        for name, second, place, entry, items in entries:
            if layout == "table":
                cells = document.add_table(1, 2).rows[0].cells
                cells[0].text, cells[1].text = f"{name}\n{second}", span(entry, 0)
            else:
                paragraph = document.add_paragraph()
                paragraph.add_run(second).bold = True
                paragraph.add_run(f", {name}\t{span(entry, 1)}")
            for item in items:
                document.add_paragraph(item, style="List Bullet")
    document.save(str(path))


def written(path, resume, application, layout):
    """HTML, Markdown, RTF and plain text."""
    name, said = application["applicant"]["name"], contacts(resume, application)
    rows = []
    if layout == "html":
        rows = [f"<!doctype html><h1>{escape(name)}</h1><p>{escape(' | '.join(said))}</p>"]
    elif layout == "md":
        rows = [f"# {name}\n", " | ".join(said) + "\n"]
    elif layout == "rtf":
        rows = ["{\\rtf1\\ansi\\uc1 " + rtf(name) + "\\par " + rtf(" | ".join(said)) + "\\par"]
    else:
        rows = [name, " | ".join(said), ""]
    for heading, entries in blocks(resume):
        mark = {"html": f"<h2>{heading}</h2>", "md": f"## {heading}\n", "txt": heading.upper()}
        rows.append(mark.get(layout, f"\\par\\b {heading}\\b0\\par"))
        for title, second, place, entry, items in entries:
            dates = span(entry, 0)
            if layout == "html":
                inner = "".join(f"<li>{escape(i)}</li>" for i in items)
                rows.append(f"<h3>{escape(second)}, {escape(title)}</h3><p>{dates}</p><ul>{inner}</ul>")
            elif layout == "md":
                rows.append(f"### {title}\n\n*{second}*, {dates}\n")
                rows.extend(f"- {item}" for item in items)
                rows.append("")
            elif layout == "rtf":
                rows.append("\\b " + rtf(title) + "\\b0\\tab " + rtf(dates) + "\\par " + rtf(second))
                rows.append("\\par " + "".join("\\bullet\\tab " + rtf(i) + "\\par " for i in items))
            else:
                rows.append(f"{title}        {dates}\n{second}")
                rows.extend(f"- {item}" for item in items)
                rows.append("")
    path.write_text("\n".join(rows) + ("}" if layout == "rtf" else ""))


def rtf(text):
    """Text as RTF writes it."""
    text = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    return "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text)


LAYOUTS = (
    [(typst, t, "pdf") for t in ("right", "left", "line")]
    + [(pdf, t, "pdf") for t in ("plain", "margin", "dates-left", "centered", "sidebar")]
    + [(docx, t, "docx") for t in ("paragraphs", "table")]
    + [(written, t, t) for t in ("html", "md", "rtf", "txt")]
)


def main():
    """Renders."""
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    out.mkdir(parents=True, exist_ok=True)
    records = map(json.loads, source.open())
    full = [a for a in records if whole(a.get("resume") or {})][: count * len(LAYOUTS)]
    for index, application in enumerate(full):
        make, layout, ending = LAYOUTS[index % len(LAYOUTS)]
        path = out / f"{index:03}-{make.__name__}-{layout}.{ending}"
        make(path, application["resume"], application, layout)
        truth = dict(application["resume"])
        truth["basics"] = {
            "name": application["applicant"]["name"],
            "email": application["applicant"].get("email"),
            "phone": application["applicant"].get("phone"),
        }
        path.with_suffix(".expected.json").write_text(json.dumps(truth))


def whole(resume):
    """Whether a résumé has jobs and studies with their names."""
    work, studies = resume.get("work") or [], resume.get("education") or []
    return len(work) > 1 and studies and all(w.get("position") and w.get("name") for w in work)


if __name__ == "__main__":
    main()
