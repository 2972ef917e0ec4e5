"""The modules of the chat joined into one as they are sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.web.bundle import BundleError, bundle, modules_of
from bot.web.pages import STATIC


def write(folder: Path, **modules: str) -> Path:
    for name, code in modules.items():
        (folder / f"{name}.js").write_text(code, encoding="utf-8")
    return folder / "main.js"


def test_each_module_comes_once_and_after_what_it_needs(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        main='import { b } from "./b.js";\nimport {\n  c,\n} from "./c.js";\nb(c);\n',
        b='import { c } from "./c.js";\nexport const b = () => c;\n',
        c="export async function c() {}\n",
    )
    assert bundle(entry) == "async function c() {}\n\nconst b = () => c;\n\nb(c);\n"


def test_a_name_in_two_modules_is_refused(tmp_path: Path) -> None:
    entry = write(
        tmp_path, main='import { b } from "./b.js";\nconst here = b;\n', b="const here = 1;\nexport const b = here;\n"
    )
    with pytest.raises(BundleError, match="both declare here"):
        bundle(entry)


@pytest.mark.parametrize(
    "line", ["export default 1;", 'import * as b from "./b.js";', 'import "./b.js";', "export { b };"]
)
def test_another_form_of_import_or_export_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(BundleError):
        bundle(write(tmp_path, main=f"{line}\n", b="export const b = 1;\n"))


def test_modules_that_need_each_other_are_refused(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        main='import { b } from "./b.js";\nexport const a = b;\n',
        b='import { a } from "./main.js";\nexport const b = a;\n',
    )
    with pytest.raises(BundleError, match=r"main\.js imports b\.js imports main\.js"):
        bundle(entry)


def test_code_may_import_later_by_itself(tmp_path: Path) -> None:
    assert 'import("./b.js")' in bundle(write(tmp_path, main='import("./b.js");\n'))


def test_every_module_of_the_chat_is_in_what_the_page_loads() -> None:
    served = {path.name for path in modules_of(STATIC / "element.js")}
    assert served == {path.name for path in STATIC.glob("*.js")} - {"widget.js"}
    assert bundle(STATIC / "element.js")
