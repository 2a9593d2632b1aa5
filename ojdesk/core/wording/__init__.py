"""Numbers, missing values and finished sentences, as a Swedish reader expects them.

Decimal comma, no-break space in thousands and before %, a real minus, "procent" in sentences and % in tables, one to
twelve in letters in sentences. A sentence says what the figures say: never a cause, never a judgement.
"""
