// Compression (RFC 1951) of bytes that come in pieces, in constant memory.
#ifndef CONCORD_SERVER_DEFLATER_H_
#define CONCORD_SERVER_DEFLATER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace concord {

class Deflater {
 public:
  enum class Wrapper : uint8_t {
    kNone,  // as in an entry of a ZIP archive
    kGzip,  // RFC 1952
  };
  explicit Deflater(Wrapper wrapper);
  ~Deflater();
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  // What there is to send by now; may be empty. Nothing may be added after Finish.
  std::string Add(std::string_view bytes);
  std::string Finish();

  uint32_t crc() const { return crc_; }      // CRC-32 of what was added
  uint64_t bytes() const { return bytes_; }  // that were added

 private:
  struct Stream;
  std::string Run(std::string_view bytes, int flush);

  std::unique_ptr<Stream> stream_;
  uint32_t crc_ = 0;
  uint64_t bytes_ = 0;
};

}  // namespace concord

#endif  // CONCORD_SERVER_DEFLATER_H_
