"""Accessibility of a page: axe-core, less what Streamlit itself cannot do better."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
Rules = Mapping[str, str | Sequence[str]]
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
EVERY_RULE: Rules = {"type": "tag", "values": TAGS}
# Those of the tags above that look at colours.
COLOUR_RULES: Rules = {"type": "rule", "values": ("color-contrast", "link-in-text-block")}

# An open calendar brings a second header.
_CALENDAR = '[data-testid$="Calendar"]'
# Known of Streamlit itself: rule -> where, and nowhere else. `*` at the end matches any ending.
FLOOR: Mapping[str, str] = {
    "target-size": '[data-testid="stDateInput"], [data-testid="stDateTimeInput"]',
    "presentation-role-conflict": '[data-testid="stFileUploader"]',
    "landmark-*": f"{_CALENDAR}, body:has({_CALENDAR}) [data-testid=stHeader]",
}

# Whatever fades in has done so; what turns without end does not count.
_STILL = """
() => document.getAnimations().every(one =>
  one.playState !== 'running' || one.effect?.getComputedTiming().endTime === Infinity)
"""

_RUN = """
async ([runOnly, floor]) => {
  const within = (rule, target) => Object.entries(floor).some(([pattern, selector]) => {
    const matches = pattern.endsWith('*')
      ? rule.startsWith(pattern.slice(0, -1)) : rule === pattern;
    const place = typeof target === 'string' ? document.querySelector(target) : null;
    return matches && place !== null && place.closest(selector) !== null;
  });
  // Of what is in order it would otherwise write a path to every element.
  const result = await axe.run(document, {runOnly, resultTypes: ['violations']});
  return result.violations.flatMap(violation => violation.nodes.map(node => ({
    rule: violation.id,
    impact: violation.impact ?? '',
    help: violation.help,
    target: String(node.target[0]),
    html: node.html.slice(0, 300),
    is_floor: within(violation.id, node.target[0]),
  })));
}
"""


@dataclass(frozen=True)
class Violation:
    """One element that breaks one rule."""

    rule: str
    impact: str  # minor, moderate, serious, critical
    help: str
    target: str  # CSS selector
    html: str
    is_floor: bool

    def __str__(self) -> str:
        return f"{self.impact} {self.rule}: {self.help}\n    {self.target}\n    {self.html}"


def violations(page: Page, *, rules: Rules = EVERY_RULE) -> list[Violation]:
    """Every violation of a page opened with `bypass_csp=True`, the floor's marked as such.

    Call it on a settled page: a scan of a moving one is a matter of luck.
    """
    page.wait_for_function(_STILL)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(_RUN, [dict(rules), dict(FLOOR)])
    return [Violation(**node) for node in found]


def assert_accessible(page: Page, *, rules: Rules = EVERY_RULE) -> None:
    """Fail on anything beyond the floor, with every element listed."""
    found = violations(page, rules=rules)
    beyond = [violation for violation in found if not violation.is_floor]
    assert not beyond, "\n".join(map(str, beyond))
