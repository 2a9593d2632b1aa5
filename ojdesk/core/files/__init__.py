"""A yearly file → observations and findings.

The way of a cell: `gate` (what kind of file is it?) → `ahead` (one file after the other) → `child` (the process that
reads) → `reader` (bytes, inspected, → raw cells) → `layout` (what stands where) → `cells` (value and status) →
`workbook` (all of one file).
"""
