// GET /api/v1/export: a part of the graph in any format of `concord export`, sent while it is written.
#ifndef CONCORD_SERVER_EXPORT_H_
#define CONCORD_SERVER_EXPORT_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/http_message.h"
#include "server/live_store.h"

namespace concord {

inline constexpr std::string_view kExportPath = "/api/v1/export";

struct ExportParameter {
  enum class Kind : uint8_t { kText, kTexts, kFlag };  // kTexts: may be given several times
  std::string_view name, about;
  Kind kind = Kind::kText;
};
// Apart from `format`.
std::span<const ExportParameter> ExportParameters();
std::vector<std::string> ExportFormats();
std::vector<std::string_view> ExportMediaTypes();  // without parameters, each once

// The selection is made at once, so a wrong parameter is a problem and no file that breaks off. A format with
// several files is a ZIP archive. For any thread.
HttpResponse AnswerExport(const HttpRequest& request, LiveStore* store);

}  // namespace concord

#endif  // CONCORD_SERVER_EXPORT_H_
