"""One tab of the app: a WebSocket that speaks Streamlit's protobuf, and what was drawn last."""

import json
import re
import time
from asyncio import timeout
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from uuid import uuid4

from google.protobuf.message import Message
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Block_pb2 import Block
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

PATIENCE = 60.0  # seconds that one run may take
_NO_TOKEN = "PLACEHOLDER_AUTH_TOKEN"  # what a browser sends without one
_ESCAPED = re.compile(r"\\(.)")
_SAVED = re.compile(r"Tersimpan, no\. (\d+)\.")
_ZONE = "Asia/Pontianak"
_WITHIN_A_LINE = re.compile(r"</?(?:a|abbr|b|code|em|i|small|span|strong)\b[^>]*>")
_TAG = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>", re.DOTALL)
_READ_ALOUD = re.compile(r'\b(?:alt|aria-label|placeholder|title)="([^"]*)"')
# Texts of the protocol that nobody reads: they tell widgets apart, lead on, say how it looks.
_UNREAD = {
    *("id", "form_id", "query_param_key", "page", "page_script_hash", "query_string", "url"),
    *("type", "tag", "anchor", "divider", "icon", "content_icon", "theme", "config", "format"),
    *("autocomplete", "language", "stack_trace"),
}


class NotDrawn(AssertionError):
    """The page shows no such widget; tells what it shows."""


@dataclass
class Screen:
    """What one run drew, by its place on the page, and how long it took."""

    elements: dict[tuple[int, ...], Element] = field(default_factory=dict)
    seconds: float = 0.0
    blocks: dict[tuple[int, ...], Block] = field(default_factory=dict)  # what folds, tabs
    menu: dict[str, str] = field(default_factory=dict)  # titles of the pages, by address

    def of(self, kind: str) -> Iterator[Any]:
        """Every element of a kind, in its order on the page."""
        for place in sorted(self.elements):
            if self.elements[place].WhichOneof("type") == kind:
                yield getattr(self.elements[place], kind)

    def named(self, kind: str, is_it: Callable[[str], bool]) -> Any:
        """The first element of a kind whose label is the one.

        Raises:
            NotDrawn.
        """
        labels = []
        for one in self.of(kind):
            labels.append(plain(one.label))
            if is_it(labels[-1]):
                return one
        raise NotDrawn(f"{kind}: {labels}; {self.refusals}; {self.headings}")

    @property
    def buttons(self) -> list[str]:
        """Labels of the buttons that can be pressed."""
        return [plain(one.label) for one in self.of("button") if not one.disabled]

    @property
    def headings(self) -> list[str]:
        """Titles and headings, as text."""
        return [plain(one.body) for one in self.of("heading")]

    @property
    def text(self) -> str:
        """All that is written on the page in headings, texts, messages, links, our markup."""
        found = [one.body for kind in ("text", "html") for one in self.of(kind)]
        for kind in ("alert", "markdown", "heading"):
            found += [plain(one.body) for one in self.of(kind)]
        return "\n".join(found + [plain(one.label) for one in self.of("page_link")])

    @property
    def words(self) -> str:
        """Every word that the screen carries, line by line: folded, in lists, in pictures too.

        Raises:
            NotDrawn: a table of Streamlit's own, whose cells are not read here.
        """
        drawn = {**self.elements, **self.blocks}
        said = [text for place in sorted(drawn) for text in _said(drawn[place])]
        return "\n".join([*self.menu.values(), *said])

    @property
    def refusals(self) -> list[str]:
        """Messages of refusal, and what broke."""
        said = [plain(a.body) for a in self.of("alert") if a.format == Alert.ERROR]
        return said + [one.type or "exception" for one in self.of("exception")]

    @property
    def saved(self) -> int | None:
        """The number of the event that the page says is stored."""
        found = [_SAVED.search(plain(alert.body)) for alert in self.of("alert")]
        return next((int(one[1]) for one in found if one), None)


