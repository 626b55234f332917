#include "server/zip_stream.h"

#include <limits>

namespace concord {
namespace {

constexpr uint64_t kMostBytes = std::numeric_limits<uint32_t>::max();
constexpr uint64_t kMostEntries = std::numeric_limits<uint16_t>::max();
constexpr uint16_t kFormatVersion = 20;            // of the format, in tenths
constexpr uint16_t kFlags = 1U << 3U | 1U << 11U;  // sizes follow the entry; names are UTF-8
constexpr uint16_t kDeflated = 8, kFirstDay = 1U << 5U | 1U;

// Little-endian, whatever the machine.
void Append16(uint64_t value, std::string* out) {
  out->push_back(static_cast<char>(value & 0xFFU));
  out->push_back(static_cast<char>(value >> 8U & 0xFFU));
}
void Append32(uint64_t value, std::string* out) {
  Append16(value & 0xFFFFU, out);
  Append16(value >> 16U & 0xFFFFU, out);
}

// What the header of an entry and the directory both begin with.
void AppendKind(std::string* out) {
  Append16(kFormatVersion, out);
  Append16(kFlags, out);
  Append16(kDeflated, out);
  Append16(0, out);  // midnight
  Append16(kFirstDay, out);
}

}  // namespace

bool ZipStream::Send(std::string_view bytes) {
  sent_ += bytes.size();
  return sent_ <= kMostBytes && (bytes.empty() || write_(bytes));
}

bool ZipStream::Begin(std::string_view name) {
  name_ = name;
  offset_ = sent_;
  packed_ = 0;
  deflater_.emplace(Deflater::Wrapper::kNone);
  if (++entries_ > kMostEntries || name.size() > kMostEntries) return false;
  std::string header = "PK\x03\x04";
  AppendKind(&header);
  for (int i = 0; i < 3; ++i) Append32(0, &header);  // check sum and sizes follow
  Append16(name.size(), &header);
  Append16(0, &header);  // extra field
  return Send(header.append(name));
}

bool ZipStream::EndEntry() {
  if (!deflater_) return true;
  const std::string rest = deflater_->Finish();
  packed_ += rest.size();
  if (!Send(rest) || deflater_->bytes() > kMostBytes) return false;
  std::string sums;
  Append32(deflater_->crc(), &sums);
  Append32(packed_, &sums);
  Append32(deflater_->bytes(), &sums);
  directory_.append("PK\x01\x02");
  Append16(kFormatVersion, &directory_);
  AppendKind(&directory_);
  directory_.append(sums);
  Append16(name_.size(), &directory_);
  for (int i = 0; i < 4; ++i) Append16(0, &directory_);  // extra field, comment, disk, internal attributes
  Append32(0, &directory_);                              // external attributes
  Append32(offset_, &directory_);
  directory_.append(name_);
  deflater_.reset();
  return Send("PK\x07\x08" + sums);
}

bool ZipStream::Write(std::string_view name, std::string_view bytes) {
  if (!deflater_ || name != name_) {
    if (!EndEntry() || !Begin(name)) return false;
  }
  const std::string packed = deflater_->Add(bytes);
  packed_ += packed.size();
  return Send(packed);
}

bool ZipStream::Finish() {
  if (!EndEntry()) return false;
  const uint64_t start = sent_, size = directory_.size();
  std::string end = std::move(directory_);
  end.append("PK\x05\x06");
  Append32(0, &end);  // disks
  Append16(entries_, &end);
  Append16(entries_, &end);
  Append32(size, &end);
  Append32(start, &end);
  Append16(0, &end);  // comment
  return Send(end);
}

}  // namespace concord
