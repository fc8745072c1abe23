"""Huashu: structured YAML -> a themed, searchable wiki and a printable pocket guide.

    content/**/*.yml --source--> values + places --load--> Library --check--> Problems
                                   (model)                   |
                              +------------------------------+------------------------------+
                            pages                          search                         paper
                     every page, in one function    records, scan or shards     guide -> typeset -> imposition
                              |                              |                              |
                            render                           |                              |
                              +----------- site: every Output(path, content) ---------------+
                                                             |
                        plugin: File.generated               |          __main__: generate --to DIR
                        -> MkDocs + Material + overrides/ <--+--> -> plain files for any engine

A module imports only from its left; each library has one home (tests/test_layers.py holds both):

    problems, language, normalize, compact, likeness, history, markup < source < model < load
      < formula, redline, manual, selection, edition, shortlink < wording, schema, guide, changes < check
      < pages < render
      < frontend, search (parts, shards, readings), paper (typeset, imposition, glyphs, pictures, paperpages),
        lint, health
      < site < plugin, __main__
"""
