"""The report on a draft as a file to hand on: Word, HTML, plain text or JSON."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor

from precedent_corpus.analysis.report import ReportEntry, as_text, source_words, totals
from precedent_corpus.analysis.standing import ClauseStanding, difference_words, newer_words
from resolution.text import folded
from templates import environment

ENDINGS = (".docx", ".html", ".txt", ".json")
"""What a report can be written as."""

A4 = (Mm(210), Mm(297))
MARGIN = Mm(25)

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def written(entries: Sequence[ReportEntry], name: str, ending: str, first: str = "") -> bytes:
    """Return the report on the draft of this name as a file of this ending, one of `ENDINGS`.

    first: a sentence that stands above the paragraphs
    """
    if ending == ".json":
        shown = json.dumps([entry.as_json() for entry in entries], ensure_ascii=False, indent=1)
        return f"{shown}\n".encode()
    if ending == ".txt":
        return f"{as_text(entries, first)}\n".encode()
    if ending == ".html":
        return _rendered("report/report.html.j2", entries, name, first).encode()
    if ending == ".docx":
        return _word(entries, name, first)
    raise ValueError(f"no report is written as {ending}")


def _rendered(template: str, entries: Sequence[ReportEntry], name: str, first: str) -> str:
    page = environment().get_template(template)
    return page.render(
        name=_printable(name),
        first=_printable(first),
        totals=totals(entries),
        rows=[*map(_row, entries)],
    )


def _row(entry: ReportEntry) -> dict[str, Any]:
    newer = newer_words(entry.newer) if entry.newer else ""
    return {
        "place": entry.clause.place,
        "standing": _standing(entry),
        "text": _printable(folded(entry.clause.text)),
        "sources": [
            {
                "score": match.score,
                "where": _printable(source_words(match)),
                "hunks": [
                    (hunk.op, _printable(hunk.old), _printable(hunk.new)) for hunk in match.hunks
                ],
                "differs": [_printable(words) for words in difference_words(match)],
            }
            for match in entry.shown
        ],
        "newer": _printable(newer[:1].upper() + newer[1:]),
    }


def _standing(entry: ReportEntry) -> str:
    """Return the standing in words: what stands in a draft only is new all the same."""
    word = entry.standing.value.capitalize()
    return f"{word}, in a draft" if entry.standing is ClauseStanding.NEW and entry.shown else word


def _printable(words: str) -> str:
    """Return the words without what XML cannot hold."""
    return _UNPRINTABLE.sub("", words)


def _word(entries: Sequence[ReportEntry], name: str, first: str) -> bytes:
    document = Document()
    body = document.element.body
    new = parse_xml(_rendered("report/body.xml.j2", entries, name, first))
    last = body[-1]  # the section's page
    section = document.sections[0]
    section.page_width, section.page_height = A4
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    for style in ("Normal", "Heading 1"):
        face = document.styles[style].font
        face.name, face.color.rgb = "Times New Roman", RGBColor(0, 0, 0)
        _every_script(document.styles[style].element, "Times New Roman")
    for child in list(body)[:-1]:
        body.remove(child)
    for child in list(new):
        last.addprevious(child)
    _drop_effects(document)
    document.core_properties.title = f"Report on {_printable(name)}"
    document.core_properties.author = "Resolution Drafter"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _every_script(style: Any, name: str) -> None:
    """Set a typeface in place of those of the theme."""
    fonts = style.rPr.rFonts
    for each in list(fonts.attrib):
        del fonts.attrib[each]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)


def _drop_effects(document: Any) -> None:
    """Leave out a part that Word may offer to repair."""
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            del document.part.rels[key]
