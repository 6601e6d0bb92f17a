"""The worker: a process of its own for all heavy work, with one thread and one queue. No Qt.

Floor 4. It is the same program, started by the window with `--worker`, and dies with it. Where an index of
thousands of articles is made, a builder helps for as long: the same program again, with `--builder`.
"""
