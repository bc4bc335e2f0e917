"""Getting files to people: mail servers, calendar servers, and the passwords of both.

Nothing here knows a plan. It is handed finished messages and addresses, and reports what became of
each. Libraries that talk to a network are imported when they are used.
"""
