"""Huashu: structured YAML -> a themed wiki and a printable pocket guide.

    content/**/*.yml --source--> values + places --load--> Library --check--> Problems
                                   (model)                   |
                                                           pages      every page, in one function
                                                             |
                                                           render --> Output(path, content)
                                     +-----------------------+-----------------------+
                        plugin: File.generated                          __main__: generate --to DIR
                        -> MkDocs + Material + overrides/               -> plain files for any engine

A module imports only from its left (tests/test_layers.py holds it):

    problems < language < source < model < load < formula < check < pages < search, render, paper < plugin, __main__
"""
