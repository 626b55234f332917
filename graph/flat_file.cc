#include "graph/flat_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/descriptor.h"
#include "base/file.h"

namespace concord {
namespace {

constexpr std::array<char, 8> kMagic = {'C', 'o', 'n', 'c', 'o', 'r', 'd', 'A'};
constexpr uint32_t kByteOrder = 0x01020304;
constexpr uint32_t kLayout = 1;  // of the head, the table and the checksum
constexpr size_t kAlignment = 64;
constexpr size_t kDigestBytes = 64;

// In the byte order of the machine that wrote it. Then a table of ends, one for each array; then the arrays,
// each at a multiple of kAlignment, with zeros between.
struct Head {
  std::array<char, 8> magic = kMagic;
  uint32_t byte_order = kByteOrder;
  uint32_t layout = kLayout;
  uint32_t kind = 0, format = 0;
  uint32_t arrays = 0, reserved = 0;
  uint64_t bytes = 0;     // of the whole file
  uint64_t sequence = 0;  // of the state, and
  std::array<char, kDigestBytes> digest = {};
  uint64_t checksum = 0;  // of the whole file with zero here
};
static_assert(sizeof(Head) == 120 && std::is_trivially_copyable_v<Head>);

constexpr size_t Align(size_t at) { return (at + kAlignment - 1) / kAlignment * kAlignment; }

uint64_t WordAt(const char* at) {
  uint64_t word = 0;
  std::memcpy(&word, at, sizeof(word));
  return word;
}

// Four lanes of multiply and rotate over words of eight bytes. Each step is a bijection of the word for any
// state and of the state for any word, and so is putting the lanes together: whatever changes within one word
// changes the sum. Some 10 GB/s.
uint64_t Checksum(std::string_view head, std::string_view rest) {
  constexpr uint64_t kOdd = 0x9E3779B97F4A7C15U;
  std::array<uint64_t, 4> lanes = {1, 2, 3, 4};
  const auto step = [](uint64_t* lane, uint64_t word) { *lane = std::rotl(*lane ^ word, 29) * kOdd; };
  const auto add = [&](std::string_view bytes) {
    size_t at = 0;
    for (; at + 32 <= bytes.size(); at += 32) {
      for (size_t i = 0; i < 4; ++i) step(&lanes[i], WordAt(bytes.data() + at + 8 * i));
    }
    for (; at < bytes.size(); at += 8) {
      std::array<char, 8> last = {};
      std::memcpy(last.data(), bytes.data() + at, std::min<size_t>(8, bytes.size() - at));
      step(lanes.data(), WordAt(last.data()));
    }
  };
  add(head);
  add(rest);
  uint64_t sum = head.size() + rest.size();
  for (const uint64_t lane : lanes) {
    sum = (sum ^ lane) * kOdd;
    sum ^= sum >> 32U;
  }
  return sum;
}

uint64_t ChecksumOf(std::string_view bytes, Head head) {
  head.checksum = 0;
  return Checksum({reinterpret_cast<const char*>(&head), sizeof(head)}, bytes.substr(sizeof(head)));
}

void SetStamp(const SnapshotStamp& stamp, Head* head) {
  head->sequence = stamp.sequence;
  std::copy_n(stamp.digest.begin(), std::min(stamp.digest.size(), kDigestBytes), head->digest.begin());
}

// Ends of the arrays as the table has them; empty when they are not in order within the file.
std::vector<size_t> StartsIn(std::string_view bytes, const Head& head) {
  const size_t first = sizeof(Head) + size_t{head.arrays} * 2 * sizeof(uint64_t);
  if (first > bytes.size()) return {};
  std::vector<size_t> starts;
  size_t at = first;
  for (size_t i = 0; i < head.arrays; ++i) {
    const uint64_t start = WordAt(bytes.data() + sizeof(Head) + 16 * i);
    const uint64_t size = WordAt(bytes.data() + sizeof(Head) + 16 * i + 8);
    if (start != Align(at) || start > bytes.size() || size > bytes.size() - start) return {};
    starts.push_back(start);
    starts.push_back(start + size);
    at = start + size;
  }
  return starts;
}

}  // namespace

std::shared_ptr<const FlatFile> FlatFile::Open(const std::filesystem::path& path, const FlatKind& kind,
                                               const SnapshotStamp& stamp, std::string* why) {
  why->clear();
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open()) return nullptr;
  const auto refuse = [&](std::string_view what) {
    *why = fmt::format("'{}' {} and is not used", path.string(), what);
    return nullptr;
  };
  struct stat status {};
  if (fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return refuse("is no file");
  const auto size = static_cast<size_t>(status.st_size);
  if (size < sizeof(Head)) return refuse("is cut short");
  Head head;
  void* mapped = mmap(nullptr, size, PROT_READ, MAP_SHARED | MAP_POPULATE, file.get(), 0);
  if (mapped == MAP_FAILED) return refuse("cannot be mapped");
  std::shared_ptr<FlatFile> made(new FlatFile);
  made->mapped_ = mapped;
  made->bytes_ = {static_cast<const char*>(mapped), size};
  std::memcpy(&head, mapped, sizeof(head));
  if (head.magic != kMagic) return refuse("is no file of this program");
  if (head.byte_order != kByteOrder) return refuse("was written by a machine of another byte order");
  if (head.layout != kLayout || head.kind != kind.kind || head.format != kind.format ||
      head.arrays != kind.arrays)
    return refuse("is of another version of this program");
  if (head.bytes != size) return refuse("is cut short");
  if (std::string_view(head.digest.data(), kDigestBytes) != stamp.digest || head.sequence != stamp.sequence)
    return nullptr;
  if (ChecksumOf(made->bytes_, head) != head.checksum) return refuse("is damaged");
  made->starts_ = StartsIn(made->bytes_, head);
  if (made->starts_.size() != 2 * size_t{head.arrays}) return refuse("is damaged");
  return made;
}

uint64_t FlatFile::SequenceOf(const std::filesystem::path& path, const FlatKind& kind) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  Head head;
  if (!file.is_open() || pread(file.get(), &head, sizeof(head), 0) != sizeof(head)) return 0;
  const bool ours = head.magic == kMagic && head.byte_order == kByteOrder && head.layout == kLayout &&
                    head.kind == kind.kind && head.format == kind.format;
  return ours ? head.sequence : 0;
}

