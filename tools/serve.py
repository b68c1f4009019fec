"""Serve a built site as a web host does: compressed, below a path, with headers and a 404 page."""

import gzip
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".txt", ".md", ".xml", ".inv"}


class Handler(SimpleHTTPRequestHandler):
    """Answer from a folder, as if it stood below ``base``."""

    def __init__(self, *arguments: object, base: str, headers: Mapping[str, str], **named: object):
        self.base, self.extra = base, headers
        super().__init__(*arguments, **named)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Send the file, or the 404 page."""
        path = urlsplit(self.path).path
        name = path.removeprefix(self.base)
        file = Path(self.translate_path("/" + name))
        file = file / "index.html" if path.endswith("/") else file
        found = path.startswith(self.base) and file.is_file()
        if not found:
            file = Path(self.directory) / "404.html"
        body = file.read_bytes() if file.is_file() else b"Not found"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self.guess_type(str(file)))
        if file.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        for name, value in self.extra.items():
            self.send_header(name, value)
        with suppress(ConnectionError):  # the browser has left the page
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def serve(
    folder: Path, base: str = "/handbook/", headers: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Serve a folder until the block ends.

    Args:
        folder: the built site.
        base: the path below which it stands, with a slash at both ends.
        headers: sent with every answer.

    Yields:
        The address of the site, which ends with ``base``.
    """
    handler = partial(Handler, directory=str(folder), base=base, headers=headers or {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{base}"
    finally:
        server.shutdown()
        server.server_close()
