#include "ingest/document_keys.h"

#include "base/sha256.h"
#include "base/text.h"
#include "ingest/designators.h"

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
