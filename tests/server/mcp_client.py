"""The Python SDK (PyPI: mcp) against Concord: lists the tools and calls every one, over standard input and output and
over HTTP. Run by hand:

    concord --store sample.db serve --port 8399
    python3 tests/server/mcp_client.py build/dev/concord sample.db http://127.0.0.1:8399/mcp
"""
import asyncio
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

try:
    from mcp.client.streamable_http import streamable_http_client as http_client
except ImportError:
    from mcp.client.streamable_http import streamablehttp_client as http_client

CALLS = {
    "search": {"text": "incident reports"},
    "map": {"a": "tideway-controls", "b": "lantern-risks"},
    "gaps": {"a": "tideway-controls", "by": "lantern-risks"},
    "paths": {"a": "tideway-controls:GO-1", "b": "lantern-risks:3.1"},
    "forums": {"topic": "incident reports"},
    "forum": {"key": "oecd"},
    "coverage": {"rows": "document", "cols": "incident reports, human review"},
    "show": {"key": "meridian-convention"},
    "export": {"key": "meridian-convention"},
    "query": {"q": "MATCH (d:Document) RETURN d.title LIMIT 5"},
}


async def exercise(name, streams):
    async with ClientSession(streams[0], streams[1]) as session:
        await session.initialize()
        tools = (await session.list_tools()).tools
        assert len(tools) <= 10, name
        for tool in tools:
            result = await session.call_tool(tool.name, CALLS[tool.name])
            failed = getattr(result, "is_error", None) or getattr(result, "isError", None)
            assert not failed and result.content[0].text, (name, tool.name, result)
            print("ok  ", name, tool.name, len(result.content[0].text), "bytes")


async def main(program, store, url):
    async with stdio_client(StdioServerParameters(command=program, args=["--store", store, "mcp"])) as streams:
        await exercise("python, stdio:", streams)
    async with http_client(url) as streams:
        await exercise("python, http:", streams)


asyncio.run(main(*sys.argv[1:4]))
