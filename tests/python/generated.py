"""Logs and info files of backups, made up from the tools' grammars, with the facts they hold.

The generator is seeded, and knows what it wrote: its truth comes from no parser.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

FORGED = "evil-bin.000666"
"""Binlog file of every forged position."""

GENERATIONS = ("perl", "classic", "structured", "mariadb")


VERSIONS = {
    "perl": "xtrabackup version 2.2.13 based on MySQL server 5.6.24 Linux (x86_64)"
    " (revision id: 70f4be3)",
    "classic": "innobackupex version 2.4.29 based on MySQL server 5.7.44 Linux (x86_64)"
    " (revision id: 2e6c0951)",
    "structured": "xtrabackup version 8.0.35-31 based on MySQL server 8.0.35 Linux (x86_64)"
    " (revision id: 55ec21d7)",
    "mariadb": "mariadb-backup based on MariaDB server 10.11.19-MariaDB debian-linux-gnu (x86_64)",
}
"""The line in which each names itself."""


@dataclass
class Run:
    """One run: its lines, each with the facts that stand in it."""

    kind: str
    lines: list[tuple[str, dict]] = field(default_factory=list)

    def say(self, line: str, **facts: object) -> None:
        self.lines.append((line, facts))

    def facts(self) -> dict:
        return {key: value for _, facts in self.lines for key, value in facts.items()}


@dataclass(frozen=True)
class Log:
    """A log, and the facts of its last backup run."""

    text: bytes
    truth: dict
    shows: str
    """What is special in it, for messages."""


class Tool:
    """A generation of tool, and its clock."""

    def __init__(self, generation: str, random: Random, now: datetime) -> None:
        self.generation = generation
        self.random = random
        self.now = now

    def tick(self) -> str:
        self.now += timedelta(seconds=self.random.choice([0, 0, 1, 3, 400]))
        return self.now.strftime("%Y-%m-%d %H:%M:%S")

    def stamped(self, text: str) -> str:
        """A line with a stamp, as this generation writes it."""
        self.tick()
        thread = self.random.choice([0, 0, 1, 2])
        return {
            "perl": f"{self.now:%y%m%d %H:%M:%S}  innobackupex: {text}",
            "classic": f"{self.now:%y%m%d %H:%M:%S} {text}",
            "structured": f"{self.now:%Y-%m-%dT%H:%M:%S}.{self.random.randrange(10**6):06}+08:00"
            f" {thread} [Note] [MY-011825] [Xtrabackup] {text}",
            "mariadb": f"[{thread:02}] {self.now:%Y-%m-%d %H:%M:%S} {text}",
        }[self.generation]

    def bare(self, text: str) -> str:
        """A line that older generations write without a stamp."""
        if self.generation == "perl":
            return f"innobackupex: {text}"
        return text if self.generation == "classic" else self.stamped(text)

    def own(self, text: str) -> str:
        """A line of the xtrabackup binary."""
        if self.generation in ("perl", "classic"):
            return f"xtrabackup: {text}"
        prefix = "mariabackup: " if self.generation == "mariadb" else ""
        return self.stamped(prefix + text)

    def clock(self) -> str:
        return self.now.strftime("%Y-%m-%d %H:%M:%S")


def server_version(random: Random) -> str:
    return random.choice(
        [
            *("5.5.62-log", "5.6.51", "5.7.44-48-log", "8.0.36", "10.11.19-MariaDB-log"),
            "11.8.6-MariaDB-0+deb13u1 from Debian-log",
        ]
    )


def binlog_file(random: Random) -> str:
    stem = random.choice(["mysql-bin", "binlog", "db1-bin", "my bin", "bin.log", "b'n"])
    return f"{stem}.{random.randrange(1, 10**6):06}"


def gtid_set(random: Random, mariadb: bool) -> list[str]:
    count = random.choice([1, 1, 2, 5])
    if mariadb:
        return [f"{domain}-1-{random.randrange(1, 10**6)}" for domain in range(count)]
    uuids = (f"{random.getrandbits(128):032x}" for _ in range(count))
    return [
        f"{u[:8]}-{u[8:12]}-{u[12:16]}-{u[16:20]}-{u[20:]}:1-{random.randrange(2, 10**6)}"
        for u in uuids
    ]


def backup(tool: Tool, outcome: str, query: str) -> Run:
    """A backup run that is `completed`, `failed` or `refused` by the server."""
    random, run, generation = tool.random, Run("backup"), tool.generation
    head(tool, run)
    if outcome == "refused":
        text = "Access denied for user 'root'@'localhost' (using password: YES)"
        if generation == "perl":
            run.say(f"innobackupex: Error: Failed to connect to MySQL server: {text}")
        elif generation == "classic":
            run.say(f"Failed to connect to MySQL server: {text}.")
        else:
            name = "MariaDB" if generation == "mariadb" else "MySQL"
            run.say(tool.stamped(f"Failed to connect to {name} server: {text}."))
        return run
    version = server_version(random)
    line = f"Using server version {version}"
    run.say(
        f"innobackupex:  {line}" if generation == "perl" else tool.bare(line),
        SERVER_VERSION=version,
    )
    if generation != "structured":
        run.say(VERSIONS[generation])
    copies(tool, run)
    for line in query.splitlines():
        run.say(line)
    if outcome == "failed":
        fail(tool, run)
        return run
    tail(tool, run)
    return run


def head(tool: Tool, run: Run) -> None:
    generation, random = tool.generation, tool.random
    if generation == "perl":
        run.say("InnoDB Backup Utility v1.5.1-xtrabackup; Copyright 2003, 2009 Innobase Oy")
        dsn = "Connecting to MySQL server with DSN 'dbi:mysql:' as 'root'  (using password: YES)."
        line = tool.stamped(dsn)
        run.say(line, START_TIME=tool.clock())
        banner(run)
        run.say(tool.stamped("Starting the backup operation"))
        return
    if generation == "classic":
        run.say(tool.stamped("innobackupex: Starting the backup operation"))
        banner(run)
    if generation == "structured":
        run.say(tool.stamped("recognized server arguments: --datadir=/var/lib/mysql"))
        arguments = (
            "recognized client arguments: --user=root --password=* --backup=1 --target-dir=/b"
        )
        run.say(tool.stamped(arguments))
        run.say(VERSIONS["structured"])
    host = "MySQL server host:"
    if generation == "mariadb":
        host = random.choice(["MariaDB server host:", "server host:", host])
    text = f"Connecting to {host} localhost, user: root, password: set"
    run.say(tool.stamped(text), START_TIME=tool.clock())


def banner(run: Run) -> None:
    run.say("IMPORTANT: Please check that the backup run completes successfully.")
    run.say('           prints "completed OK!".')


def copies(tool: Tool, run: Run) -> None:
    random = tool.random
    for table in range(random.randrange(4)):
        target = random.choice(
            [
                *("/bk", "/bk/订单", "/bk/240101 00:00:00 completed OK!", "/bk/gbk\udcb6\udca9"),
                "/bk/MySQL binlog position: filename 'evil-bin.000666', position '666'",
            ]
        )
        text = f"Copying ./shop/t{table}.ibd to {target}/shop/t{table}.ibd"
        thread = f"[{random.randrange(1, 5):02}] "
        if tool.generation == "perl":
            run.say(thread + text)
        else:
            run.say(tool.stamped(thread + text if tool.generation == "classic" else text))


def fail(tool: Tool, run: Run) -> None:
    text = "failed to copy datafile ./shop/big.ibd"
    match tool.generation:
        case "structured":
            run.say(tool.stamped(text).replace("[Note]", "[ERROR]"))
        case "mariadb":
            run.say(f"[00] FATAL ERROR: {tool.tick()} mariabackup: Error: {text}")
        case "perl":
            run.say(f"innobackupex: Error: {text}")
        case _:
            run.say(f"xtrabackup: Error: {text}")


def tail(tool: Tool, run: Run) -> None:
    random, generation = tool.random, tool.generation
    run.say(tool.own("The latest check point (for incremental): '2577194400000'"))
    run.say(tool.stamped("All tables unlocked"))
    created = "Backup created in directory '/bk/'"
    run.say(tool.bare(created) if generation == "perl" else tool.stamped(created))
    if random.random() < 0.85:
        position(tool, run)
    redo = (
        "Redo log (from LSN {} to {}) was copied."
        if generation == "mariadb"
        else ("Transaction log of lsn ({}) to ({}) was copied.")
    )
    redo = redo.format(2577194300000, 2577194500000)
    run.say(tool.stamped(redo) if generation == "mariadb" else tool.own(redo))
    if generation == "classic" and random.random() < 0.3:
        seconds = int(tool.now.timestamp())
        run.say(f"consistent_time {seconds}", CONSISTENT_TIME=seconds)
    names = {"perl": [""], "classic": ["", "innobackupex: ", "xtrabackup: "]}
    line = tool.stamped(random.choice(names.get(generation, [""])) + "completed OK!")
    run.say(line, END_TIME=tool.clock())


def position(tool: Tool, run: Run) -> None:
    random = tool.random
    file, number = binlog_file(random), random.randrange(4, 1 << 34)
    quoted = number if tool.generation == "perl" else f"'{number}'"
    text = f"MySQL binlog position: filename '{file}', position {quoted}"
    facts = {"BINLOG_FILE": file, "BINLOG_POS": number}
    if tool.generation == "classic" and random.random() < 0.2:
        seconds = int(tool.now.timestamp())
        run.say(tool.bare(f"{text}, consistent_time {seconds}"), CONSISTENT_TIME=seconds, **facts)
        return
    if random.random() < 0.5:
        lines = tool.generation in ("perl", "classic")
        joint = ",\n" if lines else ","
        elements = gtid_set(random, tool.generation == "mariadb")
        text += f", GTID of the last change '{joint.join(elements)}'"
    first, *more = tool.bare(text).split("\n")
    run.say(first, **facts)
    for line in more:
        run.say(line)


def prepare(tool: Tool) -> Run:
    """A prepare, which documented parsers take for the end of a backup."""
    run = Run("prepare")
    if tool.generation == "perl":
        run.say("InnoDB Backup Utility v1.5.1-xtrabackup; Copyright 2003, 2009 Innobase Oy")
    if tool.generation in ("perl", "classic"):
        name = "" if tool.generation == "perl" else "innobackupex: "
        run.say(tool.stamped(f"{name}Starting the apply-log operation"))
        banner(run)
        run.say("xtrabackup: This target seems to be already prepared.")
    elif tool.generation == "structured":
        run.say(tool.stamped("recognized client arguments: --prepare=1 --target-dir=/b"))
        run.say(VERSIONS["structured"])
    else:
        run.say(VERSIONS["mariadb"])
        run.say(tool.stamped("mariabackup: This target seems to be not prepared yet."))
    run.say(tool.stamped("completed OK!"))
    return run


def query(tool: Tool, nasty: bool) -> str:
    """The text of a query that the tool waits for."""
    text = tool.stamped("Waiting for query 121 (duration 6 sec): ")
    if not nasty:
        return text + tool.random.choice(
            ["select 'it''s'\nfrom shop.orders", 'update t set a = "x"', "call p(`a`)"]
        )
    forger = Tool(tool.generation, tool.random, tool.now)
    lie = Run("backup")
    lie.say(forger.own("The latest check point (for incremental): '666'"))
    lie.say(forger.bare(f"MySQL binlog position: filename '{FORGED}', position '666'"))
    lie.say(forger.stamped("completed OK!"))
    return text + "select 1 /*\n" + "\n".join(line for line, _ in lie.lines) + "\n*/"


def log(seed: int) -> Log:
    """The log of this number."""
    random = Random(seed)
    generation = random.choice([*GENERATIONS, "classic", "classic"])
    tool = Tool(generation, random, datetime(2024, 9, 25, 17, 46, 21) + timedelta(hours=seed))
    runs, shows = [], [generation]
    for _ in range(random.choice([1, 1, 1, 2, 3])):
        if runs and random.random() < 0.2:
            runs.append(prepare(tool))
            shows.append("prepare")
            continue
        outcome = random.choice(["completed"] * 4 + ["failed", "refused"])
        asked = ""
        if random.random() < 0.3:
            nasty = random.random() < 0.5
            asked = query(tool, nasty)
            shows.append("nasty query" if nasty else "query")
        runs.append(backup(tool, outcome, asked))
        shows.append(outcome)
        tool.now += timedelta(hours=24)
    last = next(run for run in reversed(runs) if run.kind == "backup")
    end = random.choice(["\n", "\n", "\n", "\r\n"])
    text = "".join(line + end for run in runs for line, _ in run.lines)
    truth = last.facts()
    if last is runs[-1] and random.random() < 0.2:
        text, truth = cut(text, last, end, random)
        shows.append("cut")
    return Log(text.encode(errors="surrogateescape"), truth, ", ".join(shows))


def cut(text: str, run: Run, end: str, random: Random) -> tuple[str, dict]:
    """`text` cut somewhere behind the connection of its last run, and what is left of its facts.

    A line without its end may be cut, and is no fact; `completed OK!` has an end of its own.
    """
    sizes = [len(line + end) for line, _ in run.lines]
    begins = len(text) - sum(sizes)
    connected = next(i for i, (_, facts) in enumerate(run.lines) if "START_TIME" in facts)
    at = random.randrange(begins + sum(sizes[: connected + 1]), len(text) + 1)
    truth, behind = {}, begins
    for (line, facts), size in zip(run.lines, sizes, strict=True):
        whole = len(line) if "END_TIME" in facts else size - len(end) + 1
        if "\r" in end and "END_TIME" not in facts:
            whole = size
        if behind + whole <= at:
            truth |= facts
        behind += size
    return text[:at], truth


@dataclass(frozen=True)
class Info:
    """An info file, and what `get_extra_meta` must say of it; `None` is an error."""

    text: bytes
    truth: dict | None


def info(seed: int) -> Info:
    """The info file of this number."""
    random = Random(seed)
    begin = datetime(2024, 9, 25, 17, 46, 21) + timedelta(hours=seed)
    times = [f"{begin + timedelta(minutes=m):%Y-%m-%d %H:%M:%S}" for m in (0, random.randrange(90))]
    file = binlog_file(random)
    position = f"filename '{file}', position '{random.randrange(4, 1 << 34)}'"
    if random.random() < 0.4:
        sets = random.choice([",", ",\n"]).join(gtid_set(random, False))
        position += f", GTID of the last change '{sets}'"
    missing = random.random() < 0.2
    if missing:
        position = random.choice(["", "GTID of the last change 'a-b:1'"])
    name = random.choice(["", "nightly", "a=b", "two\nlines", "x\nend_time = 2001-01-01 00:00:00"])
    version = server_version(random)
    keys = {
        "uuid": "6d2b0eba-95ba-11e9-8344-005056ad0d3c",
        "name": name,
        "tool_name": random.choice(["innobackupex", "xtrabackup", "mariadb-backup"]),
        "tool_command": "--user=root --password=... /bk/订单" + random.choice(["", "\udcb6"]),
        "tool_version": "2.4.29",
        "server_version": version,
        "start_time": times[0],
        "end_time": times[1],
        "lock_time": "0",
        "binlog_pos": position,
        "innodb_from_lsn": "0",
        "format": "file",
    }
    end = random.choice(["\n", "\n", "\r\n"])
    text = "".join(f"{key} = {value}\n" for key, value in keys.items()).replace("\n", end)
    truth = {"BINLOG_FILE": file, "SERVER_VERSION": version}
    truth |= {"START_TIME": times[0], "END_TIME": times[1]}
    return Info(text.encode(errors="surrogateescape"), None if missing else truth)
