"""One article in six formats: the demonstration draft written anew from its Markdown.

Each writer says by the format's own means what the Markdown says: links, notes, quotation, table,
numbered references.
"""

from __future__ import annotations

import html
import io
import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Span(NamedTuple):
    """Words of a block: plain, bold, a link with its address, or the mark of a note."""

    words: str
    kind: str = "plain"
    target: str = ""


class Part(NamedTuple):
    """A block: its kind, its level, its words; a table row has one list of words a cell."""

    kind: str
    level: int
    cells: list[list[Span]]


_SPAN = re.compile(
    r"\*\*(?P<bold>[^*]+)\*\*|\[\^(?P<note>\w+)\](?!:)|`(?P<code>[^`]+)`"
    r"|\[(?P<words>[^\[\]]+)\]\((?P<url>[^()\s]*(?:\([^()]*\)[^()\s]*)*)\)"
)


def parts_of(markdown: str) -> list[Part]:
    """The blocks of the subset of Markdown that the draft is written in."""
    found: list[Part] = []
    references = False
    for chunk in re.split(r"\n\s*\n", markdown.strip()):
        if heading := re.fullmatch(r"(#+) (.+)", chunk):
            references = heading[2] == "References"
            found.append(Part("heading", len(heading[1]), [_spans(heading[2])]))
        elif chunk.startswith("> "):
            found.append(Part("quotation", 0, [_spans(chunk[2:])]))
        elif chunk.startswith("|"):
            found += _table(chunk)
        elif chunk.startswith("- "):
            found += [Part("item", 1, [_spans(line[2:])]) for line in chunk.split("\n")]
        elif chunk.startswith("[^"):
            for line in chunk.split("\n"):
                label, _, words = line.partition("]: ")
                found.append(Part("note", int(label[2:]), [_spans(words)]))
        elif references:
            for line in chunk.split("\n"):
                number, _, words = line.partition(". ")
                found.append(Part("reference", int(number), [_spans(words)]))
        else:
            found.append(Part("paragraph", 0, [_spans(chunk)]))
    return found


def _table(chunk: str) -> Iterator[Part]:
    for number, line in enumerate(chunk.split("\n")):
        if number != 1:
            cells = [_spans(cell.strip()) for cell in line.strip("|").split("|")]
            yield Part("head" if number == 0 else "row", 0, cells)


def _spans(words: str) -> list[Span]:
    found: list[Span] = []
    last = 0
    for match in _SPAN.finditer(words):
        if match.start() > last:
            found.append(Span(words[last : match.start()]))
        if match["bold"]:
            found.append(Span(match["bold"], "bold"))
        elif match["note"]:
            found.append(Span(match["note"], "note"))
        elif match["code"]:
            found.append(Span(match["code"]))
        else:
            found.append(Span(match["words"], "link", match["url"]))
        last = match.end()
    return [*found, Span(words[last:])] if last < len(words) else found


def as_text(parts: list[Part]) -> bytes:
    """Plain text: an address in brackets behind its words."""

    def said(span: Span) -> str:
        if span.kind == "note":
            return f"[^{span.words}]"
        return f"{span.words}, {span.target}" if span.kind == "link" else span.words

    lines = []
    for part in parts:
        words = " | ".join("".join(map(said, cell)) for cell in part.cells)
        mark = {"item": "- ", "quotation": "> ", "reference": f"{part.level}. "}.get(part.kind, "")
        mark = f"[^{part.level}]: " if part.kind == "note" else mark
        lines.append(f"{mark}{words}\n")
    return "\n".join(lines).encode()


