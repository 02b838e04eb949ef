"""Counts of our files as other programs read them: run by the Python of the peers."""

import json
import sys
from pathlib import Path

import pm4py
import SpiffWorkflow
from lxml import etree

SCHEMAS = Path(SpiffWorkflow.__file__).parent / "bpmn" / "parser" / "schema"


def of_xes(path: Path) -> dict[str, int]:
    log = pm4py.read_xes(str(path))
    return {
        "events": len(log),
        "cases": int(log["case:concept:name"].nunique()),
        "activities": int(log["concept:name"].nunique()),
    }


def of_ocel(path: Path) -> dict[str, int]:
    log = pm4py.read_ocel2_json(str(path))
    of_type = log.objects["ocel:type"].value_counts()
    return {"events": len(log.events), "laporan": int(of_type["laporan"])}


def of_bpmn(path: Path) -> str:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "BPMN20.xsd"))
    file = etree.parse(path)
    return "valid" if schema.validate(file) else str(schema.error_log)


def main(folder: Path) -> None:
    found = {path.name: of_xes(path) for path in sorted(folder.glob("log.xes*"))}
    found |= {path.name: of_ocel(path) for path in folder.glob("*.jsonocel")}
    found |= {path.name: of_bpmn(path) for path in sorted(folder.glob("*.bpmn"))}
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
