"""Renders simulated résumés in a second set of layouts, made when the reader was done.

    python3 fresh.py APPLICATIONS.jsonl OUT [COUNT]

Nothing of this set is the same as in `heldout.py` but the programs: eight pages of HTML in other
structures (rows that spread, a table over the whole page, one line an entry, dates below, a
colored column, strokes), and one of typst. The reader is not mended on what it gets wrong here.
"""

import json
import shutil
import sys
from html import escape
from pathlib import Path

import heldout
from render import degree, markup, whole

SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

# How dates are written, what stands between two, and what says that it goes on.
FORMS = [
    (lambda y, m: f"{heldout.LONG[m - 1]} {y}", " – ", "Present"),
    (lambda y, m: f"{m:02}.{y}", " – ", "today"),
    (lambda y, m: f"{SHORT[m - 1]}. {y}", " to ", "present"),
    (lambda y, m: f"{y}-{m:02}", " – ", "now"),
    (lambda y, m: f"{m:02}/{y}", "-", "current"),
    (lambda y, m: f"{SHORT[m - 1]} {y}", "—", "Present"),
    (lambda y, m: f"{heldout.LONG[m - 1]}, {y}", " until ", "today"),
    (lambda y, m: f"{SHORT[m - 1].upper()} {y}", " - ", "PRESENT"),
]

STYLES = [
    "@page{size:A4;margin:1.9cm}body{font:10.5pt 'DejaVu Serif'}.r{display:flex;justify-content:space-between}h2{font-variant:small-caps}",
    "@page{size:Letter;margin:1.6cm}body{font:10pt 'Liberation Sans'}td{vertical-align:top;padding:2px 10px 6px 0}",
    "@page{size:A4;margin:2.4cm}body{font:11pt 'Liberation Serif'}h2{text-align:center;border-bottom:2px solid}",
    "@page{size:Letter;margin:2cm}body{font:10pt 'Noto Sans'}h2{color:#a33}small{font-style:italic;color:#555}",
    "@page{size:A4;margin:0}body{font:9.5pt 'DejaVu Sans';display:flex;margin:0}aside{width:28%;background:#234;color:#eee;padding:1cm}main{width:62%;padding:1cm}",
    "@page{size:A5;margin:1.2cm}body{font:9pt 'Noto Serif'}.r{display:flex;justify-content:space-between}h2{border-left:4px solid #06c;padding-left:4px}",
    "@page{size:A4;margin:2cm}body{font:10pt 'DejaVu Sans'}header,h2{text-align:center}",
    "@page{size:Legal;margin:2.2cm}body{font:10.5pt 'Liberation Sans'}h2{letter-spacing:3px;text-transform:uppercase;font-weight:normal}",
]

HEADINGS = [
    ("Professional Summary", "Experience", "Education", "Certifications", "Skills", "Projects"),
    ("Overview", "Career History", "Studies", "Certificates", "Competencies", "Key Projects"),
    ("Objective", "Relevant Experience", "Academic Qualifications", "Courses and Certificates", "Skills & Tools", "Side Projects"),
]


def day(value, form):
    """A date in one of the forms."""
    write, _, ongoing = FORMS[form]
    if not value:
        return ongoing
    return write(value[:4], int(value[5:7])) if value[5:7] else value[:4]


def span(entry, form):
    """Two dates; one alone where the beginning is not stated."""
    if not entry.get("startDate"):
        return day(entry.get("endDate"), form)
    return day(entry["startDate"], form) + FORMS[form][1] + day(entry.get("endDate"), form)


def sections(application, style):
    """Headings with entries: employer or school, position or degree, dates, place, items."""
    resume = application["resume"]
    about = (resume.get("basics") or {}).get("summary")
    work = [
        (w["name"], w["position"], span(w, style), w.get("location") or "", [t for t in [w.get("summary"), *(w.get("highlights") or [])] if t])
        for w in resume["work"]
    ]
    studies = [(e.get("institution", ""), degree(e), span(e, style), "", []) for e in resume["education"]]
    papers = [(None, None, "", "", [", ".join(p for p in (c.get("name"), c.get("issuer"), c.get("date")) if p)]) for c in resume.get("certificates") or []]
    skills = [(None, None, "", "", [", ".join(s.get("keywords") or [s.get("name", "")])]) for s in resume.get("skills") or []]
    projects = [(None, None, "", "", [": ".join(p for p in (x.get("name"), x.get("description")) if p)]) for x in resume.get("projects") or []]
    summary = [(None, None, "", "", [about])] if about else []
    return [(h, e) for h, e in zip(HEADINGS[style % 3], (summary, work, studies, papers, skills, projects)) if e]


