#include "base/parameter.h"

#include <algorithm>

#include "base/text.h"

namespace concord {
namespace {

constexpr char kMark = '\x1A';     // before and after a parameter
constexpr char kAllowed = '\x1F';  // before each value that it may have

bool IsMarked(std::string_view text) { return text.find(kMark) != std::string_view::npos; }

std::string Spelled(std::string_view name, Spelling spelling) {
  std::string text(name);
  if (spelling == Spelling::kTerminal) return "--" + text;
  if (spelling == Spelling::kHttp) return text;
  std::ranges::replace(text, '-', '_');
  return text + "=";
}

// Parentheses do not nest in messages.
std::string WithoutMarkedParentheses(std::string_view text) {
  std::string out;
  while (true) {
    const size_t open = text.find(" (");
    const size_t end = open == std::string_view::npos ? open : text.find(')', open);
    if (end == std::string_view::npos) return out.append(text);
    out += text.substr(0, open);
    if (const std::string_view inside = text.substr(open, end + 1 - open); !IsMarked(inside)) out += inside;
    text.remove_prefix(end + 1);
  }
}

std::string WithoutParameters(std::string_view message) {
  const std::string text = WithoutMarkedParentheses(message);
  std::string out;
  size_t from = 0;
  while (from != std::string::npos) {
    const size_t end = text.find("; ", from);
    const std::string_view clause = std::string_view(text).substr(from, end - from);
    if (!IsMarked(clause)) {
      if (!out.empty()) out += "; ";
      out += clause;
    } else if (from == 0) {
      return {};  // later clauses speak of the first
    }
    from = end == std::string::npos ? end : end + 2;
  }
  return out;
}

}  // namespace

std::string MarkParameter(std::string_view name, const std::vector<std::string>& allowed) {
  std::string mark = kMark + std::string(name);
  for (const std::string& value : allowed) mark += kAllowed + value;
  return mark + kMark;
}

std::string SpellParameters(std::string_view message, Spelling spelling) {
  if (!IsMarked(message)) return std::string(message);
  if (spelling == Spelling::kOmit) return WithoutParameters(message);
  std::string out;
  bool inside = false;
  for (const std::string_view part : Split(message, kMark)) {
    if (inside) {
      out += Spelled(part.substr(0, part.find(kAllowed)), spelling);
    } else {
      out += part;
    }
    inside = !inside;
  }
  return out;
}

void SpellParameters(Spelling spelling, std::vector<std::string>* messages) {
  for (std::string& message : *messages) message = SpellParameters(message, spelling);
  std::erase(*messages, std::string());
}

NamedParameter ParameterOf(std::string_view message) {
  NamedParameter found;
  const size_t at = message.find(kMark);
  if (at == std::string_view::npos) return found;
  const size_t end = message.find(kMark, at + 1);
  if (end == std::string_view::npos) return found;
  const std::vector<std::string_view> parts = Split(message.substr(at + 1, end - at - 1), kAllowed);
  found.name = parts.front();
  found.allowed.assign(parts.begin() + 1, parts.end());
  return found;
}

namespace {

tl::unexpected<Error> FailMarked(std::string_view mark, std::string_view value, std::string_view expected) {
  return Fail(ErrorCode::kUsage,
              std::string(mark) + " is '" + std::string(value) + "'; it should be " + std::string(expected));
}

}  // namespace

tl::unexpected<Error> FailValue(std::string_view parameter, std::string_view value,
                                std::string_view expected) {
  return FailMarked(MarkParameter(parameter), value, expected);
}

tl::unexpected<Error> FailChoice(std::string_view parameter, std::string_view value,
                                 const std::vector<std::string>& allowed) {
  std::string list = allowed.size() > 2 ? "one of " : "";
  for (size_t i = 0; i < allowed.size(); ++i) {
    if (i > 0) list += allowed.size() == 2 ? " or " : ", ";
    list += allowed[i];
  }
  return FailMarked(MarkParameter(parameter, allowed), value, list);
}

}  // namespace concord
