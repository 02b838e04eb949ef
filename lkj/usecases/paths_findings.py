"""Where the chosen reports left the order of the SOP, in words: a part of their conduct.

The whole conduct of a hundred thousand reports takes a second; these few findings do not.
"""

from collections.abc import Mapping

import pandas as pd

from lkj.analytics.acceptance import with_acceptance
from lkj.analytics.conduct import FindingList
from lkj.analytics.passes import with_report_facts
from lkj.analytics.report_ids import of_reports
from lkj.usecases.conduct_reading import RawConduct, accepted_by, narrowed
from lkj.usecases.population import Population

_LISTS = (FindingList.ORDER, FindingList.TARGET)


def paths_findings(
    about: Population, raw: RawConduct
) -> tuple[pd.DataFrame, Mapping[str, str]]:
    """The findings of order and of where returns led, those that nobody accepted first.

    Returns:
        Rows as `Conduct.found` has them, and the names for `FindingWords`.
    """
    accepted, names = accepted_by(about)
    of_ways = raw.found[raw.found["list"].isin(_LISTS)]
    if len(of_ways):
        of_ways = of_reports(of_ways, about.whole_reports["report_id"])
    found = with_report_facts(with_acceptance(of_ways, accepted), about.tables.status)
    chosen = narrowed(found, about)
    order = {code.value: place for place, code in enumerate(_LISTS)}
    ranked = chosen.assign(rank=chosen["list"].astype("str").map(order))
    by = ["rank", "is_accepted", "lost_minutes"]
    ordered = ranked.sort_values(by, ascending=[True, True, False], kind="stable")
    return ordered.drop(columns="rank"), names
