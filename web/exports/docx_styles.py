"""How the Word file looks: its page, its language and its styles, in the product's colours."""

from typing import Any, TypeVar

from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from web.exports.words import Words

T = TypeVar("T", Paragraph, Run)
INK, SOFT, CASE, LINE = "17241E", "425047", "7A2958", "CBD3C1"
# Fonts that every Word has: a serif when somebody speaks, a sans when the tool does.
VOICE, TOOL = "Georgia", "Calibri"
LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}
# Style: font, size, bold, colour, space before and after.
_TEXTS = {
    "Normal": (TOOL, 11, False, INK, 0, 6),
    "Title": (VOICE, 26, True, INK, 0, 8),
    "Heading 1": (VOICE, 18, True, INK, 30, 6),
    "Heading 2": (TOOL, 13, True, INK, 18, 4),
    "Heading 3": (TOOL, 11, True, INK, 12, 3),
    "List Bullet": (TOOL, 11, False, INK, 0, 4),
    "Footer": (TOOL, 9, False, SOFT, 0, 0),
    "Cell": (TOOL, 10.5, False, INK, 0, 0),
    "Cell Head": (TOOL, 10.5, True, INK, 0, 0),
    "Meta": (TOOL, 11, False, SOFT, 0, 4),
    "Motto": (VOICE, 14, True, INK, 14, 14),
    "Request": (VOICE, 14, True, CASE, 2, 6),
    "Prompt": (VOICE, 10.5, False, SOFT, 0, 2),
}
_RULE = f'w:val="single" w:sz="12" w:space="8" w:color="{INK}"'
_TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Lines">
  <w:name w:val="Lines"/>
  <w:tblPr>
    <w:tblBorders>
      <w:insideH w:val="single" w:sz="6" w:space="0" w:color="{LINE}"/>
      <w:bottom w:val="single" w:sz="6" w:space="0" w:color="{LINE}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="60" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>
      <w:bottom w:w="60" w:type="dxa"/><w:right w:w="140" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
</w:style>"""


def prepare(file: WordFile, title: str, words: Words) -> None:
    """An A4 file with its title, its language and its styles."""
    about = file.core_properties
    about.title, about.language, about.author = title, LANGUAGES[words.language], "Vis-à-vis"
    about.comments = ""
    page = file.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    for language in file.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGES[words.language])
    for name in _TEXTS:
        _style(file, name)
    aside = file.styles.add_style("Aside", WD_STYLE_TYPE.CHARACTER)
    aside.font.size = Pt(9.5)
    _colour(aside, SOFT)
    _edge(file.styles["Title"], "")
    _edge(file.styles["Motto"], f"<w:top {_RULE}/><w:bottom {_RULE}/>")
    file.styles.element.append(parse_xml(_TABLE_STYLE))
    _number_pages(page.footer.paragraphs[0], title, words)


def add(file: WordFile, text: str, style: str) -> Paragraph:
    """A paragraph in this style."""
    paragraph = styled(file.add_paragraph(), style)
    if text:
        paragraph.add_run(text)
    return paragraph


def styled(part: T, style: str) -> T:
    """The paragraph or run in this style, by its id: python-docx would look the name up each time."""
    element: Any = part._element
    element.style = style.replace(" ", "")
    return part


def lay_out(table: Table, widths: list[float]) -> None:
    """The first row is the header, again on every page; columns have these widths, in centimetres."""
    table.autofit = False
    rows = list(table.rows)
    rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)


def _style(file: WordFile, name: str) -> None:
    font, size, bold, colour, before, after = _TEXTS[name]
    style = _named(file, name)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()  # the theme's fonts would win over ours
    for script in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(script), font)
    style.font.size, style.font.bold = Pt(size), bold
    _colour(style, colour)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)


def _named(file: WordFile, name: str) -> Any:
    """The style of this name, made if it is new, without its twin for characters, which keeps the old look."""
    styles = file.styles
    if name not in {one.name for one in styles}:
        made: Any = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles["Normal"]
        return made
    style = styles[name]
    for link in style.element.findall(qn("w:link")):
        style.element.remove(link)
        for twin in [one for one in styles if one.style_id == link.get(qn("w:val"))]:
            twin.delete()
    return style


def _colour(style: Any, colour: str) -> None:
    style.font.color.rgb = RGBColor.from_string(colour)
    shade = style.element.rPr.find(qn("w:color"))
    for theme in ("w:themeColor", "w:themeShade", "w:themeTint"):
        shade.attrib.pop(qn(theme), None)  # the theme's colour would win over ours


def _edge(style: Any, rules: str) -> None:
    """The style's borders, which are these and no others."""
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    if rules:
        border = parse_xml(f"<w:pBdr {nsdecls('w')}>{rules}</w:pBdr>")
        spacing = properties.find(qn("w:spacing"))
        spacing.addprevious(border)


def _number_pages(paragraph: Paragraph, title: str, words: Words) -> None:
    paragraph.add_run(f"{title}, ")
    before, between, after = words("page", page="\0", pages="\0").split("\0")
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        paragraph.add_run(text)
        if field:
            code = f'<w:fldSimple {nsdecls("w")} w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
            paragraph._p.append(parse_xml(code))
