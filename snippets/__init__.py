"""What a BPO is, and what a call centre is: concepts, and all that the handbook says of them.

A module for each page that explains some; the sets, answers and sentences are of ``classified``,
which reads the data here. No Sphinx here.
"""
