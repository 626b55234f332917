// A filled-in sheet as text: TSV or CSV unchanged, a workbook through its reader.
#ifndef CONCORD_CLI_REVIEW_FILE_H_
#define CONCORD_CLI_REVIEW_FILE_H_

#include <string>

#include "base/result.h"

namespace concord {

struct ReviewFile {
  std::string text;
  char separator = '\0';  // between cells; '\0': must be guessed
};

bool IsWorkbook(const std::string& path);  // by its ending: .xlsx

// For a workbook, the first visible worksheet, with one line for each row. kLimit above 256 MiB.
Result<ReviewFile> ReadReviewFile(const std::string& path);

}  // namespace concord

#endif  // CONCORD_CLI_REVIEW_FILE_H_
