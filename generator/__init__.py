"""Huashu: structured YAML -> a themed, searchable wiki and a printable pocket guide.

    content/**/*.yml --content--> Library --rules--> Problems
                                     |
                +--------------------+--------------------+
              pages                search               paper
      every page as Markdown    what is searched    guides as PDF
                |                    |                    |
                +---------- site: every Output -----------+
                                     |
        plugin: MkDocs + Material + overrides/ <-+-> __main__: plain files for any engine

Who may import whom (tests/generator/test_layers.py holds it): output < content < rules < pages < paper;
content < search; rules < edit < __main__; content < theme; all but edit < site < plugin, __main__. `files`, `store`
and `parallel` import nothing of ours. Each package says in its __init__ what it is and which module is its door.
"""
