"""One official at work: signs in, reads pages, and enters steps of the group's reports."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from random import Random
from typing import Any

from httpx2 import HTTPError
from websockets.exceptions import WebSocketException

from tests.load.office import (
    Official,
    forward_buttons,
    reason_name,
    return_buttons,
)
from tests.load.tally import Acknowledged, Tally
from tests.support.offices import PASSWORD
from tests.support.tab import NotDrawn, Screen, Tab, plain
from tests.support.visitor import SignInRefused, Visitor

PAGES = {"beranda": "Beranda", "laporan": "Laporan", "waktu": "Waktu per langkah"}
TASKS = "tugas"
ENTERING = 0.4  # of all that a client sets out to do
LOST = (WebSocketException, HTTPError, OSError, EOFError, TimeoutError)
WAIT_AFTER_LOSS = 0.2  # seconds

Goes = Callable[[], bool]


@dataclass
class Client:
    """An official, the browser, and what both have to do."""

    official: Official
    browser: Visitor
    tally: Tally
    chance: Random
    pause: float = 0.0  # seconds between two acts, in the mean
    n_acts: int = 0
    at_work: asyncio.Event = field(default_factory=asyncio.Event)  # set after the first page

    async def work(self, goes_on: Goes) -> None:
        """Sign in and go on until told otherwise; a lost connection is opened again."""
        try:
            await self.browser.sign_in(self.official.username, PASSWORD)
        except (SignInRefused, *LOST) as error:
            self.tally.errors[f"sign-in: {type(error).__name__}"] += 1
            self.at_work.set()
            return
        while goes_on() and not self.tally.is_full:
            try:
                async with self.browser.tab() as tab:
                    await self._sit(tab, goes_on)
            except LOST as error:
                self.tally.errors[type(error).__name__] += 1
                self.tally.reconnects += 1
                await asyncio.sleep(WAIT_AFTER_LOSS)
            except NotDrawn as error:
                self.tally.errors[f"not drawn: {error}"] += 1

    async def _sit(self, tab: Tab, goes_on: Goes) -> None:
        await self._timed("first page", tab.open(TASKS))
        self.at_work.set()
        while goes_on() and not self.tally.is_full:
            await asyncio.sleep(self.pause * self.chance.uniform(0.5, 1.5))
            is_entering = not self.n_acts or self.chance.random() < ENTERING
            if not (is_entering and await self._enter(tab)):
                page = self.chance.choice(list(PAGES))
                await self._timed(PAGES[page], tab.open(page))

    async def _enter(self, tab: Tab) -> bool:
        """Take one report of the group a step on or back; False where none waits."""
        screen = await self._timed("Tugas saya", tab.open(TASKS))
        links = [link for link in screen.of("page_link") if self._waits(link, tab)]
        if not links:
            return False
        query = self.chance.choice(links).query_string
        screen = await self._timed("form opened", tab.open(TASKS, query))
        roles = self.official.roles
        ways = [
            b for b in screen.buttons if b in forward_buttons(roles) | return_buttons(roles)
        ]
        if not ways:
            self.tally.errors[f"no way on: {screen.headings[:1]}"] += 1
            return False
        await self._send(tab, self.chance.choice(ways))
        return True

    async def _send(self, tab: Tab, label: str) -> None:
        self.n_acts += 1
        note = f"uji beban {self.official.username} nomor {self.n_acts}"
        if label in return_buttons(self.official.roles):
            await self._timed("field filled", tab.choose("Alasan pengembalian", reason_name()))
            await self._timed("field filled", tab.fill("Yang perlu diperbaiki", note))
        else:
            await self._timed("field filled", tab.fill("Catatan (tidak wajib)", note))
        self.tally.attempted.add(note)
        screen = await self._timed("step stored", tab.press(label))
        if screen.saved is None:
            self.tally.errors[f"not stored: {label}"] += 1
            return
        told = Acknowledged(screen.saved, note, self.official.username)
        self.tally.acknowledged.append(told)

    async def _timed(self, name: str, asked: Coroutine[Any, Any, Screen]) -> Screen:
        screen = await asked
        self.tally.seconds[name].append(screen.seconds)
        for refusal in screen.refusals:
            self.tally.errors[f"{name}: {refusal[:60]}"] += 1
        return screen

    def _waits(self, link: Any, tab: Tab) -> bool:
        """Whether it leads to a form: what was done lately leads elsewhere."""
        is_form = bool(link.query_string) and link.page_script_hash == tab.addresses[TASKS]
        return is_form and self.official.owns(plain(link.label).strip("*"))
