#include "query/output/zip_file.h"

#include <array>
#include <limits>

namespace concord {
namespace {

constexpr uint64_t kMostBytes = std::numeric_limits<uint32_t>::max();
constexpr uint64_t kMostEntries = std::numeric_limits<uint16_t>::max();
constexpr uint16_t kVersion = 20;              // of the format, in tenths
constexpr uint16_t kUtf8Names = 1U << 11U;     // a flag
constexpr uint16_t kFirstDay = 1U << 5U | 1U;  // 1980-01-01, as MS-DOS counts

// Remainders of ISO 3309 (CRC-32), byte by byte.
constexpr std::array<uint32_t, 256> MakeTable() {
  std::array<uint32_t, 256> table{};
  for (uint32_t i = 0; i < table.size(); ++i) {
    uint32_t rest = i;
    for (int bit = 0; bit < 8; ++bit) rest = (rest & 1U) != 0 ? 0xEDB88320U ^ rest >> 1U : rest >> 1U;
    table[i] = rest;
  }
  return table;
}

uint32_t Crc32(std::string_view bytes) {
  static constexpr std::array<uint32_t, 256> kTable = MakeTable();
  uint32_t rest = 0xFFFFFFFFU;
  for (const char c : bytes) rest = kTable[(rest ^ static_cast<unsigned char>(c)) & 0xFFU] ^ rest >> 8U;
  return ~rest;
}

// Little-endian, whatever the machine.
void Put16(uint64_t value, std::string* out) {
  out->push_back(static_cast<char>(value & 0xFFU));
  out->push_back(static_cast<char>(value >> 8U & 0xFFU));
}
void Put32(uint64_t value, std::string* out) {
  Put16(value & 0xFFFFU, out);
  Put16(value >> 16U & 0xFFFFU, out);
}

}  // namespace

void ZipFile::Add(std::string_view name, std::string_view bytes) {
  ++entries_;
  const uint64_t offset = out_.size();
  too_large_ = too_large_ || entries_ > kMostEntries || name.size() > kMostEntries ||
               offset + bytes.size() + name.size() > kMostBytes;
  if (too_large_) return;
  // What the header of an entry and the directory both have.
  std::string both;
  Put16(kVersion, &both);
  Put16(kUtf8Names, &both);
  Put16(0, &both);  // stored
  Put16(0, &both);  // midnight
  Put16(kFirstDay, &both);
  Put32(Crc32(bytes), &both);
  Put32(bytes.size(), &both);  // compressed
  Put32(bytes.size(), &both);
  Put16(name.size(), &both);
  Put16(0, &both);  // extra field
  out_.append("PK\x03\x04").append(both).append(name).append(bytes);
  directory_.append("PK\x01\x02");
  Put16(kVersion, &directory_);
  directory_.append(both);
  Put16(0, &directory_);  // comment
  Put16(0, &directory_);  // disk
  Put16(0, &directory_);  // internal attributes
  Put32(0, &directory_);  // external attributes
  Put32(offset, &directory_);
  directory_.append(name);
}

Result<std::string> ZipFile::Finish() && {
  const uint64_t offset = out_.size();
  if (too_large_ || offset + directory_.size() > kMostBytes)
    return Fail(ErrorCode::kLimit, "a ZIP archive of this kind has at most 65,535 entries and 4 GiB");
  out_.append(directory_).append("PK\x05\x06");
  Put16(0, &out_);  // disk
  Put16(0, &out_);  // disk of the directory
  Put16(entries_, &out_);
  Put16(entries_, &out_);
  Put32(directory_.size(), &out_);
  Put32(offset, &out_);
  Put16(0, &out_);  // comment
  return std::move(out_);
}

}  // namespace concord
