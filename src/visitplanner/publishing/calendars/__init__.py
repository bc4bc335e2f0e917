"""iCalendar files (RFC 5545) that the common calendar programs read alike.

`uids` names events for ever, `revision` turns the events that are wanted now and those that were
sent before into the next issue, `writer` writes an issue as bytes. `content` says what of an event
a calendar can carry, `lines` writes content lines, `vtimezone` describes a zone's clocks.

Nothing here may be imported when the window starts.
"""
