"""Prints the numbering plans and the English areas of the package `phonenumbers` as JSON.

The package keeps them as Python modules, so Python is what reads them best.
"""

import importlib
import json
import sys

sys.path.insert(0, sys.argv[1])
import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE
from phonenumbers.geodata import GEOCODE_DATA

KINDS = [
    "fixed_line", "mobile", "voip", "toll_free", "premium_rate", "shared_cost",
    "personal_number", "pager", "uan", "voicemail",
]


def pattern(description):
    return description.national_number_pattern if description is not None else None


def plan(code, region):
    if region == "001":
        metadata = phonenumbers.PhoneMetadata.metadata_for_nongeo_region(code)
    else:
        metadata = phonenumbers.PhoneMetadata.metadata_for_region(region)
    kinds = {kind: pattern(getattr(metadata, kind)) for kind in KINDS}
    return {
        "code": str(code),
        "region": region,
        "general": pattern(metadata.general_desc),
        "kinds": {kind: text for kind, text in kinds.items() if text},
        "leading_digits": metadata.leading_digits,
        "national_prefix": metadata.national_prefix,
        "international_prefix": metadata.international_prefix,
    }


def areas():
    return {prefix: names["en"] for prefix, names in GEOCODE_DATA.items() if "en" in names}


plans = [plan(code, region)
         for code, regions in sorted(COUNTRY_CODE_TO_REGION_CODE.items())
         for region in regions]
json.dump({"plans": plans, "areas": areas()}, sys.stdout)
