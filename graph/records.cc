#include "graph/records.h"

#include <algorithm>

#include "graph/codec.h"

namespace concord {
namespace {

void AppendRanges(const IdRanges& ranges, std::string* out) {
  AppendVarint(ranges.ranges().size(), out);
  uint64_t last = 0;
  for (const IdRanges::Range& range : ranges.ranges()) {
    AppendVarint(range.first - last, out);
    AppendVarint(range.limit - range.first, out);
    last = range.limit;
  }
}

IdRanges ReadRanges(ByteReader* reader) {
  IdRanges ranges;
  uint64_t last = 0;
  for (uint64_t left = reader->Count(2); left > 0 && reader->ok(); --left) {
    const uint64_t first = last + reader->Varint();
    const uint64_t limit = first + reader->Varint();
    if (first < last || limit <= first) reader->Refuse();
    if (reader->ok()) ranges.Add(first, limit);
    last = limit;
  }
  return ranges;
}

void AppendCounts(const std::map<Symbol, uint64_t>& counts, std::string* out) {
  AppendVarint(counts.size(), out);
  for (const auto& [symbol, count] : counts) {
    AppendVarint(symbol, out);
    AppendVarint(count, out);
  }
}

std::map<Symbol, uint64_t> ReadCounts(ByteReader* reader) {
  std::map<Symbol, uint64_t> counts;
  for (uint64_t left = reader->Count(2); left > 0 && reader->ok(); --left) {
    const Symbol symbol = reader->Varint32();
    counts[symbol] = reader->Varint();
  }
  return counts;
}

tl::unexpected<Error> Corrupt(const char* what) {
  return Fail(ErrorCode::kCorrupt, std::string("the store's record of ") + what + " cannot be read");
}

}  // namespace

void IdRanges::Add(uint64_t first, uint64_t limit) {
  if (first >= limit) return;
  // The ranges from `at` on end at or behind `first`; those of them that start at or before `limit` join.
  auto at = ranges_.end();
  while (at != ranges_.begin() && std::prev(at)->limit >= first) --at;
  auto behind = at;
  for (; behind != ranges_.end() && behind->first <= limit; ++behind) {
    first = std::min(first, behind->first);
    limit = std::max(limit, behind->limit);
  }
  if (at == behind) {
    ranges_.insert(at, Range{first, limit});
  } else {
    *at = Range{first, limit};
    ranges_.erase(at + 1, behind);
  }
}

void IdRanges::AddAll(const IdRanges& other) {
  for (const Range& range : other.ranges_) Add(range.first, range.limit);
}

bool IdRanges::Contains(uint64_t id) const {
  const auto behind =
      std::upper_bound(ranges_.begin(), ranges_.end(), id,
                       [](uint64_t wanted, const Range& range) { return wanted < range.first; });
  return behind != ranges_.begin() && id < std::prev(behind)->limit;
}

std::string EncodeState(const StoreState& state) {
  std::string out;
  AppendVarint(state.node_limit, &out);
  AppendVarint(state.edge_limit, &out);
  AppendVarint(state.symbol_limit, &out);
  AppendVarint(state.nodes, &out);
  AppendVarint(state.edges, &out);
  AppendCounts(state.labels, &out);
  AppendCounts(state.types, &out);
  AppendVarint(state.indexes.size(), &out);
  for (const auto& [label, property] : state.indexes) {
    AppendVarint(label, &out);
    AppendVarint(property, &out);
  }
  return out;
}

Result<StoreState> DecodeState(std::string_view bytes) {
  ByteReader reader(bytes);
  StoreState state;
  state.node_limit = reader.Varint();
  state.edge_limit = reader.Varint();
  state.symbol_limit = reader.Varint32();
  state.nodes = reader.Varint();
  state.edges = reader.Varint();
  state.labels = ReadCounts(&reader);
  state.types = ReadCounts(&reader);
  for (uint64_t left = reader.Count(2); left > 0 && reader.ok(); --left) {
    const Symbol label = reader.Varint32();
    state.indexes.emplace(label, reader.Varint32());
  }
  if (!reader.ok() || !reader.done()) return Corrupt("its limits and counts");
  return state;
}

std::string EncodeUnit(const UnitRecord& unit) {
  std::string out;
  AppendSized(unit.fingerprint, &out);
  AppendRanges(unit.nodes, &out);
  AppendRanges(unit.edges, &out);
  return out;
}

Result<UnitRecord> DecodeUnit(std::string_view bytes) {
  ByteReader reader(bytes);
  UnitRecord unit;
  unit.fingerprint = reader.Sized();
  unit.nodes = ReadRanges(&reader);
  unit.edges = ReadRanges(&reader);
  if (!reader.ok() || !reader.done()) return Corrupt("a unit");
  return unit;
}

std::string EncodeRemoval(const Removal& removal) {
  std::string out;
  AppendRanges(removal.nodes, &out);
  AppendRanges(removal.edges, &out);
  return out;
}

Result<Removal> DecodeRemoval(std::string_view bytes) {
  ByteReader reader(bytes);
  Removal removal;
  removal.nodes = ReadRanges(&reader);
  removal.edges = ReadRanges(&reader);
  if (!reader.ok() || !reader.done()) return Corrupt("what is being removed");
  return removal;
}

}  // namespace concord
