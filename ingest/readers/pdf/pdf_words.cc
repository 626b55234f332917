#include "ingest/readers/pdf/pdf_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>

#include "base/text.h"

namespace concord {
namespace {

constexpr std::string_view kFirstLine = "concord-pdf 1\n";
constexpr int32_t kFarthest = 10'000'000;  // tenths of a point; concord-pdf writes no larger number
constexpr int32_t kUnknownSize = 100;

bool Has(std::string_view name, std::string_view part) { return name.find(part) != std::string_view::npos; }

PdfFont FontOf(std::string_view given) {
  const std::string name = AsciiLower(given);
  PdfFont font;
  font.bold = Has(name, "bold") || Has(name, "black") || Has(name, "heavy") || Has(name, "demi") ||
              name.ends_with("-bd") || name.ends_with(",b");
  font.italic = Has(name, "italic") || Has(name, "oblique");
  font.mono = Has(name, "courier") || Has(name, "mono") || Has(name, "consol") || Has(name, "menlo") ||
              Has(name, "typewriter");
  font.symbol =
      Has(name, "wingdings") || Has(name, "symbol") || Has(name, "webdings") || Has(name, "dingbats");
  return font;
}

// One pass over the lines.
class Parser {
 public:
  explicit Parser(const SourceText& list) : list_(list), text_(list.text()) {}

  Result<PdfWords> Parse() {
    if (!IsPdfWordList(text_)) return Fail("expected the line 'concord-pdf 1'");
    at_ = kFirstLine.size();
    while (at_ < text_.size()) {
      start_ = at_;
      const size_t end = std::min(text_.find('\n', at_), text_.size());
      line_ = text_.substr(at_, end - at_);
      at_ = end + 1;
      if (line_ == "end") {
        if (at_ < text_.size()) return Fail("expected nothing behind the line 'end'");
        return Finish();
      }
      const std::string_view tag = line_.substr(0, line_.find(' '));
      rest_ = line_.substr(std::min(tag.size() + 1, line_.size()));
      if (tag == "refused") return Refuse();
      bool good = false;
      if (tag == "w" || tag == "g") {
        good = Word(tag == "g");
      } else if (tag == "page") {
        good = Page();
      } else if (tag == "font") {
        good = Font();
      } else if (tag == "entry") {
        good = Entry();
      } else if (tag == "title") {
        result_.title = CollapseSpace(rest_);
        good = true;
      } else if (tag == "pages") {
        good = Number(&pages_, 1, std::numeric_limits<int32_t>::max());
      } else if (tag == "missing") {
        int32_t number = 0;
        good = Number(&number, 1, pages_);
        if (good) result_.missing.push_back(static_cast<uint32_t>(number));
      }
      if (!good) return Fail(fmt::format("not a line of a list of words: '{}'", line_.substr(0, 80)));
    }
    start_ = text_.size();
    return Fail("the list of words is cut off: expected the line 'end'");
  }

 private:
  tl::unexpected<Error> Fail(std::string message) const {
    return tl::unexpected(list_.ErrorAt(ErrorCode::kInvalid, std::move(message), start_));
  }
  tl::unexpected<Error> Refuse() const {
    const auto refuse = [&](ErrorCode code, std::string message) {
      return tl::unexpected(list_.ErrorAt(code, std::move(message), 0));
    };
    if (rest_ == "encrypted") {
      return refuse(ErrorCode::kUnsupported, "the PDF file is encrypted and asks for a password");
    }
    if (rest_ == "empty") return refuse(ErrorCode::kInvalid, "the PDF file has no pages");
    if (rest_.starts_with("pages ")) {
      const std::vector<std::string_view> words = Split(rest_, ' ');
      if (words.size() == 3) {
        return refuse(ErrorCode::kLimit, fmt::format("the PDF file claims to have {} pages, the limit is {}",
                                                     words[1], words[2]));
      }
    }
    return refuse(ErrorCode::kInvalid, "damaged PDF file: it has no pages that can be found");
  }

