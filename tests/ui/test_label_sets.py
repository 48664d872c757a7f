"""Every label set that ships can be pressed, told apart and read, in every theme."""

from __future__ import annotations

import pytest

from model import labels
from model.records import ROLES
from ui import icons
from ui.theme import THEMES, contrast, tones

SETS = labels.sets()


def test_there_are_sets():
    assert {"claims", "attribution"} <= {one.stem for one in SETS}


@pytest.mark.parametrize("chosen", SETS, ids=lambda one: one.stem)
def test_keys_colours_icons_and_names_are_each_ones_own(chosen):
    for field in ("key", "colour", "icon", "name"):
        values = [getattr(label, field) for label in chosen.labels]
        assert len(set(values)) == len(values), field
    assert all(label.key in labels.KEYS for label in chosen.labels)


@pytest.mark.parametrize("chosen", SETS, ids=lambda one: one.stem)
def test_every_label_is_explained(chosen):
    assert chosen.guideline
    for label in chosen.labels:
        assert len(label.definition) > 20
        assert label.examples
        assert label.role in ROLES


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("chosen", SETS, ids=lambda one: one.stem)
def test_every_label_can_be_read(chosen, theme):
    for label in chosen.labels:
        tone = tones(label.colour, theme)
        assert contrast(tone.line, theme.base) >= 4.5
        assert contrast(tone.ink, tone.tint) >= 4.5
        assert contrast(tone.on_solid, tone.line) >= 4.5
        assert contrast(theme.text, tone.band) >= 4.5


@pytest.mark.parametrize("chosen", SETS, ids=lambda one: one.stem)
def test_every_icon_exists(qapp, chosen):
    assert [label.icon for label in chosen.labels if not icons.exists(label.icon)] == []
