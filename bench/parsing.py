"""Measures reading a document of 300 pages beside its reading library alone: ``python -m bench.parsing``, a table out.

The document is made from the plan's own paragraphs under an outline of articles, clauses and points, once as .txt,
once as .docx, and as .pdf where LibreOffice is installed. Both sides run in fresh processes.
"""

import itertools
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from hoi.corpus.library import Library

PAGES, CHARACTERS_A_PAGE = 300, 2400
ALONE = {
    "txt": "import pathlib, sys; pathlib.Path(sys.argv[1]).read_text(encoding='utf-8').splitlines()",
    "docx": (
        "import sys, zipfile; from lxml import etree\n"
        "tree = etree.fromstring(zipfile.ZipFile(sys.argv[1]).read('word/document.xml'))\n"
        "[''.join(each.itertext()) for each in tree.iter('{*}p')]"
    ),
    "pdf": (
        "import sys, pypdfium2\n[page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(sys.argv[1])]"
    ),
}
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took."""

    seconds: float
    megabytes: float


def paragraphs() -> list[str]:
    """Return the lines of the document."""
    words = [each.text for each in Library.shipped().get("kh-235-2021").provisions if each.kind in ("dash", "khoan")]
    lines = ["QUY ĐỊNH", "Căn cứ Luật Tổ chức chính quyền địa phương;"]
    length = 0
    for number, text in enumerate(itertools.cycle(words)):
        mark = (f"Điều {number // 4 + 1}.", "1.", "a)", "-")[number % 4]
        lines.append(f"{mark} {text.split('. ', 1)[-1] if mark != '-' else text}")
        length += len(lines[-1])
        if length > PAGES * CHARACTERS_A_PAGE:
            return lines
    return lines


def make(folder: Path) -> list[Path]:
    """Write the document in each format and return the files."""
    lines = paragraphs()
    text, word = folder / "300.txt", folder / "300.docx"
    text.write_text("\n".join(lines), encoding="utf-8")
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in lines)
    with zipfile.ZipFile(word, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            f'relationships+xml"/><Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
            'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        package.writestr("word/document.xml", f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>')
    return [text, word, *_as_pdf(word, folder)]


def _as_pdf(word: Path, folder: Path) -> list[Path]:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return []
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(word)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    return [word.with_suffix(".pdf")]


def run(command: list[str]) -> Run:
    """Run ``command`` and return what it took; its memory is the largest of it and its children, in MB."""
    code = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    )
    started = time.perf_counter()
    ended = subprocess.run([sys.executable, "-c", code, *command], check=True, capture_output=True, text=True)
    return Run(time.perf_counter() - started, float(ended.stdout))


def main() -> None:
    """Measure and print the table."""
    print("| 300 pages | Hỏi | its library alone | ratio | memory |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for file in make(Path(folder)):
            kind = file.suffix[1:]
            print(f"parse {kind} …", file=sys.stderr)
            ours = run([sys.executable, "-m", "hoi.bot.cli", "parse", str(file), "--json"])
            alone = run([sys.executable, "-c", ALONE[kind], str(file)])
            print(
                f"| .{kind} | {ours.seconds:.1f} s | {alone.seconds:.1f} s | {ours.seconds / alone.seconds:.1f} "
                f"| {ours.megabytes:.0f} MB |"
            )


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
