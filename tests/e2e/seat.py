"""Somebody at the served office without a browser: the address bar, fields, links and files."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import unquote

from httpx2 import Response
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.e2e.served import COOKIE, Served, signed_in_token
from tests.support.tab import NotDrawn, Screen, Tab, plain
from tests.support.visitor import Visitor, visitor

_ANCHOR = re.compile(r"<a\s([^>]*)>(.*?)</a>", re.DOTALL)
_CELL = re.compile(r"<t[dh]\b[^>]*>(.*?)</t[dh]>", re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_ANY_NAME = re.compile(r"filename\*=UTF-8''([^;]+)")  # goes before the other
_PLAIN_NAME = re.compile(r'filename="([^"]+)"')


@dataclass(frozen=True)
class File:
    """What a link to download gave."""

    name: str
    content: bytes


@dataclass
class Seat:
    """One person's browser with one tab; `screen` is what it shows."""

    browser: Visitor
    _opened: AsyncExitStack
    _tab: Tab | None = None

    @property
    def tab(self) -> Tab:
        """The tab as it was loaded last."""
        assert self._tab is not None
        return self._tab

    @property
    def screen(self) -> Screen:
        """What was drawn last."""
        return self.tab.screen

    async def go(self, path: str) -> Screen:
        """Load a page by its address: the frame by HTTP, and what it shows by a WebSocket."""
        await self.fetch(path)
        await self._opened.aclose()
        self._tab = await self._opened.enter_async_context(self.browser.tab())
        address, _, query = path.lstrip("/").partition("?")
        return await self._tab.open(address, query)

    async def reload(self) -> Screen:
        """Load the page anew, at the address that it shows."""
        address = next(a for a, page in self.tab.addresses.items() if page == self.tab.page)
        return await self.go(f"/{address}?{self.tab.query}")

    async def press(self, label: str) -> Screen:
        """Press a button that can be pressed."""
        assert label in self.screen.buttons
        return await self.tab.press(label)

    async def type_line(self, label: str, text: str) -> Screen:
        """Type into a field of one line."""
        return await self.tab.fill(label, text, kind="text_input")

    async def type_date(self, label: str, day: date) -> Screen:
        """Type a day."""
        found = self.screen.named("date_input", label.__eq__)
        return await self.tab.answer(_several(found.id, day.isoformat()))

    async def pick(self, label: str, option: str) -> Screen:
        """Choose the entry of a list that holds this text."""
        found = self.screen.named("selectbox", label.__eq__)
        entry = _entry(found, option)
        return await self.tab.answer(WidgetState(id=found.id, string_value=entry))

    async def pick_one_of_several(self, label: str, option: str) -> Screen:
        """The same in a list where several may be chosen; then nothing else is."""
        found = self.screen.named("multiselect", label.__eq__)
        return await self.tab.answer(_several(found.id, _entry(found, option)))

    async def click(self, label: str, option: str) -> Screen:
        """Click one of the choices that lie open."""
        found = self.screen.named("radio", label.__eq__)
        entry = _entry(found, option)
        return await self.tab.answer(WidgetState(id=found.id, string_value=entry))

    async def upload(self, label: str, file: File) -> Screen:
        """Choose a file: it is sent where the app says, then named to the app."""
        [spot] = await self.tab.places_for(file.name)
        answer = await self.browser.put(spot.upload_url, file.name, file.content)
        assert answer.status_code == 204
        return await self.tab.put_in(label, spot, file.name, len(file.content))

    async def download(self, label: str) -> File:
        """Click a link that leads to a file."""
        answer = await self.fetch(link(self.screen, label))
        how = answer.headers["content-disposition"]
        assert how.startswith("attachment;")
        named = _ANY_NAME.search(how) or _PLAIN_NAME.search(how)
        assert named is not None
        return File(unquote(named[1]), answer.content)

    async def fetch(self, address: str) -> Response:
        """What the server answers here, which is neither a refusal nor a way elsewhere."""
        answer = await self.browser.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        return answer


@asynccontextmanager
async def seated(place: Served, who: str, path: str) -> AsyncIterator[Seat]:
    """Somebody who is signed in, in a session of their own, at a page."""
    async with visitor(place.server.url) as browser, AsyncExitStack() as opened:
        browser.cookies[COOKIE] = signed_in_token(place, who)
        await browser.get("/_stcore/health")  # brings the token that uploads carry
        seat = Seat(browser, opened)
        await seat.go(path)
        yield seat


def sections(screen: Screen) -> list[str]:
    """Titles of what opens when it is clicked."""
    shown = [screen.blocks[place] for place in sorted(screen.blocks)]
    titles = [one.expandable.label or one.popover.label for one in shown]
    return [plain(title) for title in titles if title]


def link(screen: Screen, label: str) -> str:
    """The address of the one link that is called so."""
    found = [one.url for one in screen.of("link_button") if plain(one.label) == label]
    for markup in screen.of("html"):
        for attributes, content in _ANCHOR.findall(markup.body):
            named = {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}
            if named.get("aria-label", _read(content)) == label:
                found.append(named["href"])
    if len(found) != 1:
        raise NotDrawn(f"link {label}: {found}")
    return str(found[0])


def cells(markup: str) -> list[str]:
    """What the cells of all tables say."""
    return [_read(content) for content in _CELL.findall(markup)]


def _read(markup: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", markup)).split())


def _several(widget: str, *values: str) -> WidgetState:
    state = WidgetState(id=widget)
    state.string_array_value.data.extend(values)
    return state


def _entry(widget: Any, text: str) -> str:
    options: list[str] = list(widget.options)
    found = next((one for one in options if text in plain(one)), None)
    if found is None:
        raise NotDrawn(f"{text}: {options}")
    return found
