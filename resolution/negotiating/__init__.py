"""Negotiating: what delegations propose on a draft, settled one by one, and the compilation text that shows it all.

wording: what a proposal changes, and whether that can still be said of the text as it stands now
settling: proposals and the standing of paragraphs as values; each command gives another `Negotiation`
compilation: the draft with its open proposals in it, as delegations expect to see them; reading that back
"""
