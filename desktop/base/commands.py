"""The table of commands, which menus, toolbar, shortcuts and the help are made from."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from resolution.model import Kind, ProposalKind, Standing

Key = QKeySequence.StandardKey

MENUS = (
    "&File",
    "&Edit",
    "&Insert",
    "&Clause",
    "&Negotiate",
    "&Precedent",
    "Chec&k",
    "&View",
    "&Help",
)


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the user interface.

    name:   the name of the command and of the method that carries it out
    text:   the menu text with its mnemonic; menu: one of `MENUS`; under: a submenu of it
    keys:   shortcuts, of which the first that the platform has is used; also: an alternative known from other programs
    given:  a key that the text itself handles, shown in the menu only
    on:     the object with the method: "window", "editor", "panel" …; "dock" if a panel or bar has its own action
    with_:  the arguments of the method
    tool:   the command's group on the toolbar, 0 for none; short: its text there
    apart:  a separator precedes it in its menu
    checks: it is checkable
    """

    name: str
    text: str
    menu: str
    keys: tuple[Key | str, ...] = ()
    also: str = ""
    given: str = ""
    on: str = "window"
    with_: tuple[object, ...] = ()
    icon: str = ""
    tool: int = 0
    short: str = ""
    under: str = ""
    apart: bool = False
    checks: bool = False
    tip: str = ""

    @property
    def id(self) -> str:
        """Return a unique name, with the arguments: "take 1"."""
        return " ".join([self.name, *(str(w) for w in self.with_)])

    @property
    def path(self) -> str:
        """Return its menu path: "Clause › Make it › Item"."""
        steps = (self.menu, self.under, self.text) if self.under else (self.menu, self.text)
        return " › ".join(step.replace("&", "") for step in steps)

    @property
    def plain_text(self) -> str:
        """Return the text without mnemonic and ellipsis."""
        return self.text.replace("&", "").rstrip("…")

    def sequences(self) -> list[QKeySequence]:
        """Return the shortcuts on this platform; the first is the one that menus show."""
        found: list[QKeySequence] = []
        for key in self.keys:
            found = QKeySequence.keyBindings(key) if isinstance(key, Key) else [QKeySequence(key)]
            if found:
                break
        alternative = QKeySequence(self.also)
        return [*found, alternative] if self.also and alternative not in found else found


BACK, FORWARD = ("Ctrl+[", "Ctrl+]") if sys.platform == "darwin" else ("Alt+Left", "Alt+Right")
"""The keys that browsers use; Qt's standard keys include Backspace on Windows."""

FILE, EDIT, INSERT, CLAUSE, NEGOTIATE, PRECEDENT, CHECK, VIEW, HELP = MENUS

