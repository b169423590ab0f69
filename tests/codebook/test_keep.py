"""What is made of a codebook is kept with it, not with its address in memory."""

from dataclasses import replace

from servanda.codebook import keep, load


def test_each_codebook_is_asked_once():
    made = []

    @keep
    def count(codebook):
        made.append(codebook)
        return len(made)

    one, other = load(), replace(load())
    assert [count(one), count(one), count(other), count(one)] == [1, 1, 2, 1]
    assert [*map(id, made)] == [id(one), id(other)]
