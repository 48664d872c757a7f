"""`packet` and `merge` on the command line, as two machines would use them."""

from __future__ import annotations

import shutil

import pytest

import main
from model import articles, labels, packet, project, spans
from model.drafts import Draft

TEXT = "Kyiv said 45,000 troops had left. Moscow denied it."


class Machine:
    """A copy of the project, with settings and a device of its own."""

    def __init__(self, name, base, folder, monkeypatch, capsys):
        self.name, self.folder, self._patch, self._said = name, folder, monkeypatch, capsys
        self.path = folder / f"{name}.attesta"
        shutil.copy(base, self.path)

    def here(self):
        home = self.folder / f"home of {self.name}"
        home.mkdir(exist_ok=True)
        self._patch.setenv("ATTESTA_HOME", str(home))

    def another(self, folder):
        """The same person's other machine, with the project as it is now."""
        folder.mkdir()
        return Machine(self.name, self.path, folder, self._patch, self._said)

    def mark(self, start, end):
        self.here()
        with project.open_(self.path, person=self.name) as store:
            spans.mark(store, articles.first(store), start, end, labels.named(store, "actor").id)

    def run(self, verb, *words):
        """The code, and what was said to either side."""
        self.here()
        code = main.main(["--person", self.name, verb, str(self.path), *map(str, words)])
        return code, "".join(self._said.readouterr())

    def packet(self, *words):
        to = self.folder / f"{self.name}{packet.SUFFIX}"
        code, said = self.run("packet", "--to", to, *words)
        assert code == 0, said
        return to


@pytest.fixture
def machines(tmp_path, monkeypatch, capsys):
    base = tmp_path / "base.attesta"
    with project.create(base, person="Ana") as store:
        articles.add(store, [Draft(text=TEXT, title="One")])
    return [Machine(name, base, tmp_path, monkeypatch, capsys) for name in ("Ana", "Ben")]


def many(path):
    return packet.read(path).manifest["edits"]


def test_a_second_packet_holds_only_what_the_first_answer_did_not(machines):
    ana, ben = machines
    ana.mark(0, 4)
    assert "Merged 1 edit: 1 of Ana." in ben.run("merge", ana.packet())[1]
    answer = ben.packet()
    ana.mark(34, 40)
    assert (many(ana.packet()), many(ana.packet("--since", answer))) == (3, 1)
    ana.run("merge", answer)
    assert many(ana.packet("--since", "Ben")) == 1
    assert "Merged 1 edit" in ben.run("merge", ana.packet("--since", "Ben"))[1]


def test_a_receipt_says_what_is_here_and_holds_no_edit(machines):
    ana, ben = machines
    receipt = ben.packet("--receipt")
    assert many(receipt) == 0
    ana.mark(0, 4)
    assert many(ana.packet("--since", receipt)) == 1


def test_what_a_colleague_lacks_is_what_any_of_their_machines_lacks(machines, tmp_path):
    ana, ben = machines
    ana.mark(0, 4)
    laptop = ben.another(tmp_path / "bag")
    ben.run("merge", ana.packet())
    ana.run("merge", laptop.packet("--receipt"))
    ana.run("merge", ben.packet("--receipt"))
    assert packet.read(ana.packet("--since", "Ben")).manifest["edits"] == 1
    assert "Merged 1 edit" in laptop.run("merge", ana.packet("--since", "Ben"))[1]


def test_what_is_neither_day_nor_packet_nor_known_is_refused(machines, tmp_path):
    ana, _ = machines
    code, said = ana.run("packet", "--to", tmp_path / "out", "--since", "yesterday")
    assert code == 1
    assert "no day such as 2024-11-06" in said
    assert "Nothing was written" in said
    assert not (tmp_path / "out").exists()


def test_a_day_leaves_out_what_came_before(machines):
    ana, _ = machines
    ana.mark(0, 4)
    assert many(ana.packet("--since", "2024-11-06")) == 2
    assert many(ana.packet("--since", "2999-01-01")) == 0
