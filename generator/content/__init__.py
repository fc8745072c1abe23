"""What authors write: YAML with the place of every value, the classes it must fit, the Library it becomes.

source reads, model says what may stand there, load makes the Library; every fault is a Problem with its place and its
mend, worded by language. Nothing here knows what becomes of the content.
"""
