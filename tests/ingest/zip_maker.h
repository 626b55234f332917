// Zip archives for tests, written byte by byte, so that a test can make one that no program would write.
#ifndef CONCORD_TESTS_INGEST_ZIP_MAKER_H_
#define CONCORD_TESTS_INGEST_ZIP_MAKER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace concord::testing {

struct ZipEntry {
  std::string name, bytes;
  bool encrypted = false;  // says so; the bytes are plain
  bool wrong_sum = false;  // the checksum is of other bytes
};

inline uint32_t Crc32(std::string_view bytes) {
  uint32_t sum = 0xFFFFFFFF;
  for (const char c : bytes) {
    sum ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0xEDB88320 : 0);
  }
  return ~sum;
}

// Entries are stored, not packed.
inline std::string MakeZip(const std::vector<ZipEntry>& entries) {
  std::string zip, directory;
  const auto number = [](std::string* out, uint64_t value, int size) {
    for (int i = 0; i < size; ++i) *out += static_cast<char>(value >> (8 * i));
  };
  for (const ZipEntry& entry : entries) {
    const uint64_t start = zip.size();
    std::string common;  // to both headers
    number(&common, 20, 2);
    number(&common, entry.encrypted ? 1 : 0, 2);
    number(&common, 0, 2);           // stored
    number(&common, 0x21 << 16, 4);  // 1 January 1980
    number(&common, Crc32(entry.bytes) ^ (entry.wrong_sum ? 1 : 0), 4);
    number(&common, entry.bytes.size(), 4);
    number(&common, entry.bytes.size(), 4);
    number(&common, entry.name.size(), 2);
    number(&common, 0, 2);
    zip += "PK\x03\x04" + common + entry.name + entry.bytes;
    directory += "PK\x01\x02";
    number(&directory, 20, 2);
    directory += common;
    directory.append(10, '\0');  // comment, disk, attributes
    number(&directory, start, 4);
    directory += entry.name;
  }
  const uint64_t start = zip.size();
  zip += directory + "PK\x05\x06";
  number(&zip, 0, 4);
  number(&zip, entries.size(), 2);
  number(&zip, entries.size(), 2);
  number(&zip, directory.size(), 4);
  number(&zip, start, 4);
  number(&zip, 0, 2);
  return zip;
}

}  // namespace concord::testing

#endif  // CONCORD_TESTS_INGEST_ZIP_MAKER_H_
