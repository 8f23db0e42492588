"""Records the fixtures from a running server: record-fixtures.py PORT API_SERVER_PID OUTPUT_FOLDER WHAT

WHAT is `replies` (the server must be fresh: its counters are recorded too), `engine-killed` or `server-killed` (both end
the server). How the server is started and what the files hold: fixtures/README.md. Standard library only.
"""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys

PORT, API_SERVER_PID, FOLDER = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
CHAT, COMPLETIONS = "/v1/chat/completions", "/v1/completions"
USAGE = {"include_usage": True}
CONTINUOUS_USAGE = {"include_usage": True, "continuous_usage_stats": True}
BASE = {"model": "tiny", "temperature": 1, "stream": True}
CHAT_BASE = {**BASE, "messages": [{"role": "user", "content": "Say something."}]}
END_TOKEN_ID = "1"

# The seeds were looked for, with the model of random weights that was served then: 7 brings several halves of characters, 2 one as
# the first token of all. For the model that is served now they have to be looked for again.
BODIES = {
    "chat-usage.sse": (CHAT, {**CHAT_BASE, "max_tokens": 24, "seed": 7, "stream_options": USAGE}),
    "chat-no-usage.sse": (CHAT, {**CHAT_BASE, "max_tokens": 6, "seed": 7}),
    "chat-continuous-usage.sse": (
        CHAT,
        {**CHAT_BASE, "max_tokens": 16, "min_tokens": 16, "ignore_eos": True, "seed": 7, "stream_options": CONTINUOUS_USAGE},
    ),
    "chat-stop.sse": (
        CHAT,
        {**CHAT_BASE, "max_tokens": 24, "min_tokens": 3, "seed": 7, "logit_bias": {END_TOKEN_ID: 100}, "stream_options": USAGE},
    ),
    "completion-first-token-empty.sse": (
        COMPLETIONS,
        {**BASE, "prompt": "tokens per", "max_tokens": 12, "seed": 2, "ignore_eos": True, "stream_options": USAGE},
    ),
    "completion-grouped-tokens.sse": (
        COMPLETIONS,
        {
            **BASE,
            "prompt": [5, 6, 7],
            "max_tokens": 18,
            "seed": 7,
            "ignore_eos": True,
            "stream_interval": 4,
            "stream_options": CONTINUOUS_USAGE,
        },
    ),
    "unknown-model-404.json": (CHAT, {**CHAT_BASE, "model": "nope", "max_tokens": 4}),
    "output-too-long-400.json": (CHAT, {**CHAT_BASE, "max_tokens": 2000}),
    "prompt-too-long-400.json": (COMPLETIONS, {**BASE, "prompt": "watt " * 1500, "max_tokens": 4}),
}
METRICS_LINE = re.compile(
    r"(# (HELP|TYPE) )?vllm:(num_requests_(running|waiting)|prompt_tokens_total|generation_tokens_total|request_success_total"
    r"|(time_to_first_token|inter_token_latency)_seconds(_bucket|_sum|_count)?)[ {]"
)


def ask(method: str, path: str, body: dict | None = None) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    text = None if body is None else json.dumps(body)
    connection.request(method, path, text, {} if body is None else {"Content-Type": "application/json"})
    response = connection.getresponse()
    return response.status, response.read()


def save(name: str, content: bytes) -> None:
    with open(os.path.join(FOLDER, name), "wb") as file:
        file.write(content)
    print(f"{name}: {len(content)} bytes", file=sys.stderr)


def record_broken_stream(name: str, victim_pid: int, events_before: int) -> None:
    """Keeps what came over the wire, with head and chunk framing, of a stream whose victim is killed after some events."""
    body = json.dumps({**CHAT_BASE, "max_tokens": 1000, "seed": 7, "ignore_eos": True, "stream_options": USAGE}).encode()
    head = f"POST {CHAT} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    wire, is_killed = b"", False
    with socket.create_connection(("127.0.0.1", PORT), timeout=60) as connection:
        connection.sendall(head.encode() + body)
        while True:
            try:
                part = connection.recv(65536)
            except ConnectionResetError:
                print(f"{name}: connection reset", file=sys.stderr)
                break
            wire += part
            if part == b"" or wire.endswith(b"0\r\n\r\n"):
                break
            if not is_killed and wire.count(b"\n\n") >= events_before:
                os.kill(victim_pid, signal.SIGKILL)
                is_killed = True
    save(name, wire)


def pid_of(title: str) -> int:
    """The one process of the server's group that has this title."""
    rows = subprocess.run(["ps", "-eo", "pid=,pgid=,args="], capture_output=True, text=True, check=True).stdout.splitlines()
    [pid] = [int(row.split()[0]) for row in rows if int(row.split()[1]) == API_SERVER_PID and title in row]
    return pid


def record_replies() -> None:
    _, models = ask("GET", "/v1/models")
    save("models.json", re.sub(rb'"root":"[^"]*"', b'"root":"tiny-model"', models))
    save("version.json", ask("GET", "/version")[1])
    for name, (path, body) in BODIES.items():
        status, content = ask("POST", path, body)
        print(f"{status} ", end="", file=sys.stderr)
        save(name, content)
    lines = ask("GET", "/metrics")[1].decode().splitlines()
    save("metrics.txt", "".join(f"{line}\n" for line in lines if METRICS_LINE.match(line)).encode())


RECORDINGS = {
    "replies": record_replies,
    "engine-killed": lambda: record_broken_stream("chat-engine-killed.http", pid_of("VLLM::Worker"), 8),
    "server-killed": lambda: record_broken_stream("chat-server-killed.http", API_SERVER_PID, 8),
}
RECORDINGS[sys.argv[4]]()
