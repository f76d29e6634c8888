"""Arabic."""

from __future__ import annotations

from resolution.language.language import Language, Script
from resolution.language.masthead_words import MastheadWords
from resolution.text import Mark

LANGUAGE = Language(
    code="ar",
    own_name="العربية",
    script=Script("ar-SA", complex_font="Traditional Arabic", right_to_left=True),
    lead_typeface=Mark.BOLD | Mark.ITALIC,
    openings={
        "General Assembly": "إن الجمعية العامة،",
        "Security Council": "إن مجلس الأمن،",
        "Economic and Social Council": "إن المجلس الاقتصادي والاجتماعي،",
        "Human Rights Council": "إن مجلس حقوق الإنسان،",
    },
    masthead=MastheadWords(
        united_nations="الأمم المتحدة",
        agenda_item="البند {} من جدول الأعمال",
        agenda_items="البنود {} من جدول الأعمال",
        language="Arabic",
        joined="{} و{}",
        comma="، ",
        proposal="مشروع قرار",
        on=r"في (?=\d)",
        annex="المرفق",
        form={"committee": "اللجنة:", "topic": "الموضوع:", "sponsors": "المقدمون:", "signatories": "الموقعون:"},
        organs={
            "General Assembly": "الجمعية العامة",
            "Security Council": "مجلس الأمن",
            "Economic and Social Council": "المجلس الاقتصادي والاجتماعي",
            "Human Rights Council": "مجلس حقوق الإنسان",
        },
    ),
)  # fmt: skip
