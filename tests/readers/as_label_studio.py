"""Run by the Python of .venv-readers: what label-studio-sdk says of an export, as JSON.

python as_label_studio.py EXPORT WORK
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from label_studio_sdk.converter import Converter
from label_studio_sdk.label_interface import LabelInterface

FORMATS = ("JSON", "JSON_MIN", "CSV", "CONLL2003")


def main(export: Path, work: Path) -> None:
    config = (export / "config.xml").read_text(encoding="utf-8")
    tasks = json.loads((export / "tasks.json").read_text(encoding="utf-8"))
    interface = LabelInterface(config)
    said = [
        {
            "annotations": [interface.validate_annotation(one) for one in task["annotations"]],
            "predictions": [interface.validate_prediction(one) for one in task["predictions"]],
        }
        for task in tasks
    ]
    for number, task in enumerate(tasks, 1):  # as Label Studio numbers what it takes in
        task["id"] = number
        for place, one in enumerate(task["annotations"], 1):
            one |= {"id": 100 * number + place, "completed_by": {"email": "ana@desk.example"}}
    numbered = work / "tasks.json"
    numbered.write_text(json.dumps(tasks), encoding="utf-8")
    converter = Converter(config, str(export))
    for format_ in FORMATS:
        converter.convert(str(numbered), str(work / format_), format_, is_dir=False)
    print(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
