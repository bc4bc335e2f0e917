"""What a version changes for one reader, as far as that reader may know it.

`model` says what a change is; `facts` reads from an edition what its reader goes by, and `compare`
lays those of two versions side by side; `words` puts a change into sentences. Who is touched, the
change notice, the marks in the margin and the mail that goes with them all follow from the same
changes, so they cannot contradict one another.
"""
