"""The decision table as DMN 1.3 has it, with the fewest rules."""

from collections.abc import Iterable, Iterator
from itertools import combinations, product
from xml.sax.saxutils import escape

from decision_table import KEYS, NAMESPACE, VERSION, answer

from classified.answer import Verdict, verdict_of
from classified.facts import QUESTIONS, VALUES
from snippets.bpo import bpo
from snippets.call_centre import call_centre
from snippets.overlap import CELLS

NAMES = ("call_centre", "bpo", "cell")  # of the decisions
Box = tuple[frozenset[str], ...]


def settled(question: str) -> Iterator[tuple[str, dict[str, frozenset[str]]]]:
    """Yield a verdict and the values that force it, of as few facts as can be."""
    known: set[tuple[tuple[str, str], ...]] = set()
    for size in range(1, len(KEYS) + 1):
        for fields in combinations(KEYS, size):
            boxes: dict[str, list[Box]] = {}
            for values in product(*(VALUES[field] for field in fields)):
                facts = tuple(zip(fields, values, strict=True))
                if any(part in known for n in range(1, size) for part in combinations(facts, n)):
                    continue
                verdict = answer(**dict(facts)).get(question, Verdict.DEPENDS)
                if verdict != Verdict.DEPENDS:
                    known.add(facts)
                    boxes.setdefault(verdict, []).append(tuple(frozenset({v}) for v in values))
            for verdict, found in boxes.items():
                for box in merged(found):
                    yield verdict, dict(zip(fields, box, strict=True))


def merged(boxes: Iterable[Box]) -> list[Box]:
    """Return the same combinations of values in fewer boxes."""
    boxes = list(boxes)
    for axis in range(len(boxes[0])):
        groups: dict[Box, frozenset[str]] = {}
        for box in boxes:
            others = box[:axis] + box[axis + 1 :]
            groups[others] = groups.get(others, frozenset()) | box[axis]
        boxes = [(*others[:axis], values, *others[axis:]) for others, values in groups.items()]
    return boxes


def tests_of(field: str, values: Iterable[str]) -> str:
    """Return the test of an input in FEEL."""
    return ",".join(f'"{value}"' for value in VALUES[field] if value in values) or "-"


def decision(name: str, label: str, inputs: Iterable[str], rules: Iterable[list[str]]) -> str:
    """Return a decision of DMN, made by a table in which the first rule that fits decides.

    Args:
        name: of the decision and its output.
        label: what readers see.
        inputs: names of what it needs.
        rules: for each rule, the test of each input, and the output.
    """
    needs = [
        f'  <informationRequirement id="{name}_{one}"><required'
        + (
            f'Decision href="#{one}_decision"'
            if one in ("call_centre", "bpo")
            else f'Input href="#{one}"'
        )
        + "/></informationRequirement>"
        for one in inputs
    ]
    columns = [
        f'    <input id="{name}_input_{one}" label="{one}"><inputExpression typeRef="string" '
        f'id="{name}_expression_{one}"><text>{one}</text></inputExpression></input>'
        for one in inputs
    ]
    lines = []
    for number, (*tests, output) in enumerate(rules, 1):
        cells = [
            f'<inputEntry id="{name}_{number}_{place}"><text>{escape(text)}</text></inputEntry>'
            for place, text in enumerate(tests, 1)
        ]
        cells += [f'<outputEntry id="{name}_{number}_out"><text>"{output}"</text></outputEntry>']
        lines += [
            f'    <rule id="{name}_{number}">',
            *(f"      {cell}" for cell in cells),
            "    </rule>",
        ]
    return "\n".join(
        [
            f'<decision id="{name}_decision" name="{name}">',
            f"  <description>{escape(label)}</description>",
            f'  <variable id="{name}_variable" name="{name}" typeRef="string"/>',
            *needs,
            f'  <decisionTable id="{name}_table" hitPolicy="FIRST">',
            *columns,
            f'    <output id="{name}_output" label="{name}" typeRef="string"/>',
            *lines,
            "  </decisionTable>",
            "</decision>",
        ]
    )


def model() -> str:
    """Return the decision table as DMN 1.3 has it; what is not known is null."""
    decisions = [
        decision(
            question,
            label,
            KEYS,
            [
                *(
                    [*(tests_of(field, box.get(field, ())) for field in KEYS), verdict]
                    for verdict, box in settled(question)
                ),
                ["-"] * len(KEYS) + ["depends"],
            ],
        )
        for question, label in (("call_centre", "Is it a call centre?"), ("bpo", "Is it BPO?"))
    ]
    both = [
        [f'"{verdict_of(concept, cell)}"' for concept in (call_centre, bpo)] + [cell.name]
        for cell in CELLS
    ]
    which = "Which of the four kinds of operation it is"
    decisions += [decision("cell", which, ["call_centre", "bpo"], [*both, ["-", "-", "depends"]])]
    data = [
        f'<inputData id="{field}" name="{field}"><description>{escape(QUESTIONS[field])}'
        f'</description><variable id="{field}_variable" name="{field}" typeRef="string"/>'
        "</inputData>"
        for field in KEYS
    ]
    places = {"cell_decision": (330, 120), "call_centre_decision": (200, 260)}
    places |= {"bpo_decision": (460, 260)}
    places |= {field: (40 + 200 * number, 400) for number, field in enumerate(KEYS)}
    shapes = [
        f'<dmndi:DMNShape id="{one}_shape" dmnElementRef="{one}"><dc:Bounds x="{x}" y="{y}" '
        f'width="150" height="60"/></dmndi:DMNShape>'
        for one, (x, y) in places.items()
    ]
    needs = {name: ["call_centre", "bpo"] if name == "cell" else KEYS for name in NAMES}
    shapes += [
        f'<dmndi:DMNEdge id="{name}_{one}_edge" dmnElementRef="{name}_{one}">'
        f'<di:waypoint x="{start[0] + 75}" y="{start[1]}"/>'
        f'<di:waypoint x="{end[0] + 75}" y="{end[1] + 60}"/></dmndi:DMNEdge>'
        for name, wanted in needs.items()
        for one in wanted
        for start in [places.get(one) or places[f"{one}_decision"]]
        for end in [places[f"{name}_decision"]]
    ]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"'
            ' xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/"'
            ' xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/"'
            ' xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/"'
            f' id="bpo_and_call_centre" name="BPO and the call centre, {VERSION}"'
            f' namespace="{NAMESPACE}dmn">',
            *data,
            *decisions,
            '<dmndi:DMNDI><dmndi:DMNDiagram id="diagram">',
            *shapes,
            "</dmndi:DMNDiagram></dmndi:DMNDI>",
            "</definitions>",
            "",
        ]
    )
