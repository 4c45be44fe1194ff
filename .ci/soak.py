#!/usr/bin/env python3
"""Asks a server everything at once for a while: pages, answers for programs, statements, nonsense.

    .ci/soak.py PROGRAM SECONDS [BOOK FILE…]

With a book, half-way through the files are imported into it, and the server is to show them without a lost request.
Fails if a sound request is not answered, nonsense is not refused, or the server takes more memory than it may.
"""
import http.client
import json
import random
import subprocess
import sys
import threading
import time
from urllib.parse import quote, urlencode

CLIENTS = 4
# In MB. Of a whole record 160 to 190 are in use from the first minute on, and 294 were seen at most in 120,000 requests
# (bench/README.md); with a second book half-way both are there for a moment. A server that kept some KB of every request
# would be beyond this within minutes.
MOST_MEMORY = 400
WORDS = ["nuclear", "palestine", "information security", "outer space", "human rights", "cyber", "sanctions"]
STATEMENTS = [
    "{member} voted against resolution {vote}.",
    "Resolution {vote} was adopted by {yes} votes to {no}. {member} abstained, officials said.",
    "Most of {group} supported {vote}, and {member} was the only one that voted no. It passed unanimously.",
]
NONSENSE = [
    ("GET", "/votes/%FF%FE"), ("GET", "/votes/A/RES/99/9999"), ("GET", "/members/%3Cscript%3E"),
    ("GET", "/api/v1/votes?limit=minus"), ("GET", "/api/v1/compare?votes=,,,"), ("PUT", "/"), ("DELETE", "/check"),
    ("GET", "/find?page=99999999"), ("GET", "/blocs?session=ES-"), ("GET", "/..%2F..%2Fetc%2Fpasswd"),
    ("GET", "/" + "a" * 9000), ("GET", "/api/v1/agreement?year=never"), ("POST", "/api/v1/check?date=tomorrow"),
]


class Server:
    def __init__(self, program, book):
        command = [program, "serve", "--addr", "127.0.0.1:0", "--book", book or "built-in"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().split("http://127.0.0.1:")[1].split("/")[0])

    def memory(self):
        """In MB."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:")) / 1024

    def json(self, path):
        return json.loads(Client(self.port).ask("GET", path)[1])


class Client:
    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, method, path, body=None, headers=None):
        headers = {"Accept-Encoding": "gzip", **headers} if headers else {}
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read()


class Questions:
    """What is asked, drawn at random."""

    def __init__(self, server, seed):
        self.random = random.Random(seed)
        self.votes = server.json("/api/v1/votes?limit=2000")["votes"]
        self.members = [member["member"] for member in server.json("/api/v1/members")["members"]]
        self.groups = [group["group"] for group in server.json("/api/v1/groups")["groups"]]

    def vote(self):
        vote = self.random.choice(self.votes)
        return vote.get("symbol") or vote["id"]

    def sound(self):
        draw = self.random
        vote, member, group = quote(self.vote()), draw.choice(self.members), draw.choice(self.groups)
        return draw.choice([
            "/", "/check", "/series", "/mandates", "/sources", "/blocs", f"/find?words={quote(draw.choice(WORDS))}",
            f"/votes/{vote}", f"/members/{member}", f"/groups/{group}", f"/ideal?member={member}",
            f"/compare?members={member},{draw.choice(self.members)}", f"/find?group={group}&position=no",
            f"/api/v1/votes/{vote}", f"/api/v1/votes/{vote}?format=csv", f"/api/v1/members/{member}",
            f"/api/v1/groups/{group}", f"/api/v1/agreement?members={member}&by=all", "/api/v1/blocs", "/api/v1/topics",
            "/api/v1/openapi.json", "/healthz", f"/api/v1/ideal?member={member}",
        ])

    def statement(self):
        draw = self.random
        return " ".join(
            sentence.format(
                member=draw.choice(self.members), vote=self.vote(), group=draw.choice(self.groups),
                yes=draw.randrange(190), no=draw.randrange(60))
            for sentence in draw.choices(STATEMENTS, k=draw.randrange(1, 12)))

    def next(self):
        """A request, and whether it is sound."""
        kind = self.random.random()
        if kind < 0.6:
            return ("GET", self.sound(), None, {"Accept": "*/*"}), True
        if kind < 0.75:
            return ("POST", "/api/v1/check", self.statement().encode(), {"Content-Type": "text/plain"}), True
        if kind < 0.85:
            form = {"Content-Type": "application/x-www-form-urlencoded"}
            return ("POST", "/check", urlencode({"statement": self.statement()}), form), True
        return (*self.random.choice(NONSENSE), b"?", {"Content-Type": "image/png"}), False


def asking(server, questions, end, asked, wrong):
    client = Client(server.port)
    while time.monotonic() < end:
        request, is_sound = questions.next()
        try:
            status, _ = client.ask(*request)
        except (OSError, http.client.HTTPException) as error:
            wrong.append(f"{request[:2]}: {error!r}")
            client = Client(server.port)
            continue
        asked.append(is_sound)
        if not is_sound:
            # A server may hang up on those who send what it does not read.
            client.connection.close()
        # A group that no vote of the book was taken under, say, has no answer: that is sound too.
        if status >= 500 or (is_sound and status not in (200, 404, 422)) or (not is_sound and status < 400):
            wrong.append(f"{request[:2]}: {status}")


def soak(server, seconds, replace):
    """Asks for so many seconds; what was asked, what went wrong, and the memory second by second."""
    asked, wrong, memory = [], [], []
    questions = [Questions(server, seed) for seed in range(CLIENTS)]
    begun = time.monotonic()
    end = begun + seconds
    clients = [threading.Thread(target=asking, args=(server, each, end, asked, wrong)) for each in questions]
    for client in clients:
        client.start()
    while time.monotonic() < end:
        memory.append(server.memory())
        if replace and time.monotonic() > begun + seconds / 2:
            replace()
            replace = None
        time.sleep(1)
    for client in clients:
        client.join()
    return asked, wrong, memory


def main(program, seconds, book=None, *files):
    server = Server(program, book)
    importing = [program, "book", "import", *files, "--book", str(book)]
    replace = (lambda: subprocess.run(importing, check=True, stdout=subprocess.DEVNULL)) if files else None
    try:
        shown = server.json("/healthz")["book"]["id"]
        asked, wrong, memory = soak(server, float(seconds), replace)
        is_replaced = server.json("/healthz")["book"]["id"] != shown
    finally:
        server.process.terminate()
        ended = server.process.wait(30)
    quarter = len(memory) // 4
    warm, last = max(memory[quarter:2 * quarter]), max(memory[-quarter:])
    print(f"{len(asked)} requests in {seconds} s, {sum(asked)} of them sound; memory {memory[0]:.0f} MB at first, "
          f"{warm:.0f} MB warm, {last:.0f} MB at last, {max(memory):.0f} MB at most; {len(wrong)} wrong")
    if wrong:
        print(*wrong[:20], sep="\n")
    assert not wrong and ended == 0
    assert is_replaced == bool(files), "the new book was not shown"
    assert max(memory) <= MOST_MEMORY, "too much memory"


main(*sys.argv[1:])
