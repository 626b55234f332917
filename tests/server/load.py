"""Many clients at once: asks a mix of pages and API routes and prints how long each route takes. Run by hand against a
server with a store of some size:

    concord --store policies.db serve --port 8398
    python3 tests/server/load.py 127.0.0.1 8398 --clients 50 --seconds 60 < routes.txt

routes.txt has a name and an address a line ("search /search?text=human+oversight"); a client takes them at random, each
name as often as it has lines. Every address is asked once before the measurement: caches are warm then.
"""
import argparse
import asyncio
import collections
import random
import sys
import time


async def ask(reader, writer, host, path):
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
    await writer.drain()
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    length = next(int(line.split(":")[1]) for line in head.split("\r\n") if line.lower().startswith("content-length"))
    await reader.readexactly(length)
    return int(head.split(" ", 2)[1])


async def client(options, routes, until, times, failures):
    chance = random.Random(id(times) + len(failures) + time.time_ns())
    reader, writer = await asyncio.open_connection(options.host, options.port)
    while time.monotonic() < until:
        name, path = chance.choice(routes)
        start = time.monotonic()
        status = await ask(reader, writer, options.host, path)
        times[name].append(time.monotonic() - start)
        if status != 200:
            failures[f"{status} {path}"] += 1
    writer.close()


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("host")
    parser.add_argument("port", type=int)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    routes = [tuple(line.split(maxsplit=1)) for line in sys.stdin.read().splitlines() if line.strip()]
    reader, writer = await asyncio.open_connection(options.host, options.port)
    for _, path in sorted(set(routes)):
        await ask(reader, writer, options.host, path)
    writer.close()
    times, failures = collections.defaultdict(list), collections.Counter()
    until = time.monotonic() + options.seconds
    await asyncio.gather(*(client(options, routes, until, times, failures) for _ in range(options.clients)))
    print(f"{'route':12} {'asked':>8} {'median':>8} {'p95':>8} {'most':>8}  milliseconds")
    for name, taken in sorted(times.items()):
        taken.sort()
        at = lambda share: 1000 * taken[min(len(taken) - 1, int(share * len(taken)))]
        print(f"{name:12} {len(taken):8} {at(0.5):8.1f} {at(0.95):8.1f} {at(1):8.1f}")
    print(sum(map(len, times.values())), "answers;", dict(failures) or "no error")


asyncio.run(main())
