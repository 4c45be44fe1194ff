#!/usr/bin/env python3
"""Terminal output with colours on standard input, the same as an SVG picture on standard output.

    scrutineer check examples/statement.txt --color always |
        docs/picture.py --prompt "scrutineer check examples/statement.txt" \
            --keep "abstained a year later" --keep "embargo against Cuba" --keep "record:" > docs/check.svg

Output is taken block by block, blocks being parted by blank lines. With --keep only those blocks are shown
that contain the words, and the first one; a dim "⋮" stands where others were left out. Nothing else is changed.
"""

import argparse
import re
import sys
from xml.sax.saxutils import escape

WIDTH, HEIGHT, MARGIN = 8.4, 18, 18  # of a cell, of a line, around everything, in pixels at 14 px
BACKGROUND, FRAME, TEXT = "#1b1f24", "#444c56", "#e6e9ec"
COLOURS = {31: "#ff8a80", 32: "#7ee08a", 33: "#f2cc60", 35: "#d7a8ff", 36: "#76d9e6"}
DIM = "#9aa4ae"
FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"
ESCAPE = re.compile(r"\x1b\[([0-9;]*)m")


def plain(text):
    return ESCAPE.sub("", text)


def spaced(text):
    """Words in a row, for finding them across the ends of lines."""
    return " ".join(plain(text).split())


def chosen(blocks, words):
    """The blocks to show, with a mark where some are left out."""
    shown, left_out = [], False
    for at, block in enumerate(blocks):
        if at == 0 or not words or any(word in spaced(block) for word in words):
            if left_out:
                shown.append("\x1b[2m⋮\x1b[0m")
            shown.append(block)
            left_out = False
        else:
            left_out = True
    if left_out:
        shown.append("\x1b[2m⋮\x1b[0m")
    return shown


def runs(line):
    """The line as (text, colour, bold)."""
    colour, bold, at = TEXT, False, 0
    for mark in ESCAPE.finditer(line):
        if mark.start() > at:
            yield line[at:mark.start()], colour, bold
        for code in (int(code or 0) for code in mark.group(1).split(";")):
            if code == 0:
                colour, bold = TEXT, False
            elif code == 1:
                bold = True
            elif code == 2:
                colour = DIM
            elif code in COLOURS:
                colour = COLOURS[code]
            else:
                sys.exit(f"picture.py: unknown style {code}")
        at = mark.end()
    if at < len(line):
        yield line[at:], colour, bold


def draw(lines, title):
    width = max(len(plain(line)) for line in lines) * WIDTH + 2 * MARGIN
    height = len(lines) * HEIGHT + 2 * MARGIN
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" role="img">'
    )
    yield f"<title>{escape(title)}</title>"
    yield (
        f'<rect x="0.5" y="0.5" width="{width - 1:.0f}" height="{height - 1:.0f}" rx="8" '
        f'fill="{BACKGROUND}" stroke="{FRAME}"/>'
    )
    yield f'<g font-family="{FONT}" font-size="14">'
    for number, line in enumerate(lines):
        y, column = MARGIN + number * HEIGHT + 13, 0
        for text, colour, bold in runs(line):
            # Each word has its place and width, so that columns stand whatever font is at hand.
            for word in re.finditer(r"\S+(?: \S+)*", text):
                x = MARGIN + (column + word.start()) * WIDTH
                weight = ' font-weight="bold"' if bold else ""
                yield (
                    f'<text x="{x:.1f}" y="{y}" textLength="{len(word.group()) * WIDTH:.1f}" '
                    f'lengthAdjust="spacingAndGlyphs" fill="{colour}"{weight}>{escape(word.group())}</text>'
                )
            column += len(text)
    yield "</g>"
    yield "</svg>"


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--prompt", required=True, help="the command, shown as the first line")
    options.add_argument("--keep", action="append", default=[], help="words of a block to show")
    options = options.parse_args()
    blocks = re.split(r"\n\s*\n", sys.stdin.read().strip("\n"))
    for words in options.keep:
        if not any(words in spaced(block) for block in blocks):
            sys.exit(f'picture.py: no block has the words "{words}"')
    output = "\n\n".join(chosen(blocks, options.keep))
    lines = [f"\x1b[2m$\x1b[0m {options.prompt}", ""] + output.split("\n")
    print("\n".join(draw(lines, f"Output of {options.prompt}")))


if __name__ == "__main__":
    main()
