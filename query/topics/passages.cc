#include "query/topics/passages.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>
#include <utility>

#include "base/text.h"
#include "query/embedding/text_vectors.h"

namespace concord {

size_t PassageOptions::WindowOf(size_t words) {
  // Two words are a thing only where they stand in a phrase or a short sentence; of three and more each makes
  // the question narrower, and a long paragraph that has them all speaks of it.
  constexpr size_t kFewWords = 2, kSentence = 12, kParagraph = 100;
  return words <= kFewWords ? kSentence : kParagraph;
}

Result<std::unique_ptr<Passages>> Passages::Load(const Snapshot& snapshot, ArraySource source) {
  auto arrays = TextArrays::Load(snapshot, source);
  if (!arrays) return tl::unexpected(arrays.error());
  std::unique_ptr<Passages> made(new Passages(snapshot, *std::move(arrays)));
  auto finder = WordingFinder::Load(snapshot);
  if (!finder) return tl::unexpected(finder.error());
  made->finder_ = std::move(*finder);
  return made;
}

Passage Passages::At(uint32_t number) const {
  const PassageRow& row = index_.arrays().passages()[number];
  const HeadingRow& headings = index_.arrays().headings()[row.headings];
  return {headings.section, headings.version, {row.start, row.stop}};
}

Result<bool> Passages::Has(const Passage& passage, Phrases* phrases) const {
  if (phrases->empty()) return true;
  auto text =
      snapshot_.GetBlob(passage.version, "text", passage.span.start, passage.span.end - passage.span.start);
  if (!text) return tl::unexpected(text.error());
  return phrases->StandIn(*text);
}

std::vector<PassageIndex::Hit> Passages::Search(std::string_view words, const PassageOptions& options,
                                                bool all, std::vector<Wording>* wordings) {
  WordPattern pattern = finder_.Read(words, options.wordings, &index_, wordings);
  pattern.threshold = options.threshold;
  pattern.window =
      options.window == PassageOptions::kNearWords ? PassageOptions::WindowOf(pattern.words) : options.window;
  return index_.Search(pattern, all);
}

Result<std::vector<Passage>> Passages::WithWords(std::string_view words, const PassageOptions& options,
                                                 std::vector<Wording>* wordings) {
  Phrases phrases(words);
  std::vector<Wording> read;
  const std::vector<PassageIndex::Hit> hits = Search(words, options, false, &read);
  std::vector<Passage> found;
  for (const PassageIndex::Hit& hit : hits) {
    const Passage passage = At(hit.passage);
    auto has = Has(passage, &phrases);
    if (!has) return tl::unexpected(has.error());
    if (!*has) continue;
    found.push_back(passage);
    if (hit.own) ++read.front().passages;
    for (size_t i = 1; i < read.size() && !hit.own; ++i)
      read[i].passages += read[i].form < 64 ? hit.forms >> read[i].form & 1U : 0;
  }
  if (wordings != nullptr) wordings->insert(wordings->end(), read.begin(), read.end());
  return found;
}

Result<std::vector<Passage>> Passages::Near(std::string_view words, const PassageOptions& options,
                                            double near, size_t candidates, TextVectors* vectors) {
  Phrases phrases(words);
  std::vector<Passage> found;
  std::vector<std::string> texts = {std::string(words)};
  std::vector<Wording> read;
  std::vector<PassageIndex::Hit> hits = Search(words, options, true, &read);
  hits.resize(std::min(hits.size(), candidates));
  for (const PassageIndex::Hit& hit : hits) {
    if (hit.enough) continue;
    const Passage passage = At(hit.passage);
    auto has = Has(passage, &phrases);
    if (!has) return tl::unexpected(has.error());
    if (!*has) continue;
    auto text =
        snapshot_.GetBlob(passage.version, "text", passage.span.start, passage.span.end - passage.span.start);
    if (!text) return tl::unexpected(text.error());
    texts.push_back(std::move(*text));
    found.push_back(passage);
  }
  auto all = vectors->Of(snapshot_, texts);
  if (!all) return tl::unexpected(all.error());
  const auto size = static_cast<ptrdiff_t>(vectors->dimensions());
  const double least = near * VectorGrid::kSteps * VectorGrid::kSteps;
  auto at = all->begin();
  std::erase_if(found, [&](const Passage&) {
    at += size;
    const int64_t product = std::inner_product(all->begin(), all->begin() + size, at, int64_t{0},
                                               std::plus<>(), [](int64_t x, int64_t y) { return x * y; });
    return static_cast<double>(product) < least;
  });
  return found;
}

std::vector<Passages::Slip> Passages::Misspelt(std::string_view words) {
  std::vector<std::string> stems;
  for (TermId term = 0; term < index_.arrays().terms(); ++term) {
    if (index_.Knows(term)) stems.emplace_back(index_.arrays().Name(term));
  }
  std::vector<Slip> slips;
  for (const TermId term : index_.words().Read(words)) {
    if (index_.Knows(term)) continue;
    const std::string word(index_.words().Name(term));
    const std::string_view meant = DidYouMean(word, stems);
    if (!meant.empty()) slips.push_back({word, std::string(meant)});
  }
  return slips;
}

TextSpan SentencesAround(std::string_view text, size_t focus, size_t most) {
  if (text.size() <= most) return {0, text.size()};
  focus = std::min(focus, text.size() - 1);
  const auto ends = [&](size_t at) {  // a sentence, before the blank at `at`
    const char c = text[at - 1];
    return text[at] == ' ' && (c == '.' || c == ';' || c == '!' || c == '?');
  };
  const auto blank = [&](size_t at) { return text[at] == ' '; };
  // The begin of the sentence that holds the focus, or some words before it.
  size_t start = focus;
  while (start > 0 && !(blank(start - 1) && start > 1 && ends(start - 1))) --start;
  if (focus - start > most / 2) {
    start = focus - most / 3;
    while (start < focus && !blank(start - 1)) ++start;
  }
  // As many whole sentences as there is room for; else some words behind the focus.
  size_t end = 0;
  const size_t limit = std::min(text.size(), start + most);
  for (size_t at = focus + 1; at < limit; ++at) {
    if (ends(at)) end = at;
  }
  if (limit == text.size()) end = limit;
  if (end <= focus) {
    end = limit;
    while (end > focus + 1 && end < text.size() && !blank(end)) --end;
  }
  return {start, end};
}

size_t FocusOn(std::string_view text, std::span<const std::string> words) {
  constexpr size_t kClose = 20;  // words that count
  WordTable table;
  std::set<TermId> wanted;
  for (const std::string& some : words) {
    const std::vector<TermId> terms = table.Read(some);
    wanted.insert(terms.begin(), terms.end());
  }
  std::vector<Term> terms;
  table.Read(text, &terms);
  size_t focus = 0, most = 0, closest = 0;
  for (size_t i = 0; i < terms.size(); ++i) {
    if (!wanted.contains(terms[i].id)) continue;
    std::set<TermId> near;
    size_t within = 0;  // how many words on the last of them stands
    for (size_t k = i; k < std::min(terms.size(), i + kClose); ++k) {
      if (wanted.contains(terms[k].id) && near.insert(terms[k].id).second) within = k - i;
    }
    if (near.size() > most || (near.size() == most && within < closest))
      most = near.size(), closest = within, focus = terms[i].start;
  }
  return focus;
}

}  // namespace concord
