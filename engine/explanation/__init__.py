"""Explanations: a decision put into words, as a tree of stages and steps, in four renderings.

`build` makes the tree from a trace of the interpreter (and refuses when it disagrees with the
decision); `stage_words` and `test_words` hold the words; `text`, `markdown`, `html` and
`json_form` render the one tree.
"""
