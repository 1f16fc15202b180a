"""A document for Word and WPS: A4, headings, tables, page numbers, fonts that hold Chinese.

Tables are written element by element, for they may have thousands of cells.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

#: fonts that every Chinese Windows and WPS has; other systems put their own in their place
BODY, HEADINGS, LATIN = "SimSun", "SimHei", "Times New Roman"
MARGIN = 20
WIDTH = 210 - 2 * MARGIN
_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TWIPS = 56.7
_THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


class Paper:
    """One document; ``header`` stands above every page, ``pages`` says how a page is counted."""

    def __init__(self, title: str, header: str, pages: tuple[str, str, str]) -> None:
        self._document = Document()
        self._lay_out()
        self._document.core_properties.title = title
        self._document.core_properties.author = ""
        section = self._document.sections[0]
        section.header.paragraphs[0].text = legal(header)
        section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _count_pages(section.footer.paragraphs[0], pages)
        self._title(title)

    def heading(self, text: str, level: int = 1) -> None:
        """A heading."""
        self._document.add_heading(legal(text), level)

    def text(self, text: str, *, small: bool = False) -> None:
        """A paragraph."""
        added = self._document.add_paragraph(legal(text))
        if small:
            added.style = self._document.styles["Cell"]

    def table(
        self,
        heads: Sequence[str],
        rows: Iterable[Sequence[str]],
        widths: Sequence[int],
        *,
        tall: bool = False,
    ) -> None:
        """A table; ``widths`` are shares of the page. Heads repeat on every page; no heads, no
        head row. ``tall`` rows leave room to write by hand.
        """
        spans = [round(w * WIDTH / sum(widths) * _TWIPS) for w in widths]
        table = self._document.add_table(rows=0, cols=len(widths), style="Table Grid")
        table.autofit = False
        for column, span in zip(table._tbl.tblGrid.gridCol_lst, spans, strict=True):
            column.set(qn("w:w"), str(span))
        if heads:
            table._tbl.append(_row(heads, spans, head=True, tall=False))
        for row in rows:
            table._tbl.append(_row(row, spans, head=False, tall=tall))
        self._document.add_paragraph(style=self._document.styles["Cell"])

    def content(self) -> bytes:
        """The file."""
        sink = io.BytesIO()
        self._document.save(sink)
        return sink.getvalue()

    def _title(self, title: str) -> None:
        added = self._document.add_heading(legal(title), 0)
        added.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _lay_out(self) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(MARGIN)
        section.top_margin = section.bottom_margin = Mm(MARGIN)
        styles: Any = self._document.styles
        for language in styles.element.iter(qn("w:lang")):
            language.set(qn("w:eastAsia"), "zh-CN")
        _font(styles["Normal"], BODY, 10.5)
        for name, size in (("Title", 20), ("Heading 1", 14), ("Heading 2", 11)):
            _font(styles[name], HEADINGS, size)
        styles["Title"].element.get_or_add_pPr().remove_all("w:pBdr")
        for name in ("Header", "Footer"):
            _font(styles[name], BODY, 9)
        cell = styles.add_style("Cell", 1)
        cell.base_style = styles["Normal"]
        _font(cell, BODY, 9)
        cell.paragraph_format.space_after = Pt(0)


def legal(text: str) -> str:
    """A text without what XML cannot hold."""
    return _ILLEGAL.sub("", text)


def _font(style: Any, east_asian: str, size: float) -> None:
    style.font.name, style.font.size = LATIN, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in _THEMES:
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), east_asian)


def _row(cells: Sequence[str], spans: Sequence[int], *, head: bool, tall: bool) -> Any:
    row = OxmlElement("w:tr")
    traits = OxmlElement("w:trPr")
    traits.append(OxmlElement("w:cantSplit"))
    if tall:
        traits.append(_with("w:trHeight", val="680"))
    if head:
        traits.append(OxmlElement("w:tblHeader"))
    row.append(traits)
    for text, span in zip(cells, spans, strict=True):
        row.append(_cell(text, span, head))
    return row


def _cell(text: str, span: int, is_head: bool) -> Any:
    cell, traits = OxmlElement("w:tc"), OxmlElement("w:tcPr")
    traits.append(_with("w:tcW", w=str(span), type="dxa"))
    if is_head:
        traits.append(_with("w:shd", val="clear", color="auto", fill="E7E6E6"))
    paragraph, style = OxmlElement("w:p"), OxmlElement("w:pPr")
    style.append(_with("w:pStyle", val="Cell"))
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    if is_head:
        bold = OxmlElement("w:rPr")
        bold.append(OxmlElement("w:b"))
        run.append(bold)
    words.text = legal(text)
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    paragraph.extend((style, run))
    cell.extend((traits, paragraph))
    return cell


def _with(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _count_pages(paragraph: Any, words: tuple[str, str, str]) -> None:
    """“Page X of Y”: whoever opens it counts them, by fields."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, between, after = words
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        paragraph.add_run(text)
        if field:
            _add_field(paragraph, field)


def _add_field(paragraph: Any, name: str) -> None:
    instruction = OxmlElement("w:instrText")
    instruction.text = f" {name} "
    shown = OxmlElement("w:t")
    shown.text = "1"
    begin, separate, end = (
        _with("w:fldChar", fldCharType=kind) for kind in ("begin", "separate", "end")
    )
    for piece in (begin, instruction, separate, shown, end):
        paragraph.add_run()._r.append(piece)