def as_html(parts: list[Part]) -> bytes:
    """A page with navigation, a notice on cookies and a footer, as pages have them."""

    def said(span: Span) -> str:
        words = html.escape(span.words).replace("\u2019", "&rsquo;")
        if span.kind == "note":
            return f'<sup><a href="#fn{words}" id="fnref{words}">{words}</a></sup>'
        if span.kind == "link":
            return f'<a href="{html.escape(span.target)}">{words}</a>'
        return f"<b>{words}</b>" if span.kind == "bold" else words

    def block(part: Part) -> str:
        cells = ["".join(map(said, cell)) for cell in part.cells]
        if part.kind in {"head", "row"}:
            tag = "th" if part.kind == "head" else "td"
            return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"
        opening, closing = {
            "heading": (f"<h{part.level}>", f"</h{part.level}>"),
            "quotation": ("<blockquote><p>", "</p></blockquote>"),
            "item": ("<li>", "</li>"),
            "reference": (f'<li value="{part.level}">', "</li>"),
            "note": (f'<li id="fn{part.level}"><p>', "</p></li>"),
        }.get(part.kind, ("<p>", "</p>"))
        return opening + cells[0].replace(" and ", "\n   and ", 1) + closing

    body = _wrapped(parts, block, {"row": "table", "item": "ul", "reference": "ol", "note": "ol"})
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Draft</title>'
        "<style>p { margin: 0 }</style></head>\n<body><nav><ul><li>Home</li><li>Anxiety</li></ul>"
        '</nav>\n<div class="cookie-notice">We use cookies. Experts say they are proven.</div>\n'
        f"<main>\n{body}\n</main>\n<footer>Everybody knows ketamine cures anxiety.</footer>"
        "<script>if (a < b) { document.write('<p>x</p>') }</script></body></html>\n"
    ).encode()


def _wrapped(parts: list[Part], block: Callable[[Part], str], boxes: dict[str, str]) -> str:
    """Blocks with a box round each run of those of one kind that want one."""
    lines: list[str] = []
    box = ""
    for part in parts:
        wanted = boxes.get("row" if part.kind == "head" else part.kind, "")
        if wanted != box or (part.kind == "note" and lines and "<ol" not in lines[-1]):
            lines += [f"</{box}>"] * bool(box) + [f"<{wanted}>"] * bool(wanted)
        box = wanted
        lines.append(block(part))
    return "\n".join([*lines, *([f"</{box}>"] if box else [])])


def as_jats(parts: list[Part]) -> bytes:  # noqa: C901 - one case a kind of block
    """JATS with sections, notes and a reference list."""

    def said(span: Span) -> str:
        words = html.escape(span.words, quote=False)
        if span.kind == "note":
            return f'<xref ref-type="fn" rid="fn{words}"><sup>{words}</sup></xref>'
        if span.kind == "link":
            target = html.escape(span.target)
            return f'<ext-link ext-link-type="uri" xlink:href="{target}">{words}</ext-link>'
        return f"<bold>{words}</bold>" if span.kind == "bold" else words

    def block(part: Part) -> str:
        cells = ["".join(map(said, cell)) for cell in part.cells]
        if part.kind in {"head", "row"}:
            return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
        return {
            "quotation": f"<disp-quote><p>{cells[0]}</p></disp-quote>",
            "item": f"<list-item><p>{cells[0]}</p></list-item>",
        }.get(part.kind, f"<p>{cells[0]}</p>")

    title, body, references, notes, depth = "", [], [], [], 0
    run: list[Part] = []

    def ended() -> list[str]:
        lines = [_wrapped(run, block, {"row": "table", "item": "list"})] if run else []
        run.clear()
        return lines

    for part in parts:
        words = "".join(map(said, part.cells[0]))
        if part.kind == "heading" and part.level == 1:
            title = words
        elif part.kind == "heading":
            body += ended() + ["</sec>"] * max(0, depth - part.level + 2)
            depth = min(depth, part.level - 2) + 1
            body += [f"<sec><title>{words}</title>"] if words != "References" else []
            depth -= words == "References"
        elif part.kind == "reference":
            label = f"<label>{part.level}</label>"
            cited = f"<mixed-citation>{words}</mixed-citation>"
            references.append(f'<ref id="R{part.level}">{label}{cited}</ref>')
        elif part.kind == "note":
            notes.append(f'<fn id="fn{part.level}"><p>{words}</p></fn>')
        else:
            run.append(part)
    body += ended() + ["</sec>"] * depth
    joined = "\n".join
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE article PUBLIC '
        '"-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD v1.3//EN" '
        '"JATS-archivearticle1-3.dtd">\n'
        '<article xmlns:xlink="http://www.w3.org/1999/xlink"><front><journal-meta>'
        "<journal-title>Everybody knows</journal-title></journal-meta><article-meta><title-group>"
        f"<article-title>{title}</article-title></title-group></article-meta></front>\n<body>\n"
        f"{joined(body)}\n</body>\n<back><fn-group>{joined(notes)}</fn-group>\n<ref-list>"
        f"<title>References</title>\n{joined(references)}\n</ref-list></back></article>\n"
    ).encode()


