"""Fill in and press what stands on a page, found by its label as a person finds it."""

from typing import Any

from streamlit.testing.v1 import AppTest

from tests.pages.stage import shown

FIELDS = (
    "text_input",
    "text_area",
    "number_input",
    "date_input",
    "time_input",
    "selectbox",
    "radio",
    "checkbox",
    "button_group",
    "segmented_control",
    "pills",
)


def fields(at: AppTest, label: str) -> list[Any]:
    """Every field with this label, in the order of FIELDS."""
    return [
        widget
        for kind in FIELDS
        for widget in at.get(kind)
        if shown(getattr(widget, "label", "")) == label
    ]


def field(at: AppTest, label: str, *, nth: int = 0) -> Any:
    """The field with this label, the `nth` where several rows have it."""
    found = fields(at, label)
    assert len(found) > nth, f"{label!r} is not on the page"
    return found[nth]


def fill(at: AppTest, label: str, value: object, *, nth: int = 0) -> AppTest:
    """Type or choose a value and leave the field."""
    return field(at, label, nth=nth).set_value(value).run()


def press(at: AppTest, label: str) -> AppTest:
    """Press the button with this label."""
    found = [button for button in at.button if shown(button.label) == label]
    assert len(found) == 1, f"{label!r}: {[button.label for button in at.button]}"
    return found[0].click().run()


def confirmations(at: AppTest) -> list[str]:
    """What the page confirms."""
    return [shown(success.value) for success in at.success]
