"""The closed sets that features are made of: labels of the parse, and grammatical words."""

from typing import Final

DEPS: Final = tuple(
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass"
    " dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj"
    " poss preconj predet prep prt punct quantmod relcl xcomp".split()
)
POS: Final = tuple(
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X SPACE".split()
)
TAGS: Final = tuple(
    "VB VBD VBG VBN VBP VBZ MD TO IN WDT WP WRB PRP PRP$ NN NNS NNP NNPS CD RP EX JJ JJR RB".split()
)
ENTITIES: Final = tuple(
    "PERSON ORG NORP GPE LOC FAC DATE TIME CARDINAL PERCENT MONEY WORK_OF_ART LAW EVENT PRODUCT".split()
)
WORDS: Final = tuple(
    "that if whether how what why who whom whose which when where as by for of from about on in with at to"
    " against over into upon toward towards during through not n't no never so such i we you he she it they me us"
    " him her them my our your his its their this these those here there and or but because while after before"
    " since although though until unless than then also just even only both all some many most one two another"
    " be is are was were 's 're 've been being have has had do does did will would could should may might must can"
    " cannot 'd 'll according up out off down away back mr. mr mrs. ms. dr. sen. rep. gov. gen."
    " , . : ; ? ! - -- – — ― ( ) [ ] / ... … “ ” \" '' `` ‘ ’ '".split()
)
"""Grammatical words, titles and marks, in lower case."""
