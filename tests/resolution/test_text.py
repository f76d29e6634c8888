"""Runs and note anchors: what every room relies on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from resolution.text import (
    Mark,
    NoteRef,
    Run,
    Text,
    cut,
    folded,
    join,
    lead,
    make,
    plain,
    strip,
    with_lead,
    word_count,
)

inlines = st.one_of(
    st.builds(
        Run, st.text(max_size=6), st.sampled_from([Mark.NONE, Mark.ITALIC, Mark.BOLD | Mark.SUPER])
    ),
    st.builds(NoteRef, st.integers(0, 4)),
)
texts = st.lists(inlines, max_size=8).map(join)


@given(texts)
def test_joining_a_joined_text_changes_nothing(text: Text) -> None:
    assert join(text) == text


@given(texts, st.integers(0, 40))
def test_two_cuts_make_the_whole_again(text: Text, at: int) -> None:
    at = min(at, len(plain(text)))
    first, second = cut(text, 0, at), cut(text, at)
    if at:
        assert join(first, second) == text
    assert plain(first) + plain(second) == plain(text)


@given(texts)
def test_stripping_keeps_every_anchor_and_every_word(text: Text) -> None:
    stripped = strip(text)
    assert plain(stripped) == plain(text).strip()


def test_an_anchor_belongs_to_the_word_in_front_of_it() -> None:
    text: Text = (Run("Declaration,"), NoteRef(0), Run(" in which"))
    assert cut(text, 0, 12) == (Run("Declaration,"), NoteRef(0))
    assert cut(text, 12) == (Run(" in which"),)


def test_the_lead_replaces_the_typeface_of_its_words_and_no_others() -> None:
    text: Text = (Run("Recalling", Mark.ITALIC), Run(" the "), Run("Treaty Series", Mark.ITALIC))
    marked = with_lead(text, 9)
    assert marked == (Run("Recalling", Mark.LEAD), Run(" the "), Run("Treaty Series", Mark.ITALIC))
    assert lead(marked) == "Recalling"
    assert lead(with_lead(marked, 0)) == ""


def test_folding_shows_words_as_a_reader_sees_them() -> None:
    assert folded(make("  20\N{NO-BREAK SPACE}per\tcent \n")) == "20 per cent"
    assert word_count("non‑State actors’ open-ended 55/63") == 5
