#include "ingest/resolve/document_keys.h"

#include <optional>
#include <vector>

#include "base/sha256.h"
#include "base/text.h"
#include "ingest/designators/designators.h"

namespace concord {
namespace {

// The identifiers that name a work, the surest first.
constexpr std::string_view kWorkIdentifiers[] = {
    "celex", "eli", "un_symbol", "cets", "oecd_legal", "com", "pl", "frbr_work", "oscal_uuid", "doi", "url"};

// Whatever could be taken for the marks of our own keys.
std::string CleanKey(std::string_view key) {
  std::string clean(Trim(key));
  for (char& c : clean) {
    if (c == '@' || c == '#' || c == ' ' || c == '\t') c = '-';
  }
  return clean;
}

// Schemes whose designators stand in parentheses behind the title of the work itself. An act of the Union
// that stands there is mostly what the document is about.
constexpr SchemeSet kBehindTitle =
    SetOf(DesignatorScheme::kOecd) | SetOf(DesignatorScheme::kUnSymbol) | SetOf(DesignatorScheme::kCoe);

// The designator of the work in its full title: "Regulation (EU) 2031/417 of the European Parliament and ..."
// or "Recommendation on ... (OECD/LEGAL/0417, 2031)". Nothing elsewhere: a title may name other works.
std::optional<Designator> DesignatorOfTitle(std::string_view title) {
  title = Trim(title);
  // The Official Journal sets the first word in capitals, which running text does not.
  std::string front(title);
  const size_t word = front.find(' ');
  if (word != std::string::npos && word > 1)
    front.replace(1, word - 1, AsciiLower(title.substr(1, word - 1)));
  const std::vector<Designator> in_front =
      ScanDesignators(front, {.schemes = SetOf(DesignatorScheme::kEuAct), .prose = true});
  if (!in_front.empty() && in_front.front().span.start == 0) {
    const std::string_view rest = title.substr(in_front.front().span.end);
    if (rest.empty() || StartsWithIgnoreCase(rest, " of the ")) return in_front.front();
  }
  const size_t open = title.rfind('(');
  if (!title.ends_with(')') || open == std::string_view::npos || open == 0) return std::nullopt;
  const std::vector<Designator> behind = ScanDesignators(title.substr(open + 1), {.schemes = kBehindTitle});
  if (behind.size() != 1 || behind.front().span.start != 0) return std::nullopt;
  return behind.front();
}

std::string_view StemOf(std::string_view path) {
  const size_t slash = path.rfind('/');
  if (slash != std::string_view::npos) path.remove_prefix(slash + 1);
  return path.substr(0, path.rfind('.'));
}

// All of the path if it is short; else the file's name up to a word, and a hash of the path.
std::string FileKey(std::string_view path) {
  constexpr size_t kShort = 48, kHash = 8;
  const std::string_view bare = path.substr(0, path.rfind('.'));
  std::string slug = DistinctSlug(bare);
  constexpr size_t kMax = 80;
  if (Slug(bare, 4 * kMax).size() <= kMax) return slug;
  std::string name = Slug(StemOf(path), 4 * kMax);
  if (name.empty()) return slug;
  if (name.size() > kShort) {
    const size_t word = name.rfind('-', kShort);
    name.resize(word == std::string::npos || word == 0 ? kShort : word);
  }
  return name + "-" + Sha256Hex(bare).substr(0, kHash);
}

std::string WorkKey(const Document& document, const Facts& facts, bool by_number) {
  const Metadata& metadata = document.metadata;
  if (!metadata.key.empty()) return CleanKey(metadata.key);
  if (document.mapping_set && !document.mapping_set->id.empty()) return CleanKey(document.mapping_set->id);
  for (std::string_view scheme : kWorkIdentifiers) {
    const auto identifier = metadata.identifiers.find(std::string(scheme));
    if (identifier == metadata.identifiers.end() || identifier->second.empty()) continue;
    const std::string& value = identifier->second;
    if (const std::string_view known = facts.ResolveDocument(value); !known.empty())
      return std::string(known);
    const std::string key = KeyOfIdentifier(scheme, value);
    if (key.empty()) return DistinctSlug(value);
    const std::string_view known = facts.ResolveDocument(key);
    return known.empty() ? CleanKey(key) : std::string(known);
  }
  if (!metadata.title.empty()) {
    const std::string_view known = facts.ResolveDocument(metadata.title);
    if (!known.empty()) return std::string(known);
    if (const auto designator = DesignatorOfTitle(metadata.title)) {
      const std::string_view cited = facts.ResolveDocument(designator->key);
      return cited.empty() ? CleanKey(designator->key) : std::string(cited);
    }
  }
  if (std::string number = by_number ? NumberOfFile(document.path) : std::string(); !number.empty())
    return number;
  return FileKey(document.path);
}

}  // namespace

std::string NumberOfFile(std::string_view path) {
  constexpr size_t kLongName = 32, kLeastWord = 2, kMostDigits = 7;
  const std::string slug = Slug(StemOf(path), 320);
  if (slug.size() <= kLongName) return {};
  size_t word = 0;
  while (word < slug.size() && slug[word] >= 'a' && slug[word] <= 'z') ++word;
  if (word < kLeastWord || slug[word] != '-') return {};
  size_t end = word + 1;
  while (end < slug.size() && IsDigit(slug[end])) ++end;
  const size_t digits = end - word - 1;
  if (digits == 0 || digits > kMostDigits || end == slug.size() || slug[end] != '-') return {};
  static constexpr std::string_view kParts[] = {"chapter", "part", "section", "article", "annex", "appendix",
                                                "title",   "page", "volume",  "version", "draft", "revision",
                                                "step",    "item", "table",   "figure"};
  if (IsOneOf(std::string_view(slug).substr(0, word), kParts)) return {};
  return slug.substr(0, end);
}

std::string DistinctSlug(std::string_view text) {
  constexpr size_t kMax = 80;
  std::string slug = Slug(text, 4 * kMax);
  if (slug.size() <= kMax && !slug.empty()) return slug;
  const std::string hash = Sha256Hex(text).substr(0, 8);
  return slug.empty() ? hash : slug.substr(0, kMax - 9) + "-" + hash;
}

DocumentKeys KeysOf(const Document& document, const Facts& facts, bool by_number) {
  const Metadata& metadata = document.metadata;
  DocumentKeys keys;
  keys.document = WorkKey(document, facts, by_number);
  std::string edition = CleanKey(metadata.edition);
  if (edition.empty() && metadata.date) edition = metadata.date->ToString();
  if (edition.empty()) edition = document.sha256.substr(0, 12);
  keys.version = keys.document + "@" + edition;
  const std::string& language = metadata.language;
  if (!language.empty() && language != "en" && !language.starts_with("en-")) keys.version += "~" + language;
  return keys;
}

}  // namespace concord
