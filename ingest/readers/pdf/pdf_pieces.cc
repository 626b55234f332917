#include "ingest/readers/pdf/pdf_pieces.h"

#include <array>
#include <string>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/readers/pdf/pdf_bands.h"

namespace concord {
namespace {

constexpr char32_t kFirstLigature = 0xFB00;
constexpr auto kLigatures = std::to_array<std::string_view>({"ff", "fi", "fl", "ffi", "ffl", "st", "st"});

bool IsPrivate(char32_t c) { return c >= 0xE000 && c <= 0xF8FF; }

uint64_t MarkOf(uint32_t page, std::string_view text) {
  uint64_t number = 0;
  for (const char c : text)
    number = c >= '0' && c <= '9' ? number * 10 + static_cast<uint64_t>(c - '0') : number;
  return (uint64_t{page} << 32) | number;
}

}  // namespace

PdfPieces::PdfPieces(const PdfWords& words, std::string_view list, const std::vector<PdfLine>& lines)
    : words_(words), list_(list), lines_(lines) {
  const auto text = [&](uint32_t index) {
    return list.substr(words.words[index].at, words.words[index].length);
  };
  bool divides = false;  // nothing needs to be known of the words of a text that divides none
  for (const PdfLine& line : lines) {
    if (line.footnote && IsFootnoteMark(text(line.words[0])))
      marks_.insert(MarkOf(line.page, text(line.words[0])));
    divides = divides || HyphenAt(text(line.words.back())) > 0;
  }
  if (!divides) return;
  bool divided = false;  // the word before was
  for (const PdfLine& line : lines) {
    for (const uint32_t word : line.words) {
      const bool ends = word == line.words.back() && HyphenAt(text(word)) > 0;
      if (!divided && !ends) line_ends_.Learn(text(word));
      divided = ends;
    }
  }
}

bool PdfPieces::LeadsToFootnote(const PdfLine& line, const PdfWord& word, std::string_view text) const {
  if (line.footnote || marks_.empty() || !IsFootnoteMark(text) || text.front() == '*') return false;
  const bool small = word.size * 100 <= line.size * 80;
  const bool raised = (word.box.top + word.box.bottom) < (line.box.top + line.box.bottom);
  return small && raised && marks_.contains(MarkOf(line.page, text));
}

void PdfPieces::AddBlank(const PdfWord& behind, std::string_view blank) {
  if (!pieces_.empty()) pieces_.push_back({blank, behind.at + behind.length, 0});
}

void PdfPieces::AddWord(const PdfWord& word, std::string_view text, bool first, PdfParagraph::Kind kind) {
  if (first && kind == PdfParagraph::Kind::kItem) {
    const bool picture = words_.fonts[word.font].symbol && text.size() <= 3;
    if (picture || (IsPdfBullet(text) && text != "-" && text != "*")) {
      pieces_.push_back({"\u2022", word.at, static_cast<uint32_t>(text.size())});
      return;
    }
  }
  size_t start = 0;
  const auto flush = [&](size_t end) {
    if (end > start) pieces_.push_back({text.substr(start, end - start), word.at + start});
  };
  for (size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0xEE) {  // neither of the two begins lower
      ++at;
      continue;
    }
    const size_t here = at;
    const char32_t c = NextCodePoint(text, &at);
    const bool ligature = c >= kFirstLigature && c < kFirstLigature + kLigatures.size();
    if (!ligature && !IsPrivate(c)) continue;
    flush(here);
    start = at;
    if (ligature) {
      pieces_.push_back({kLigatures[c - kFirstLigature], word.at + here, static_cast<uint32_t>(at - here)});
    }
  }
  flush(text.size());
}

Pieces PdfPieces::Of(const PdfParagraph& paragraph) {
  pieces_.clear();
  const PdfWord* last = nullptr;
  bool joined = true;  // no blank before the next word
  for (size_t n = 0; n < paragraph.lines.size(); ++n) {
    const PdfLine& line = lines_[paragraph.lines[n]];
    const bool code = paragraph.kind == PdfParagraph::Kind::kCode;
    if (n > 0 && !joined) AddBlank(*last, code ? "\n" : " ");
    joined = true;
    for (size_t i = 0; i < line.words.size(); ++i) {
      const PdfWord& word = words_.words[line.words[i]];
      std::string_view text = list_.substr(word.at, word.length);
      const bool first = n == 0 && i == 0;
      if (!first && LeadsToFootnote(line, word, text)) continue;
      if (paragraph.kind == PdfParagraph::Kind::kContents && !first) {
        if (IsLeader(text)) text = text.substr(0, text.find("..."));  // "Scope....7": the number goes as well
        if (text.empty() || text == "." || IsLeader(text)) continue;
      }
      if (!joined) {
        // Words that poppler parted because the font changes in the middle.
        const bool glued = last->glued && word.box.left - last->box.right < word.size / 8;
        if (!glued) AddBlank(*last, " ");
      }
      joined = false;
      last = &word;
      const bool ends = i + 1 == line.words.size() && n + 1 < paragraph.lines.size() && !code;
      if (ends) {
        const PdfWord& after = words_.words[lines_[paragraph.lines[n + 1]].words[0]];
        const std::string_view next = list_.substr(after.at, after.length);
        // In another font than its word a hyphen is a word of its own.
        std::string divided(text);
        if (text == "-" && i > 0) {
          const PdfWord& half = words_.words[line.words[i - 1]];
          divided = std::string(list_.substr(half.at, half.length)) + "-";
        }
        const LineEnds::Join join = line_ends_.Of(divided, next);
        joined = join != LineEnds::Join::kBlank;
        if (join == LineEnds::Join::kWithoutHyphen) text.remove_suffix(HyphenAt(divided));
      }
      AddWord(word, text, first, paragraph.kind);
    }
    if (last == nullptr) joined = true;
  }
  return pieces_;
}

}  // namespace concord
