"""What can go wrong. Every exception is a ConcordError with a ``code``; most are one of Python's own kinds too."""

from __future__ import annotations


class ConcordError(Exception):
    """Something that Concord could not do.

    code: the word that ``--json`` prints too: "invalid", "usage", "not found", "limit", "io", "store", "corrupt" or
        "unsupported".
    parameter: the parameter that is wrong, where the call is ("top"); None otherwise.
    source, line, column: where the input is wrong, as far as that is known; line and column count from 1.
    """

    code = "failed"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        parameter: str | None = None,
        source: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        place = source or ""
        if place and line:
            place += f":{line}" + (f":{column}" if column else "")
        super().__init__(f"{place}: {message}" if place else message)
        self.message = message
        if code is not None:
            self.code = code
        self.parameter = parameter
        self.source = source
        self.line = line
        self.column = column


class InvalidInputError(ConcordError, ValueError):
    """The input is not of the form that it should have."""

    code = "invalid"


class UsageError(ConcordError, ValueError):
    """The call is wrong: an unknown word, an impossible combination. ``parameter`` names what is wrong."""

    code = "usage"


class NotFoundError(ConcordError, LookupError):
    """What was asked for does not exist; the message suggests similar names."""

    code = "not found"


class LimitError(ConcordError):
    """A documented limit was passed."""

    code = "limit"


class ReadWriteError(ConcordError, OSError):
    """A file or folder could not be read or written."""

    code = "io"


class StoreError(ConcordError):
    """The store could not do its work, or another program is writing to it."""

    code = "store"


class CorruptError(StoreError):
    """Stored bytes are not what was written."""

    code = "corrupt"


class UnsupportedError(ConcordError):
    """Well formed, but of a kind that this program does not read."""

    code = "unsupported"


class QueryError(ConcordError, ValueError):
    """A query in Cypher is wrong, or failed while it ran.

    error_class, detail, phase: as openCypher names them ("SyntaxError", "UndefinedVariable", "compile time").
    """

    error_class: str
    detail: str
    phase: str


_CLASSES: dict[str, type[ConcordError]] = {
    error.code: error
    for error in (
        InvalidInputError,
        UsageError,
        NotFoundError,
        LimitError,
        ReadWriteError,
        StoreError,
        CorruptError,
        UnsupportedError,
    )
}


def from_error(code: str, message: str, parameter: str, source: str, line: int, column: int) -> ConcordError:
    """The exception for an error of the library. The extension module calls it."""
    return _CLASSES.get(code, ConcordError)(
        message,
        code=code,
        parameter=parameter or None,
        source=source or None,
        line=line or None,
        column=column or None,
    )


def from_query_error(
    code: str, message: str, error_class: str, detail: str, phase: str, line: int, column: int
) -> QueryError:
    """Likewise for an error of the query language."""
    error = QueryError(message, code=code, line=line or None, column=column or None)
    error.error_class = error_class
    error.detail = detail
    error.phase = phase
    return error
