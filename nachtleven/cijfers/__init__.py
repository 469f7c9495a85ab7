"""The figures of the report: counted frames in, tables of codes out; shielding, intervals and signals.

Nothing here reads a database or a text of a melder: what comes in is counted already.
"""
