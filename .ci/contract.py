"""Holds one screening against the contract: its input, its outputs, and the sums in them.

usage: contract.py APPLICATIONS.jsonl OUTPUTS [application.schema.json]
"""

import json
import math
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

TEXT = {"type": "string", "minLength": 1}
TEXTS = {"type": "array", "items": {"type": "string"}}
IDS = {"type": "array", "items": TEXT, "minItems": 2, "uniqueItems": True}


def record(**properties):
    return {"type": "object", "required": list(properties), "properties": properties}


TERM = record(
    check=TEXT,
    bits={"type": "number"},
    summary={"type": "string"},
    claim={"type": "string"},
    observed={"type": "string"},
    innocent_explanations=TEXTS,
    verify={"type": "string"},
)
SCREENED = record(
    id=TEXT,
    probability={"type": "number", "minimum": 0, "maximum": 1},
    band={"enum": ["clear", "review", "priority"]},
    ring={"type": ["string", "null"]},
    prior_bits={"type": "number"},
    evidence={"type": "array", "items": TERM},
)
RING = record(
    ring=TEXT,
    pattern={"enum": ["shared_infrastructure", "contested_identity", "cloned_history"]},
    members=IDS,
    applicants={"type": "integer", "minimum": 1},
    shared={
        "type": "array",
        "items": record(
            kind=TEXT, value={"type": "string"}, members=TEXTS, bits={"type": "number"}
        ),
    },
)
PERSON = record(person=TEXT, applications=IDS)
REJECTED = record(
    source=TEXT,
    line={"type": ["integer", "null"], "minimum": 0},
    id={"type": ["string", "null"]},
    error=TEXT,
)


def read(path, schema):
    """Every line of a file, each valid under the schema."""
    validator = Draft202012Validator(schema)
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        for error in validator.iter_errors(row):
            sys.exit(f"{path}:{number}: {error.json_path}: {error.message}")
        rows.append(row)
    return rows


def main(applications, outputs, schema=""):
    schema = json.loads(Path(schema).read_text(encoding="utf-8")) if schema else {}
    inputs = read(Path(applications), schema)
    outputs = Path(outputs)
    screened = read(outputs / "screened.jsonl", SCREENED)
    rings = read(outputs / "rings.jsonl", RING)
    persons = read(outputs / "persons.jsonl", PERSON)
    rejected = read(outputs / "rejected.jsonl", REJECTED)
    report = (outputs / "report.html").read_text(encoding="utf-8")

    refused = {row["id"] for row in rejected}
    wanted = [row["id"] for row in inputs if row["id"] not in refused]
    assert [row["id"] for row in screened] == wanted, "screened.jsonl is not in input order"
    for row in screened:
        odds = row["prior_bits"] + sum(term["bits"] for term in row["evidence"])
        probability = row["probability"]
        assert 0 < probability < 1, f"{row['id']}: a probability of {probability} has no log odds"
        gap = abs(odds - math.log2(probability / (1 - probability)))
        assert gap <= 1e-9, f"{row['id']}: its terms miss its log odds by {gap}"
    ring_of = {member: ring["ring"] for ring in rings for member in ring["members"]}
    for row in screened:
        assert row["ring"] == ring_of.get(row["id"]), f"{row['id']}: its ring is another"
    known = set(wanted)
    for ring in rings:
        assert set(ring["members"]) <= known, f"{ring['ring']}: a member was not screened"
        assert ring["applicants"] <= len(ring["members"]), f"{ring['ring']}: too many applicants"
        for shared in ring["shared"]:
            assert set(shared["members"]) <= set(ring["members"]), f"{ring['ring']}: a stranger"
    once = [application for person in persons for application in person["applications"]]
    assert len(once) == len(set(once)) and set(once) <= known, "persons.jsonl names one twice"
    for loading in ('src="http', "url(http", 'rel="stylesheet" href', "@import", "fetch("):
        assert loading not in report, f"report.html asks for something: {loading}"
    print(
        f"{len(screened)} applications, {len(rings)} rings, {len(persons)} persons, "
        f"{len(rejected)} rejected: as the contract says"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
