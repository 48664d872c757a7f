"""Ids made of names are UUIDs of version 5, as everybody makes them."""

from __future__ import annotations

import uuid

from hypothesis import given
from hypothesis import strategies as st

from model import named_ids


@given(namespace=st.uuids(), name=st.text())
def test_they_are_what_the_standard_library_makes(namespace, name):
    assert named_ids.id_of(str(namespace), name) == uuid.uuid5(namespace, name).hex
