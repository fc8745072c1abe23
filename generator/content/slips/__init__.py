"""What people write when they mean YAML, each slip with its mend. The door is find; slip has what a slip is.

beginnings, keys, levels and values each hold rules of one part of a line; a rule looks at one line and its neighbours.
"""
