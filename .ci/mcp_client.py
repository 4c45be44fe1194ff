"""Speaks to `scrutineer mcp` as clients do, by the client of the protocol's own Python package.

usage: mcp_client.py SCRUTINEER

Every answer is held against the output schema that its tool declares, and beside the JSON of the command.
"""

import asyncio
import json
import re
import subprocess
import sys

import jsonschema
from mcp import ClientSession, MCPError, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.types import PaginatedRequestParams

PROGRAM = sys.argv[1]
BOOK = ["--book", "built-in"]
WITHIN = 60

# Each tool: what it is asked, the command whose JSON its answer is, and words of a sentence to quote. No command where
# the answer is cut to fewer rows.
ASKED = [
    ("find_vote", {"words": "cyberspace", "from": "2018", "to": "2018"},
     ["find", "cyberspace", "--from", "2018", "--to", "2018"], "A/RES/73/266"),
    ("show_vote", {"vote": "74/29"}, ["show", "A/RES/74/29"], "129 members voted in favour, 6 against"),
    ("compare_votes", {"votes": ["73/27", "74/29"]}, ["compare", "73/27", "74/29"], "of these moved"),
    ("show_series", {"vote": "A/RES/74/29"}, ["series", "A/RES/74/29"], "recorded votes"),
    ("member_record", {"member": "Kenya", "limit": 1000}, ["member", "KEN"], "Kenya voted yes in"),
    ("agreement", {"members": ["USA", "United Kingdom"], "sessions": ["74"]},
     ["agreement", "--members", "USA,GBR", "--session", "74"], "took the same position in"),
    ("check_statement", {"text": "Kenya voted against resolution 74/29.", "date": "2020-01-05"}, None, "Kenya"),
    ("check_citations", {"draft": "Resolution 74/29 on the rights of the child was adopted."}, None, "74/29"),
]

# What must be refused, and words of the remedy.
REFUSED = [
    ("show_vote", {"vote": "no such text"}, "symbol"),
    ("show_vote", {}, "missing field `vote`"),
    ("show_vote", {"vote": "74/29", "colour": "red"}, "unknown field `colour`"),
    ("show_vote", {"vote": "x" * 201}, "vote: 201 letters are too many"),
    ("show_vote", {"vote": ["74/29"]}, "vote:"),
    ("compare_votes", {"votes": ["74/29"]}, "name 2 to 6"),
    ("compare_votes", {"votes": ["74/29"] * 7}, "name 2 to 6"),
    ("find_vote", {"from": "yesterday"}, "date"),
    ("find_vote", {"limit": 0}, "1 to 100"),
    ("find_vote", {"cursor": "the second page"}, "cursor: it is none of this list"),
    ("find_vote", {"cursor": "0" * 17}, "cursor: it is none of this list"),
    ("find_vote", {"cursor": "0" * 201}, "cursor: 201 letters are too many"),
    ("find_vote", {"cursor": 2}, "cursor:"),
    ("show_vote", {"vote": "74/29", "cursor": "0" * 17}, "unknown field `cursor`"),
    ("agreement", {"members": ["USA"], "cursor": "0" * 17}, "cursor: it is none of this list"),
    ("check_statement", {"text": "Kenya voted no.", "cursor": "0" * 17}, "cursor: it is none of this list"),
    ("find_vote", {"position": "yes"}, "name a member or a group"),
    ("member_record", {"member": "Kennya"}, "Kenya"),
    ("agreement", {"members": ["USA"], "sessions": ["the last"]}, "write a session"),
    ("check_statement", {"text": " "}, "nothing in it"),
    ("check_statement", {"text": "x" * 200_001}, "200001 letters are too many"),
    ("check_statement", {"text": "x" * 3_000_000}, "3000000 letters are too many"),
    ("check_statement", {"text": "%PDF-1.7"}, "pdftotext"),
    ("check_statement", {"text": "Kenya voted no.", "date": "soon"}, "date"),
]


