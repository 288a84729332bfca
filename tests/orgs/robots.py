"""A messenger on this machine: it keeps what its robots are told, and answers as it is told to."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer


class Messenger:
    """What was said to its robots, and how they answer."""

    def __init__(self):
        self.heard = []
        self.status, self.answer = 200, {"errcode": 0, "code": 0}
        messenger = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                messenger.heard.append((self.path, json.loads(body)))
                self.send_response(messenger.status)
                self.end_headers()
                self.wfile.write(json.dumps(messenger.answer).encode())

            def log_message(self, *args):
                """Tests read what was heard, not a log."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def host(self):
        return f"127.0.0.1:{self.server.server_port}"

    def address(self, path="/cgi-bin/webhook/send?key=a-key-that-nobody-may-read"):
        return f"http://{self.host}{path}"

    def close(self):
        self.server.shutdown()
        self.server.server_close()
