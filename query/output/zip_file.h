// A ZIP archive under construction (PKWARE APPNOTE 6.3.10): entries as they are, without compression, which
// every reader of office documents takes.
//
//   ZipFile file;
//   file.Add("word/document.xml", xml);
//   Result<std::string> bytes = std::move(file).Finish();
#ifndef CONCORD_QUERY_OUTPUT_ZIP_FILE_H_
#define CONCORD_QUERY_OUTPUT_ZIP_FILE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace concord {

class ZipFile {
 public:
  // The name is a path with slashes, of at most 65,535 bytes; each name once. All dates are 1980-01-01, so
  // that the same entries give the same bytes.
  void Add(std::string_view name, std::string_view bytes);

  // The archive. Fails with kLimit if it needs more than 65,535 entries or 4 GiB, for which the format has
  // other records.
  Result<std::string> Finish() &&;

 private:
  std::string out_, directory_;
  uint64_t entries_ = 0;
  bool too_large_ = false;
};

}  // namespace concord

#endif  // CONCORD_QUERY_OUTPUT_ZIP_FILE_H_
