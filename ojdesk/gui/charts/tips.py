"""Tooltips that come sooner: in the charts they are what one looks for."""

from functools import cache

from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleOption, QWidget

_DELAY = 300


def come_soon(chart: QWidget) -> None:
    """Has a chart's tooltips come sooner than others.

    Not everybody's: Qt asks a style thousands of things, and one that is written in Python is slow to answer.
    """
    chart.setStyle(_style())


@cache
def _style() -> "_Soon":
    made = _Soon("Fusion")
    # Charts do not own it, and it has to be there for as long as any of them.
    made.setParent(QApplication.instance())
    return made


class _Soon(QProxyStyle):
    def styleHint(  # noqa: N802
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: object = None,  # noqa: N803
    ) -> int:
        if hint is QStyle.StyleHint.SH_ToolTip_WakeUpDelay:
            return _DELAY
        return super().styleHint(hint, option, widget, returnData)  # type: ignore[arg-type]
