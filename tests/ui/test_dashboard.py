"""The dashboard: figures drawn and told, by keys and in words, here and from a process beside."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication

from model import articles, labels, spans
from model.drafts import Draft
from tests import gold
from ui import corpus_charts
from ui.chart import Chart, Series
from ui.corpus_dashboard import Dashboard
from ui.jobs import Jobs
from ui.plot_bars import BarPlot
from ui.plot_card import Card
from ui.plot_lines import LinePlot, ticks
from ui.theme import CONTRAST, DARK, LIGHT

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
LABELS = Chart(
    "Spans by label", ("claim", "actor"),
    (Series("accepted", (25, 46), colours=("#3b5bdb", "#9c36b5")),
     Series("suggested", (5, 0), colours=("#3b5bdb", "#9c36b5"))),
)  # fmt: skip
DAYS = Chart("Spans over time", ("2026-03-01", "2026-03-02", "2026-03-11"),
             (Series("spans", (5, 10, 40)),))  # fmt: skip


def shown(qtbot, widget, wide=500, high=220):
    qtbot.addWidget(widget)
    widget.resize(wide, high)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    widget.setFocus()
    return widget


def spoken(widget):
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description)


def coloured(picture: QImage, colour: str) -> int:
    """Points of exactly that colour."""
    wanted = int(colour[1:], 16)
    return sum(
        picture.pixel(x, y) & 0xFFFFFF == wanted
        for y in range(picture.height()) for x in range(picture.width())
    )  # fmt: skip


def test_arrow_keys_go_through_the_values_and_each_is_spoken(qtbot):
    plot = shown(qtbot, BarPlot(LABELS))
    assert spoken(plot) == "claim: 25 accepted, 5 suggested; actor: 46 accepted, 0 suggested"
    heard = []
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Home):
        qtbot.keyClick(plot, key)
        heard.append(spoken(plot))
    assert [one.split(":")[0] for one in heard] == ["claim", "actor", "actor", "claim"]


def test_the_pointer_finds_the_value_under_it(qtbot):
    bars = shown(qtbot, BarPlot(LABELS))
    assert bars.category_at(QPointF(100, 10)) == 0
    assert bars.category_at(QPointF(100, bars.sizeHint().height() + 100)) == -1
    lines = shown(qtbot, LinePlot(DAYS))
    assert lines.category_at(QPointF(lines.width() - 10, 50)) == 2
    assert lines.category_at(QPointF(lines.width() * 0.3, 50)) == 1


def test_a_plot_is_copied_as_a_table(qtbot):
    plot = shown(qtbot, BarPlot(LABELS))
    qtbot.keyClick(plot, Key.Key_C, CTRL)
    said = QApplication.clipboard().text()
    assert said == "\taccepted\tsuggested\nclaim\t25\t5\nactor\t46\t0\n"


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST], ids=lambda theme: theme.name)
def test_the_longer_bar_has_more_of_its_colour(qtbot, theme):
    chart = Chart("Articles", ("new", "done"), (Series("articles", (10, 30)),))
    plot = shown(qtbot, BarPlot(chart))
    plot.set_theme(theme)
    picture = plot.grab().toImage()
    half = plot.sizeHint().height() // 2
    few = coloured(picture.copy(0, 0, picture.width(), half), theme.accent)
    many = coloured(picture.copy(0, half, picture.width(), half), theme.accent)
    assert 2.4 < many / few < 3.6


def test_a_line_rises_to_where_it_stands(qtbot):
    plot = shown(qtbot, LinePlot(DAYS))
    picture, right = plot.grab().toImage(), plot.width() - 60
    assert ticks(40) == [0, 10, 20, 30, 40]
    early = coloured(picture.copy(0, 0, 100, plot.height() // 2), plot.theme.accent)
    late = coloured(picture.copy(right, 0, 60, plot.height() // 2), plot.theme.accent)
    assert early == 0 < late


@pytest.mark.parametrize("largest", [0, 1, 3, 7, 99, 100, 101, 12_345])
def test_ticks_are_few_round_and_reach_above(largest):
    found = ticks(largest)
    assert 2 <= len(found) <= 6
    assert found[-1] >= largest
    assert all(one == int(one) for one in found)


def test_a_card_without_values_says_what_to_do(qtbot):
    card = shown(qtbot, Card(BarPlot(Chart("Spans", ("claim",), (Series("spans", (0,)),),
                                           empty="Mark something."))))  # fmt: skip
    assert card.focus_target() is not card.plot
    assert not card.plot.isVisible()
    card.show_chart(LABELS)
    assert card.plot.isVisible()


@pytest.fixture
def dashboard(qtbot, marked):
    jobs = Jobs()
    made = shown(qtbot, Dashboard(marked, jobs), 1000, 700)
    qtbot.waitUntil(lambda: made.cards and not made.stepper.running)
    yield made
    jobs.stop_all()


def values(dashboard, name, series=0):
    chart = dashboard.cards[name].plot.chart
    return dict(zip(chart.categories, chart.series[series].values, strict=True))


ACCEPTED = 1


def test_the_dashboard_shows_the_projects_figures(dashboard):
    assert values(dashboard, "labels", ACCEPTED) == {
        "claim": 25,
        "figure": 14,
        "actor": 46,
        "verified": 2,
    }
    assert values(dashboard, "states")["In progress"] == 1
    assert dashboard.people.item(0, 1).text() == "87"


def test_it_follows_the_work_while_it_is_seen(dashboard, marked, qtbot):
    articles.submit(marked.project, marked.article_id)
    qtbot.waitUntil(lambda: values(dashboard, "states")["Submitted"] == 1)
    dashboard.hide()
    spans.delete(marked.project, [next(iter(marked.spans))])
    assert not dashboard.source.wanted
    dashboard.show()
    qtbot.waitUntil(lambda: sum(values(dashboard, "labels", ACCEPTED).values()) == 86)


def test_tables_stand_in_for_plots(dashboard, qtbot):
    dashboard.as_tables.click()
    card = dashboard.cards["labels"]
    assert card.table.isVisible()
    assert card.table.item(2, 2).text() == "46"
    card.table.setFocus()
    qtbot.keyClick(card.table, Key.Key_C, CTRL)
    assert "actor\t0\t46" in QApplication.clipboard().text()


def test_tab_goes_through_all_that_is_shown_in_its_order(dashboard, qtbot):
    reached = []
    for _ in range(40):
        reached.append(QApplication.focusWidget())
        qtbot.keyClick(reached[-1], Key.Key_Tab)
    names = [one.accessibleName() or one.text() for one in reached]
    assert "Tables instead of plots" in names
    order = [names.index(one) for one in ("Articles by state", "Spans by label", "People")]
    assert order == sorted(order)


def test_the_card_that_the_keys_come_to_is_shown_whole(dashboard, qtbot):
    dashboard.resize(1000, 500)
    dashboard.cards["correction_rate"].focus_target().setFocus()
    while QApplication.focusWidget() is not dashboard.people:
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    last = dashboard.people.parentWidget()
    bottom = last.mapTo(dashboard.viewport(), last.rect().bottomLeft()).y()
    assert bottom < dashboard.viewport().height()


def test_at_half_a_small_screen_nothing_is_beyond_its_edge(dashboard, qtbot):
    dashboard.resize(683, 700)
    qtbot.waitUntil(lambda: dashboard.widget().width() == dashboard.viewport().width() < 683)
    assert dashboard.as_tables.visibleRegion().boundingRect() == dashboard.as_tables.rect()


def test_numbers_of_one_column_have_as_many_decimals():
    minutes = Chart("Minutes", ("Ana", "Ben"), (Series("per article", (13.0, 12.3)),),
                    unit="min", names="Person")  # fmt: skip
    assert minutes.rows() == [
        ["Person", "per article"], ["Ana", "13.0 min"], ["Ben", "12.3 min"],
    ]  # fmt: skip
    assert LABELS.rows()[1] == ["claim", "25", "5"]
    person = dict.fromkeys((key for key, _ in corpus_charts.PEOPLE_COLUMNS), 2.0)
    found = corpus_charts.people({"people": [
        {"person": "Ana", **person}, {"person": "Ben", **person, "articles_per_day": 2.4},
    ]})  # fmt: skip
    column = found[0].index("Articles per day")
    assert [row[column] for row in found[1:]] == ["2.0", "2.4"]
    assert found[1][1] == "2"


def test_the_parts_of_the_chosen_bar_are_told_below_the_bars(qtbot):
    plot = shown(qtbot, BarPlot(LABELS))
    below = QRect(0, plot.height() - round(plot.legend_height), plot.width(), 20)
    legend = plot.grab(below).toImage()
    qtbot.keyClick(plot, Key.Key_Down)
    claim = plot.grab(below).toImage()
    qtbot.keyClick(plot, Key.Key_Down)
    assert legend != claim != plot.grab(below).toImage()


def test_a_large_project_is_counted_beside_the_window(qtbot, desk, tmp_path, monkeypatch):
    from model import project

    monkeypatch.setattr("ui.jobs.QUICK", 0)
    desk.open(project.create(tmp_path / "p.attesta", person="Ana"))
    gold.load(desk.project)
    jobs = Jobs()
    made = shown(qtbot, Dashboard(desk, jobs))
    assert made.cards == {}
    qtbot.waitUntil(lambda: "labels" in made.cards, timeout=30_000)
    assert values(made, "labels", ACCEPTED)["claim"] == 25
    jobs.stop_all()


def test_without_articles_it_says_how_to_get_some(qtbot, desk):
    from model import project

    desk.open(project.in_memory())
    made = shown(qtbot, Dashboard(desk, Jobs()))
    assert made.cards == {}
    articles.add(desk.project, [Draft("Kyiv said so.", "One")])
    qtbot.waitUntil(lambda: "states" in made.cards)
    assert labels.every(desk.project)
