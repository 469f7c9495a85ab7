"""The doorman regulation and the federal law, as data and as one room a group of duties.

Comes in: the registers, the venues' logs, inspections and what meldingen told, as values. Goes out: Bevindingen, each
with the rows that prove it. A finding is evidence to look at, never a verdict; nothing here stores or asks the clock.
"""