  // The next number of rest_, and the blank behind it.
  bool Number(int32_t* number, int32_t least, int32_t most) {
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), *number);
    if (error != std::errc() || *number < least || *number > most) return false;
    rest_.remove_prefix(static_cast<size_t>(end - rest_.data()));
    if (rest_.empty()) return true;
    if (rest_.front() != ' ') return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool Page() {
    int32_t number = 0;
    PdfPage page;
    if (!Number(&number, 1, pages_) || !Number(&page.width, -kFarthest, kFarthest) ||
        !Number(&page.height, -kFarthest, kFarthest))
      return false;
    page.number = static_cast<uint32_t>(number);
    page.first = page.last = static_cast<uint32_t>(result_.words.size());
    if (!result_.pages.empty() && result_.pages.back().number >= page.number) return false;
    result_.pages.push_back(page);
    return true;
  }

  bool Font() {
    int32_t number = 0;
    if (!Number(&number, 0, std::numeric_limits<uint16_t>::max()) ||
        static_cast<size_t>(number) != result_.fonts.size())
      return false;
    result_.fonts.push_back(FontOf(rest_));
    return true;
  }

  bool Entry() {
    PdfEntry entry;
    if (!Number(&entry.level, 1, 100)) return false;
    entry.title = CollapseSpace(rest_);
    if (!entry.title.empty()) result_.entries.push_back(std::move(entry));
    return true;
  }

  bool Word(bool glued) {
    if (result_.pages.empty()) return false;
    PdfWord word;
    std::array<int32_t, 4> sides{};
    for (int32_t& side : sides) {
      if (!Number(&side, -kFarthest, kFarthest)) return false;
    }
    word.box = {std::min(sides[0], sides[2]), std::min(sides[1], sides[3]), std::max(sides[0], sides[2]),
                std::max(sides[1], sides[3])};
    int32_t font = 0, turn = 0;
    if (!Number(&word.size, -kFarthest, kFarthest) ||
        !Number(&font, 0, std::numeric_limits<uint16_t>::max()) || !Number(&turn, 0, 3) ||
        static_cast<size_t>(font) >= result_.fonts.size())
      return false;
    if (word.size <= 0) word.size = std::clamp(word.box.height(), 1, kUnknownSize);
    // Some fonts claim to reach far below the line; where the box begins is right even then.
    if (turn == 0 && word.box.height() * 10 > word.size * 16)
      word.box.bottom = word.box.top + word.size * 5 / 4;
    word.font = static_cast<uint16_t>(font);
    word.turn = static_cast<uint8_t>(turn);
    word.glued = glued;
    const std::string_view text = Trim(rest_);
    if (text.empty()) return false;
    word.at = static_cast<uint32_t>(text.data() - text_.data());
    word.length = static_cast<uint32_t>(text.size());
    result_.words.push_back(word);
    result_.pages.back().last = static_cast<uint32_t>(result_.words.size());
    return true;
  }

  Result<PdfWords> Finish() { return std::move(result_); }

  const SourceText& list_;
  std::string_view text_;
  size_t at_ = 0, start_ = 0;
  std::string_view line_, rest_;
  int32_t pages_ = 0;
  PdfWords result_;
};

}  // namespace

void PdfBox::Cover(const PdfBox& other) {
  left = std::min(left, other.left);
  top = std::min(top, other.top);
  right = std::max(right, other.right);
  bottom = std::max(bottom, other.bottom);
}

bool PdfBox::Beside(const PdfBox& other, int32_t size) const {
  // Lines are about a font's size apart or more; a raised number is higher by half of it.
  return std::abs((top + bottom) - (other.top + other.bottom)) * 10 <= 2 * 6 * size;
}

bool IsPdfWordList(std::string_view bytes) { return bytes.starts_with(kFirstLine); }

Result<PdfWords> ParsePdfWords(const SourceText& list) { return Parser(list).Parse(); }

}  // namespace concord
