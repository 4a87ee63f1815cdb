"""The scorer's JSON report on standard input, exit status 1 where precision or recall is under the given floors."""

import json
import sys

precision, recall = (float(floor) for floor in sys.argv[1:3])
report = sys.stdin.read()
if not report.strip():
    sys.exit("the scorer gave no report; what it said stands above")
figure = json.loads(report)["figure"]
print(
    f"figures: precision {figure['precision']:.3f} (floor {precision}), recall {figure['recall']:.3f} (floor {recall})"
)
sys.exit(figure["precision"] < precision or figure["recall"] < recall)
