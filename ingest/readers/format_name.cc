#include "ingest/readers/format_name.h"

#include <string>
#include <vector>

#include "base/parameter.h"
#include "base/text.h"
#include "ingest/readers/reader.h"

namespace concord {

Result<void> CheckFormat(std::string_view format) {
  if (format.empty() || FindReader(format) != nullptr) return {};
  std::vector<std::string> known;
  for (const Reader& reader : Readers()) known.emplace_back(reader.name);
  const std::string_view meant = DidYouMean(format, known);
  return FailValue("format", format,
                   "one that `concord formats` lists" +
                       (meant.empty() ? "" : "; did you mean '" + std::string(meant) + "'?"));
}

}  // namespace concord
