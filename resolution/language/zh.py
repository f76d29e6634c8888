"""Chinese."""

from __future__ import annotations

from resolution.language.language import Language, Script
from resolution.language.masthead_words import MastheadWords
from resolution.text import Mark

LANGUAGE = Language(
    code="zh",
    own_name="中文",
    script=Script("zh-CN"),
    lead_typeface=Mark.BOLD,
    spaced=False,
    adverbial_before_lead=True,
    unmarked_headings=True,
    openings={
        "General Assembly": "大会，",
        "Security Council": "安全理事会，",
        "Economic and Social Council": "经济及社会理事会，",
        "Human Rights Council": "人权理事会，",
    },
    masthead=MastheadWords(
        united_nations="联合国",
        agenda_item="议程项目{}",
        agenda_items="议程项目{}",
        language="Chinese",
        joined="{}和{}",
        comma="、",
        proposal="决议草案",
        on="",
        annex="附件",
        form={"committee": "委员会：", "topic": "议题：", "sponsors": "提案国：", "signatories": "附议国："},
        organs={
            "General Assembly": "大会",
            "Security Council": "安全理事会",
            "Economic and Social Council": "经济及社会理事会",
            "Human Rights Council": "人权理事会",
        },
    ),
)  # fmt: skip
