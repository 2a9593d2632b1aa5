"""ojdesk: from Socialstyrelsen's yearly workbooks to a local comparison, without a network."""

__version__ = "0.1.0"
