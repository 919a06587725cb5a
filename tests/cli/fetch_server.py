"""A web server on this machine for 150-fetch.sh: one story in every wrapping.

    fetch_server.py FILE      writes its port to FILE, serves until it is killed
"""
import gzip
import http.server
import sys

STORY = """<html><head><title>Envoys for Ellorin</title></head><body><h1>Envoys for Ellorin ({0})</h1>
<p>The foreign minister of Torvania said on Tuesday, 4 February 2031, that his government rejected the treaty.</p>
<p>He demanded that the talks in Port Elmere begin again and warned that patience was running out ({0}).</p>
<p>A spokeswoman of the Coastal Alliance said that it would answer in writing within a week ({0}).</p></body></html>"""


def stored_brotli(data):
    """A Brotli stream of one block that is not compressed."""
    return ((len(data) - 1) << 4 | 1 << 20).to_bytes(3, "little") + data + b"\x03"


class Server(http.server.BaseHTTPRequestHandler):
    def log_message(self, *words):
        pass

    def answer(self, body, status=200, **fields):
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **fields}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def go(self, place):
        self.answer(b"", 302, Location=place)

    def do_GET(self):
        name = self.path.strip("/")
        story = STORY.format(name).encode()
        if name in ("plain", "there"):
            self.answer(story)
        elif name == "gzip":
            self.answer(gzip.compress(story), Content_Encoding="gzip")
        elif name == "brotli":
            self.answer(stored_brotli(story), Content_Encoding="br")
        elif name == "latin":
            self.answer(STORY.format("Grüße").encode("latin-1"), Content_Type="text/html; charset=iso-8859-1")
        elif name == "moved":
            self.go("/moved-again")
        elif name == "moved-again":
            self.go("/there")
        elif name == "round":
            self.go("/round")
        elif name == "file":
            self.go("file:///etc/passwd")
        elif name == "inside":
            self.go("http://169.254.169.254/latest/meta-data")
        elif name == "bomb":
            self.answer(gzip.compress(bytes(64 << 20)), Content_Encoding="gzip")
        elif name == "big":
            self.answer(bytes(40 << 20))
        elif name == "cut":
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(story)
        else:
            self.answer(b"no such page", 404)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
with open(sys.argv[1], "w") as file:
    file.write(f"{server.server_port}\n")
server.serve_forever()
