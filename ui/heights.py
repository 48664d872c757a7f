"""Heights of many stacked blocks: where each begins, and which one lies at a height."""

from __future__ import annotations

from collections.abc import Sequence


class Heights:
    """Whole-pixel heights in a binary indexed tree (Fenwick 1994): every step is O(log n)."""

    def __init__(self, heights: Sequence[int] = ()) -> None:
        self._heights = list(heights)
        size = len(self._heights)
        self._tree = [0, *self._heights]
        for node in range(1, size + 1):
            above = node + (node & -node)
            if above <= size:
                self._tree[above] += self._tree[node]
        self._step = 1 << size.bit_length()
        self.total = sum(self._heights)

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, block: int) -> int:
        return self._heights[block]

    def top(self, block: int) -> int:
        """The heights before `block`, added up."""
        total = 0
        while block > 0:
            total += self._tree[block]
            block &= block - 1
        return total

    def put(self, block: int, height: int) -> int:
        """Give `block` another height; the difference comes back."""
        change = height - self._heights[block]
        if change:
            self._heights[block] = height
            self.total += change
            node = block + 1
            while node < len(self._tree):
                self._tree[node] += change
                node += node & -node
        return change

    def at(self, height: float) -> int:
        """The block that covers `height`; the first or the last when it lies outside."""
        node, step, rest = 0, self._step, height
        while step:
            further = node + step
            if further < len(self._tree) and self._tree[further] <= rest:
                node = further
                rest -= self._tree[further]
            step >>= 1
        return max(0, min(node, len(self._heights) - 1))
