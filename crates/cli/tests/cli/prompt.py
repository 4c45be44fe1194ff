"""The prompt of `sql`, typed at a terminal: prompt.py PROGRAM. Whatever the program finds at home is in $HOME."""

import os
import pty
import select
import sys
import time

WAIT = 60


class Terminal:
    def __init__(self, program):
        self.seen = ""
        self.pid, self.end = pty.fork()
        if self.pid == 0:
            os.execv(program, [program, "sql", "--book", "built-in"])

    def until(self, words):
        """Reads until words come, and forgets what stood before them."""
        ends = time.monotonic() + WAIT
        while words not in self.seen:
            left = ends - time.monotonic()
            if left < 0 or not select.select([self.end], [], [], left)[0]:
                sys.exit(f"{words!r} did not come: {self.seen!r}")
            try:
                self.seen += os.read(self.end, 65536).decode()
            except OSError:
                sys.exit(f"the program ended before {words!r}: {self.seen!r}")
        self.seen = self.seen.split(words, 1)[1]

    def type(self, keys):
        os.write(self.end, keys.encode())

    def leave(self):
        self.type("\x04")
        while True:
            try:
                if not os.read(self.end, 65536):
                    break
            except OSError:
                break
        _, status = os.waitpid(self.pid, 0)
        if status != 0:
            sys.exit(f"the prompt ended with {status}")


one = Terminal(sys.argv[1])
one.until("sql> ")
# A statement in two lines, of which the answer comes with the semicolon.
one.type("SELECT yes, abstain FROM votes\r")
one.until("...> ")
one.type("WHERE symbol = 'A/RES/74/29';\r")
one.until("| 129 | 45      |")
one.until("sql> ")
one.type("EXPLAIN SELECT 1 + 1;\r")
one.until("logical_plan")
one.until("sql> ")
one.type("SELECT nothing FROM votes;\r")
one.until("error:")
one.until("sql> ")
# Hours of work, that nobody waits for.
one.type(
    "SELECT count(*) FROM positions a, positions b, positions c"
    " WHERE a.member < b.member AND b.vote < c.vote AND a.position < c.position;\r"
)
time.sleep(2)
begun = time.monotonic()
one.type("\x03")
one.until("stopped: Ctrl-C")
assert time.monotonic() - begun < 20, "it went on for long"
one.until("sql> ")
one.type("SELECT 6 * 7 AS answer;\r")
one.until("| 42 ")
one.until("sql> ")
one.leave()

# On another day what was typed is there.
other = Terminal(sys.argv[1])
other.until("sql> ")
other.type("\x1b[A\r")
other.until("| 42 ")
other.until("sql> ")
other.leave()
