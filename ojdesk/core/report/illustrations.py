"""A result as a figure of the report: its picture, its caption, and the chart that can be edited."""

from ojdesk.core.compare.spreads import NumberSpread, ShareSpread
from ojdesk.core.compare.trends import Trend
from ojdesk.core.paper.spread import spread_picture
from ojdesk.core.paper.trend import trend_picture
from ojdesk.core.peers import PeerSet
from ojdesk.core.report.blocks import Illustration
from ojdesk.core.report.charts import spread_chart, trend_chart
from ojdesk.core.wording.trends import others_text


def trend_figure(trend: Trend, peers: PeerSet, decimals: int) -> Illustration:
    """How it has developed."""
    grey = others_text(trend, peers)
    caption = f"{trend.indicator.short}, utveckling.{f' Grå linjer är {grey}.' if grey else ''}"
    return Illustration(trend_picture(trend, decimals), caption, trend_chart(trend, decimals))


def spread_figure(spread: ShareSpread | NumberSpread, decimals: int) -> Illustration:
    """How it is spread over the counties."""
    if isinstance(spread, ShareSpread):
        about = f"andel i varje län {spread.year} och antal som uppfyller av antal svarande"
    else:
        about = f"kommunerna i varje län {spread.year}, deras median och antal med värde av antal i filen"
    caption = f"{spread.indicator.short}, {about}."
    return Illustration(spread_picture(spread, decimals), caption, spread_chart(spread, decimals))
