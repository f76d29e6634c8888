"""The pages of help. The shortcuts are made from the table of commands, so that they are never out of date."""

from __future__ import annotations

import html
from pathlib import Path

from desktop.actions import shortcuts_html

HOW_TO = """
<h2>How to work with it</h2>
<h3>Writing</h3>
<p>Type a clause and press Enter: the next one begins. Its number and the italics of its opening phrase come by
themselves. <b>Tab</b> makes a clause an item, (a), of the one above, <b>Shift+Tab</b> takes it back up.
<b>Ctrl+D</b> turns a clause from preambular to operative or back, and takes it into that part. A number typed by
hand, “1.” or “(a)”, is understood. Enter on an empty item goes up a level; on an empty paragraph at the end of the
preamble it begins the operative part.</p>
<p><b>Ctrl+Alt+F</b> puts a note at the cursor; its number follows from its place. A double click on a note’s mark, or
Enter on its row in the outline, opens it.</p>
<h3>Precedents</h3>
<p>At the right stand the adopted clauses nearest to the one you are writing. <u>Underlined</u> words are in the
precedent only, <s>struck-through</s> words in your clause only. <b>Ctrl+1</b> to <b>Ctrl+9</b> put a precedent in place
of your clause, with <b>Shift</b> below it; <b>Undo</b> takes it back. Numbers, dates and symbols do not count towards
the score: where they differ, a line says so.</p>
<p>A text is <b>adopted</b> or a <b>draft</b>, and every row says which. The wording of a draft is not agreed
language.</p>
<p>The program comes with a few texts. Add those of your subject with <i>Precedent &gt; Add files</i>: resolutions as
Akoma Ntoso, as plain text, or many at once in a zip archive.</p>
<h3>The heading</h3>
<p><b>F4</b>, or a click on the masthead, asks for the organ, the symbol, the agenda item, the title and the
sponsors.</p>
<h3>Files</h3>
<p>A draft is saved as Akoma Ntoso, the format in which the United Nations publishes its resolutions.
<i>File &gt; Export to Word</i> writes the document to be submitted.</p>
<p>A Word file is laid out as the Secretariat's own: by the numbers of its New York and Geneva templates, and by what
was measured in official documents. For some things no official Word file was at hand, and the layout is an informed
guess: the title and the committee's line of a draft, the distances in its heading, resolutions of the Security
Council, of the Economic and Social Council and its commissions, and drafts of the Human Rights Council. A draft that
has signatories, or comes from a body that is not of the United Nations, gets the plain form of Model UN
conferences.</p>
<h3>By keyboard and by ear</h3>
<p><b>F6</b> moves between the text, the precedents and the outline, <b>Esc</b> goes back to the text. In the
precedents, <b>Enter</b> takes the row you are on, <b>Shift+Enter</b> puts it below. The outline says the number, the
kind and the words of every clause.</p>
"""


def shortcuts() -> str:
    """Return the page of keyboard shortcuts."""
    return f"<h2>Keyboard shortcuts</h2>{shortcuts_html()}"


def about(data: Path) -> str:
    """Return what the program is, its version, and where it keeps its data and its log."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("resolution-drafter")
    except PackageNotFoundError:
        number = ""
    return (
        f"<h3>Resolution Drafter {number}</h3>"
        "<p>Write United Nations resolutions with adopted language at the side.</p>"
        "<p>The precedents it comes with are texts of the United Nations. This program is not a product of the "
        "United Nations.</p>"
        f"<p>Data and log: {html.escape(str(data))}</p>"
    )
