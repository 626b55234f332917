#include "query/exporters/exporter.h"

namespace concord {

std::span<const Exporter> Exporters() {
  static const std::vector<Exporter> exporters = {
#define EXPORTER(name) k##name##Exporter,
#include "query/exporters/exporters.def"
#undef EXPORTER
  };
  return exporters;
}

const Exporter* FindExporter(std::string_view name) {
  for (const Exporter& exporter : Exporters()) {
    if (exporter.name == name) return &exporter;
  }
  return nullptr;
}

}  // namespace concord
