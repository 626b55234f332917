#include "query/passages.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>

#include "query/embedding/text_vectors.h"
#include "query/units.h"

namespace concord {

Result<std::unique_ptr<Passages>> Passages::Load(const Snapshot& snapshot) {
  std::unique_ptr<Passages> made(new Passages(snapshot));
  UnitOptions options;
  options.measures = false;
  auto done = ForEachUnit(snapshot, options, [&](const TextUnit& unit) {
    // The unit's text holds its spans one after the other with a blank behind each.
    size_t at = 0;
    for (const TextSpan& span : unit.spans) {
      const std::string_view piece = unit.text.substr(at, span.end - span.start);
      at += piece.size() + 1;
      for (size_t begin = 0; begin < piece.size();) {
        const size_t end = std::min(piece.find('\n', begin), piece.size());
        if (end > begin) {
          made->index_.Add(piece.substr(begin, end - begin), unit.headings);
          made->passages_.push_back({unit.node, unit.version, {span.start + begin, span.start + end}});
        }
        begin = end + 1;
      }
    }
    return true;
  });
  if (!done) return tl::unexpected(done.error());
  made->index_.Finish();
  return made;
}

std::vector<Passage> Passages::WithWords(std::string_view words, double threshold) {
  std::vector<Passage> found;
  for (const TextIndex::Hit& hit : index_.Search(words, index_.size(), static_cast<float>(threshold)))
    found.push_back(passages_[hit.text]);
  return found;
}

Result<std::vector<Passage>> Passages::Near(std::string_view words, double threshold, double near,
                                            size_t candidates, TextVectors* vectors) {
  std::vector<Passage> found;
  std::vector<std::string> texts = {std::string(words)};
  for (const TextIndex::Hit& hit : index_.Search(words, candidates)) {
    // The same comparison as Search's own.
    if (hit.coverage + 1e-6F >= static_cast<float>(threshold)) continue;
    const Passage& passage = passages_[hit.text];
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

}  // namespace concord
