"""A finding that may be accepted, for the table of permissions."""

from datetime import timedelta

from lkj.domain.sop import Decision
from lkj.usecases import justifications
from tests.support.staffed import Running, door_of


def too_long(report: Running) -> None:
    """Step 1 took 90 of 10 minutes, as the second event says."""
    report.now += timedelta(hours=2)
    report.decide(Decision.SUBMIT, effort_minutes=90)


def justified(report: Running) -> None:
    """That was accepted by Petugas Monev."""
    too_long(report)
    justifications.justify(acceptance(report), door=door_of("monev"), **report.use)


def acceptance(report: Running) -> justifications.JustifyForm:
    """The form that accepts it."""
    return justifications.JustifyForm(
        request_id="benar",
        report_id=report.report_id,
        finding="time/2",
        reason="menunggu data provinsi",
        valid_until=None,
    )


def withdrawal(report: Running) -> justifications.WithdrawForm:
    """The form that withdraws that."""
    return justifications.WithdrawForm(
        request_id="cabut", report_id=report.report_id, finding="time/2"
    )
