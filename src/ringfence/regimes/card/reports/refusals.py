"""Why there is no report."""

from ringfence.kernel.refusal import Refusal


class MonthEmpty(Refusal):
    """No roster of the programme was taken in for the period."""

    code = "MONTH_EMPTY"
    en = "There is nothing to report: no roster of {programme} was taken in for {period}."
    zh = "没有可报告的内容：{programme} 在 {period} 未导入名册。"


class ReportUnprintable(Refusal):
    """The PDF cannot be made, as when a name has a character that no font here has."""

    code = "REPORT_UNPRINTABLE"
    en = "The report cannot be printed: {reason}"
    zh = "报告无法打印：{reason}"
