"""The patterns for times: every one has an example that it finds, every word list is used."""

import re
from datetime import date
from pathlib import Path

import pytest

from servanda.codebook.files import CodebookError, find_home
from servanda.read.times import find_times
from servanda.read.times.lexicon import ListsFile, Rule, RulesFile, WordsFile, compile_lexicon, load_lexicon
from servanda.read.times.readers import READERS

RULES = [rule for rule in load_lexicon().rules if rule.id != "vague"]


@pytest.mark.parametrize(
    ("rule", "example"), [(rule, example) for rule in RULES for example in rule.examples], ids=str
)
def test_every_example_is_found_by_its_rule(rule: Rule, example: str) -> None:
    before, _, rest = example.partition("[")
    words, _, after = rest.partition("]")
    text = before + words + after
    times = find_times(text, published=date(2022, 9, 5), pointers=True)
    cores = {text[t.core[0] : t.core[1]]: t.rule for t in times}
    for time in times:
        for start, end in time.ends or ():
            cores.setdefault(text[start:end], time.rule)
    if rule.inside:
        assert any(words in core for core in cores)
    else:
        assert cores.get(words) == rule.id


def test_every_rule_has_an_example_and_a_reader() -> None:
    assert not [rule.id for rule in RULES if not rule.examples]
    assert {rule.reads for rule in RULES} | {"vague"} == set(READERS)
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_every_vague_phrase_is_found() -> None:
    home = find_home() / "settlement" / "times" / "words.yaml"
    phrases = re.findall(r"^  - (.+)$", home.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(phrases) > 20
    for phrase in phrases:
        assert [t.form for t in find_times(f"They shall do it {phrase}.")] == ["vague"], phrase


def test_every_list_is_used() -> None:
    package = Path(__file__).parents[2] / "src" / "servanda" / "read" / "times"
    code = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    assert not [name for name in load_lexicon().lists if f'"{name}"' not in code]


def test_a_pattern_that_names_no_class_is_refused() -> None:
    rule = Rule("wrong", "calendar", "nothing", ("x",))
    with pytest.raises(CodebookError, match="wrong names 'nothing'"):
        compile_lexicon(
            WordsFile({}, (), {"at": ("on",)}, ("soon",), ()), ListsFile({}), RulesFile({}, (rule,))
        )
