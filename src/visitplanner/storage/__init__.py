"""Everything that stays on the disk: the visit file, the recovery journal, the settings.

`visitfile` opens and saves, `atomic` is the only way anything is written, `container` and `limits`
read a zip without trusting it, `content` turns its parts into the plan and back.
"""