@dataclass
class Tab:
    """A session of Streamlit's own, with the values that were typed into its widgets."""

    socket: ClientConnection
    screen: Screen = field(default_factory=Screen)
    session: str = ""
    page: str = ""  # hash of the page's script
    query: str = ""
    addresses: dict[str, str] = field(default_factory=dict)  # hash of each page, by address
    _typed: dict[str, WidgetState] = field(default_factory=dict)

    async def open(self, address: str, query: str = "") -> Screen:
        """Go to a page by its address, as the first thing or by a link."""
        self.query, self._typed = query, {}
        known = self.addresses.get(address)
        state = ClientState(query_string=query, page_script_hash=known or "")
        if known is None:
            state.page_name = address
        return await self._run(state)

    async def look_again(self) -> Screen:
        """Run the same page once more, with what is typed in it."""
        return await self._run(self._as_it_is())

    async def press(self, label: str) -> Screen:
        """Press a button, with what is typed in the fields."""
        button = self.screen.named("button", label.__eq__)
        state = self._as_it_is()
        state.widget_states.widgets.add(id=button.id, trigger_value=True)
        return await self._run(state)

    async def fill(self, label: str, value: str, *, kind: str = "text_area") -> Screen:
        """Type into the first field whose label begins so, or choose in a list."""
        found = self.screen.named(kind, lambda said: said.startswith(label))
        return await self.answer(WidgetState(id=found.id, string_value=value))

    async def choose(self, label: str, *options: str) -> Screen:
        """Press pills of the group whose label begins so."""
        found = self.screen.named("button_group", lambda said: said.startswith(label))
        state = WidgetState(id=found.id)
        state.string_array_value.data.extend(options)
        return await self.answer(state)

    async def answer(self, widget: WidgetState) -> Screen:
        """Give a widget a value, as the browser sends it."""
        self._typed[widget.id] = widget
        return await self._run(self._as_it_is())

    async def places_for(self, *names: str) -> list[Any]:
        """Where files of these names are to be sent: id and address of each."""
        asked = BackMsg()
        asked.file_urls_request.request_id = uuid4().hex
        asked.file_urls_request.session_id = self.session
        asked.file_urls_request.file_names.extend(names)
        await self.socket.send(asked.SerializeToString())
        async with timeout(PATIENCE):
            while (told := await self._heard()).WhichOneof("type") != "file_urls_response":
                pass
        return list(told.file_urls_response.file_urls)

    async def put_in(self, label: str, place: Any, name: str, size: int) -> Screen:
        """Tell the app that a file was sent there."""
        found = self.screen.named("file_uploader", label.__eq__)
        state = WidgetState(id=found.id)
        state.file_uploader_state_value.uploaded_file_info.add(
            file_id=place.file_id, name=name, size=size, file_urls=place
        )
        return await self.answer(state)

    def _as_it_is(self) -> ClientState:
        state = ClientState(query_string=self.query, page_script_hash=self.page)
        state.widget_states.widgets.extend(self._typed.values())
        return state

    async def _run(self, state: ClientState) -> Screen:
        """Ask for a run and hear it to its end, through every page that it leads on to."""
        state.context_info.timezone = _ZONE
        begun = time.perf_counter()
        await self.socket.send(BackMsg(rerun_script=state).SerializeToString())
        async with timeout(PATIENCE):
            while not self._is_over(await self._heard()):
                pass
        self.screen.seconds = time.perf_counter() - begun
        return self.screen

    async def _heard(self) -> ForwardMsg:
        data = await self.socket.recv(decode=False)
        return ForwardMsg.FromString(data)

    def _is_over(self, told: ForwardMsg) -> bool:
        kind = told.WhichOneof("type")
        if kind == "new_session":
            self.screen = Screen()
            self.session = told.new_session.initialize.session_id or self.session
        elif kind == "navigation":
            pages = told.navigation.app_pages
            self.addresses = {one.url_pathname: one.page_script_hash for one in pages}
            shown = [one for one in pages if not one.is_hidden]
            self.screen.menu = {one.url_pathname: one.page_name for one in shown}
            self._arrive(told.navigation.page_script_hash)
        elif kind == "page_info_changed":
            self.query = told.page_info_changed.query_string
        elif kind == "delta" and told.delta.WhichOneof("type") == "new_element":
            place = tuple(told.metadata.delta_path)
            self.screen.elements[place] = told.delta.new_element
        elif kind == "delta" and told.delta.WhichOneof("type") == "add_block":
            self.screen.blocks[tuple(told.metadata.delta_path)] = told.delta.add_block
        return kind == "script_finished" and (
            told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        )

    def _arrive(self, page: str) -> None:
        if page != self.page:
            self._typed = {}
        self.page = page


@asynccontextmanager
async def opened_tab(url: str, cookie: str, token: str) -> AsyncIterator[Tab]:
    """Connect as the app's own scripts do: same cookies, same origin, same subprotocols."""
    offered = ["streamlit", token or _NO_TOKEN]
    async with connect(
        url.replace("http", "ws", 1) + "/_stcore/stream",
        origin=Origin(url),
        subprotocols=[Subprotocol(one) for one in offered],
        additional_headers={"Cookie": cookie},
        compression=None,
        max_size=None,
        open_timeout=PATIENCE,
        close_timeout=5,
        proxy=None,
    ) as socket:
        yield Tab(socket)


def plain(text: str) -> str:
    """Markdown of ours as it is read: without the marks that escape."""
    return _ESCAPED.sub(r"\1", text)


def markup_words(markup: str) -> str:
    """What HTML says, to eyes or aloud, a line for each of its blocks."""
    seen = _TAG.sub("\n", _WITHIN_A_LINE.sub("", markup))
    return unescape("\n".join([seen, *_READ_ALOUD.findall(markup)]))


def _said(message: Message) -> Iterator[str]:
    """The texts of a message of the protocol, and of all that it is made of."""
    for described, value in message.ListFields():
        if described.type == described.TYPE_BYTES:
            raise NotDrawn(f"{described.full_name} is not read")
        if described.name in _UNREAD:
            continue
        for one in value if described.is_repeated else [value]:
            if isinstance(one, Message):
                yield from _said(one)
            elif isinstance(one, str):
                yield _as_read(described.full_name, one)


def _as_read(field_name: str, text: str) -> str:
    """A text of one field, by what is written in it: HTML, a picture, Markdown or words."""
    if field_name.endswith("Html.body"):
        return markup_words(text)
    if field_name.endswith("PlotlyChart.spec"):
        return json.dumps(json.loads(text), ensure_ascii=False)
    return plain(text)
