// Arrays of numbers and bytes in one file, which is mapped into memory: opening it costs page faults, not
// parsing. What is made from a snapshot and kept beside its store has this form (docs/store-format.md).
//
// A file says of which state of which store it was made, and has a checksum over all its bytes. It is never
// changed but for what state it is of: a new one takes its place in one step. So a reader sees the old file
// or the new one, and one that has it open keeps what it has.
#ifndef CONCORD_GRAPH_FLAT_FILE_H_
#define CONCORD_GRAPH_FLAT_FILE_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/result.h"
#include "graph/large_array.h"
#include "graph/snapshot_stamp.h"

namespace concord {

// What a file is, beside the state that it was made of. Another format of the same kind is a damaged file.
struct FlatKind {
  uint32_t kind = 0;
  uint32_t format = 0;
  uint32_t arrays = 0;  // how many it has
};

// Read by any number of threads.
class FlatFile {
 public:
  // Null when there is none that is whole, of this kind, written by a machine of the same byte order, and
  // made of the state `stamp`. Then `why` says what is wrong with the file, and is empty when there is none
  // or it is merely older or newer. Reads all of it once, for the checksum.
  static std::shared_ptr<const FlatFile> Open(const std::filesystem::path& path, const FlatKind& kind,
                                              const SnapshotStamp& stamp, std::string* why);
  // The sequence (graph/snapshot_stamp.h) of the state that the file says it was made of; 0 when there is no
  // such file. Reads the head alone and trusts it.
  static uint64_t SequenceOf(const std::filesystem::path& path, const FlatKind& kind);

  // Says that a file made of `before` also is what would be made of `after`, by a writer that changed nothing
  // that the arrays hold. Does nothing when the file is not of `before`. Changes the head in place, in one
  // write; a torn one is a damaged file.
  static void Restamp(const std::filesystem::path& path, const FlatKind& kind, const SnapshotStamp& before,
                      const SnapshotStamp& after);

  FlatFile(const FlatFile&) = delete;
  FlatFile& operator=(const FlatFile&) = delete;
  ~FlatFile();

  // The array with this number, as long as the file. T as it was added.
  template <typename T>
  std::span<const T> Array(size_t number) const {
    static_assert(std::is_trivially_copyable_v<T>);
    const std::string_view bytes = BytesOf(number);
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
  }
  std::string_view BytesOf(size_t number) const;

  // The file as it is on disk. In memory alone: without a stamp when it was made without one.
  std::string_view bytes() const { return bytes_; }

  // Writes it to the disk by base/file_replacement.h: a crash leaves the old file or this one.
  Result<void> Save(const std::filesystem::path& path) const;

 private:
  friend class FlatFileBuilder;
  FlatFile() = default;

  std::string_view bytes_;
  void* mapped_ = nullptr;      // or
  LargeArray<char> own_;        // made in memory
  std::vector<size_t> starts_;  // of the arrays, and the end of the last
};

// Makes one in memory.
class FlatFileBuilder {
 public:
  // The next array. Borrowed until Finish.
  template <typename T>
  void Add(std::span<const T> array) {
    static_assert(std::is_trivially_copyable_v<T>);
    arrays_.emplace_back(reinterpret_cast<const char*>(array.data()), array.size_bytes());
  }
  // `stamp` may be null: for what is never saved. kind.arrays is how many were added.
  std::shared_ptr<const FlatFile> Finish(const FlatKind& kind, const SnapshotStamp* stamp) const;

 private:
  std::vector<std::string_view> arrays_;
};

}  // namespace concord

#endif  // CONCORD_GRAPH_FLAT_FILE_H_
