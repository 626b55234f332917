#include "ingest/language/language.h"

#include <cld2/public/compact_lang_det.h>

#include <algorithm>
#include <array>
#include <vector>

namespace concord {
namespace {

constexpr size_t kSampleBytes = size_t{64} * 1024;  // of a document
constexpr size_t kSectionBytes = size_t{4} * 1024;  // of a section
constexpr size_t kLeastBytes = 120;  // of a text or section; names and numbers of less look like anything
constexpr int kLeastPercent = 80;    // of the letters in the language found
constexpr size_t kBytesPerFunctionWord =
    40;  // an English function word at least that often is English enough

// Prefixes of `text` end between characters.
std::string_view Head(std::string_view text, size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

bool IsLowerAscii(char c) { return c >= 'a' && c <= 'z'; }

bool ReadsLikeEnglish(std::string_view text) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"the", "of", "and", "to", "shall", "that", "by", "with", "which", "is", "are"});
  size_t found = 0;
  for (size_t at = 0; at < text.size();) {
    if (found >= 3 && found * kBytesPerFunctionWord >= text.size()) return true;
    size_t end = at;
    while (end < text.size() && IsLowerAscii(text[end])) ++end;
    constexpr size_t kLongest = 5;
    if (end - at >= 2 && end - at <= kLongest)
      found += std::ranges::find(kWords, text.substr(at, end - at)) != kWords.end();
    at = std::max(end, at + 1);
  }
  return false;
}

bool IsEnglishCode(std::string_view language) {
  return language.empty() || language == "en" || language.starts_with("en-");
}

// Languages whose texts hold no sentence of Latin letters alone.
bool HasOwnScript(std::string_view language) {
  static constexpr auto kLanguages = std::to_array<std::string_view>(
      {"zh", "ja", "ko", "ru", "uk", "bg", "ar", "fa", "he", "el", "hi", "th"});
  return std::ranges::find(kLanguages, language.substr(0, language.find('-'))) != kLanguages.end();
}

// The beginning of what stands in blocks [first, last).
std::string_view SampleOf(const Document& document, size_t first, size_t last) {
  const uint32_t start = document.blocks[first].span.start;
  const uint32_t end = document.blocks[last - 1].span.end;
  return Head(document.TextOf({start, std::max(start, end)}), kSectionBytes);
}

// "fr", "zh-Hant" and not the address of an authority's entry for French.
bool IsLanguageTag(std::string_view text) {
  constexpr size_t kLongest = 12;
  return text.size() >= 2 && text.size() <= kLongest && std::ranges::all_of(text, [](char c) {
           return IsLowerAscii(c) || (c >= 'A' && c <= 'Z') || c == '-';
         });
}

// Codes that are none of BCP 47, or the long form of one: of three letters, and of countries taken for
// languages.
std::string_view TwoLetters(std::string_view code) {
  struct Code {
    std::string_view written, language;
  };
  static constexpr auto kCodes = std::to_array<Code>(
      {{"gr", "el"},  {"esp", "es"}, {"cz", "cs"},  {"dk", "da"},  {"jp", "ja"},  {"kr", "ko"},
       {"cn", "zh"},  {"ua", "uk"},  {"eng", "en"}, {"fra", "fr"}, {"fre", "fr"}, {"deu", "de"},
       {"ger", "de"}, {"spa", "es"}, {"ita", "it"}, {"por", "pt"}, {"nld", "nl"}, {"dut", "nl"},
       {"pol", "pl"}, {"ell", "el"}, {"gre", "el"}, {"swe", "sv"}, {"dan", "da"}, {"fin", "fi"},
       {"ces", "cs"}, {"cze", "cs"}, {"slk", "sk"}, {"slo", "sk"}, {"slv", "sl"}, {"hun", "hu"},
       {"ron", "ro"}, {"rum", "ro"}, {"bul", "bg"}, {"hrv", "hr"}, {"est", "et"}, {"lav", "lv"},
       {"lit", "lt"}, {"mlt", "mt"}, {"gle", "ga"}, {"zho", "zh"}, {"chi", "zh"}, {"rus", "ru"},
       {"ara", "ar"}, {"jpn", "ja"}, {"kor", "ko"}, {"ukr", "uk"}});
  for (const auto& [written, language] : kCodes) {
    if (code == written) return language;
  }
  return code;
}

// "en-en" is "en", "gr" is "el", "en_US" is "en-US"; what is no tag stays as it is.
std::string NormalTag(std::string tag) {
  std::ranges::replace(tag, '_', '-');
  if (!IsLanguageTag(tag)) return tag;
  const size_t hyphen = std::min(tag.find('-'), tag.size());
  std::string code = tag.substr(0, hyphen), rest = tag.substr(hyphen);
  const auto lower = [](std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
  };
  code = lower(code);
  if (rest.size() > 1 && lower(rest.substr(1)) == code) rest.clear();
  return std::string(TwoLetters(code)) + rest;
}

}  // namespace

std::string DetectLanguage(std::string_view text) {
  text = Head(text, kSampleBytes);
  if (ReadsLikeEnglish(text)) return "en";
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  int bytes = 0;
  bool reliable = false;
  CLD2::DetectLanguageSummary(text.data(), static_cast<int>(text.size()), true, languages.data(),
                              percents.data(), &bytes, &reliable);
  if (!reliable || percents[0] < kLeastPercent || languages[0] == CLD2::UNKNOWN_LANGUAGE) return {};
  return CLD2::LanguageCode(languages[0]);
}

void MarkLanguages(Document* document) {
  document->metadata.language = NormalTag(std::move(document->metadata.language));
  if (!IsLanguageTag(document->metadata.language)) {
    document->metadata.language =
        document->text.size() >= kLeastBytes ? DetectLanguage(document->text) : std::string();
  }
  const std::vector<Block>& blocks = document->blocks;
  for (size_t first = 0; first < blocks.size();) {
    size_t last = first + 1;
    while (last < blocks.size() && blocks[last].section == blocks[first].section) ++last;
    Section& section = document->sections[blocks[first].section];
    const std::string_view sample = SampleOf(*document, first, last);
    if (section.language.empty() && sample.size() >= kLeastBytes) {
      const std::string language = DetectLanguage(sample);
      const std::string_view around = LanguageOf(*document, blocks[first].section);
      const bool same = language == around || (IsEnglishCode(language) && IsEnglishCode(around)) ||
                        around.starts_with(language + "-");
      if (!language.empty() && !same) section.language = language;
    }
    first = last;
  }
}

std::string_view LanguageOf(const Document& document, uint32_t section) {
  // Sections nest no deeper than the readers' limit.
  for (auto at = static_cast<int32_t>(section); at >= 0;
       at = document.sections[static_cast<size_t>(at)].parent) {
    const std::string& language = document.sections[static_cast<size_t>(at)].language;
    if (!language.empty()) return language;
  }
  return document.metadata.language;
}

std::string_view LanguageOfBlock(const Document& document, uint32_t block) {
  const std::string_view language = LanguageOf(document, document.blocks[block].section);
  if (IsEnglishCode(language)) return language;
  const std::string_view text = document.TextOf(document.blocks[block].span);
  const bool ascii = std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return ReadsLikeEnglish(Head(text, kSectionBytes)) || (ascii && HasOwnScript(language)) ? "en" : language;
}

bool IsEnglish(const Document& document, uint32_t block) {
  return IsEnglishCode(LanguageOfBlock(document, block));
}

}  // namespace concord
