"""The translations: which one is chosen, and that the catalogues are whole."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from visitplanner import i18n, resources

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent


def _forget() -> None:
    i18n.translator.cache_clear()
    i18n.available_languages.cache_clear()


@pytest.fixture
def locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A program that speaks Spanish and Brazilian Portuguese, each with a few words."""
    spanish, brazilian = Catalog(locale="es"), Catalog(locale="pt_BR")
    spanish.add("Contents", "Índice")
    spanish.add(("{n} night", "{n} nights"), ("{n} noche", "{n} noches"))
    brazilian.add("Contents", "Sumário")
    for language, catalogue in (("es", spanish), ("pt_BR", brazilian)):
        path = tmp_path / "locale" / language / "LC_MESSAGES" / "visitplanner.mo"
        path.parent.mkdir(parents=True)
        with path.open("wb") as stream:
            write_mo(stream, catalogue)
    monkeypatch.setattr(resources, "root", lambda: tmp_path)
    _forget()
    yield tmp_path / "locale"
    _forget()


@pytest.mark.parametrize(
    ("language", "contents"),
    [
        ("es", "Índice"),
        ("ES", "Índice"),
        ("es-MX", "Índice"),
        ("es_419", "Índice"),
        (" es ", "Índice"),
        ("pt-BR", "Sumário"),
        ("pt", "Contents"),
        ("en", "Contents"),
        ("en-GB", "Contents"),
        ("el", "Contents"),
        ("", "Contents"),
        ("../locale/es", "Contents"),
        ("e*", "Contents"),
    ],
)
def test_the_nearest_language_is_chosen(language: str, contents: str, locale: Path) -> None:
    assert i18n.translator(language).gettext("Contents") == contents


def test_plurals_follow_the_language(locale: Path) -> None:
    t = i18n.translator("es")
    assert [t.ngettext("{n} night", "{n} nights", n) for n in (1, 2)] == ["{n} noche", "{n} noches"]


def test_an_empty_message_stays_empty(locale: Path) -> None:
    assert i18n.translator("es").gettext("") == ""


def test_what_has_no_translation_is_english(locale: Path) -> None:
    assert i18n.translator("es").gettext("Rooming list") == "Rooming list"


def test_english_comes_first_and_is_always_there(locale: Path) -> None:
    assert i18n.available_languages() == ("en", "es", "pt_BR")


def test_the_program_speaks_english_spanish_greek_and_bulgarian() -> None:
    _forget()
    assert i18n.available_languages() == ("en", "bg", "el", "es")


def test_a_mark_changes_nothing() -> None:
    assert i18n.N_("Contents") == "Contents"


# --- The catalogues that we ship -----------------------------------------------------------------


