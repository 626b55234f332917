#include "ingest/readers/pdf/pdf_pieces.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <unordered_set>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/facts/embedded.h"
#include "ingest/readers/pdf/pdf_bands.h"

namespace concord {
namespace {

constexpr char32_t kFirstLigature = 0xFB00;
constexpr auto kLigatures = std::to_array<std::string_view>({"ff", "fi", "fl", "ffi", "ffl", "st", "st"});

bool IsPrivate(char32_t c) { return c >= 0xE000 && c <= 0xF8FF; }

// Without the signs around it, in small letters.
std::string Core(std::string_view word) {
  const auto is_sign = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x80 && !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
  };
  while (!word.empty() && is_sign(word.front())) word.remove_prefix(1);
  while (!word.empty() && is_sign(word.back())) word.remove_suffix(1);
  return FoldForComparison(word);
}

uint64_t Hash(std::string_view word) { return std::hash<std::string_view>()(word); }

// How many bytes of hyphen a word ends with, or 0.
size_t HyphenAt(std::string_view word) {
  if (word.size() > 2 && word.ends_with('-') && !word.ends_with("--")) return 1;
  if (word.size() > 4 && word.ends_with("\u2010")) return 3;
  return 0;
}
bool EndsSoft(std::string_view word) { return word.ends_with("\u00AD"); }

bool StartsWithLetter(std::string_view word) {
  size_t at = 0;
  if (word.empty()) return false;
  const char32_t c = NextCodePoint(word, &at);
  return IsLetterOrDigit(c) && !IsUpper(c) && (c < '0' || c > '9');
}

// "GOV-" and "ERN"
bool IsCapitals(std::string_view word) {
  return word.size() >= 3 && std::ranges::none_of(word, [](char c) { return c >= 'a' && c <= 'z'; }) &&
         word[0] >= 'A' && word[0] <= 'Z' && word[1] >= 'A' && word[1] <= 'Z';
}

// Whether datasets/vocabulary.tsv has the word.
bool IsVocabulary(std::string_view word) {
  static const std::unordered_set<std::string_view> vocabulary = [] {
    std::unordered_set<std::string_view> words;
    for (const EmbeddedFile& file : EmbeddedFiles()) {
      if (file.name != "vocabulary.tsv") continue;
      for (const std::string_view line : Split(file.bytes, '\n')) {
        const size_t tab = line.find('\t');
        if (line.starts_with('#') || tab == std::string_view::npos) continue;
        for (const std::string_view one : Split(line.substr(tab + 1), ';')) words.insert(one);
      }
    }
    return words;
  }();
  return vocabulary.contains(word);
}

bool IsAsciiAlnum(char c) { return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// "800-" and "53", "2024/" and "1689", "ISO/" and "IEC", "27001-" and "compliant": no blank was there, and
// the sign is the word's own.
bool IsBrokenBehindSign(std::string_view word, std::string_view next) {
  if (next.empty() || word.size() < 2 || next == "and" || next == "or" || next == "und" || next == "oder")
    return false;
  const char before = word[word.size() - 2];
  if (word.ends_with('/')) return IsAsciiAlnum(before) && IsAsciiAlnum(next[0]);
  if (HyphenAt(word) != 1) return false;
  const bool capital = next[0] >= 'A' && next[0] <= 'Z';
  return (IsDigit(next[0]) && IsAsciiAlnum(before)) || (IsDigit(before) && IsAsciiAlnum(next[0])) ||
         (capital && IsAsciiAlnum(before) && !IsCapitals(word));
}

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
      if (!divided && !ends) known_.insert(Hash(Core(text(word))));
      divided = ends;
    }
  }
}

bool PdfPieces::Known(std::string_view word) const { return known_.contains(Hash(Core(word))); }

bool PdfPieces::KeepsHyphen(std::string_view word, std::string_view next) const {
  const std::string_view half = word.substr(0, word.size() - HyphenAt(word));
  const std::string whole = std::string(half) + std::string(next);
  if (Known(whole)) return false;
  if (Known(std::string(half) + "-" + std::string(next))) return true;
  // "state-of-the-" goes on with its last part; an acronym is not divided ("EU-wide").
  if (half.find('-') != std::string_view::npos || (IsCapitals(word) && !IsCapitals(next))) return true;
  const std::string first = Core(half), second = Core(next);
  if (IsVocabulary(Core(whole))) return false;
  if (IsVocabulary(first + "-" + second)) return true;
  const auto is_word = [&](std::string_view part, const std::string& core) {
    return part.size() >= 3 && (Known(part) || IsVocabulary(core));
  };
  if (!is_word(next, second)) return false;
  constexpr auto kPrefixes =
      std::to_array<std::string_view>({"pre", "post", "non", "self", "multi", "anti", "cross"});
  return is_word(half, first) || std::ranges::find(kPrefixes, first) != kPrefixes.end();
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
        const size_t hyphen = HyphenAt(divided);
        if (IsBrokenBehindSign(divided, next)) {
          joined = true;
        } else if (EndsSoft(text) || (hyphen > 0 && Known(divided + std::string(next)))) {  // "COVID-19"
          joined = true;
        } else if (hyphen > 0 && (StartsWithLetter(next) || (IsCapitals(divided) && IsCapitals(next)))) {
          // "pre- and post-market" is no divided word.
          joined = next != "and" && next != "or" && next != "und" && next != "oder";
          if (joined && !KeepsHyphen(divided, next)) text.remove_suffix(hyphen);
        }
      }
      AddWord(word, text, first, paragraph.kind);
    }
    if (last == nullptr) joined = true;
  }
  return pieces_;
}

}  // namespace concord
