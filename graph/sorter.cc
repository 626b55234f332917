#include "graph/sorter.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <queue>
#include <span>

namespace concord {
namespace {

// Of each spill while pieces are merged; a disk reads some 100 MB in the time of a seek.
constexpr size_t kReadBytes = size_t{1} << 20;

tl::unexpected<Error> SpillFailed(const char* doing) {
  return Fail(ErrorCode::kIo,
              fmt::format("{} a temporary file for sorting: {}", doing, std::strerror(errno)));
}

Result<void> WriteAll(std::FILE* file, const void* bytes, size_t size) {
  if (std::fwrite(bytes, 1, size, file) != size) return SpillFailed("writing");
  return {};
}

// False at the end of the file.
Result<bool> ReadAll(std::FILE* file, void* bytes, size_t size) {
  const size_t got = std::fread(bytes, 1, size, file);
  if (got == size) return true;
  if (got == 0 && std::feof(file) != 0) return false;
  return SpillFailed("reading");
}

Result<void> Rewind(std::FILE* file) {
  if (std::fflush(file) != 0 || std::fseek(file, 0, SEEK_SET) != 0) return SpillFailed("writing");
  return {};
}

// Merges sorted sources. Source has Advance() -> Result<bool> and Less(other); sources[i] is earlier than
// sources[i + 1], so that equal ones come out in the order in which they came in.
template <typename Source, typename Visit>
Result<void> Merge(std::vector<Source>* sources, const Visit& visit) {
  const auto later = [&](size_t a, size_t b) {
    if ((*sources)[b].Less((*sources)[a])) return true;
    return !(*sources)[a].Less((*sources)[b]) && a > b;
  };
  std::priority_queue<size_t, std::vector<size_t>, decltype(later)> heap(later);
  const auto advance = [&](size_t i) -> Result<void> {
    const Result<bool> more = (*sources)[i].Advance();
    if (!more) return tl::unexpected(more.error());
    if (*more) heap.push(i);
    return {};
  };
  for (size_t i = 0; i < sources->size(); ++i) {
    if (Result<void> ok = advance(i); !ok) return ok;
  }
  while (!heap.empty()) {
    const size_t i = heap.top();
    heap.pop();
    if (Result<void> ok = visit((*sources)[i]); !ok) return ok;
    if (Result<void> ok = advance(i); !ok) return ok;
  }
  return {};
}

uint64_t PrefixOf(std::string_view key) {
  std::array<unsigned char, 8> bytes{};
  if (!key.empty()) std::memcpy(bytes.data(), key.data(), std::min<size_t>(8, key.size()));
  uint64_t prefix = 0;
  for (const unsigned char byte : bytes) prefix = prefix << 8 | byte;
  return prefix;
}

struct PairSource {
  explicit PairSource(std::FILE* spill) : file(spill), buffer(kReadBytes) {
    std::setvbuf(file, buffer.data(), _IOFBF, buffer.size());
  }
  Result<bool> Advance() {
    std::array<uint32_t, 2> sizes{};
    const Result<bool> more = ReadAll(file, sizes.data(), sizeof(sizes));
    if (!more || !*more) return more;
    pair.resize(size_t{sizes[0]} + sizes[1]);
    key_size = sizes[0];
    if (pair.empty()) return true;
    return ReadAll(file, pair.data(), pair.size());
  }
  std::string_view key() const { return std::string_view(pair).substr(0, key_size); }
  std::string_view value() const { return std::string_view(pair).substr(key_size); }
  bool Less(const PairSource& other) const { return key() < other.key(); }

  std::FILE* file;
  std::vector<char> buffer;
  std::string pair;
  size_t key_size = 0;
};

constexpr int kTypeBits = 20, kEdgeBits = 28, kNodeBits = 40;
constexpr int kHighEdgeBits = 64 - kNodeBits - kTypeBits;  // of the edge, beside node and type

RunSorter::Packed Pack(const RunRecord& record, uint64_t first_edge) {
  const uint64_t edge = record.edge - first_edge;
  return {record.node << (64 - kNodeBits) | uint64_t{record.type} << kHighEdgeBits |
              edge >> (kEdgeBits - kHighEdgeBits),
          edge << kNodeBits | record.other};
}

RunRecord Unpack(const RunSorter::Packed& packed, uint64_t first_edge) {
  RunRecord record;
  record.node = packed.node();
  record.type = static_cast<uint32_t>(packed.high >> kHighEdgeBits & ((1u << kTypeBits) - 1));
  const uint64_t high_edge = packed.high & ((1u << kHighEdgeBits) - 1);
  record.edge = first_edge + (high_edge << (kEdgeBits - kHighEdgeBits) | packed.low >> kNodeBits);
  record.other = packed.low & ((uint64_t{1} << kNodeBits) - 1);
  return record;
}

struct RunSource {
  RunSource(std::FILE* spill, uint64_t first)
      : file(spill), first_edge(first), buffer(kReadBytes / sizeof(RunSorter::Packed)) {}
  Result<bool> Advance() {
    if (++at >= count) {
      at = 0;
      count = std::fread(buffer.data(), sizeof(RunSorter::Packed), buffer.size(), file);
      if (count == 0 && std::feof(file) == 0) return SpillFailed("reading");
    }
    if (count > 0) record = Unpack(buffer[at], first_edge);
    return count > 0;
  }
  bool Less(const RunSource& other) const { return record < other.record; }

