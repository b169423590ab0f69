"""`servanda demo` reads the bundled examples and shows them settlement by settlement."""

from servanda.cli.demo import find_examples
from servanda.intake import gather


def test_the_examples_are_there_and_sound():
    sources = list(gather([str(find_examples())]))
    assert len(sources) >= 16
    assert not [source.error for source in sources if source.error]
    assert len({source.meta["settlement"] for source in sources}) >= 5


def test_demo_keeps_a_record_and_says_what_to_try(servanda, tmp_path):
    ran = servanda("demo", "--as-of", "2022-12-31")
    assert ran.status == 0
    assert (tmp_path / "servanda-demo.sqlite").exists()
    assert "read; the record is servanda-demo.sqlite" in ran.err
    for words in ("Nagorno Karabakh · ", "Tigray · ", "South Sudan · ", "Serbia Kosovo · ", "Colombia · ", "What to try next",
                  "--record servanda-demo.sqlite"):  # fmt: skip
        assert words in ran.out
    import shlex

    offered = ran.out[ran.out.index("What to try next") :]
    commands = [line.strip() for line in offered.splitlines() if line.startswith("  servanda ")]
    assert len(commands) == 6
    for command in commands:
        tried = servanda(*shlex.split(command)[1:])
        assert (tried.status, bool(tried.out)) == (0, True), command
    again = servanda("demo", "--as-of", "2022-12-31")
    assert "0 read," in again.err
    assert again.out == ran.out
