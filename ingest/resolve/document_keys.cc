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

std::string WorkKey(const Document& document, const Facts& facts) {
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
  return DistinctSlug(document.path.substr(0, document.path.rfind('.')));
}

}  // namespace

std::string DistinctSlug(std::string_view text) {
  constexpr size_t kMax = 80;
  std::string slug = Slug(text, 4 * kMax);
  if (slug.size() <= kMax && !slug.empty()) return slug;
  const std::string hash = Sha256Hex(text).substr(0, 8);
  return slug.empty() ? hash : slug.substr(0, kMax - 9) + "-" + hash;
}

DocumentKeys KeysOf(const Document& document, const Facts& facts) {
  const Metadata& metadata = document.metadata;
  DocumentKeys keys;
  keys.document = WorkKey(document, facts);
  std::string edition = CleanKey(metadata.edition);
  if (edition.empty() && metadata.date) edition = metadata.date->ToString();
  if (edition.empty()) edition = document.sha256.substr(0, 12);
  keys.version = keys.document + "@" + edition;
  const std::string& language = metadata.language;
  if (!language.empty() && language != "en" && !language.starts_with("en-")) keys.version += "~" + language;
  return keys;
}

}  // namespace concord