COMMANDS: tuple[Command, ...] = (
    Command("new", "&New…", FILE, (Key.New,), icon="new", tool=1, short="New", tip="Begin a resolution"),
    Command("new_from_precedent", "New fro&m precedent…", FILE, ("Ctrl+Alt+N",), on="successor", icon="precedent",
            tip="Make this year’s draft of an earlier resolution, its clauses and notes carried over"),
    Command("open", "&Open…", FILE, (Key.Open,), icon="open", tool=1, short="Open", tip="Open a resolution"),
    Command("new_window", "New win&dow", FILE, ("Ctrl+Shift+N",), icon="window", tip="Another draft beside this one"),
    Command("open_in_window", "Open in ano&ther window…", FILE, tip="Open a resolution beside this one"),
    Command("save", "&Save", FILE, (Key.Save,), icon="save", tool=1, short="Save", tip="Save the draft", apart=True),
    Command("save_as", "Save &As…", FILE, (Key.SaveAs, "Ctrl+Shift+S")),
    Command("show_versions", "Ear&lier versions…", FILE, on="safety", icon="history", apart=True,
            tip="Open or compare the last ten saved versions of the draft"),
    Command("begin_revision", "Be&gin the next revision", FILE, on="comparing", icon="new", apart=True,
            tip="Make L.9/Rev.1 of L.9, or Rev.2 of Rev.1, a draft of its own that names the one before"),
    Command("compare_with", "Compare with another te&xt…", FILE, ("Ctrl+Alt+D",), on="comparing", icon="compare",
            tip="Show what leads from another text to the draft: what it is built on, a file, a version, a precedent"),
    Command("review", "Accept or re&ject tracked changes…", FILE, ("Ctrl+Alt+T",), on="review", icon="compare",
            tip="Accept or reject the tracked changes of a Word file, each or all of an author, and open the result"),
    Command("apply_amendments", "Appl&y a list of amendments…", FILE, on="comparing",
            tip="Carry out amendments that stand in a text file; the amended text is a draft in a window of its own"),
    Command("compare_with_disk", "&Compare with the file on disk…", FILE, on="safety", icon="compare", under="On dis&k",
            tip="Show what differs between the draft and the file"),
    Command("reload_draft", "&Reload from disk", FILE, on="safety", icon="reload", under="On dis&k",
            tip="Show the text that is on disk now"),
    Command("recover", "Drafts left &behind…", FILE, icon="recover",
            tip="Drafts that were not saved when the program broke off"),
    Command(
        "export_word", "Export to &Word…", FILE, ("Ctrl+E",), icon="export", tool=9, short="Export to Word",
        tip="Write the draft as a Word document", apart=True,
    ),
    Command("export_tracked", "Export with every &change tracked…", FILE, ("Ctrl+Alt+W",), on="tracking", icon="export",
            tip="Write a Word file with every change from another text tracked: a precedent, a file, a version"),
    Command("export_pdf", "Export to PD&F…", FILE, icon="pdf",
            tip="Write the draft as a PDF, page by page as Word would print it"),
    Command("export", "&Export as…", FILE, ("Ctrl+Shift+E",), icon="export_other",
            tip="Write the draft as Word, PDF, web page, plain text or Akoma Ntoso"),
    Command("print_preview", "Print pre&view…", FILE, ("Ctrl+Shift+P",), icon="preview", apart=True,
            tip="Show the pages as they will be printed"),
    Command("print_draft", "Pr&int…", FILE, (Key.Print, "Ctrl+P"), icon="print", tip="Print the draft"),
    Command("toggle_printed_lines", "Line n&umbers on paper", FILE, on="lines", checks=True,
            tip="Number the lines of what is printed and of Word and PDF files"),
    Command("preferences", "&Preferences…", FILE, (Key.Preferences, "Ctrl+,"), icon="preferences", apart=True),
    Command("close", "Close t&his window", FILE, (Key.Close, "Ctrl+W"), apart=True),
    Command("quit", "&Quit", FILE, (Key.Quit, "Ctrl+Q"), icon="quit", tip="Close all windows"),

    Command("undo", "&Undo", EDIT, (Key.Undo,), on="editor", icon="undo", tool=2, tip="Undo"),
    Command("redo", "&Redo", EDIT, (Key.Redo,), also="Ctrl+Y", on="editor", icon="redo", tool=2, tip="Redo"),
    Command("cut", "Cu&t", EDIT, (Key.Cut,), on="editor", icon="cut", apart=True),
    Command("copy", "&Copy", EDIT, (Key.Copy,), on="editor", icon="copy"),
    Command("paste", "&Paste", EDIT, (Key.Paste,), on="editor", icon="paste"),
    Command("paste_plain", "Paste wit&hout formatting", EDIT, ("Ctrl+Shift+V",), on="editor",
            tip="Paste the words alone"),
    Command("selectAll", "Select &All", EDIT, (Key.SelectAll,), on="editor"),
    Command("toggle_italic", "&Italic", EDIT, (Key.Italic, "Ctrl+I"), on="editor", icon="italic", tool=5, apart=True,
            checks=True, tip="Italic"),
    Command("find", "&Find…", EDIT, (Key.Find,), on="find", apart=True, icon="find", tool=6,
            tip="Find words in this draft, its notes and tables"),
    Command("find_and_replace", "Find and r&eplace…", EDIT, ("Ctrl+H",), on="find", icon="replace",
            tip="Find words and put others in their place"),
    Command("find_next", "Find &next", EDIT, ("F3",), on="find"),
    Command("find_previous", "Find pre&vious", EDIT, ("Shift+F3",), on="find"),
    Command("show_all", "Co&mplete", EDIT, ("Ctrl+Space",), on="completion", apart=True,
            tip="Show the leads a clause may begin with, or the resolutions that complete a citation"),
    Command("select_clause", "&Clause with its items", EDIT, ("Ctrl+Shift+A",), on="select", under="&Select",
            apart=True, tip="Select the clause at the cursor with all that belongs to it"),
    Command("widen", "&More", EDIT, ("Alt+Shift+Right",), on="select", under="&Select",
            tip="Select more: the word, the clause, its items, its part, everything"),
    Command("narrow", "&Less", EDIT, ("Alt+Shift+Left",), on="select", under="&Select",
            tip="Select again what was selected before"),
    Command("go_to", "&Go to…", EDIT, ("Ctrl+G",), icon="go", tip="Go to a clause by its number"),
    Command("back", "&Back", EDIT, (BACK,), on="trail", icon="back", under="M&ove about",
            tip="Go back where you were before the last jump"),
    Command("forward", "&Forward", EDIT, (FORWARD,), on="trail", icon="forward", under="M&ove about",
            tip="Go where you came back from"),
    Command("previous_clause", "&Previous clause", EDIT, ("Ctrl+Up",), on="select", under="M&ove about",
            tip="Go to the beginning of the clause or item, then to the one before"),
    Command("next_clause", "&Next clause", EDIT, ("Ctrl+Down",), on="select", under="M&ove about",
            tip="Go to the beginning of the next clause or item"),

    Command("edit_heading", "&Heading of the document…", INSERT, ("F4",), icon="heading", tool=4, short="Heading",
            tip="Organ, symbol, agenda item, title, sponsors"),
    Command("insert_formula", "&Formula…", INSERT, ("Ctrl+Shift+I",), on="formulas", icon="formula", tool=4,
            short="Formula", tip="A stock formula with fields to fill, as a clause"),
    Command("insert_note", "&Note", INSERT, ("Ctrl+Alt+F",), on="notes", icon="note", tool=4, short="Note",
            tip="A footnote at the cursor"),
    Command("edit_note", "&Edit the note at the cursor", INSERT, ("Ctrl+Alt+Shift+F",), on="notes"),
    Command("refer_to_note", "Note once &more…", INSERT, on="notes", tip="Refer to a note once more at the cursor"),
    Command("move_mark", "Mo&ve a note’s mark here…", INSERT, on="notes",
            tip="Move the mark of a note to the cursor; the notes are numbered anew"),
    Command("insert_reference", "&Cross-reference…", INSERT, ("Ctrl+Alt+R",), on="references", icon="reference",
            apart=True, tip="Refer to another paragraph, section or annex; the words follow when clauses move"),
    Command("follow_reference", "&Go where the cross-reference leads", INSERT, ("Ctrl+Alt+G",), on="references"),
    Command("bind_references", "Make cross-references of t&yped numbers", INSERT, on="references",
            tip="Let “paragraph 3 above”, typed as words, follow its paragraph"),
    Command("add_part", "&Part", INSERT, on="editor", apart=True,
            tip="Divide the text into parts A and B, or add one more, with a title and an opening line of its own"),
    Command("add_annex", "&Annex", INSERT, on="editor", icon="annex"),
    Command("make_heading", "Heading, first &level", INSERT, ("Ctrl+Shift+H",), on="editor", with_=(1,),
            icon="subheading", apart=True),
    Command("make_heading", "Heading, &second level", INSERT, on="editor", with_=(2,)),

    Command("toggle_part", "Preambular / &operative", CLAUSE, ("Ctrl+D",), on="editor", icon="part", tool=3,
            short="Preambular / operative", tip="Turn the clause from preambular to operative or back"),
    Command("indent", "Level &down", CLAUSE, given="Tab", on="editor", icon="indent", tool=3,
            tip="Make it an item of the clause above"),
    Command("outdent", "Level &up", CLAUSE, given="Shift+Tab", on="editor", icon="outdent", tool=3,
            tip="Take it up one level"),
    Command("set_kind", "&Preambular paragraph", CLAUSE, on="editor", with_=(Kind.PREAMBULAR, 0), under="&Make it"),
    Command("set_kind", "&Operative paragraph", CLAUSE, on="editor", with_=(Kind.OPERATIVE, 0), under="&Make it"),
    Command("set_kind", "&Item", CLAUSE, on="editor", with_=(Kind.ITEM, 1), under="&Make it"),
    Command("set_kind", "&Continuation of the clause above", CLAUSE, on="editor", with_=(Kind.CONTINUATION, 0),
            under="&Make it"),
    Command("set_kind", "&Free paragraph", CLAUSE, on="editor", with_=(Kind.PARAGRAPH, 0), under="&Make it"),
    Command("move_clause", "Move &higher", CLAUSE, ("Alt+Up",), on="mover", with_=(-1,), icon="up", apart=True),
    Command("move_clause", "Move &lower", CLAUSE, ("Alt+Down",), on="mover", with_=(1,), icon="down"),
    Command("renumber", "&Renumber", CLAUSE, on="editor", icon="number", apart=True,
            tip="Drop numbers that were printed otherwise"),
    Command("toggle_number", "&Number on / off", CLAUSE, on="editor",
            tip="Take the number from the clause, as a sole operative paragraph has none, or give it back"),
    Command("remove_division", "Delete the part or anne&x", CLAUSE, on="editor",
            tip="Delete the part or annex that the cursor stands in; the others are lettered or numbered anew"),
    Command("delete_clause", "D&elete clause", CLAUSE, ("Ctrl+Shift+K",), on="editor", icon="delete"),

    Command("propose", "&Amendment…", NEGOTIATE, ("Ctrl+M",), on="negotiation", with_=(ProposalKind.AMENDMENT,),
            icon="negotiate", tip="Note what a delegation wants changed in the paragraph; the text stays as it stands"),
    Command("propose", "A&lternative…", NEGOTIATE, ("Ctrl+Alt+A",), on="negotiation",
            with_=(ProposalKind.ALTERNATIVE,), tip="Note another wording for the whole paragraph"),
    Command("propose", "&New paragraph below…", NEGOTIATE, ("Ctrl+Alt+P",), on="negotiation",
            with_=(ProposalKind.NEW,), tip="Note a paragraph that a delegation wants behind this one"),
    Command("propose", "&Deletion…", NEGOTIATE, on="negotiation", with_=(ProposalKind.DELETION,),
            tip="Note that a delegation wants the paragraph deleted"),
    Command("propose", "&Comment…", NEGOTIATE, ("Ctrl+Shift+M",), on="negotiation", with_=(ProposalKind.COMMENT,),
            tip="Note what a delegation says of the paragraph"),
    Command("propose_changes", "Make &my changes a proposal…", NEGOTIATE, ("Ctrl+Alt+M",), on="negotiation",
            tip="What you changed since the cursor came into the paragraph becomes a proposal; its words come back"),
    Command("accept_proposal", "Accep&t", NEGOTIATE, ("F12",), on="negotiation", icon="done", apart=True,
            tip="Put the chosen proposal, or the first on the paragraph, into the text, as one step of undo"),
    Command("reject_proposal", "&Reject", NEGOTIATE, ("Shift+F12",), on="negotiation",
            tip="Note that the chosen proposal is not taken"),
    Command("withdraw_proposal", "&Withdraw", NEGOTIATE, ("Ctrl+F12",), on="negotiation",
            tip="Note that its delegation takes the chosen proposal back"),
    Command("reopen_proposal", "&Open again", NEGOTIATE, on="negotiation",
            tip="Open a settled proposal again; the text stays as it stands"),
    Command("support_proposal", "&Support…", NEGOTIATE, on="negotiation",
            tip="Note that other delegations join the chosen proposal"),
    Command("change_proposal", "C&hange…", NEGOTIATE, on="negotiation",
            tip="Change the delegations, the wording or the reason of the chosen proposal"),
    Command("remove_proposal", "Remo&ve", NEGOTIATE, on="negotiation",
            tip="Take the chosen proposal off the list, as if it had never been made"),
    Command("stand", "A&greed ad ref", NEGOTIATE, ("Ctrl+Shift+Y",), on="negotiation", with_=(Standing.AGREED,),
            apart=True, tip="Note that the paragraph is agreed ad referendum, or open it again"),
    Command("stand", "Paragraph in brac&kets", NEGOTIATE, ("Ctrl+Shift+B",), on="negotiation",
            with_=(Standing.BRACKETED,), tip="Note that the whole paragraph is contested, or open it again"),
    Command("toggle_brackets", "&Brackets round the selection", NEGOTIATE, ("Ctrl+Alt+B",), on="negotiation",
            tip="Put the selected words in square brackets, or take the brackets away"),
    Command("next_proposal", "Ne&xt open proposal", NEGOTIATE, ("F11",), on="negotiation", apart=True,
            tip="Go to the next proposal that is open"),
    Command("previous_proposal", "&Previous open proposal", NEGOTIATE, ("Shift+F11",), on="negotiation"),
    Command("export_compilation", "&Export compilation text…", NEGOTIATE, ("Ctrl+Alt+E",), on="negotiation",
            icon="export_other", apart=True,
            tip="Write the draft with what delegations propose in it, as Word, web page or PDF"),

    *(Command("take", f"Replace the clause by precedent &{n}", PRECEDENT, (f"Ctrl+{n}",), on="panel", with_=(n,),
              under="&Replace the clause by") for n in range(1, 10)),
    *(Command("take_below", f"Insert precedent &{n} below", PRECEDENT, (f"Ctrl+Shift+{n}",), on="panel", with_=(n,),
              under="&Insert below") for n in range(1, 10)),
    Command("next_precedent", "&Next", PRECEDENT, ("Ctrl+PgDown",), on="precedent_choice", under="C&hosen precedent",
            tip="Choose the next precedent, the keyboard staying in the text"),
    Command("previous_precedent", "&Previous", PRECEDENT, ("Ctrl+PgUp",), on="precedent_choice",
            under="C&hosen precedent", tip="Choose the precedent before"),
    Command("replace_by_chosen", "&Replace the clause by it", PRECEDENT, ("Ctrl+R",), on="precedent_choice",
            under="C&hosen precedent", tip="Put the chosen precedent, or the first, in place of the clause"),
    Command("insert_chosen_below", "&Insert it below", PRECEDENT, ("Ctrl+Shift+R",), on="precedent_choice",
            under="C&hosen precedent", tip="Put the chosen precedent, or the first, below the clause"),
    Command("open_chosen", "&Open the whole text", PRECEDENT, ("Ctrl+Alt+O",), on="precedent_choice",
            under="C&hosen precedent", tip="Read the text that it stands in beside the draft, at its clause"),
    Command("open_official", "Open the o&fficial document", PRECEDENT, ("Ctrl+Alt+U",), on="precedent_choice",
            under="C&hosen precedent", tip="Open it in the browser, from the documents of the United Nations"),
    Command("copy_citation", "&Copy the citation", PRECEDENT, ("Ctrl+Alt+C",), on="precedent_choice",
            under="C&hosen precedent", tip="Copy how its resolution is cited, with the date"),
    Command("search_precedents", "S&earch…", PRECEDENT, ("Ctrl+K",), icon="find", apart=True,
            tip="Search the precedents for words, a phrase, a symbol or a topic"),
    Command("find_in_precedents", "&Search for these words", PRECEDENT, ("Ctrl+Shift+F",), on="find",
            tip="Find the selected words, or those in the bar, in the precedents"),
    Command("show_history", "Histor&y of this clause", PRECEDENT, ("Ctrl+Alt+H",), on="history", icon="history",
            apart=True,
            tip="Every wording of the clause since its first use: who adopted it when, what was added and dropped"),
    Command("report_on_draft", "Report on the &draft…", PRECEDENT, on="report", icon="report",
            tip="Say of every clause whether it is agreed, adapted or new, in a Word file or a web page"),
    Command("get_record", "&Get the record…", PRECEDENT, on="downloads", icon="download", apart=True,
            tip="Download the United Nations' resolutions by organ and session, and add them to the precedents"),
    Command("add_precedent_files", "&Add files…", PRECEDENT, ("Ctrl+Shift+O",), icon="import",
            tip="Add adopted texts, drafts or zip archives to the precedents"),
    Command("add_precedent_folder", "Add a &folder…", PRECEDENT),
    Command("show_corpus", "&Texts in the corpus…", PRECEDENT, on="corpus", icon="precedent"),

    Command("next_problem", "&Next problem", CHECK, ("F9",), on="checks", icon="problems",
            tip="Go to the next thing that the checks found"),
    Command("previous_problem", "Pre&vious problem", CHECK, ("Shift+F9",), on="checks"),
    Command("fix_problem", "&Fix it", CHECK, ("Ctrl+.",), on="checks", icon="done",
            tip="Make the fix of the problem at the cursor, as one step of undo"),
    Command("fix_kind", "Fix all of this &kind", CHECK, ("Ctrl+Alt+.",), on="checks",
            tip="Make the fixes of all problems of the same rule, as one step of undo"),
    Command("ignore_here", "Ignore &here", CHECK, ("Ctrl+Alt+K",), on="checks", apart=True,
            tip="Let the problem at the cursor be, in this draft; or tell it again"),
    Command("ignore_rule", "Ignore this &rule in this draft", CHECK, on="checks",
            tip="Tell no problem of this rule in this draft"),
    Command("tell_all_again", "&Tell again what is ignored", CHECK, on="checks",
            tip="Tell again all that is ignored in this draft"),
    Command("add_word", "&Add the word to my dictionary", CHECK, on="checks", icon="spelling", apart=True,
            tip="The word at the cursor counts as right from now on"),
    Command("ignore_word", "&Ignore the word in this draft", CHECK, on="checks"),
    Command("edit_words", "My &dictionary…", CHECK, on="checks",
            tip="See and change the words that you added"),

    Command("zoom_in", "Zoom &in", VIEW, (Key.ZoomIn,), on="editor", icon="zoom_in"),
    Command("zoom_out", "Zoom &out", VIEW, (Key.ZoomOut,), on="editor", icon="zoom_out"),
    Command("zoom_reset", "&Actual size", VIEW, ("Ctrl+0",)),
    Command("fit_width", "Fit the &width", VIEW, ("Ctrl+Alt+0",), on="editor",
            tip="Make the page as wide as the window"),
    Command("toggle_fold", "Fold the clause, or &unfold it", VIEW, ("Ctrl+Alt+I",), on="folds", icon="fold",
            under="&Fold items", apart=True, tip="Put the items of the clause out of sight, or show them again"),
    Command("fold_all", "&Fold all", VIEW, ("Ctrl+Alt+Shift+I",), on="folds", under="&Fold items",
            tip="Put the items of every clause out of sight"),
    Command("unfold_all", "&Show all", VIEW, on="folds", icon="unfold", under="&Fold items",
            tip="Show all items again"),
    Command("toggle_line_numbers", "Line &numbers", VIEW, on="lines", icon="lines", checks=True, apart=True,
            tip="Number the lines in the margin of the page"),
    Command("word_count", "Word &count…", VIEW, ("Ctrl+Shift+G",), tip="Count words, characters and notes"),
    Command("next_pane", "Next &part of the window", VIEW, ("F6",), on="panes", apart=True,
            tip="Text, outline, precedents, toolbar: move between them by keyboard"),
    Command("previous_pane", "Pre&vious part of the window", VIEW, ("Shift+F6",), on="panes"),
    Command("back_to_text", "Back to the &text", VIEW, ("Esc",), on="panes"),
    Command("outline", "Out&line", VIEW, ("F7",), on="dock", apart=True),
    Command("precedent", "P&recedents", VIEW, ("F8",), on="dock"),
    Command("notes", "Not&es", VIEW, ("Shift+F8",), on="dock"),
    Command("problems", "Proble&ms", VIEW, ("Ctrl+F9",), on="dock"),
    Command("proposals", "Propo&sals", VIEW, ("Ctrl+F11",), on="dock"),
    Command("toolbar", "Tool&bar", VIEW, on="dock"),

    Command("show_help", "&Help", HELP, (Key.HelpContents, "F1"), on="guide", icon="help",
            tip="How to work with it; in a panel, the chapter about it"),
    Command("search_commands", "&Search commands…", HELP, ("Alt+Q",), on="guide", icon="commands",
            tip="Type what you want to do"),
    Command("show_shortcuts", "&Keyboard shortcuts", HELP, ("Ctrl+F1",), on="guide", icon="keyboard", apart=True,
            tip="Every command with its key, and the keys of the text"),
    Command("change_shortcuts", "&Change keyboard shortcuts…", HELP, on="guide",
            tip="Give commands the keys you are used to"),
    Command("show_rules", "&Rules of the checks…", HELP, on="rules",
            tip="All that drafts are checked for: what, why, by which source; switch rules on and off"),
    Command("show_welcome", "&Welcome…", HELP, on="onboarding", apart=True, tip="What one can begin with"),
    Command("take_tour", "&Two-minute tour", HELP, on="onboarding", tip="Six steps through the window"),
    Command("open_sample", "Sample &draft", HELP, on="onboarding",
            tip="A short draft with adopted clauses beside it, to try things on"),
    Command("about", "&About Resolution Drafter", HELP, icon="about", apart=True),
)  # fmt: skip
