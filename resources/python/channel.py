"""Messages between the session and the tool: four bytes of length, little-endian, then that much JSON."""
import json
import os
import select
import signal
import threading

SIZE_LIMIT = 16 << 20   # bytes of one message


class Uninterrupted:
    """A message is sent or received as a whole: a SIGINT that comes meanwhile is raised behind it."""

    def __enter__(self):
        self.previous = None
        self.frames = False
        if threading.current_thread() is threading.main_thread():
            self.previous = signal.signal(signal.SIGINT, self.note)

    def note(self, signal_number, frame):
        self.frames = True

    def __exit__(self, *error):
        if self.previous is None:
            return
        signal.signal(signal.SIGINT, self.previous)
        if self.frames and callable(self.previous):
            self.previous(signal.SIGINT, None)


def clean(value):
    """Text that UTF-8 can carry: lone surrogates are written out."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {key: clean(item) for key, item in value.items()}
    if isinstance(value, list):
        return [clean(item) for item in value]
    return value


def encoded(value):
    return json.dumps(clean(value)).encode("ascii")


class Channel:
    def __init__(self, descriptor):
        self.descriptor = descriptor
        self.is_closed = False
        self.lock = threading.RLock()
        self.next_id = 1
        os.set_inheritable(descriptor, False)

    def close(self):
        """In a forked child: the pipe is the parent's."""
        if not self.is_closed:
            self.is_closed = True
            os.close(self.descriptor)

    def send(self, message):
        body = encoded(message)
        if len(body) > SIZE_LIMIT:
            raise ValueError("a message of %d bytes is over the limit" % len(body))
        data = memoryview(len(body).to_bytes(4, "little") + body)
        if self.is_closed:
            return
        with self.lock, Uninterrupted():
            while data:
                data = data[os.write(self.descriptor, data):]

    def receive(self):
        """The next message; None when the other side has closed."""
        head = self.exactly(4)
        if head is None:
            return None
        size = int.from_bytes(head, "little")
        if size > SIZE_LIMIT:
            raise ValueError("a message of %d bytes is over the limit" % size)
        body = self.exactly(size)
        return None if body is None else json.loads(body.decode("utf-8"))

    def exactly(self, size):
        parts = []
        while size:
            part = os.read(self.descriptor, min(size, 1 << 16))
            if not part:
                return None
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def ask(self, question):
        """Sends a question and waits for its own answer; one that came for an interrupted question is passed over."""
        with self.lock:
            number, self.next_id = self.next_id, self.next_id + 1
            self.send(dict(question, id=number))
            while True:
                waiting = select.poll()
                waiting.register(self.descriptor, select.POLLIN)
                waiting.poll()   # a SIGINT is raised here
                with Uninterrupted():
                    answer = self.receive()
                if answer is None:
                    raise EOFError("the tool has gone")
                if answer.get("id") == number:
                    return answer
