"""Negotiating: what delegations propose on a draft, resolved one by one, and the compilation text that shows it all.

wording:     what a proposal changes, and whether the change still applies to the text as it is now
resolving:   proposals and the standing of paragraphs as values; each function returns a new `Negotiation`
compilation: the draft with its open proposals in it, as delegations expect to see them; read_compilation reads that
"""
