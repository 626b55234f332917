#include "query/index/text_arrays.h"

#include "query/index/text_arrays_builder.h"

namespace concord {
namespace {

constexpr uint32_t kFormat = 2;

template <typename T>
std::span<const T> ArrayOf(const FlatFile& file, TextArray array) {
  return file.Array<T>(static_cast<size_t>(array));
}
std::string_view BytesOf(const FlatFile& file, TextArray array) {
  return file.BytesOf(static_cast<size_t>(array));
}

}  // namespace

const ArrayMaker kTextArrays = {
    {kTextKind, kFormat, static_cast<uint32_t>(TextArray::kCount)}, "text.index", BuildTextArrays};

Result<std::shared_ptr<const TextArrays>> TextArrays::Load(const Snapshot& snapshot, ArraySource source) {
  auto file = SnapshotArrays::Of(snapshot)->Get(snapshot, kTextArrays, source);
  if (!file) return tl::unexpected(file.error());
  return std::make_shared<const TextArrays>(*std::move(file));
}

TextArrays::TextArrays(std::shared_ptr<const FlatFile> file)
    : file_(std::move(file)),
      term_bytes_(BytesOf(*file_, TextArray::kTermBytes)),
      place_bytes_(BytesOf(*file_, TextArray::kPlaceBytes)),
      acronym_bytes_(BytesOf(*file_, TextArray::kAcronymBytes)),
      acronym_place_bytes_(BytesOf(*file_, TextArray::kAcronymPlaceBytes)),
      definition_bytes_(BytesOf(*file_, TextArray::kDefinitionBytes)),
      unit_bytes_(BytesOf(*file_, TextArray::kUnitBytes)),
      entry_bytes_(BytesOf(*file_, TextArray::kEntryBytes)),
      term_ends_(ArrayOf<uint32_t>(*file_, TextArray::kTermEnds)),
      place_counts_(ArrayOf<uint32_t>(*file_, TextArray::kPlaceCounts)),
      acronym_ends_(ArrayOf<uint32_t>(*file_, TextArray::kAcronymEnds)),
      acronym_counts_(ArrayOf<uint32_t>(*file_, TextArray::kAcronymCounts)),
      definition_terms_(ArrayOf<uint32_t>(*file_, TextArray::kDefinitionTerms)),
      place_ends_(ArrayOf<uint64_t>(*file_, TextArray::kPlaceEnds)),
      acronym_place_ends_(ArrayOf<uint64_t>(*file_, TextArray::kAcronymPlaceEnds)),
      unit_ends_(ArrayOf<uint64_t>(*file_, TextArray::kUnitEnds)),
      entry_ends_(ArrayOf<uint64_t>(*file_, TextArray::kEntryEnds)),
      headings_(ArrayOf<HeadingRow>(*file_, TextArray::kHeadings)),
      passages_(ArrayOf<PassageRow>(*file_, TextArray::kPassages)),
      definitions_(ArrayOf<DefinitionRow>(*file_, TextArray::kDefinitions)),
      units_(ArrayOf<UnitRow>(*file_, TextArray::kUnits)),
      spans_(ArrayOf<SpanRow>(*file_, TextArray::kSpans)),
      entries_(ArrayOf<EntryRow>(*file_, TextArray::kEntries)) {}

uint32_t TextArrays::FindIn(std::string_view bytes, std::span<const uint32_t> ends, std::string_view name) {
  size_t low = 0, high = ends.size();
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (Piece(bytes, ends, middle) < name) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < ends.size() && Piece(bytes, ends, low) == name ? static_cast<uint32_t>(low) : UINT32_MAX;
}

TermId TextArrays::Find(std::string_view stem) const { return FindIn(term_bytes_, term_ends_, stem); }

uint32_t TextArrays::FindAcronym(std::string_view acronym) const {
  return FindIn(acronym_bytes_, acronym_ends_, acronym);
}

std::vector<TermId> QuestionWords::Read(std::string_view text) {
  std::vector<TermId> terms = words_.Read(text);
  for (TermId term = static_cast<TermId>(known_.size()); term < words_.size(); ++term) {
    const TermId known = arrays_.Find(words_.Name(term));
    known_.push_back(known != TextArrays::kNoTerm ? known : static_cast<TermId>(arrays_.terms()) + term);
  }
  for (TermId& term : terms) term = known_[term];
  return terms;
}

std::string_view QuestionWords::Name(TermId term) const {
  return Knows(term) ? arrays_.Name(term)
                     : std::string_view(words_.Name(term - static_cast<TermId>(arrays_.terms())));
}

}  // namespace concord
