#include "ingest/extractors/extractor.h"

#include <algorithm>
#include <array>

#include "ingest/language/clauses.h"
#include "ingest/language/glossary.h"
#include "ingest/language/lexicon.h"
#include "ingest/language/segments.h"

namespace concord {

#define EXTRACTOR(name, title, extract) void extract(const TextStretch& passage, Findings* findings);
#include "ingest/extractors/extractors.def"
#undef EXTRACTOR

namespace {

constexpr auto kExtractors = std::to_array<Extractor>({
#define EXTRACTOR(name, title, extract) {#name, title, extract},
#include "ingest/extractors/extractors.def"
#undef EXTRACTOR
});

// A passage is at least this much text, then goes on to where a section begins and no list is open; the
// tokens of 64 KiB take some 0.5 MiB.
constexpr uint32_t kPassageBytes = 64 * 1024;
// Text without any such place is cut between blocks all the same.
constexpr uint32_t kPassageLimit = 1024 * 1024;

template <typename Items>
void SortBySpan(Items* items) {
  std::stable_sort(items->begin(), items->end(),
                   [](const auto& a, const auto& b) { return a.span < b.span; });
}

// Measures refer to each other by index.
void SortMeasures(std::vector<Measure>* measures) {
  std::vector<uint32_t> order(measures->size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](uint32_t a, uint32_t b) { return (*measures)[a].span < (*measures)[b].span; });
  std::vector<int32_t> place(order.size());
  for (uint32_t i = 0; i < order.size(); ++i) place[order[i]] = static_cast<int32_t>(i);
  std::vector<Measure> sorted;
  sorted.reserve(order.size());
  for (const uint32_t i : order) {
    sorted.push_back(std::move((*measures)[i]));
    if (sorted.back().lead >= 0) sorted.back().lead = place[static_cast<size_t>(sorted.back().lead)];
  }
  *measures = std::move(sorted);
}

}  // namespace

std::span<const Extractor> Extractors() { return kExtractors; }

ExtractorSet::ExtractorSet() = default;
ExtractorSet::~ExtractorSet() = default;

Result<std::unique_ptr<ExtractorSet>> ExtractorSet::Create(std::shared_ptr<const Facts> facts) {
  std::unique_ptr<ExtractorSet> set(new ExtractorSet());
  auto lexicon = Lexicon::Create(facts);
  if (!lexicon) return tl::unexpected(lexicon.error());
  auto others = OtherLexicons::Create(*facts);
  if (!others) return tl::unexpected(others.error());
  set->facts_ = std::move(facts);
  set->others_ = std::move(*others);
  set->lexicon_ = std::move(*lexicon);
  return set;
}

void ExtractorSet::Extract(const Document& document,
                           const std::function<void(const TextStretch&, Findings)>& visit) const {
  const Glossary glossary = ReadGlossary(document, *lexicon_);
  const std::vector<Block>& blocks = document.blocks;
  for (size_t first = 0; first < blocks.size();) {
    size_t last = first + 1;
    for (; last < blocks.size(); ++last) {
      const uint32_t size = blocks[last].span.start - blocks[first].span.start;
      if (size < kPassageBytes) continue;
      const bool item = blocks[last].lead >= 0 && static_cast<size_t>(blocks[last].lead) >= first;
      if (item ? size >= kPassageLimit
               : blocks[last].section != blocks[last - 1].section || size >= kPassageLimit / 2)
        break;
    }
    const PassageTokens tokens = TokenizePassage(document, first, last, lexicon_->vocabulary);
    const TextStretch passage{&document, first, last, &glossary, lexicon_.get(), &tokens, others_.get()};
    Findings findings;
    for (const Extractor& extractor : kExtractors) extractor.extract(passage, &findings);
    SortMeasures(&findings.measures);
    SortBySpan(&findings.actors);
    SortBySpan(&findings.forums);
    SortBySpan(&findings.standards);
    SortBySpan(&findings.documents);
    visit(passage, std::move(findings));
    first = last;
  }
}

}  // namespace concord
