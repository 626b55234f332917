#include "server/http_message.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace concord {
namespace {

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> Decode(std::string_view text, bool plus_is_blank) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = HexDigit(text[i + 1]), low = HexDigit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus_is_blank) {
      c = ' ';
    }
    if (c == '\0') return std::nullopt;
    out += c;
  }
  return out;
}

}  // namespace

std::string_view HttpRequest::Parameter(std::string_view name) const {
  const auto found = std::ranges::find(parameters, name, &std::pair<std::string, std::string>::first);
  return found == parameters.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view HttpRequest::Header(std::string_view name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<HttpTarget> ParseTarget(std::string_view target) {
  HttpTarget parsed;
  const size_t mark = target.find('?');
  auto path = Decode(target.substr(0, mark), false);
  if (!path || !path->starts_with('/')) return std::nullopt;
  for (const std::string_view step : Split(*path, '/')) {
    if (step == "..") return std::nullopt;
  }
  parsed.path = *std::move(path);
  if (mark == std::string_view::npos) return parsed;
  for (const std::string_view part : Split(target.substr(mark + 1), '&')) {
    if (part.empty()) continue;
    const size_t equals = part.find('=');
    auto name = Decode(part.substr(0, equals), true);
    auto value = equals == std::string_view::npos ? std::string() : Decode(part.substr(equals + 1), true);
    if (!name || !value) return std::nullopt;
    parsed.parameters.emplace_back(*std::move(name), *std::move(value));
  }
  return parsed;
}

std::string PercentEncode(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                       c == '_' || c == '.' || c == '~';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace concord
