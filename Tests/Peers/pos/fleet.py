"""Several tills at work at once behind a bad network, and what all of them together came to."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from pos.day import Till
from pos.host import Member, Platform
from pos.line import Line
from pos.model import Model, Rules
from pos.network import Network, Plan
from pos.terminal import Profile, Terminal


@dataclass
class Fleet:
    """`lines` says which tills share a connection, as behind one concentrator."""

    platform: Platform
    network: Network
    tills: list[Till]
    members: list[Member]
    shared: list[Member]
    model: Model
    faults: list[str] = field(default_factory=list)

    def everyone(self, act) -> None:
        """Each till in a thread of its own; the first failure is raised when all have ended."""
        with ThreadPoolExecutor(len(self.tills)) as pool:
            for done in [pool.submit(act, till) for till in self.tills]:
                done.result()

    def open(self) -> None:
        self.everyone(lambda till: till.terminal.sign_in())

    def round(self, number: int, count: int) -> None:
        self.assign(number)
        self.everyone(lambda till: (till.work(count), till.come_to_rest()))

    def assign(self, number: int) -> None:
        """Members go to the next till; whoever buys points stays, since bought points do not travel."""
        for place, till in enumerate(self.tills):
            till.buyer = self.members[place]
            walking = self.members[len(self.tills):]
            till.members = [till.buyer] + [
                member for index, member in enumerate(walking)
                if (index + number) % len(self.tills) == place]
            till.shared = self.shared

    def judged(self) -> list[str]:
        told = [f"{till.terminal.profile.terminal}: {fault}"
                for till in self.tills for fault in till.terminal.faults]
        return self.model.faults + told + self.faults

    def compare_balances(self) -> None:
        found = self.platform.balances(self.members + self.shared)
        for name, holder in self.model.members.items():
            if found[name] != holder.available:
                self.faults.append(f"{name} has {found[name]}, reckoned {holder.available}")

    def trades(self) -> int:
        return sum(len(till.terminal.journal.entries) for till in self.tills)


def fleet(
    platform: Platform, profiles: list[Profile], rates: dict[str, int], seed: int, plan: Plan | None,
    shared_line: list[int], timeout_seconds: float = 1.5
) -> Fleet:
    """Tills of these profiles; those whose places are in `shared_line` hang on one connection."""
    network = Network(platform.address, plan, late_seconds=timeout_seconds + 1)
    members = platform.members()
    for member in members:
        platform.give(member, 20_000)
    shared, members = members[:2], members[2:]
    model = Model(Rules(rates=rates), platform.balances(shared + members), {one.id for one in shared})
    concentrator, guard = Line(network.address), threading.Lock()
    tills = []
    for place, profile in enumerate(profiles):
        profile = replace(profile, timeout_seconds=timeout_seconds)
        line = concentrator if place in shared_line else Line(network.address)
        terminal = Terminal(profile, line, trace=place * 1_000)
        tills.append(Till(terminal, platform, model, f"{seed} {profile.merchant} {profile.terminal}", guard))
    return Fleet(platform, network, tills, members, shared, model)
