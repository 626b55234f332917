// What a function that can fail returns: a value, or what went wrong and where.
//
// No exception crosses a room. If a library throws or has its own error type, the code that calls it
// translates the error once.
#ifndef CONCORD_BASE_RESULT_H_
#define CONCORD_BASE_RESULT_H_

#include <cstdint>
#include <string>
#include <string_view>

// Debian's libexpected lets callers drop results silently. The attribute of this first declaration also holds
// for the class that the library defines, so the compiler reports a result that nobody checks.
namespace tl {
template <typename T, typename E>
class [[nodiscard]] expected;
}

#include <tl/expected.hpp>

namespace concord {

enum class ErrorCode : uint8_t {
  kInvalid,      // the input does not have the expected form
  kUsage,        // the call is wrong: an unknown word, an impossible combination
  kNotFound,     // what was asked for does not exist
  kLimit,        // a documented limit was exceeded
  kIo,           // a file or folder could not be read or written
  kStore,        // the store could not do its work, or another program uses it
  kCorrupt,      // stored bytes differ from what was written
  kUnsupported,  // well formed, but of a kind that this program does not read
};

// "invalid", "not found" ...: as printed in messages and JSON.
std::string_view ErrorCodeName(ErrorCode code);

// If the position is unknown, it is zero. `line` and `column` count from 1, the column in bytes. `offset` is
// in bytes from the start of `source` and is only valid if line > 0.
struct Error {
  ErrorCode code = ErrorCode::kInvalid;
  std::string message;  // what was found and what was expected, without the position
  std::string source;   // path of a file, or another name of the input; may be empty
  uint64_t line = 0;
  uint64_t column = 0;
  uint64_t offset = 0;

  // "file.tsv:12:5: expected 4 columns, found 3"
  std::string ToString() const;
};

template <typename T>
using Result = tl::expected<T, Error>;

// return Fail(ErrorCode::kNotFound, "no document 'x'");
inline tl::unexpected<Error> Fail(ErrorCode code, std::string message) {
  return tl::unexpected(Error{code, std::move(message), {}, 0, 0, 0});
}

// An error at a byte of `text`. Counts line and column from the start of the text, so it costs O(offset).
Error ErrorAt(ErrorCode code, std::string message, std::string_view source, std::string_view text,
              size_t offset);

}  // namespace concord

#endif  // CONCORD_BASE_RESULT_H_
