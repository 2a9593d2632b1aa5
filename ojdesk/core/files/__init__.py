"""A yearly file → observations and findings.

The way of a cell: `gate` (are the bytes safe to open?) → `child` (the process that reads) → `reader` (bytes → raw
cells) → `layout` (what stands where) → `cells` (value and status) → `workbook` (all of one file).
"""
