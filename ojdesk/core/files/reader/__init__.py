"""Bytes → raw cells, in a process of its own.

python-calamine is fast and usually right, but a hostile file of a thousand bytes can end the process it runs in, and
some of what it does not understand it leaves out or replaces without a word. So: `child` starts this process, feeds
it and replaces it; here, every part is inspected before calamine sees it, and what calamine returned is held against
the bytes afterwards. Nothing of ours outside this package is imported, since the process has to start fast.

In, for each file: a line of JSON {"kind": ..., "size": n, "parts": [...]}, then n bytes; `parts` is the directory of
a package as rows of `package.Part`. Out: a line with a length, then so many bytes of JSON: {"sheets": [...]} with the
fields of `sheet.Sheet`, or {"error": reason} with a reason that `refusals` has a sentence for.
"""
