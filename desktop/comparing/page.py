"""The pages of the compare window: both texts merged, side by side, or the list of amendments.

Words only in the older text are struck through, words only in the newer are underlined, and the margin names the
change: no information is given by colour alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence

from desktop.base.theme import Theme
from resolution.diff.revision import Op
from resolution.diff.write_html import HtmlChange, HtmlLine, HtmlSpan, amendment_lines

INDENT = 28
"""Indentation of a subparagraph per level, in pixels."""

Page = Callable[[Sequence[HtmlLine], Theme, str], str]


def in_one(lines: Sequence[HtmlLine], theme: Theme, serif: str) -> str:
    """Return both texts merged; a changed line has the anchor "change-N", counted from 1."""
    return _body("".join(_line(line, theme) for line in lines), theme, serif)


def side_by_side(lines: Sequence[HtmlLine], theme: Theme, serif: str) -> str:
    """Return the two texts in columns, corresponding lines side by side."""
    rows = "".join(_row(line, theme) for line in lines)
    table = f'<table width="100%" cellspacing="0" cellpadding="6">{rows}</table>'
    return _body(table, theme, serif)


def amendment_page(sentences: Sequence[str], theme: Theme, serif: str) -> str:
    """Return the list of amendments; each has the anchor of a change."""
    out = []
    for number, sentence in enumerate(sentences, 1):
        first, *rest = map(_spans, amendment_lines(sentence))
        anchor = f'<a name="change-{number}"></a>'
        out.append(f'<p style="margin-bottom:4px">{anchor}{number}. {first}</p>')
        out += [f'<p style="margin-left:{INDENT}px; margin-bottom:4px">{part}</p>' for part in rest]
    return _body("".join(out), theme, serif)


def _body(words: str, theme: Theme, serif: str) -> str:
    return f'<body style="font-family:{serif}; font-size:12pt; color:{theme.ink}">{words}</body>'


def _line(line: HtmlLine, theme: Theme) -> str:
    words = "".join(_stretch(stretch, theme) for stretch in line.stretches)
    inset = INDENT * line.level
    label = _escaped(line.new_label or line.old_label)
    label = f"{label}&nbsp; " if label else ""
    facts = f"<br>{_small(line.facts, theme)}" if line.facts else ""
    return (
        f'<p style="margin-left:{inset}px; margin-bottom:8px">'
        f"{_margin(line, theme)}{label}{words}{facts}</p>"
    )


def _margin(line: HtmlLine, theme: Theme) -> str:
    """Return the place of a line, with its change if it has one."""
    anchor = f'<a name="change-{line.change}"></a>' if line.change else ""
    words = place_and_change(line)
    if not words:
        return anchor
    words = f"<b>{_escaped(words)}</b>" if line.change else _small(words, theme)
    return f"{anchor}{words}&nbsp;&nbsp; "


def place_and_change(line: HtmlLine) -> str:
    """Return the place of a line and its change: "OP5 (moved, was OP3)"."""
    what = line.what or ("typography" if line.typographic else "")
    return f"{line.place} ({what})" if what else line.place


def _small(words: str, theme: Theme) -> str:
    return f'<span style="color:{theme.quiet}; font-size:10pt">{_escaped(words)}</span>'


def _row(line: HtmlLine, theme: Theme) -> str:
    """Return a table row with the old words on the left and the new ones on the right."""
    before = "".join(_half(stretch, theme, "old") for stretch in line.stretches) if line.old else ""
    after = "".join(_half(stretch, theme, "new") for stretch in line.stretches) if line.new else ""
    facts = f"<p>{_small(line.facts, theme)}</p>" if line.facts else ""
    ground = f' style="background-color:{theme.chosen}"' if line.change else ""
    place = _margin(line, theme) or "&nbsp;"
    return (
        f'<tr><td width="16%"{ground}>{place}</td>'
        f'<td width="42%">{_cell(before, line.old_label, line.level)}</td>'
        f'<td width="42%">{_cell(after, line.new_label, line.level)}{facts}</td></tr>'
    )


def _cell(words: str, label: str, level: int) -> str:
    number = f"{_escaped(label)}&nbsp; " if label and words else ""
    return f'<p style="margin-left:{INDENT // 2 * level}px">{number}{words}</p>'


def _half(stretch: HtmlChange, theme: Theme, side: str) -> str:
    spans = stretch.old if side == "old" else stretch.new
    words = _spans(spans)
    if not stretch.changed or not words:
        return words
    return _struck(words, theme) if side == "old" else _underlined(words, theme)


def _stretch(stretch: HtmlChange, theme: Theme) -> str:
    if not stretch.changed:
        return _spans(stretch.new)
    if stretch.op in (Op.RESTYLED, Op.TYPOGRAPHY):
        return _underlined(_spans(stretch.new), theme)
    old, new = _spans(stretch.old), _spans(stretch.new)
    struck = _struck(old, theme) if old else ""
    under = _underlined(new, theme) if new else ""
    return struck + (" " if old and new and _touch(stretch) else "") + under


def _touch(stretch: HtmlChange) -> bool:
    """Return whether the old and the new words need a space between them."""
    ends, begins = stretch.old[-1].words[-1:], stretch.new[0].words[:1]
    return not ends.isspace() and not begins.isspace()


def _struck(words: str, theme: Theme) -> str:
    return f'<s style="color:{theme.removed}">{words}</s>'


def _underlined(words: str, theme: Theme) -> str:
    return f'<u style="color:{theme.added}">{words}</u>'


def _spans(spans: Sequence[HtmlSpan]) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: HtmlSpan) -> str:
    words = _escaped(span.words)
    for tag in span.tags:
        words = f"<{tag}>{words}</{tag}>"
    return words


def _escaped(words: str) -> str:
    return re.sub(r"\n", "<br>", html.escape(words))


def changed_only(lines: Sequence[HtmlLine]) -> Iterator[HtmlLine]:
    """Yield the lines with a change."""
    return (line for line in lines if line.change)
