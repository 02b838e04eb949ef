"""Fill in the fields of a screen as a person does: by their labels, with the keyboard."""

from playwright.sync_api import Error, Locator, Page

from tests.support.browser import settled

BLOCK = '[data-testid="stVerticalBlock"]'
EXPANDER = '[data-testid="stExpander"]'


def fill(page: Page, label: str, text: str, *, nth: int = 0) -> None:
    """Type into a text or number field; `nth` tells apart fields of the same label."""
    field = page.get_by_label(label, exact=True).nth(nth)
    field.fill(text)
    field.press("Tab")
    settled(page)


def type_date(page: Page, label: str, digits: str, *, nth: int = 0) -> None:
    """Type a date as `ddmmyyyy`, as on the keyboard."""
    _type_parts(page, label, digits, nth)


def type_time(page: Page, label: str, digits: str, *, nth: int = 0) -> None:
    """Type an hour as `HHmm`, as on the keyboard."""
    _type_parts(page, label, digits, nth)


def _type_parts(page: Page, label: str, digits: str, nth: int) -> None:
    group = page.get_by_role("group", name=label, exact=True).nth(nth)
    group.get_by_role("spinbutton").first.click()
    page.keyboard.type(digits)
    page.keyboard.press("Escape")  # the calendar that the click opened
    page.keyboard.press("Tab")
    settled(page)


def pick(page: Page, label: str, option: str, *, nth: int = 0) -> None:
    """Choose from a list that opens; `option` is typed, and found in one entry.

    Once more where the screen was redrawn meanwhile and closed the list, as a person would.
    """
    entry = page.get_by_role("option", name=option).first
    _type_into_list(page, label, option, nth)
    try:
        entry.click(timeout=5_000)
    except Error:
        settled(page)
        _type_into_list(page, label, option, nth)
        entry.click()
    settled(page)


def _type_into_list(page: Page, label: str, option: str, nth: int) -> None:
    open_list(page, label, nth=nth)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(option)


def open_list(page: Page, label: str, *, nth: int = 0) -> None:
    """Open a list; again where the screen was redrawn under it, as a person would."""
    box = page.get_by_role("combobox", name=label, exact=True).nth(nth)
    first = page.get_by_role("option").first
    box.scroll_into_view_if_needed()
    box.click()
    try:
        first.wait_for(timeout=5_000)
    except Error:
        settled(page)
        box.click()
        first.wait_for()


def choose(page: Page, name: str, *, nth: int = 0) -> None:
    """Click one of the choices that lie open."""
    page.get_by_text(name, exact=True).nth(nth).click()
    settled(page)


def card(page: Page, text: str) -> Locator:
    """The innermost blocks that hold this text."""
    return page.locator(BLOCK, has=page.get_by_text(text)).filter(
        has_not=page.locator(BLOCK, has=page.get_by_text(text))
    )


def expander(page: Page, title: str) -> Locator:
    """The section that opens under this title."""
    return page.locator(EXPANDER, has_text=title)
