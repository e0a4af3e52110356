"""Reports: a reader reports a message as they read it; stewards and hosts compare it with the original, and decide."""

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.reports.routes import routes
from enishi.features.reports.table import ReportSource
from enishi.features.reports.verbs import Reports
from enishi.features.reports.wire import CloseReport, Report, Reported, ReportsChanged


def open_reports(house: House) -> Feature:
    """Two commands, the fact for who reported, and the list for who decides."""
    reports = Reports(house)
    return Feature(
        commands={Report: reports.report, CloseReport: reports.close},
        events=(Reported, ReportsChanged),
        sources=(ReportSource(),),
        routes=(routes(house),),
    )
