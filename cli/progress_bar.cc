#include "cli/progress_bar.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <string>

#include "base/shorten.h"
#include "cli/printable.h"

namespace concord {
namespace {

constexpr uint64_t kWidth = 24;
constexpr size_t kMostText = 40;
constexpr std::string_view kClearLine = "\r\x1b[K";

// The end of a text that is too long for the line.
std::string Tail(std::string_view text) {
  std::string plain = Printable(text);
  if (plain.size() <= kMostText) return plain;
  return "…" + plain.substr(CharacterStart(plain, plain.size() - kMostText));
}

}  // namespace

void ProgressBar::Show(uint64_t done, uint64_t all, std::string_view what) const {
  if (out_ == nullptr) return;
  const uint64_t filled = std::min(done * kWidth / std::max<uint64_t>(all, 1), kWidth);
  *out_ << fmt::format("{}[{}{}] {}/{} {}", kClearLine, std::string(filled, '='),
                       std::string(kWidth - filled, ' '), done, all, Tail(what));
  if (done >= all) *out_ << kClearLine;
  out_->flush();
}

void ProgressBar::Say(std::string_view what) const {
  if (out_ != nullptr) *out_ << kClearLine << what << std::flush;
}

void ProgressBar::Clear() const { Say({}); }

}  // namespace concord
