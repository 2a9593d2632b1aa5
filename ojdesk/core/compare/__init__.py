"""What follows from the figures: overviews, trends, spreads, changes, reasons to trust a figure.

Plain functions on a dataset. Their results are values that the chart, the table, the sentence and the report all take,
so that these cannot differ. County and national figures are the published ones; what is computed here is called so.
"""