def entry(style, who, what, dates, place, items):
    """One entry, as the style sets it."""
    if who is None:
        return f"<p>{items[0]}</p>"
    listed = "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>" if items else ""
    where = f", {place}" if place else ""
    if style == 0:
        return f"<div class=r><b>{who}</b><span>{place}</span></div><div class=r><i>{what}</i><span>{dates}</span></div>{listed}"
    if style == 2:
        return f"<p><b>{what} at {who}</b> ({dates})</p>{listed}" if items else f"<p><b>{what}, {who}</b> ({dates})</p>"
    if style == 3:
        beside = f" · {place}" if place else ""
        return f"<p><b>{what}</b><br>{who}<br><small>{dates}{beside}</small></p>{listed}"
    if style == 4:
        return f"<h3>{what}</h3><p>{who} | {dates}</p>{listed}"
    if style == 5:
        return f"<h3>{who}{where}</h3><div class=r><i>{what}</i><span>{dates}</span></div>{listed}"
    if style == 6:
        return f"<p>{' | '.join(p for p in (what, who, place, dates) if p)}</p>{listed}"
    return f"<p>{dates}: <b>{what}</b>, {who}</p>{listed}"


def html(application, style):
    """A page."""
    name = f"<h1>{escape(application['applicant']['name'])}</h1>"
    said = [escape(p) for p in heldout.contacts(application)]
    parts = []
    for heading, entries in sections(application, style):
        rows = [[escape(p) if p is not None else None for p in e[:4]] + [[escape(i) for i in e[4]]] for e in entries]
        if style == 1:
            parts.append(f"<tr><td colspan=2><h2>{heading}</h2></td></tr>")
            for who, what, dates, place, items in rows:
                head = "" if who is None else f"<b>{what}</b><br>{who}<br>"
                parts.append(f"<tr><td width=150>{dates}</td><td>{head}{'<br>'.join(items)}</td></tr>")
        else:
            parts.append(f"<h2>{heading}</h2>" + "".join(entry(style, *row) for row in rows))
    body = "".join(parts)
    if style == 1:
        body = f"<table>{body}</table>"
    if style == 4:
        body = f"<aside>{'<br><br>'.join(said)}</aside><main>{name}{body}</main>"
    else:
        sign = [" | ", "<br>", " • ", "<br>", "", " – ", " | ", ", "][style]
        body = f"<header>{name}<p>{sign.join(said)}</p></header>{body}"
    return f"<!doctype html><meta charset=utf-8><style>{STYLES[style]}</style><body>{body}"


def by_typst(path, application):
    """Name left, contacts right; place and dates one above the other at the margin."""
    import typst

    said = " \\ ".join(markup(p) for p in heldout.contacts(application))
    name = markup(application["applicant"]["name"])
    rows = ["#set page(margin: 1.7cm)", "#set text(size: 9.5pt)"]
    rows.append(f"#grid(columns: (1fr, auto), text(size: 18pt)[{name}], align(right)[{said}])")
    for heading, entries in sections(application, 5):
        rows.append(f"#line(length: 100%)\n#text(size: 12pt, weight: \"bold\")[{markup(heading)}]\n")
        for who, what, dates, place, items in entries:
            if who is None:
                rows.append(markup(items[0]) + "\n")
                continue
            aside = " \\ ".join(markup(p) for p in (place, dates) if p)
            rows.append(f"#grid(columns: (1fr, auto), [*{markup(who)}* \\ _{markup(what)}_], align(right)[{aside}])")
            rows += [f"- {markup(item)}" for item in items]
    source = path.with_suffix(".typ")
    source.write_text("\n".join(rows))
    typst.compile(str(source), output=str(path))
    source.unlink()


# The older engine knows no rows that spread; pandoc keeps no style.
LAYOUTS = (
    [("chromium", heldout.by_chromium, style, "pdf") for style in range(8)]
    + [("wkhtmltopdf", heldout.by_wkhtmltopdf, style, "pdf") for style in (1, 2, 3, 6, 7)]
    + [("soffice", heldout.by_office, style, end) for style, end in ((1, "docx"), (2, "pdf"), (3, "odt"), (6, "rtf"))]
    + [("pandoc", heldout.by_pandoc, style, end) for style, end in ((4, "docx"), (7, "odt"))]
    + [("typst", None, 8, "pdf")]
)


def main():
    """Renders."""
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    out.mkdir(parents=True, exist_ok=True)
    layouts = [layout for layout in LAYOUTS if layout[0] == "typst" or shutil.which(layout[0])]
    full = [a for a in map(json.loads, source.open()) if whole(a.get("resume") or {})]
    for index, application in enumerate(full[: count * len(layouts)]):
        program, make, style, end = layouts[index % len(layouts)]
        path = out / f"{index:03}-{program}-{style}.{end}"
        if make is None:
            by_typst(path, application)
        else:
            page = path.with_suffix(".htm")
            page.write_text(html(application, style))
            make(page, path, style)
            page.unlink()
        if not path.exists() or not heldout.holds(path, application["applicant"]["name"]):
            print(f"not rendered, or without its name: {path.name}")
            path.unlink(missing_ok=True)
            continue
        a = application["applicant"]
        truth = dict(application["resume"])
        truth["basics"] = {**(truth.get("basics") or {}), "name": a["name"], "email": a.get("email"), "phone": a.get("phone")}
        path.with_suffix(".expected.json").write_text(json.dumps(truth))


if __name__ == "__main__":
    main()
