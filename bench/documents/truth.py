"""What résumés say, from the files beside them: words in their units, and fields."""

import json
import re
from pathlib import Path

import yaml

MONTH = re.compile(r"^(\d{4})(?:-(\d{2}))?")


def plain(text):
    """Markdown without its signs."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", str(text))
    return re.sub(r"[*_`#]+", "", text)


def words(text):
    """Words as they are compared: folded, without signs at their ends."""
    text = plain(text).replace("\u00ad", "").replace("\u2011", "-")
    found = re.split(r"[\s/|•–—·]+", text.lower())
    return [word for word in (re.sub(r"^\W+|\W+$", "", word) for word in found) if word]


def month(value):
    """Year and month of a date, `None` where it goes on or is missing."""
    found = MONTH.match(str(value or ""))
    return (found[1], found[2]) if found else None


def leaves(value):
    """Every text in a tree."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("date", "start_date", "end_date", "doi", "url"):
                yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    elif value:
        yield str(value)


def of_rendercv(path):
    """The truth of a rendercv file."""
    cv = yaml.safe_load(Path(path).read_text())["cv"]
    sections = cv.get("sections") or {}
    units = []
    for heading, entries in sections.items():
        units.append(heading.replace("_", " "))
        for text in leaves(entries):
            units.extend(line.strip(" -") for line in text.splitlines())
    work, studies = [], []
    for entries in sections.values():
        for entry in entries:
            if not isinstance(entry, dict):
                continue
            span = (month(entry.get("start_date")), month(entry.get("end_date")))
            if entry.get("company"):
                work.append((plain(entry["company"]), plain(entry.get("position") or ""), span))
            if entry.get("institution"):
                studies.append((plain(entry["institution"]), span))
    return {
        "name": cv.get("name"),
        "email": cv.get("email"),
        "phone": str(cv["phone"]).removeprefix("tel:") if cv.get("phone") else None,
        "units": [unit for unit in units if words(unit)],
        "work": work,
        "education": studies,
    }


def of_json_resume(path):
    """The truth of a JSON Resume file."""
    resume = json.loads(Path(path).read_text())
    basics = resume.get("basics") or {}
    units, work, studies = [], [], []
    for job in resume.get("work") or []:
        span = (month(job.get("startDate")), month(job.get("endDate")))
        name = job.get("name") or job.get("company")
        if name:
            work.append((name, job.get("position") or "", span))
        units.extend([job.get("summary") or ""] + list(job.get("highlights") or []))
    for study in resume.get("education") or []:
        span = (month(study.get("startDate")), month(study.get("endDate")))
        if study.get("institution"):
            studies.append((study["institution"], span))
    units.append(basics.get("summary") or "")
    return {
        "name": basics.get("name"),
        "email": basics.get("email"),
        "phone": basics.get("phone"),
        "units": [unit for unit in units if words(unit)],
        "work": work,
        "education": studies,
    }
