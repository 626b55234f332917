// What a folder of exported files says about itself, in manifest.json.
#ifndef CONCORD_QUERY_EXPORTERS_EXPORT_MANIFEST_H_
#define CONCORD_QUERY_EXPORTERS_EXPORT_MANIFEST_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "graph/value.h"
#include "query/exporters/exporter.h"
#include "query/note.h"

namespace concord {

inline constexpr std::string_view kManifestName = "manifest.json";

struct ExportedFile {
  std::string name;  // as the exporter calls it
  uint64_t bytes = 0;
  uint64_t lines = 0;  // line feeds
  std::string sha256;  // hex
};

struct ExportFacts {
  std::string format;
  PropertyMap asked;  // the request: roots, hops, the words of a question
  std::vector<ExportedFile> files;
  std::vector<Note> notes;  // what the format could not hold
};

// The same for two stores with the same units: a digest of the units' names and fingerprints.
Result<std::string> StateDigest(const Snapshot& snapshot);

// {"schema":"concord.manifest/1","tool","format","selection","nodes","edges","state","files","sources",
// "citation","notes","note_codes"}. `state` is StateDigest. `sources` are the versions in the selection, or
// with parts in it, in the order of their keys, with title, language, date, source, licence, the digest of
// the file, and the text policy that was honoured. `citation` is a line that says how to cite the export. It
// contains no time and no path, so the same state gives the same bytes. Fails as the snapshot does.
Result<std::string> ExportManifest(const Snapshot& snapshot, const Selection& selection,
                                   const ExportFacts& facts);

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_EXPORT_MANIFEST_H_