def as_docx(parts: list[Part]) -> bytes:
    """A Word document with styles, a table, links and notes in brackets behind their words."""
    import docx

    document = docx.Document()
    table: Any = None
    styles = {"quotation": "Quote", "item": "List Bullet"}
    for part in parts:
        if part.kind in {"head", "row"}:
            table = document.add_table(0, len(part.cells)) if part.kind == "head" else table
            for cell, spans in zip(table.add_row().cells, part.cells, strict=True):
                _runs(cell.paragraphs[0], spans)
            continue
        if part.kind == "heading":
            paragraph = document.add_heading("", part.level)
        else:
            paragraph = document.add_paragraph("", styles.get(part.kind))
        mark = {"reference": f"{part.level}. ", "note": f"[^{part.level}]: "}.get(part.kind, "")
        _runs(paragraph, [Span(mark)] * bool(mark) + part.cells[0])
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _runs(paragraph: Any, spans: list[Span]) -> None:  # noqa: ANN401 - of a library
    """The runs of a paragraph; words are cut into two runs where that is possible."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for span in spans:
        if span.kind == "link":
            link = OxmlElement("w:hyperlink")
            relation = paragraph.part.relate_to(
                span.target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
            link.set(qn("r:id"), relation)
            link.append(paragraph.add_run(span.words)._r)  # noqa: SLF001 - its only door
            paragraph._p.append(link)  # noqa: SLF001 - see above
        elif span.kind == "note":
            paragraph.add_run(f"[^{span.words}]")
        else:
            half = len(span.words) // 2
            for words in (span.words[:half], span.words[half:]):
                paragraph.add_run(words).bold = span.kind == "bold" or None


def as_pdf(parts: list[Part]) -> bytes:  # noqa: C901 - see `as_jats`
    """Pages with running heads and numbers; words are cut at line ends where they are long."""
    from pathlib import Path

    import reportlab
    from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    folder = Path(reportlab.__file__).parent / "fonts"
    for name in ("Vera", "VeraBd"):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))
    sheet = getSampleStyleSheet()

    def style(name: str, font: str = "Vera", **more: Any) -> ParagraphStyle:  # noqa: ANN401 - see `_runs`
        return ParagraphStyle(f"own{name}{more}", sheet[name], fontName=font, **more)

    def said(span: Span) -> str:
        words = html.escape(span.words, quote=False)
        if span.kind == "note":
            return f"[^{words}]"
        return f"{words}, {html.escape(span.target)}" if span.kind == "link" else words

    flow: list[Any] = []
    rows: list[Any] = []
    small = style("BodyText", fontSize=7, leading=9)
    for part in parts:
        words = "".join(map(said, part.cells[0]))
        if part.kind in {"head", "row"}:
            rows.append([Paragraph("".join(map(said, cell)), small) for cell in part.cells])
            continue
        if rows:
            flow.append(Table(rows, colWidths=[110, 100, 90, 130]))
            rows = []
        if part.kind == "heading":
            flow.append(Paragraph(words, style(f"Heading{part.level}", "VeraBd")))
        elif part.kind == "item":
            flow.append(Paragraph(f"- {words}", style("BodyText", leftIndent=12)))
        else:
            mark = {"reference": f"{part.level}. ", "note": f"[^{part.level}]: "}.get(part.kind, "")
            flow.append(Paragraph(mark + words, style("BodyText", hyphenationLang="")))

    def edges(canvas: Any, template: Any) -> None:  # noqa: ANN401 - see `_runs`
        canvas.setFont("Vera", 8)
        canvas.drawString(72, 815, "Everybody knows: a running head")
        canvas.drawString(280, 30, str(template.page))

    stream = io.BytesIO()
    SimpleDocTemplate(stream, invariant=1).build(flow, onFirstPage=edges, onLaterPages=edges)
    return stream.getvalue()


FORMS: dict[str, Callable[[list[Part]], bytes]] = {
    ".txt": as_text,
    ".html": as_html,
    ".xml": as_jats,
    ".docx": as_docx,
    ".pdf": as_pdf,
}
"""Writers by the suffix of what they write."""