  std::FILE* file;
  uint64_t first_edge;
  std::vector<RunSorter::Packed> buffer;
  size_t at = 0, count = 0;
  RunRecord record;
};

// Sorts records by distributing them, in place, to ranges of nodes (American flag sort: McIlroy, Bostic,
// McIlroy: Engineering Radix Sort, 1993), again and again until a range is small. Node ids are dense, so
// ranges come out even; no more than 256 at once, so that their ends stay in the cache. Depth: one for each
// 8 bits of the range. On ten million records this takes a third of the time of std::sort.
void SortRecords(std::span<RunSorter::Packed> records) {
  constexpr size_t kSmall = 512;
  constexpr size_t kRanges = 256;
  uint64_t first = UINT64_MAX, last = 0;
  if (records.size() > kSmall) {
    for (const RunSorter::Packed& record : records) {
      first = std::min(first, record.node());
      last = std::max(last, record.node());
    }
  }
  if (records.size() <= kSmall || first == last) {
    std::sort(records.begin(), records.end());
    return;
  }
  int shift = 0;
  while ((last - first) >> shift >= kRanges) ++shift;
  std::array<size_t, kRanges + 1> starts{};
  for (const RunSorter::Packed& record : records) ++starts[((record.node() - first) >> shift) + 1];
  for (size_t i = 1; i <= kRanges; ++i) starts[i] += starts[i - 1];
  std::array<size_t, kRanges> next;
  std::copy(starts.begin(), starts.end() - 1, next.begin());
  for (size_t range = 0; range < kRanges; ++range) {
    while (next[range] < starts[range + 1]) {
      RunSorter::Packed& record = records[next[range]];
      const size_t home = (record.node() - first) >> shift;
      if (home == range) {
        ++next[range];
      } else {
        std::swap(record, records[next[home]++]);
      }
    }
  }
  for (size_t range = 0; range < kRanges; ++range) {
    SortRecords(records.subspan(starts[range], starts[range + 1] - starts[range]));
  }
}

}  // namespace

Result<SpillFile> MakeSpillFile(const std::filesystem::path& folder) {
  std::string name = (folder / "sort-XXXXXX").string();
  const int descriptor = ::mkstemp(name.data());
  if (descriptor < 0) return SpillFailed("making");
  ::unlink(name.c_str());
  std::FILE* file = ::fdopen(descriptor, "w+b");
  if (file == nullptr) {
    ::close(descriptor);
    return SpillFailed("making");
  }
  return SpillFile(file);
}

PairSorter::PairSorter(std::filesystem::path folder, uint64_t memory_bytes)
    : folder_(std::move(folder)), memory_bytes_(memory_bytes) {}

PairSorter::~PairSorter() = default;

std::string_view PairSorter::KeyAt(uint64_t at) const {
  uint32_t size = 0;
  std::memcpy(&size, bytes_.data() + at, sizeof(size));
  return std::string_view(bytes_).substr(at + 8, size);
}

std::string_view PairSorter::ValueAt(uint64_t at) const {
  std::array<uint32_t, 2> sizes{};
  std::memcpy(sizes.data(), bytes_.data() + at, sizeof(sizes));
  return std::string_view(bytes_).substr(at + 8 + sizes[0], sizes[1]);
}

Result<void> PairSorter::Add(std::string_view key, std::string_view value) {
  const uint64_t size = 8 + key.size() + value.size();
  if (size > UINT32_MAX) return Fail(ErrorCode::kLimit, "a key and its value take more than 4 GiB");
  if (!entries_.empty() && bytes_.size() + size + (entries_.size() + 1) * sizeof(Entry) > memory_bytes_) {
    if (Result<void> spilt = Spill(); !spilt) return spilt;
  }
  if (entries_.empty()) {
    shared_ = key;
  } else if (!key.starts_with(shared_)) {
    shared_.resize(static_cast<size_t>(
        std::mismatch(shared_.begin(), shared_.end(), key.begin(), key.end()).first - shared_.begin()));
  }
  entries_.push_back({0, bytes_.size()});
  const std::array<uint32_t, 2> sizes = {static_cast<uint32_t>(key.size()),
                                         static_cast<uint32_t>(value.size())};
  std::array<char, 8> head;
  std::memcpy(head.data(), sizes.data(), head.size());
  bytes_.append(head.data(), head.size());
  bytes_.append(key);
  bytes_.append(value);
  return {};
}

void PairSorter::Sort() {
  // Keys of one kind often start alike, so that the first bytes behind that decide.
  for (Entry& entry : entries_) entry.prefix = PrefixOf(KeyAt(entry.at).substr(shared_.size()));
  std::sort(entries_.begin(), entries_.end(), [&](const Entry& a, const Entry& b) {
    if (a.prefix != b.prefix) return a.prefix < b.prefix;
    const int order = KeyAt(a.at).compare(KeyAt(b.at));
    return order != 0 ? order < 0 : a.at < b.at;
  });
}

Result<void> PairSorter::Spill() {
  Sort();
  Result<SpillFile> file = MakeSpillFile(folder_);
  if (!file) return tl::unexpected(file.error());
  for (const Entry& entry : entries_) {
    const size_t size = 8 + KeyAt(entry.at).size() + ValueAt(entry.at).size();
    if (Result<void> ok = WriteAll(file->get(), bytes_.data() + entry.at, size); !ok) return ok;
  }
  if (Result<void> ok = Rewind(file->get()); !ok) return ok;
  spills_.push_back(*std::move(file));
  entries_.clear();
  bytes_.clear();
  return {};
}

Result<void> PairSorter::Finish(
    const std::function<Result<void>(std::string_view key, std::string_view value)>& visit) {
  if (spills_.empty()) {
    Sort();
    for (const Entry& entry : entries_) {
      if (Result<void> ok = visit(KeyAt(entry.at), ValueAt(entry.at)); !ok) return ok;
    }
  } else {
    if (!entries_.empty()) {
      if (Result<void> spilt = Spill(); !spilt) return spilt;
    }
    std::string().swap(bytes_);
    std::vector<PairSource> sources;
    sources.reserve(spills_.size());
    for (const SpillFile& spill : spills_) sources.emplace_back(spill.get());
    const auto done = Merge(&sources, [&](const PairSource& at) { return visit(at.key(), at.value()); });
    spills_.clear();  // before the buffers that they read into
    if (!done) return done;
  }
  std::vector<Entry>().swap(entries_);
  std::string().swap(bytes_);
  return {};
}

RunSorter::RunSorter(std::filesystem::path folder, uint64_t memory_bytes)
    : folder_(std::move(folder)),
      capacity_(std::clamp<uint64_t>(memory_bytes / sizeof(Packed), 2, uint64_t{1} << kEdgeBits)) {}

Result<void> RunSorter::Add(const RunRecord& record) {
  if (record.node >> kNodeBits != 0 || record.other >> kNodeBits != 0 || record.type >> kTypeBits != 0) {
    return Fail(
        ErrorCode::kLimit,
        fmt::format("an edge of type {} between the nodes {} and {}: a bulk load takes types below 2^{} "
                    "and nodes below 2^{}",
                    record.type, record.node, record.other, kTypeBits, kNodeBits));
  }
  if (records_.size() == capacity_ || (!records_.empty() && (record.edge - first_edge_) >> kEdgeBits != 0)) {
    if (Result<void> spilt = Spill(); !spilt) return spilt;
  }
  if (records_.empty()) first_edge_ = record.edge;
  // Memory that nothing was written to costs nothing, and moving to a larger block does: four times as much.
  if (records_.size() == records_.capacity()) {
    records_.reserve(std::min(capacity_, std::max<size_t>(records_.size() * 4, 1024)));
  }
  records_.push_back(Pack(record, first_edge_));
  return {};
}

Result<void> RunSorter::Spill() {
  SortRecords(records_);
  Result<SpillFile> file = MakeSpillFile(folder_);
  if (!file) return tl::unexpected(file.error());
  if (Result<void> ok = WriteAll(file->get(), records_.data(), records_.size() * sizeof(Packed)); !ok)
    return ok;
  if (Result<void> ok = Rewind(file->get()); !ok) return ok;
  spills_.push_back({*std::move(file), first_edge_});
  records_.clear();
  return {};
}

Result<void> RunSorter::Finish(const std::function<Result<void>(const RunRecord&)>& visit) {
  if (spills_.empty()) {
    SortRecords(records_);
    for (const Packed& packed : records_) {
      if (Result<void> ok = visit(Unpack(packed, first_edge_)); !ok) return ok;
    }
    LargeArray<Packed>().swap(records_);
    return {};
  }
  if (!records_.empty()) {
    if (Result<void> spilt = Spill(); !spilt) return spilt;
  }
  LargeArray<Packed>().swap(records_);
  std::vector<RunSource> sources;
  for (const SpilledRecords& spill : spills_) sources.emplace_back(spill.file.get(), spill.first_edge);
  const Result<void> done = Merge(&sources, [&](const RunSource& at) { return visit(at.record); });
  spills_.clear();
  return done;
}

}  // namespace concord
