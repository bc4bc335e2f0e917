"""Mail that goes with a version: to whom, what it says, and the file that a mail program opens.

`addresses` knows who is written to, `letters` what they read, `draft` makes a message of it. All of
it is computed: the same version makes the same bytes, and nothing here opens a connection.
"""
