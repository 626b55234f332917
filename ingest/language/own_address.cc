#include "ingest/language/own_address.h"

#include <algorithm>

#include "base/text.h"
#include "ingest/language/front_matter.h"

namespace concord {
namespace {

bool IsHostByte(char c) {
  return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.';
}

}  // namespace

std::vector<std::string_view> MailHosts(std::string_view text) {
  std::vector<std::string_view> hosts;
  for (size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    if (at == 0 || !IsHostByte(text[at - 1])) continue;
    size_t end = at + 1;
    while (end < text.size() && IsHostByte(text[end])) ++end;
    while (end > at + 1 && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
    const std::string_view host = text.substr(at + 1, end - at - 1);
    if (host.find('.') != std::string_view::npos) hosts.push_back(host);
  }
  return hosts;
}

std::string StateOfHost(std::string_view host) {
  const std::string lower = AsciiLower(host);
  const std::vector<std::string_view> labels = Split(lower, '.');
  if (labels.size() < 2 || labels.back() != "gov") return {};
  for (const FrontPhrase& state : FrontPhrases("state")) {
    std::string name = state.words;
    std::erase(name, ' ');
    if (labels[labels.size() - 2] != name) continue;
    std::string written = state.words;
    bool begins = true;
    for (char& c : written) {
      if (begins && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
      begins = c == ' ';
    }
    return written;
  }
  return {};
}

std::string_view OwnerLabel(std::string_view host) {
  const std::vector<std::string_view> labels = Split(host, '.');
  if (labels.size() < 2) return {};
  size_t owner = labels.size() - 2;
  // "gov.uk", "go.jp", "europa.eu": the owner stands in front
  const std::string lower = AsciiLower(labels[owner]);
  const bool shared = lower.size() <= 3 && labels.back().size() == 2;
  if (shared || lower == "europa") {
    if (owner == 0) return {};
    --owner;
  }
  return labels[owner];
}

}  // namespace concord
