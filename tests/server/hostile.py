"""Clients that no server wishes for, and whether others are still answered. Run by hand; needs no package:

  concord --store STORE serve --port 8399
  python3 tests/server/hostile.py 127.0.0.1 8399 "$(pidof concord)"

Each row: what the bad clients do, how many of 20 good questions were answered, the slowest of these, and the memory
and the open files of the server afterwards.
"""
import concurrent.futures
import http.client
import os
import resource
import socket
import sys
import time

HOST, PORT, PID = sys.argv[1], int(sys.argv[2]), sys.argv[3]
GOOD = ["/", "/api/v1/stats", "/search?text=incident", "/documents", "/forum?id=oecd"]


def ask(path):
    start = time.monotonic()
    try:
        for _ in range(2):
            connection = http.client.HTTPConnection(HOST, PORT, timeout=30)
            connection.request("GET", path)
            response = connection.getresponse()
            response.read()
            connection.close()
            if response.status != 503:
                break
            time.sleep(int(response.getheader("Retry-After")))  # as the server asks for
        return response.status == 200, time.monotonic() - start
    except OSError:
        return False, time.monotonic() - start


def server():
    with open(f"/proc/{PID}/status", encoding="ascii") as status:
        memory = next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
    return f"{memory // 1024} MB, {len(os.listdir(f'/proc/{PID}/fd'))} files"


def report(what):
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(ask, GOOD * 4))
    good = sum(answered for answered, _ in answers)
    print(f"{what}: {good} of {len(answers)} answered, slowest {max(t for _, t in answers):.2f} s; {server()}", flush=True)
    return good == len(answers)


def send(one, text):
    try:
        one.sendall(text)
    except OSError:
        pass  # the server has heard enough


def many(count, text):
    sockets = []
    for _ in range(count):
        try:
            sockets.append(socket.create_connection((HOST, PORT), timeout=30))
        except OSError:
            break
        if text:
            send(sockets[-1], text)
    return sockets


def close(sockets):
    for one in sockets:
        one.close()


soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
fine = report("nobody else")
HEAD = f"Host: {HOST}\r\n".encode()
for what, count, text in [
    ("10,000 silent connections", 10000, b""),
    ("10,000 half requests", 10000, b"GET / HTTP/1.1\r\nHost: "),
    ("200 event streams", 200, b"GET /api/v1/check HTTP/1.1\r\n" + HEAD + b"Accept: text/event-stream\r\n\r\n"),
    ("100 exports that nobody reads", 100, b"GET /api/v1/export?format=jsonld HTTP/1.1\r\n" + HEAD + b"\r\n"),
    ("50 bodies of 4 TB that are announced", 50,
     b"POST /mcp HTTP/1.1\r\n" + HEAD + b"Content-Length: 4000000000000\r\n\r\n"),
    ("20 bodies of 5 MB in chunks", 20,
     b"POST /mcp HTTP/1.1\r\n" + HEAD + b"Transfer-Encoding: chunked\r\n\r\n" +
     (b"10000\r\n" + b"a" * 65536 + b"\r\n") * 80),
]:
    sockets = many(count, text)
    fine = report(f"{what} ({len(sockets)})") and fine
    close(sockets)
slow = many(300, b"GET / HTTP/1.1\r\n")
for letter in b"X-Slow: aaaa":
    for one in slow:
        send(one, bytes([letter]))
    time.sleep(0.5)
fine = report("300 clients that send a letter each half second") and fine
close(slow)
time.sleep(2)
fine = report("nobody else again") and fine
sys.exit(not fine)
