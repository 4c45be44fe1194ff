#!/usr/bin/env python3
"""What checking an archive costs as it grows, in one process and on a cluster, and what distribution adds to it.

    bench/scale.py PROGRAM [--articles N] [--claims-in N] [--sizes 1,2,4,8] [--rounds N] [--json FILE]

PROGRAM is built with `--features cluster`. Archives of articles are generated, so that everybody measures the same: eight
files at size 1, sixteen at 2, each of N articles of about 3 KB, of which every one has three claims, or with `--claims-in 100`
every hundredth. Each is checked here with one and two
threads, and on a cluster of one and two executors with one thread each, all on this machine. CPU time is that of all
processes, in user and system; it hardly depends on what else the machine does, as wall time does, of which the least
of the rounds counts. Executors are warm: their checker was made by an archive that does not count.

The growth is the exponent b of `time = a · articles^b`, by least squares over the logarithms. The overhead is what the
cluster takes more CPU time than one thread here.
"""

import argparse
import json
import math
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

TICK = os.sysconf("SC_CLK_TCK")
FILES = 8
PADDING = "The session went on until the evening, and delegates spoke at length of trade, of fisheries and of the weather. "


def article_file(program, to, number, articles, claims_in):
    text = (
        f"CASE WHEN n % {claims_in} > 0 THEN repeat('{PADDING}', 28) ELSE concat("
        "'Resolution 74/29 was adopted by the UN General Assembly by ', 125 + n % 10, ' votes to 6. ', "
        f"'India voted in favour of it. ', repeat('{PADDING}', 26), 'France voted against the text.') END"
    )
    statement = (
        f"SELECT concat('{number}-', n) AS id, concat('Outlet ', n % 50) AS source, '2019-12-13' AS date, "
        f"{text} AS text FROM (SELECT value AS n FROM generate_series(1, {articles}))"
    )
    subprocess.run([program, "sql", statement, "-o", str(to), "--book", "built-in"], check=True)


def archive(program, place, size, articles, claims_in):
    directory = place / f"archive-{size}"
    directory.mkdir()
    first = directory / "000.parquet"
    article_file(program, first, 0, articles, claims_in)
    # What the articles are called is of no account for what it costs to check them.
    for number in range(1, FILES * size):
        shutil.copy(first, directory / f"{number:03}.parquet")
    return directory


def cpu_of(process):
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def checked(program, directory, to, *more):
    """Wall and CPU seconds of a check, and what came of it."""
    shutil.rmtree(to, ignore_errors=True)
    command = [program, "corpus", "check", str(directory), "-o", str(to), "--book", "built-in", "--format", "json"]
    begun, before = time.monotonic(), os.times()
    told = subprocess.run([*command, *more], check=True, stdout=subprocess.PIPE, text=True).stdout
    wall, after = time.monotonic() - begun, os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, cpu, json.loads(told)


class Cluster:
    def __init__(self, program, executors):
        self.program = program
        self.scheduler, self.address = self.start("cluster", "scheduler", "--port", "0")
        started = [self.start("cluster", "executor", self.address, "--threads", "1") for _ in range(executors)]
        self.executors = [process for process, _ in started]

    def start(self, *arguments):
        command = [self.program, *arguments, "--book", "built-in"]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        return process, process.stderr.readline().split(" at ")[1].split(",")[0]

    def cpu(self):
        return cpu_of(self.scheduler), sum(map(cpu_of, self.executors))

    def end(self):
        for process in [*self.executors, self.scheduler]:
            process.kill()
            process.wait()


def here(program, directory, place, threads):
    wall, cpu, told = checked(program, directory, place / "out", "--threads", str(threads))
    return {"wall": wall, "cpu": cpu, "findings": told["findings"]}


def there(program, directory, place, executors, warm):
    cluster = Cluster(program, executors)
    try:
        checked(program, warm, place / "warm-out", "--cluster", cluster.address)
        scheduler, working = cluster.cpu()
        wall, client, told = checked(program, directory, place / "out", "--cluster", cluster.address)
        scheduler, working = (after - before for after, before in zip(cluster.cpu(), (scheduler, working)))
    finally:
        cluster.end()
    parts = {"client": client, "scheduler": scheduler, "executors": working}
    return {"wall": wall, "cpu": sum(parts.values()), **parts, "findings": told["findings"]}


def exponent(points):
    logs = [(math.log(x), math.log(y)) for x, y in points]
    middle = [sum(of) / len(logs) for of in zip(*logs)]
    return sum((x - middle[0]) * (y - middle[1]) for x, y in logs) / sum((x - middle[0]) ** 2 for x, _ in logs)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--articles", type=int, default=250, help="of a file")
    parser.add_argument("--claims-in", type=int, default=1, help="every so manieth article has claims")
    parser.add_argument("--sizes", default="1,2,4,8")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", help="where every measurement goes")
    asked = parser.parse_args()
    program, sizes = os.path.abspath(asked.program), [int(size) for size in asked.sizes.split(",")]
    place = pathlib.Path(tempfile.mkdtemp(prefix="scrutineer-scale-"))
    ways = {
        "here, 1 thread": lambda of: here(program, of, place, 1),
        "here, 2 threads": lambda of: here(program, of, place, 2),
        "cluster, 1 executor": lambda of: there(program, of, place, 1, warm),
        "cluster, 2 executors": lambda of: there(program, of, place, 2, warm),
    }
    measured = []
    try:
        warm = place / "warm"
        warm.mkdir()
        for number in range(2):
            article_file(program, warm / f"{number}.parquet", number, 20, 1)
        for size in sizes:
            directory = archive(program, place, size, asked.articles, asked.claims_in)
            articles = FILES * size * asked.articles
            found = set()
            for round_of in range(asked.rounds):
                for way, measure in ways.items():
                    row = {"way": way, "size": size, "articles": articles, "load": os.getloadavg()[0], **measure(directory)}
                    measured.append(row)
                    found.add(row["findings"])
            assert len(found) == 1, f"other findings elsewhere: {found}"
            shutil.rmtree(directory)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    if asked.json:
        pathlib.Path(asked.json).write_text("".join(json.dumps(row) + "\n" for row in measured))
    tell(measured, sizes, list(ways), asked)


def tell(measured, sizes, ways, asked):
    def least(way, size, what):
        return min(row[what] for row in measured if (row["way"], row["size"]) == (way, size))

    loads = [row["load"] for row in measured]
    print(f"least of {asked.rounds} rounds; load {min(loads):.1f} to {max(loads):.1f}\n")
    print("| articles | " + " | ".join(f"{way}: wall, CPU" for way in ways) + " |")
    print("| --- |" + " --- |" * len(ways))
    for size in sizes:
        cells = [f"{least(way, size, 'wall'):.2f} s, {least(way, size, 'cpu'):.2f} s" for way in ways]
        print(f"| {FILES * size * asked.articles:,} | " + " | ".join(cells) + " |")
    if len(sizes) > 1:
        for what in ("wall", "cpu"):
            told = [exponent([(size, least(way, size, what)) for size in sizes]) for way in ways]
            print(f"| growth, {what} | " + " | ".join(f"{of:.2f}" for of in told) + " |")
    print()
    for way in ways[2:]:
        for size in sizes:
            more = least(way, size, "cpu") / least(ways[0], size, "cpu") - 1
            parts = ", ".join(f"{part} {least(way, size, part):.2f} s" for part in ("client", "scheduler", "executors"))
            print(f"{way}, size {size}: {100 * more:+.0f} % CPU time ({parts})")


main()
