"""The registers as values: venues, cards, firms, shifts, the venues' logs and the inspections.

What comes in is what a register file or a text said; `inlezen` checks it, `opslag` keeps it with its history
(what was known when). These values are one state of that knowledge. No value here decides anything.
"""
