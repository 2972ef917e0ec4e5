"""The files of the chat as they are sent: complete, small, and without anything that a strict policy forbids."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from bot.web.pages import COMMENT_LINES, POLICY, STATIC, read_static, static_files

BUDGET = 20_000
"""Bytes of all scripts and styles together in gzip, each file packed by itself, as they travel."""


def test_all_scripts_and_styles_together_stay_within_twenty_kilobytes_packed() -> None:
    sizes = {file.name: len(read_static(file).packed) for file in static_files() if file.suffix in (".js", ".css")}
    assert sum(sizes.values()) <= BUDGET, sizes


def test_what_is_packed_is_what_is_sent_plain() -> None:
    for path in static_files():
        file = read_static(path)
        assert gzip.decompress(file.packed) == file.body


def test_only_comments_on_lines_of_their_own_are_left_out() -> None:
    source = b'/**\n * What.\n */\nconst url = "https://a.be"; // kept\n  // gone\nconst all = "/* kept */";\n'
    assert COMMENT_LINES.sub(b"", source) == b'const url = "https://a.be"; // kept\nconst all = "/* kept */";\n'


def test_a_comment_before_code_on_the_same_line_takes_nothing_along() -> None:
    source = b"  /** @type {A} */ (one).two();\nexport const three = 3;\n/** Four. */\nfour();\n"
    assert COMMENT_LINES.sub(b"", source) == b"  /** @type {A} */ (one).two();\nexport const three = 3;\nfour();\n"


def test_nothing_is_left_of_the_explanations_in_what_is_sent() -> None:
    for path in static_files():
        if path.suffix == ".js":
            assert not re.search(rb"@(param|type|returns)\b", read_static(path).body), path.name


def test_a_changed_file_is_read_again() -> None:
    path = STATIC / "index.html"
    assert read_static(path) is read_static(path)
    assert read_static(path).tag != read_static(STATIC / "page.css").tag


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.html")), ids=lambda path: path.name)
def test_a_page_holds_no_script_or_style_of_its_own(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page)
    assert all(re.search(r"\ssrc=", tag) for tag in re.findall(r"<script[^>]*>", page))
    assert '<html lang="nl-BE">' in page


def test_the_policy_allows_no_inline_code_and_no_third_party() -> None:
    assert "unsafe" not in POLICY
    assert "http" not in POLICY


def test_the_files_ask_nothing_of_a_third_party() -> None:
    for path in static_files():
        if path.suffix in (".js", ".css"):
            addresses = re.findall(rb"https?://[\w.-]+", read_static(path).body)
            assert set(addresses) <= {b"http://www.w3.org"}, path.name