void FlatFile::Restamp(const std::filesystem::path& path, const FlatKind& kind, const SnapshotStamp& before,
                       const SnapshotStamp& after) {
  std::string why;
  const std::shared_ptr<const FlatFile> file = Open(path, kind, before, &why);
  if (file == nullptr || before.digest == after.digest) return;
  Head head;
  std::memcpy(&head, file->bytes_.data(), sizeof(head));
  SetStamp(after, &head);
  head.checksum = ChecksumOf(file->bytes_, head);
  const Descriptor to(open(path.c_str(), O_WRONLY | O_CLOEXEC));
  // What cannot be written stays a file of the state before.
  if (to.is_open()) static_cast<void>(pwrite(to.get(), &head, sizeof(head), 0) == sizeof(head));
}

FlatFile::~FlatFile() {
  if (mapped_ != nullptr) munmap(mapped_, bytes_.size());
}

std::string_view FlatFile::BytesOf(size_t number) const {
  return bytes_.substr(starts_[2 * number], starts_[2 * number + 1] - starts_[2 * number]);
}

Result<void> FlatFile::Save(const std::filesystem::path& path) const { return WriteFile(path, bytes_); }

std::shared_ptr<const FlatFile> FlatFileBuilder::Finish(const FlatKind& kind,
                                                        const SnapshotStamp* stamp) const {
  std::shared_ptr<FlatFile> made(new FlatFile);
  size_t at = sizeof(Head) + arrays_.size() * 2 * sizeof(uint64_t);
  for (const std::string_view array : arrays_) at = Align(at) + array.size();
  made->own_.resize(at);
  char* const to = made->own_.data();
  made->bytes_ = {to, at};
  Head head;
  head.kind = kind.kind;
  head.format = kind.format;
  head.arrays = static_cast<uint32_t>(arrays_.size());
  head.bytes = at;
  if (stamp != nullptr) SetStamp(*stamp, &head);
  at = sizeof(Head) + arrays_.size() * 2 * sizeof(uint64_t);
  for (size_t i = 0; i < arrays_.size(); ++i) {
    const std::array<uint64_t, 2> row = {Align(at), arrays_[i].size()};
    std::memcpy(to + sizeof(Head) + 16 * i, row.data(), sizeof(row));
    std::memset(to + at, 0, row[0] - at);
    if (row[1] > 0) std::memcpy(to + row[0], arrays_[i].data(), row[1]);
    at = row[0] + row[1];
    made->starts_.push_back(row[0]);
    made->starts_.push_back(at);
  }
  head.checksum = ChecksumOf(made->bytes_, head);
  std::memcpy(to, &head, sizeof(head));
  return made;
}

}  // namespace concord
