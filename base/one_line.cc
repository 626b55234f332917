#include "base/one_line.h"

#include "base/text.h"

namespace concord {

size_t FindControl(std::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7F) return i;
    // C1 in UTF-8: C2 80 to C2 9F.
    if (byte == 0xC2 && i + 1 < text.size() && (static_cast<unsigned char>(text[i + 1]) & 0xE0) == 0x80)
      return i;
  }
  return std::string_view::npos;
}

std::string OneLine(std::string_view text) {
  std::string blank;
  for (size_t at = 0; at < text.size();) {
    const size_t control = FindControl(text.substr(at));
    if (control == std::string_view::npos) {
      if (blank.empty()) return CollapseSpace(text);
      blank += text.substr(at);
      break;
    }
    blank.append(text.substr(at, control)) += ' ';
    at += control + (static_cast<unsigned char>(text[at + control]) == 0xC2 ? 2 : 1);
  }
  return CollapseSpace(blank);
}

}  // namespace concord
