#include "base/result.h"

#include <fmt/format.h>

#include <algorithm>

namespace concord {

std::string_view ErrorCodeName(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalid:
      return "invalid";
    case ErrorCode::kUsage:
      return "usage";
    case ErrorCode::kNotFound:
      return "not found";
    case ErrorCode::kLimit:
      return "limit";
    case ErrorCode::kIo:
      return "io";
    case ErrorCode::kStore:
      return "store";
    case ErrorCode::kCorrupt:
      return "corrupt";
    case ErrorCode::kUnsupported:
      return "unsupported";
  }
  return "unknown";
}

std::string Error::ToString() const {
  if (source.empty() && line == 0) return message;
  if (line == 0) return fmt::format("{}: {}", source, message);
  if (column == 0) return fmt::format("{}:{}: {}", source, line, message);
  return fmt::format("{}:{}:{}: {}", source, line, column, message);
}

Error ErrorAt(ErrorCode code, std::string message, std::string_view source, std::string_view text,
              size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const size_t line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  const auto line = static_cast<uint64_t>(std::count(before.begin(), before.end(), '\n')) + 1;
  return Error{code,         std::move(message), std::string(source), line, before.size() - line_start + 1,
               before.size()};
}

}  // namespace concord
