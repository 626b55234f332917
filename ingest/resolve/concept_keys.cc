#include "ingest/resolve/concept_keys.h"

#include "ingest/facts/code_spelling.h"

namespace concord {
std::string ConceptKey(std::string_view curie, const Facts& facts) {
  const size_t colon = curie.find(':');
  if (colon == std::string_view::npos) return std::string(curie);
  const SchemeAliasFact* alias = facts.FindSchemeAlias(curie.substr(0, colon));
  if (alias == nullptr) return std::string(curie);
  const CodeSpelling spelling = ParseCodeSpelling(alias->codes).value_or(CodeSpelling::kAsWritten);
  return alias->scheme + ":" + SpellCode(spelling, curie.substr(colon + 1));
}

void JoinConcepts(const Facts& facts, Document* document) {
  const auto join = [&facts](std::string* curie) { *curie = ConceptKey(*curie, facts); };
  if (document->framework) {
    if (const SchemeAliasFact* alias = facts.FindSchemeAlias(document->framework->scheme); alias != nullptr) {
      document->framework->scheme = alias->scheme;
      std::map<std::string, std::string> parents;
      for (const auto& [item, parent] : document->framework->parents)
        parents.emplace(ConceptKey(item, facts), ConceptKey(parent, facts));
      document->framework->parents = std::move(parents);
      for (Section& section : document->sections) join(&section.curie);
    }
  }
  if (document->mapping_set) {
    for (MappingRow& row : document->mapping_set->rows) {
      join(&row.subject_id);
      join(&row.object_id);
    }
  }
  for (Classification& one : document->classifications) {
    const SchemeAliasFact* alias = facts.FindSchemeAlias(one.scheme);
    if (alias == nullptr) continue;
    one.code = SpellCode(ParseCodeSpelling(alias->codes).value_or(CodeSpelling::kAsWritten), one.code);
    one.scheme = alias->scheme;
  }
}

}  // namespace concord
