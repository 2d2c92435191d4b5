"""Reads OFD files with ofdkit and prints, as JSON, what it finds in each: the text of
every page in the order of reading, its runs as they stand in the file with their places in
millimetres, and the properties."""

import json
import sys

import ofdkit

found = []
for path in sys.argv[1:]:
    with ofdkit.open(path) as document:
        found.append(
            {
                "info": document.info.to_dict(),
                "pages": [
                    {"text": page.text(), "runs": [{"text": run.text, "x": run.x, "y": run.y, "size": run.size} for run in page.runs]}
                    for page in document.pages
                ],
                "warnings": document.warnings,
            }
        )
json.dump(found, sys.stdout)
