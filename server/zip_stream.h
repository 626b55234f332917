// A ZIP archive that is sent while it is made (PKWARE APPNOTE 6.3.10): sizes and check sums come after each
// entry, so that nothing is kept but the list of entries.
#ifndef CONCORD_SERVER_ZIP_STREAM_H_
#define CONCORD_SERVER_ZIP_STREAM_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/deflater.h"
#include "server/http_message.h"

namespace concord {

// All functions return false once the client has left, and when an entry or the archive passes 4 GiB or has
// more than 65,535 entries, for which the format has other records.
class ZipStream {
 public:
  explicit ZipStream(BodyWriter write) : write_(std::move(write)) {}

  // The next bytes of the entry of this name; another name ends the entry before. All dates are 1980-01-01,
  // so that the same entries give the same bytes.
  bool Write(std::string_view name, std::string_view bytes);
  bool Finish();

 private:
  bool Begin(std::string_view name);
  bool EndEntry();
  bool Send(std::string_view bytes);

  BodyWriter write_;
  std::string name_, directory_;
  std::optional<Deflater> deflater_;  // of the entry at hand
  uint64_t entries_ = 0, sent_ = 0, offset_ = 0, packed_ = 0;
};

}  // namespace concord

#endif  // CONCORD_SERVER_ZIP_STREAM_H_
