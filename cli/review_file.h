// A sheet that somebody filled in, as text: TSV or CSV as they are, a workbook through its reader.
#ifndef CONCORD_CLI_REVIEW_FILE_H_
#define CONCORD_CLI_REVIEW_FILE_H_

#include <string>

#include "base/result.h"

namespace concord {

struct ReviewFile {
  std::string text;
  char separator = '\0';  // between cells; '\0': to be guessed
};

bool IsWorkbook(const std::string& path);  // by its ending: .xlsx

// Of a workbook the first worksheet that is shown, one line a row. kLimit above 256 MiB.
Result<ReviewFile> ReadReviewFile(const std::string& path);

}  // namespace concord

#endif  // CONCORD_CLI_REVIEW_FILE_H_
