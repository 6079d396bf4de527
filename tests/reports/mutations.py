"""Mail files that went wrong in ways that nobody thought of: samples, cut up and put together again."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.reports.samples import SAMPLES, B

FILES = [data for _, data in SAMPLES.values() if len(data) < 6000]
TOKENS = [
    *(
        b"\r\n",
        b"\n",
        b"\r",
        b"\r\n\r\n",
        b"--",
        b"--" + B,
        b"--" + B + b"--",
        b"\r\n--" + B + b"\r\n",
        b" ",
        b"\t",
    ),
    *(
        b"--dsn1",
        b"--dsn1--\r\n",
        b"--in",
        b"--s1",
        b"From ",
        b"From x Mon Nov 23 09:00:00 2026\n",
        b":",
        b";",
    ),
    *(b'"', b"\\", b"=", b"*0=", b"\xff", b"\xc3\xa4", b"\0", b"\x0b", b"\x85", b"\xa0", b"\x1c"),
    *(b"Content-Type: message/rfc822\r\n", b"Content-Type: multipart/mixed; boundary=dsn1\r\n"),
    *(b"Content-Type: multipart/digest; boundary=in\r\n", b"Content-Type: text/html; charset=utf-8\r\n"),
    *(b"Content-Transfer-Encoding: base64\r\n", b"Content-Transfer-Encoding: quoted-printable\r\n"),
    *(
        b"Received: by a; b\r\n",
        b"From: a@b\r\n",
        b"Date: x\r\n",
        b"Message-ID: <x>\r\n",
        b"Subject: Fwd: x\r\n",
    ),
    *(
        b"To: desk@example.org\r\n",
        b"=?utf-8?Q?=C3=A4?=",
        b"=?iso-8859-1?b?5A==?=",
        b"=\r\n",
        b"=3D",
        b"&#228;",
    ),
]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A sample after some mishaps."""
    data = draw(st.sampled_from(FILES))
    for _ in range(draw(st.integers(1, 6))):
        begin, end = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
        piece = data[begin:end]
        how = draw(st.integers(0, 6))
        if how == 0:
            data = data[:begin] + data[end:]
        elif how == 1:
            data = data[:end] + piece[:1500] + data[end:]
        elif how == 2:
            data = data[:begin] + draw(st.sampled_from(FILES))[:4000] + data[end:]
        elif how == 3:
            data = (
                data[:begin] + piece.replace(b"\r\n", draw(st.sampled_from([b"\n", b"\r", b""]))) + data[end:]
            )
        elif how == 4:
            data = data[:begin] + draw(st.binary(min_size=1, max_size=4)) + data[begin + 1 :]
        else:
            data = data[:begin] + draw(st.sampled_from(TOKENS)) + data[begin:]
    return data
