#include "ingest/glossary.h"

#include <algorithm>

#include "base/text.h"

namespace concord {
namespace {

size_t CountWord(std::string_view text, std::string_view word) {
  size_t count = 0;
  for (size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size())) ++count;
  return count;
}

}  // namespace

bool Glossary::IsRecital(size_t block) const {
  const auto it = std::upper_bound(recitals.begin(), recitals.end(), block, [](size_t b, const auto& range) { return b < range.second; });
  return it != recitals.end() && it->first <= block;
}

bool Glossary::SpeaksFor(std::string_view forum) const { return std::find(issuers.begin(), issuers.end(), forum) != issuers.end(); }

const std::vector<DefinedTerm>* Glossary::Find(std::string_view first) const {
  const auto it = terms.find(std::string(first));
  return it == terms.end() ? nullptr : &it->second;
}

Glossary ReadGlossary(const Document& document, const Lexicon& lexicon) {
  (void)lexicon;
  Glossary glossary;
  const std::string_view text = document.text;
  const size_t shall = CountWord(text, " shall ") + CountWord(text, " SHALL ");
  const size_t should = CountWord(text, " should ");
  if (shall * 1000 * 6 >= text.size() * 3 && shall >= should) glossary.tone = Glossary::Tone::kBinding;
  return glossary;
}

}  // namespace concord
