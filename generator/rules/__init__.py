"""What must hold of the content: `check` is the door. References between files, and red lines: wording that must not
be published, found by patterns and by what examples teach."""