def command(*words):
    run = subprocess.run([PROGRAM, *words, *BOOK, "--format", "json"], capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def at(cursor):
    """The page of a list of the protocol's own to which a cursor leads."""
    return cursor and PaginatedRequestParams(cursor=cursor)


async def tools(session):
    listed = (await session.list_tools()).tools
    assert [tool.name for tool in listed] == [name for name, *_ in ASKED], listed
    for tool in listed:
        jsonschema.Draft202012Validator.check_schema(tool.input_schema)
        jsonschema.Draft202012Validator.check_schema(tool.output_schema)
        assert tool.description and tool.annotations.read_only_hint, tool.name
    return {tool.name: tool for tool in listed}


async def answers(session, declared):
    for name, asked, same, words in ASKED:
        tool = declared[name]
        jsonschema.validate(asked, tool.input_schema)
        result = await session.call_tool(name, asked)
        assert not result.is_error, (name, result.content)
        told = result.structured_content
        jsonschema.validate(told, tool.output_schema)
        assert json.loads(result.content[0].text) == told, name
        assert told["citations"] and told["reproduce"].startswith("scrutineer "), told
        assert any(words in sentence for sentence in told["quotable"]), (name, told["quotable"])
        if same:
            assert told["answer"] == command(*same), name
    checked = (await session.call_tool(*ASKED[6][:2])).structured_content["answer"]
    [finding] = checked["documents"][0]["findings"]
    assert finding["verdict"] == "contradicted", finding


# Long lists: what is asked, and the lists of the answer that come in pages. Whole, they are those of the command.
PAGED = [
    ("find_vote", {"from": "2015", "limit": 7}, ["find", "--from", "2015"], ["votes", "texts"]),
    ("member_record", {"member": "USA", "limit": 11}, ["member", "USA"], ["votes", "alone"]),
    ("agreement", {"members": ["USA"], "sessions": ["74"], "limit": 50},
     ["agreement", "--members", "USA", "--session", "74"], ["pairs"]),
]
LONG = " ".join(f"{name} voted against resolution 74/29. In 1971 it was adopted by some sixty votes."
                for name in ["Kenya", "Brazil", "Ukraine", "Israel", "India"])


async def all_pages(session, name, asked, declared, lists):
    """Every page, put together, and how many there were."""
    whole, cursor, pages = {of: [] for of in lists}, {}, 0
    while True:
        result = await session.call_tool(name, asked | cursor)
        assert not result.is_error, (name, result.content)
        told, pages = result.structured_content, pages + 1
        jsonschema.validate(told, declared[name].output_schema)
        answer = told["answer"]["documents"][0] if "documents" in told["answer"] else told["answer"]
        assert told["more"] == ("next_cursor" in told) and all(len(answer[of]) <= asked["limit"] for of in lists), told
        for of in lists:
            whole[of] += answer[of]
        if not told["more"]:
            return whole, pages
        cursor = {"cursor": told["next_cursor"]}


async def pages(session, declared):
    for name, asked, same, lists in PAGED:
        whole, count = await all_pages(session, name, asked, declared, lists)
        there = command(*same)
        assert count > 2 and whole == {of: there[of] for of in lists}, (name, count)
    whole, count = await all_pages(session, "check_statement", {"text": LONG, "limit": 2}, declared, ["findings", "unread"])
    at_once = (await session.call_tool("check_statement", {"text": LONG})).structured_content
    assert not at_once["more"] and count > 2, count
    assert whole == {of: at_once["answer"]["documents"][0][of] for of in whole}, "the pages of a statement"
    # A cursor leads through its own list alone.
    first = (await session.call_tool("find_vote", {"from": "2015", "limit": 7})).structured_content
    astray = await session.call_tool("find_vote", {"from": "2016", "limit": 7, "cursor": first["next_cursor"]})
    assert astray.is_error and "cursor" in astray.content[0].text, astray


async def refusals(session):
    for name, asked, words in REFUSED:
        result = await session.call_tool(name, asked)
        told = result.content[0].text
        assert result.is_error and re.search(re.escape(words), told), (name, str(asked)[:80], told)
    for refused, words in [
        (session.call_tool("no_such_tool", {}), "there is no such tool"),
        (session.read_resource("scrutineer://votes/none"), "symbol"),
        (session.read_resource("scrutineer://elsewhere"), "there is no such resource"),
        (session.read_resource("scrutineer://book?cursor=00"), "there is no such resource"),
        (session.read_resource("scrutineer://members?cursor=00"), "cursor"),
        (session.read_resource("scrutineer://members/USA?cursor=00"), "cursor"),
        (session.list_tools(params=at("00")), "cursor"),
        (session.list_resources(params=at("the second page")), "cursor"),
        (session.list_resource_templates(params=at("00")), "cursor"),
    ]:
        try:
            await refused
        except MCPError as error:
            assert words in str(error), (words, error)
            continue
        raise AssertionError(f"was not refused: {words}")


async def resources(session):
    listed, cursor, count = [], None, 0
    while count == 0 or cursor:
        page = await session.list_resources(params=at(cursor))
        listed, cursor, count = listed + page.resources, page.next_cursor, count + 1
    uris = [str(found.uri) for found in listed]
    assert uris[:2] == ["scrutineer://book", "scrutineer://members"] and "scrutineer://members/USA" in uris, uris
    assert count > 2 and len(set(uris)) == len(uris) > 195, (count, len(uris))
    templates = await session.list_resource_templates()
    assert [found.uri_template for found in templates.resource_templates] == [
        "scrutineer://votes/{+vote}", "scrutineer://members/{member}{?cursor}", "scrutineer://members{?cursor}"]
    assert templates.next_cursor is None

    async def read(uri):
        [content] = (await session.read_resource(uri)).contents
        assert content.mime_type == "application/json", content
        return json.loads(content.text)

    assert (await read("scrutineer://votes/A/RES/74/29"))["answer"] == command("show", "A/RES/74/29")
    assert (await read("scrutineer://members/USA"))["answer"]["press_name"] == "United States"
    assert (await read("scrutineer://members/C%C3%B4te%20d%27Ivoire"))["answer"]["member"] == "CIV"
    assert (await read("scrutineer://book"))["answer"] == command("book", "info")
    members, told = [], await read("scrutineer://members")
    members += told["answer"]["members"]
    while told["more"]:
        told = await read(f"scrutineer://members?cursor={told['next_cursor']}")
        members += told["answer"]["members"]
    assert [f"scrutineer://members/{member['member']}" for member in members] == uris[2:]
    first = await read("scrutineer://members/USA")
    second = await read(f"scrutineer://members/USA?cursor={first['next_cursor']}")
    assert first["answer"]["votes"] + second["answer"]["votes"] == command("member", "USA")["votes"][:40]


async def at_once(session):
    """Forty calls of which none waits for another; each gets its own answer."""
    symbols = ["73/27", "74/29", "73/266", "74/28"] * 10
    called = [session.call_tool("show_vote", {"vote": symbol}) for symbol in symbols]
    for symbol, result in zip(symbols, await asyncio.gather(*called)):
        assert result.structured_content["answer"]["symbol"] == f"A/RES/{symbol}", symbol


async def conversation():
    server = StdioServerParameters(command=PROGRAM, args=["mcp", *BOOK])
    async with stdio_client(server) as streams, ClientSession(*streams) as session:
        started = await session.initialize()
        assert started.server_info.name == "scrutineer" and "97 votes" in started.instructions, started
        declared = await tools(session)
        await answers(session, declared)
        await pages(session, declared)
        await refusals(session)
        await resources(session)
        await at_once(session)
    print(len(ASKED), "tools,", len(PAGED) + 1, "lists in pages,", len(REFUSED) + 9,
          "refusals, resources and 40 calls at once: as declared")


def raw(*lines):
    """What comes back for lines as they stand, until the program ends by itself at the end of its input."""
    run = subprocess.run([PROGRAM, "mcp", *BOOK], input=b"".join(line + b"\n" for line in lines), capture_output=True,
                         timeout=WITHIN)
    assert run.returncode == 0, run
    return [json.loads(line) for line in run.stdout.splitlines()]


def hostile():
    start = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
        "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "raw", "version": "0"}}}
    ready = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    call = {"jsonrpc": "2.0", "id": 2, "method": "tools/call",
            "params": {"name": "show_vote", "arguments": {"vote": "74/29"}}}
    begin = [json.dumps(start).encode(), json.dumps(ready).encode()]
    call = json.dumps(call).encode()
    assert raw() == [], "no input, no output"
    for nonsense in [b"{", b"\xff\xfe", b"[" * 100_000, b'"' + b"x" * 5_000_000 + b'"', b"null",
                     b'{"jsonrpc":"2.0","id":9,"method":"no/such"}']:
        told = raw(*begin, nonsense, call)
        answered = [line for line in told if line.get("id") == 2]
        assert answered and not answered[0]["result"].get("isError"), (nonsense[:40], told)
    print("lines that are no requests: the conversation goes on")


hostile()
asyncio.run(asyncio.wait_for(conversation(), 5 * WITHIN))
