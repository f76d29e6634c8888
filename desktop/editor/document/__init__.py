"""The draft as a QTextDocument: its blocks, and every edit of them."""
