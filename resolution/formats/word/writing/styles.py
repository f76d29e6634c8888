"""The styles part of a package, generated from a letterhead's styles."""

from __future__ import annotations

from dataclasses import replace

from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from lxml import etree

from resolution.language.language import Script
from resolution.letterheads.styles import Style

_BUILT_IN = {"Normal", "header", "footer", "footnote text", "footnote reference", "Hyperlink"}


def part_xml(styles: tuple[Style, ...], script: Script) -> etree._Element:
    """Return the `w:styles` element: document defaults, the default styles Word requires, and the given styles."""
    if script.right_to_left:
        styles = tuple(replace(s, no_hyphens=False) for s in styles)
    return parse_xml(
        f"<w:styles {nsdecls('w')}>{_defaults(script)}{_LATENT}{_INSISTED}"
        + "".join(_style(style, script) for style in styles)
        + "</w:styles>"
    )


def _defaults(script: Script) -> str:
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts('Times New Roman', script)}"
        f'<w:sz w:val="20"/><w:szCs w:val="20"/>{_language(script)}</w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )


_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
    'w:defQFormat="0" w:count="376"/>'
)
"""Hides Word's own styles, so that its gallery shows only the Organization's."""

_INSISTED = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)


def _style(style: Style, script: Script) -> str:
    custom = "" if style.name in _BUILT_IN else ' w:customStyle="1"'
    default = ' w:default="1"' if style.id == "Normal" else ""
    based_on = f'<w:basedOn w:val="{style.based_on}"/>' if style.based_on else ""
    following = f'<w:next w:val="{style.following}"/>' if style.following else ""
    shown = '<w:uiPriority w:val="1"/><w:qFormat/>' if style.quick else '<w:uiPriority w:val="9"/>'
    paragraph = _paragraph(style, script) if style.kind == "paragraph" else ""
    return (
        f'<w:style w:type="{style.kind}"{default}{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f"{based_on}{following}{shown}{paragraph}<w:rPr>{_characters(style, script)}</w:rPr></w:style>"
    )


def _paragraph(style: Style, script: Script) -> str:
    """Return `w:pPr`, its children in schema order."""
    keep = (
        ""
        if style.keep is None
        else _toggle("keepNext", style.keep) + _toggle("keepLines", style.keep)
    )
    rule = (
        f'<w:pBdr><w:bottom w:val="single" w:sz="{style.bottom_rule}" w:space="4" w:color="auto"/></w:pBdr>'
        if style.bottom_rule
        else ""
    )
    tabs = "".join(f'<w:tab w:val="{kind}" w:pos="{at}"/>' for kind, at in style.tabs)
    bidi = "<w:bidi/>" if script.right_to_left and not style.based_on else ""
    lines = _attributes(before=style.before, after=style.after, line=style.line)
    if style.line is not None:
        lines += f' w:lineRule="{style.rule}"'
    indents = _attributes(left=style.left, right=style.right, hanging=style.hanging)
    return "".join(
        (
            "<w:pPr>",
            keep,
            rule,
            f"<w:tabs>{tabs}</w:tabs>" if tabs else "",
            "<w:suppressAutoHyphens/>" if style.no_hyphens else "",
            bidi,
            f"<w:spacing{lines}/>" if lines else "",
            f"<w:ind{indents}/>" if indents else "",
            f'<w:jc w:val="{style.align}"/>' if style.align else "",
            f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else "",
            "</w:pPr>",
        )
    )


def _characters(style: Style, script: Script) -> str:
    """Return the children of `w:rPr` in schema order, including their complex-script variants."""
    return "".join(
        (
            _fonts(style.font, script) if style.font else "",
            _toggle("b", style.bold) + _toggle("bCs", style.bold),
            _toggle("i", style.italic) + _toggle("iCs", style.italic),
            _value("color", style.colour or None),
            _value("spacing", style.spacing),
            _value("w", style.scale),
            _value("kern", style.kern),
            _value("sz", style.size) + _value("szCs", style.size),
            '<w:u w:val="none"/>' if style.underlined is False else "",
            '<w:vertAlign w:val="superscript"/>' if style.raised else "",
            _language(script) if style.font else "",
        )
    )


def _fonts(font: str, script: Script) -> str:
    return (
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{script.east_asian_font}" '
        f'w:cs="{script.complex_font}"/>'
    )


def _language(script: Script) -> str:
    latin = "en-GB" if script.tag in ("zh-CN", "ar-SA") else script.tag
    return f'<w:lang w:val="{latin}" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'


def _toggle(name: str, value: bool | None) -> str:
    if value is None:
        return ""
    return f"<w:{name}/>" if value else f'<w:{name} w:val="0"/>'


def _value(name: str, value: int | str | None) -> str:
    return "" if value is None else f'<w:{name} w:val="{value}"/>'


def _attributes(**values: int | None) -> str:
    return "".join(f' w:{name}="{value}"' for name, value in values.items() if value is not None)


def style_ids(root: etree._Element) -> set[str]:
    """Return the ids of the styles a styles part defines."""
    return {style.get(qn("w:styleId")) for style in root.findall(qn("w:style"))}
