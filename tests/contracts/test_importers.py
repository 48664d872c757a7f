"""One contract for every import format: any bytes give what can be kept, or a UserError."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import articles, importing, project, text
from model.errors import UserError
from tests.import_samples import SAMPLES

FORMATS = sorted(importing.formats())


@pytest.fixture(params=FORMATS, scope="module")
def module(request):
    return importing.formats()[request.param]


@pytest.fixture(scope="module")
def place(tmp_path_factory, module):
    return tmp_path_factory.mktemp("in") / f"some-file{module.SUFFIXES[0]}"


def read(module, place, data):
    place.write_bytes(data)
    return list(module.read(place))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_any_bytes_are_read_or_refused_by_name(module, place, data):
    found, refusal = [], place.name
    try:
        found = read(module, place, data)
    except UserError as error:
        refusal = str(error)
    assert place.name in refusal
    for one in found:
        assert one.text == text.normalise("x" + one.text)[1:]
        assert one.title
        one.text.encode("utf-8")


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_what_is_read_can_be_kept_as_it_is(tmp_path, name):
    module = importing.formats()[name]
    place = tmp_path / f"some-file{module.SUFFIXES[0]}"
    hard = "🪖 First\n\nPrice 7\u00a0905 € – né\u0301e\u2028x.\n"
    (found,) = read(module, place, SAMPLES[name](hard))
    with project.in_memory() as store:
        (id_,) = articles.add(store, [found]).new
        assert articles.text_of(store, id_) == found.text
    assert "7\u00a0905 €" in found.text


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_the_file_is_never_changed(tmp_path, name):
    module = importing.formats()[name]
    place = tmp_path / f"some-file{module.SUFFIXES[0]}"
    data = SAMPLES[name]("text\r\n")
    read(module, place, data)
    assert place.read_bytes() == data


@pytest.mark.parametrize("data", [b"%PDF-1.4", bytes(1000)])
def test_binary_files_are_refused(module, place, data):
    with pytest.raises(UserError, match=r"some-file"):
        read(module, place, data)


def test_a_file_that_is_gone_is_told(module, place):
    with pytest.raises(UserError, match="cannot be read"):
        list(module.read(place.with_name(f"gone{place.suffix}")))


def test_a_format_says_who_it_is(module):
    assert module.NAME in FORMATS
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in module.SUFFIXES)


def test_a_format_says_what_it_can_bring(module):
    assert module.TITLE
    known = ("text", "meta", "spans", "links", "attributes", "suggestions", "states")
    assert set(module.HOLDS) <= set(known)


@given(head=st.binary(max_size=300))
def test_any_head_can_be_sniffed(module, head):
    for suffix in (*module.SUFFIXES, ".other"):
        assert 0 <= module.sniff(Path(f"no-such-file{suffix}"), head) <= 1