def test_the_catalogues_are_complete_and_of_this_source() -> None:
    check = [sys.executable, str(ROOT / "packaging" / "build_messages.py"), "--check"]
    done = subprocess.run(check, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\nrun `python3 dev.py messages`"


def _fields(text: str) -> set[str]:
    return set(re.findall(r"\{[^{}]*\}|%\([^)]*\)[a-z]|%[sd]", text))


def _pairs(message: Message) -> list[tuple[str, str]]:
    """Each translation beside the source text that has the same fields: the plural, if any."""
    source = message.id if isinstance(message.id, tuple) else (message.id,)
    target = message.string if isinstance(message.string, tuple) else (message.string,)
    return [(str(source[-1]), str(text)) for text in target]


def _catalogues() -> list[list[Message]]:
    """The messages of each language that are translated."""
    paths = sorted((ROOT / "resources" / "locale").glob("*/LC_MESSAGES/*.po"))
    whole = [[m for m in read_po(BytesIO(path.read_bytes())) if m.id] for path in paths]
    return [[m for m in messages if all(text for _source, text in _pairs(m))] for messages in whole]


def test_the_words_of_the_window_are_collected() -> None:
    """Every catalogue has what was collected, see the first of these tests, and so it has these."""
    paths = sorted((ROOT / "resources" / "locale").glob("*/LC_MESSAGES/*.po"))
    assert paths
    for template in (read_po(BytesIO(path.read_bytes())) for path in paths):
        for words in ("Search or run a command…", "Three things to know", "{name} is deleted."):
            assert template.get(words) is not None, words
        plurals = {message.id for message in template if isinstance(message.id, tuple)}
        assert ("{count} person", "{count} people") in plurals


def test_no_word_of_the_window_is_fixed_before_its_language_is_known() -> None:
    """`_` at module level would give English for good; `N_` marks what is translated later."""
    early = []
    for module in sorted((ROOT / "src" / "visitplanner" / "desktop").rglob("*.py")):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        later = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
        waiting: list[ast.AST] = list(tree.body)
        while waiting:
            node = waiting.pop()
            if isinstance(node, later):
                waiting += node.args.defaults
                continue
            if isinstance(node, ast.Call) and _name(node) in ("_", "plural"):
                early.append(f"{module.relative_to(ROOT)}:{node.lineno}")
            waiting += ast.iter_child_nodes(node)
    assert early == []


def test_translations_keep_the_fields_of_their_message() -> None:
    messages = [message for catalogue in _catalogues() for message in catalogue]
    assert messages
    pairs = [pair for message in messages for pair in _pairs(message)]
    # Only the last form stands for any number; the singular may say "one".
    astray = [(a, b) for a, b in pairs if not _fields(b) <= _fields(a)]
    last = [_pairs(message)[-1] for message in messages]
    astray += [(a, b) for a, b in last if _fields(a) != _fields(b)]
    assert astray == []


def test_translations_keep_the_spaces_at_the_ends_of_their_message() -> None:
    def ends(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    messages = [message for catalogue in _catalogues() for message in catalogue]
    pairs = [pair for message in messages for pair in _pairs(message)]
    assert pairs
    assert [(a, b) for a, b in pairs if ends(a) != ends(b)] == []


_MARKS = ("gettext", "ngettext", "pgettext", "npgettext", "number", "N_", "_", "plural")


def _name(call: ast.Call) -> str:
    return str(getattr(call.func, "attr", getattr(call.func, "id", "")))


@cache
def _marked() -> list[tuple[str, ast.Call]]:
    """The calls of the source that mark a message, each with where it stands."""
    found: list[tuple[str, ast.Call]] = []
    written = re.compile(rf"\b(?:{'|'.join(_MARKS)})\(")
    for module in sorted((ROOT / "src" / "visitplanner").rglob("*.py")):
        text = module.read_text(encoding="utf-8")
        if not written.search(text):
            continue
        calls = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
        marked = (call for call in calls if _name(call) in _MARKS)
        found += [(f"{module.relative_to(ROOT)}:{call.lineno}", call) for call in marked]
    assert {_name(call) for _where, call in found} >= {"gettext", "ngettext", "N_", "_", "plural"}
    return found


def test_every_marked_message_is_a_plain_string() -> None:
    """A text that is put together before it is marked is never found in a catalogue."""
    built = []
    for where, call in _marked():
        counted = _name(call) in ("plural", "number")  # their third is a number
        words = call.args[: 2 if counted else 3]
        if any(isinstance(word, ast.JoinedStr | ast.BinOp) for word in words):
            built.append(where)
    assert built == []


def test_no_message_stands_in_the_call_of_another() -> None:
    """Of the two, the collecting of messages would find the inner one alone, or lose a plural."""
    nested = []
    for where, call in _marked():
        if not call.args or not isinstance(call.args[0], ast.Constant):
            continue
        if any(
            isinstance(inner, ast.Call) and _name(inner) in _MARKS
            for part in (*call.args[1:], *call.keywords)
            for inner in ast.walk(part)
        ):
            nested.append(where)
    assert nested == []
